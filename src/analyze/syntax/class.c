/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/class.c - what classes of the file have from those that they are made from.
 */
#include "analyze/syntax/eval.h"

enum { BASES_MAX = 8 };

/* The base is kept among the members, by a name that no source can have. */
static uint32_t base_name(struct lw_eval *e)
{
    return lw_ir_name(e->ir, LW_VIEW(" base"));
}

static void made_from(struct lw_eval *e, uint32_t class, struct lw_value base)
{
    bool known = base.kind == LW_V_CLASS || base.kind == LW_V_SYMBOL;
    if (known && !lw_scope_member(e, class, base_name(e), false))
        *lw_scope_member(e, class, base_name(e), true) = base;
}

struct lw_value lw_eval_class(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)node;
    struct lw_value v = { .kind = LW_V_CLASS, .node = n->extra };
    uint32_t self = e->self, body = e->body;
    if (n->id)
        lw_scope_set(e, e->function, n->id, v);
    uint32_t child = n->child;
    if (child && lw_ir_at(e->ir, child)->flags & LW_CF_BASES) {
        for (uint32_t b = lw_ir_at(e->ir, child)->child; b; b = lw_ir_at(e->ir, b)->next)
            made_from(e, n->extra, lw_used(e, lw_eval(e, b), b));
        child = lw_ir_at(e->ir, child)->next;
    }
    e->self = e->body = n->extra;
    (void)lw_eval_rest(e, child);
    e->self = self;
    e->body = body;
    return v;
}

static struct lw_value base_of(struct lw_eval *e, uint32_t class)
{
    const struct lw_value *slot = lw_scope_member(e, class, base_name(e), false);
    return slot ? *slot : LW_UNKNOWN;
}

const struct lw_value *lw_class_find(struct lw_eval *e, uint32_t class, uint32_t id)
{
    struct lw_value at = { .kind = LW_V_CLASS, .node = class };
    for (size_t i = 0; i < BASES_MAX && at.kind == LW_V_CLASS; i++) {
        const struct lw_value *slot = lw_scope_member(e, at.node, id, false);
        if (slot)
            return slot;
        at = base_of(e, at.node);
    }
    return NULL;
}

struct lw_value lw_class_outer(struct lw_eval *e, uint32_t class)
{
    struct lw_value at = { .kind = LW_V_CLASS, .node = class };
    for (size_t i = 0; i < BASES_MAX && at.kind == LW_V_CLASS; i++)
        at = base_of(e, at.node);
    return at.kind == LW_V_SYMBOL ? at : LW_UNKNOWN;
}

struct lw_value lw_class_base(struct lw_eval *e)
{
    return e->self ? base_of(e, e->self) : LW_UNKNOWN;
}

struct lw_value lw_class_super(struct lw_eval *e)
{
    struct lw_value base = lw_class_base(e);
    if (base.kind == LW_V_CLASS)
        return (struct lw_value){ .kind = LW_V_INSTANCE, .node = base.node };
    if (base.kind == LW_V_SYMBOL)
        base.text = lw_arena_printf(&e->arena, "%.*s()", LW_FMT(base.text));
    return base;
}

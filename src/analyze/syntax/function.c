/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/function.c - what a call hands over, and functions of the file that are entered with it.
 */
#include "analyze/syntax/budget.h"

enum { CALL_DEPTH_MAX = 420 };

void lw_args_add(struct lw_args *args, struct lw_value value, uint32_t name, uint32_t node)
{
    lw_value_taint(&args->all, &value);
    if (args->count == LW_EVAL_ARGS)
        return;
    args->items[args->count] = value;
    args->names[args->count] = name;
    args->nodes[args->count++] = node;
}

const struct lw_value *lw_arg(const struct lw_eval *e, const struct lw_args *args, size_t index,
                              const char *keyword)
{
    size_t at = 0;
    for (size_t i = 0; i < args->count; i++) {
        if (args->names[i]) {
            if (keyword && lw_view_is(lw_ir_text(e->ir, args->names[i]), keyword))
                return &args->items[i];
        } else if (at++ == index) {
            return &args->items[i];
        }
    }
    return NULL;
}

/* A program that is started has the environment anyway. */
static void add_keyword(struct lw_eval *e, struct lw_args *args, struct lw_value value, uint32_t id,
                        uint32_t node)
{
    struct lw_value before = args->all;
    lw_args_add(args, value, id, node);
    if (lw_view_is(lw_ir_text(e->ir, id), "env"))
        args->all = before;
}

void lw_args_add_from(struct lw_args *out, const struct lw_args *args, size_t first, bool listed)
{
    for (size_t i = first; i < args->count; i++) {
        const struct lw_value *v = &args->items[i];
        bool list = listed && v->kind == LW_V_LIST;
        for (size_t k = 0; list && k < v->list->count; k++)
            lw_args_add(out, v->list->items[k], 0, args->nodes[i]);
        if (!list)
            lw_args_add(out, *v, args->names[i], args->nodes[i]);
    }
}

void lw_args_add_pairs(struct lw_eval *e, struct lw_args *args, const struct lw_value *map,
                       uint32_t node)
{
    for (size_t i = 0; i + 1 < map->list->count; i += 2) {
        const struct lw_value *key = &map->list->items[i], *value = &map->list->items[i + 1];
        if (key->kind == LW_V_TEXT)
            add_keyword(e, args, *value, lw_ir_name(e->ir, key->text), node);
        else
            lw_args_add(args, *value, 0, node);
    }
    lw_value_taint(&args->all, map);
}

void lw_args_eval(struct lw_eval *e, struct lw_args *args, uint32_t node)
{
    for (; node; node = lw_ir_at(e->ir, node)->next) {
        const struct lw_ir_node n = *lw_ir_at(e->ir, node);
        if (n.kind == LW_IR_SPREAD && n.child) {
            struct lw_value v = lw_eval(e, n.child);
            for (size_t i = 0; v.kind == LW_V_LIST && i < v.list->count; i++)
                lw_args_add(args, v.list->items[i], 0, node);
            if (v.kind == LW_V_MAP && e->ir->language == LW_LANG_PYTHON)
                lw_args_add_pairs(e, args, &v, node);
            else if (v.kind != LW_V_LIST)
                lw_args_add(args, lw_used(e, v, node), 0, node);
        } else if (n.kind == LW_IR_KEYWORD) {
            struct lw_value v = n.child ? lw_eval(e, n.child) : LW_UNKNOWN;
            lw_setting(e, lw_ir_text(e->ir, n.id), &v, node);
            add_keyword(e, args, v, n.id, node);
        } else {
            lw_args_add(args, lw_eval(e, node), 0, node);
        }
    }
}

static bool is_self(struct lw_view name)
{
    return lw_view_is(name, "self") || lw_view_is(name, "cls");
}

/* $1, $2 ... and $@ of a function of a shell. */
static void bind_positions(struct lw_eval *e, const struct lw_args *args)
{
    struct lw_view name;
    const uint64_t *id;
    for (size_t i = 0; i < 9; i++) {
        name = lw_arena_printf(&e->arena, "%zu", i + 1);
        if ((id = lw_map_get(&e->ir->index, name)))
            *lw_scope_slot(e, 0, (uint32_t)*id) = i < args->count ? args->items[i] : LW_UNKNOWN;
    }
    for (size_t i = 0; i < 2; i++)
        if ((id = lw_map_get(&e->ir->index, i ? LW_VIEW("*") : LW_VIEW("@"))))
            *lw_scope_slot(e, 0, (uint32_t)*id) = args->all;
}

static void bind_parameters(struct lw_eval *e, const struct lw_ir_node *f, struct lw_args *args)
{
    uint32_t owner = e->ir->functions.items[f->extra].owner;
    size_t at = 0;
    bool first = true;
    for (uint32_t p = f->child; p; p = lw_ir_at(e->ir, p)->next) {
        const struct lw_ir_node n = *lw_ir_at(e->ir, p);
        if (n.kind != LW_IR_PARAM)
            continue;
        const struct lw_ir_node target = *lw_ir_at(e->ir, n.child);
        struct lw_view name = target.kind == LW_IR_NAME ? lw_ir_text(e->ir, target.id)
                                                        : LW_VIEW_NONE;
        struct lw_value v = LW_UNKNOWN;
        if (first && owner && e->ir->language == LW_LANG_PYTHON && is_self(name)) {
            v = (struct lw_value){ .kind = LW_V_INSTANCE, .node = owner };
        } else if (target.kind == LW_IR_SPREAD) {
            v = lw_value_list(&e->arena, LW_V_LIST);
            for (size_t i = at; i < args->count; i++)
                lw_list_push(e, &v, args->items[i]);
            lw_value_taint(&v, &args->all);
        } else {
            const struct lw_value *arg = NULL;
            for (size_t i = 0; i < args->count && !arg; i++)
                if (args->names[i] && args->names[i] == target.id)
                    arg = &args->items[i];
            arg = arg ? arg : lw_arg(e, args, at++, NULL);
            if (arg && target.next && e->ir->language == LW_LANG_JAVASCRIPT &&
                lw_ir_at(e->ir, target.next)->kind == LW_IR_CALL)
                (void)lw_eval(e, target.next); /* what is given may be `undefined` */
            v = arg ? *arg : target.next ? lw_eval(e, target.next) : lw_unasked(e, name, p);
        }
        first = false;
        lw_assign(e, n.child, v, true);
    }
}

/* Nothing is known of them that the last time did not know. */
static bool is_plain(const struct lw_args *args)
{
    for (size_t i = 0; i < args->count; i++)
        if (args->items[i].kind != LW_V_UNKNOWN || args->items[i].from)
            return false;
    return true;
}

struct lw_value lw_call_function(struct lw_eval *e, struct lw_value callee, struct lw_args *args)
{
    const struct lw_ir_node f = *lw_ir_at(e->ir, callee.node);
    struct lw_eval_function *state = &e->functions[f.extra];
    bool busy = state->active || e->depth > CALL_DEPTH_MAX ||
                (state->done && (e->steps > e->steps_inline || is_plain(args)));
    if (busy) {
        struct lw_value v = state->result;
        if (state->active && lw_bundle_load(e, &v, &callee, f.extra, args))
            return v;
        if (v.kind == LW_V_TEXT && (v.from & LW_FROM_DECODING) && args->count)
            v = (struct lw_value){ .kind = LW_V_UNKNOWN, .from = v.from, .line = v.line };
        lw_value_taint(&v, &args->all);
        lw_own_made(&v, args);
        return v;
    }
    uint32_t function = e->function, self = e->self, body = e->body;
    unsigned branches = e->branches, maybe = e->maybe;
    struct lw_value result = e->result;
    state->active = true;
    e->function = f.extra;
    e->maybe += e->branches;
    e->branches = e->body = 0;
    e->result = LW_UNKNOWN;
    if (f.flags & LW_CF_METHOD)
        e->self = e->ir->functions.items[f.extra].owner;
    if (e->ir->language == LW_LANG_SHELL)
        bind_positions(e, args);
    else
        bind_parameters(e, &f, args);
    struct lw_value last = LW_UNKNOWN;
    for (uint32_t c = f.child; c; c = lw_ir_at(e->ir, c)->next)
        if (lw_ir_at(e->ir, c)->kind != LW_IR_PARAM && lw_ir_at(e->ir, c)->kind != LW_IR_NOTE)
            last = lw_eval(e, c);
    struct lw_value given = f.flags & LW_CF_ARROW || e->ir->language == LW_LANG_SHELL ? last
                                                                                      : e->result;
    lw_answer(e, &f, callee.node, given);
    state->active = false;
    state->done = true;
    state->result = given;
    e->function = function;
    e->self = self;
    e->body = body;
    e->branches = branches;
    e->maybe = maybe;
    e->result = result;
    lw_own_made(&given, args);
    return given;
}

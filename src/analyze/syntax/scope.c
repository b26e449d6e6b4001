/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/scope.c - names and what they hold.
 */
#include <stdlib.h>

#include "analyze/syntax/eval.h"

static size_t place_of(const struct lw_bindings *b, uint64_t key)
{
    uint64_t h = key * 0x9e3779b97f4a7c15u;
    size_t at = (size_t)(h ^ h >> 32) & (b->capacity - 1);
    while (b->keys[at] && b->keys[at] != key)
        at = (at + 1) & (b->capacity - 1);
    return at;
}

static void grow(struct lw_bindings *b)
{
    struct lw_bindings bigger = { .capacity = b->capacity ? 2 * b->capacity : 256 };
    bigger.keys = lw_xcalloc(bigger.capacity, sizeof *bigger.keys);
    bigger.values = lw_xcalloc(bigger.capacity, sizeof *bigger.values);
    for (size_t i = 0; i < b->capacity; i++) {
        if (!b->keys[i])
            continue;
        size_t at = place_of(&bigger, b->keys[i]);
        bigger.keys[at] = b->keys[i];
        bigger.values[at] = b->values[i];
    }
    bigger.count = b->count;
    lw_scope_clear(b);
    *b = bigger;
}

void lw_scope_clear(struct lw_bindings *bindings)
{
    free(bindings->keys);
    free(bindings->values);
    *bindings = (struct lw_bindings){ 0 };
}

static uint64_t key_of(uint32_t scope, uint32_t id)
{
    return (uint64_t)scope << 32 | id;
}

static struct lw_value *known(struct lw_eval *e, uint32_t scope, uint32_t id)
{
    struct lw_bindings *b = &e->bindings;
    if (!b->capacity)
        return NULL;
    size_t at = place_of(b, key_of(scope, id));
    return b->keys[at] ? &b->values[at] : NULL;
}

struct lw_value *lw_scope_slot(struct lw_eval *e, uint32_t scope, uint32_t id)
{
    struct lw_bindings *b = &e->bindings;
    if (2 * (b->count + 1) > b->capacity)
        grow(b);
    size_t at = place_of(b, key_of(scope, id));
    if (!b->keys[at]) {
        b->keys[at] = key_of(scope, id);
        b->values[at] = LW_UNKNOWN;
        b->count++;
    }
    return &b->values[at];
}

struct lw_value *lw_scope_find(struct lw_eval *e, uint32_t id)
{
    if (e->ir->language == LW_LANG_SHELL)
        return known(e, 0, id);
    for (uint32_t f = e->function;; f = e->ir->functions.items[f].parent) {
        struct lw_value *v = known(e, f, id);
        if (v && v->kind == LW_V_GLOBAL)
            return known(e, 0, id);
        if (v || f == 0)
            return v;
    }
}

uint32_t lw_scope_of(struct lw_eval *e, uint32_t id)
{
    uint32_t f = e->ir->language == LW_LANG_SHELL ? 0 : e->function;
    while (f && !known(e, f, id))
        f = e->ir->functions.items[f].parent;
    return f;
}

struct lw_value *lw_scope_member(struct lw_eval *e, uint32_t class, uint32_t id, bool make)
{
    uint32_t scope = LW_SCOPE_CLASS | class;
    return make ? lw_scope_slot(e, scope, id) : known(e, scope, id);
}

const struct lw_value *lw_scope_of_function(struct lw_eval *e, uint32_t function,
                                            struct lw_view name)
{
    return known(e, LW_SCOPE_FUNCTION | function, lw_ir_name(e->ir, name));
}

/* A parameter by that name is what the loader of modules gives. */
static bool is_loader_name(struct lw_view name)
{
    static const char *const names[] = { "require", "module",     "exports", "process",
                                         "global",  "globalThis", "Buffer" };
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(name, names[i]))
            return true;
    return false;
}

static struct lw_value unbound(struct lw_eval *e, struct lw_view name)
{
    if (lw_catalog_builtin(e->ir->language, name))
        return lw_value_symbol(name);
    for (size_t i = 0; i < e->wildcard_count; i++) {
        struct lw_view full = lw_arena_printf(&e->arena, "%.*s.%.*s", LW_FMT(e->wildcards[i]),
                                              LW_FMT(name));
        if (lw_catalog_find(e->ir->language, full) || lw_catalog_environment(e->ir->language, full))
            return lw_value_symbol(full);
    }
    return LW_UNKNOWN;
}

struct lw_value lw_scope_name(struct lw_eval *e, uint32_t id)
{
    struct lw_view name = lw_ir_text(e->ir, id);
    const struct lw_value *bound = lw_scope_find(e, id);
    bool script = e->ir->language == LW_LANG_JAVASCRIPT;
    if ((script && lw_view_is(name, "this")) || (!bound && e->self && lw_view_is(name, "self")))
        return e->self ? (struct lw_value){ .kind = LW_V_INSTANCE, .node = e->self } : LW_UNKNOWN;
    if (script && !bound && lw_view_is(name, "super"))
        return lw_class_super(e);
    if (bound && !(script && bound->kind == LW_V_UNKNOWN && !bound->from && is_loader_name(name)))
        return *bound;
    return unbound(e, name);
}

void lw_scope_set(struct lw_eval *e, uint32_t scope, uint32_t id, struct lw_value value)
{
    struct lw_value *slot = lw_scope_slot(e, scope, id);
    if (slot->kind == LW_V_GLOBAL)
        slot = lw_scope_slot(e, 0, id);
    if (e->branches) { /* what it held may be there still */
        struct lw_value before = *slot;
        if (value.kind == LW_V_UNKNOWN && before.kind != LW_V_UNKNOWN && !value.from)
            return;
        *slot = value;
        lw_value_taint(slot, &before);
        return;
    }
    *slot = value;
}

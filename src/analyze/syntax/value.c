/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/value.c - values, joined and looked into.
 */
#include "analyze/syntax/value.h"

void lw_value_taint(struct lw_value *into, const struct lw_value *other)
{
    if (!into->from || (other->from & ~into->from))
        into->line = other->from && !into->line ? other->line : into->line;
    into->from |= other->from;
}

struct lw_value lw_value_list(struct lw_arena *arena, enum lw_value_kind kind)
{
    struct lw_value v = { .kind = (uint8_t)kind };
    v.list = LW_NEW(arena, struct lw_values);
    return v;
}

void lw_value_push(struct lw_arena *arena, struct lw_value *list, struct lw_value item)
{
    if (list->list->count < LW_VALUE_LIST_MAX)
        *LW_PUSH(arena, list->list) = item;
    lw_value_taint(list, &item);
}

const struct lw_value *lw_value_key(const struct lw_value *map, struct lw_view key)
{
    if (map->kind != LW_V_MAP)
        return NULL;
    for (size_t i = map->list->count & ~(size_t)1; i >= 2; i -= 2) {
        const struct lw_value *k = &map->list->items[i - 2];
        if (k->kind == LW_V_TEXT && lw_view_eq(k->text, key))
            return &map->list->items[i - 1];
    }
    return NULL;
}

bool lw_value_as_text(struct lw_view *out, const struct lw_value *v, struct lw_arena *arena)
{
    if (v->kind == LW_V_NUMBER)
        *out = lw_arena_printf(arena, "%lld", (long long)v->number);
    else if (v->kind == LW_V_TEXT)
        *out = v->text;
    return v->kind == LW_V_NUMBER || v->kind == LW_V_TEXT;
}

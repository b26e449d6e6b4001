/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/budget.c - bytes of values, counted.
 */
#include "analyze/syntax/budget.h"

enum { BYTES_A_STEP = 256 };
static const size_t made_max_bytes = (size_t)160 << 20, kept_max_bytes = (size_t)320 << 20;

bool lw_spend(struct lw_eval *e, size_t bytes)
{
    e->made_bytes += bytes;
    e->steps += bytes / BYTES_A_STEP;
    e->too_much = e->too_much || e->made_bytes > made_max_bytes;
    return e->made_bytes <= made_max_bytes;
}

bool lw_roomy(struct lw_eval *e)
{
    bool roomy = e->arena.used_bytes < kept_max_bytes;
    e->too_much = e->too_much || !roomy;
    return roomy;
}

bool lw_text_add(struct lw_eval *e, struct lw_buf *buf, struct lw_view piece)
{
    if (piece.len > LW_VALUE_TEXT_MAX - buf->len || !lw_spend(e, piece.len))
        return false;
    lw_buf_add(buf, piece);
    return true;
}

struct lw_value lw_text_made(struct lw_eval *e, const struct lw_buf *buf)
{
    struct lw_value v = lw_value_text(lw_arena_copy(&e->arena, lw_buf_view(buf)));
    v.computed = true;
    return v;
}

void lw_list_push(struct lw_eval *e, struct lw_value *list, struct lw_value item)
{
    if (lw_spend(e, sizeof item))
        lw_value_push(&e->arena, list, item);
    else
        lw_value_taint(list, &item);
}

void lw_list_push_all(struct lw_eval *e, struct lw_value *list, const struct lw_value *other)
{
    /* the list may be pushed into itself */
    for (size_t i = 0, count = other->list->count;
         i < count && list->list->count < LW_VALUE_LIST_MAX; i++)
        lw_list_push(e, list, other->list->items[i]);
    lw_value_taint(list, other);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/lower_python_text.c - texts of Python: escapes, bytes, what is filled in.
 */
#include "analyze/syntax/lower.h"

/* `string_content`: escapes are nodes in it, all else is not. */
static void add_content(struct lw_lower *l, bool raw, bool bytes)
{
    TSNode node = lw_lower_node(l);
    uint32_t at = ts_node_start_byte(node), end = ts_node_end_byte(node);
    if (!raw && lw_down(l)) {
        do {
            uint32_t from = ts_node_start_byte(lw_lower_node(l));
            struct lw_view escape = lw_lower_source(l);
            lw_buf_add(l->scratch, lw_view_sub(l->code->source, at, from - at));
            if (lw_lower_is(l, "escape_interpolation"))
                lw_buf_add(l->scratch, lw_view_sub(escape, 0, 1));
            else
                lw_add_escape(l->scratch, escape, LW_LANG_PYTHON, bytes);
            at = ts_node_end_byte(lw_lower_node(l));
        } while (lw_next(l));
        lw_up(l);
    }
    lw_buf_add(l->scratch, lw_view_sub(l->code->source, at, end - at));
}

uint32_t lw_lower_python_string(struct lw_lower *l)
{
    struct lw_lower_text text = { { 0, 0 }, false };
    bool raw = false, bytes = false;
    l->scratch->len = 0;
    if (!lw_down(l))
        return 0;
    do {
        if (lw_lower_is(l, "string_start")) {
            struct lw_view prefix = lw_lower_source(l);
            for (size_t i = 0; i < prefix.len; i++) {
                raw = raw || (prefix.ptr[i] | 32) == 'r';
                bytes = bytes || (prefix.ptr[i] | 32) == 'b';
            }
        } else if (lw_lower_is(l, "string_content")) {
            add_content(l, raw, bytes);
        } else if (lw_lower_is(l, "interpolation")) {
            lw_lower_text_flush(l, &text);
            text.computed = true;
            lw_ir_append(l->code, &text.pieces, lw_lower_here(l));
        }
    } while (lw_next(l));
    lw_up(l);
    uint32_t node = lw_lower_text_end(l, &text);
    if (bytes)
        l->code->nodes[node].flags |= LW_CF_BYTES;
    return node;
}

/* {value:{width}} */
static void lower_specifier(struct lw_lower *l, struct lw_ir_list *list)
{
    if (!lw_lower_is(l, "format_specifier") || !lw_down(l))
        return;
    do {
        if (lw_lower_named(l))
            lw_ir_append(l->code, list, lw_lower_here(l));
    } while (lw_next(l));
    lw_up(l);
}

uint32_t lw_lower_interpolation(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    uint32_t value = lw_lower_of(l, LW_FIELD_EXPRESSION);
    if (lw_down(l)) {
        do
            lower_specifier(l, &list);
        while (lw_next(l));
        lw_up(l);
    }
    if (!list.first)
        return value;
    lw_ir_append(l->code, &list, value);
    return lw_lower_make(l, LW_IR_LAST, list);
}

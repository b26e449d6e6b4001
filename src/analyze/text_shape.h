/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/text_shape.h - what code looks like from outside: lines, names, literals, characters.
 *
 * Owns:    nothing.
 * Trusts:  nothing; one pass over the bytes, in constant memory.
 */
#ifndef LW_ANALYZE_TEXT_SHAPE_H
#define LW_ANALYZE_TEXT_SHAPE_H

#include "analyze/text_skip.h"
#include "base/view.h"

struct lw_text_shape {
    size_t lines, longest_line;
    size_t code_bytes;                      /* but white space */
    size_t far_right_at, far_right_columns; /* code behind so many blanks; 0: none */
    uint32_t far_right_line;
    size_t hex_names, names, short_names; /* "_0x3fa2b1"; all; of one or two letters */
    size_t lookalike_names;               /* lIl1I, OO0O: names of alike letters only */
    size_t hex_escapes, escapes;          /* "\x41" and "\u0041" in code; all */
    size_t string_bytes;                  /* in string literals */
    size_t random_at, random_bytes;       /* the longest literal without order, from 0 */
    unsigned random_entropy;              /* its entropy, tenths of a bit */
    size_t table_at, table_items;         /* the longest run of short string literals, a[ "..." , */
    size_t index_calls;                   /* _0x12ab(0x1f) */
    size_t bidi_at, bidi;                 /* characters that turn the direction of writing */
    size_t invisible_at, invisible;       /* zero width, tags, selectors: outside of literals */
    size_t invisible_literal_at, invisible_literal; /* the most of them in one literal */
    size_t invisible_literals;                      /* in all literals */
    size_t invisible_name_at, invisible_names; /* names of or with letters that show as nothing */
    size_t mixed_at, mixed;                    /* names that mix scripts */
};

/* Of UTF-8 text; bytes that are none count as themselves. */
struct lw_text_shape lw_text_shape(struct lw_view text, enum lw_lexis lexis);

#endif

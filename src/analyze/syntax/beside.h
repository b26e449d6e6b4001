/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/beside.h - what stands before and behind a word of a source, without parsing it.
 *
 * Owns:    nothing.
 * Not:     where texts and comments begin; what reads as code in them is taken for code.
 */
#ifndef LW_ANALYZE_SYNTAX_BESIDE_H
#define LW_ANALYZE_SYNTAX_BESIDE_H

#include "analyze/syntax/ir.h"

/* A byte of a name of Python or JavaScript. */
static inline bool lw_beside_name(uint8_t c)
{
    return lw_is_word(c) || c == '$' || c >= 0x80;
}

struct lw_beside {
    enum lw_language language;
    struct lw_view source;
    size_t at, end; /* the word */
};

/* The first byte from `at` on that is no blank, line end or comment; '\n' where there is none. */
uint8_t lw_beside_next(size_t *at, enum lw_language language, struct lw_view source);

/* The byte before the word, blanks aside: '\n' at the beginning of a line or the source. */
uint8_t lw_beside_before(const struct lw_beside *word);

/* The word that ends there, or begins behind, blanks aside; empty where none does. */
struct lw_view lw_beside_word_before(const struct lw_beside *word);
struct lw_view lw_beside_word_behind(const struct lw_beside *word);

/* The word could be an expression, or part of one, as no other name stands next to it. */
bool lw_beside_free(const struct lw_beside *word);

#endif

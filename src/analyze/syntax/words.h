/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/words.h - what a word in a source means for whether anything could come of it.
 *
 * Owns:    nothing; the table is made once, by whoever asks first.
 */
#ifndef LW_ANALYZE_SYNTAX_WORDS_H
#define LW_ANALYZE_SYNTAX_WORDS_H

#include "analyze/syntax/ir.h"

enum {
    LW_WORD_STRONG = 1, /* it is enough */
    LW_WORD_REACH = 2,  /* with one of the next: getattr(os, ...) reaches anything */
    LW_WORD_MODULE = 4,
    LW_WORD_NAMED = 8, /* a module, where it is used */
};

/* These together; 0 for other words. */
unsigned lw_word_class(enum lw_language language, struct lw_view word);

/* A module of Python of which some members are powers and most are not: its number, below 32; or
 * -1. */
int lw_word_module(struct lw_view word);

#endif

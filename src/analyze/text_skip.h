/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/text_skip.h - where comments and patterns of a source text end, without a syntax tree.
 *
 * Owns:    nothing.
 * Trusts:  nothing; time is linear in the text.
 */
#ifndef LW_ANALYZE_TEXT_SKIP_H
#define LW_ANALYZE_TEXT_SKIP_H

#include "base/view.h"

enum lw_lexis {                 /* how a text writes what is not run */
                LW_LEXIS_ANY,   /* nothing is known: all is code and literals */
                LW_LEXIS_HASH,  /* "# to the end of the line", and """ of several lines: Python */
                LW_LEXIS_SHELL, /* "#" at the begin of a word */
                LW_LEXIS_JAVASCRIPT, /* two slashes, slash and star, and slashes around a pattern */
};

enum lw_lexis lw_lexis_of(const char *language); /* "python"; NULL: any */

/* A text that is read from its begin to its end. */
struct lw_text_walk {
    enum lw_lexis lexis;
    struct lw_view text;
    size_t ahead; /* bytes that may still be looked at for the ends of patterns that are none */
};

struct lw_text_walk lw_text_walk(enum lw_lexis lexis, struct lw_view text);

/* Where the comment or the pattern that begins at `at`, outside of literals, ends; `at` itself
 * where there begins none. What stands before it decides whether a slash divides. */
size_t lw_text_skip(struct lw_text_walk *walk, size_t at);

/* Where the literal whose quote stands at `at` ends, behind its closing quotes; `*inner` is what
 * stands between them. One of one line ends with it; a template is taken to its next quote. */
size_t lw_text_literal(struct lw_view *inner, enum lw_lexis lexis, struct lw_view text, size_t at);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/text_skip.h - where comments and patterns of a source text end, without a syntax tree.
 *
 * Owns:    nothing.
 * Trusts:  nothing; looks at most 512 bytes ahead for what a pattern is.
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

/* Where the comment or the pattern that begins at `at`, outside of literals, ends; `at` itself
 * where there begins none. What stands before it decides whether a slash divides. */
size_t lw_text_skip(enum lw_lexis lexis, struct lw_view text, size_t at);

#endif

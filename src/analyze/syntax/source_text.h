/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/source_text.h - the bytes of a source file as the language itself reads them.
 *
 * Owns:    a copy, where one had to be made; it has the length of the original and its offsets,
 *          but for UTF-16, which becomes UTF-8.
 * Spec:    Python language reference 2.1.2 (physical lines), PEP 263 (codings), site.py (.pth).
 */
#ifndef LW_ANALYZE_SYNTAX_SOURCE_TEXT_H
#define LW_ANALYZE_SYNTAX_SOURCE_TEXT_H

#include "analyze/syntax/ir.h"
#include "base/buf.h"

struct lw_source_text {
    struct lw_view text; /* borrowed, or of the copy */
    struct lw_buf copy;
};

/* Whether Python runs the lines of a file one by one: a .pth. */
bool lw_source_is_pth(struct lw_view path);

/* lw_source_text_clear() is up to the caller. */
struct lw_source_text lw_source_text(enum lw_language language, struct lw_view path,
                                     struct lw_view bytes);
void lw_source_text_clear(struct lw_source_text *source);

/* The length of the line end at `at` as str.splitlines() has it; 0 where there is none. */
size_t lw_source_line_end(struct lw_view text, size_t at);

/* The name of the coding that the first two lines of Python declare, or empty. */
struct lw_view lw_source_coding(struct lw_view bytes);

/* In that coding what stands in the file as letters is what runs. */
bool lw_source_coding_plain(struct lw_view name);

#endif

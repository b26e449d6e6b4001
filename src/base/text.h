/* SPDX-License-Identifier: Apache-2.0
 *
 * base/text.h - encodings: UTF-8, CP437, and text that is safe to show.
 */
#ifndef LW_BASE_TEXT_H
#define LW_BASE_TEXT_H

#include "base/arena.h"
#include "base/buf.h"

/* RFC 3629: no overlong forms, no surrogates, at most U+10FFFF. */
bool lw_utf8_valid(struct lw_view v);

/* Decodes one code point at `*at` and moves on; a bad byte gives U+FFFD and moves on by one. */
uint32_t lw_utf8_next(struct lw_view v, size_t *at);

void lw_utf8_add(struct lw_buf *buf, uint32_t code_point);

/* IBM code page 437 (APPNOTE appendix D), as zip tools of old wrote names, to UTF-8. */
struct lw_view lw_cp437_to_utf8(struct lw_arena *arena, struct lw_view v);

/* Control characters, and those that turn the direction of writing or show as nothing. */
bool lw_char_hidden(uint32_t code_point);

/* Bytes for a person: control characters, bad UTF-8, bidirectional and invisible characters
 * become \xNN or \u{N}, so that a name can neither steer a terminal nor lie about itself. */
void lw_text_add_safe(struct lw_buf *buf, struct lw_view v);
struct lw_view lw_text_safe(struct lw_arena *arena, struct lw_view v);

/* Columns that safe UTF-8 text takes on a terminal (wcwidth by simple ranges). */
size_t lw_text_columns(struct lw_view v);

/* Looks like text: no NUL in the first 8 KiB and not mostly control characters. */
bool lw_text_likely(struct lw_view v);

#endif

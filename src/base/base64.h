/* SPDX-License-Identifier: Apache-2.0
 *
 * base/base64.h - bytes as text: base64 with either alphabet, and hex.
 *
 * Spec:    RFC 4648, 4 and 5.
 */
#ifndef LW_BASE_BASE64_H
#define LW_BASE_BASE64_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* The standard alphabet, with padding. */
void lw_base64_add(struct lw_buf *out, struct lw_view bytes);
struct lw_view lw_base64_text(struct lw_arena *arena, struct lw_view bytes);

/* Takes either alphabet, but not both in one text; padding may be left out. No white space, no
 * stray bits behind the last byte. err: LW_E_FORMAT with the offset in `text`. */
LW_NODISCARD lw_status lw_base64_decode(struct lw_view *out, struct lw_view text,
                                        struct lw_arena *arena, struct lw_err *err);

/* Appends what digits of the standard alphabet say, up to the first byte that is none. */
void lw_base64_add_decoded(struct lw_buf *out, struct lw_view text);

/* The value of a digit of either alphabet, or of the standard one, or -1. */
int lw_base64_digit(uint8_t c);
int lw_base64_plain_digit(uint8_t c);

/* Lower-case hex of any length. */
struct lw_view lw_hex_text(struct lw_arena *arena, struct lw_view bytes);

#endif

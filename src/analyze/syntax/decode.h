/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/decode.h - what code decodes at run time, decoded when it is looked at.
 *
 * Trusts:  nothing; results are bounded by LW_VALUE_TEXT_MAX.
 */
#ifndef LW_ANALYZE_SYNTAX_DECODE_H
#define LW_ANALYZE_SYNTAX_DECODE_H

#include "analyze/syntax/value.h"

/* Each gives false where the text is not of that kind. */
typedef bool lw_decode_fn(struct lw_view *out, struct lw_view text, struct lw_arena *arena);

lw_decode_fn lw_decode_base64; /* RFC 4648, 4 and 5; white space is passed over */
lw_decode_fn lw_decode_base32;
lw_decode_fn lw_decode_hex;
lw_decode_fn lw_decode_percent; /* RFC 3986, 2.1 */
lw_decode_fn lw_decode_rot13;
lw_decode_fn lw_decode_reverse;
lw_decode_fn lw_decode_inflate; /* zlib, gzip or raw */
lw_decode_fn lw_decode_escapes; /* "\x41" as text */

#endif

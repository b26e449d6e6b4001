/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/fold.h - what the two halves of folding share.
 */
#ifndef LW_ANALYZE_SYNTAX_FOLD_H
#define LW_ANALYZE_SYNTAX_FOLD_H

#include "analyze/syntax/decode.h"
#include "analyze/syntax/eval.h"

/* Always true: *out is what is known of the result, and from decoding. */
bool lw_fold_decoded(struct lw_eval *e, struct lw_value *out, lw_decode_fn *decode,
                     const struct lw_value *v);
lw_decode_fn *lw_fold_codec(struct lw_view name); /* "base64", "hex" ...; or NULL */
bool lw_fold_map(struct lw_eval *e, struct lw_value *out, struct lw_value f, struct lw_value list,
                 uint32_t node);
bool lw_fold_reversed(struct lw_eval *e, struct lw_value *out, const struct lw_value *v);
struct lw_value lw_fold_as_list(struct lw_eval *e, struct lw_value v);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/nfkc.h - letters that are other letters to Python, which reads names in NFKC.
 *
 * Spec: Python language reference 2.3 (identifiers), UAX #15 (NFKC), UnicodeData.txt of Unicode 14.
 */
#ifndef LW_ANALYZE_NFKC_H
#define LW_ANALYZE_NFKC_H

#include "base/buf.h"
#include "base/view.h"

/* What NFKC makes of a character of a name that is not ASCII, where that is letters, digits and
 * '_' of ASCII alone: "s" for U+FF53. At most four bytes and a NUL into `out`; false for others. */
bool lw_nfkc_ascii(char out[5], uint32_t code_point);

/* Whether a name holds any such; the name as Python reads it. */
bool lw_nfkc_folds(struct lw_view name);
void lw_nfkc_add(struct lw_buf *out, struct lw_view name);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/idna.h - host names as people see them: "xn--80ak6aa92e.com" is drawn as letters.
 *
 * Spec: RFC 3492 (Punycode), RFC 5890.
 */
#ifndef LW_ANALYZE_IDNA_H
#define LW_ANALYZE_IDNA_H

#include "base/buf.h"
#include "base/view.h"

/* The host with its encoded labels decoded, in UTF-8; labels that are not well encoded stay. */
void lw_idna_add_shown(struct lw_buf *out, struct lw_view host);

#endif

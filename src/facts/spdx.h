/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/spdx.h - licence identifiers and expressions.
 *
 * Spec: SPDX 2.3, Annex D (licence expressions); the licence list is facts/spdx.def.
 */
#ifndef LW_FACTS_SPDX_H
#define LW_FACTS_SPDX_H

#include "base/arena.h"

/* The list's own spelling, upper or lower case not regarded; NULL where it is not on the list. */
const char *lw_spdx_license(struct lw_view id);
const char *lw_spdx_exception(struct lw_view id);

/* All licences, in the list's order; NULL behind the last. */
const char *lw_spdx_license_at(size_t index);

/* True when `text` is an expression of listed licences ("MIT", "(MIT OR Apache-2.0)",
 * "GPL-2.0+ WITH Classpath-exception-2.0"); `*out` is then the same in the list's spelling, with
 * operators in upper case. References of a document ("LicenseRef-x") are not taken: they mean
 * nothing outside of the document that defines them. */
bool lw_spdx_expression(struct lw_view *out, struct lw_view text, struct lw_arena *arena);

#endif

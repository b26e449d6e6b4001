/* SPDX-License-Identifier: Apache-2.0
 *
 * review/fact_identity.h - what makes a fact the same as another one.
 *
 * Owns:    nothing; what is given borrows from the buffer.
 */
#ifndef LW_REVIEW_FACT_IDENTITY_H
#define LW_REVIEW_FACT_IDENTITY_H

#include "base/buf.h"
#include "facts/facts.h"

/* What a fact says without saying where, in `buf` from its beginning on: equal for equal facts, ""
 * for facts of kinds that are not compared. */
struct lw_view lw_fact_identity(struct lw_buf *buf, const struct lw_fact *fact);

/* As it would be if it ran in that phase. */
struct lw_view lw_fact_identity_as(struct lw_buf *buf, const struct lw_fact *fact,
                                   struct lw_view phase);

#endif

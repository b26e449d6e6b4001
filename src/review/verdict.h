/* SPDX-License-Identifier: Apache-2.0
 *
 * review/verdict.h - adopt, review or block: the rules, run over what changed.
 */
#ifndef LW_REVIEW_VERDICT_H
#define LW_REVIEW_VERDICT_H

#include "review/rule.h"

/* Runs every rule, applies what the configuration accepts, sorts the reasons and sets the
 * verdict: the highest level of a reason that is not accepted. */
void lw_review_judge(struct lw_review *review, const struct lw_delta *delta,
                     const struct lw_review_config *config);

#endif

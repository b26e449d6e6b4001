/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_number.h - numbers that say how well something guards; inside of guards.c.
 */
#ifndef LW_REVIEW_GUARD_NUMBER_H
#define LW_REVIEW_GUARD_NUMBER_H

#include "review/guards.h"

/* What None, Infinity or -1 is as a limit. */
#define LW_NUMBER_ENDLESS 1e300

/* 600_000, 0o777, 0x1F, 1e8, 10n. False: it is no number. */
bool lw_number_read(double *out, struct lw_view text);

/* Finds numbers that guard much less than those that the same function had. */
void lw_guard_numbers(struct lw_guard_pair *pair);

#endif

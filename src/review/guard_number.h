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

/* The statement whose tokens are read: first .. end. */
struct lw_number_place {
    const struct lw_token *tokens;
    size_t first, end;
    struct lw_view function;
};

/* 5 * 1024 ** 2, 1 << 20, "15m", None: the value that begins at `at`. False: there is none, or
 * something else stands with it. guard_value.c. */
bool lw_number_at(double *out, const struct lw_number_place *place, size_t at);

/* Finds numbers that guard much less than those that the same function had. */
void lw_guard_numbers(struct lw_guard_pair *pair);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/myers.h - the lines that two texts share, in order.
 *
 * Spec: Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), with a bound on D: what
 *       differs in more is told as replaced between its first and its last difference.
 */
#ifndef LW_REVIEW_MYERS_H
#define LW_REVIEW_MYERS_H

#include "base/arena.h"

enum { LW_MYERS_MOST_EDITS = 1500 };

struct lw_lines {
    struct lw_view *items; /* without their ends */
    uint32_t *ids;         /* equal lines of both texts have one id */
    size_t count;
};

/* Splits both texts at LF (a CR before it belongs to the end). At most `most` lines each; false
 * where one has more. */
bool lw_lines_split(struct lw_lines *a, struct lw_lines *b, struct lw_view from, struct lw_view to,
                    size_t most, struct lw_arena *arena);

/* For each line of `a` the index + 1 of the line of `b` that it is, 0 where it is gone; rising. */
uint32_t *lw_myers(const struct lw_lines *a, const struct lw_lines *b, struct lw_arena *arena);

#endif

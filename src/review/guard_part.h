/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_part.h - one side of a small difference, word by word; inside of guard_check.c,
 * guard_pattern.c and guard_weaken.c.
 */
#ifndef LW_REVIEW_GUARD_PART_H
#define LW_REVIEW_GUARD_PART_H

#include "review/guards.h"

enum { LW_PART_TOKENS = 160, LW_PART_STATEMENTS = 4, LW_PART_CHANGED = 34 };

struct lw_part {
    const struct lw_token *tokens;
    size_t token_count, count; /* count: statements */
    size_t changed;            /* tokens that the other side has not, in order */
    bool gone[LW_PART_TOKENS]; /* which */
};

struct lw_part lw_part_of(const struct lw_statements *all, size_t first, size_t end);

/* Marks what of both is not in their longest common run; false where it is not small. */
bool lw_parts_compare(struct lw_part *a, struct lw_part *b);

/* How many signs or words of a list it has; `gone`: only of those that the other side has not. */
size_t lw_part_count(const struct lw_part *part, const char *const *words, size_t count, bool gone);
bool lw_part_has(const struct lw_part *part, struct lw_view word);
bool lw_part_begins(const struct lw_statements *all, size_t statement, struct lw_view word);

/* The token that alone is another one, or NULL. */
const struct lw_token *lw_part_only(const struct lw_part *part);

/* One difference: both sides of it, and the function that it stands in; guard_weaken.c. */
struct lw_guard_part_pair {
    const struct lw_part *old, *new;
    struct lw_view function;
    bool one, decides; /* one statement became another one; it decides something */
};
bool lw_guard_weakens(const struct lw_guard_part_pair *c);

/* Short, and neither letter nor digit. */
bool lw_text_of_signs(struct lw_view text);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_pattern.h - patterns (regular expressions) that let through more than they did;
 * inside of guard_check.c.
 *
 * A pattern is given as it stands in the code, with the slashes of JavaScript or without.
 */
#ifndef LW_REVIEW_GUARD_PATTERN_H
#define LW_REVIEW_GUARD_PATTERN_H

#include "review/guard_part.h"

/* Whether the token is a pattern: /a/, or the text in re.compile("a") or new RegExp("a"). */
bool lw_is_pattern(const struct lw_part *part, const struct lw_token *token);

/* The same but for needless escapes. */
bool lw_same_pattern(struct lw_view a, struct lw_view b);

/* It has lost an end, a sign that has a meaning in markup or a query, or the escape of a dot. */
bool lw_pattern_wider(const struct lw_token *was, const struct lw_token *is);

/* What matched the whole text matches its start, what matched the start matches anywhere. */
bool lw_match_wider(const struct lw_part *old, const struct lw_part *new);

#endif

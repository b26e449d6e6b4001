/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diff_reason.h - reasons of a verdict, for a person at a terminal.
 */
#ifndef LW_REPORT_DIFF_REASON_H
#define LW_REPORT_DIFF_REASON_H

#include "report/columns.h"
#include "review/review.h"

const char *lw_level_style(enum lw_level level);

/* What is accepted is no note: somebody should see that it is. */
bool lw_reason_is_note(const struct lw_reason *reason);

/* The first `most` of the reasons, those that are notes only with `notes`: level and title, rule
 * and place, evidence; below the first of each rule also why it matters (its first sentence;
 * `verbose`: all of it) and what to do. Returns how many there are. */
size_t lw_paint_reasons(struct lw_painter *p, const struct lw_reason_list *list, bool notes,
                        size_t most, bool verbose);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/budget.h - what following the values of one file may take: bytes of texts and lists.
 *
 * A few hundred bytes of code can ask for gigabytes ("{}{}".format(x, x) again and again). Whatever
 * makes a text or puts an item into a list asks here; past the budget values are unknown, and the
 * file is incomplete.
 */
#ifndef LW_ANALYZE_SYNTAX_BUDGET_H
#define LW_ANALYZE_SYNTAX_BUDGET_H

#include "analyze/syntax/eval.h"
#include "base/buf.h"

/* For each node or key that is looked at besides the walk. */
enum { LOOK_BYTES = 32 };

/* `bytes` more are made or looked at, which counts as steps too. False: there is no room. */
bool lw_spend(struct lw_eval *e, size_t bytes);

/* There is memory left for what a walk keeps by the way: names of symbols, numbers as texts. */
bool lw_roomy(struct lw_eval *e);

/* Pieces of a text that is being put together; false where it would be too long. */
bool lw_text_add(struct lw_eval *e, struct lw_buf *buf, struct lw_view piece);
struct lw_value lw_text_made(struct lw_eval *e, const struct lw_buf *buf);

/* lw_value_push() within the budget; its origin is the list's even where there is no room. */
void lw_list_push(struct lw_eval *e, struct lw_value *list, struct lw_value item);
void lw_list_push_all(struct lw_eval *e, struct lw_value *list, const struct lw_value *other);

#endif

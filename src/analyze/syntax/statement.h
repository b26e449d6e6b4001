/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/statement.h - nodes that change what names hold (statement.c), for the walk in eval.c.
 */
#ifndef LW_ANALYZE_SYNTAX_STATEMENT_H
#define LW_ANALYZE_SYNTAX_STATEMENT_H

#include "analyze/syntax/eval.h"

typedef struct lw_value lw_eval_fn(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node);

lw_eval_fn lw_eval_assign, lw_eval_augment, lw_eval_return, lw_eval_bind, lw_eval_each,
    lw_eval_every, lw_eval_delete, lw_eval_global, lw_eval_branch;

#endif

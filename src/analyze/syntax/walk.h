/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/walk.h - texts that walk to what they name, or that something runs.
 */
#ifndef LW_ANALYZE_SYNTAX_WALK_H
#define LW_ANALYZE_SYNTAX_WALK_H

#include "analyze/syntax/eval.h"

/* A call of a symbol: engines of templates that are given a text, timers that run one, a walk from
 * a module by names. */
void lw_walk_call(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                  uint32_t node);

/* A method of whatever object: names.reduce((o, k) => o[k], globalThis). */
void lw_walk_method(struct lw_eval *e, struct lw_view method, const struct lw_args *args,
                    uint32_t node);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/unchecked.h - what gets past a check: data that is given back before it, a failure of it
 * that counts as success.
 */
#ifndef LW_ANALYZE_SYNTAX_UNCHECKED_H
#define LW_ANALYZE_SYNTAX_UNCHECKED_H

#include "analyze/syntax/eval.h"

/* A call that compares secrets, or verifies a token. */
bool lw_is_guard(const struct lw_ir *code, const struct lw_ir_node *n);

/* Something is made of a text: json.loads(x). */
bool lw_reads_text(struct lw_eval *e, uint32_t node, unsigned depth);

/* `return json.loads(token)`: what the function at `function` was given is made something of, and
 * given back. What stands in the code, or was kept before, is not. */
bool lw_returns_given(struct lw_eval *e, uint32_t function, uint32_t node, unsigned depth);

/* try: ok = compare_digest(a, b)  except TypeError: ok = True. Gives the handler, or 0. Where the
 * usual end is False too, True says that something is wrong. */
uint32_t lw_swallows(struct lw_eval *e, uint32_t node);

#endif

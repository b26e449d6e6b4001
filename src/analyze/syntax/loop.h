/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/loop.h - loops that nothing ends.
 *
 * Owns:    nothing.
 * Not:     whether a call inside ends the process, or fails; a condition that is computed.
 */
#ifndef LW_ANALYZE_SYNTAX_LOOP_H
#define LW_ANALYZE_SYNTAX_LOOP_H

#include "analyze/syntax/ir.h"

/* What of long bodies is looked at in one file. */
enum { LW_LOOP_BYTES = 2 << 20 };

/* Whether at `at` a `while`, `for` or `do` begins whose condition always holds, and in whose body
 * no word leaves it (break, return, raise, throw, yield, await, exit ...). The body is found by its
 * indentation, its braces, or as one statement without any. What is longer than usual is
 * taken of the budget of the file, and where there is none left, for a loop that ends. */
bool lw_loop_is_endless(enum lw_language language, struct lw_view source, size_t at,
                        size_t *budget_bytes);

/* Of a piece of a source, whose beginning nobody saw: whether something closes behind the loop that
 * may be a function. Goes through the rest of the piece. */
bool lw_loop_may_be_inside(enum lw_language language, struct lw_view piece, size_t at);

/* Whether the text of such a loop calls or looks into what may fail: then that may be its end. */
bool lw_loop_may_fail(struct lw_view loop);

#endif

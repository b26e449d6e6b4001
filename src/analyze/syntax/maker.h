/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/maker.h - powers by another name, which all objects have: maker.c.
 */
#ifndef LW_ANALYZE_SYNTAX_MAKER_H
#define LW_ANALYZE_SYNTAX_MAKER_H

#include "analyze/syntax/eval.h"

/* x.constructor.constructor is Function, m._compile is Module's; false for all other members. */
bool lw_maker(struct lw_eval *e, struct lw_value *out, const struct lw_value *object,
              struct lw_view name, uint32_t node);

/* f.constructor("a", code)(x), where nobody sees what f is: what is called at once was made by
 * Function. `target`: what is known of f.constructor. */
void lw_maker_called(struct lw_eval *e, const struct lw_value *target, const struct lw_args *args,
                     uint32_t node);

/* f.__globals__["system"] of a function that nobody names: os.system; "" where it is none. */
struct lw_view lw_maker_global(struct lw_eval *e, struct lw_view name);

/* A C library's member: ctypes.CDLL(None).system is a power whichever way it was loaded. */
struct lw_view lw_maker_native(struct lw_view object, struct lw_view name);

/* Function("return process") gives what gives `process`. */
bool lw_maker_returns(struct lw_eval *e, struct lw_value *out, struct lw_view symbol,
                      struct lw_view text);
bool lw_maker_gives(struct lw_value *out, struct lw_view callee);

#endif

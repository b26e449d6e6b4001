/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/reach.h - code that comes to run by a name, a text or a place that nobody reads: reach.c.
 */
#ifndef LW_ANALYZE_SYNTAX_REACH_H
#define LW_ANALYZE_SYNTAX_REACH_H

#include "analyze/syntax/eval.h"

/* Says LW_C_HIDDEN_NAME where a value is a power whose name was put together, or that was reached
 * through a frame or a function's globals. */
void lw_reach_power(struct lw_eval *e, const struct lw_value *v, uint32_t node);

/* Says that a call is one of a power under a name that was put together; and, where its last part
 * is written out (f("re" + "quests").post), that what it is of is hidden. */
void lw_reach_hidden(struct lw_eval *e, struct lw_view symbol, uint32_t node);

/* A member whose name is decided when the code runs: of a module that can do anything, or of an
 * AWS client. *out is LW_UNKNOWN where that says nothing. */
struct lw_value lw_reach_any(struct lw_eval *e, const struct lw_value *object,
                             const struct lw_value *name, uint32_t node);

/* Methods of objects that are not known: text.format(object), loader.add_constructor(tag, f). */
void lw_reach_method(struct lw_eval *e, const struct lw_value *object, struct lw_view method,
                     const struct lw_args *args, uint32_t node);

/* What a call that the catalog knows is given: keys of prototypes, places that anyone may fill. */
void lw_reach_call(struct lw_eval *e, const struct lw_known *known, struct lw_view symbol,
                   const struct lw_args *args, uint32_t node);

/* import(): what its text or an address makes of it. */
void lw_reach_import(struct lw_eval *e, struct lw_view symbol, const struct lw_value *name,
                     uint32_t node, bool hidden);

/* A module, or a member of one, whose name was decoded; a module whose name is made of the time. */
void lw_reach_hidden_module(struct lw_eval *e, struct lw_view symbol, const struct lw_value *name,
                            uint32_t node);
void lw_reach_decoded(struct lw_eval *e, const struct lw_value *object, const struct lw_value *name,
                      uint32_t node);

/* A program, a script or a library of a folder that anyone may fill. */
void lw_reach_place(struct lw_eval *e, struct lw_view path, struct lw_view symbol, uint32_t node);

/* Of a shell: options that load code, put behind the first of the words that a wrapper was given;
 * env $(cat file), where whoever writes the file sets what he wants. */
void lw_reach_words(struct lw_eval *e, uint32_t node);
void lw_reach_env(struct lw_eval *e, const struct lw_args *args, uint32_t node);

#endif

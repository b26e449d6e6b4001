/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/named.h - modules, members and builtins that a text names: named.c.
 *
 * `symbol` is what is called: "importlib.import_module", "getattr", "Object.defineProperty".
 */
#ifndef LW_ANALYZE_SYNTAX_NAMED_H
#define LW_ANALYZE_SYNTAX_NAMED_H

#include "analyze/syntax/eval.h"

/* import_module(name), require(name): the module, or that it is decided when the code runs. */
struct lw_value lw_named_import(struct lw_eval *e, struct lw_view symbol,
                                const struct lw_args *args, uint32_t node, bool hidden);

/* getattr(object, name), operator.attrgetter(name); setattr(object, name, value), and with `wrap`
 * what puts a function around one that is named: wrapt.wrap_function_wrapper(). */
struct lw_value lw_named_get(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                             uint32_t node);
struct lw_value lw_named_set(struct lw_eval *e, const struct lw_args *args, uint32_t node,
                             bool wrap);

/* vars(os) is os; vars() of what another file gives is all that it holds. */
struct lw_value lw_named_all(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args);

/* A module whose members can do anything: which one is called had better be seen. */
bool lw_is_mighty(const struct lw_value *module);

/* eval("fetch") is fetch. */
bool lw_names_builtin(const struct lw_eval *e, struct lw_view text);

#endif

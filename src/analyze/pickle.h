/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/pickle.h - what a pickle of Python names and calls, without unpickling it.
 *
 * A pickle is a program for a stack machine: whoever loads it runs what it says. The machine is
 * walked with texts alone; nothing is built, imported or called.
 *
 * Owns:    nothing; names borrow from the bytes.
 * Trusts:  nothing. The stack is bounded by a limit, the places of what is kept by the bytes
 *          before; each instruction is looked at once, and names are short.
 * Spec:    CPython, Lib/pickletools.py (protocols 0 to 5); PEP 307, PEP 3154, PEP 574.
 */
#ifndef LW_ANALYZE_PICKLE_H
#define LW_ANALYZE_PICKLE_H

#include "base/err.h"
#include "base/view.h"

/* getattr(object, "name") of a constant name: how CPython pickles a bound method, and before
 * protocol 4 a class in a class. The object is a global, or (both empty) a thing that the pickle
 * has made. */
struct lw_pickle_attribute {
    struct lw_view module, object, name;
    size_t offset; /* of the instruction that calls */
};

/* A global that is looked up: module "os", name "system", also "Outer.inner". Both are empty where
 * the pickle works them out while it is loaded. `offset` is of the instruction. `attribute` (NULL:
 * each is the global getattr) hears of what getattr reaches; of any other use of it hears
 * `global`. */
struct lw_pickle_visitor {
    void (*global)(void *ctx, struct lw_view module, struct lw_view name, size_t offset);
    void (*attribute)(void *ctx, const struct lw_pickle_attribute *attribute);
    void *ctx;
};

/* Whether bytes begin as a pickle of protocol 2 or later does. Earlier ones begin as any text. */
bool lw_pickle_magic(struct lw_view head);

/* All pickles of the bytes, one after the other. `*end` is where the last whole instruction ended:
 * arrays may lie between and behind them, as joblib writes them.
 * err: LW_E_FORMAT with the offset of what is no instruction, LW_E_LIMIT (too deep; over 4 GiB).
 * What was found before was given. */
LW_NODISCARD lw_status lw_pickle_walk(struct lw_view bytes, const struct lw_pickle_visitor *visitor,
                                      size_t *end, struct lw_err *err);

/* From an offset on, where no pickle can be followed any more: globals as they are written by
 * themselves, a module and a name right behind each other; in lines of at most 64 and 128 bytes,
 * since each byte may begin one. */
void lw_pickle_search(struct lw_view bytes, size_t from, const struct lw_pickle_visitor *visitor);

#endif

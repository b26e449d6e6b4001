/* SPDX-License-Identifier: Apache-2.0
 *
 * base/library.h - calls of a library that is loaded when it is needed.
 */
#ifndef LW_BASE_LIBRARY_H
#define LW_BASE_LIBRARY_H

#include "base/err.h"

/* One call: its name, and where its address belongs. A table is made from a .def by
 * { #name, offsetof(struct calls, name) }. */
struct lw_library_call {
    const char *name;
    size_t offset;
};

/* Fills a struct of function pointers; `what` is the library's name for people. err:
 * LW_E_UNSUPPORTED where it lacks a call. */
LW_NODISCARD lw_status lw_library_calls(void *out, void *library, const char *what,
                                        const struct lw_library_call *calls, size_t count,
                                        struct lw_err *err);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/module_key.h - what a module of Python is called, whichever Python it was built for.
 */
#ifndef LW_REVIEW_MODULE_KEY_H
#define LW_REVIEW_MODULE_KEY_H

#include "base/buf.h"
#include "base/view.h"

/* Writes the path without what names the interpreter:
 * "python3.11/x.cpython-311-x86_64-linux-gnu.so" as "python3/x.so". False where its last name says
 * none. Source: PEP 3147, PEP 3149, PEP 384. */
bool lw_module_key(struct lw_buf *out, struct lw_view path);

#endif

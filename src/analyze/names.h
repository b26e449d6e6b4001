/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/names.h - what a file's name promises; its content has the last word.
 */
#ifndef LW_ANALYZE_NAMES_H
#define LW_ANALYZE_NAMES_H

#include "base/view.h"

/* A form in which code is shipped: jar, whl, zip ... */
bool lw_named_as_archive(struct lw_view path);

/* Not of a kind that is text or data by its suffix, and no extension module of an interpreter
 * ("x.cpython-312-x86_64-linux-gnu.so", "x.abi3.so"), which belongs to a package that has metadata:
 * worth a look at its first bytes where only packages are looked for. */
bool lw_named_like_program(struct lw_view path);

#endif

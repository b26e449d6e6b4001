/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/inputs.h - what the user named, as a list of artifacts.
 */
#ifndef LW_CLI_INPUTS_H
#define LW_CLI_INPUTS_H

#include "base/arena.h"
#include "base/err.h"

struct lw_inputs {
    const char **items; /* paths, in the arena */
    size_t count, capacity;
    const char *standard; /* the item that is standard input, or NULL: its path says nothing */
};

/* Adds one operand. A folder that holds nothing but zip files at its top (and plain text beside
 * them) is a collection of layers, so each of its zips is added, in order of name; with `as_one`
 * it is one artifact all the same, with `each` every *.zip below it is added. "-" is standard
 * input, copied into an unlinked temporary file ("/dev/fd/N"). err: LW_E_NOT_FOUND, LW_E_IO,
 * LW_E_LIMIT, LW_E_INTERRUPTED. */
LW_NODISCARD lw_status lw_inputs_add(struct lw_inputs *list, const char *operand, bool each,
                                     bool as_one, struct lw_arena *arena, struct lw_err *err);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/inputs.h - what the user named, as a list of artifacts.
 */
#ifndef LW_CLI_INPUTS_H
#define LW_CLI_INPUTS_H

#include "archive/archive.h"
#include "cli/fetch.h"
#include "facts/facts.h"

struct lw_inputs {
    struct lw_input *items; /* texts in the arena */
    size_t count, capacity;
    struct lw_views notes;  /* for a person: how a folder was taken that could be meant otherwise */
    struct lw_fetch *fetch; /* for layers that are named by their ARN; borrowed */
    bool standard;          /* standard input was read: it cannot be read again */
    bool lenient;           /* an operand that cannot be opened is listed: who scans it says so */
};

/* Adds one operand. A folder with zip files at its top, no folders and no bootstrap is a collection
 * of layers, so each of its zips is added, in order of name; with `as_one` it is one artifact all
 * the same, with `each` every *.zip below it is added, and what
 * may not be looked at, which fails when it is scanned. "-" is
 * "standard input", copied into an unlinked temporary file; so is the zip of a layer version whose
 * ARN is given, from AWS. err: LW_E_NOT_FOUND, LW_E_IO, LW_E_LIMIT, LW_E_INTERRUPTED, LW_E_USAGE
 * for a second "-"; as lw_fetch_layer(). */
LW_NODISCARD lw_status lw_inputs_add(struct lw_inputs *list, const char *operand, bool each,
                                     bool as_one, struct lw_arena *arena, struct lw_err *err);

#endif

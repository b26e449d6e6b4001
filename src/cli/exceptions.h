/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/exceptions.h - the files of --ignore and --vex for one run.
 */
#ifndef LW_CLI_EXCEPTIONS_H
#define LW_CLI_EXCEPTIONS_H

#include "cli/common.h"
#include "scan/ignore.h"
#include "scan/run.h"
#include "scan/vex.h"

struct lw_exceptions {
    struct lw_ignore_list ignore;
    struct lw_vex vex;
};

/* Reads the files and gives them to the scan's options, which borrow them. err: as
 * lw_ignore_load() and lw_vex_load(). */
LW_NODISCARD lw_status lw_exceptions_read(struct lw_exceptions *out,
                                          struct lw_scan_options *options,
                                          const struct lw_args *args, struct lw_arena *arena,
                                          struct lw_err *err);

/* After the last scan, on stderr: entries of --ignore that were about nothing, and files of --vex
 * of which no statement was. A misspelt one accepts nothing, and a stale one hides what comes. */
void lw_exceptions_say_unused(const struct lw_exceptions *exceptions,
                              const struct lw_scan_options *options);

#endif

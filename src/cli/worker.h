/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/worker.h - hostile input is parsed in a child process that can do nothing but read.
 *
 * The parent parses nothing: it waits, stores what the child hands it to keep, and turns a crash
 * of the child into an error, so that temporary files go and the exit code means something. It
 * takes the child's word for which key a result has (SECURITY.md).
 */
#ifndef LW_CLI_WORKER_H
#define LW_CLI_WORKER_H

#include "base/err.h"
#include "base/hash.h"
#include "cli/fetch.h"

/* The child's end: where lw_worker_keep() writes. */
struct lw_worker {
    int keep_fd; /* -1: nothing is kept */
    bool quiet;
};

typedef int lw_worker_fn(struct lw_worker *worker, void *ctx); /* returns an exit code */

/* Runs `fn` in a child and returns its exit code; 128 + N where a signal ended it at the user's
 * wish, 3 (and a sentence on stderr) where it crashed. What it keeps is put below `keep_folder`
 * ("" keeps nothing). */
int lw_worker_run(lw_worker_fn *fn, void *ctx, struct lw_view keep_folder, bool quiet);

/* In the child: ends what fetches (NULL: nothing does), overwrites what the environment has but is
 * not needed to read and print, and confines this process (base/confine.h). With `quiet` false it
 * says on stderr what the kernel does not have. err: LW_E_DENIED. */
LW_NODISCARD lw_status lw_worker_confine(const struct lw_worker *worker, struct lw_fetch *fetch,
                                         struct lw_err *err);

/* In the child, fits struct lw_scan_options.keep. */
void lw_worker_keep(void *ctx, const struct lw_digest *key, struct lw_view bytes);

#endif

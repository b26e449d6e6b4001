/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/lock_review.h - the verdict on a version that replaces another one of the lock.
 */
#ifndef LW_CLI_LOCK_REVIEW_H
#define LW_CLI_LOCK_REVIEW_H

#include "cli/lock_job.h"
#include "review/run.h"
#include "vuln/index.h"

struct lw_lock_review {
    const struct lw_args *args;
    const struct lw_lock_entry *old; /* as the lock has it */
    struct lw_input from;            /* where that version is; path NULL: that is not known */
    struct lw_err why_not;           /* it could not be had */
    struct lw_vuln_index *index;     /* NULL: there are no advisories */
    struct lw_review_options options;
    bool blocked; /* the verdict kept it out */
};

/* Finds the old version: at --old, else where the lock has it, unless that is `to`. Before the
 * process is confined. err: of --old, of the configuration, of the index. */
LW_NODISCARD lw_status lw_lock_review_begin(struct lw_lock_review *out, struct lw_view lock,
                                            const char *to, struct lw_fetch *fetch,
                                            struct lw_arena *arena, struct lw_err *err);

/* Compares both versions and sets seen->verdict. err: LW_E_USAGE where there is no old version to
 * compare with and --unreviewed is not given; LW_E_UNTRUSTED, and the reasons on stderr, where the
 * verdict is block and --accept-block is not, or review with --fail-on review; what a scan says. */
LW_NODISCARD lw_status lw_lock_review_judge(struct lw_lock_review *review,
                                            const struct lw_lock_look *to,
                                            struct lw_lock_entry *seen, struct lw_arena *arena,
                                            struct lw_err *err);

void lw_lock_review_end(struct lw_lock_review *review);

#endif

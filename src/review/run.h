/* SPDX-License-Identifier: Apache-2.0
 *
 * review/run.h - scans two versions, compares them, and judges what changed.
 */
#ifndef LW_REVIEW_RUN_H
#define LW_REVIEW_RUN_H

#include "review/hunks.h"
#include "scan/run.h"

struct lw_review_options {
    struct lw_scan_options scan; /* for both; engine.behavior should be set */
    struct lw_review_config config;
    enum lw_hunk_wish hunks;
};

/* `out` is the caller's: lw_review_free(). err: what lw_scan_run() says of either input, and
 * LW_E_IO where one is changed meanwhile. */
LW_NODISCARD lw_status lw_review_run(struct lw_review **out, const struct lw_input *from,
                                     const struct lw_input *to,
                                     const struct lw_review_options *options, struct lw_err *err);

/* For reviews that are put together by hand: compares two scans (which it takes over on success)
 * without reading their files again: files are paired by path and digest alone, and there are no
 * lists of files and no hunks. */
LW_NODISCARD lw_status lw_review_scans(struct lw_review **out, struct lw_scan **from,
                                       struct lw_scan **to, const struct lw_review_options *options,
                                       struct lw_err *err);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/version_check.h - check an ordering against lines that say what is right: "A < B".
 */
#ifndef LW_VULN_VERSION_CHECK_H
#define LW_VULN_VERSION_CHECK_H

#include "base/err.h"
#include "vuln/ordering.h"

/* A line that the ordering disagrees with. Borrowed for the time of the call. */
struct lw_version_disagreement {
    size_t line;         /* from 1 */
    struct lw_view text; /* the line as it stands */
    struct lw_view a, b;
    char said;          /* '<', '=' or '>', from the file */
    char ours;          /* what compare(a, b) gives */
    char ours_backward; /* what compare(b, a) gives, turned round; differs from `ours` only where
                           the ordering contradicts itself */
};

struct lw_version_check {
    size_t right, wrong; /* lines */
};

/* Checks each line "A OP B" of `text` in both directions: OP is <, = or >; fields are set apart by
 * white space. Empty lines and those that begin with "#" or "//", alone or before white space, are
 * left out. `disagree` (which may be NULL) is called in the order of the lines.
 * Errors: LW_E_FORMAT where lines are of any other form, with the number of the first of them, and
 * its byte offset in err->offset; `*out` counts the others all the same. */
LW_NODISCARD lw_status lw_version_check(struct lw_version_check *out,
                                        const struct lw_ordering *ordering, struct lw_view text,
                                        void (*disagree)(const struct lw_version_disagreement *,
                                                         void *ctx),
                                        void *ctx, struct lw_err *err);

#endif

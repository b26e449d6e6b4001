/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diff_format.h - a form of output of a review: one file, one descriptor.
 *
 * report/diffs/NAME.c defines `const struct lw_diff_format lw_diff_format_NAME`. A report never
 * computes: what it shows is in struct lw_review.
 */
#ifndef LW_REPORT_DIFF_FORMAT_H
#define LW_REPORT_DIFF_FORMAT_H

#include <stdio.h>

#include "report/format.h"
#include "review/hunks.h"

struct lw_diff_report {
    FILE *out;                               /* borrowed */
    const struct lw_report_options *options; /* borrowed */
    const struct lw_review *review;          /* borrowed */
    struct lw_arena arena;
    struct lw_buf buf;
};

struct lw_diff_format {
    const char *name; /* of --format */
    const char *what; /* one line for --help */
    const char *media_type;
    enum lw_hunk_wish hunks; /* that it shows */
    lw_status (*write)(struct lw_diff_report *report, struct lw_err *err);
};

extern const struct lw_diff_format *const lw_diff_format_all[];
extern const size_t lw_diff_format_count;

/* NULL where there is none of that name. */
const struct lw_diff_format *lw_diff_format_find(struct lw_view name);

/* Writes the whole report and flushes the stream. err: LW_E_IO. */
LW_NODISCARD lw_status lw_diff_report_write(const struct lw_diff_format *format, FILE *out,
                                            const struct lw_review *review,
                                            const struct lw_report_options *options,
                                            struct lw_err *err);

/* For formats: passes what is in the buffer on. err: LW_E_IO. */
LW_NODISCARD lw_status lw_diff_report_flush(struct lw_diff_report *report, struct lw_err *err);

/* Figures that every form shows. */
struct lw_diff_summary {
    size_t blocks, reviews, notes, accepted; /* reasons */
    size_t files_changed, packages_changed;  /* those with another state than "same", "touched" */
    size_t explained;                        /* files that a package's new version explains */
    size_t capabilities, endpoints, calls;   /* added facts that are new to their package */
};
struct lw_diff_summary lw_diff_summary(const struct lw_review *review);

/* "block: 2 reasons to block, 3 to review" */
void lw_diff_verdict_line(struct lw_buf *buf, const struct lw_review *review);

/* "12 added, 3 removed, 4 changed, 2,099 moved" of the states that occur; "no file differs". */
void lw_diff_files_line(struct lw_buf *buf, const struct lw_review *review);

/* A file that is worth a line of its own: it differs, and no package's new version explains it. */
bool lw_diff_file_matters(const struct lw_review *review, const struct lw_file_change *change);

/* A package worth a line: another state than "same", or files of it differ. */
bool lw_diff_package_matters(const struct lw_package_change *change);

/* "1.2.0" and so on; "" where the side does not have it. */
struct lw_view lw_diff_version(const struct lw_package *package);

#endif

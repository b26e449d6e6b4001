/* SPDX-License-Identifier: Apache-2.0
 *
 * report/format.h - a form of output: one file, one descriptor.
 *
 * report/formats/NAME.c defines `const struct lw_format lw_format_NAME`. A report never computes:
 * what it shows is in struct lw_scan.
 */
#ifndef LW_REPORT_FORMAT_H
#define LW_REPORT_FORMAT_H

#include <stdio.h>

#include "scan/scan.h"

struct lw_report_options {
    bool color;     /* a terminal, and NO_COLOR is not set */
    unsigned width; /* columns; 0 where it is not a terminal */
    bool verbose;   /* table: every package and file */
    int64_t now_utc_s;
};

/* One report over a run of scans: begin() once, scan() for each, end() once, so that a folder of
 * 5,000 layers needs the memory of one. */
struct lw_report {
    FILE *out; /* borrowed */
    const struct lw_report_options *options;
    struct lw_arena arena; /* for the format's own state, freed by lw_report_end() */
    void *state;           /* the format's own, in the arena */
    size_t scans;          /* written so far */
};

struct lw_format {
    const char *name; /* of --format */
    const char *what; /* one line for --help */
    const char *media_type;
    bool many; /* can hold several scans in one document; else a second one is a usage error */
    lw_status (*begin)(struct lw_report *report, struct lw_err *err); /* may be NULL */
    lw_status (*scan)(struct lw_report *report, const struct lw_scan *scan, struct lw_err *err);
    lw_status (*end)(struct lw_report *report, struct lw_err *err); /* may be NULL */
};

extern const struct lw_format *const lw_format_all[];
extern const size_t lw_format_count;

/* NULL where there is none of that name. */
const struct lw_format *lw_format_find(struct lw_view name);

#endif

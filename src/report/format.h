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
    bool verbose;   /* every package and file */
    bool several;   /* more than one scan may come: a folder of layers, or many inputs */
    bool ascii;     /* table: the terminal's character set is not UTF-8 */
    bool function;  /* the last scan is the whole of those before it */
    int64_t now_utc_s;
};

/* An input that could not be scanned: it stands in the report, since what is not there looks like
 * what was found to be clean. */
struct lw_report_failure {
    struct lw_view input; /* as the user named it */
    const char *code;     /* static text: "LW_E_FORMAT" ... */
    struct lw_view reason;
};

/* One report over a run of scans: begin() once, scan() for each, end() once, so that a folder of
 * 5,000 layers needs the memory of one. */
struct lw_report {
    FILE *out; /* borrowed */
    const struct lw_format *format;
    const struct lw_report_options *options; /* borrowed */
    struct lw_arena arena;                   /* for the format's own state */
    struct lw_arena scratch;                 /* emptied after each scan */
    struct lw_buf buf;                       /* what is to be written; see lw_report_flush() */
    void *state;                             /* the format's own, in the arena */
    size_t scans, failures;                  /* written so far */
};

struct lw_format {
    const char *name; /* of --format */
    const char *what; /* one line for --help */
    const char *media_type;
    bool many;  /* can hold several scans in one document; else a second one is a usage error */
    bool whole; /* of a function with its layers it holds what they come to, alone */
    lw_status (*begin)(struct lw_report *report, struct lw_err *err); /* may be NULL */
    lw_status (*scan)(struct lw_report *report, const struct lw_scan *scan, struct lw_err *err);
    /* NULL: it holds one artifact or nothing. */
    lw_status (*failed)(struct lw_report *report, const struct lw_report_failure *failure,
                        struct lw_err *err);
    lw_status (*end)(struct lw_report *report, struct lw_err *err); /* may be NULL */
};

extern const struct lw_format *const lw_format_all[];
extern const size_t lw_format_count;

/* NULL where there is none of that name. */
const struct lw_format *lw_format_find(struct lw_view name);

/* Starts a report; `stream` and `options` are borrowed until lw_report_clear(), which is to be
 * called whatever happens. err: LW_E_IO. */
LW_NODISCARD lw_status lw_report_begin(struct lw_report *out, const struct lw_format *format,
                                       FILE *stream, const struct lw_report_options *options,
                                       struct lw_err *err);

/* One more scan. err: LW_E_USAGE for a second one where the format holds one, LW_E_IO. */
LW_NODISCARD lw_status lw_report_scan(struct lw_report *report, const struct lw_scan *scan,
                                      struct lw_err *err);

/* An input that could not be scanned. Formats that hold one artifact pass it over. err: LW_E_IO. */
LW_NODISCARD lw_status lw_report_failed(struct lw_report *report,
                                        const struct lw_report_failure *failure,
                                        struct lw_err *err);

/* Ends the document and flushes the stream. err: LW_E_IO (a full disk, a closed pipe). */
LW_NODISCARD lw_status lw_report_end(struct lw_report *report, struct lw_err *err);

void lw_report_clear(struct lw_report *report); /* frees; fits LW_CLEANUP */

/* For formats: passes report->buf on to the stream and empties it. err: LW_E_IO. */
LW_NODISCARD lw_status lw_report_flush(struct lw_report *report, struct lw_err *err);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * write_sample.c - writes a sample scan in a format, for snapshots and for validators.
 *
 * usage: write_sample FORMAT SAMPLE[,SAMPLE...] [WIDTH [color,verbose,ascii]]
 *
 * The sample "missing" is an input that could not be scanned.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/format.h"
#include "sample_scan.h"

static bool wanted(const char *list, const char *name)
{
    struct lw_view rest = lw_view_c(list), piece;
    while (lw_view_split(&piece, &rest, ','))
        if (lw_view_is(piece, name))
            return true;
    return false;
}

static lw_status write_all(struct lw_report *report, const char *samples, struct lw_err *err)
{
    for (int i = 0; i < SAMPLE_COUNT; i++) {
        if (!wanted(samples, sample_names[i]))
            continue;
        struct lw_scan scan;
        sample_scan(&scan, (enum sample)i);
        lw_status status = lw_report_scan(report, &scan, err);
        lw_arena_clear(&scan.arena);
        LW_TRY(status);
    }
    const struct lw_report_failure missing = {
        .input = LW_VIEW("layers/<b>\x1b[2J.zip"),
        .code = "LW_E_NOT_FOUND",
        .reason = LW_VIEW("there is no such file or <folder>"),
    };
    if (wanted(samples, "missing"))
        LW_TRY(lw_report_failed(report, &missing, err));
    return lw_report_end(report, err);
}

int main(int argc, char **argv)
{
    const struct lw_format *format = argc > 2 ? lw_format_find(lw_view_c(argv[1])) : NULL;
    if (!format) {
        (void)fprintf(stderr, "usage: write_sample FORMAT SAMPLE[,SAMPLE] [WIDTH [FLAGS]]\n");
        return 2;
    }
    const char *flags = argc > 4 ? argv[4] : "";
    struct lw_report_options options = {
        .width = argc > 3 ? (unsigned)strtoul(argv[3], NULL, 10) : 0,
        .color = wanted(flags, "color"),
        .verbose = wanted(flags, "verbose"),
        .ascii = wanted(flags, "ascii"),
        .several = strchr(argv[2], ',') != NULL,
        .now_utc_s = 1795000000,
    };
    struct lw_err err = { 0 };
    struct lw_report report;
    lw_status status = lw_report_begin(&report, format, stdout, &options, &err);
    if (lw_ok(status))
        status = write_all(&report, argv[2], &err);
    lw_report_clear(&report);
    if (!lw_ok(status))
        (void)fprintf(stderr, "write_sample: %s\n", err.text);
    return lw_ok(status) ? 0 : lw_code_exit(err.code);
}

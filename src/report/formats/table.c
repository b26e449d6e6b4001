/* SPDX-License-Identifier: Apache-2.0
 *
 * report/formats/table.c - for a person at a terminal: what it is, what is wrong, worst first.
 *
 * In sections (report/table_head.c, report/table_findings.c), the last line sums it all up.
 */
#include "report/table.h"

static lw_status scan(struct lw_report *report, const struct lw_scan *scan, struct lw_err *err)
{
    struct lw_table t = {
        .p = { .buf = &report->buf,
               .arena = &report->scratch,
               .color = report->options->color,
               .width = report->options->width },
        .scan = scan,
        .summary = lw_report_summary(scan),
        .verbose = report->options->verbose,
    };
    if (report->scans + report->failures)
        lw_buf_add_byte(&report->buf, '\n');
    lw_table_head(&t);
    lw_table_incomplete(&t);
    lw_table_vulnerabilities(&t);
    LW_TRY(lw_report_flush(report, err));
    lw_table_findings(&t);
    lw_table_suppressed(&t);
    lw_table_shadows(&t);
    lw_table_packages(&t);
    if (t.verbose)
        lw_table_files(&t);
    lw_buf_add_byte(&report->buf, '\n');
    lw_table_summary(&t);
    return LW_OK;
}

/* Among several; of a single input the error on standard error is all that there is to say. */
static lw_status failed(struct lw_report *report, const struct lw_report_failure *failure,
                        struct lw_err *err)
{
    (void)err;
    if (!report->options->several)
        return LW_OK;
    struct lw_painter p = { .buf = &report->buf,
                            .arena = &report->scratch,
                            .color = report->options->color,
                            .width = report->options->width };
    if (report->scans + report->failures)
        lw_buf_add_byte(&report->buf, '\n');
    lw_paint(&p, LW_STYLE_BOLD, failure->input);
    lw_buf_add_byte(&report->buf, '\n');
    lw_paint_wrapped(&p, "1;31", 2,
                     lw_arena_join(p.arena, LW_VIEW("could not be scanned: "), failure->reason));
    return LW_OK;
}

static lw_status end(struct lw_report *report, struct lw_err *err)
{
    (void)err;
    struct lw_painter p = { .buf = &report->buf,
                            .arena = &report->scratch,
                            .color = report->options->color };
    if (!report->options->several || report->failures == 0)
        return LW_OK;
    lw_buf_add_byte(&report->buf, '\n');
    lw_paint(&p, "1;31",
             lw_arena_printf(p.arena, "%zu of %zu inputs could not be scanned", report->failures,
                             report->failures + report->scans));
    lw_buf_add_byte(&report->buf, '\n');
    return LW_OK;
}

const struct lw_format lw_format_table = {
    .name = "table",
    .what = "for a person at a terminal; the default",
    .media_type = "text/plain; charset=utf-8",
    .many = true,
    .scan = scan,
    .failed = failed,
    .end = end,
};

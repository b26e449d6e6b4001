/* SPDX-License-Identifier: Apache-2.0
 *
 * report/formats/table.c - for a person at a terminal: what it is, what is wrong, worst first.
 *
 * In sections (report/table_head.c, report/table_findings.c), the last line sums it all up.
 */
#include "report/table.h"

/* Of every scan so far, for the last line. */
struct totals {
    struct lw_report_summary sum;
};

static lw_status begin(struct lw_report *report, struct lw_err *err)
{
    (void)err;
    report->state = LW_NEW(&report->arena, struct totals);
    return LW_OK;
}

/* For a character set that is not UTF-8: each column keeps its width. */
static void plain(struct lw_report *report)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf out = LW_BUF_INIT;
    struct lw_view text = lw_buf_view(&report->buf);
    if (!report->options->ascii)
        return;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        uint32_t c = lw_utf8_next(text, &at);
        struct lw_view piece = lw_view_sub(text, from, at - from);
        static const struct {
            uint32_t c;
            char as;
        } known[] = { { 0x2026, '~' }, { 0x25b0, '#' }, { 0x25b1, '-' }, { 0xb7, '-' } };
        char as = '?';
        for (size_t i = 0; i < LW_COUNT(known); i++)
            as = known[i].c == c ? known[i].as : as;
        for (size_t n = c < 0x80 ? 0 : lw_text_columns(piece); n > 0; n--)
            lw_buf_add_byte(&out, (uint8_t)as);
        if (c < 0x80)
            lw_buf_add(&out, piece);
    }
    report->buf.len = 0;
    lw_buf_add(&report->buf, lw_buf_view(&out));
}

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
    plain(report);
    LW_TRY(lw_report_flush(report, err));
    lw_table_findings(&t);
    lw_table_suppressed(&t);
    lw_table_shadows(&t);
    lw_table_behavior(&t);
    lw_table_packages(&t);
    if (t.verbose)
        lw_table_files(&t);
    lw_buf_add_byte(&report->buf, '\n');
    lw_table_summary(&t);
    lw_report_summary_add(&((struct totals *)report->state)->sum, &t.summary);
    plain(report);
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
    lw_table_input(&p, failure->input);
    lw_paint_wrapped(&p, "1;31", 2,
                     lw_arena_join(p.arena, LW_VIEW("could not be scanned: "), failure->reason));
    plain(report);
    return LW_OK;
}

/* "total of 3 layers: ..."; the whole of a function with its layers is its own total. */
static lw_status end(struct lw_report *report, struct lw_err *err)
{
    const struct totals *totals = report->state;
    struct lw_painter p = { .buf = &report->buf,
                            .arena = &report->scratch,
                            .color = report->options->color };
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    (void)err;
    if (!report->options->several || report->options->function ||
        report->scans + report->failures == 0)
        return LW_OK;
    lw_buf_add_byte(&report->buf, '\n');
    if (report->scans) {
        lw_buf_add_c(&text, "total of ");
        lw_add_count(&text, report->scans, "layer", "layers");
        lw_buf_add_c(&text, ": ");
        lw_report_summary_line(&text, &totals->sum);
        lw_paint(&p, LW_STYLE_BOLD, lw_buf_view(&text));
        lw_buf_add_byte(&report->buf, '\n');
    }
    if (report->failures) {
        lw_paint(&p, "1;31",
                 lw_arena_printf(p.arena, "%zu of %zu inputs could not be scanned",
                                 report->failures, report->failures + report->scans));
        lw_buf_add_byte(&report->buf, '\n');
    }
    return LW_OK;
}

const struct lw_format lw_format_table = {
    .name = "table",
    .what = "for a person at a terminal; the default",
    .media_type = "text/plain; charset=utf-8",
    .many = true,
    .begin = begin,
    .scan = scan,
    .failed = failed,
    .end = end,
};

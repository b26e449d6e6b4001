/* SPDX-License-Identifier: Apache-2.0
 *
 * report/format.c - finding a format, and driving it over one scan or many.
 */
#include "report/format.h"

#include <errno.h>

const struct lw_format *lw_format_find(struct lw_view name)
{
    for (size_t i = 0; i < lw_format_count; i++)
        if (lw_view_eq_nocase(name, lw_view_c(lw_format_all[i]->name)))
            return lw_format_all[i];
    return NULL;
}

static lw_status broken(struct lw_err *err)
{
    LW_FAIL(err, LW_E_IO, 0, "the report could not be written: %s", strerror(errno));
}

lw_status lw_report_flush(struct lw_report *report, struct lw_err *err)
{
    struct lw_buf *buf = &report->buf;
    size_t len = buf->len;
    buf->len = 0;
    if (len && fwrite(buf->ptr, 1, len, report->out) != len)
        return broken(err);
    return LW_OK;
}

lw_status lw_report_begin(struct lw_report *out, const struct lw_format *format, FILE *stream,
                          const struct lw_report_options *options, struct lw_err *err)
{
    *out = (struct lw_report){ .out = stream, .format = format, .options = options };
    if (format->begin)
        LW_TRY(format->begin(out, err));
    return LW_OK;
}

lw_status lw_report_scan(struct lw_report *report, const struct lw_scan *scan, struct lw_err *err)
{
    LW_ENSURE(report->format->many || report->scans == 0, err, LW_E_USAGE, 0,
              "format '%s' holds one artifact a document; give one input, or use another format",
              report->format->name);
    LW_TRY(report->format->scan(report, scan, err));
    lw_arena_clear(&report->scratch);
    report->scans++;
    return lw_report_flush(report, err);
}

lw_status lw_report_failed(struct lw_report *report, const struct lw_report_failure *failure,
                           struct lw_err *err)
{
    if (!report->format->failed)
        return LW_OK;
    LW_TRY(report->format->failed(report, failure, err));
    lw_arena_clear(&report->scratch);
    report->failures++;
    return lw_report_flush(report, err);
}

lw_status lw_report_end(struct lw_report *report, struct lw_err *err)
{
    if (report->format->end)
        LW_TRY(report->format->end(report, err));
    LW_TRY(lw_report_flush(report, err));
    if (fflush(report->out) != 0 || ferror(report->out))
        return broken(err);
    return LW_OK;
}

void lw_report_clear(struct lw_report *report)
{
    lw_arena_clear(&report->arena);
    lw_arena_clear(&report->scratch);
    lw_buf_clear(&report->buf);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * report/formats/jsonl.c - the objects of the format "json", one a line, for any number of them.
 */
#include "report/scan_json.h"

static lw_status scan(struct lw_report *report, const struct lw_scan *scan, struct lw_err *err)
{
    struct lw_jsonw w = lw_jsonw(&report->buf, report->out, false);
    lw_scan_json(&w, scan, report->options->verbose, &report->scratch);
    LW_ENSURE(lw_jsonw_finish(&w), err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

static lw_status failed(struct lw_report *report, const struct lw_report_failure *failure,
                        struct lw_err *err)
{
    struct lw_jsonw w = lw_jsonw(&report->buf, report->out, false);
    lw_jsonw_object(&w, NULL);
    lw_scan_json_head(&w);
    lw_failure_json(&w, "error", failure);
    lw_jsonw_end(&w);
    LW_ENSURE(lw_jsonw_finish(&w), err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

const struct lw_format lw_format_jsonl = {
    .name = "jsonl",
    .what = "the same, one artifact a line",
    .media_type = "application/jsonl",
    .many = true,
    .scan = scan,
    .failed = failed,
};

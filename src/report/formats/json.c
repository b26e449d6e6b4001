/* SPDX-License-Identifier: Apache-2.0
 *
 * report/formats/json.c - all that is known of an artifact (schemas/scan.schema.json).
 *
 * One scan is one object; where several may come (struct lw_report_options) it is {"scans": [...],
 * "errors": [...]}.
 */
#include "report/scan_json.h"

struct state {
    struct lw_jsonw w;
    struct lw_report_failure *items; /* behind the scans, whenever they came */
    size_t count, capacity;
};

static lw_status begin(struct lw_report *report, struct lw_err *err)
{
    (void)err;
    struct state *state = LW_NEW(&report->arena, struct state);
    struct lw_jsonw *w = &state->w;
    *w = lw_jsonw(&report->buf, report->out, true);
    report->state = state;
    if (report->options->several) {
        lw_jsonw_object(w, NULL);
        lw_scan_json_head(w);
        lw_jsonw_array(w, "scans");
    }
    return LW_OK;
}

static lw_status scan(struct lw_report *report, const struct lw_scan *scan, struct lw_err *err)
{
    struct lw_jsonw *w = &((struct state *)report->state)->w;
    LW_ENSURE(report->scans == 0 || report->options->several, err, LW_E_USAGE, 0,
              "a second artifact in a report that was begun for one");
    lw_scan_json(w, scan, report->options->verbose, &report->scratch);
    LW_ENSURE(!w->failed, err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

static lw_status failed(struct lw_report *report, const struct lw_report_failure *failure,
                        struct lw_err *err)
{
    (void)err;
    struct state *state = report->state;
    struct lw_report_failure *kept = LW_PUSH(&report->arena, state);
    kept->input = lw_arena_copy(&report->arena, failure->input);
    kept->code = failure->code;
    kept->reason = lw_arena_copy(&report->arena, failure->reason);
    return LW_OK;
}

static lw_status end(struct lw_report *report, struct lw_err *err)
{
    const struct state *state = report->state;
    struct lw_jsonw *w = &((struct state *)report->state)->w;
    if (report->options->several) {
        lw_jsonw_end(w);
        lw_jsonw_array(w, "errors");
        for (size_t i = 0; i < state->count; i++)
            lw_failure_json(w, NULL, &state->items[i]);
    } else if (state->count) {
        lw_jsonw_object(w, NULL);
        lw_scan_json_head(w);
        lw_failure_json(w, "error", &state->items[0]);
    }
    while (w->depth)
        lw_jsonw_end(w);
    LW_ENSURE(lw_jsonw_finish(w), err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

const struct lw_format lw_format_json = {
    .name = "json",
    .what = "everything, for programs (schemas/scan.schema.json)",
    .media_type = "application/json",
    .many = true,
    .begin = begin,
    .scan = scan,
    .failed = failed,
    .end = end,
};

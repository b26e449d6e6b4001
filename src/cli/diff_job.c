/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/diff_job.c - opens what is needed, confines itself, compares, reports.
 */
#include "cli/diff_job.h"

#include "analyze/yara.h"
#include "base/clock.h"
#include "base/text.h"
#include "cli/coverage.h"
#include "cli/inputs.h"
#include "report/diff_format.h"

/* Everything a call needs, made before the process is confined. */
struct setup {
    struct lw_arena arena;
    struct lw_inputs inputs;
    struct lw_review_options review;
    struct lw_report_options report;
    const struct lw_diff_format *format;
    struct lw_vuln_index *index;
    struct lw_yara *yara;
    struct lw_progress progress;
    enum lw_verdict fail_on;
    bool fails; /* false: --fail-on never */
};

lw_status lw_cli_config(struct lw_config *out, const struct lw_args *args, struct lw_arena *arena,
                        struct lw_err *err)
{
    return lw_config_load(out, lw_args_get(args, "config"), arena, err);
}

static lw_status read_options(struct setup *setup, const struct lw_diff_job *job,
                              struct lw_err *err)
{
    const struct lw_args *args = job->args;
    struct lw_scan_options *scan = &setup->review.scan;
    struct lw_config config = { 0 };
    LW_TRY(lw_args_limits(&scan->engine.limits, args, err));
    LW_TRY(lw_args_jobs(&scan->engine.jobs, args, err));
    scan->engine.behavior = true;
    scan->engine.progress = &setup->progress;
    scan->content.now_utc_s = lw_now_utc_s();
    scan->max_db_age_days = LW_DB_AGE_DAYS;
    scan->cache_folder = job->cache_folder;
    scan->keep = lw_worker_keep;
    scan->keep_ctx = job->worker;
    LW_TRY(lw_cli_config(&config, args, &setup->arena, err));
    LW_TRY(lw_review_config_read(&setup->review.config, &config, err));
    const char *fail_on = lw_args_get(args, "fail-on");
    setup->fails = !fail_on || strcmp(fail_on, "never") != 0;
    setup->fail_on = fail_on && strcmp(fail_on, "review") == 0 ? LW_VERDICT_REVIEW
                                                               : LW_VERDICT_BLOCK;
    return LW_OK;
}

static lw_status read_format(struct setup *setup, const struct lw_diff_job *job, struct lw_err *err)
{
    const char *name = lw_args_get(job->args, "format");
    bool to_terminal = job->out == stdout;
    setup->format = lw_diff_format_find(lw_view_c(name ? name : "table"));
    LW_ENSURE(setup->format, err, LW_E_USAGE, 0, "there is no format \"%s\"", name);
    setup->review.hunks = setup->format->hunks;
    setup->report.color = to_terminal && lw_cli_color();
    setup->report.width = to_terminal ? lw_cli_width() : 0;
    setup->report.verbose = lw_args_flag(job->args, "verbose");
    setup->report.now_utc_s = setup->review.scan.content.now_utc_s;
    return LW_OK;
}

/* A verdict is given without advisories too; the report says that they were not looked for. */
static lw_status open_index(struct setup *setup, const struct lw_args *args, struct lw_err *err)
{
    struct lw_scan_options *scan = &setup->review.scan;
    struct lw_err why_not = { 0 };
    const char *path;
    LW_TRY(lw_cli_find_index(&setup->index, &path, &why_not, args, &setup->arena, err));
    if (why_not.code)
        lw_cli_say_no_index(args);
    scan->index = setup->index;
    scan->index_name = lw_path_base(lw_view_c(path));
    return LW_OK;
}

static lw_status prepare(struct setup *setup, const struct lw_diff_job *job, struct lw_err *err)
{
    LW_TRY(read_options(setup, job, err));
    struct lw_fetch fetch = { .args = job->args };
    setup->inputs.fetch = &fetch;
    for (size_t i = 0; i < 2; i++)
        LW_TRY(lw_inputs_add(&setup->inputs, lw_args_operand(job->args, i), false, true,
                             &setup->arena, err));
    LW_TRY(read_format(setup, job, err));
    LW_TRY(open_index(setup, job->args, err));
    LW_TRY(lw_worker_confine(job->worker, &fetch, err));
    LW_TRY(lw_cli_load_yara(&setup->yara, job->args, err)); /* whose rules may be anybody's */
    setup->review.scan.engine.yara = setup->yara;
    return LW_OK;
}

static int exit_code(const struct setup *setup, const struct lw_review *review,
                     const struct lw_args *args)
{
    bool incomplete = review->from->facts.incomplete.count || review->to->facts.incomplete.count;
    if (setup->fails && review->verdict >= setup->fail_on)
        return LW_EXIT_FINDING;
    return incomplete && !lw_args_flag(args, "allow-incomplete") ? LW_EXIT_INCOMPLETE
                                                                 : LW_EXIT_CLEAN;
}

static lw_status compare(int *code, struct setup *setup, const struct lw_diff_job *job,
                         struct lw_err *err)
{
    LW_CLEANUP(lw_review_free_p) struct lw_review *review = NULL;
    const struct lw_input *inputs = setup->inputs.items;
    struct lw_view name = lw_text_safe(&setup->arena, lw_path_base(lw_view_c(inputs[1].name)));
    lw_progress_begin(&setup->progress, (const char *)name.ptr, 0,
                      !lw_args_flag(job->args, "quiet"));
    lw_status status = lw_review_run(&review, &inputs[0], &inputs[1], &setup->review, err);
    lw_progress_end(&setup->progress);
    LW_TRY(status);
    for (size_t i = 0; i < review->notes.count && !lw_args_flag(job->args, "quiet"); i++)
        fprintf(stderr, "layerward: %.*s\n",
                LW_FMT(lw_text_safe(&setup->arena, review->notes.items[i])));
    LW_TRY(lw_diff_report_write(setup->format, job->out, review, &setup->report, err));
    *job->report_done = true;
    if (review->to->database_old && !lw_args_flag(job->args, "quiet"))
        lw_cli_say_old(setup->index, setup->review.scan.content.now_utc_s);
    *code = exit_code(setup, review, job->args);
    return LW_OK;
}

int lw_diff_job_run(struct lw_diff_job *job)
{
    struct setup setup = { .arena = LW_ARENA_INIT };
    struct lw_err err = { 0 };
    int code = LW_EXIT_INCOMPLETE;
    if (!lw_ok(prepare(&setup, job, &err)) || !lw_ok(compare(&code, &setup, job, &err)))
        code = lw_cli_fail_report(job->out, &err);
    lw_vuln_index_free(setup.index);
    lw_yara_free(setup.yara);
    lw_arena_clear(&setup.arena);
    return code;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/scan_job.c - from options to scans to a report.
 */
#include "cli/scan_job.h"

#include "analyze/yara.h"
#include "base/clock.h"
#include "base/signals.h"
#include "base/text.h"
#include "cli/coverage.h"
#include "cli/deny_license.h"
#include "cli/exceptions.h"
#include "cli/gate.h"
#include "cli/inputs.h"
#include "facts/runtimes.h"
#include "report/format.h"
#include "scan/function.h"
#include "vuln/index.h"

/* Everything a call needs, made before the process is confined. */
struct setup {
    struct lw_arena arena;
    struct lw_fetch fetch; /* of those that are ARNs */
    struct lw_inputs inputs;
    struct lw_inputs function; /* none, or the one of --function */
    struct lw_scan_options scan;
    struct lw_progress progress;
    struct lw_report_options report;
    const struct lw_format *format;
    struct lw_vuln_index *index;
    struct lw_yara *yara;
    struct lw_exceptions exceptions;
    struct lw_gate gate;
};

/* What a run comes to. */
struct outcome {
    bool found, incomplete;
    bool old;                         /* the index is older than it may be */
    bool partly;                      /* not_checked is not all 0 */
    size_t not_checked[LW_ECO_COUNT]; /* packages without any advisory of their ecosystem */
    size_t unrated;                   /* findings that count for no --fail-on but "unknown" */
    int failed;                       /* exit code of an input that could not be scanned; 0: none */
};

static void add_values(struct lw_views *list, struct lw_arena *arena, const struct lw_args *args,
                       const char *option)
{
    const char *value;
    for (size_t i = 0; (value = lw_args_nth(args, option, i)); i++)
        *LW_PUSH(arena, list) = lw_view_c(value);
}

/* A misspelt runtime would be one that nothing is known against. */
static lw_status check_runtimes(const struct lw_views *names, struct lw_err *err)
{
    for (size_t i = 0; i < names->count; i++)
        LW_ENSURE(lw_runtime_find(names->items[i]), err, LW_E_USAGE, 0,
                  "--runtime cannot be \"%.*s\": `layerward list runtimes` names them",
                  LW_FMT(names->items[i]));
    return LW_OK;
}

static lw_status read_options(struct setup *setup, const struct lw_scan_job *job,
                              struct lw_err *err)
{
    const struct lw_args *args = job->args;
    struct lw_scan_options *scan = &setup->scan;
    LW_TRY(lw_args_limits(&scan->engine.limits, args, err));
    LW_TRY(lw_args_jobs(&scan->engine.jobs, args, err));
    scan->engine.packages_only = lw_args_flag(args, "packages-only");
    scan->engine.limits.brief = scan->engine.packages_only;
    scan->engine.behavior = lw_args_flag(args, "behavior");
    LW_ENSURE(!scan->engine.behavior || !scan->engine.packages_only, err, LW_E_USAGE, 0,
              "--packages-only reads no code, which --behavior tells about: choose one");
    scan->engine.progress = &setup->progress;
    scan->content.now_utc_s = lw_now_utc_s();
    scan->content.require_license = lw_args_flag(args, "require-license");
    add_values(&scan->content.denied_licenses, &setup->arena, args, "deny-license");
    for (size_t i = 0; i < scan->content.denied_licenses.count; i++)
        LW_TRY(lw_deny_license_check(scan->content.denied_licenses.items[i], &setup->arena, err));
    add_values(&scan->content.declared_runtimes, &setup->arena, args, "runtime");
    LW_TRY(check_runtimes(&scan->content.declared_runtimes, err));
    add_values(&scan->content.declared_architectures, &setup->arena, args, "arch");
    scan->max_db_age_days = LW_DB_AGE_DAYS;
    LW_TRY(lw_args_number(&scan->max_db_age_days, args, "max-db-age", 100000, err));
    scan->cache_folder = job->cache_folder;
    scan->keep = lw_worker_keep;
    scan->keep_ctx = job->worker;
    return lw_gate_read(&setup->gate, args, err);
}

/* Without an index a scan still says what is inside; that vulnerabilities were not looked for
 * stands in the report, and here once for a person. */
static lw_status open_index(struct setup *setup, const struct lw_args *args, struct lw_err *err)
{
    struct lw_err why_not = { 0 };
    const char *path;
    LW_TRY(lw_cli_find_index(&setup->index, &path, &why_not, args, &setup->arena, err));
    if (why_not.code && setup->gate.set) { /* a gate that looked for nothing would be open */
        *err = why_not;
        lw_err_prefix(err, "--fail-on needs advisories, or --no-db to go without");
        return (lw_status){ why_not.code };
    }
    if (why_not.code)
        lw_cli_say_no_index(args);
    LW_ENSURE(!setup->index || !setup->gate.kev || lw_vuln_index_counts(setup->index).kev, err,
              LW_E_NOT_FOUND, 0,
              "--fail-on kev needs CISA's catalogue, of which %s holds nothing: `layerward db "
              "update` fetches it",
              path);
    setup->scan.index = setup->index;
    setup->scan.index_name = lw_path_base(lw_view_c(path)); /* the same on every machine */
    return LW_OK;
}

static bool holds_many(const struct lw_format *format)
{
    return format->many;
}

static bool holds_whole(const struct lw_format *format)
{
    return format->whole;
}

/* "table, json or sarif" */
static const char *formats_that(struct lw_arena *arena, bool (*is)(const struct lw_format *))
{
    const char *list = "";
    size_t left = 0;
    for (size_t i = 0; i < lw_format_count; i++)
        left += is(lw_format_all[i]);
    for (size_t i = 0; i < lw_format_count; i++)
        if (is(lw_format_all[i]))
            list = (const char *)lw_arena_printf(arena, "%s%s%s", list, lw_format_all[i]->name,
                                                 --left > 1  ? ", "
                                                 : left == 1 ? " or "
                                                             : "")
                       .ptr;
    return list;
}

static lw_status read_format(struct setup *setup, const struct lw_scan_job *job, struct lw_err *err)
{
    const char *name = lw_args_get(job->args, "format");
    setup->format = lw_format_find(lw_view_c(name ? name : "table"));
    LW_ENSURE(setup->format, err, LW_E_USAGE, 0, "there is no format \"%s\"", name);
    bool function = setup->function.count > 0;
    LW_ENSURE(!function || setup->format->many || setup->format->whole, err, LW_E_USAGE, 0,
              "--format %s holds one scan, and --function reports each layer, the function and "
              "the whole: use %s, or for what they come to alone %s",
              setup->format->name, formats_that(&setup->arena, holds_many),
              formats_that(&setup->arena, holds_whole));
    LW_ENSURE(setup->inputs.count == 1 || setup->format->many || function, err, LW_E_USAGE, 0,
              "--format %s holds one layer, and %zu were named: scan them one by one, or use %s",
              setup->format->name, setup->inputs.count, formats_that(&setup->arena, holds_many));
    bool to_terminal = job->out == stdout;
    setup->report.color = to_terminal && lw_cli_color();
    setup->report.width = to_terminal ? lw_cli_width() : 0;
    setup->report.verbose = lw_args_flag(job->args, "verbose");
    setup->report.ascii = lw_cli_ascii();
    setup->report.function = function;
    setup->report.several = setup->inputs.count > 1 || function;
    setup->report.now_utc_s = setup->scan.content.now_utc_s;
    return LW_OK;
}

static lw_status prepare(struct setup *setup, const struct lw_scan_job *job, struct lw_err *err)
{
    const struct lw_args *args = job->args;
    LW_TRY(read_options(setup, job, err));
    /* One of several does not keep the others from being scanned. */
    setup->inputs.lenient = lw_args_operands(args) > 1 && !lw_args_get(args, "function");
    setup->fetch.args = args;
    setup->inputs.fetch = setup->function.fetch = &setup->fetch;
    for (size_t i = 0; i < lw_args_operands(args); i++)
        LW_TRY(lw_inputs_add(&setup->inputs, lw_args_operand(args, i), lw_args_flag(args, "each"),
                             lw_args_flag(args, "as-one"), &setup->arena, err));
    const char *function = lw_args_get(args, "function");
    setup->function.standard = setup->inputs.standard;
    if (function)
        LW_TRY(lw_inputs_add(&setup->function, function, false, true, &setup->arena, err));
    for (size_t i = 0; i < setup->inputs.notes.count && !lw_args_flag(args, "quiet"); i++)
        fprintf(stderr, "layerward: %.*s\n",
                LW_FMT(lw_text_safe(&setup->arena, setup->inputs.notes.items[i])));
    LW_TRY(read_format(setup, job, err));
    LW_TRY(open_index(setup, args, err));
    LW_TRY(lw_exceptions_read(&setup->exceptions, &setup->scan, args, &setup->arena, err));
    LW_TRY(lw_worker_confine(job->worker, &setup->fetch, err));
    LW_TRY(lw_cli_load_yara(&setup->yara, job->args, err)); /* whose rules may be anybody's */
    setup->scan.engine.yara = setup->yara;
    return LW_OK;
}

/* The whole of a function counts what its layers counted already. */
static void weigh_not_checked(struct outcome *outcome, const struct lw_scan *scan, bool function)
{
    for (unsigned e = 0; e < LW_ECO_COUNT; e++) {
        size_t *sum = &outcome->not_checked[e], more = scan->not_checked[e];
        if (!function)
            *sum += more;
        else if (more > *sum)
            *sum = more;
        outcome->partly = outcome->partly || more > 0;
    }
}

static void weigh(struct outcome *outcome, const struct setup *setup, const struct lw_scan *scan)
{
    outcome->incomplete = outcome->incomplete || scan->facts.incomplete.count;
    outcome->old = scan->database_old;
    weigh_not_checked(outcome, scan, setup->function.count > 0);
    for (size_t i = 0; i < scan->findings.count; i++) {
        const struct lw_finding *f = &scan->findings.items[i];
        outcome->found = outcome->found || lw_gate_stops(&setup->gate, f);
        outcome->unrated += lw_gate_cannot_rate(&setup->gate, f);
    }
}

/* What a run works on, and what has come of it. */
struct run {
    struct setup *setup;
    const struct lw_scan_job *job;
    struct lw_report *report;
    struct outcome *outcome;
};

/* An error that is the report's, not an input's: it ends the run. */
static lw_status written(const struct run *run, lw_status status, struct lw_err *err)
{
    const char *output = lw_args_get(run->job->args, "output");
    if (!lw_ok(status) && output && run->job->out != stdout)
        lw_err_prefix(err, "%s", output);
    return status;
}

static lw_status tell(void *ctx, const struct lw_scan *scan, struct lw_err *err)
{
    struct run *run = ctx;
    weigh(run->outcome, run->setup, scan);
    return written(run, lw_report_scan(run->report, scan, err), err);
}

static lw_status scan_one(struct lw_scan **out, struct run *run, const struct lw_input *input,
                          struct lw_err *err)
{
    struct setup *setup = run->setup;
    struct lw_view name = lw_text_safe(&setup->arena, lw_path_base(lw_view_c(input->name)));
    lw_progress_begin(&setup->progress, (const char *)name.ptr, 0,
                      !lw_args_flag(run->job->args, "quiet"));
    lw_status status = lw_scan_run(out, input, &setup->scan, err);
    lw_progress_end(&setup->progress);
    return status;
}

/* Of a part; a format that holds the whole alone waits for that. */
static lw_status tell_part(void *ctx, const struct lw_scan *scan, struct lw_err *err)
{
    struct run *run = ctx;
    if (!run->setup->format->whole)
        return tell(run, scan, err);
    weigh(run->outcome, run->setup, scan);
    return LW_OK;
}

/* --function: each layer, the function, and what they come to. A part that cannot be scanned ends
 * it, since the whole cannot be told without it. */
static lw_status scan_function(struct run *run, struct lw_err *err)
{
    LW_CLEANUP(lw_scan_free_p) struct lw_scan *merged = NULL;
    const struct lw_inputs *layers = &run->setup->inputs;
    LW_TRY(lw_scan_function(&merged, layers->items, layers->count, run->setup->function.items,
                            &run->setup->scan, tell_part, run, err));
    return tell(run, merged, err);
}

static lw_status tell_failed(const struct run *run, const struct lw_input *input,
                             const struct lw_err *why, struct lw_err *err)
{
    struct lw_report_failure failure = { .input = lw_view_c(input->name),
                                         .code = lw_code_name(why->code),
                                         .reason = lw_view_c(why->text) };
    size_t named = lw_view_starts(failure.reason, failure.input) ? failure.input.len : 0;
    if (named && lw_view_starts(lw_view_from(failure.reason, named), LW_VIEW(": ")))
        failure.reason = lw_view_from(failure.reason, named + 2);
    return written(run, lw_report_failed(run->report, &failure, err), err);
}

/* An input that cannot be scanned does not keep the others from it, but for Ctrl-C. */
static lw_status scan_each(struct run *run, struct lw_err *err)
{
    const struct lw_inputs *inputs = &run->setup->inputs;
    for (size_t i = 0; i < inputs->count; i++) {
        LW_CLEANUP(lw_scan_free_p) struct lw_scan *scan = NULL;
        struct lw_err one = { 0 };
        if (lw_ok(scan_one(&scan, run, &inputs->items[i], &one))) {
            LW_TRY(tell(run, scan, err));
            continue;
        }
        if (one.code == LW_E_INTERRUPTED || lw_interrupted()) {
            *err = one;
            return (lw_status){ one.code };
        }
        run->outcome->failed = lw_cli_fail(&one);
        LW_TRY(tell_failed(run, &inputs->items[i], &one, err));
    }
    return LW_OK;
}

static lw_status scan_all(struct run *run, struct lw_err *err)
{
    const struct lw_scan_job *job = run->job;
    LW_TRY(written(
        run, lw_report_begin(run->report, run->setup->format, job->out, &run->setup->report, err),
        err));
    LW_TRY(run->setup->function.count ? scan_function(run, err) : scan_each(run, err));
    LW_TRY(written(run, lw_report_end(run->report, err), err));
    job->shared->report_done = run->report->scans > 0 ||
                               (run->setup->report.several && run->report->failures > 0);
    return LW_OK;
}

/* Go's advisories tell no severity: a gate says what it lets pass for that. */
static void say_unrated(const struct outcome *outcome, const struct lw_gate *gate)
{
    if (outcome->unrated)
        fprintf(stderr,
                "layerward: --fail-on %s leaves out %zu whose severity is not known; --fail-on "
                "unknown counts them\n",
                lw_severity_name(gate->severity), outcome->unrated);
}

/* A gate that looked for nothing would be open. */
static bool gate_is_blind(const struct outcome *outcome, const struct lw_args *args)
{
    bool too_old = outcome->old && lw_args_get(args, "max-db-age");
    return (outcome->partly || too_old) && lw_args_get(args, "fail-on") &&
           !lw_args_flag(args, "allow-incomplete");
}

static int exit_code(const struct outcome *outcome, const struct lw_args *args)
{
    if (outcome->failed)
        return outcome->failed;
    if (outcome->incomplete && !lw_args_flag(args, "allow-incomplete"))
        return LW_EXIT_INCOMPLETE;
    if (gate_is_blind(outcome, args))
        return LW_EXIT_INCOMPLETE;
    return outcome->found ? LW_EXIT_FINDING : LW_EXIT_CLEAN;
}

int lw_scan_job_run(struct lw_scan_job *job)
{
    struct setup setup = { .arena = LW_ARENA_INIT };
    LW_CLEANUP(lw_report_clear) struct lw_report report = { 0 };
    struct outcome outcome = { 0 };
    struct run run = { &setup, job, &report, &outcome };
    struct lw_err err = { 0 };
    int code;
    if (lw_ok(prepare(&setup, job, &err)) && lw_ok(scan_all(&run, &err))) {
        if (!lw_args_flag(job->args, "quiet"))
            say_unrated(&outcome, &setup.gate);
        if (gate_is_blind(&outcome, job->args) || !lw_args_flag(job->args, "quiet")) {
            lw_cli_say_not_checked(outcome.not_checked);
            if (outcome.old)
                lw_cli_say_old(setup.index, setup.scan.content.now_utc_s);
        }
        if (!outcome.failed && !lw_args_flag(job->args, "quiet"))
            lw_exceptions_say_unused(&setup.exceptions, &setup.scan);
        code = exit_code(&outcome, job->args);
    } else {
        code = lw_cli_fail_report(job->out, &err);
    }
    lw_vuln_index_free(setup.index);
    lw_yara_free(setup.yara);
    lw_arena_clear(&setup.arena);
    return code;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/scan.c - what is inside a layer: options, output and exit code.
 */
#include <limits.h>
#include <sys/mman.h>

#include "base/file.h"
#include "cli/scan_job.h"
#include "cli/worker.h"
#include "scan/kept.h"

static const struct lw_option options[] = {
    { "format", 'f', "FORMAT",
      "how to report it; table unless given. `layerward list formats` says what each is",
      "table json jsonl cyclonedx spdx sarif html markdown" },
    { "output", 'o', "FILE", "write the report to FILE, which appears whole or not at all",
      "@output" },
    { "fail-on", 0, "SEVERITY",
      "exit with 1 on a finding of at least this severity: critical, high, medium, low; "
      "\"unknown\": also on those whose advisories tell none (Go's); \"none\": on any; \"kev\": on "
      "a "
      "vulnerability that is known to be exploited, alone or beside a severity: high,kev",
      "@gate" },
    { "packages-only", 'p', NULL, "list packages and their vulnerabilities, and read nothing else",
      NULL },
    { "behavior", 'b', NULL,
      "also tell what code does, by its syntax: servers, programs, credentials, AWS calls; takes "
      "some times as long where a layer is new",
      NULL },
    { "function", 0, "INPUT",
      "a function's package: the operands, if any, are its layers in order, and the merged /opt is "
      "shown; CycloneDX and SPDX hold that alone, HTML holds one layer",
      "@file" },
    { "db", 0, "FILE", "advisory index to use instead of the usual one", "@file" },
    { "max-db-age", 0, "DAYS",
      "call an advisory index old whose newest advisory is older, and let --fail-on exit with 3 "
      "over it (unless given: 14, which is only said; 0: any age will do)",
      NULL },
    { "no-db", 0, NULL, "look up no vulnerabilities", NULL },
    { "ignore", 0, "FILE", "findings to be set aside, with reason and expiry (may be repeated)",
      "@file" },
    { "vex", 0, "FILE", "CycloneDX VEX or OpenVEX to apply (may be repeated)", "@file" },
    { "deny-license", 0, "ID",
      "a licence that must not occur: an SPDX id, e.g. AGPL-3.0-only, or a pattern: \"AGPL*\" is "
      "every version (may be repeated)",
      NULL },
    { "require-license", 0, NULL, "report packages without a licence", NULL },
    { "runtime", 0, "NAME",
      "a runtime the layer is declared for, e.g. python3.12 (may be repeated)", "@runtime" },
    { "arch", 0, "NAME", "an architecture the layer is declared for (may be repeated)",
      "x86_64 arm64" },
    { "each", 0, NULL, "scan every .zip below a folder as a layer of its own", NULL },
    { "as-one", 0, NULL, "take a folder of zips as the content of one layer", NULL },
    { "allow-incomplete", 0, NULL,
      "exit as if all had been read and looked up even where something was not", NULL },
    { "no-cache", 0, NULL, "neither use nor keep results by content", NULL },
    { "verbose", 'v', NULL,
      "table: list every package and file; locations, fixes and references of all that is found",
      NULL },
    LW_OPTION_YARA,
    LW_OPTION_JOBS,
    LW_OPTIONS_LIMITS,
    LW_OPTIONS_AWS,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "look at a layer", "layerward scan layer.zip" },
    { "fail a build on what is high or worse", "layerward scan --fail-on high layer.zip" },
    { "or on what is critical or known to be exploited",
      "layerward scan --fail-on critical,kev layer.zip" },
    { "a bill of materials", "layerward scan -f cyclonedx -o bom.json layer.zip" },
    { "a page to read", "layerward scan -f html -o report.html layer.zip" },
    { "what its code does", "layerward scan --behavior layer.zip" },
    { "with YARA rules of your own", "layerward scan --yara rules/ layer.zip" },
    { "a function with its layers, in order",
      "layerward scan --function function.zip base.zip tools.zip" },
    { NULL, NULL },
};

static int scan_in_worker(struct lw_worker *worker, void *ctx)
{
    struct lw_scan_job *job = ctx;
    job->worker = worker;
    return lw_scan_job_run(job);
}

static int run_to(struct lw_scan_job *job, struct lw_arena *arena)
{
    struct lw_view folder = lw_args_flag(job->args, "no-cache") ? LW_VIEW_NONE
                                                                : lw_kept_folder(arena);
    job->cache_folder = folder;
    return lw_worker_run(scan_in_worker, job, folder, lw_args_flag(job->args, "quiet"));
}

extern const struct lw_verb lw_verb_scan;

static int run(const struct lw_args *args)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_atomic file = LW_ATOMIC_INIT;
    struct lw_err err = { 0 };
    struct lw_scan_shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                                         MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        lw_oom(sizeof *shared);
    struct lw_scan_job job = { .args = args, .out = stdout, .shared = shared };
    const char *output = lw_args_get(args, "output");
    bool to_file = output && strcmp(output, "-") != 0;
    int code;
    if (!lw_args_operands(args) && !lw_args_get(args, "function"))
        return lw_cli_usage(&lw_verb_scan, "scan: INPUT... is missing");
    /* The last one would win, and the other be missed by whoever reads it. */
    if (lw_args_nth(args, "format", 1) || lw_args_nth(args, "output", 1))
        return lw_cli_usage(&lw_verb_scan,
                            "scan: one call writes one report, and --%s is given twice; call it "
                            "again for the other (what was read is kept)",
                            lw_args_nth(args, "format", 1) ? "format" : "output");
    if (to_file && !lw_ok(lw_atomic_begin(&file, output, &err)))
        return lw_cli_fail(&err);
    if (to_file)
        job.out = file.stream;
    code = run_to(&job, &arena);
    /* A report that says what could not be read is still a report; a crash or Ctrl-C leaves
     * none. */
    bool whole = code <= LW_EXIT_FINDING || shared->report_done;
    if (to_file && whole && !lw_ok(lw_atomic_commit(&file, &err)))
        code = lw_cli_fail(&err);
    lw_atomic_abort(&file);
    munmap(shared, sizeof *shared);
    lw_arena_clear(&arena);
    return code;
}

const struct lw_verb lw_verb_scan = {
    .name = "scan",
    .summary = "show what is inside a layer and what is wrong with it",
    .synopsis = "INPUT...",
    .description =
        "Looks into zips and folders: packages of nine ecosystems, native code, extensions, "
        "wrappers, custom runtimes and search paths; matches packages with known vulnerabilities "
        "(`layerward db update` fetches advisories) and judges what it sees. Nothing is unpacked "
        "to disk and nothing is run; parsing happens in a process that can only read. INPUT is a "
        "zip, a folder (as /opt would be), a folder of zips, the ARN of a layer version, which is "
        "fetched from AWS, or \"-\" for standard input.",
    .options = options,
    .examples = examples,
    .min_operands = 0, /* --function may stand alone */
    .max_operands = UINT_MAX,
    .finding = "a finding that --fail-on asks for",
    .run = run,
};

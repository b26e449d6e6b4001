/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/diff.c - what a new version of a layer newly does: options, output and exit code.
 */
#include <sys/mman.h>

#include "base/file.h"
#include "cli/diff_job.h"
#include "scan/kept.h"

static const struct lw_option options[] = {
    { "format", 'f', "FORMAT",
      "how to report it; table unless given. markdown is for a pull request, html shows hunks side "
      "by side",
      "table json markdown html sarif" },
    { "output", 'o', "FILE", "write the report to FILE, which appears whole or not at all",
      "@output" },
    { "config", 0, "FILE", "configuration to use instead of layerward.yaml in this folder",
      "@file" },
    { "fail-on", 0, "VERDICT", "exit with 1 on this verdict or a worse one; block unless given",
      "review block never" },
    { "db", 0, "FILE", "advisory index to use instead of the usual one", "@file" },
    { "no-db", 0, NULL, "look up no vulnerabilities", NULL },
    { "allow-incomplete", 0, NULL, "exit as if all had been read even where something was not",
      NULL },
    { "no-cache", 0, NULL, "neither use nor keep results by content", NULL },
    { "verbose", 'v', NULL, "table and markdown: every file, fact and note", NULL },
    LW_OPTION_YARA,
    LW_OPTION_JOBS,
    LW_OPTIONS_LIMITS,
    LW_OPTIONS_AWS,
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "may this version be adopted?", "layerward diff old.zip new.zip" },
    { "for a pull request", "layerward diff -f markdown old.zip new.zip" },
    { "a page with hunks side by side", "layerward diff -f html -o diff.html old.zip new.zip" },
    { NULL, NULL },
};

static int diff_in_worker(struct lw_worker *worker, void *ctx)
{
    struct lw_diff_job *job = ctx;
    job->worker = worker;
    return lw_diff_job_run(job);
}

static int run(const struct lw_args *args)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_atomic file = LW_ATOMIC_INIT;
    struct lw_err err = { 0 };
    volatile bool *done = mmap(NULL, sizeof *done, PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (done == MAP_FAILED)
        lw_oom(sizeof *done);
    struct lw_diff_job job = { .args = args, .out = stdout, .report_done = done };
    const char *output = lw_args_get(args, "output");
    bool to_file = output && strcmp(output, "-") != 0;
    if (to_file && !lw_ok(lw_atomic_begin(&file, output, &err)))
        return lw_cli_fail(&err);
    if (to_file)
        job.out = file.stream;
    job.cache_folder = lw_args_flag(args, "no-cache") ? LW_VIEW_NONE : lw_kept_folder(&arena);
    int code = lw_worker_run(diff_in_worker, &job, job.cache_folder, lw_args_flag(args, "quiet"));
    if (to_file && *done && !lw_ok(lw_atomic_commit(&file, &err)))
        code = lw_cli_fail(&err);
    lw_atomic_abort(&file);
    munmap((void *)(uintptr_t)done, sizeof *done);
    lw_arena_clear(&arena);
    return code;
}

const struct lw_verb lw_verb_diff = {
    .name = "diff",
    .summary = "compare two versions of a layer, and say whether to adopt the new one",
    .synopsis = "OLD NEW",
    .description =
        "Shows what the new version newly contains and newly does: files by content and likeness, "
        "packages, vulnerabilities, capabilities of the code, servers, AWS calls, extensions, "
        "native imports, secrets and integrity; and gives a verdict with its reasons in order: "
        "adopt, review or block (docs/verdict.md). A package whose files match its own list is one "
        "line; files that were only packed anew are none. OLD and NEW are zips, folders, or "
        "ARNs of layer versions, which are fetched from AWS. Nothing "
        "is unpacked to disk and nothing is run; parsing happens in a process that can only read.",
    .options = options,
    .examples = examples,
    .min_operands = 2,
    .max_operands = 2,
    .finding = "the verdict block, or what --fail-on names",
    .run = run,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/db_import.c - make the advisory index from files.
 */
#include <inttypes.h>

#include "base/clock.h"
#include "cli/coverage.h"
#include "cli/verb.h"
#include "vuln/import.h"

static void print_problem(void *ctx, struct lw_view where, const char *text)
{
    (void)ctx;
    fprintf(stderr, "layerward: warning: %.*s: %s\n", LW_FMT(where), text);
}

static void print_result(const struct lw_vuln_import_result *r, const char *path, int64_t took_ms)
{
    printf("%zu records read", r->records);
    if (r->withdrawn)
        printf(", %zu of them withdrawn", r->withdrawn);
    if (r->foreign)
        printf(", %zu about ecosystems that are not read", r->foreign);
    printf(" (%.2f s)\n", (double)took_ms / 1000);
    if (r->kev)
        printf("%zu known exploited vulnerabilities\n", r->kev);
    if (r->epss)
        printf("%zu EPSS scores\n", r->epss);
    printf("%s: %" PRIu64 " advisories for %" PRIu64 " packages, %" PRIu64 " bytes\n", path,
           r->index.advisories, r->index.packages, r->index.bytes);
    if (r->malformed)
        fprintf(stderr, "layerward: %zu records or files could not be read and were left out\n",
                r->malformed);
}

static int run(const struct lw_args *args)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    size_t count = lw_args_operands(args);
    const char **inputs = lw_arena_array(&arena, count, sizeof *inputs);
    for (size_t i = 0; i < count; i++)
        inputs[i] = lw_args_operand(args, i);
    uint64_t jobs = 0;
    struct lw_err err = { 0 };
    if (!lw_ok(lw_args_number(&jobs, args, "jobs", 1024, &err)))
        return lw_cli_fail(&err);
    const char *path = lw_args_get(args, "db");
    struct lw_vuln_import_options options = {
        .inputs = inputs,
        .input_count = count,
        .out_path = path ? path : lw_vuln_default_path(&arena),
        .add = lw_args_flag(args, "add"),
        .strict = lw_args_flag(args, "strict"),
        .progress = !lw_args_flag(args, "quiet"),
        .jobs = (unsigned)jobs,
        .problem = lw_args_flag(args, "quiet") ? NULL : print_problem,
    };
    struct lw_vuln_import_result result;
    int64_t from_ms = lw_monotonic_ms();
    if (!lw_ok(lw_vuln_import(&result, &options, &err)))
        return lw_cli_fail(&err);
    if (!lw_args_flag(args, "quiet"))
        print_result(&result, options.out_path, lw_monotonic_ms() - from_ms);
    lw_cli_say_gone(&result);
    return LW_EXIT_CLEAN;
}

static const struct lw_option options[] = {
    { "db", 0, "FILE", "the index to write (default: see layerward db info)", "@output" },
    { "add", 0, NULL, "keep what the index has already; newer records replace older ones", NULL },
    { "strict", 0, NULL, "fail on the first record that cannot be read", NULL },
    { "jobs", 'j', "N", "threads (default: one for each processor)", NULL },
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "Import what osv.dev offers for two ecosystems, and CISA's catalogue",
      "layerward db import pypi/all.zip npm/all.zip known_exploited_vulnerabilities.json" },
    { "Add one's own advisories to what is there", "layerward db import --add advisories/" },
    { NULL, NULL },
};

const struct lw_verb lw_verb_db_import = {
    .name = "db import",
    .summary = "make the advisory index from OSV files, KEV and EPSS",
    .synopsis = "FILE|DIR...",
    .description =
        "Reads advisories in OSV form (JSON files, zips of them as osv.dev offers them, folders "
        "of either), CISA's catalogue of known exploited vulnerabilities (JSON) and EPSS scores "
        "(CSV, also compressed), each recognised by its content, and writes one index, which "
        "replaces the old one only when it is whole. Records that cannot be read are named and "
        "left out. The same inputs give the same index, in whatever order they are named; the "
        "time in it is that of SOURCE_DATE_EPOCH where it is set.",
    .options = options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = UINT32_MAX,
    .run = run,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/db_update.c - fetch advisories and make the index anew.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "cli/coverage.h"
#include "cli/verb.h"
#include "vuln/update.h"

static void print_problem(void *ctx, struct lw_view where, const char *text)
{
    (void)ctx;
    fprintf(stderr, "layerward: warning: %.*s: %s\n", LW_FMT(where), text);
}

/* The option, else the variable; NULL where neither is given. */
static const char *setting(const struct lw_args *args, const char *option, const char *variable)
{
    const char *value = lw_args_get(args, option);
    if (!value)
        value = getenv(variable);
    return value && value[0] ? value : NULL;
}

static void print_result(const struct lw_vuln_update_result *r, const char *path)
{
    if (r->up_to_date) {
        printf("%s: up to date\n", path);
        return;
    }
    printf("%zu fetched (%" PRIu64 " bytes), %zu unchanged\n", r->fetched, r->bytes, r->unchanged);
    printf("%s: %" PRIu64 " advisories for %" PRIu64 " packages, %" PRIu64 " bytes\n", path,
           r->import.index.advisories, r->import.index.packages, r->import.index.bytes);
    if (r->import.malformed)
        fprintf(stderr, "layerward: %zu records could not be read and were left out\n",
                r->import.malformed);
}

static int run(const struct lw_args *args)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    const char *path = lw_args_get(args, "db");
    struct lw_vuln_update_options options = {
        .index_path = path ? path : lw_vuln_default_path(&arena),
        .osv_base = setting(args, "osv-base", "LAYERWARD_OSV_BASE"),
        .kev_url = setting(args, "kev-url", "LAYERWARD_KEV_URL"),
        .epss_url = setting(args, "epss-url", "LAYERWARD_EPSS_URL"),
        .progress = !lw_args_flag(args, "quiet"),
        .problem = lw_args_flag(args, "quiet") ? NULL : print_problem,
    };
    struct lw_views chosen = { 0 };
    while (lw_args_nth(args, "ecosystem", chosen.count))
        *LW_PUSH(&arena, &chosen) = lw_view_c(lw_args_nth(args, "ecosystem", chosen.count));
    const char **names = lw_arena_array(&arena, chosen.count + 1, sizeof *names);
    for (size_t i = 0; i < chosen.count; i++)
        names[i] = (const char *)chosen.items[i].ptr;
    struct lw_err err = { 0 };
    for (size_t i = 0; i < chosen.count; i++)
        if (!lw_ok(lw_cli_check_ecosystem(chosen.items[i], &err)))
            return lw_cli_fail(&err);
    if (chosen.count) {
        options.ecosystems = names;
        options.ecosystem_count = chosen.count;
    }
    if (lw_args_flag(args, "no-kev"))
        options.kev_url = "";
    if (lw_args_flag(args, "no-epss"))
        options.epss_url = "";
    struct lw_vuln_update_result result;
    uint64_t jobs = 0;
    if (!lw_ok(lw_args_number(&options.max_bytes, args, "max-bytes", UINT64_MAX / 2, &err)) ||
        !lw_ok(lw_args_number(&jobs, args, "jobs", 1024, &err)))
        return lw_cli_fail(&err);
    options.jobs = (unsigned)jobs;
    if (!lw_ok(lw_vuln_update(&result, &options, &err))) {
        lw_err_prefix(&err, "the index was not changed");
        int code = lw_cli_fail(&err);
        if (err.code == LW_E_REMOTE && !lw_args_flag(args, "quiet"))
            fputs("layerward: where there is no network: bring the file here by other means, and "
                  "`layerward db import FILE...` makes the index of it\n",
                  stderr);
        return code;
    }
    if (!lw_args_flag(args, "quiet"))
        print_result(&result, options.index_path);
    lw_cli_say_gone(&result.import);
    return LW_EXIT_CLEAN;
}

static const struct lw_option options[] = {
    { "db", 0, "FILE", "the index (default: see layerward db info)", "@file" },
    { "ecosystem", 0, "NAME",
      "fetch this one, by OSV's name (may be repeated; default: PyPI, npm, Go, Maven, RubyGems, "
      "NuGet, crates.io, Packagist, Debian)",
      "@ecosystem" },
    { "osv-base", 0, "URL",
      "where NAME/all.zip are; also $LAYERWARD_OSV_BASE (default: " LW_OSV_BASE ")", NULL },
    { "kev-url", 0, "URL", "CISA's catalogue; also $LAYERWARD_KEV_URL", NULL },
    { "epss-url", 0, "URL", "EPSS scores; also $LAYERWARD_EPSS_URL", NULL },
    { "no-kev", 0, NULL, "do not fetch the catalogue of known exploited vulnerabilities", NULL },
    { "no-epss", 0, NULL, "do not fetch EPSS scores", NULL },
    { "max-bytes", 0, "N", "refuse a download over N bytes (default: 2G)", NULL },
    { "jobs", 'j', "N", "threads for the import (default: one for each processor)", NULL },
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "Everything, from the usual places", "layerward db update" },
    { "Only Python and Node.js, from a mirror",
      "layerward db update --ecosystem PyPI --ecosystem npm --no-kev --no-epss --osv-base "
      "https://mirror.example.org/osv" },
    { NULL, NULL },
};

const struct lw_verb lw_verb_db_update = {
    .name = "db update",
    .summary = "fetch advisories and make the index anew",
    .synopsis = "",
    .description =
        "Fetches osv.dev's zip of each ecosystem, CISA's catalogue of known exploited "
        "vulnerabilities and FIRST's EPSS scores by HTTP, asking only for what has changed since "
        "the last time, and imports them. What was fetched is kept in the folder FILE.d beside "
        "the index. Should anything fail, the old index stays as it was, and the exit code is 3. "
        "Addresses may be https, http or file. Needs the system's libcurl.",
    .options = options,
    .examples = examples,
    .run = run,
};

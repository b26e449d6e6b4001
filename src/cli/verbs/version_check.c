/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/version_check.c - check a version ordering against a file of comparisons.
 */
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/verb.h"
#include "vuln/version_check.h"

#define MAX_FILE_BYTES ((size_t)256 << 20)

extern const struct lw_verb lw_verb_version_check;

static void print(const struct lw_version_disagreement *d, void *ctx)
{
    (void)ctx;
    if (d->ours == d->ours_backward)
        printf("%zu: %.*s %c %.*s, but the order here is %c\n", d->line, LW_FMT(d->a), d->said,
               LW_FMT(d->b), d->ours);
    else
        printf("%zu: %.*s %c %.*s, but the order here is %c one way and %c the other\n", d->line,
               LW_FMT(d->a), d->said, LW_FMT(d->b), d->ours, d->ours_backward);
}

static lw_status check(struct lw_version_check *out, const struct lw_ordering *ordering,
                       const char *path, struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text;
    bool standard_input = strcmp(path, "-") == 0;
    const char *name = standard_input ? "standard input" : path;
    if (standard_input)
        LW_TRY(lw_fd_read(&text, STDIN_FILENO, name, MAX_FILE_BYTES, &arena, err));
    else
        LW_TRY(lw_file_read(&text, path, MAX_FILE_BYTES, &arena, err));
    lw_status status = lw_version_check(out, ordering, text, print, NULL, err);
    if (!lw_ok(status))
        lw_err_prefix(err, "%s", name);
    return status;
}

static int run(const struct lw_args *args)
{
    const char *name = lw_args_operand(args, 0);
    const struct lw_ordering *ordering = lw_ordering_find(lw_view_c(name));
    struct lw_version_check result = { 0 };
    struct lw_err err;
    if (!ordering) {
        char known[256] = "";
        size_t used = 0;
        for (size_t i = 0; i < lw_ordering_count && used < sizeof(known); i++)
            used += (size_t)snprintf(known + used, sizeof(known) - used, "%s%s", i ? ", " : "",
                                     lw_ordering_all[i]->name);
        return lw_cli_usage(&lw_verb_version_check,
                            "there is no version ordering \"%s\"; those there are: %s, and the "
                            "ecosystems of OSV by name",
                            name, known);
    }
    lw_status status = check(&result, ordering, lw_args_operand(args, 1), &err);
    if (lw_ok(status) || status.code == LW_E_FORMAT)
        printf("%zu right, %zu wrong\n", result.right, result.wrong);
    if (!lw_ok(status))
        return lw_cli_fail(&err);
    return result.wrong ? LW_EXIT_FINDING : LW_EXIT_CLEAN;
}

static const struct lw_example examples[] = {
    { "Check the order of Python versions against lines such as \"1.0rc1 < 1.0\"",
      "layerward version check PyPI pairs.txt" },
    { NULL, NULL },
};

const struct lw_verb lw_verb_version_check = {
    .name = "version check",
    .summary = "check how versions are ordered against a file of comparisons",
    .synopsis = "ECOSYSTEM FILE",
    .description =
        "Reads lines \"A < B\", \"A = B\" or \"A > B\" and compares each pair both ways round, as "
        "advisories for ECOSYSTEM are matched. Lines that begin with \"# \" or \"// \" are "
        "comments. Prints those lines that it disagrees with, and last how many are right and "
        "wrong. ECOSYSTEM is the name of an ordering (pypi, semver, maven, rubygems, nuget, "
        "packagist, debian, redhat, alpine, pub, cran, hackage) or of an ecosystem as OSV has it "
        "(npm, Go, crates.io, \"Debian:12\"), in any case. FILE may be - for standard input.",
    .examples = examples,
    .min_operands = 2,
    .max_operands = 2,
    .operand = "@ordering",
    .finding = "a comparison with which we disagree",
    .run = run,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * content/runtime_mismatch.c - runtimes that are declared and on which the content cannot run.
 */
#include "facts/runtimes.h"
#include "rules/look.h"

/* Extensions, programs and libraries are for functions of every language. */
static bool is_for_all(const struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_SEARCH_PATH))
        if (lw_fact_get(fact, LW_K_LANGUAGE).len == 0)
            return true;
    return lw_rule_next(ctx, LW_F_EXTENSION, NULL) != NULL;
}

static bool has_family(const struct lw_views *runs_on, const char *family)
{
    for (size_t i = 0; i < runs_on->count; i++) {
        const struct lw_runtime *runtime = lw_runtime_find(runs_on->items[i]);
        if (runtime && strcmp(runtime->family, family) == 0)
            return true;
    }
    return false;
}

/* "any" runtime; "any of Amazon Linux 2 and 2023", where native code asks for so new a system. */
static bool is_any(const struct lw_views *runs_on, const struct lw_runtime *runtime)
{
    const char *os = runtime->os;
    if (lw_views_have(runs_on, LW_VIEW("any")))
        return true;
    if (lw_views_have(runs_on, LW_VIEW("any of Amazon Linux 2 and 2023")))
        return strcmp(os, "al1") != 0;
    return lw_views_have(runs_on, LW_VIEW("any of Amazon Linux 2023")) && strcmp(os, "al2023") == 0;
}

static bool names_no_language(const struct lw_views *runs_on)
{
    for (size_t i = 0; i < runs_on->count; i++)
        if (lw_view_starts(runs_on->items[i], LW_VIEW("any")))
            return true;
    return false;
}

/* Those that cannot be used any more are not among those that the content is tried against. */
static bool runs(const struct lw_rule_context *ctx, const struct lw_views *runs_on,
                 const struct lw_runtime *runtime)
{
    if (runtime->container_only ||
        lw_date_reached(runtime->block_function_update, ctx->config->now_utc_s))
        return true;
    if (names_no_language(runs_on))
        return is_any(runs_on, runtime);
    if (lw_views_have(runs_on, lw_view_c(runtime->name)))
        return true;
    return !has_family(runs_on, runtime->family) && is_for_all(ctx);
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    const struct lw_views *declared = &ctx->config->declared_runtimes;
    struct lw_views runs_on = lw_rule_runs_on(ctx, LW_K_RUNTIME);
    struct lw_view list = lw_views_join(ctx, &runs_on, 12);
    for (size_t i = 0; runs_on.count && i < declared->count; i++) {
        const struct lw_runtime *runtime = lw_runtime_find(declared->items[i]);
        if (!runtime || runs(ctx, &runs_on, runtime))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, LW_VIEW_NONE, 0, "it runs on %.*s",
                                                  LW_FMT(list));
        lw_rule_title(ctx, finding, "The content does not run on %s, which is declared",
                      runtime->name);
    }
}

const struct lw_content_rule lw_content_rule_runtime_mismatch = {
    .id = "runtime-mismatch",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "The content does not run on a declared runtime",
    .why = "Code compiled for another version of the language, or laid where this runtime does not "
           "look, fails when it is imported - in production, not when the layer is published.",
    .fix = "Build the layer for each runtime it is declared for, or declare only those it runs on.",
    .cwe = "CWE-439",
    .check = check,
};

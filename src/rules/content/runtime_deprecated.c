/* SPDX-License-Identifier: Apache-2.0
 *
 * content/runtime_deprecated.c - layers for runtimes that AWS patches no more.
 */
#include "facts/runtimes.h"
#include "rules/look.h"

static void judge(const struct lw_content_rule *rule, struct lw_rule_context *ctx,
                  const struct lw_runtime *runtime, const char *how)
{
    bool blocked = lw_date_reached(runtime->block_function_update, ctx->config->now_utc_s);
    struct lw_finding *finding = lw_rule_find(
        ctx, rule, LW_VIEW_NONE, 0, "%s; deprecated since %s%s%s", how, runtime->deprecation,
        blocked ? ", updates are blocked since " : "",
        blocked ? runtime->block_function_update : "");
    lw_rule_title(ctx, finding, "The layer is for %s, which is deprecated", runtime->name);
    if (blocked)
        finding->severity = LW_SEVERITY_HIGH;
}

/* The last to be deprecated of those that the content runs on, where all of them are by now. */
static const struct lw_runtime *last_of_deprecated(const struct lw_rule_context *ctx)
{
    struct lw_views runs_on = lw_rule_runs_on(ctx, LW_K_RUNTIME);
    const struct lw_runtime *last = NULL;
    for (size_t i = 0; i < runs_on.count; i++) {
        const struct lw_runtime *runtime = lw_runtime_find(runs_on.items[i]);
        if (!runtime || !lw_date_reached(runtime->deprecation, ctx->config->now_utc_s))
            return NULL;
        if (!last || strcmp(runtime->deprecation, last->deprecation) > 0)
            last = runtime;
    }
    return last;
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    const struct lw_views *declared = &ctx->config->declared_runtimes;
    for (size_t i = 0; i < declared->count; i++) {
        const struct lw_runtime *runtime = lw_runtime_find(declared->items[i]);
        if (runtime && lw_date_reached(runtime->deprecation, ctx->config->now_utc_s))
            judge(rule, ctx, runtime, "declared");
    }
    const struct lw_runtime *last = declared->count ? NULL : last_of_deprecated(ctx);
    if (last)
        judge(rule, ctx, last, "the content runs on no newer runtime");
}

static const char *const controls[] = { "FSBP Lambda.2", "NIST 800-53 SI-2", "NIST 800-53 SA-22",
                                        NULL };

const struct lw_content_rule lw_content_rule_runtime_deprecated = {
    .id = "runtime-deprecated",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "The layer is for a runtime that is deprecated",
    .why = "AWS applies no security patches to a deprecated runtime, and later lets no function be "
           "made or updated with it.",
    .fix = "Build the layer for a runtime that is supported, and move the functions to it.",
    .attack = "T1190",
    .cwe = "CWE-1104",
    .controls = controls,
    .check = check,
};

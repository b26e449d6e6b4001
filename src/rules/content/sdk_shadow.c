/* SPDX-License-Identifier: Apache-2.0
 *
 * content/sdk_shadow.c - layers that replace the AWS SDK of the runtime.
 */
#include "rules/look.h"

/* An SDK is many packages: one finding for each language. */
static void judge(const struct lw_content_rule *rule, struct lw_rule_context *ctx,
                  struct lw_view language)
{
    struct lw_views names = { 0 };
    struct lw_view first = LW_VIEW_NONE;
    for (LW_EACH_FACT(fact, ctx, LW_F_SHADOW)) {
        /* The runtime's own may win all the same: Java loads its classes first. A function that
         * brings its own SDK is what AWS recommends. */
        if (!lw_fact_is(fact, LW_K_KIND, "sdk") || lw_fact_is(fact, LW_K_CLASS, "function") ||
            !lw_view_eq(lw_fact_get(fact, LW_K_LANGUAGE), language) ||
            !lw_view_eq(lw_fact_get(fact, LW_K_WINNER), fact->location))
            continue;
        struct lw_view version = lw_fact_get(fact, LW_K_VERSION);
        first = names.count ? first : fact->location;
        *LW_PUSH(ctx->arena, &names) = lw_arena_printf(ctx->arena, "%.*s%s%.*s",
                                                       LW_FMT(lw_fact_get(fact, LW_K_NAME)),
                                                       version.len ? " " : "", LW_FMT(version));
    }
    if (names.count == 0)
        return;
    struct lw_view few = lw_views_join(ctx, &names, 4);
    struct lw_finding *finding = lw_rule_find(ctx, rule, first, 0, "%.*s", LW_FMT(few));
    lw_rule_title(ctx, finding, "The layer replaces the AWS SDK of %.*s runtimes",
                  LW_FMT(language));
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    static const char *const languages[] = { "python", "nodejs", "ruby", "java", "dotnet" };
    for (size_t i = 0; i < LW_COUNT(languages); i++)
        judge(rule, ctx, lw_view_c(languages[i]));
}

const struct lw_content_rule lw_content_rule_sdk_shadow = {
    .id = "sdk-shadow",
    .severity = LW_SEVERITY_LOW,
    .title = "The layer replaces the AWS SDK of the runtime",
    .why = "Search paths of layers come before the runtime's own: each function with this layer "
           "calls AWS through this copy, which AWS does not patch and which sees every credential "
           "and request. A good copy fixes a version; a changed one is a known way in.",
    .fix = "Where the copy is meant, keep it up to date and compare it with the published package; "
           "else leave it out.",
    .attack = "T1574.007",
    .cwe = "CWE-427",
    .check = check,
};

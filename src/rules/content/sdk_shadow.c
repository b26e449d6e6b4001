/* SPDX-License-Identifier: Apache-2.0
 *
 * content/sdk_shadow.c - layers that replace the AWS SDK of the runtime.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_SHADOW)) {
        struct lw_view name = lw_fact_get(fact, LW_K_NAME), loser = lw_fact_get(fact, LW_K_LOSER);
        if (!lw_fact_is(fact, LW_K_KIND, "sdk"))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0, "%.*s hides %.*s",
                                                  LW_FMT(fact->location), LW_FMT(loser));
        lw_rule_title(ctx, finding, "The layer replaces %.*s of the runtime", LW_FMT(name));
    }
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

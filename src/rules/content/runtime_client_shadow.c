/* SPDX-License-Identifier: Apache-2.0
 *
 * content/runtime_client_shadow.c - layers that replace what fetches the events.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_SHADOW)) {
        struct lw_view name = lw_fact_get(fact, LW_K_NAME), loser = lw_fact_get(fact, LW_K_LOSER);
        /* Node.js finds its own modules first, whatever a layer brings. */
        if (!lw_fact_is(fact, LW_K_KIND, "client") ||
            !lw_view_eq(lw_fact_get(fact, LW_K_WINNER), fact->location))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0, "it hides %.*s",
                                                  LW_FMT(loser));
        lw_rule_title(ctx, finding, "The %s replaces the runtime's client %.*s",
                      lw_fact_is(fact, LW_K_CLASS, "function") ? "function" : "layer",
                      LW_FMT(name));
    }
}

const struct lw_content_rule lw_content_rule_runtime_client_shadow = {
    .id = "runtime-client-shadow",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "The layer replaces the client that fetches the function's events",
    .why = "It stands between Lambda and the handler: it sees each event and answer, and the "
           "function's credentials. AWS patches the runtime's own copy, not this one.",
    .fix = "Leave it out; a runtime of AWS brings its own. In a layer for custom runtimes, keep it "
           "up to date.",
    .attack = "T1574.007",
    .cwe = "CWE-427",
    .check = check,
};

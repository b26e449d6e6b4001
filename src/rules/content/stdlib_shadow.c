/* SPDX-License-Identifier: Apache-2.0
 *
 * content/stdlib_shadow.c - modules that replace those of the language itself.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_SHADOW)) {
        struct lw_view name = lw_fact_get(fact, LW_K_NAME), loser = lw_fact_get(fact, LW_K_LOSER);
        /* Node.js finds its own modules first, whatever a layer brings. */
        if (!lw_fact_is(fact, LW_K_KIND, "standard") ||
            !lw_view_eq(lw_fact_get(fact, LW_K_WINNER), fact->location))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0, "it hides %.*s",
                                                  LW_FMT(loser));
        lw_rule_title(ctx, finding, "The %s replaces the standard module %.*s",
                      lw_fact_is(fact, LW_K_CLASS, "function") ? "function" : "layer",
                      LW_FMT(name));
    }
}

const struct lw_content_rule lw_content_rule_stdlib_shadow = {
    .id = "stdlib-shadow",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A module of the layer replaces one of the standard library",
    .why =
        "Every import of the standard module gets this one, in the function, in its packages and "
        "in the runtime itself. Backports for old versions break new ones so; an attacker reaches "
        "all code by it.",
    .fix = "Remove the module where the runtime has it; else rename it.",
    .attack = "T1574.007",
    .cwe = "CWE-427",
    .check = check,
};

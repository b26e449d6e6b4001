/* SPDX-License-Identifier: Apache-2.0
 *
 * content/startup_hook.c - code that a runtime may run before the handler without being asked to.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_EXTENSION)) {
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL), name = lw_fact_get(fact, LW_K_NAME);
        if (!lw_fact_is(fact, LW_K_TYPE, "internal"))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, fact->line, "%.*s",
                                                  LW_FMT(detail));
        if (lw_view_ends(name, LW_VIEW("customize.py"))) {
            finding->severity = LW_SEVERITY_LOW;
            finding->title = LW_VIEW("The layer brings code that Python runs at each start");
        }
    }
}

const struct lw_content_rule lw_content_rule_startup_hook = {
    .id = "startup-hook",
    .severity = LW_SEVERITY_NONE,
    .title = "The layer brings code that a runtime runs at start",
    .why = "It runs before the handler with the function's role, without any line of the function "
           "naming it, wherever a variable of the function points at it.",
    .fix = "Know what it does. Where the function does not need it, leave it out.",
    .attack = "T1546",
    .cwe = "CWE-427",
    .check = check,
};

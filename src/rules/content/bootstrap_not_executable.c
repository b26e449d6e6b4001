/* SPDX-License-Identifier: Apache-2.0
 *
 * content/bootstrap_not_executable.c - custom runtimes that cannot be started.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_BOOTSTRAP)) {
        struct lw_view mode = lw_fact_get(fact, LW_K_MODE);
        struct lw_view line = lw_fact_get(fact, LW_K_INTERPRETER);
        if (lw_fact_is(fact, LW_K_EXECUTABLE, "no"))
            lw_rule_find(ctx, rule, fact->location, 0, "not executable: mode %.*s", LW_FMT(mode));
        else if (lw_fact_is(fact, LW_K_FOUND, "nowhere"))
            lw_rule_find(ctx, rule, fact->location, 1, "no such interpreter: #!%.*s", LW_FMT(line));
    }
}

const struct lw_content_rule lw_content_rule_bootstrap_not_executable = {
    .id = "bootstrap-not-executable",
    .severity = LW_SEVERITY_HIGH,
    .title = "The bootstrap of the custom runtime cannot be started",
    .why =
        "With a custom runtime Lambda runs /opt/bootstrap where the function has none of its own. "
        "If that is not executable, or its interpreter is missing, each invocation ends with "
        "Runtime.InvalidEntrypoint.",
    .fix = "chmod +x bootstrap before packing; name an interpreter that Amazon Linux or the layer "
           "has.",
    .cwe = "CWE-276",
    .check = check,
};

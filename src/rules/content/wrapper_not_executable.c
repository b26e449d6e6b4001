/* SPDX-License-Identifier: Apache-2.0
 *
 * content/wrapper_not_executable.c - wrapper scripts that cannot be started.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_WRAPPER)) {
        struct lw_view mode = lw_fact_get(fact, LW_K_MODE);
        struct lw_view line = lw_fact_get(fact, LW_K_INTERPRETER);
        if (lw_fact_is(fact, LW_K_EXECUTABLE, "no"))
            lw_rule_find(ctx, rule, fact->location, 0, "not executable: mode %.*s", LW_FMT(mode));
        else if (lw_fact_is(fact, LW_K_FOUND, "nowhere"))
            lw_rule_find(ctx, rule, fact->location, 1, "no such interpreter: #!%.*s", LW_FMT(line));
    }
}

const struct lw_content_rule lw_content_rule_wrapper_not_executable = {
    .id = "wrapper-not-executable",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A wrapper script cannot be started",
    .why = "A function whose AWS_LAMBDA_EXEC_WRAPPER names this script fails at each start.",
    .fix = "chmod +x before packing; name an interpreter that Amazon Linux or the layer has.",
    .cwe = "CWE-276",
    .check = check,
};

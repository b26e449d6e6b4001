/* SPDX-License-Identifier: Apache-2.0
 *
 * content/shell_runtime.c - custom runtimes that are a shell script.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_BOOTSTRAP)) {
        struct lw_view line = lw_fact_get(fact, LW_K_INTERPRETER);
        if (lw_fact_is(fact, LW_K_KIND, "shell"))
            lw_rule_find(ctx, rule, fact->location, 0, "#!%.*s", LW_FMT(line));
    }
}

const struct lw_content_rule lw_content_rule_shell_runtime = {
    .id = "shell-runtime",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "The custom runtime is a shell script",
    .why =
        "A shell script takes the events. Shells split, expand and evaluate what they are given, "
        "so that whoever sends an event may run commands with the function's role unless every "
        "use of it is quoted.",
    .fix =
        "Handle events by a program in a language without such rules; leave to the script only to "
        "start it.",
    .attack = "T1059.004",
    .cwe = "CWE-78",
    .check = check,
};

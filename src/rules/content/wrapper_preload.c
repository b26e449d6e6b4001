/* SPDX-License-Identifier: Apache-2.0
 *
 * content/wrapper_preload.c - wrappers that load a library into every program.
 */
#include "rules/look.h"

static const char *const variables[] = { "LD_PRELOAD", "LD_AUDIT" };

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_WRAPPER)) {
        struct lw_view names = lw_rule_values_among(ctx, fact, LW_K_SETS, variables,
                                                    LW_COUNT(variables));
        if (names.len)
            lw_rule_find(ctx, rule, fact->location, fact->line, "sets %.*s", LW_FMT(names));
    }
}

const struct lw_content_rule lw_content_rule_wrapper_preload = {
    .id = "wrapper-preload",
    .severity = LW_SEVERITY_LOW,
    .title = "A wrapper loads a library into every program of the function",
    .why =
        "The library runs before and inside of the runtime, sees all it does, and may replace any "
        "call. Profilers and allocators do so; so does code that hides.",
    .fix = "Make sure which library it is and why; a layer that needs none should not set the "
           "variable.",
    .attack = "T1574.006",
    .cwe = "CWE-427",
    .check = check,
};

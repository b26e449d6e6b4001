/* SPDX-License-Identifier: Apache-2.0
 *
 * content/runtime_mismatch.c - runtimes that are declared and on which the content cannot run.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    const struct lw_fact *fact = lw_rule_compatibility(ctx);
    const struct lw_views *declared = &ctx->config->declared_runtimes;
    struct lw_view runs_on = fact ? lw_rule_values(ctx, fact, LW_K_RUNTIME) : LW_VIEW_NONE;
    if (runs_on.len == 0)
        return;
    for (size_t i = 0; i < declared->count; i++) {
        if (lw_fact_has(fact, LW_K_RUNTIME, declared->items[i]))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, LW_VIEW_NONE, 0, "it runs on %.*s",
                                                  LW_FMT(runs_on));
        lw_rule_title(ctx, finding, "The content does not run on %.*s, which is declared",
                      LW_FMT(declared->items[i]));
    }
}

const struct lw_content_rule lw_content_rule_runtime_mismatch = {
    .id = "runtime-mismatch",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "The content does not run on a declared runtime",
    .why = "Code compiled for another version of the language, or laid where this runtime does not "
           "look, fails when it is imported - in production, not when the layer is published.",
    .fix = "Build the layer for each runtime it is declared for, or declare only those it runs on.",
    .cwe = "CWE-1357",
    .check = check,
};

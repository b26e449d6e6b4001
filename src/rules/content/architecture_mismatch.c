/* SPDX-License-Identifier: Apache-2.0
 *
 * content/architecture_mismatch.c - architectures that are declared and that native code is not for.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    const struct lw_fact *fact = lw_rule_compatibility(ctx);
    const struct lw_views *declared = &ctx->config->declared_architectures;
    struct lw_view runs_on = fact ? lw_rule_values(ctx, fact, LW_K_ARCHITECTURE) : LW_VIEW_NONE;
    if (runs_on.len == 0)
        return;
    for (size_t i = 0; i < declared->count; i++) {
        if (lw_fact_has(fact, LW_K_ARCHITECTURE, declared->items[i]))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, LW_VIEW_NONE, 0,
                                                  "its native code is for %.*s", LW_FMT(runs_on));
        lw_rule_title(ctx, finding, "Native code does not run on %.*s, which is declared",
                      LW_FMT(declared->items[i]));
    }
}

const struct lw_content_rule lw_content_rule_architecture_mismatch = {
    .id = "architecture-mismatch",
    .severity = LW_SEVERITY_HIGH,
    .title = "Native code is not for a declared architecture",
    .why = "A program or library for another processor is not loaded: import errors, or extensions "
           "that fail the start of every function.",
    .fix = "Publish one layer for each architecture, each with its own native code.",
    .cwe = "CWE-1357",
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * content/architecture_mismatch.c - architectures that are declared and that native code is not
 * for.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    const struct lw_views *declared = &ctx->config->declared_architectures;
    struct lw_views runs_on = lw_rule_runs_on(ctx, LW_K_ARCHITECTURE);
    struct lw_view list = lw_views_join(ctx, &runs_on, 4);
    for (size_t i = 0; runs_on.count && i < declared->count; i++) {
        if (lw_views_have(&runs_on, declared->items[i]))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, LW_VIEW_NONE, 0,
                                                  "its native code is for %.*s", LW_FMT(list));
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
    .cwe = "CWE-439",
    .check = check,
};

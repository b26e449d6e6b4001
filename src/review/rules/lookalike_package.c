/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/lookalike_package.c - a new package named like a popular one.
 */
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_LOOKALIKE_NAME)) {
        struct lw_view name = lw_fact_get(change->fact, LW_K_NAME),
                       target = lw_fact_get(change->fact, LW_K_TARGET);
        if (!change->new_to_artifact)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        if (target.len)
            lw_reason_title(ctx, reason, "The new package %.*s is named almost like %.*s",
                            LW_FMT(name), LW_FMT(target));
        /* These are also how forks and bindings are named. */
        if (lw_fact_is(change->fact, LW_K_KIND, "affix") ||
            lw_fact_is(change->fact, LW_K_KIND, "word-order") ||
            lw_fact_is(change->fact, LW_K_KIND, "separator"))
            reason->level = LW_LEVEL_REVIEW;
    }
}

const struct lw_review_rule lw_review_rule_lookalike_package = {
    .id = "lookalike-package",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "A new package is named almost like a popular one",
    .why = "Names that a slip of the finger gives are registered to be installed by "
           "mistake. An update that brings one brings what its author wanted.",
    .fix = "Do not adopt. Look for the slip in the list of dependencies.",
    .attack = "T1195.001",
    .check = check,
};

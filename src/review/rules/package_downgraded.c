/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/package_downgraded.c - a package that went back to an older version.
 */
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_package_change_list *list = &ctx->review->packages;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_package_change *change = &list->items[i];
        if (change->state != LW_PACKAGE_DOWN)
            continue;
        struct lw_reason *reason = lw_reason_add(ctx, rule, change->to->location, 0, "%.*s to %.*s",
                                                 LW_FMT(change->from->version),
                                                 LW_FMT(change->to->version));
        lw_reason_title(ctx, reason, "%.*s went back from %.*s to %.*s", LW_FMT(change->to->name),
                        LW_FMT(change->from->version), LW_FMT(change->to->version));
        /* Linked into a program, or a copy within another package: its owner chose it. */
        if (change->to->flags & (LW_PKG_VENDORED | LW_PKG_LINKED)) {
            reason->level = LW_LEVEL_NOTE;
            reason->severity = LW_SEVERITY_LOW;
        }
    }
}

const struct lw_review_rule lw_review_rule_package_downgraded = {
    .id = "package-downgraded",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A package went back to an older version",
    .why = "An update seldom goes back. Going back to a version with a known fault is a "
           "quiet way to bring the fault.",
    .fix = "Find out why. Pin the version that was meant.",
    .attack = "T1195.002",
    .check = check,
};

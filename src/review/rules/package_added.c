/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/package_added.c - packages that are new or gone.
 */
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_package_change_list *list = &ctx->review->packages;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_package_change *change = &list->items[i];
        if (change->state != LW_PACKAGE_NEW && change->state != LW_PACKAGE_GONE)
            continue;
        const struct lw_package *p = change->to ? change->to : change->from;
        struct lw_reason *reason = lw_reason_add(ctx, rule, p->location, 0, "%.*s",
                                                 LW_FMT(p->purl));
        lw_reason_title(ctx, reason, "%.*s %.*s is %s", LW_FMT(p->name), LW_FMT(p->version),
                        change->was_there ? "newly said of code that was there"
                        : change->to      ? "new"
                                          : "gone");
    }
}

const struct lw_review_rule lw_review_rule_package_added = {
    .id = "package-added",
    .level = LW_LEVEL_NOTE,
    .severity = LW_SEVERITY_NONE,
    .title = "A package is new, or gone",
    .why = "Each new package is somebody more to trust.",
    .fix = "Know why it is needed.",
    .attack = "T1195.001",
    .check = check,
};

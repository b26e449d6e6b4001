/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/not_looked_at.c - what could not be looked at in the new version.
 */
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_incomplete_list *list = &ctx->review->to->facts.incomplete;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_incomplete *item = &list->items[i];
        if (lw_map_get(&ctx->places->incomplete, item->location) &&
            !lw_change_of(ctx, item->location))
            continue;
        lw_reason_add(ctx, rule, item->location, 0, "%.*s", LW_FMT(item->reason));
    }
    for (LW_EACH_ADDED(change, ctx, LW_F_UNOPENED)) {
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "A new archive that was not looked into: %.*s",
                        LW_FMT(lw_path_base(change->fact->location)));
        if (lw_explained(package)) {
            reason->level = LW_LEVEL_NOTE;
            reason->severity = LW_SEVERITY_LOW;
        }
    }
}

const struct lw_review_rule lw_review_rule_not_looked_at = {
    .id = "not-looked-at",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "Part of the new version could not be looked at",
    .why = "What was not read cannot be judged: it may be anything. Where the old version "
           "could be read whole, that is news.",
    .fix = "Raise the limit, or have the layer packed so that it can be read.",
    .attack = "T1027",
    .check = check,
};

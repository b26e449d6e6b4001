/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/shadow_added.c - a module that newly hides another.
 */
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_SHADOW)) {
        const struct lw_fact *fact = change->fact;
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        if (fact->location.len && !lw_view_eq(lw_fact_get(fact, LW_K_WINNER), fact->location))
            continue; /* it loses */
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        struct lw_view name = lw_fact_get(fact, LW_K_NAME);
        bool sdk = lw_fact_is(fact, LW_K_KIND, "sdk");
        lw_reason_title(ctx, reason, "The layer newly replaces %.*s", LW_FMT(name));
        if (sdk && package) {
            reason->level = LW_LEVEL_NOTE;
            reason->severity = LW_SEVERITY_LOW;
        } else if (!lw_explained(package)) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_HIGH;
        }
    }
}

const struct lw_review_rule lw_review_rule_shadow_added = {
    .id = "shadow-added",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A module of the layer newly replaces one of the runtime",
    .why = "Every import of the name gets the layer's module, in the function, its "
           "packages and the runtime itself. A newer SDK in a layer is common; a module of "
           "the standard library, or of the runtime, has no honest reason to be replaced.",
    .fix = "Remove it, or rename it. An SDK: know that it is the published one.",
    .attack = "T1574.007",
    .check = check,
};

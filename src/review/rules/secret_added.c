/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/secret_added.c - a credential that newly stands in a file.
 */
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    static const enum lw_fact_kind kinds[] = { LW_F_SECRET, LW_F_PRIVATE_KEY };
    for (size_t i = 0; i < LW_COUNT(kinds); i++) {
        for (LW_EACH_ADDED(change, ctx, kinds[i])) {
            struct lw_view name = lw_fact_get(change->fact, LW_K_NAME);
            if (!name.len)
                name = lw_fact_get(change->fact, LW_K_KIND);
            struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
            lw_reason_title(ctx, reason, "A credential newly stands in a file: %.*s", LW_FMT(name));
        }
    }
}

const struct lw_review_rule lw_review_rule_secret_added = {
    .id = "secret-added",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "A credential newly stands in a file",
    .why = "Whoever can read the layer can use it, and a layer is often shared. A poisoned "
           "package brings the key of the place it sends to.",
    .fix = "Take it out and rotate it.",
    .attack = "T1552.001",
    .check = check,
};

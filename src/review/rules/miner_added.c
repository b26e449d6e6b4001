/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/miner_added.c - a cryptominer.
 */
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_MINER))
        lw_reason_of_fact(ctx, rule, change);
}

const struct lw_review_rule lw_review_rule_miner_added = {
    .id = "miner-added",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_CRITICAL,
    .title = "A cryptominer, by its name or its strings",
    .why = "It spends the owner's money, and whoever put it there can run anything else.",
    .fix = "Do not adopt.",
    .attack = "T1496",
    .check = check,
};

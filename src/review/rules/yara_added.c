/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/yara_added.c - a new match of the user's own rules.
 */
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_YARA)) {
        struct lw_view name = lw_fact_get(change->fact, LW_K_NAME);
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        struct lw_view match = lw_fact_get(change->fact, LW_K_MATCH);
        lw_reason_title(ctx, reason, "YARA rule %.*s newly matches", LW_FMT(name));
        if (match.len)
            reason->evidence = match;
        (void)lw_severity_parse(&reason->severity, lw_fact_get(change->fact, LW_K_SEVERITY));
        if (reason->severity == LW_SEVERITY_MEDIUM)
            reason->level = LW_LEVEL_REVIEW;
        else if (reason->severity == LW_SEVERITY_LOW || reason->severity == LW_SEVERITY_NONE)
            reason->level = LW_LEVEL_NOTE;
    }
}

const struct lw_review_rule lw_review_rule_yara_added = {
    .id = "yara-added",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "A YARA rule of yours newly matches",
    .why = "You have said that what the rule finds must not be there. What its metadata calls "
           "medium is "
           "for a person to look at, and what it calls low is only told.",
    .fix = "Look at the match. Give rules that only mark a `severity` in their metadata.",
    .attack = NULL,
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/dated_code.c - code that newly waits for a day.
 */
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        const struct lw_fact *fact = change->fact;
        if (lw_fact_capability(fact) != LW_C_DATED || !change->new_to_package ||
            lw_is_test(fact->location) || lw_path_own(ctx, fact->location))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "%.*s newly asks whether a fixed day has come",
                        LW_FMT(lw_package_label(ctx, lw_package_of(ctx, change->package))));
    }
}

const struct lw_review_rule lw_review_rule_dated_code = {
    .id = "dated-code",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "Code newly asks whether a fixed day has come",
    .why = "What begins on a day that stands in the code is seen by no test before it: it is how "
           "sabotage, and theft that waits for the reviewers to have gone, are timed. A library "
           "compares the time with what it is given.",
    .fix = "Read what happens from that day on.",
    .attack = "T1480",
    .check = check,
};

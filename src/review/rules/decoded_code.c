/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/decoded_code.c - code that runs what it has decoded.
 */
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const uint64_t decode = LW_C_BIT(LW_C_DECODE);
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        enum lw_capability capability = lw_fact_capability(change->fact);
        if (!change->new_to_package)
            continue;
        if (capability == LW_C_DECODE_RUN) {
            lw_reason_of_fact(ctx, rule, change);
            continue;
        }
        /* Both newly in one file, and at once: the chain may be longer than what was followed. */
        const struct lw_fact *first = lw_file_does(ctx, change->fact->location, decode, false);
        bool both = capability == LW_C_DYNAMIC_CODE && first && lw_fact_at_import(change->fact) &&
                    lw_fact_at_import(first) &&
                    !lw_file_does(ctx, change->fact->location, LW_C_BIT(LW_C_DECODE_RUN), true);
        if (!both)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        reason->level = LW_LEVEL_REVIEW;
        reason->severity = LW_SEVERITY_HIGH;
        lw_reason_title(ctx, reason, "A file newly decodes data and runs text when it is loaded");
    }
}

const struct lw_review_rule lw_review_rule_decoded_code = {
    .id = "decoded-code",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_CRITICAL,
    .title = "Code newly runs what it has just decoded",
    .why = "Text that is decoded and then run cannot be read in the file. Honest code has "
           "no reason to hide what it runs; packers for size exist, but an update does not "
           "start to use one.",
    .fix = "Do not adopt. Decode the text without running it to see what it was.",
    .attack = "T1027",
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/entry_added.c - a new extension, wrapper or bootstrap.
 */
#include "review/rule.h"

static const char *what_is(const struct lw_fact *fact)
{
    if (fact->kind == LW_F_WRAPPER)
        return "wrapper script";
    return fact->kind == LW_F_BOOTSTRAP ? "bootstrap" : "extension";
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    static const enum lw_fact_kind kinds[] = { LW_F_EXTENSION, LW_F_WRAPPER, LW_F_BOOTSTRAP };
    for (size_t i = 0; i < LW_COUNT(kinds); i++) {
        for (LW_EACH_ADDED(change, ctx, kinds[i])) {
            if (lw_fact_is(change->fact, LW_K_TYPE, "internal"))
                continue; /* startup-added */
            struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
            lw_reason_title(ctx, reason, "The layer newly brings a %s: %.*s", what_is(change->fact),
                            LW_FMT(lw_path_base(change->fact->location)));
        }
    }
}

const struct lw_review_rule lw_review_rule_entry_added = {
    .id = "entry-added",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "The layer newly brings something that Lambda itself starts",
    .why = "An extension runs as a process of its own beside the function, a wrapper in "
           "its place, a bootstrap as the whole runtime. Each sees credentials and events.",
    .fix = "Know what it is and who made it.",
    .attack = "T1543",
    .check = check,
};

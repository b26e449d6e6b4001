/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/disguise_added.c - a file that newly lies about what it is.
 */
#include "review/rule.h"

static bool runs(const struct lw_review_context *ctx, const struct lw_fact *fact)
{
    static const char *const words[] = { "elf",     "script", "python",     "javascript",
                                         "program", "native", "executable", "shell" };
    const enum lw_fact_key keys[] = { LW_K_KIND, LW_K_TYPE, LW_K_DETAIL, LW_K_FOUND };
    for (size_t k = 0; k < LW_COUNT(keys); k++)
        for (size_t i = 0; i < LW_COUNT(words); i++)
            if (lw_view_find(lw_fact_get(fact, keys[k]), lw_view_c(words[i])) != LW_NOT_FOUND)
                return true;
    const struct lw_file_change *change = lw_change_of(ctx, fact->location);
    return change && change->to && (change->to->mode & 0111);
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_DISGUISE)) {
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        if (!runs(ctx, change->fact))
            continue;
        reason->level = LW_LEVEL_BLOCK;
        reason->severity = LW_SEVERITY_HIGH;
    }
}

const struct lw_review_rule lw_review_rule_disguise_added = {
    .id = "disguise-added",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A file newly holds something else than its name says",
    .why = "A program named as a picture, or a script named as a text, is meant to be "
           "passed over by those who look.",
    .fix = "Find out what loads it.",
    .attack = "T1036",
    .check = check,
};

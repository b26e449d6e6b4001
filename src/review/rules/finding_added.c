/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/finding_added.c - what a rule of the scan newly finds.
 */
#include "review/rule.h"

/* Judged by rules of their own. */
static bool told_elsewhere(struct lw_view rule)
{
    static const char *const ids[] = {
        "secret",        "private-key",           "cryptominer",    "setid-file", "sdk-shadow",
        "stdlib-shadow", "runtime-client-shadow", "lookalike-name", "yara"
    };
    for (size_t i = 0; i < LW_COUNT(ids); i++)
        if (lw_view_is(rule, ids[i]))
            return true;
    return lw_view_starts(rule, LW_VIEW("archive-")) && !lw_view_is(rule, "archive-unopened");
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_finding_refs *list = &ctx->review->findings_added;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_finding *f = list->items[i];
        if (told_elsewhere(f->rule) || f->severity <= LW_SEVERITY_NONE)
            continue;
        struct lw_reason *reason = lw_reason_add(ctx, rule, f->path, f->line, "%.*s: %.*s",
                                                 LW_FMT(f->rule), LW_FMT(f->evidence));
        reason->title = f->title;
        reason->severity = f->severity;
        reason->fix = f->fix;
        if (f->severity < ctx->config->finding_severity)
            reason->level = LW_LEVEL_NOTE;
    }
}

const struct lw_review_rule lw_review_rule_finding_added = {
    .id = "finding-added",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A rule of the scan newly finds something",
    .why = "The old version did not have the fault. Its severity is the one that the scan "
           "gives; from which on it is for a person, review.finding-severity says.",
    .fix = "What the rule says, see docs/rules.md.",
    .attack = NULL,
    .check = check,
};

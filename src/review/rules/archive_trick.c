/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/archive_trick.c - a trick of the archive that the old version did not play.
 */
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_finding_refs *list = &ctx->review->findings_added;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_finding *f = list->items[i];
        bool archive = lw_view_starts(f->rule, LW_VIEW("archive-")) &&
                       !lw_view_is(f->rule, "archive-unopened");
        if (!archive || f->severity < LW_SEVERITY_MEDIUM)
            continue;
        struct lw_reason *reason = lw_reason_add(ctx, rule, f->path, f->line, "%.*s: %.*s",
                                                 LW_FMT(f->rule), LW_FMT(f->evidence));
        reason->title = f->title;
        if (f->severity < LW_SEVERITY_HIGH) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = f->severity;
        }
    }
}

const struct lw_review_rule lw_review_rule_archive_trick = {
    .id = "archive-trick",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "The archive newly holds something that readers see differently",
    .why = "Entries that leave the folder, that hide behind another of the same name, or "
           "that the directory does not name, make one tool see another layer than Lambda "
           "does. No packer makes them by itself.",
    .fix = "Do not adopt. Pack the files anew.",
    .attack = "T1027",
    .check = check,
};

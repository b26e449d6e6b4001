/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/archive_trick.c - a trick of the archive that the old version did not play.
 */
#include "review/rule.h"

/* Programs and libraries of the runtime's own image: a virtual environment links to them. */
static bool leads_to_runtime(struct lw_view evidence)
{
    static const char *const places[] = { "leads to /var/lang/", "leads to /usr/bin/",
                                          "leads to /usr/lib",   "leads to /usr/local/",
                                          "leads to /bin/",      "leads to /lib" };
    if (lw_view_find(evidence, LW_VIEW("..")) != LW_NOT_FOUND)
        return false;
    for (size_t i = 0; i < LW_COUNT(places); i++)
        if (lw_view_find(evidence, lw_view_c(places[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

/* To a folder that it is in: a workspace of npm links to itself. */
static bool leads_back(struct lw_view evidence)
{
    return lw_view_starts(evidence, LW_VIEW("link-loop: "));
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_finding_refs *list = &ctx->review->findings_added;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_finding *f = list->items[i];
        bool archive = lw_view_starts(f->rule, LW_VIEW("archive-")) &&
                       !lw_view_is(f->rule, "archive-unopened");
        bool link = lw_view_is(f->rule, "archive-link-escape");
        /* One is loaded, and the other one is read. */
        bool twin = lw_view_is(f->rule, "archive-lookalike") && lw_is_code(f->path);
        if (!archive || (f->severity < LW_SEVERITY_MEDIUM && !link && !twin))
            continue;
        struct lw_reason *reason = lw_reason_add(ctx, rule, f->path, f->line, "%.*s: %.*s",
                                                 LW_FMT(f->rule), LW_FMT(f->evidence));
        reason->title = f->title;
        if (link ? leads_to_runtime(f->evidence) || leads_back(f->evidence)
                 : f->severity < LW_SEVERITY_HIGH) {
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

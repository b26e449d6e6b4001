/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/setid_added.c - a program that newly runs as another user.
 */
#include "review/rule.h"

enum { SETID = 06000 };

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_file_change_list *files = &ctx->review->files;
    for (size_t i = 0; i < files->count; i++) {
        const struct lw_file_change *change = &files->items[i];
        bool now = change->to && change->to->type == LW_ENTRY_FILE && (change->to->mode & SETID);
        bool before = change->from && (change->from->mode & SETID);
        if (now && !before)
            lw_reason_add(ctx, rule, change->to->path, 0, "mode %04o", change->to->mode & 07777u);
    }
}

const struct lw_review_rule lw_review_rule_setid_added = {
    .id = "setid-added",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "A file newly has the set-user or set-group bit",
    .why = "Nothing in a function runs as another user. The bit is of use only to somebody "
           "who got further than that.",
    .fix = "Do not adopt. Take the bit away when packing.",
    .attack = "T1548.001",
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/guard_lowered.c - what protects and is newly off, a check that lets more through, a folder
 * that is newly trusted.
 */
#include "review/rule.h"

static const char *const titles[] = {
    [LW_GUARD_SWITCH] = "What protects is newly off unless somebody turns it on",
    [LW_GUARD_CHECK] = "Few words of what checks, cleans or compares are other ones",
    [LW_GUARD_FOLDER] = "A fixed path is newly one that anyone may fill",
    [LW_GUARD_PLAIN] = "A server that was asked with encryption is newly asked without",
    [LW_GUARD_NUMBER] = "A number newly guards much less",
    [LW_GUARD_WEAKNESS] = "A function that was there is weaker in a way that is known",
    [LW_GUARD_UNREAD] = "What guards was not compared, or not all of it",
};

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (size_t i = 0; i < ctx->review->guards.count; i++) {
        const struct lw_guard *guard = &ctx->review->guards.items[i];
        const struct lw_file_change *file = &ctx->review->files.items[guard->file - 1];
        struct lw_view path = file->to->path;
        if (lw_is_test(path) && lw_is_test(file->from->path))
            continue;
        bool published = !lw_loose(lw_package_of(ctx, file->package));
        if (guard->vague && published)
            continue;
        struct lw_reason *reason = lw_reason_add(ctx, rule, path, guard->line, "%.*s%s%.*s",
                                                 LW_FMT(guard->was), guard->was.len ? " -> " : "",
                                                 LW_FMT(guard->is));
        lw_reason_title(ctx, reason, "%s: %.*s", titles[guard->kind], LW_FMT(guard->name));
        /* Bundles of published versions are long; one's own code is not. */
        if (guard->kind == LW_GUARD_UNREAD && published) {
            reason->level = LW_LEVEL_NOTE;
            reason->severity = LW_SEVERITY_NONE;
        }
    }
}

const struct lw_review_rule lw_review_rule_guard_lowered = {
    .id = "guard-lowered",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "Code newly guards less, or otherwise, by what looks like a small change",
    .why =
        "Who gets through is often one word: a check of certificates that is off unless "
        "somebody asks for it, a comparison that accepts more, a file that is read from a folder "
        "which any code of the function may fill. So it is with one number, of rounds, bytes, "
        "tries or seconds, and with what static analysis knows to be weak where the function was "
        "not: a query put together from values, a cookie or a header that protects less, a path "
        "or a server that is no longer looked at. Small changes, and functions that were there "
        "before, are judged so: what is written anew is judged by what it can do.",
    .fix = "Read the lines as they were and as they are, and ask why the change was needed.",
    .attack = "T1562",
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/silent_change.c - code of a package changed, its version did not.
 */
#include "review/rule.h"

/* A compiler gives other bytes each time; a person has to look, but that is no proof. */
static bool is_native(struct lw_view path)
{
    return lw_view_ends(path, LW_VIEW(".so")) || lw_view_ends(path, LW_VIEW(".node")) ||
           lw_view_ends(path, LW_VIEW(".pyc")) || lw_view_ends(path, LW_VIEW(".a")) ||
           lw_view_find(lw_path_base(path), LW_VIEW(".so.")) != LW_NOT_FOUND;
}

static bool differs(const struct lw_file_change *change)
{
    return change->state == LW_FILE_CHANGED || change->state == LW_FILE_ADDED ||
           change->state == LW_FILE_RENAMED;
}

/* Compiled from a source that did not change: what it holds is checked elsewhere. */
static bool beside_source(const struct lw_review_context *ctx, struct lw_view path)
{
    return lw_view_ends(path, LW_VIEW(".pyc")) && ctx->review->to->file_count > 0;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_file_change_list *files = &ctx->review->files;
    for (size_t i = 0; i < files->count; i++) {
        const struct lw_file_change *change = &files->items[i];
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        if (!package || package->state != LW_PACKAGE_SAME || !differs(change) ||
            !package->to->version.len || !lw_is_code(change->to->path) ||
            (package->to->flags & LW_PKG_EDITABLE) || lw_path_own(ctx, change->to->path) ||
            beside_source(ctx, change->to->path))
            continue;
        struct lw_view whose = lw_package_label(ctx, package);
        struct lw_reason *reason = lw_reason_add(
            ctx, rule, change->to->path, 0, "%s, though %.*s is the same version on both sides",
            lw_file_state_name(change->state), LW_FMT(whose));
        lw_reason_title(ctx, reason, "Code of %.*s %s while its version stayed", LW_FMT(whose),
                        change->state == LW_FILE_ADDED ? "was added" : "changed");
        if (change->new_facts && !is_native(change->to->path)) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_CRITICAL;
            reason->evidence = lw_arena_printf(ctx->arena, "%.*s; it newly does %zu thing%s",
                                               LW_FMT(reason->evidence), change->new_facts,
                                               change->new_facts == 1 ? "" : "s");
        }
    }
}

const struct lw_review_rule lw_review_rule_silent_change = {
    .id = "silent-change",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "Code of a package changed while its version stayed",
    .why = "A published version never changes: registries refuse to replace one. Code that "
           "differs under the same version was changed after it was installed. A library "
           "that was only compiled anew is the honest case.",
    .fix = "Compare the file with the one that the registry has. Build the layer anew from "
           "the lock.",
    .attack = "T1554",
    .check = check,
};

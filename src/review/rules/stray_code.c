/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/stray_code.c - new code that no package brings.
 */
#include "review/rule.h"

static const uint64_t powers = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_PROCESS) |
                               LW_C_BIT(LW_C_DNS) | LW_C_BIT(LW_C_CREDENTIALS) |
                               LW_C_BIT(LW_C_ENV_ALL) | LW_C_BIT(LW_C_DECODE_RUN) |
                               LW_C_BIT(LW_C_METADATA) | LW_C_BIT(LW_C_PATCH_SDK) |
                               LW_C_BIT(LW_C_PATCH_LOADER) | LW_C_BIT(LW_C_PACKAGE_MANAGER) |
                               LW_C_BIT(LW_C_PROCESS_INSPECT) | LW_C_BIT(LW_C_LISTEN) |
                               LW_C_BIT(LW_C_NATIVE_LOAD) | LW_C_BIT(LW_C_PERSIST);

/* Folders that packages are installed into: a new file beside them is nobody's. */
static void fill_folders(struct lw_map *out, const struct lw_package_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_package *p = &list->items[i];
        struct lw_view folder = p->ecosystem == LW_ECO_PYPI ? p->root : lw_path_dir(p->root);
        if (folder.len && !(p->flags & LW_PKG_LOCK_ONLY))
            (void)lw_map_put(out, folder, NULL);
    }
}

/* In a package's folder, which has a list of its files that does not name it. */
static bool unlisted(const struct lw_review_context *ctx, const struct lw_file_change *change)
{
    const struct lw_package_change *package = lw_package_of(ctx, change->package);
    return package && package->to && package->proof == LW_PROOF_PARTIAL &&
           !lw_view_ends(change->to->path, LW_VIEW(".pyc")) &&
           !lw_owner_listed(&ctx->delta->to, change->to->path);
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_file_change_list *files = &ctx->review->files;
    struct lw_map folders = LW_MAP_INIT;
    fill_folders(&folders, &ctx->review->to->facts.packages);
    for (size_t i = 0; i < files->count; i++) {
        const struct lw_file_change *change = &files->items[i];
        if (change->state != LW_FILE_ADDED || !lw_is_code(change->to->path) ||
            lw_path_own(ctx, change->to->path))
            continue;
        bool hidden = unlisted(ctx, change);
        if (!hidden && (change->package || !lw_map_get(&folders, lw_path_dir(change->to->path))))
            continue;
        struct lw_reason *reason = lw_reason_add(
            ctx, rule, change->to->path, 0, "%s",
            hidden ? "the list of its package does not name it" : "no package has it");
        const struct lw_fact *power = lw_file_does(ctx, change->to->path, powers, true);
        if (!power)
            continue;
        reason->level = LW_LEVEL_BLOCK;
        reason->severity = LW_SEVERITY_CRITICAL;
        reason->line = power->line;
        struct lw_view snippet = lw_fact_get(power, LW_K_SNIPPET);
        if (snippet.len)
            reason->evidence = snippet;
        lw_reason_title(ctx, reason, "New code that no package brings: %.*s",
                        LW_FMT(lw_capability_words(lw_fact_capability(power))));
    }
    lw_map_clear(&folders);
}

const struct lw_review_rule lw_review_rule_stray_code = {
    .id = "stray-code",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "New code stands among packages and belongs to none",
    .why = "What an installer brings is in the list of its package. Code that was put "
           "beside it, or into its folder without being listed, was put there by somebody "
           "else.",
    .fix = "Find out what put it there. Code of your own: name its folder under "
           "review.own.",
    .attack = "T1574",
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/bytecode_changed.c - compiled Python that changed while its source did not.
 */
#include "analyze/pyc.h"
#include "review/rule.h"
#include "review/source.h"

/* More than a person looks at one by one: another compiler, or somebody who hides among them. */
enum { FEW = 4 };

/* Of a compiled file whose source is the same on both sides. */
static bool has_same_source(const struct lw_review_context *ctx, struct lw_view path)
{
    const struct lw_view source = lw_pyc_source(ctx->arena, path);
    const struct lw_scan_file *to = lw_scan_file_find(ctx->review->to, source),
                              *from = lw_scan_file_find(ctx->review->from, source);
    return from && to && from->have_sha256 && to->have_sha256 &&
           lw_digest_eq(&from->sha256, &to->sha256);
}

static bool is_changed(const struct lw_review_context *ctx, const struct lw_file_change *change)
{
    return change->state == LW_FILE_CHANGED && change->from &&
           lw_view_ends(change->to->path, LW_VIEW(".pyc")) &&
           lw_view_eq(change->from->path, change->to->path) &&
           !lw_path_own(ctx, change->to->path) && has_same_source(ctx, change->to->path);
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_file_change_list *files = &ctx->review->files;
    size_t *changed = lw_arena_array(ctx->arena, ctx->config->accept.count + 1, sizeof *changed);
    for (size_t i = 0; i < files->count; i++)
        if (is_changed(ctx, &files->items[i]))
            changed[lw_exception_of(ctx, rule, files->items[i].to->path)]++;
    for (size_t i = 0; i < files->count; i++) {
        const struct lw_file_change *change = &files->items[i];
        if (!is_changed(ctx, change))
            continue;
        const struct lw_view path = change->to->path;
        size_t *count = &changed[lw_exception_of(ctx, rule, path)];
        if (!*count) /* told with an earlier one */
            continue;
        if (*count <= FEW) {
            (void)lw_reason_add(ctx, rule, path, 0, "its source, %.*s, is the same on both sides",
                                LW_FMT(lw_pyc_source(ctx->arena, path)));
            continue;
        }
        (void)lw_reason_add(ctx, rule, path, 0,
                            "this and %zu more: their sources are the same on both sides",
                            *count - 1);
        *count = 0;
    }
}

const struct lw_review_rule lw_review_rule_bytecode_changed = {
    .id = "bytecode-changed",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "Compiled Python changed while its source did not",
    .why = "Python runs what is compiled, and asks no more of it than that the time and the size, "
           "or the digest, of the source fit: whoever reads the source reads something else. The "
           "same Python makes the same of the same source; another one changes all of them at "
           "once, which is one reason.",
    .fix = "Compile the source anew and compare, or leave out what is compiled.",
    .attack = "T1554",
    .check = check,
};

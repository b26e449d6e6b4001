/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/not_looked_at.c - what could not be looked at in the new version.
 */
#include "review/rule.h"
#include "review/unread_language.h"

/* Nobody's code in a language that is not read: that no rule found a reason says nothing of it. One
 * reason for each language. */
static void tell_unread(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_file_change_list *files = &ctx->review->files;
    struct lw_map told = LW_MAP_INIT; /* the index of the reason, from 1, and how many files */
    for (size_t i = 0; i < files->count; i++) {
        const struct lw_file_change *change = &files->items[i];
        const char *language = change->to ? lw_unread_language(change->to->path) : NULL;
        if (!language || change->state == LW_FILE_MOVED || change->state == LW_FILE_TOUCHED ||
            change->state == LW_FILE_SAME || lw_path_own(ctx, change->to->path) ||
            lw_is_test(change->to->path) || !lw_loose(lw_package_of(ctx, change->package)))
            continue;
        uint64_t *at = lw_map_put(&told,
                                  lw_arena_printf(ctx->arena, "%s %zu", language,
                                                  lw_exception_of(ctx, rule, change->to->path)),
                                  NULL);
        if (*at) {
            struct lw_reason *reason = &ctx->out->items[(*at & UINT32_MAX) - 1];
            *at += UINT64_C(1) << 32;
            reason->evidence = lw_arena_printf(ctx->arena, "%s, and %llu more",
                                               lw_file_state_name(change->state),
                                               (unsigned long long)(*at >> 32));
            continue;
        }
        struct lw_reason *reason = lw_reason_add(ctx, rule, change->to->path, 0, "%s",
                                                 lw_file_state_name(change->state));
        lw_reason_title(ctx, reason, "Code of %s changed, of which no behaviour is read", language);
        *at = ctx->out->count;
    }
    lw_map_clear(&told);
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    tell_unread(rule, ctx);
    const struct lw_incomplete_list *list = &ctx->review->to->facts.incomplete;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_incomplete *item = &list->items[i];
        if (lw_map_get(&ctx->places->incomplete, item->location) &&
            !lw_change_of(ctx, item->location))
            continue;
        lw_reason_add(ctx, rule, item->location, 0, "%.*s", LW_FMT(item->reason));
    }
    for (LW_EACH_ADDED(change, ctx, LW_F_UNOPENED)) {
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "A new archive that was not looked into: %.*s",
                        LW_FMT(lw_path_base(change->fact->location)));
        if (lw_explained(package)) {
            reason->level = LW_LEVEL_NOTE;
            reason->severity = LW_SEVERITY_LOW;
        }
    }
}

const struct lw_review_rule lw_review_rule_not_looked_at = {
    .id = "not-looked-at",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "Part of the new version could not be looked at",
    .why = "What was not read cannot be judged: it may be anything. Where the old version "
           "could be read whole, that is news. So it is with code of nobody's in a language that "
           "is not "
           "read here, as PHP and Perl: that nothing was found in it says nothing.",
    .fix = "Raise the limit, or have the layer packed so that it can be read. Read the lines of "
           "unread languages yourself; your own are named under review.own.",
    .attack = "T1027",
    .check = check,
};

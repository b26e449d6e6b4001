/* SPDX-License-Identifier: Apache-2.0
 *
 * review/verdict.c - runs the rules and weighs their reasons.
 */
#include "review/verdict.h"

#include <stdlib.h>

#include "base/glob.h"

static int heaviest_first(const void *a, const void *b)
{
    const struct lw_reason *x = a, *y = b;
    if (x->accepted != y->accepted)
        return x->accepted ? 1 : -1;
    if (x->level != y->level)
        return x->level < y->level ? 1 : -1;
    if (x->severity != y->severity)
        return x->severity < y->severity ? 1 : -1;
    int order = lw_view_cmp(x->rule, y->rule);
    order = order ? order : lw_view_cmp(x->path, y->path);
    order = order ? order : (x->line > y->line) - (x->line < y->line);
    order = order ? order : lw_view_cmp(x->title, y->title);
    return order ? order : lw_view_cmp(x->evidence, y->evidence);
}

static void sort(struct lw_reason *items, size_t count)
{
    if (count)
        qsort(items, count, sizeof *items, heaviest_first);
}

static void fold(struct lw_review_context *ctx, const struct lw_review_rule *rule, size_t before)
{
    size_t count = ctx->out->count - before;
    if (count <= LW_REASONS_MOST)
        return;
    struct lw_reason *own = ctx->out->items + before;
    sort(own, count);
    const struct lw_reason first = own[LW_REASONS_MOST - 1];
    size_t more = count - LW_REASONS_MOST + 1;
    ctx->out->count = before + LW_REASONS_MOST - 1;
    struct lw_reason *rest = lw_reason_add(ctx, rule, LW_VIEW_NONE, 0, "%zu more, from %.*s on",
                                           more, LW_FMT(first.path));
    rest->level = first.level;
    rest->severity = first.severity;
    lw_reason_title(ctx, rest, "%s: %zu more", rule->title, more);
}

static enum lw_level configured(const struct lw_review_config *config, struct lw_view rule,
                                enum lw_level level)
{
    for (size_t i = 0; i < config->levels.count; i++)
        if (lw_view_eq(config->levels.items[i].rule, rule))
            level = (enum lw_level)config->levels.items[i].level;
    return level;
}

static bool is_about(const struct lw_review_accept *accept, const struct lw_reason *reason)
{
    return lw_view_eq(accept->rule, reason->rule) &&
           (!accept->path.len || lw_glob_path(accept->path, reason->path));
}

/* An exception that nobody needs any more is one that hides the next thing. */
static void note_unused(struct lw_review *review, const struct lw_review_config *config)
{
    for (size_t k = 0; k < config->accept.count; k++) {
        const struct lw_review_accept *accept = &config->accept.items[k];
        bool expired = review->now_utc_s >= accept->until_utc_s, used = false;
        for (size_t i = 0; i < review->reasons.count && !expired && !used; i++)
            used = is_about(accept, &review->reasons.items[i]);
        if (!used)
            *LW_PUSH(&review->arena, &review->notes) = lw_arena_printf(
                &review->arena, "%.*s, line %zu: %s", LW_FMT(config->source), accept->line,
                expired ? "the exception has expired"
                        : "nothing is accepted by it: no reason of that rule has that path");
    }
}

static void apply_config(struct lw_review *review, const struct lw_review_config *config)
{
    size_t kept = 0;
    for (size_t i = 0; i < review->reasons.count; i++) {
        struct lw_reason reason = review->reasons.items[i];
        bool off = reason.level == LW_LEVEL_OFF;
        reason.level = configured(config, reason.rule, reason.level);
        if (reason.level == LW_LEVEL_OFF) {
            review->switched_off += !off;
            continue;
        }
        for (size_t k = 0; k < config->accept.count && !reason.accepted; k++) {
            const struct lw_review_accept *accept = &config->accept.items[k];
            reason.accepted = review->now_utc_s < accept->until_utc_s && is_about(accept, &reason);
            if (reason.accepted)
                reason.accepted_by = lw_arena_printf(&review->arena, "%.*s, line %zu: %.*s",
                                                     LW_FMT(config->source), accept->line,
                                                     LW_FMT(accept->reason));
        }
        review->reasons.items[kept++] = reason;
    }
    review->reasons.count = kept;
}

void lw_review_judge(struct lw_review *review, const struct lw_delta *delta,
                     const struct lw_review_config *config)
{
    struct lw_places places;
    struct lw_review_context ctx = { review,           delta,          config,
                                     &review->reasons, &review->arena, &places };
    lw_places_make(&places, review);
    for (size_t i = 0; i < lw_review_rule_count; i++) {
        size_t before = review->reasons.count;
        lw_review_rule_all[i]->check(lw_review_rule_all[i], &ctx);
        fold(&ctx, lw_review_rule_all[i], before);
    }
    lw_places_clear(&places);
    apply_config(review, config);
    note_unused(review, config);
    sort(review->reasons.items, review->reasons.count);
    enum lw_level most = LW_LEVEL_NOTE;
    for (size_t i = 0; i < review->reasons.count; i++)
        if (!review->reasons.items[i].accepted && review->reasons.items[i].level > most)
            most = review->reasons.items[i].level;
    review->verdict = most == LW_LEVEL_BLOCK    ? LW_VERDICT_BLOCK
                      : most == LW_LEVEL_REVIEW ? LW_VERDICT_REVIEW
                                                : LW_VERDICT_ADOPT;
}

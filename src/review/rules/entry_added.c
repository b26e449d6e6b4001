/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/entry_added.c - a new extension, wrapper or bootstrap.
 */
#include "review/rule.h"

static const char *what_is(const struct lw_fact *fact)
{
    if (fact->kind == LW_F_WRAPPER)
        return "a wrapper script";
    return fact->kind == LW_F_BOOTSTRAP ? "a bootstrap" : "an extension";
}

/* What an entry of its own can do harm with, where the layer had none of its kind. */
static const struct lw_fact *power_of(const struct lw_review_context *ctx, struct lw_view path)
{
    const uint64_t powers = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS) | LW_C_BIT(LW_C_PROCESS) |
                            LW_C_BIT(LW_C_LISTEN) | LW_C_BIT(LW_C_CREDENTIALS) |
                            LW_C_BIT(LW_C_ENV_ALL) | LW_C_BIT(LW_C_REDIRECT) |
                            LW_C_BIT(LW_C_PATCH_SDK) | LW_C_BIT(LW_C_DYNAMIC_CODE) |
                            LW_C_BIT(LW_C_DECODE_RUN) | LW_C_BIT(LW_C_PROCESS_INSPECT);
    return lw_file_does(ctx, path, powers, true);
}

static bool had_any(const struct lw_review_context *ctx, enum lw_fact_kind kind)
{
    const struct lw_fact_list *list = &ctx->review->from->facts.facts;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == kind && !lw_fact_is(&list->items[i], LW_K_TYPE, "internal"))
            return true;
    return false;
}

static void judge(const struct lw_review_context *ctx, struct lw_reason *reason,
                  const struct lw_fact *fact)
{
    const struct lw_fact *power = power_of(ctx, fact->location);
    if (had_any(ctx, fact->kind) || lw_path_own(ctx, fact->location) ||
        !(power || lw_map_get(&ctx->places->native, fact->location)))
        return;
    reason->level = LW_LEVEL_BLOCK;
    reason->severity = LW_SEVERITY_HIGH;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    static const enum lw_fact_kind kinds[] = { LW_F_EXTENSION, LW_F_WRAPPER, LW_F_BOOTSTRAP };
    for (size_t i = 0; i < LW_COUNT(kinds); i++) {
        for (LW_EACH_ADDED(change, ctx, kinds[i])) {
            if (lw_fact_is(change->fact, LW_K_TYPE, "internal"))
                continue; /* startup-added */
            struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
            lw_reason_title(ctx, reason, "The layer newly brings %s: %.*s", what_is(change->fact),
                            LW_FMT(lw_path_base(change->fact->location)));
            judge(ctx, reason, change->fact);
        }
    }
}

const struct lw_review_rule lw_review_rule_entry_added = {
    .id = "entry-added",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "The layer newly brings something that Lambda itself starts",
    .why = "An extension runs as a process of its own beside the function, a wrapper in "
           "its place, a bootstrap as the whole runtime. Each sees credentials and events. Where "
           "the layer had none of the kind, and what is new can reach out or is native "
           "code, the update makes another thing of the layer, and is blocked.",
    .fix = "Know what it is and who made it. What was meant belongs under review.accept.",
    .attack = "T1543",
    .check = check,
};

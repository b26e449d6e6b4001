/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/preload_changed.c - another library for a wrapper that loads one into every program.
 */
#include "review/rule.h"
#include "rules/look.h"

/* A wrapper of the new version that sets LD_PRELOAD or LD_AUDIT; NULL: none. */
static const struct lw_fact *preloads(const struct lw_review_context *ctx)
{
    const struct lw_fact_list *list = &ctx->review->to->facts.facts;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_fact *fact = &list->items[i];
        if (fact->kind == LW_F_WRAPPER && (lw_fact_has(fact, LW_K_SETS, LW_VIEW("LD_PRELOAD")) ||
                                           lw_fact_has(fact, LW_K_SETS, LW_VIEW("LD_AUDIT"))))
            return fact;
    }
    return NULL;
}

/* One reason for all, as for those of an exception: which of them it is, the wrapper decides. */
struct told {
    size_t reason, more; /* from 1; 0: none yet */
};

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_fact_list *list = &ctx->review->to->facts.facts;
    const struct lw_fact *wrapper = preloads(ctx);
    struct told *told = lw_arena_array(ctx->arena, ctx->config->accept.count + 1, sizeof *told);
    for (size_t i = 0; wrapper && i < list->count; i++) {
        const struct lw_fact *fact = &list->items[i];
        if (fact->kind != LW_F_ELF || !lw_fact_is(fact, LW_K_TYPE, "shared-object"))
            continue;
        const struct lw_file_change *change = lw_change_of(ctx, fact->location);
        if (!change || !change->from || lw_path_own(ctx, fact->location) ||
            !lw_loose(lw_package_of(ctx, change->package)))
            continue;
        struct told *of = &told[lw_exception_of(ctx, rule, fact->location)];
        if (of->reason) {
            ctx->out->items[of->reason - 1].evidence = lw_arena_printf(
                ctx->arena, "%.*s has one loaded into every program, and %zu more changed",
                LW_FMT(wrapper->location), ++of->more);
            continue;
        }
        struct lw_reason *reason = lw_reason_add(ctx, rule, fact->location, 0,
                                                 "%.*s has one loaded into every program",
                                                 LW_FMT(wrapper->location));
        of->reason = ctx->out->count;
        lw_reason_title(ctx, reason,
                        "A library that may be loaded into every program changed: %.*s",
                        LW_FMT(lw_path_base(fact->location)));
    }
}

const struct lw_review_rule lw_review_rule_preload_changed = {
    .id = "preload-changed",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "A library that may be loaded into every program changed",
    .why = "What a wrapper names in LD_PRELOAD runs within the runtime before anything else, and "
           "hears all that the function does. Native code cannot be read here: whether the new "
           "library is the old one, built again, only its source says.",
    .fix = "Know which source it was built from. A library of your own: name it under review.own.",
    .attack = "T1574.006",
    .check = check,
};

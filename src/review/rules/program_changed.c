/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/program_changed.c - another native program in the place of one that starts by itself.
 */
#include "review/rule.h"

/* Compiled: of a script the code is read. */
static bool is_native(const struct lw_review_context *ctx, struct lw_view location)
{
    const struct lw_fact_list *list = &ctx->review->to->facts.facts;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].kind == LW_F_ELF && lw_view_eq(list->items[i].location, location))
            return true;
    return false;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_fact_list *list = &ctx->review->to->facts.facts;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_fact *fact = &list->items[i];
        if (fact->kind != LW_F_EXTENSION && fact->kind != LW_F_BOOTSTRAP)
            continue;
        const struct lw_file_change *change = lw_change_of(ctx, fact->location);
        if (!change || !change->from || change->state == LW_FILE_MOVED ||
            lw_path_own(ctx, fact->location) || !lw_loose(lw_package_of(ctx, change->package)) ||
            !is_native(ctx, fact->location))
            continue;
        struct lw_reason *reason = lw_reason_add(
            ctx, rule, fact->location, 0, "%llu bytes became %llu, and no version says why",
            (unsigned long long)change->from->bytes, (unsigned long long)change->to->bytes);
        lw_reason_title(ctx, reason, "A program that Lambda starts is another one: %.*s",
                        LW_FMT(lw_path_base(fact->location)));
    }
}

const struct lw_review_rule lw_review_rule_program_changed = {
    .id = "program-changed",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A native program that Lambda starts is another one",
    .why = "An extension and a custom runtime are started with each function, see its environment "
           "and may talk to any server. Native code is not read here but for what it imports, and "
           "a program that already talks needs to import nothing new to send something else. "
           "Whether it is the old one, built again, only its source says.",
    .fix = "Know which commit it was built from (`layerward attest source`, or an attestation of "
           "the build). A program of your own: name it under review.own.",
    .attack = "T1554",
    .check = check,
};

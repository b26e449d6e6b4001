/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/integrity_added.c - content that newly is not what it says.
 */
#include "review/rule.h"

/* Compiled code is what runs, and its author lists it like the rest: a digest that fits says
 * nothing of whether it is the source's. */
static bool other_than_source(const struct lw_fact_change *change)
{
    struct lw_view kind = lw_fact_get(change->fact, LW_K_KIND);
    return lw_view_is(kind, "bytecode-differs") || lw_view_is(kind, "bytecode-renamed") ||
           (lw_view_is(kind, "bytecode-without-source") && change->new_to_package);
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_INTEGRITY)) {
        /* What a list of digests says is judged by record-mismatch. */
        bool listed = lw_owner_listed(&ctx->delta->to, change->fact->location) != NULL;
        if (listed && !other_than_source(change))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        if (!lw_is_code(change->fact->location)) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
        }
    }
}

const struct lw_review_rule lw_review_rule_integrity_added = {
    .id = "integrity-added",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "A file newly is not what its package, or its source, says",
    .why = "Compiled code that does not match the source beside it, or a file that does "
           "not match the digest its package has for it, is code that nobody reviewed.",
    .fix = "Do not adopt. Build the layer anew from the lock.",
    .attack = "T1554",
    .check = check,
};

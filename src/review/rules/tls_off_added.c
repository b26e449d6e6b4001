/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/tls_off_added.c - code that newly does not check whom it talks to.
 */
#include "review/rule.h"

static const uint64_t talks = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS);

/* The same words of the same file did it before, in the other phase: who calls them has moved. */
static bool did_before(const struct lw_review_context *ctx, const struct lw_fact_change *change)
{
    const struct lw_fact_change_list *gone = &ctx->review->facts_removed;
    const struct lw_file_change *file = lw_change_of(ctx, change->fact->location);
    struct lw_view words = lw_fact_get(change->fact, LW_K_SNIPPET);
    for (size_t i = 0; change->package_had_phase && file && file->from && i < gone->count; i++) {
        const struct lw_fact *old = gone->items[i].fact;
        if (old->kind == LW_F_CAPABILITY && lw_fact_capability(old) == LW_C_TLS_OFF &&
            lw_view_eq(old->location, file->from->path) &&
            lw_view_eq(lw_fact_get(old, LW_K_SNIPPET), words))
            return true;
    }
    return false;
}

/* An entry of a configuration: which connections are made by it, it does not say. */
static void judge_entry(struct lw_review_context *ctx, const struct lw_fact_change *change,
                        struct lw_reason *reason)
{
    const bool loose = lw_loose(lw_package_of(ctx, change->package));
    lw_reason_title(ctx, reason, "A configuration newly weakens TLS by %.*s: %.*s",
                    LW_FMT(lw_fact_get(change->fact, LW_K_NAME)),
                    LW_FMT(lw_fact_get(change->fact, LW_K_VALUE)));
    reason->level = loose ? LW_LEVEL_REVIEW : LW_LEVEL_NOTE;
    reason->severity = loose ? LW_SEVERITY_MEDIUM : LW_SEVERITY_LOW;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        const struct lw_fact *fact = change->fact;
        if (lw_fact_capability(fact) != LW_C_TLS_OFF || !change->new_to_package)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        if (lw_fact_is(fact, LW_K_LANGUAGE, LW_SETTINGS)) {
            judge_entry(ctx, change, reason);
            continue;
        }
        /* A client that is published may newly offer it to those who call it. */
        bool loose = lw_loose(lw_package_of(ctx, change->package));
        /* So is a context that it makes when it is loaded, for those who ask for it. */
        bool offered = !loose && lw_view_ends(lw_fact_get(fact, LW_K_NAME), LW_VIEW("CERT_NONE"));
        bool open = (lw_fact_at_import(fact) && !offered) ||
                    (loose && (lw_file_does(ctx, fact->location, talks, true) ||
                               lw_map_get(&ctx->places->aws, fact->location)));
        if (open && !lw_path_own(ctx, fact->location) && !lw_is_test(fact->location))
            continue;
        bool before = !loose && did_before(ctx, change);
        reason->level = before ? LW_LEVEL_NOTE : LW_LEVEL_REVIEW;
        reason->severity = before ? LW_SEVERITY_LOW : LW_SEVERITY_MEDIUM;
    }
}

const struct lw_review_rule lw_review_rule_tls_off_added = {
    .id = "tls-off-added",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "Code newly does not check who is at the other end of TLS",
    .why = "Whoever is on the way can then answer in the server's name, and read tokens and "
           "signed requests. An update has no reason to stop checking. An entry of a configuration "
           "that lowers it, and a setting in code that "
           "does not itself talk, that is one's own, or that a new version of a package offers to "
           "its callers, is for a person; where it had the same words already, it is a note.",
    .fix = "Do not adopt. A server with a certificate of one's own needs its authority named, not "
           "the check removed.",
    .attack = "T1557",
    .check = check,
};

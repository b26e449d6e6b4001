/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/secret_added.c - a credential that newly stands in a file.
 */
#include "review/rule.h"

/* In a compiled library a run of letters may look like a key, and in documentation of a library an
 * address shows a password: both are told, and are for nobody. */
static bool weak(const struct lw_review_context *ctx, const struct lw_fact_change *change)
{
    const struct lw_package_change *package = lw_package_of(ctx, change->package);
    struct lw_view path = change->fact->location;
    bool explained = lw_explained(package);
    bool native = lw_view_ends(path, LW_VIEW(".so")) || lw_view_ends(path, LW_VIEW(".node"));
    return explained && change->fact->kind == LW_F_SECRET &&
           (native || lw_fact_is(change->fact, LW_K_NAME, "password in an address"));
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    static const enum lw_fact_kind kinds[] = { LW_F_SECRET, LW_F_PRIVATE_KEY };
    for (size_t i = 0; i < LW_COUNT(kinds); i++) {
        for (LW_EACH_ADDED(change, ctx, kinds[i])) {
            struct lw_view name = lw_fact_get(change->fact, LW_K_NAME);
            if (!name.len)
                name = lw_fact_get(change->fact, LW_K_KIND);
            struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
            if (weak(ctx, change)) {
                reason->level = LW_LEVEL_NOTE;
                reason->severity = LW_SEVERITY_LOW;
            }
            lw_reason_title(ctx, reason, "A credential newly stands in a file: %.*s", LW_FMT(name));
        }
    }
}

const struct lw_review_rule lw_review_rule_secret_added = {
    .id = "secret-added",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "A credential newly stands in a file",
    .why = "Whoever can read the layer can use it, and a layer is often shared. A poisoned "
           "package brings the key of the place it sends to.",
    .fix = "Take it out and rotate it.",
    .attack = "T1552.001",
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/collector.c - one file that newly reads secrets and talks to a server.
 */
#include "review/rule.h"

static const uint64_t secrets = LW_C_BIT(LW_C_CREDENTIALS) | LW_C_BIT(LW_C_ENV_ALL) |
                                LW_C_BIT(LW_C_METADATA);
static const uint64_t ways_out = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS);

/* Nothing explains the file: no package's, or a package's whose version stayed. */
static bool unexplained(const struct lw_review_context *ctx, const struct lw_fact_change *change)
{
    const struct lw_package_change *package = lw_package_of(ctx, change->package);
    if (lw_path_own(ctx, change->fact->location))
        return false;
    return !lw_explained(package);
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    struct lw_view last = LW_VIEW_NONE;
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        const struct lw_fact *fact = change->fact;
        enum lw_capability capability = lw_fact_capability(fact);
        if (capability >= LW_C_COUNT || !(secrets & LW_C_BIT(capability)) ||
            !change->new_to_package || lw_view_eq(fact->location, last))
            continue;
        const struct lw_fact *out = lw_file_does(ctx, fact->location, ways_out, true);
        if (!out)
            continue;
        last = fact->location;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        bool at_once = lw_fact_at_import(fact) && lw_fact_at_import(out);
        if (at_once || unexplained(ctx, change)) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_CRITICAL;
        }
        lw_reason_title(ctx, reason, "A file newly %.*s and talks to a server%s",
                        LW_FMT(lw_capability_words(capability)),
                        at_once ? " when it is loaded" : "");
    }
}

const struct lw_review_rule lw_review_rule_collector = {
    .id = "collector",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "A file newly reads credentials or the whole environment, and talks to a server",
    .why = "Both together are what is needed to take credentials away, even where no path "
           "from one to the other was seen. Where it happens as soon as the file is "
           "loaded, no caller has asked for it.",
    .fix = "Read the file. Adopt only where both are what the package is for, as with an "
           "SDK or a tracer.",
    .attack = "T1552",
    .check = check,
};

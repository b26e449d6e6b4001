/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/stranger_told.c - a secret that code newly hands to a server that it names itself.
 */
#include "base/map.h"
#include "review/hosts.h"
#include "review/rule.h"

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    struct lw_map known = LW_MAP_INIT;
    lw_domains_before(&known, ctx);
    for (LW_EACH_ADDED(change, ctx, LW_F_FLOW)) {
        const struct lw_fact *fact = change->fact;
        const struct lw_view host = lw_fact_get(fact, LW_K_NAME);
        if (!lw_fact_is(fact, LW_K_SINK, "stranger") || !change->new_to_package ||
            lw_host_known(ctx, host) || lw_map_get(&known, lw_host_domain(host)) ||
            lw_is_test(fact->location) || lw_path_own(ctx, fact->location))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        if (!lw_loose(package) && !lw_fact_is(fact, LW_K_SOURCE, "encoded")) {
            reason->level = LW_LEVEL_REVIEW; /* a new service of its author's, perhaps */
            reason->severity = LW_SEVERITY_HIGH;
        }
        struct lw_view whose = lw_package_label(ctx, package);
        lw_reason_title(ctx, reason, "%.*s newly hands %.*s to %.*s", LW_FMT(whose),
                        LW_FMT(lw_fact_words(fact, LW_K_SOURCE)), LW_FMT(host));
    }
    lw_map_clear(&known);
}

const struct lw_review_rule lw_review_rule_stranger_told = {
    .id = "stranger-told",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_CRITICAL,
    .title = "Code newly hands a secret to a server that nobody named before",
    .why = "A password, a token or what a store of secrets answered belongs to the server that "
           "it is for, whose name is a setting. Code that names another server itself, where "
           "the layer never named it, and puts the secret into what it sends there as data, or "
           "encodes it into a name that is looked up, takes it out. What the server is asked "
           "with is not meant: a header that proves who asks, the password beside the host of a "
           "database, a grant of OAuth. In a published version it is for a person, since the "
           "author may have a new service.",
    .fix = "Do not adopt. Where the server is known to be right: review.hosts.",
    .attack = "T1041",
    .check = check,
};

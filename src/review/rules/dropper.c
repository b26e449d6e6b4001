/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/dropper.c - code that fetches something and runs it.
 */
#include "review/rule.h"

static const uint64_t fetches = LW_C_BIT(LW_C_NETWORK);
static const uint64_t runs = LW_C_BIT(LW_C_PROCESS) | LW_C_BIT(LW_C_DYNAMIC_CODE) |
                             LW_C_BIT(LW_C_NATIVE_LOAD) | LW_C_BIT(LW_C_DECODE_RUN);

/* What a server answers is run as code: seen from one to the other. */
static void answers(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_FLOW)) {
        /* WebAssembly is fetched by the code that loads it, where somebody calls that. */
        bool run = lw_fact_is(change->fact, LW_K_SINK, "eval") ||
                   (lw_fact_is(change->fact, LW_K_SINK, "native") &&
                    lw_fact_at_import(change->fact));
        if (!run || !change->new_to_package || !lw_fact_is(change->fact, LW_K_SOURCE, "network"))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "What a server answers newly is run as code");
        reason->level = LW_LEVEL_BLOCK;
        reason->severity = LW_SEVERITY_CRITICAL;
    }
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    struct lw_view last = LW_VIEW_NONE;
    answers(rule, ctx);
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        const struct lw_fact *fact = change->fact;
        enum lw_capability capability = lw_fact_capability(fact);
        bool first = capability < LW_C_COUNT && (LW_C_BIT(capability) & (fetches | runs)) &&
                     change->new_to_package && !lw_view_eq(fact->location, last);
        const struct lw_fact *fetch = first ? lw_file_does(ctx, fact->location, fetches, true)
                                            : NULL;
        const struct lw_fact *run = fetch ? lw_file_does(ctx, fact->location, runs, true) : NULL;
        if (!run)
            continue;
        last = fact->location;
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        bool at_once = lw_fact_at_import(fetch) && lw_fact_at_import(run);
        bool explained = lw_path_own(ctx, fact->location) || lw_explained(package);
        bool harmless = lw_fact_capability(run) == LW_C_DYNAMIC_CODE ||
                        lw_fact_capability(run) == LW_C_NATIVE_LOAD;
        if (explained && !at_once && harmless)
            continue; /* a template engine with a loader, a test runner, WebAssembly ... */
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        if (explained && !change->new_to_artifact) {
            reason->level = LW_LEVEL_NOTE; /* another command of what had both */
            reason->severity = LW_SEVERITY_LOW;
        }
        if (at_once || !explained) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_CRITICAL;
        }
        lw_reason_title(ctx, reason, "A file newly fetches from a server and %.*s%s",
                        LW_FMT(lw_capability_words(lw_fact_capability(run))),
                        at_once ? " when it is loaded" : "");
    }
}

const struct lw_review_rule lw_review_rule_dropper = {
    .id = "dropper",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "A file newly fetches from a server and runs programs or code",
    .why = "What is fetched when the function runs is not what was reviewed: the server "
           "decides, for each victim and each hour. Where it happens when the file is "
           "loaded, nobody has asked for it.",
    .fix = "Read the file. What has to be run belongs into the layer, with its digest.",
    .attack = "T1105",
    .check = check,
};

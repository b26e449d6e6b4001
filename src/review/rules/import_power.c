/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/import_power.c - what newly happens when a module is loaded.
 */
#include "review/rule.h"

static const uint64_t powers = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_LISTEN) | LW_C_BIT(LW_C_DNS) |
                               LW_C_BIT(LW_C_PROCESS) | LW_C_BIT(LW_C_CREDENTIALS) |
                               LW_C_BIT(LW_C_METADATA) | LW_C_BIT(LW_C_PACKAGE_MANAGER) |
                               LW_C_BIT(LW_C_PROCESS_INSPECT) | LW_C_BIT(LW_C_PERSIST) |
                               LW_C_BIT(LW_C_RUNTIME_API);

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        enum lw_capability capability = lw_fact_capability(change->fact);
        if (capability >= LW_C_COUNT || !(powers & LW_C_BIT(capability)) ||
            !change->new_to_package || !lw_fact_at_import(change->fact) ||
            lw_path_own(ctx, change->fact->location))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        if (package && package->state == LW_PACKAGE_SAME) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_CRITICAL;
        }
        struct lw_view whose = lw_package_label(ctx, package);
        lw_reason_title(ctx, reason, "%.*s newly does when it is loaded: %s", LW_FMT(whose),
                        lw_capability_what(capability));
    }
}

const struct lw_review_rule lw_review_rule_import_power = {
    .id = "import-power",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "A module newly does at load what nobody asked it for",
    .why = "Code outside of any function runs at cold start, before the handler and with "
           "its role. Honest modules define things when they are loaded; they do not talk "
           "to servers, start programs or read credentials then.",
    .fix = "Read what runs at load. A package that does so by design belongs under "
           "review.accept with a reason.",
    .attack = "T1546",
    .check = check,
};

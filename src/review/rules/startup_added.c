/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/startup_added.c - code that newly runs because it is there.
 */
#include "review/rule.h"

static const uint64_t powers = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_PROCESS) |
                               LW_C_BIT(LW_C_DNS) | LW_C_BIT(LW_C_CREDENTIALS) |
                               LW_C_BIT(LW_C_ENV_ALL) | LW_C_BIT(LW_C_DECODE) |
                               LW_C_BIT(LW_C_DECODE_RUN) | LW_C_BIT(LW_C_DYNAMIC_CODE) |
                               LW_C_BIT(LW_C_METADATA) | LW_C_BIT(LW_C_PATCH_SDK) |
                               LW_C_BIT(LW_C_PACKAGE_MANAGER) | LW_C_BIT(LW_C_NATIVE_LOAD) |
                               LW_C_BIT(LW_C_PROCESS_INSPECT) | LW_C_BIT(LW_C_RUNTIME_API);

static void judge(const struct lw_review_rule *rule, struct lw_review_context *ctx,
                  const struct lw_fact_change *change)
{
    const struct lw_fact *power = lw_file_does(ctx, change->fact->location, powers, true);
    struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
    struct lw_view name = lw_path_base(change->fact->location);
    lw_reason_title(ctx, reason, "%.*s newly runs at start without being called", LW_FMT(name));
    if (!power)
        return;
    reason->level = LW_LEVEL_BLOCK;
    reason->severity = LW_SEVERITY_CRITICAL;
    lw_reason_title(ctx, reason, "%.*s newly runs at start: %.*s", LW_FMT(name),
                    LW_FMT(lw_capability_words(lw_fact_capability(power))));
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_STARTUP))
        if (!lw_fact_is(change->fact, LW_K_KIND, "npm-script")) /* install-script-added */
            judge(rule, ctx, change);
    for (LW_EACH_ADDED(change, ctx, LW_F_EXTENSION))
        if (lw_fact_is(change->fact, LW_K_TYPE, "internal"))
            judge(rule, ctx, change);
    /* What ran at start before, and newly does more. */
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        enum lw_capability capability = lw_fact_capability(change->fact);
        struct lw_view name = lw_path_base(change->fact->location);
        bool starts = lw_view_ends(name, LW_VIEW(".pth")) || lw_view_is(name, "sitecustomize.py") ||
                      lw_view_is(name, "usercustomize.py");
        const struct lw_file_change *file = lw_change_of(ctx, change->fact->location);
        if (!starts || capability >= LW_C_COUNT || !(powers & LW_C_BIT(capability)) || !file ||
            !file->from)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        reason->level = LW_LEVEL_BLOCK;
        reason->severity = LW_SEVERITY_CRITICAL;
        lw_reason_title(ctx, reason, "%.*s, which runs at start, newly does more: %.*s",
                        LW_FMT(name), LW_FMT(lw_capability_words(capability)));
    }
}

const struct lw_review_rule lw_review_rule_startup_added = {
    .id = "startup-added",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "A file newly runs at start without being called",
    .why = "A .pth file, sitecustomize or a preloaded library runs in "
           "each function that has the layer, without a line of the function naming it. It "
           "is how poisoned packages begin.",
    .fix = "Know why it is there. Where it also talks, starts programs or decodes: do not "
           "adopt.",
    .attack = "T1546",
    .check = check,
};

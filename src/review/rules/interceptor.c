/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/interceptor.c - code that newly puts itself between others and what they call.
 */
#include "review/rule.h"

static const uint64_t patches = LW_C_BIT(LW_C_PATCH_SDK) | LW_C_BIT(LW_C_PATCH_LOADER) |
                                LW_C_BIT(LW_C_PATCH_NETWORK) | LW_C_BIT(LW_C_PATCH_OWN) |
                                LW_C_BIT(LW_C_PATCH);
static const uint64_t ways_out = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS) |
                                 LW_C_BIT(LW_C_PROCESS) | LW_C_BIT(LW_C_DYNAMIC_CODE) |
                                 LW_C_BIT(LW_C_DECODE_RUN);

/* What every module of the process calls; a part of another library may be anything. */
static bool is_everybodys(struct lw_view name)
{
    static const char *const modules[] = { "fs.",       "JSON.",         "Function.prototype.",
                                           "builtins.", "__builtins__.", "process." };
    for (size_t i = 0; i < LW_COUNT(modules); i++)
        if (lw_view_starts(name, lw_view_c(modules[i])))
            return !lw_view_ends(name, LW_VIEW(".*")); /* JSON[Symbol.toStringTag] of polyfills */
    return false;
}

/* The first of a file speaks for it. */
static bool concerns(const struct lw_review_context *ctx, const struct lw_fact_change *change)
{
    enum lw_capability capability = lw_fact_capability(change->fact);
    if (capability == LW_C_PATCH && !is_everybodys(lw_fact_get(change->fact, LW_K_NAME)))
        return false;
    return capability < LW_C_COUNT && (patches & LW_C_BIT(capability)) && change->new_to_package &&
           !lw_path_own(ctx, change->fact->location);
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        const struct lw_fact *fact = change->fact;
        if (!concerns(ctx, change))
            continue;
        enum lw_capability capability = lw_fact_capability(fact);
        bool at_once = lw_fact_at_import(fact);
        /* A way out that a file had will do for what it takes from others at load. */
        const struct lw_fact *out = lw_file_does(ctx, fact->location, ways_out, at_once);
        const struct lw_file_change *file = lw_change_of(ctx, fact->location);
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        /* A module that was there, or one of a package that was, and did not do it. */
        bool learnt = file && (file->from || (package && package->from));
        bool network = capability == LW_C_PATCH_NETWORK, other = capability == LW_C_PATCH;
        if ((!out || other) && !((network || other) && at_once && learnt))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "Code newly stands between others and what they call%s: %.*s",
                        at_once ? " as soon as it is loaded" : "",
                        LW_FMT(lw_capability_words(capability)));
        bool explained = lw_explained(package);
        if ((at_once && !other) || !explained) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_CRITICAL;
        }
    }
}

const struct lw_review_rule lw_review_rule_interceptor = {
    .id = "interceptor",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_HIGH,
    .title = "Code newly stands between others and what they call",
    .why = "Whoever replaces a method of an SDK, of an HTTP client or of the module loader sees "
           "what goes through it: credentials, requests, answers. Tracers do that when they "
           "are told to. Code that does it as soon as it is loaded, and also talks to a server "
           "or runs text, copies or changes what it sees. So does a module that puts something "
           "in the place of each of its own functions.",
    .fix = "Read the replacement. A tracer that is meant belongs under review.accept.",
    .attack = "T1557",
    .check = check,
};

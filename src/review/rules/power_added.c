/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/power_added.c - a power that the package did not have.
 */
#include "review/rule.h"

/* For a person even where another package of the layer has it. */
static const uint64_t rare = LW_C_BIT(LW_C_LISTEN) | LW_C_BIT(LW_C_METADATA) |
                             LW_C_BIT(LW_C_PACKAGE_MANAGER) | LW_C_BIT(LW_C_PROCESS_INSPECT) |
                             LW_C_BIT(LW_C_PATCH_SDK) | LW_C_BIT(LW_C_PATCH_LOADER) |
                             LW_C_BIT(LW_C_RUNTIME_API) | LW_C_BIT(LW_C_EXTENSIONS_API) |
                             LW_C_BIT(LW_C_TELEMETRY_API) | LW_C_BIT(LW_C_WATCH) |
                             LW_C_BIT(LW_C_EVENT_EXPANSION);
/* For a person in code that no published version explains, whatever the rest of the layer does. */
static const uint64_t own = LW_C_BIT(LW_C_PROCESS) | LW_C_BIT(LW_C_DYNAMIC_CODE) |
                            LW_C_BIT(LW_C_NATIVE_LOAD) | LW_C_BIT(LW_C_WORKER) |
                            LW_C_BIT(LW_C_CREDENTIALS) | LW_C_BIT(LW_C_DYNAMIC_IMPORT);
/* For a person where nothing of the layer had it. */
static const uint64_t powers = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS) |
                               LW_C_BIT(LW_C_PROCESS) | LW_C_BIT(LW_C_DYNAMIC_CODE) |
                               LW_C_BIT(LW_C_CREDENTIALS) | LW_C_BIT(LW_C_NATIVE_LOAD) |
                               LW_C_BIT(LW_C_ENV_ALL) | LW_C_BIT(LW_C_PERSIST) |
                               LW_C_BIT(LW_C_WORKER);
/* The same, of what a package cannot do: text that becomes code, and all that the function's author
 * told it, are no library's by chance. A program that is started is given the environment. */
static bool is_sharp(const struct lw_review_context *ctx, const struct lw_fact *fact, uint64_t bit)
{
    return bit == LW_C_BIT(LW_C_DYNAMIC_CODE) || lw_fact_is(fact, LW_K_NAME, "process.dlopen") ||
           (bit == LW_C_BIT(LW_C_ENV_ALL) &&
            !lw_file_does(ctx, fact->location, LW_C_BIT(LW_C_PROCESS), true));
}

/* Where a caller asks a package of a new version for it, what matters is told by other rules: what
 * comes of the environment, which native code is there, what was decoded. */
static const uint64_t harmless = LW_C_BIT(LW_C_DYNAMIC_CODE) | LW_C_BIT(LW_C_NATIVE_LOAD) |
                                 LW_C_BIT(LW_C_ENV_ALL) | LW_C_BIT(LW_C_PERSIST);

/* pickle.loads(data) in a file that was there and ran nothing: whoever gives it data runs code,
 * whatever other files of the package do. */
static bool unpickles(const struct lw_review_context *ctx, const struct lw_fact_change *change)
{
    static const char *const modules[] = { "pickle", "_pickle",     "cPickle",
                                           "dill",   "cloudpickle", "marshal" };
    const struct lw_view name = lw_fact_get(change->fact, LW_K_NAME);
    const struct lw_file_change *file = lw_change_of(ctx, change->fact->location);
    return !change->new_to_package && file && file->from && !lw_is_test(change->fact->location) &&
           lw_view_ends(name, LW_VIEW(".loads")) && /* what a file holds was put there */
           LW_VIEW_IN(lw_view_sub(name, 0, lw_view_find_byte(name, '.')), modules);
}

static void say_unpickles(const struct lw_review_rule *rule, struct lw_review_context *ctx,
                          const struct lw_fact_change *change)
{
    struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
    reason->level = LW_LEVEL_REVIEW;
    reason->severity = LW_SEVERITY_MEDIUM;
    lw_reason_title(ctx, reason, "A file that was there newly makes objects of data: %.*s",
                    LW_FMT(lw_fact_get(change->fact, LW_K_NAME)));
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        if (lw_fact_capability(change->fact) == LW_C_DYNAMIC_CODE && unpickles(ctx, change))
            say_unpickles(rule, ctx, change);
        enum lw_capability capability = lw_fact_capability(change->fact);
        uint64_t bit = capability < LW_C_COUNT ? LW_C_BIT(capability) : 0;
        if (!change->new_to_package || !(bit & (rare | powers | own)))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        bool asked = lw_explained(package) && (bit & harmless) &&
                     (bit != LW_C_BIT(LW_C_DYNAMIC_CODE) || !lw_fact_at_import(change->fact));
        bool loose = lw_loose(package) && (bit & own) && !lw_path_own(ctx, change->fact->location);
        /* What is told of a test of a published version decides nothing. */
        bool test = lw_is_test(change->fact->location) && !lw_loose(package);
        bool memory = lw_fact_is(change->fact, LW_K_NAME, LW_MEMORY_NAME);
        const bool sharp = !change->package_had_phase && is_sharp(ctx, change->fact, bit);
        if (!test &&
            ((bit & rare) || memory || loose || sharp || (change->new_to_artifact && !asked))) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
        }
        struct lw_view whose = lw_package_label(ctx, package);
        const char *how = !change->package_had_phase        ? "newly can do this"
                          : lw_fact_at_import(change->fact) ? "now does this at load"
                                                            : "now does this when called too";
        lw_reason_title(ctx, reason, "%.*s %s: %.*s", LW_FMT(whose), how,
                        LW_FMT(lw_capability_words(capability)));
    }
}

const struct lw_review_rule lw_review_rule_power_added = {
    .id = "power-added",
    .level = LW_LEVEL_NOTE,
    .severity = LW_SEVERITY_LOW,
    .title = "A package newly can do something",
    .why = "A new power of a library is often a new feature, and it is where a stolen "
           "account or a bribed maintainer shows first. It is for a person where the layer "
           "as a whole could not do it before; in code that no published version explains, "
           "what other packages can do is no excuse. What processes have in their memory is no "
           "library's to read.",
    .fix = "Look at the place. Adopt where the release notes of the package speak of it.",
    .attack = "T1195.002",
    .check = check,
};

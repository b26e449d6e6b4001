/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/native_added.c - new native code, or what it newly calls.
 */
#include "review/rule.h"

static void new_files(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_facts *facts = &ctx->review->to->facts;
    for (size_t i = 0; i < facts->facts.count; i++) {
        const struct lw_fact *fact = &facts->facts.items[i];
        const struct lw_file_change *change = fact->kind == LW_F_ELF
                                                  ? lw_change_of(ctx, fact->location)
                                                  : NULL;
        if (!change || change->state != LW_FILE_ADDED || lw_path_own(ctx, fact->location))
            continue;
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        struct lw_reason *reason = lw_reason_add(ctx, rule, fact->location, 0,
                                                 "a new ELF file of %.*s",
                                                 LW_FMT(lw_package_label(ctx, package)));
        lw_reason_title(ctx, reason, "New native code: %.*s", LW_FMT(lw_path_base(fact->location)));
        if (!lw_explained(package)) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
        }
    }
}

/* The same file newly both talks and starts programs: what a library seldom learns at once. */
static bool both(const struct lw_review_context *ctx, struct lw_view location)
{
    const struct lw_powers *powers = lw_places_powers(ctx->places, location, false);
    uint64_t seen = powers ? powers->news : 0;
    return (seen & (LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS))) &&
           (seen & LW_C_BIT(LW_C_PROCESS));
}

/* In a folder that is searched before the system's own, and nobody's. */
static bool goes_first(const struct lw_review_context *ctx, const struct lw_package_change *package,
                       struct lw_view path)
{
    bool searched = lw_view_starts(path, LW_VIEW("lib/")) || lw_view_starts(path, LW_VIEW("bin/"));
    return !package && searched && !lw_path_own(ctx, path) &&
           lw_view_find_byte(lw_view_from(path, 4), '/') == LW_NOT_FOUND;
}

/* open(), connect() and others of its own: wherever it is loaded first, it hears what is said. Code
 * of nobody that also has a way out is no profiler. */
static void in_between(const struct lw_review_rule *rule, struct lw_review_context *ctx,
                       const struct lw_fact_change *change)
{
    const uint64_t ways = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS) | LW_C_BIT(LW_C_PROCESS) |
                          LW_C_BIT(LW_C_ENV_ALL);
    if (!change->new_to_package || !lw_fact_is(change->fact, LW_K_CAPABILITY, "interpose") ||
        lw_path_own(ctx, change->fact->location))
        return;
    const struct lw_powers *has = lw_places_powers(ctx->places, change->fact->location, true);
    const bool nobodys = lw_loose(lw_package_of(ctx, change->package));
    struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
    lw_reason_title(ctx, reason, "Native code newly answers in the system's place: %.*s",
                    LW_FMT(lw_fact_get(change->fact, LW_K_NAME)));
    const bool out = nobodys && has && (has->set & ways);
    reason->level = out ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
    reason->severity = LW_SEVERITY_HIGH;
}

/* Native code of a new version that newly runs when it is loaded, or goes through the environment:
 * what both is asked for by nobody. */
static void at_load(const struct lw_review_rule *rule, struct lw_review_context *ctx,
                    const struct lw_fact_change *change, const struct lw_file_change *file)
{
    const bool all = lw_fact_capability(change->fact) == LW_C_ENV_ALL;
    if (!change->new_to_package || !file || !file->from ||
        !(all || lw_fact_is(change->fact, LW_K_CAPABILITY, "constructor")))
        return;
    struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
    lw_reason_title(ctx, reason, "Native code newly %s",
                    all ? "goes through the whole environment" : "runs as soon as it is loaded");
    reason->level = LW_LEVEL_REVIEW;
    reason->severity = LW_SEVERITY_MEDIUM;
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const uint64_t powers = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_PROCESS) |
                            LW_C_BIT(LW_C_LISTEN) | LW_C_BIT(LW_C_DNS) | LW_C_BIT(LW_C_SYSCALL);
    new_files(rule, ctx);
    for (LW_EACH_ADDED(change, ctx, LW_F_NATIVE_IMPORT)) {
        enum lw_capability capability = lw_fact_capability(change->fact);
        const struct lw_file_change *file = lw_change_of(ctx, change->fact->location);
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        bool inspects = capability == LW_C_PROCESS_INSPECT;
        bool power = capability < LW_C_COUNT && (powers & LW_C_BIT(capability));
        at_load(rule, ctx, change, file);
        in_between(rule, ctx, change);
        if (!change->new_to_package || !(inspects || power))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "Native code newly can do this: %.*s",
                        LW_FMT(lw_capability_words(capability)));
        bool same = file && file->from && !lw_explained(package);
        if (inspects || same || change->new_to_artifact) {
            reason->level = inspects && !package ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
            reason->severity = inspects ? LW_SEVERITY_HIGH : LW_SEVERITY_MEDIUM;
        }
        /* What a library asks the kernel past the C library, nobody sees by its imports. */
        bool kernel = capability == LW_C_SYSCALL && same;
        if (kernel && package)
            reason->level = LW_LEVEL_REVIEW;
        if ((kernel && !package) || both(ctx, change->fact->location) ||
            goes_first(ctx, package, change->fact->location)) {
            reason->level = LW_LEVEL_BLOCK;
            reason->severity = LW_SEVERITY_HIGH;
        }
    }
}

const struct lw_review_rule lw_review_rule_native_added = {
    .id = "native-added",
    .level = LW_LEVEL_NOTE,
    .severity = LW_SEVERITY_LOW,
    .title = "New native code, or native code that newly calls more of the system",
    .why = "Native code cannot be read here as a script can: what it imports says what it "
           "can do. Looking into other processes has no place in a function. A file that "
           "newly both talks and starts programs, or that talks from a folder that is "
           "searched before the system's, is blocked; so is a library of no package that newly has "
           "functions of the system's names and a way out. One that newly has such functions, runs "
           "when it is loaded, or goes through the whole environment, is for a person.",
    .fix = "Know which source it was built from.",
    .attack = "T1129",
    .check = check,
};

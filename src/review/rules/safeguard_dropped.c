/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/safeguard_dropped.c - code that newly gives a safeguard up, or calls AWS elsewhere.
 */
#include "review/rule.h"

/* A server or a key that the code names itself; an address that it is told is a setting. */
static bool is_told(const struct lw_fact *fact)
{
    return lw_fact_capability(fact) == LW_C_AWS_ELSEWHERE &&
           lw_fact_is(fact, LW_K_NAME, "endpoint") && !lw_fact_get(fact, LW_K_VALUE).len;
}

static bool is_of_sdk(const struct lw_package_change *package)
{
    static const char *const names[] = { "botocore", "boto3", "aioboto3", "aiobotocore", "awscli" };
    return package && package->to && LW_VIEW_IN(package->to->name, names);
}

/* Hooks are how an SDK works; what it wants to do to a request it can do without. What is around
 * it, as a command of it is, can not. */
static bool is_sdk_itself(struct lw_view path)
{
    return lw_view_find(path, LW_VIEW("botocore/")) != LW_NOT_FOUND ||
           lw_view_find(path, LW_VIEW("boto3/")) != LW_NOT_FOUND;
}

/* It changes each request, or to whom it goes. */
static bool is_hook(const struct lw_fact *fact)
{
    return lw_fact_capability(fact) == LW_C_AWS_ELSEWHERE && lw_fact_is(fact, LW_K_NAME, "hook");
}

/* A published library may offer it to its callers, or cut a tag as a standard says; but what
 * requests are sent with is no matter of a library that is no SDK. */
static bool blocks(const struct lw_review_context *ctx, const struct lw_fact *fact,
                   const struct lw_package_change *package)
{
    bool loose = lw_loose(package) || (is_hook(fact) && !is_of_sdk(package));
    static const char *const slips[] = { "shell", "chmod", "umask" }; /* faults more than traps */
    const bool slip = LW_VIEW_IN(lw_fact_get(fact, LW_K_NAME), slips);
    return loose && !slip && !is_told(fact) && !lw_path_own(ctx, fact->location) &&
           !lw_is_test(fact->location);
}

/* hmac.compare_digest = f, as soon as it is loaded: for all that run with it. Of digests and of
 * chance that nobody relies on there are honest ones, for systems that lack them. */
static bool replaces(const struct lw_review_context *ctx, const struct lw_fact *fact)
{
    static const char *const soft[] = { "hashlib.",         "Math.", "ssl.", "crypto.createHash",
                                        "crypto.webcrypto", "html." };
    for (size_t i = 0; i < LW_COUNT(soft); i++)
        if (lw_view_starts(lw_fact_get(fact, LW_K_NAME), lw_view_c(soft[i])))
            return false;
    return lw_fact_is(fact, LW_K_VALUE, "replaced") && lw_fact_at_import(fact) &&
           !lw_path_own(ctx, fact->location) && !lw_is_test(fact->location);
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const uint64_t powers = LW_C_BIT(LW_C_WEAKENED) | LW_C_BIT(LW_C_AWS_ELSEWHERE);
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        enum lw_capability capability = lw_fact_capability(change->fact);
        if (capability >= LW_C_COUNT || !(powers & LW_C_BIT(capability)) || !change->new_to_package)
            continue;
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        if (!lw_loose(package) && is_of_sdk(package) && is_hook(change->fact) &&
            is_sdk_itself(change->fact->location))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "Code newly does this: %.*s",
                        LW_FMT(lw_capability_words(capability)));
        if (blocks(ctx, change->fact, package) || replaces(ctx, change->fact))
            continue;
        reason->level = LW_LEVEL_REVIEW;
        reason->severity = LW_SEVERITY_MEDIUM;
    }
}

const struct lw_review_rule lw_review_rule_safeguard_dropped = {
    .id = "safeguard-dropped",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_HIGH,
    .title = "Code newly gives a safeguard up, or calls AWS somewhere else",
    .why =
        "A digest that is compared in part is soon guessed; what is shared with everyone is "
        "read by everyone; a loader that makes objects of whatever data names makes the "
        "attacker's; an AWS client whose server or key stands in the code works for "
        "whoever has that server or key. None of it makes a program better. An address that "
        "comes from a setting, and what a new version of a package does, is for a person; but not "
        "a hook into the requests of an SDK.",
    .fix = "Do not adopt. Compare whole digests, and leave endpoints and keys to the function's "
           "configuration.",
    .attack = "T1562",
    .check = check,
};

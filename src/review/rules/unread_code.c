/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/unread_code.c - code that newly comes to run by a name, a text or a place nobody reads.
 */
#include "analyze/syntax/catalog.h"
#include "review/rule.h"

/* session.post by the name that a caller gave, in lower case: what clients of HTTP offer. The post
 * of a debugger runs code; and a client that is itself found by such a name is hidden. */
static bool is_verb(const struct lw_fact *fact)
{
    static const char *const verbs[] = {
        "get", "post", "put", "patch", "delete", "head", "options"
    };
    static const enum lw_language languages[] = { LW_LANG_PYTHON, LW_LANG_JAVASCRIPT };
    struct lw_view name = lw_fact_get(fact, LW_K_NAME);
    if (!LW_VIEW_IN(lw_view_from(name, lw_view_rfind_byte(name, '.') + 1), verbs) ||
        lw_fact_is(fact, LW_K_VALUE, LW_HIDDEN_OWNER))
        return false;
    for (size_t i = 0; i < LW_COUNT(languages); i++) {
        const struct lw_known *known = lw_catalog_find(languages[i], name);
        if (known && known->capability == LW_C_NETWORK)
            return true;
    }
    return false;
}

/* A power whose name was put together; or a member that was chosen: "*", called at once: "*()". */
static enum lw_level level_of_name(const struct lw_fact *fact, bool loose)
{
    /* The constructor of a constructor is how a module finds the globals of another sandbox. */
    bool usual = lw_fact_is(fact, LW_K_NAME, "Function") || is_verb(fact);
    if (!lw_fact_is(fact, LW_K_VALUE, "*"))
        return loose || !usual ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
    /* One's own names, by a text: how commands are chosen in many a program. */
    return loose && !lw_fact_is(fact, LW_K_NAME, "globals()") ? LW_LEVEL_REVIEW : LW_LEVEL_OFF;
}

/* A field that walks to all there is, or code; or a factory, as settings of logs have them. */
static enum lw_level level_of_data(const struct lw_fact *fact, bool loose)
{
    bool made = lw_fact_is(fact, LW_K_NAME, "()") || lw_fact_is(fact, LW_K_NAME, "!!python/");
    if (made)
        return loose ? LW_LEVEL_REVIEW : LW_LEVEL_OFF;
    return loose || lw_fact_is(fact, LW_K_VALUE, "a power") ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
}

/* LW_LEVEL_OFF: nothing is said. */
static enum lw_level level_of(const struct lw_fact *fact, bool loose)
{
    switch (lw_fact_capability(fact)) {
    case LW_C_HIDDEN_NAME:
        return level_of_name(fact, loose);
    case LW_C_TMP_RUN:
        if (lw_fact_is(fact, LW_K_NAME, "chmod") || lw_fact_is(fact, LW_K_NAME, "install"))
            return LW_LEVEL_REVIEW; /* it may be run, and by whom nobody says */
        return loose ? LW_LEVEL_BLOCK : LW_LEVEL_REVIEW;
    case LW_C_DATA_NAMES:
        return level_of_data(fact, loose);
    case LW_C_TEMPLATE:
    case LW_C_AWS_ANY:
        return loose ? LW_LEVEL_REVIEW : LW_LEVEL_OFF;
    default:
        return LW_LEVEL_OFF;
    }
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        const struct lw_fact *fact = change->fact;
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        bool loose = lw_loose(package) && !lw_path_own(ctx, fact->location);
        enum lw_level level = level_of(fact, loose);
        if (!change->new_to_package || level == LW_LEVEL_OFF || lw_is_test(fact->location))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        reason->level = level;
        reason->severity = level == LW_LEVEL_BLOCK ? LW_SEVERITY_HIGH : LW_SEVERITY_MEDIUM;
        if (lw_fact_capability(fact) == LW_C_DATA_NAMES)
            lw_reason_title(ctx, reason, "Data newly names what code is to run or to read: %.*s",
                            LW_FMT(lw_fact_get(fact, LW_K_NAME)));
        else
            lw_reason_title(ctx, reason, "Code newly does this: %.*s",
                            LW_FMT(lw_capability_words(lw_fact_capability(fact))));
    }
}

const struct lw_review_rule lw_review_rule_unread_code = {
    .id = "unread-code",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "Code newly runs by a name, a text or a place that nobody reads",
    .why = "A name that is put together, a member of a module that is chosen while the code runs, "
           "a text that is filled with whole objects, data that walks to what it is not given or "
           "names a factory, a folder that anyone may fill: whoever reads "
           "the code does not see what it does. Honest code writes the name of what it calls, and "
           "runs what lies in the layer. In a published version, what can only be guessed at is "
           "left out.",
    .fix = "Do not adopt what hides the name of a power. Ask for the name to be written.",
    .attack = "T1027",
    .check = check,
};

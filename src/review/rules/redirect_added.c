/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/redirect_added.c - code that newly sets variables which steer what others load or reach.
 */
#include "analyze/syntax/variable.h"
#include "review/rule.h"

/* Where a program finds its settings, in a function that can write to /tmp alone; "curl --resolve":
 * one command is led elsewhere, and no others. */
static bool is_narrow(struct lw_view name)
{
    return lw_variable_steers(name) == LW_STEERS_SETTINGS ||
           lw_view_find_byte(name, ' ') != LW_NOT_FOUND;
}

/* An entry of a configuration, whose value is half of it. Where a published package brings the
 * file, whoever reads it is told so by code. */
static void judge_entry(struct lw_review_context *ctx, const struct lw_fact_change *change,
                        struct lw_reason *reason)
{
    const struct lw_fact *fact = change->fact;
    const bool loose = lw_loose(lw_package_of(ctx, change->package));
    const bool runs = lw_fact_at_import(fact);
    lw_reason_title(ctx, reason, "A configuration newly sets %.*s: %.*s",
                    LW_FMT(lw_fact_get(fact, LW_K_NAME)), LW_FMT(lw_fact_get(fact, LW_K_VALUE)));
    if (runs && loose && !lw_path_own(ctx, fact->location)) {
        reason->level = LW_LEVEL_BLOCK;
        reason->severity = LW_SEVERITY_HIGH;
    } else if (!runs && !loose) {
        reason->level = LW_LEVEL_NOTE;
        reason->severity = LW_SEVERITY_LOW;
    }
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        if (lw_fact_capability(change->fact) != LW_C_REDIRECT || !change->new_to_package)
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        struct lw_view name = lw_fact_get(change->fact, LW_K_NAME);
        if (lw_fact_is(change->fact, LW_K_LANGUAGE, LW_SETTINGS)) {
            judge_entry(ctx, change, reason);
            continue;
        }
        /* Whatever it is told to set may be such a variable, or none. */
        bool named = name.len && lw_view_find(name, LW_VIEW("{}")) == LW_NOT_FOUND;
        bool at_once = named && !is_narrow(name) && lw_fact_at_import(change->fact) &&
                       !lw_path_own(ctx, change->fact->location);
        lw_reason_title(ctx, reason, "Code newly sets %.*s%s", LW_FMT(name),
                        at_once ? " when it is loaded" : "");
        if (!at_once)
            continue;
        reason->level = LW_LEVEL_BLOCK;
        reason->severity = LW_SEVERITY_HIGH;
    }
}

const struct lw_review_rule lw_review_rule_redirect_added = {
    .id = "redirect-added",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "Code newly steers what others load, or whom they talk to",
    .why = "A proxy, an endpoint, a bundle of certificates, a library to preload, options of "
           "the interpreter, the handler: whoever sets such a variable stands between the "
           "function and what it meant to reach, without touching either. So does an entry of a "
           "configuration that others read: a program that gives credentials out, a library to "
           "preload, another registry or endpoint. A search path that newly leads into /tmp is "
           "another one: what lies there, anybody who ran before has written. Where a program "
           "finds its settings, and what leads one command elsewhere, is for a person.",
    .fix = "Know why it is set. A library leaves that to the function's configuration.",
    .attack = "T1574.007",
    .check = check,
};

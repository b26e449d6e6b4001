/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/exfiltration.c - what is secret newly reaches what leaves.
 */
#include "review/rule.h"

static bool is_secret(struct lw_view source)
{
    static const char *const names[] = { "credentials", "env-all", "metadata", "secret" };
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(source, names[i]))
            return true;
    return false;
}

/* A log and an answer are read by others; what a variable is named for alone is no proof there. */
static bool is_shown(struct lw_view source, struct lw_view sink)
{
    return (lw_view_is(sink, "log") || lw_view_is(sink, "response")) &&
           !lw_view_is(source, "secret");
}

static bool leaves(struct lw_view sink)
{
    return lw_view_is(sink, "network") || lw_view_is(sink, "dns") || lw_view_is(sink, "process");
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_FLOW)) {
        struct lw_view source = lw_fact_get(change->fact, LW_K_SOURCE),
                       sink = lw_fact_get(change->fact, LW_K_SINK);
        bool stored = lw_view_is(sink, "aws-call") && !lw_view_is(source, "secret");
        if (!change->new_to_package || !is_secret(source) ||
            !(leaves(sink) || stored || is_shown(source, sink)))
            continue;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        struct lw_view whose = lw_package_label(ctx, package);
        /* What a published library logs of a worker or an agent that it starts is less certain. */
        if (lw_view_is(sink, "log") && !lw_loose(package) && !lw_fact_at_import(change->fact)) {
            reason->level = LW_LEVEL_REVIEW;
            reason->severity = LW_SEVERITY_MEDIUM;
        }
        lw_reason_title(ctx, reason, "What is read as %.*s newly reaches %.*s in %.*s",
                        LW_FMT(source), LW_FMT(sink), LW_FMT(whose));
    }
}

const struct lw_review_rule lw_review_rule_exfiltration = {
    .id = "exfiltration",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_CRITICAL,
    .title = "Code newly sends credentials or the environment away",
    .why =
        "What the function may do, its temporary credentials stand in its environment. "
        "Code that reads them and hands them to a connection, a program or a name "
        "look-up takes them out of the account; a log, or the answer of a handler, shows them to "
        "whoever reads it. A library that signs requests does so "
        "in code that it had before.",
    .fix = "Do not adopt. Rotate what the function can read if the version ran anywhere.",
    .attack = "T1552.001",
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/event_leak.c - what the function is given newly leaves it.
 */
#include "review/rule.h"

static bool is_usual(struct lw_view sink)
{
    return lw_view_is(sink, "network") || lw_view_is(sink, "dns") || lw_view_is(sink, "wait");
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_FLOW)) {
        if (!change->new_to_package || !lw_fact_is(change->fact, LW_K_SOURCE, "event"))
            continue;
        struct lw_view sink = lw_fact_get(change->fact, LW_K_SINK);
        if (lw_view_is(sink, "eval") || lw_view_is(sink, "command") || lw_view_is(sink, "program"))
            continue; /* steered-code */
        if (lw_view_is(sink, "setting") || lw_view_is(sink, "server"))
            continue; /* server-steered */
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        if (lw_view_is(sink, "wait"))
            lw_reason_title(ctx, reason, "Data of the event newly decides how long code waits");
        else
            lw_reason_title(ctx, reason, "Data of the event newly reaches %.*s",
                            LW_FMT(lw_fact_words(change->fact, LW_K_SINK)));
        /* In a library that anyone uses, an event is whatever it calls so. */
        if (is_usual(sink) && !lw_loose(lw_package_of(ctx, change->package))) {
            reason->level = LW_LEVEL_NOTE;
            reason->severity = LW_SEVERITY_LOW;
        }
    }
}

const struct lw_review_rule lw_review_rule_event_leak = {
    .id = "event-leak",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "Data of the event newly reaches a server or a program",
    .why =
        "Tracers send parts of events by design; anything else that does so reads what "
        "the function was given by its callers, and a program that is given it can be "
        "steered by it. How long code waits is read by whoever looks at the clock. In a published "
        "version what reaches a server, a name look-up or a wait is a note: a library calls "
        "events many things.",
    .fix = "Find out who receives it, and whether it was meant.",
    .attack = "T1020",
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/steered_code.c - what is run is newly decided by data.
 */
#include "review/rule.h"

static const struct {
    const char *source, *sink;
    enum lw_level level;
    const char *title;
} flows[] = {
    { "event", "eval", LW_LEVEL_BLOCK, "What the event says newly is run as code" },
    { "event", "command", LW_LEVEL_BLOCK, "What the event says newly is run as a command" },
    { "event", "program", LW_LEVEL_BLOCK, "The event newly names the program that is started" },
    { "event", "name", LW_LEVEL_BLOCK, "The event newly names what is imported or called" },
    { "network", "name", LW_LEVEL_BLOCK, "A server newly names what is imported or called" },
    { "event", "template", LW_LEVEL_BLOCK, "A text of the event newly is filled with objects" },
    { "network", "template", LW_LEVEL_BLOCK, "A server's text newly is filled with objects" },
    { "request", "eval", LW_LEVEL_BLOCK, "What a request says newly is run as code" },
    { "request", "command", LW_LEVEL_BLOCK, "What a request says newly is run as a command" },
    { "request", "program", LW_LEVEL_BLOCK, "A request newly names the program that is started" },
    { "request", "name", LW_LEVEL_REVIEW, "A request newly names what is imported or called" },
    { "request", "native", LW_LEVEL_BLOCK, "A request newly names native code that is loaded" },
    { "request", "template", LW_LEVEL_BLOCK, "A text of a request newly is filled with objects" },
    { "env-read", "eval", LW_LEVEL_BLOCK, "What a variable says newly is run as code" },
    { "secret", "eval", LW_LEVEL_BLOCK, "What a variable says newly is run as code" },
    { "env-all", "eval", LW_LEVEL_BLOCK, "What the environment says newly is run as code" },
    { "env-read", "command", LW_LEVEL_BLOCK, "What a variable says newly is run as a command" },
    { "secret", "command", LW_LEVEL_BLOCK, "What a variable says newly is run as a command" },
    { "env-read", "program", LW_LEVEL_REVIEW, "A variable newly names a program that is started" },
    { "network", "command", LW_LEVEL_BLOCK, "What a server answers newly is run as a command" },
    { "network", "program", LW_LEVEL_BLOCK, "A server newly names the program that is started" },
    { "data-file", "eval", LW_LEVEL_BLOCK, "What a file of data holds newly is run as code" },
    { "data-file", "native", LW_LEVEL_BLOCK, "A file of data newly is loaded as native code" },
    { "file", "eval", LW_LEVEL_REVIEW, "What a file holds newly is run as code" },
};

/* Part of a command line, as in `"git -C " + folder`: of a package that is published, a person
 * looks at it. */
static bool mild(const struct lw_review_context *ctx, const struct lw_fact_change *change)
{
    const struct lw_package_change *package = lw_package_of(ctx, change->package);
    if (lw_fact_is(change->fact, LW_K_NAME, "str.format")) /* with what may be an object */
        return true;
    return !lw_loose(package) && lw_fact_is(change->fact, LW_K_SINK, "command") &&
           !lw_fact_is(change->fact, LW_K_SOURCE, "event") &&
           !lw_fact_is(change->fact, LW_K_SOURCE, "request");
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    for (LW_EACH_ADDED(change, ctx, LW_F_FLOW)) {
        for (size_t i = 0; i < LW_COUNT(flows) && change->new_to_package; i++) {
            if (!lw_fact_is(change->fact, LW_K_SOURCE, flows[i].source) ||
                !lw_fact_is(change->fact, LW_K_SINK, flows[i].sink))
                continue;
            struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
            reason->level = mild(ctx, change) ? LW_LEVEL_REVIEW : flows[i].level;
            reason->severity = reason->level == LW_LEVEL_BLOCK ? LW_SEVERITY_CRITICAL
                                                               : LW_SEVERITY_MEDIUM;
            lw_reason_title(ctx, reason, "%s", flows[i].title);
        }
    }
}

const struct lw_review_rule lw_review_rule_steered_code = {
    .id = "steered-code",
    .level = LW_LEVEL_BLOCK,
    .severity = LW_SEVERITY_CRITICAL,
    .title = "Data newly decides what is run",
    .why = "What is run is then not in the layer that was reviewed: whoever sets a variable, sends "
           "an event or writes a file decides it. That other code of the layer runs text is no "
           "reason for this code to do so. A variable that names a program, and a file of code "
           "that is read and run, are for a person.",
    .fix = "Do not adopt. Name what may be run in the code, and choose among that.",
    .attack = "T1059",
    .check = check,
};

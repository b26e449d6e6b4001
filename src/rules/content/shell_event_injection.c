/* SPDX-License-Identifier: Apache-2.0
 *
 * content/shell_event_injection.c - shell runtimes that let events run commands.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_BOOTSTRAP)) {
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL);
        if (lw_fact_is(fact, LW_K_KIND, "shell") && detail.len)
            lw_rule_find(ctx, rule, fact->location, fact->line, "%.*s", LW_FMT(detail));
    }
}

static const char *const controls[] = { "NIST 800-53 SI-10", NULL };

const struct lw_content_rule lw_content_rule_shell_event_injection = {
    .id = "shell-event-injection",
    .severity = LW_SEVERITY_HIGH,
    .title = "Event data reaches the shell unquoted",
    .why =
        "The shell splits and expands the event, or runs it as code: whoever can send an event to "
        "the function can run commands with its role.",
    .fix = "Quote every use of it, never eval it, hand it on by standard input or by printf %q; "
           "better, do not handle events in a shell.",
    .attack = "T1059.004",
    .cwe = "CWE-78",
    .controls = controls,
    .check = check,
};

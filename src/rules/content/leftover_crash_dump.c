/* SPDX-License-Identifier: Apache-2.0
 *
 * content/leftover_crash_dump.c - dumps of the memory of processes.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_LEFTOVER)) {
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL);
        struct lw_view example = lw_fact_get(fact, LW_K_EVIDENCE);
        if (!lw_fact_is(fact, LW_K_KIND, "crash"))
            continue;
        bool says_more = !lw_view_eq(example, fact->location);
        lw_rule_find(ctx, rule, fact->location, 0, "%.*s%s%.*s", LW_FMT(detail),
                     says_more ? ": " : "", LW_FMT(says_more ? example : LW_VIEW_NONE));
    }
}

static const char *const controls[] = { "NIST 800-53 IA-5(7)", NULL };

const struct lw_content_rule lw_content_rule_leftover_crash_dump = {
    .id = "leftover-crash-dump",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A dump of a process's memory is in the layer",
    .why = "It holds what the process had in memory: credentials, tokens, customers' data.",
    .fix = "Take the dump out, and replace the credentials that the process had.",
    .attack = "T1552.001",
    .cwe = "CWE-528",
    .controls = controls,
    .check = check,
};

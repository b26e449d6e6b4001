/* SPDX-License-Identifier: Apache-2.0
 *
 * content/yara.c - matches of the user's own YARA rules.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_YARA)) {
        struct lw_view name = lw_fact_get(fact, LW_K_NAME), match = lw_fact_get(fact, LW_K_MATCH),
                       what = lw_fact_get(fact, LW_K_DETAIL);
        enum lw_severity severity;
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0, "%.*s%s%.*s",
                                                  LW_FMT(what), what.len && match.len ? "; " : "",
                                                  LW_FMT(match));
        if (finding->evidence.len == 0)
            finding->evidence = LW_VIEW("its condition holds, without a string of its own");
        lw_rule_title(ctx, finding, "The YARA rule %.*s matches", LW_FMT(name));
        if (lw_severity_parse(&severity, lw_fact_get(fact, LW_K_SEVERITY)))
            finding->severity = severity;
    }
}

const struct lw_content_rule lw_content_rule_yara = {
    .id = "yara",
    .severity = LW_SEVERITY_HIGH,
    .title = "A YARA rule of yours matches",
    .why = "You have given the rule with --yara, so what it finds is not meant to be there. Its "
           "severity is what the rule says in `severity` or `score` of its metadata; high where it "
           "says nothing.",
    .fix = "Look at the file. Where the rule is wrong about it, correct the rule, or set the "
           "finding aside with --ignore.",
    .attack = NULL,
    .cwe = "CWE-506",
    .check = check,
};

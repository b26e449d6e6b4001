/* SPDX-License-Identifier: Apache-2.0
 *
 * content/leftover_vcs.c - the history of the source in what is published.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_LEFTOVER)) {
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL);
        struct lw_view example = lw_fact_get(fact, LW_K_EVIDENCE);
        if (!lw_fact_is(fact, LW_K_KIND, "vcs"))
            continue;
        bool says_more = !lw_view_eq(example, fact->location);
        lw_rule_find(ctx, rule, fact->location, 0, "%.*s%s%.*s", LW_FMT(detail),
                     says_more ? ": " : "", LW_FMT(says_more ? example : LW_VIEW_NONE));
    }
}

static const char *const controls[] = { "NIST 800-53 CM-7", NULL };

const struct lw_content_rule lw_content_rule_leftover_vcs = {
    .id = "leftover-vcs",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "Version control data is in the layer",
    .why =
        "It holds every earlier state of the source, with what was taken out of it since - often "
        "secrets - and the addresses of its repositories.",
    .fix = "Pack an export of the source (git archive), not the working folder.",
    .attack = "T1213.003",
    .cwe = "CWE-527",
    .controls = controls,
    .check = check,
};

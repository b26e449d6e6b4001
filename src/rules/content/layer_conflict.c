/* SPDX-License-Identifier: Apache-2.0
 *
 * content/layer_conflict.c - layers of one function that bring other files of the same name.
 *
 * Of all that --function shows as hidden this alone is never meant: that the function's own module
 * comes before a layer's, or that a name is found in two places, is how search paths are used.
 */
#include "rules/look.h"

/* What installers note of their own work differs between any two builds. */
static bool is_note(struct lw_view name)
{
    struct lw_view base = lw_path_base(name);
    return lw_view_starts(base, LW_VIEW(".")) || lw_view_ends(base, LW_VIEW(".dist-info")) ||
           lw_view_ends(base, LW_VIEW(".egg-info"));
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_SHADOW)) {
        struct lw_view winner = lw_fact_get(fact, LW_K_WINNER);
        struct lw_view loser = lw_fact_get(fact, LW_K_LOSER);
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL);
        if (!lw_fact_is(fact, LW_K_KIND, "path") || lw_view_starts(detail, LW_VIEW("the same")) ||
            is_note(fact->location))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0,
                                                  "%.*s over %.*s: %.*s", LW_FMT(winner),
                                                  LW_FMT(loser), LW_FMT(detail));
        lw_rule_title(ctx, finding, "Two layers bring different %.*s",
                      LW_FMT(lw_fact_get(fact, LW_K_NAME)));
    }
}

const struct lw_content_rule lw_content_rule_layer_conflict = {
    .id = "layer-conflict",
    .severity = LW_SEVERITY_LOW,
    .title = "Two layers bring different files of one name",
    .why = "Lambda merges layers file by file, and the last one wins: what is left is neither "
           "layer's version but a mixture of both, which nobody has tested.",
    .fix = "Bring it in one layer only, or in the same version in both.",
    .attack = "T1574.007",
    .cwe = "CWE-427",
    .check = check,
};

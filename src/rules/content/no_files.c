/* SPDX-License-Identifier: Apache-2.0
 *
 * content/no_files.c - an artifact in which there was nothing to look at.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_EMPTY)) {
        struct lw_view folders = lw_fact_get(fact, LW_K_COUNT);
        lw_rule_find(ctx, rule, LW_VIEW_NONE, 0, "%.*s folder%s and no file", LW_FMT(folders),
                     lw_view_is(folders, "1") ? "" : "s");
    }
}

static const char *const controls[] = { "NIST 800-53 CM-8", NULL };

const struct lw_content_rule lw_content_rule_no_files = {
    .id = "no-files",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "There is no file in it",
    .why = "Nothing was found because there was nothing to look at: a step of the build packed "
           "nothing, or another place is meant.",
    .fix = "Check the path, and that what makes the layer ran before.",
    .controls = controls,
    .check = check,
};

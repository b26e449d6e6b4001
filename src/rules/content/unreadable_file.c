/* SPDX-License-Identifier: Apache-2.0
 *
 * content/unreadable_file.c - files that the function's user cannot read.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_MODE)) {
        struct lw_view mode = lw_fact_get(fact, LW_K_MODE), more = lw_fact_get(fact, LW_K_COUNT);
        if (!lw_fact_is(fact, LW_K_KIND, "unreadable"))
            continue;
        if (more.len)
            lw_rule_find(ctx, rule, fact->location, 0, "%.*s more files", LW_FMT(more));
        else
            lw_rule_find(ctx, rule, fact->location, 0, "mode %.*s", LW_FMT(mode));
    }
}

const struct lw_content_rule lw_content_rule_unreadable_file = {
    .id = "unreadable-file",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A file cannot be read by the function",
    .why =
        "Lambda runs code as a user that owns nothing under /opt: a file or folder that others "
        "may not read or enter fails with \"permission denied\", at the latest where it is used.",
    .fix = "Pack with modes 0644 for files and 0755 for folders and programs.",
    .cwe = "CWE-276",
    .check = check,
};

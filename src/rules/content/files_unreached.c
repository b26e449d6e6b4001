/* SPDX-License-Identifier: Apache-2.0
 *
 * content/files_unreached.c - files that no search path finds.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_UNREACHED)) {
        struct lw_view count = lw_fact_get(fact, LW_K_COUNT), bytes = lw_fact_get(fact, LW_K_BYTES);
        struct lw_view name = lw_fact_get(fact, LW_K_NAME), detail = lw_fact_get(fact, LW_K_DETAIL);
        struct lw_finding *finding = lw_rule_find(
            ctx, rule, fact->location, 0, "%.*s file%s, %.*s byte%s%s%.*s", LW_FMT(count),
            lw_view_is(count, "1") ? "" : "s", LW_FMT(bytes), lw_view_is(bytes, "1") ? "" : "s",
            detail.len ? ": " : "", LW_FMT(detail));
        const char *plural = lw_view_is(count, "1") ? "" : "s";
        if (fact->location.len == 0)
            lw_rule_title(ctx, finding, "No search path finds %.*s file%s at the top of the layer",
                          LW_FMT(count), plural);
        else
            lw_rule_title(ctx, finding, "No search path finds %.*s file%s in %.*s", LW_FMT(count),
                          plural, LW_FMT(name.len ? name : fact->location));
    }
}

const struct lw_content_rule lw_content_rule_files_unreached = {
    .id = "files-unreached",
    .severity = LW_SEVERITY_NONE,
    .title = "No search path finds these files",
    .why =
        "Lambda's runtimes look for code in fixed folders of /opt. What stands elsewhere is found "
        "only by code that names its path; often a folder too many was packed.",
    .fix =
        "Lay Python under python/, Node.js under nodejs/node_modules/, Java under java/lib/, "
        "programs under bin/ and libraries under lib/ - or make sure that the function names the "
        "place.",
    .cwe = "CWE-1164",
    .check = check,
};

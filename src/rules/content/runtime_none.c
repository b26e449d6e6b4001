/* SPDX-License-Identifier: Apache-2.0
 *
 * content/runtime_none.c - content that no runtime of today can run.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_COMPATIBILITY)) {
        struct lw_view family = lw_fact_get(fact, LW_K_NAME);
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL);
        if (!lw_fact_is(fact, LW_K_KIND, "no-runtime"))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0, "%.*s",
                                                  LW_FMT(detail));
        if (family.len)
            lw_rule_title(ctx, finding, "The content runs on no %.*s runtime that is left",
                          LW_FMT(family));
    }
}

const struct lw_content_rule lw_content_rule_runtime_none = {
    .id = "runtime-none",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "The content runs on no runtime that is left",
    .why = "Compiled modules, folders or classes are for versions of the language that Lambda no "
           "longer has, or the code needs a newer system than any runtime: imports fail.",
    .fix = "Build the layer again for a runtime that is supported.",
    .cwe = "CWE-439",
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * content/lookalike_name.c - packages named almost like a widely used one.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_LOOKALIKE_NAME)) {
        struct lw_view name = lw_fact_get(fact, LW_K_NAME), target = lw_fact_get(fact, LW_K_TARGET),
                       detail = lw_fact_get(fact, LW_K_DETAIL);
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0, "%.*s",
                                                  LW_FMT(detail));
        lw_rule_title(ctx, finding, "The package %.*s is named almost like %.*s", LW_FMT(name),
                      LW_FMT(target));
        /* These are also how forks and bindings are named. */
        if (lw_fact_is(fact, LW_K_KIND, "affix") || lw_fact_is(fact, LW_K_KIND, "word-order") ||
            lw_fact_is(fact, LW_K_KIND, "separator"))
            finding->severity = LW_SEVERITY_LOW;
    }
}

static const char *const controls[] = { "NIST 800-53 SR-11", NULL };

const struct lw_content_rule lw_content_rule_lookalike_name = {
    .id = "lookalike-name",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A package is named almost like a widely used one",
    .why = "Names that a slip of the finger gives are registered so that somebody installs them by "
           "mistake; what comes with them runs with the function's role.",
    .fix = "Look at the list of dependencies: where the popular package was meant, correct the "
           "name, and rotate what the function could read. Where this one is meant, set the "
           "finding aside with --ignore.",
    .attack = "T1195.001",
    .cwe = "CWE-1357",
    .controls = controls,
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * content/leftover_secret_file.c - files that are made to hold credentials.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_LEFTOVER)) {
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL);
        if (lw_fact_is(fact, LW_K_KIND, "secret"))
            lw_rule_find(ctx, rule, fact->location, fact->line, "%.*s", LW_FMT(detail));
    }
}

static const char *const controls[] = { "NIST 800-53 IA-5(7)", NULL };

const struct lw_content_rule lw_content_rule_leftover_secret_file = {
    .id = "leftover-secret-file",
    .severity = LW_SEVERITY_HIGH,
    .title = "A file that is made to hold credentials is in the layer",
    .why = "Everyone who may read the layer, and every copy of it, has what it holds. Such files "
           "come from the folder of a developer or of a build.",
    .fix = "Replace the credentials, leave the file out of what is packed, and read secrets from a "
           "secret store at run time.",
    .attack = "T1552.001",
    .cwe = "CWE-538",
    .controls = controls,
    .check = check,
};

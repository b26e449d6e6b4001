/* SPDX-License-Identifier: Apache-2.0
 *
 * content/cryptominer.c - cryptominers by name and string.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_MINER)) {
        struct lw_view name = lw_fact_get(fact, LW_K_NAME), how = lw_fact_get(fact, LW_K_DETAIL);
        struct lw_view seen = lw_fact_get(fact, LW_K_EVIDENCE);
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, fact->line,
                                                  "%.*s: %.*s", LW_FMT(how), LW_FMT(seen));
        /* A file may have a miner's name by chance; it does not speak to mining pools by chance. */
        if (lw_view_is(how, "by name"))
            finding->severity = LW_SEVERITY_HIGH;
        if (lw_fact_is(fact, LW_K_KIND, "program"))
            lw_rule_title(ctx, finding, "A cryptominer is in the layer: %.*s", LW_FMT(name));
        else
            lw_rule_title(ctx, finding, "What sets up a cryptominer is in the layer: %.*s",
                          LW_FMT(name));
    }
}

static const char *const controls[] = { "NIST 800-53 SI-3", NULL };

const struct lw_content_rule lw_content_rule_cryptominer = {
    .id = "cryptominer",
    .severity = LW_SEVERITY_CRITICAL,
    .title = "A cryptominer is in the layer",
    .why = "Miners have no place in a layer: this is what an attacker publishes to be paid by your "
           "account's bill.",
    .fix = "Do not use the layer. Find out which functions ran it and what their roles did, and go "
           "back to the last good version.",
    .attack = "T1496.001",
    .cwe = "CWE-506",
    .controls = controls,
    .check = check,
};

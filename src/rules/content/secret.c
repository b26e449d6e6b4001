/* SPDX-License-Identifier: Apache-2.0
 *
 * content/secret.c - credentials that every reader of the layer gets.
 */
#include "rules/look.h"

static bool in_one_file(const struct lw_fact *a, const struct lw_fact *b)
{
    return a->kind == b->kind && lw_view_eq(a->location, b->location);
}

/* An access key's id alone opens nothing: the secret that belongs to it does. Facts are sorted by
 * kind and place, so that those of one file stand together. */
static bool is_half(const struct lw_rule_context *ctx, const struct lw_fact *id)
{
    const struct lw_fact_list *list = &ctx->facts->facts;
    const struct lw_fact *fact = id;
    if (!lw_fact_is(id, LW_K_KIND, "aws-access-key"))
        return false;
    while (fact > list->items && in_one_file(fact - 1, id))
        fact--;
    for (; fact < list->items + list->count && in_one_file(fact, id); fact++)
        if (lw_fact_is(fact, LW_K_KIND, "aws-secret-access-key"))
            return false;
    return true;
}

static enum lw_severity severity(const struct lw_rule_context *ctx, const struct lw_fact *fact)
{
    if (lw_is_in_tests(fact->location) || lw_fact_is(fact, LW_K_CLASS, "trial"))
        return LW_SEVERITY_LOW;
    if (lw_fact_is(fact, LW_K_CLASS, "nameless") || lw_fact_is(fact, LW_K_KIND, "jwt") ||
        is_half(ctx, fact))
        return LW_SEVERITY_MEDIUM;
    return LW_SEVERITY_HIGH;
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_SECRET)) {
        struct lw_view name = lw_fact_get(fact, LW_K_NAME), value = lw_fact_get(fact, LW_K_VALUE);
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL);
        struct lw_finding *finding = lw_rule_find(
            ctx, rule, fact->location, fact->line, "%.*s, SHA-256 %.*s…%s%.*s%s", LW_FMT(value),
            LW_FMT(lw_fact_get(fact, LW_K_SHA256)), detail.len ? ", " : "", LW_FMT(detail),
            lw_is_in_tests(fact->location) ? ", in a folder of tests or examples" : "");
        finding->severity = severity(ctx, fact);
        lw_rule_title(ctx, finding, "A secret is in the layer: %.*s", LW_FMT(name));
    }
}

static const char *const controls[] = { "NIST 800-53 IA-5(7)", NULL };

const struct lw_content_rule lw_content_rule_secret = {
    .id = "secret",
    .severity = LW_SEVERITY_HIGH,
    .title = "A secret is in the layer",
    .why = "Everyone who may read the layer, and every copy of it, has the credential, for as long "
           "as it is valid.",
    .fix = "Revoke the credential first, then take it out of the layer and of the history it is "
           "built from, and read the new one from a secret store at run time.",
    .attack = "T1552.001",
    .cwe = "CWE-798",
    .controls = controls,
    .check = check,
};

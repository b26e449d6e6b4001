/* SPDX-License-Identifier: Apache-2.0
 *
 * content/leftover_key_store.c - key stores, which no scan can open.
 */
#include "rules/look.h"

/* "*.pem" and "*.key" are read by the analyser of private keys, which sees what they hold. */
static bool is_store(struct lw_view pattern)
{
    static const char *const stores[] = { "*.p12", "*.pfx", "*.jks", "*.keystore" };
    for (size_t i = 0; i < LW_COUNT(stores); i++)
        if (lw_view_is(pattern, stores[i]))
            return true;
    return false;
}

/* "truststore.jks" holds certificates of those who are trusted. */
static bool is_trust_store(struct lw_view path)
{
    struct lw_view base = lw_path_base(path);
    for (size_t i = 0; i < base.len; i++)
        if (lw_view_starts_nocase(lw_view_from(base, i), LW_VIEW("trust")) ||
            lw_view_starts_nocase(lw_view_from(base, i), LW_VIEW("cacerts")))
            return true;
    return false;
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_LEFTOVER)) {
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL);
        if (!lw_fact_is(fact, LW_K_KIND, "key") || !is_store(lw_fact_get(fact, LW_K_NAME)) ||
            is_trust_store(fact->location))
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0, "%.*s",
                                                  LW_FMT(detail));
        if (lw_is_in_tests(fact->location))
            finding->severity = LW_SEVERITY_LOW;
    }
}

static const char *const controls[] = { "NIST 800-53 IA-5(7)", NULL };

const struct lw_content_rule lw_content_rule_leftover_key_store = {
    .id = "leftover-key-store",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A key store is in the layer",
    .why = "Such files are made to hold private keys, under a passphrase that the code which uses "
           "them must know - and that is most often in the same layer.",
    .fix =
        "Keep the keys in a secret store or in AWS KMS; where it holds public certificates only, "
        "use PEM, which says so.",
    .attack = "T1552.004",
    .cwe = "CWE-538",
    .controls = controls,
    .check = check,
};

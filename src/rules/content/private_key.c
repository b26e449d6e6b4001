/* SPDX-License-Identifier: Apache-2.0
 *
 * content/private_key.c - private keys that every reader of the layer gets.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_PRIVATE_KEY)) {
        struct lw_view kind = lw_fact_get(fact, LW_K_KIND);
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL);
        struct lw_view owner = lw_fact_get(fact, LW_K_NAME);
        bool encrypted = lw_fact_is(fact, LW_K_ENCRYPTED, "yes");
        bool tried = lw_is_in_tests(fact->location);
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, fact->line,
                                                  "%.*s private key%s%s%s%.*s", LW_FMT(kind),
                                                  encrypted ? ", encrypted with a passphrase" : "",
                                                  tried ? ", in a folder of tests or examples" : "",
                                                  detail.len ? ", " : "", LW_FMT(detail));
        if (encrypted)
            finding->title = LW_VIEW("An encrypted private key is in the layer");
        /* Libraries of TLS have keys for their own tests compiled in: it may be one of these. */
        if (encrypted || detail.len)
            finding->severity = LW_SEVERITY_MEDIUM;
        if (tried) /* a key that a package brings for its own tests opens nothing */
            finding->severity = LW_SEVERITY_LOW;
        if (owner.len) {
            lw_rule_title(ctx, finding, "A private key that %.*s published is in the layer",
                          LW_FMT(owner));
            finding->severity = LW_SEVERITY_NONE;
        }
    }
}

static const char *const controls[] = { "NIST 800-53 IA-5(7)", NULL };

const struct lw_content_rule lw_content_rule_private_key = {
    .id = "private-key",
    .severity = LW_SEVERITY_HIGH,
    .title = "A private key is in the layer",
    .why =
        "Everyone who may read the layer, and every copy of it, has the key: a layer is code that "
        "is shared, not a place for secrets.",
    .fix = "Revoke the key, take it out of the layer and of the history it is built from, and read "
           "the new one from a secret store at run time.",
    .attack = "T1552.004",
    .cwe = "CWE-321",
    .controls = controls,
    .check = check,
};

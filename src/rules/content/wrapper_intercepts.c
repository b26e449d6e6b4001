/* SPDX-License-Identifier: Apache-2.0
 *
 * content/wrapper_intercepts.c - wrappers that put something between the function and whom it talks
 * to.
 */
#include "rules/look.h"

static const char *const variables[] = {
    "AWS_LAMBDA_RUNTIME_API",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "http_proxy",
    "https_proxy",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "NODE_EXTRA_CA_CERTS",
    "REQUESTS_CA_BUNDLE",
    "AWS_CA_BUNDLE",
    "AWS_ENDPOINT_URL",
};

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_WRAPPER)) {
        struct lw_view names = lw_rule_values_among(ctx, fact, LW_K_SETS, variables,
                                                    LW_COUNT(variables));
        if (names.len)
            lw_rule_find(ctx, rule, fact->location, fact->line, "sets %.*s", LW_FMT(names));
    }
}

const struct lw_content_rule lw_content_rule_wrapper_intercepts = {
    .id = "wrapper-intercepts",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A wrapper changes whom the function talks to or trusts",
    .why = "With it, another program answers as the runtime API, a proxy sees the traffic, or more "
           "certificates are trusted: events, credentials and answers pass through it. Monitoring "
           "layers do so too; they say it.",
    .fix = "Make sure that this is the purpose of the layer, and that its publisher is whom you "
           "think; else do not name the wrapper.",
    .attack = "T1557",
    .cwe = "CWE-300",
    .check = check,
};

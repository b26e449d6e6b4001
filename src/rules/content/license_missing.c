/* SPDX-License-Identifier: Apache-2.0
 *
 * content/license_missing.c - packages that do not say their licence.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (size_t i = 0; ctx->config->require_license && i < ctx->facts->packages.count; i++) {
        const struct lw_package *p = &ctx->facts->packages.items[i];
        /* Formats that hold no licence cannot be blamed for it: linked code, version strings. */
        bool can_say = !(p->flags & (LW_PKG_LINKED | LW_PKG_LOCK_ONLY)) &&
                       p->ecosystem != LW_ECO_GENERIC;
        if (p->licenses.count || !can_say)
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, p->location, 0, "%.*s",
                                                  LW_FMT(p->purl));
        lw_rule_title(ctx, finding, "%.*s does not say its licence", LW_FMT(p->name));
    }
}

static const char *const controls[] = { "NIST 800-53 CM-10", NULL };

const struct lw_content_rule lw_content_rule_license_missing = {
    .id = "license-missing",
    .severity = LW_SEVERITY_LOW,
    .title = "A package does not say its licence",
    .why = "Without a licence nobody has the right to copy it, let alone to publish it in a layer.",
    .fix = "Ask its author, or find the licence in its repository and note it; else replace the "
           "package.",
    .controls = controls,
    .check = check,
};

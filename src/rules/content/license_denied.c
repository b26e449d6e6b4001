/* SPDX-License-Identifier: Apache-2.0
 *
 * content/license_denied.c - licences that are not wanted.
 */
#include "rules/license.h"
#include "rules/look.h"

/* What a package states in several places holds together, as with AND. */
static struct lw_view denied_of(const struct lw_package *package, const struct lw_views *denied)
{
    for (size_t i = 0; i < package->licenses.count; i++)
        if (lw_license_denied(package->licenses.items[i], denied))
            return package->licenses.items[i];
    return LW_VIEW_NONE;
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    const struct lw_views *denied = &ctx->config->denied_licenses;
    for (size_t i = 0; denied->count && i < ctx->facts->packages.count; i++) {
        const struct lw_package *p = &ctx->facts->packages.items[i];
        struct lw_view license = denied_of(p, denied);
        if (license.len == 0)
            continue;
        struct lw_finding *finding = lw_rule_find(ctx, rule, p->location, 0, "%.*s: %.*s",
                                                  LW_FMT(p->purl), LW_FMT(license));
        lw_rule_title(ctx, finding, "%.*s is under %.*s, which is denied", LW_FMT(p->name),
                      LW_FMT(license));
    }
}

static const char *const controls[] = { "NIST 800-53 CM-10", NULL };

const struct lw_content_rule lw_content_rule_license_denied = {
    .id = "license-denied",
    .severity = LW_SEVERITY_HIGH,
    .title = "A package has a licence that is denied",
    .why =
        "Whoever publishes or deploys the layer takes on the obligations of all licences of what "
        "is in it.",
    .fix = "Replace the package, get another licence for it, or take the licence off the deny list "
           "(--deny-license).",
    .controls = controls,
    .check = check,
};

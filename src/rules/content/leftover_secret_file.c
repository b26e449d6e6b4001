/* SPDX-License-Identifier: Apache-2.0
 *
 * content/leftover_secret_file.c - files that are made to hold credentials.
 */
#include "rules/look.h"

/* What a registry's package brings along is public already, and seldom more than settings. */
static bool is_of_package(struct lw_view path)
{
    struct lw_view node = LW_VIEW("node_modules/"), python = LW_VIEW("site-packages/");
    return lw_view_find(path, node) != LW_NOT_FOUND || lw_view_find(path, python) != LW_NOT_FOUND;
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_LEFTOVER)) {
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL);
        struct lw_view example = lw_fact_get(fact, LW_K_EVIDENCE);
        if (!lw_fact_is(fact, LW_K_KIND, "secret"))
            continue;
        bool says_more = !lw_view_eq(example, fact->location);
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0, "%.*s%s%.*s",
                                                  LW_FMT(detail), says_more ? ": " : "",
                                                  LW_FMT(says_more ? example : LW_VIEW_NONE));
        if (is_of_package(fact->location) || lw_fact_is(fact, LW_K_NAME, ".aws/config"))
            finding->severity = LW_SEVERITY_LOW;
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

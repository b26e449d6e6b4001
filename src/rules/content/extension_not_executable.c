/* SPDX-License-Identifier: Apache-2.0
 *
 * content/extension_not_executable.c - extensions that cannot be started for want of one bit.
 */
#include "rules/look.h"

static bool is_program(const struct lw_fact *fact)
{
    return lw_fact_is(fact, LW_K_KIND, "elf") || lw_fact_is(fact, LW_K_KIND, "script");
}

/* What Lambda starts itself; the others are loaded by a runtime ("internal"). */
static bool is_external(const struct lw_fact *fact)
{
    return !lw_fact_is(fact, LW_K_TYPE, "internal") && !lw_is_nested(fact->location);
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_EXTENSION)) {
        if (!is_external(fact) || !is_program(fact) || !lw_fact_is(fact, LW_K_EXECUTABLE, "no"))
            continue;
        struct lw_view mode = lw_fact_get(fact, LW_K_MODE), name = lw_fact_get(fact, LW_K_NAME);
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0, "mode %.*s",
                                                  LW_FMT(mode));
        lw_rule_title(ctx, finding, "Extension %.*s is not executable: functions will not start",
                      LW_FMT(name));
    }
}

const struct lw_content_rule lw_content_rule_extension_not_executable = {
    .id = "extension-not-executable",
    .severity = LW_SEVERITY_HIGH,
    .title = "An extension is not executable",
    .why = "Lambda starts every file in /opt/extensions before the runtime. One that cannot be "
           "started is an Extension.LaunchError: the function does not start at all.",
    .fix = "Set the bit before packing (chmod +x), and pack by a tool that keeps modes.",
    .cwe = "CWE-276",
    .check = check,
};

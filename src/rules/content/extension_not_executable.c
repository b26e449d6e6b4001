/* SPDX-License-Identifier: Apache-2.0
 *
 * content/extension_not_executable.c - extensions that cannot be started for want of one bit.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_EXTENSION)) {
        if (!lw_extension_is_external(fact) || !lw_fact_is_program(fact) ||
            !lw_fact_is(fact, LW_K_EXECUTABLE, "no"))
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

/* SPDX-License-Identifier: Apache-2.0
 *
 * content/extension_stray_file.c - files in extensions/ that are no programs.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_EXTENSION)) {
        if (!lw_extension_is_external(fact) || lw_fact_is_program(fact))
            continue;
        struct lw_view kind = lw_fact_get(fact, LW_K_KIND), name = lw_fact_get(fact, LW_K_NAME);
        struct lw_view target = lw_fact_get(fact, LW_K_TARGET);
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0, "%.*s%s%.*s",
                                                  LW_FMT(kind), target.len ? " to " : "",
                                                  LW_FMT(target));
        lw_rule_title(ctx, finding, "%.*s in extensions/ is no program: functions will not start",
                      LW_FMT(name));
    }
}

const struct lw_content_rule lw_content_rule_extension_stray_file = {
    .id = "extension-stray-file",
    .severity = LW_SEVERITY_HIGH,
    .title = "A file in extensions/ is no program",
    .why = "Lambda starts every file in /opt/extensions, whatever it is. A note, a configuration "
           "file or a link that leads nowhere is an Extension.LaunchError: the function does not "
           "start at all.",
    .fix = "Move the file to another folder of the layer; extensions read what they need from "
           "anywhere below /opt.",
    .cwe = "CWE-1164",
    .check = check,
};

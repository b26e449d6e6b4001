/* SPDX-License-Identifier: Apache-2.0
 *
 * content/elf_not_pie.c - programs that always load at the same address.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(elf, ctx, LW_F_ELF))
        if (lw_fact_is(elf, LW_K_TYPE, "executable") && lw_fact_is(elf, LW_K_PIE, "no") &&
            !lw_elf_is_go(elf))
            lw_rule_find(ctx, rule, elf->location, 0, "the program has a fixed address (ET_EXEC)");
}

static const char *const controls[] = { "NIST 800-53 SI-16", NULL };

const struct lw_content_rule lw_content_rule_elf_not_pie = {
    .id = "elf-not-pie",
    .severity = LW_SEVERITY_LOW,
    .title = "A program is not position-independent",
    .why = "It is loaded at the same address each time, so that an attack on it need not find out "
           "where its code is.",
    .fix = "Compile with -fPIE and link with -pie.",
    .attack = "T1190",
    .cwe = "CWE-693",
    .controls = controls,
    .check = check,
};

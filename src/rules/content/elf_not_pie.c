/* SPDX-License-Identifier: Apache-2.0
 *
 * content/elf_not_pie.c - programs that always load at the same address.
 */
#include "rules/look.h"

/* Go links this way unless told otherwise, and its code is safe from stray writes by its language:
 * a line for each such program would tell nobody anything. */
static bool is_go(const struct lw_rule_context *ctx, const struct lw_fact *elf)
{
    if (lw_fact_is(elf, LW_K_LANGUAGE, "go"))
        return true;
    for (size_t i = 0; i < elf->count; i++)
        if (elf->items[i].key == LW_K_BUILD_ID &&
            lw_view_starts(elf->items[i].value, LW_VIEW("go:")))
            return true;
    for (size_t i = 0; i < ctx->facts->packages.count; i++) {
        const struct lw_package *p = &ctx->facts->packages.items[i];
        if (p->ecosystem == LW_ECO_GOLANG && lw_view_eq(p->location, elf->location))
            return true;
    }
    return false;
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(elf, ctx, LW_F_ELF))
        if (lw_fact_is(elf, LW_K_TYPE, "executable") && lw_fact_is(elf, LW_K_PIE, "no") &&
            !is_go(ctx, elf))
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

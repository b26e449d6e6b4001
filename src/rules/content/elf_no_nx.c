/* SPDX-License-Identifier: Apache-2.0
 *
 * content/elf_no_nx.c - programs and libraries that make the stack executable.
 */
#include "rules/look.h"

/* Object files are not loaded, and a core is no program. */
static bool is_loaded(const struct lw_fact *elf)
{
    return lw_fact_is(elf, LW_K_TYPE, "executable") || lw_fact_is(elf, LW_K_TYPE, "shared-object");
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(elf, ctx, LW_F_ELF))
        if (is_loaded(elf) && lw_fact_is(elf, LW_K_NX, "no"))
            lw_rule_find(ctx, rule, elf->location, 0,
                         "PT_GNU_STACK is executable or missing, which means the same");
}

static const char *const controls[] = { "NIST 800-53 SI-16", NULL };

const struct lw_content_rule lw_content_rule_elf_no_nx = {
    .id = "elf-no-nx",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A program or library asks for an executable stack",
    .why = "One such library makes the stack of the whole process executable when it is loaded: an "
           "overflow in any code of the function can then run what it wrote.",
    .fix = "Build with -Wl,-z,noexecstack; assembler files need a section .note.GNU-stack.",
    .attack = "T1190",
    .cwe = "CWE-693",
    .controls = controls,
    .check = check,
};

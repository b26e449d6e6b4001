/* SPDX-License-Identifier: Apache-2.0
 *
 * content/elf_no_relro.c - dynamically linked code whose tables of addresses stay writable.
 */
#include "rules/look.h"

/* What is linked statically has no such table. */
static bool is_linked_dynamically(const struct lw_fact *elf)
{
    if (lw_fact_is(elf, LW_K_TYPE, "shared-object"))
        return true;
    return lw_fact_is(elf, LW_K_TYPE, "executable") && lw_fact_get(elf, LW_K_NEEDED).len > 0;
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(elf, ctx, LW_F_ELF))
        if (is_linked_dynamically(elf) && lw_fact_is(elf, LW_K_RELRO, "none") && !lw_elf_is_go(elf))
            lw_rule_find(ctx, rule, elf->location, 0, "there is no PT_GNU_RELRO segment");
}

static const char *const controls[] = { "NIST 800-53 SI-16", NULL };

const struct lw_content_rule lw_content_rule_elf_no_relro = {
    .id = "elf-no-relro",
    .severity = LW_SEVERITY_LOW,
    .title = "A program or library is linked without RELRO",
    .why = "The table of addresses by which it calls other libraries stays writable while it runs: "
           "the first thing that an attacker with one stray write overwrites.",
    .fix = "Link with -Wl,-z,relro,-z,now.",
    .attack = "T1190",
    .cwe = "CWE-693",
    .controls = controls,
    .check = check,
};

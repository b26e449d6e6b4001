/* SPDX-License-Identifier: Apache-2.0
 *
 * content/elf_writable_executable.c - code that can rewrite itself.
 */
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(elf, ctx, LW_F_ELF)) {
        struct lw_view segment = lw_fact_get(elf, LW_K_WX);
        if (segment.len && !lw_view_is(segment, "no"))
            lw_rule_find(ctx, rule, elf->location, 0, "segment at %.*s is writable and executable",
                         LW_FMT(segment));
    }
}

static const char *const controls[] = { "NIST 800-53 SI-16", NULL };

const struct lw_content_rule lw_content_rule_elf_writable_executable = {
    .id = "elf-writable-executable",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A program or library has a segment that is writable and executable",
    .why = "Code that may be written while it runs defeats the processor's protection of memory. "
           "Packers and injected code look like this; compilers do not make it.",
    .fix = "Find out how the file was made. Unpack it (upx -d) or build it again from its source.",
    .attack = "T1027.002",
    .cwe = "CWE-693",
    .controls = controls,
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_yara.c - files before rules that use libyara's own parsers of formats.
 */
#include "analyze/yara.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char rules[] =
    "import \"pe\"\nimport \"elf\"\nimport \"math\"\nimport \"hash\"\n"
    "rule formats { condition: pe.is_pe or elf.type == elf.ET_DYN or elf.number_of_sections > 3 }\n"
    "rule dense { condition: filesize > 8 and math.entropy(0, filesize) > 4.0 }\n"
    "rule words : a b { meta: severity = 5 description = \"\\x1b words\"\n"
    "  strings: $a = /ev[ae]l\\(.{1,40}\\)/s $b = { 7F 45 4C 46 [0-8] (01|02) } $c = \"key\" wide "
    "nocase xor\n  condition: any of them }\n";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lw_yara *yara;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_err err = { 0 };
    if (!yara && !lw_ok(lw_yara_compile(&yara, lw_view_c(rules), "rules.yar", &err)))
        return 0;
    if (!lw_ok(lw_yara_scan(&facts, yara, LW_VIEW("a/b.py"), lw_view(data, size), &err)) &&
        err.code != LW_E_LIMIT)
        __builtin_trap();
    lw_arena_clear(&arena);
    return 0;
}

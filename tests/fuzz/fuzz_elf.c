/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_elf.c - the ELF analyser and everything that walks a table of an ELF file.
 */
#include "analyze/analyzer.h"
#include "analyze/elf.h"
#include "analyze/native_version.h"

extern const struct lw_analyzer lw_analyzer_elf;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_native_list list = { .arena = &arena };
    struct lw_file file = { .path = LW_VIEW("libz.so.1.2.13"),
                            .location = LW_VIEW("libz.so.1.2.13"),
                            .bytes = lw_view(data, size),
                            .size_bytes = size };
    struct lw_elf elf;
    (void)lw_analyzer_elf.file(&facts, &file, NULL);
    if (lw_ok(lw_elf_parse(&elf, file.bytes, NULL)))
        lw_native_by_symbol(&list, &elf);
    lw_arena_clear(&arena);
    return 0;
}

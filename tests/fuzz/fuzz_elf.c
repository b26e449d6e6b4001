/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_elf.c - the ELF analyser and everything that walks a table of an ELF file.
 */
#include "analyze/analyzer.h"
#include "analyze/elf.h"
#include "analyze/native_syscall.h"
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
    struct lw_elf elf = { 0 };
    (void)lw_analyzer_elf.file(&facts, &file, NULL);
    if (!lw_ok(lw_elf_parse(&elf, file.bytes, NULL))) {
        lw_arena_clear(&arena);
        return 0;
    }
    lw_native_by_symbol(&list, &elf);
    elf.type = LW_ELF_DYN; /* whatever the rest says, so that its code is looked at */
    elf.machine = LW_EM_X86_64;
    elf.is_64 = true;
    elf.is_big = false;
    (void)lw_native_syscalls(&elf);
    lw_arena_clear(&arena);
    return 0;
}

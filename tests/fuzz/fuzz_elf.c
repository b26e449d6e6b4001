/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_elf.c - the analysers of ELF files and everything that walks a table of one.
 */
#include "analyze/elf.h"
#include "analyze/native_syscall.h"
#include "analyze/native_version.h"
#include "file_fuzz.h"

extern const struct lw_analyzer lw_analyzer_elf, lw_analyzer_native_import;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_native_list list = { .arena = &arena };
    struct lw_elf elf = { 0 };
    fuzz_file(&lw_analyzer_elf, "libz.so.1.2.13", data, size);
    fuzz_file(&lw_analyzer_native_import, "libz.so.1.2.13", data, size);
    if (!lw_ok(lw_elf_parse(&elf, lw_view(data, size), NULL))) {
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

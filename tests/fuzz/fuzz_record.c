/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_record.c - lines of a RECORD.
 */
#include "attest/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text = lw_view(data, size);
    struct lw_view line, path, hash;
    while (lw_view_line(&line, &text))
        if (lw_source_record_line(&path, &hash, line, &arena) && path.len == 0)
            __builtin_trap();
    return 0;
}

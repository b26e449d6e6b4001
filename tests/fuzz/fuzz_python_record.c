/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_python_record.c - lines of RECORD and the paths in them.
 */
#include "facts/python_record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view rest = lw_view(data, size);
    struct lw_python_record record;
    while (lw_python_record_next(&record, &rest, &arena))
        (void)lw_python_record_path(&arena, LW_VIEW("python/lib"), record.path);
    lw_arena_clear(&arena);
    return 0;
}

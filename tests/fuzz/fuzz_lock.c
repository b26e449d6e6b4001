/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_lock.c - layerward.lock: what can be read is written, and read again as the same.
 */
#include <stdlib.h>

#include "review/lock.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_lock lock, again;
    struct lw_err err = { 0 };
    if (lw_ok(lw_lock_parse(&lock, lw_view(data, size), "layerward.lock", &arena, &err))) {
        struct lw_buf once = LW_BUF_INIT, twice = LW_BUF_INIT;
        lw_lock_write(&once, &lock);
        if (!lw_ok(lw_lock_parse(&again, lw_buf_view(&once), "again", &arena, &err)))
            abort();
        lw_lock_write(&twice, &again);
        if (!lw_view_eq(lw_buf_view(&once), lw_buf_view(&twice)))
            abort();
        lw_buf_clear(&once);
        lw_buf_clear(&twice);
    }
    lw_arena_clear(&arena);
    return 0;
}

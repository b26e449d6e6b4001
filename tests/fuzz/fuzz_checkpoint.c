/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_checkpoint.c - checkpoints of transparency logs.
 */
#include "attest/checkpoint.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view text = lw_view(data, size);
    struct lw_checkpoint checkpoint;
    struct lw_err err = { 0 };
    if (lw_ok(lw_checkpoint_parse(&checkpoint, text, &arena, &err))) {
        if (checkpoint.count == 0 || checkpoint.text.len >= text.len)
            __builtin_trap();
    } else if (!err.text[0]) {
        __builtin_trap();
    }
    return 0;
}

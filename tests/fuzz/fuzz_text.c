/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_text.c - text made safe is UTF-8 without anything that steers, and times read back.
 */
#include "base/clock.h"
#include "base/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view v = lw_view(data, size), safe = lw_text_safe(&arena, v);
    if (!lw_utf8_valid(safe) || lw_text_columns(safe) > safe.len)
        __builtin_trap();
    for (size_t i = 0; i < safe.len; i++)
        if (safe.ptr[i] < 0x20 || safe.ptr[i] == 0x7f)
            __builtin_trap();
    if (!lw_view_eq(lw_text_safe(&arena, safe), safe))
        __builtin_trap();
    if (!lw_utf8_valid(lw_cp437_to_utf8(&arena, v)))
        __builtin_trap();
    (void)lw_text_likely(v);

    int64_t time, again;
    char text[32];
    if (lw_time_parse(&time, v)) {
        lw_time_format(text, time);
        if (text[0] != '-' && (!lw_time_parse(&again, lw_view_c(text)) || again != time))
            __builtin_trap();
    }
    lw_arena_clear(&arena);
    return 0;
}

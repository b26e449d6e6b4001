/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_loads.c - what code loads, of any bytes.
 */
#include <stdlib.h>

#include "base/attr.h"
#include "review/loads.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct lw_view text = lw_view(data, size);
    struct lw_view name;
    (void)lw_loads_javascript(text);
    (void)lw_loads_python(text);
    LW_CLEANUP(lw_map_clear) struct lw_map words = LW_MAP_INIT;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    lw_loads_python_words(&words, text, &arena, 1);
    for (size_t at = 0, before = 0; (name = lw_loads_next_named(text, &at)).len; before = at)
        if (at <= before || at > size || name.ptr < data || name.ptr + name.len > data + size)
            abort();
    return 0;
}

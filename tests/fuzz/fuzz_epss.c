/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_epss.c - EPSS tables, KEV catalogues and what else an import may meet, of arbitrary bytes.
 */
#include "vuln/import_item.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "a.json", "a.jsonl", "a.csv.gz" };
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_view bytes = lw_view(data, size);
    for (size_t i = 0; i < LW_COUNT(names); i++) {
        struct lw_import_yield yield = { 0 };
        lw_import_item(&yield, lw_view_c(names[i]), bytes, &arena);
        for (size_t e = 0; e < yield.epss.count; e++) {
            if (yield.epss.items[e].probability > LW_INDEX_EPSS_SCALE)
                __builtin_trap();
        }
    }
    (void)lw_import_likely(bytes);
    return 0;
}

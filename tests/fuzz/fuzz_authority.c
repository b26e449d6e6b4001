/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_authority.c - certificates: DER as it is, and PEM alone and within code.
 */
#include "analyze/patterns.h"

extern const struct lw_analyzer lw_analyzer_authority;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT; /* as a thread reuses it */
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_err err = { 0 };
    struct lw_file file = { .path = LW_VIEW("cacert.pem"),
                            .location = LW_VIEW("cacert.pem"),
                            .bytes = lw_view(data, size),
                            .size_bytes = size,
                            .hits = &hits };
    if (lw_analyzer_authority.wants(&file) == LW_WANT_NO)
        return 0;
    lw_pattern_hits_reset(&hits);
    if (!lw_ok(lw_analyzer_authority.file(&facts, &file, &err)) && err.code != LW_E_LIMIT)
        __builtin_trap();
    for (size_t i = 0; i < facts.facts.count; i++) {
        const struct lw_fact *fact = &facts.facts.items[i];
        if (fact->offset >= size || lw_fact_get(fact, LW_K_SHA256).len != 64)
            __builtin_trap();
    }
    return 0;
}

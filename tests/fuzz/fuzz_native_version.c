/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_native_version.c - all that looks at the hits of patterns: versions, private keys, miners.
 */
#include "analyze/patterns.h"

extern const struct lw_analyzer lw_analyzer_native_version, lw_analyzer_private_key,
    lw_analyzer_miner;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_file file = { .path = LW_VIEW("bin/xmrig"),
                            .location = LW_VIEW("bin/xmrig"),
                            .bytes = lw_view(data, size),
                            .size_bytes = size,
                            .hits = &hits };
    lw_pattern_hits_reset(&hits);
    (void)lw_analyzer_native_version.file(&facts, &file, NULL);
    (void)lw_analyzer_private_key.file(&facts, &file, NULL);
    (void)lw_analyzer_miner.file(&facts, &file, NULL);
    lw_arena_clear(&arena);
    return 0;
}

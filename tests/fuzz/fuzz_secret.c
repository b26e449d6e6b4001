/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_secret.c - the checks of secrets: each kind on the bytes as they are, and the search.
 */
#include "analyze/secret.h"

extern const struct lw_analyzer lw_analyzer_secret;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT; /* as a thread reuses it */
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_file file = { .path = LW_VIEW("a.py"),
                            .location = LW_VIEW("a.py"),
                            .bytes = lw_view(data, size),
                            .size_bytes = size,
                            .hits = &hits };
    for (size_t i = 1; i < size && i < 64; i += 1 + data[size - 1] % 31) {
        struct lw_secret secret;
        for (size_t k = 0; k < lw_secret_kind_count; k += 1 + data[0] % 7)
            (void)lw_secret_look(&secret, &lw_secret_kinds[k], file.bytes, size - i);
    }
    lw_pattern_hits_reset(&hits);
    (void)lw_analyzer_secret.file(&facts, &file, NULL);
    lw_arena_clear(&arena);
    return 0;
}

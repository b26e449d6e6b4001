/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_rust_dep.c - the crate list of Rust programs.
 */
#include "analyze/analyzer.h"

extern const struct lw_analyzer lw_analyzer_rust_binary;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_file file = { .path = LW_VIEW("x"),
                            .location = LW_VIEW("x"),
                            .bytes = lw_view(data, size),
                            .size_bytes = size };
    (void)lw_analyzer_rust_binary.file(&facts, &file, NULL);
    lw_arena_clear(&arena);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_go_buildinfo.c - Go build information in whole programs, in pieces, and as bare text.
 */
#include "analyze/analyzer.h"
#include "analyze/go_buildinfo.h"

extern const struct lw_analyzer lw_analyzer_go_binary;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_view bytes = lw_view(data, size), rest = bytes;
    struct lw_file file = {
        .path = LW_VIEW("x"), .location = LW_VIEW("x"), .bytes = bytes, .size_bytes = size
    };
    (void)lw_analyzer_go_binary.file(&facts, &file, NULL);
    (void)lw_go_likely(bytes);

    struct lw_go_info info;
    bool have, pointers;
    size_t at = 0, before = 0;
    for (size_t n = 0; n <= size; n += 1 + size / 4, before = at) {
        lw_go_find_inline(&info, &have, &pointers, &at, lw_view_sub(bytes, 0, n), 0);
        if (at < before || at > n)
            __builtin_trap();
    }
    struct lw_go_module module;
    while (lw_go_module_next(&module, &rest))
        if (module.path.len == 0)
            __builtin_trap();
    (void)lw_go_setting(bytes, "GOARCH");
    lw_arena_clear(&arena);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_deb_status.c - arbitrary bytes as var/lib/dpkg/status.
 */
#include "analyze/analyzer.h"

extern const struct lw_analyzer lw_analyzer_deb_status;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_view path = LW_VIEW("var/lib/dpkg/status");
    struct lw_file file = { .path = path,
                            .location = path,
                            .container = LW_VIEW(""),
                            .bytes = lw_view(data, size),
                            .size_bytes = size };
    struct lw_err err;
    if (!lw_ok(lw_analyzer_deb_status.file(&facts, &file, &err)) && err.text[0] == 0)
        __builtin_trap();
    lw_facts_settle(&facts);
    lw_arena_clear(&arena);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * file_fuzz.h - an analyser of whole files: the same bytes under each name that it wants.
 */
#include "analyze/patterns.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* An error has to say what it is, and a fact has to stand in the file. */
static void fuzz_file(const struct lw_analyzer *analyzer, const char *path, const uint8_t *data,
                      size_t size)
{
    static struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT;
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_err err = { 0 };
    struct lw_file file = { .path = lw_view_c(path),
                            .location = lw_view_c(path),
                            .container = LW_VIEW(""),
                            .bytes = lw_view(data, size),
                            .size_bytes = size,
                            .hits = &hits };
    lw_pattern_hits_reset(&hits);
    if (analyzer->wants(&file) == LW_WANT_NO)
        return;
    if (!lw_ok(analyzer->file(&facts, &file, &err)) && err.text[0] == 0)
        __builtin_trap();
    for (size_t i = 0; i < facts.facts.count; i++)
        if (facts.facts.items[i].offset > size)
            __builtin_trap();
}

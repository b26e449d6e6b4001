/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_data_grants.c - data that lets others in: policies, grants of databases, pages.
 */
#include "analyze/patterns.h"

extern const struct lw_analyzer lw_analyzer_data_grants;
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct lw_pattern_hits hits = LW_PATTERN_HITS_INIT;

static void look(const char *path, const uint8_t *data, size_t size)
{
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
    if (!lw_ok(lw_analyzer_data_grants.file(&facts, &file, &err)) && err.text[0] == 0)
        __builtin_trap();
    for (size_t i = 0; i < facts.facts.count; i++)
        if (facts.facts.items[i].offset >= size)
            __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = { "a.json", "a.sql", "a.html" };
    for (size_t i = 0; i < LW_COUNT(paths); i++)
        look(paths[i], data, size);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * behavior_fuzz.h - source code of any language, from bytes to facts.
 */
#include "analyze/syntax/behavior.h"
#include "analyze/syntax/matters.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int fuzz_behavior(const uint8_t *data, size_t size, enum lw_language language)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    struct lw_file file = { .path = LW_VIEW("x"),
                            .location = LW_VIEW("x"),
                            .bytes = lw_view(data, size),
                            .size_bytes = size };
    struct lw_err err = { 0 };
    (void)lw_syntax_matters(&file, language);
    lw_status status = lw_behavior(&facts, &file, language, &err);
    if (!lw_ok(status) && status.code != LW_E_LIMIT)
        __builtin_trap();
    for (size_t i = 0; i < facts.facts.count; i++)
        if (facts.facts.items[i].offset > size)
            __builtin_trap();
    lw_arena_clear(&arena);
    return 0;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_node_manifest.c - package.json and npm's lock files of arbitrary bytes.
 */
#include "analyze/node_manifest.h"

extern const struct lw_analyzer lw_analyzer_node_package, lw_analyzer_node_lock,
    lw_analyzer_node_entry, lw_analyzer_startup;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(struct lw_facts *facts, const struct lw_analyzer *analyzer, const char *path,
                struct lw_view bytes)
{
    struct lw_err err = { 0 };
    struct lw_file file = { .path = lw_view_c(path),
                            .location = lw_view_c(path),
                            .bytes = bytes,
                            .size_bytes = bytes.len };
    if (analyzer->wants(&file) == LW_WANT_NO)
        __builtin_trap();
    if (!lw_ok(analyzer->file(facts, &file, &err)) && err.text[0] == '\0')
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_view bytes = lw_view(data, size), name, inside;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    run(&facts, &lw_analyzer_node_package, "node_modules/a/package.json", bytes);
    run(&facts, &lw_analyzer_node_package, "nodejs/package.json", bytes);
    run(&facts, &lw_analyzer_node_entry, "node_modules/a/package.json", bytes);
    run(&facts, &lw_analyzer_startup, "node_modules/a/package.json", bytes);
    run(&facts, &lw_analyzer_node_lock, "node_modules/.package-lock.json", bytes);
    run(&facts, &lw_analyzer_node_lock, "nodejs/package-lock.json", bytes);
    if (lw_node_owner(&name, &inside, bytes) && !lw_node_name_valid(name))
        __builtin_trap();
    (void)lw_node_is_fixture(bytes);
    lw_facts_settle(&facts);
    for (size_t i = 0; i < facts.packages.count; i++)
        if (!lw_node_name_valid(facts.packages.items[i].name))
            __builtin_trap();
    lw_arena_clear(&arena);
    return 0;
}

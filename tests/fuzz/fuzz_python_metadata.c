/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_python_metadata.c - METADATA, vendor lists and version files of arbitrary bytes.
 */
#include "analyze/python_metadata.h"
#include "analyze/python_modules.h"

extern const struct lw_analyzer lw_analyzer_python_vendor_list, lw_analyzer_python_dist_info,
    lw_analyzer_python_egg_info, lw_analyzer_conda_meta;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run(struct lw_facts *facts, const struct lw_analyzer *analyzer, const char *path,
                struct lw_view bytes)
{
    struct lw_err err = { 0 };
    struct lw_file file = { .path = lw_view_c(path),
                            .location = lw_view_c(path),
                            .bytes = bytes,
                            .size_bytes = bytes.len };
    if (analyzer->wants(&file) == LW_WANT_NO && bytes.len < 1 << 20)
        __builtin_trap();
    if (!lw_ok(analyzer->file(facts, &file, &err)) && err.text[0] == '\0')
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_view bytes = lw_view(data, size);
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts facts = lw_facts(&arena);
    run(&facts, &lw_analyzer_python_dist_info, "p/a-1.dist-info/METADATA", bytes);
    run(&facts, &lw_analyzer_python_dist_info, "p/a-1.dist-info/direct_url.json", bytes);
    run(&facts, &lw_analyzer_python_egg_info, "p/a.egg-link", bytes);
    run(&facts, &lw_analyzer_conda_meta, "conda-meta/a.json", bytes);
    run(&facts, &lw_analyzer_python_vendor_list, "p/_vendor/vendor.txt", bytes);
    unsigned forms = 0; /* one row of each form is enough */
    for (size_t i = 0; i < lw_python_module_count; i++) {
        if (forms & 1u << lw_python_modules[i].form)
            continue;
        forms |= 1u << lw_python_modules[i].form;
        char version[LW_PYTHON_VERSION_BYTES];
        uint32_t line;
        if (lw_python_version(version, &line, bytes, &lw_python_modules[i]) &&
            (line == 0 || strlen(version) == 0 || strlen(version) >= sizeof version))
            __builtin_trap();
    }
    lw_facts_settle(&facts);
    for (size_t i = 0; i < facts.packages.count; i++)
        if (facts.packages.items[i].name.len == 0)
            __builtin_trap();
    lw_arena_clear(&arena);
    return 0;
}

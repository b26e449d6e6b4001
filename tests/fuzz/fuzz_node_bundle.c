/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_node_bundle.c - scripts and source maps of arbitrary bytes.
 */
#include "analyze/js_bundle.h"
#include "analyze/node_manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct lw_bundle *bundle, size_t size)
{
    for (size_t i = 0; i < bundle->count; i++) {
        const struct lw_bundle_hit *hit = &bundle->items[i];
        if (!lw_node_name_valid(hit->name) || hit->line > size + 1)
            __builtin_trap();
        if (hit->version.len && !lw_node_version_valid(hit->version))
            __builtin_trap();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_view bytes = lw_view(data, size);
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_bundle bundle;
    lw_bundle_init(&bundle, &arena);
    lw_bundle_read_script(&bundle, bytes, LW_BUNDLE_MARKS_ALL);
    lw_bundle_read_map(&bundle, bytes);
    check(&bundle, size);
    lw_bundle_clear(&bundle);
    lw_arena_clear(&arena);
    return 0;
}

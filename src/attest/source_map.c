/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/source_map.c - which folder of a layer is which folder of a commit.
 */
#include <stdlib.h>

#include "attest/source.h"

enum { MAX_MAPPINGS = 16, MAX_PAIRS = 1 << 20 };

/* Without the components that both end with: "python/a/b.py" and "src/a/b.py" leave "python" and
 * "src". At least the file's name must be one. */
static bool strip(struct lw_view *layer, struct lw_view *tree)
{
    bool any = false;
    for (;;) {
        struct lw_view a = lw_path_base(*layer), b = lw_path_base(*tree);
        if (layer->len == 0 || tree->len == 0 || !lw_view_eq(a, b))
            return any;
        any = true;
        *layer = lw_path_dir(*layer);
        *tree = lw_path_dir(*tree);
    }
}

static int by_votes(const void *x, const void *y)
{
    const struct lw_mapping *a = x, *b = y;
    if (a->files != b->files)
        return a->files > b->files ? -1 : 1;
    int order = lw_view_cmp(a->layer, b->layer);
    return order ? order : lw_view_cmp(a->tree, b->tree);
}

void lw_mappings_find(struct lw_mapping_list *out, const struct lw_place_pair *pairs, size_t count,
                      struct lw_arena *arena)
{
    LW_CLEANUP(lw_map_clear) struct lw_map seen = LW_MAP_INIT;
    *out = (struct lw_mapping_list){ 0 };
    for (size_t i = 0; i < count && i < MAX_PAIRS; i++) {
        struct lw_view layer = pairs[i].layer, tree = pairs[i].tree;
        bool made;
        if (!strip(&layer, &tree))
            continue;
        struct lw_view key = lw_arena_printf(arena, "%.*s%c%.*s", LW_FMT(layer), '\n',
                                             LW_FMT(tree));
        uint64_t *slot = lw_map_put(&seen, key, &made);
        if (made) {
            *slot = out->count;
            *LW_PUSH(arena, out) = (struct lw_mapping){ layer, tree, 0 };
        }
        out->items[*slot].files++;
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_votes);
    if (out->count > MAX_MAPPINGS)
        out->count = MAX_MAPPINGS;
}

bool lw_mapping_apply(struct lw_view *out, const struct lw_mapping *mapping, struct lw_view path,
                      struct lw_arena *arena)
{
    struct lw_view rest = path;
    if (mapping->layer.len) {
        if (!lw_view_starts(path, mapping->layer) || path.len == mapping->layer.len ||
            path.ptr[mapping->layer.len] != '/')
            return false;
        rest = lw_view_from(path, mapping->layer.len + 1);
    }
    *out = mapping->tree.len
               ? lw_arena_printf(arena, "%.*s/%.*s", LW_FMT(mapping->tree), LW_FMT(rest))
               : rest;
    return true;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * report/treemap.h - files as a tree of folders, and rectangles whose areas are their sizes.
 *
 * Spec: Bruls, Huizing, van Wijk, "Squarified Treemaps" (2000).
 */
#ifndef LW_REPORT_TREEMAP_H
#define LW_REPORT_TREEMAP_H

#include "scan/scan.h"

struct lw_tree_node {
    struct lw_view name;             /* last component; past the depth limit all that is left */
    const struct lw_scan_file *file; /* NULL for a folder */
    uint64_t bytes;
    size_t files;
    struct lw_tree_node **items; /* largest first, then by name */
    size_t count, capacity;
};

enum { LW_TREE_DEPTH = 48 };

/* The root of all files, which are sorted by path. */
struct lw_tree_node *lw_tree_make(struct lw_arena *arena, const struct lw_scan_file *files,
                                  size_t count);

struct lw_rect {
    double x, y, width, height;
};

/* One rectangle for each item of `node` that has any size, in their order, within `room`; the
 * ratios are near 1. `out` has room for node->count. */
void lw_treemap_squarify(struct lw_rect *out, const struct lw_tree_node *node, struct lw_rect room);

#endif

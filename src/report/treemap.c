/* SPDX-License-Identifier: Apache-2.0
 *
 * report/treemap.c - from sorted paths to folders to rectangles.
 */
#include "report/treemap.h"

#include <stdlib.h>

static struct lw_tree_node *child(struct lw_arena *arena, struct lw_tree_node *folder,
                                  struct lw_view name)
{
    struct lw_tree_node *node = LW_NEW(arena, struct lw_tree_node);
    node->name = name;
    *LW_PUSH(arena, folder) = node;
    return node;
}

/* The folder of that name, which is the last one added, or a new one: paths come sorted. */
static struct lw_tree_node *folder_of(struct lw_arena *arena, struct lw_tree_node *folder,
                                      struct lw_view name)
{
    for (size_t i = folder->count; i-- > 0;) {
        struct lw_tree_node *last = folder->items[i];
        if (!last->file)
            return lw_view_eq(last->name, name) ? last : child(arena, folder, name);
    }
    return child(arena, folder, name);
}

static int by_size(const void *a, const void *b)
{
    const struct lw_tree_node *x = *(struct lw_tree_node *const *)a;
    const struct lw_tree_node *y = *(struct lw_tree_node *const *)b;
    if (x->bytes != y->bytes)
        return x->bytes < y->bytes ? 1 : -1;
    return lw_view_cmp(x->name, y->name);
}

static void sort(struct lw_tree_node *node) /* NOLINT(misc-no-recursion): LW_TREE_DEPTH */
{
    for (size_t i = 0; i < node->count; i++)
        sort(node->items[i]);
    if (node->count > 1)
        qsort(node->items, node->count, sizeof(struct lw_tree_node *), by_size);
}

struct lw_tree_node *lw_tree_make(struct lw_arena *arena, const struct lw_scan_file *files,
                                  size_t count)
{
    struct lw_tree_node *root = LW_NEW(arena, struct lw_tree_node);
    for (size_t i = 0; i < count; i++) {
        struct lw_tree_node *at = root;
        struct lw_view rest = files[i].path;
        for (unsigned depth = 0;; depth++) {
            at->bytes += files[i].bytes;
            at->files++;
            size_t slash = lw_view_find_byte(rest, '/');
            if (slash == LW_NOT_FOUND || depth == LW_TREE_DEPTH)
                break;
            at = folder_of(arena, at, lw_view_sub(rest, 0, slash));
            rest = lw_view_from(rest, slash + 1);
        }
        struct lw_tree_node *leaf = child(arena, at, rest);
        leaf->file = &files[i];
        leaf->bytes = files[i].bytes;
        leaf->files = 1;
    }
    sort(root);
    return root;
}

/* The worst ratio of sides in a row of that sum along `side`. */
static double worst(double largest, double smallest, double sum, double side)
{
    double s = side * side, t = sum * sum;
    double a = s * largest / t, b = t / (s * smallest);
    return a > b ? a : b;
}

/* Lays items [from, to) in one row along the shorter side of `room`; returns what is left. */
static struct lw_rect lay_row(struct lw_rect *out, const struct lw_tree_node *node, size_t from,
                              size_t to, double scale, struct lw_rect room)
{
    bool upright = room.width >= room.height; /* the row is a column at the left */
    double side = upright ? room.height : room.width, sum = 0, at = 0;
    for (size_t i = from; i < to; i++)
        sum += (double)node->items[i]->bytes * scale;
    double thick = side > 0 ? sum / side : 0;
    for (size_t i = from; i < to; i++) {
        double length = thick > 0 ? (double)node->items[i]->bytes * scale / thick : 0;
        out[i] = upright ? (struct lw_rect){ room.x, room.y + at, thick, length }
                         : (struct lw_rect){ room.x + at, room.y, length, thick };
        at += length;
    }
    if (upright)
        return (struct lw_rect){ room.x + thick, room.y, room.width - thick, room.height };
    return (struct lw_rect){ room.x, room.y + thick, room.width, room.height - thick };
}

void lw_treemap_squarify(struct lw_rect *out, const struct lw_tree_node *node, struct lw_rect room)
{
    size_t count = 0; /* those of size 0 stand last and get no area */
    uint64_t total = 0;
    while (count < node->count && node->items[count]->bytes > 0)
        total += node->items[count++]->bytes;
    for (size_t i = 0; i < node->count; i++)
        out[i] = (struct lw_rect){ room.x, room.y, 0, 0 };
    double scale = total ? room.width * room.height / (double)total : 0;
    for (size_t from = 0; from < count && room.width > 0 && room.height > 0;) {
        double side = room.width < room.height ? room.width : room.height;
        double largest = (double)node->items[from]->bytes * scale, sum = largest;
        double ratio = worst(largest, largest, sum, side);
        size_t to = from + 1;
        for (; to < count; to++) {
            double area = (double)node->items[to]->bytes * scale;
            double next = worst(largest, area, sum + area, side);
            if (next > ratio)
                break;
            ratio = next;
            sum += area;
        }
        room = lay_row(out, node, from, to, scale, room);
        from = to;
    }
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/myers.c - the shortest edit script, bounded.
 */
#include "review/myers.h"

#include <stdlib.h>

#include "base/map.h"

static bool split(struct lw_lines *out, struct lw_view text, size_t most, struct lw_map *ids,
                  struct lw_arena *arena)
{
    size_t count = 0;
    struct lw_view rest = text, line;
    while (lw_view_line(&line, &rest))
        if (++count > most)
            return false;
    *out = (struct lw_lines){ lw_arena_array(arena, count, sizeof *out->items),
                              lw_arena_array(arena, count, sizeof *out->ids), count };
    rest = text;
    for (size_t i = 0; i < count && lw_view_line(&line, &rest); i++) {
        bool made;
        uint64_t *id = lw_map_put(ids, line, &made);
        if (made)
            *id = ids->count;
        out->items[i] = line;
        out->ids[i] = (uint32_t)*id;
    }
    return true;
}

bool lw_lines_split(struct lw_lines *a, struct lw_lines *b, struct lw_view from, struct lw_view to,
                    size_t most, struct lw_arena *arena)
{
    struct lw_map ids = LW_MAP_INIT;
    bool fits = split(a, from, most, &ids, arena) && split(b, to, most, &ids, arena);
    lw_map_clear(&ids);
    return fits;
}

/* The part between what both begin and end with. */
struct box {
    const uint32_t *a, *b;
    int32_t n, m;
};

/* The furthest points of each number of edits, row after row: row d has 2d+1 of them. */
struct trace {
    int32_t *points;
    size_t capacity;
};

static size_t row_at(int32_t d)
{
    return (size_t)d * (size_t)d; /* 1 + 3 + ... */
}

static int32_t *row(struct trace *trace, int32_t d)
{
    size_t need = row_at(d) + 2 * (size_t)d + 1;
    if (need > trace->capacity) {
        trace->capacity = need * 2;
        trace->points = lw_xrealloc(trace->points, trace->capacity * sizeof *trace->points);
    }
    return trace->points + row_at(d);
}

/* Where the walk on diagonal k of row d begins, and from which neighbour it came: `down` by a line
 * of `b`, else by one of `a`. -1: nothing within the box leads there. */
static int32_t begin_of(bool *down, const int32_t *before, const struct box *box, int32_t d,
                        int32_t k)
{
    int32_t by_b = k < d ? before[k + 1 + d - 1] : -1, by_a = k > -d ? before[k - 1 + d - 1] : -1;
    bool can_b = by_b >= 0 && by_b - k <= box->m, can_a = by_a >= 0 && by_a < box->n;
    *down = can_b && (!can_a || by_b > by_a);
    if (*down)
        return by_b;
    return can_a ? by_a + 1 : -1;
}

/* Edits of the shortest script; -1: more than the bound. */
static int32_t search(struct trace *trace, const struct box *box)
{
    for (int32_t d = 0; d <= LW_MYERS_MOST_EDITS && d <= box->n + box->m; d++) {
        int32_t *now = row(trace, d);
        const int32_t *before = d ? trace->points + row_at(d - 1) : NULL;
        for (int32_t k = -d; k <= d; k += 2) {
            bool down;
            int32_t x = d ? begin_of(&down, before, box, d, k) : 0;
            while (x >= 0 && x < box->n && x - k < box->m && box->a[x] == box->b[x - k])
                x++;
            now[k + d] = x;
            if (x == box->n && x - k == box->m)
                return d;
        }
    }
    return -1;
}

static void walk_back(uint32_t *out, struct trace *trace, const struct box *box, int32_t d,
                      uint32_t first_b)
{
    int32_t x = box->n, y = box->m;
    for (; d >= 0; d--) {
        const int32_t *before = d ? trace->points + row_at(d - 1) : NULL;
        int32_t k = x - y;
        bool down = false;
        int32_t begin = d ? begin_of(&down, before, box, d, k) : 0;
        while (x > begin) {
            x--;
            y--;
            out[x] = first_b + (uint32_t)y + 1;
        }
        if (d && down)
            y--;
        else if (d)
            x--;
    }
}

uint32_t *lw_myers(const struct lw_lines *a, const struct lw_lines *b, struct lw_arena *arena)
{
    uint32_t *out = lw_arena_array(arena, a->count + 1, sizeof *out);
    size_t head = 0, tail = 0;
    while (head < a->count && head < b->count && a->ids[head] == b->ids[head]) {
        out[head] = (uint32_t)head + 1;
        head++;
    }
    while (tail < a->count - head && tail < b->count - head &&
           a->ids[a->count - 1 - tail] == b->ids[b->count - 1 - tail]) {
        out[a->count - 1 - tail] = (uint32_t)(b->count - tail);
        tail++;
    }
    struct box box = { a->ids + head, b->ids + head, (int32_t)(a->count - head - tail),
                       (int32_t)(b->count - head - tail) };
    struct trace trace = { NULL, 0 };
    int32_t edits = box.n && box.m ? search(&trace, &box) : -1;
    if (edits >= 0)
        walk_back(out + head, &trace, &box, edits, (uint32_t)head);
    free(trace.points);
    return out;
}

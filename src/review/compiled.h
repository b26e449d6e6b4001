/* SPDX-License-Identifier: Apache-2.0
 *
 * review/compiled.h - whether two .pyc files differ only in when and where they were compiled.
 *
 * Owns:    nothing; struct lw_touched lives in the arena that is given, but for its map.
 * Spec:    PEP 552.
 */
#ifndef LW_REVIEW_COMPILED_H
#define LW_REVIEW_COMPILED_H

#include "analyze/engine.h"
#include "base/map.h"

enum { LW_COMPILED_MOST_BYTES = 8 << 20 };

/* The time of the source, and the path that it was compiled at (for tracebacks), may be others; and
 * the order in which the members of a set are written. */
bool lw_compiled_alike(struct lw_view a, struct lw_view b, struct lw_view path);

/* Files at one path that are alike in this way, by what both sides' bytes hash to. */
struct lw_touched_pair {
    struct lw_digest from, to;
};

struct lw_touched {
    struct lw_map by_path; /* to an index into items, + 1 */
    struct lw_touched_pair *items;
    size_t count, capacity;
};

void lw_touched_add(struct lw_touched *touched, struct lw_arena *arena, struct lw_view path,
                    const struct lw_digest *from, const struct lw_digest *to);
bool lw_touched_has(const struct lw_touched *touched, const struct lw_scan_file *from,
                    const struct lw_scan_file *to);

#endif

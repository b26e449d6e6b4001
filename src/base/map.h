/* SPDX-License-Identifier: Apache-2.0
 *
 * base/map.h - a hash map from bytes to a 64-bit value, keys hashed with a per-process seed.
 *
 * Owns:    its table, not the keys: they are borrowed and must outlive the map.
 * Order:   iteration is in order of insertion, so output made from it is deterministic.
 */
#ifndef LW_BASE_MAP_H
#define LW_BASE_MAP_H

#include "base/view.h"

struct lw_map_item {
    struct lw_view key; /* borrowed */
    uint64_t hash;
    uint64_t value;
};

struct lw_map {
    struct lw_map_item *items; /* in order of insertion */
    size_t count, capacity;
    uint32_t *slots; /* index + 1 into items, 0 for empty */
    size_t slot_count;
};

#define LW_MAP_INIT                                                                                \
    {                                                                                              \
        NULL, 0, 0, NULL, 0                                                                        \
    }

void lw_map_clear(struct lw_map *map);

/* The value's place, or NULL. Good until the next insertion. */
uint64_t *lw_map_get(const struct lw_map *map, struct lw_view key);

/* The value's place, made with 0 where it was missing; `*made` (may be NULL) says which. */
uint64_t *lw_map_put(struct lw_map *map, struct lw_view key, bool *made);

/* The same for a key that does not outlive the map: where it was missing, it is copied into
 * `arena`. */
struct lw_arena;
uint64_t *lw_map_put_copy(struct lw_map *map, struct lw_view key, struct lw_arena *arena,
                          bool *made);

/* A fast hash for tables (not for anything that outlives the process). */
uint64_t lw_hash64(struct lw_view v, uint64_t seed);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/map.c - open addressing over an insertion-ordered array.
 *
 * The seed comes from the kernel, so that the author of an archive cannot choose names that
 * collide. It changes no output: iteration follows insertion.
 */
#include "base/map.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/auxv.h>

#include "base/arena.h"

static uint64_t process_seed(void)
{
    static _Atomic uint64_t kept; /* 0: not read yet; two threads may read the same at once */
    uint64_t seed = atomic_load_explicit(&kept, memory_order_relaxed);
    if (seed)
        return seed;
    seed = 0x9e3779b97f4a7c15u;
    const void *random = (const void *)getauxval(AT_RANDOM); /* 16 bytes, see getauxval(3) */
    if (random)
        memcpy(&seed, random, sizeof seed);
    seed |= 1;
    atomic_store_explicit(&kept, seed, memory_order_relaxed);
    return seed;
}

static uint64_t mix(uint64_t a, uint64_t b)
{
    __uint128_t product = (__uint128_t)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t lw_hash64(struct lw_view v, uint64_t seed)
{
    const uint64_t k = 0xa0761d6478bd642fu;
    uint64_t hash = seed ^ mix(v.len ^ k, k);
    while (v.len >= 8) {
        uint64_t word;
        memcpy(&word, v.ptr, 8);
        hash = mix(hash ^ word, 0xe7037ed1a0b428dbu);
        v = lw_view_from(v, 8);
    }
    uint64_t word = 0;
    if (v.len)
        memcpy(&word, v.ptr, v.len);
    return mix(hash ^ word ^ (uint64_t)v.len << 56, 0x8ebc6af09c88c6e3u);
}

void lw_map_clear(struct lw_map *map)
{
    free(map->items);
    free(map->slots);
    *map = (struct lw_map)LW_MAP_INIT;
}

static size_t slot_of(const struct lw_map *map, struct lw_view key, uint64_t hash)
{
    size_t mask = map->slot_count - 1;
    size_t at = (size_t)hash & mask;
    while (map->slots[at]) {
        const struct lw_map_item *item = &map->items[map->slots[at] - 1];
        if (item->hash == hash && lw_view_eq(item->key, key))
            break;
        at = (at + 1) & mask;
    }
    return at;
}

static void grow(struct lw_map *map)
{
    size_t slot_count = map->slot_count ? map->slot_count * 2 : 16;
    if (slot_count > UINT32_MAX)
        lw_oom(slot_count);
    free(map->slots);
    map->slots = lw_xcalloc(slot_count, sizeof *map->slots);
    map->slot_count = slot_count;
    map->capacity = slot_count / 2;
    map->items = lw_xrealloc(map->items, map->capacity * sizeof *map->items);
    for (size_t i = 0; i < map->count; i++) {
        size_t at = (size_t)map->items[i].hash & (slot_count - 1);
        while (map->slots[at])
            at = (at + 1) & (slot_count - 1);
        map->slots[at] = (uint32_t)i + 1;
    }
}

uint64_t *lw_map_get(const struct lw_map *map, struct lw_view key)
{
    if (map->count == 0)
        return NULL;
    size_t at = slot_of(map, key, lw_hash64(key, process_seed()));
    return map->slots[at] ? &map->items[map->slots[at] - 1].value : NULL;
}

/* `arena`: NULL where the key is borrowed. */
static uint64_t *put(struct lw_map *map, struct lw_view key, struct lw_arena *arena, bool *made)
{
    if (map->count == map->capacity)
        grow(map);
    uint64_t hash = lw_hash64(key, process_seed());
    size_t at = slot_of(map, key, hash);
    bool missing = map->slots[at] == 0;
    if (missing) {
        struct lw_view kept = arena ? lw_arena_copy(arena, key) : key;
        map->items[map->count] = (struct lw_map_item){ kept, hash, 0 };
        map->slots[at] = (uint32_t)++map->count;
    }
    if (made)
        *made = missing;
    return &map->items[map->slots[at] - 1].value;
}

uint64_t *lw_map_put(struct lw_map *map, struct lw_view key, bool *made)
{
    return put(map, key, NULL, made);
}

uint64_t *lw_map_put_copy(struct lw_map *map, struct lw_view key, struct lw_arena *arena,
                          bool *made)
{
    return put(map, key, arena, made);
}

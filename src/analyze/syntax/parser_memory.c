/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/parser_memory.c - parts of one size after the other; those that were freed are used again.
 *
 * What the parser asks for grows with its work, with that on broken input too, and does not depend
 * on the machine: it is counted, so that it can be stopped where it is too much.
 */
#include "analyze/syntax/parser_memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum {
    UNIT_BYTES = alignof(max_align_t),
    SMALL_UNITS = 64, /* what is larger has a block of its own, of a power of two */
    SIZES = SMALL_UNITS + 8 * sizeof(size_t),
    BLOCK_BYTES = (1 << 16) - 64,
};

/* Before what is given out, which is aligned as malloc() does. */
struct part {
    size_t size;       /* the number of its list */
    struct part *next; /* in that list, while it is free */
};
enum { HEAD_BYTES = offsetof(struct part, next) };

struct block {
    struct block *next;
};
enum { BLOCK_HEAD_BYTES = 2 * UNIT_BYTES - HEAD_BYTES };

static _Thread_local struct {
    size_t asked_bytes, limit_bytes, stop;
    struct block *blocks;
    uint8_t *at, *end; /* of the block that parts are cut from */
    struct part *free[SIZES];
} memory;

static void spend(size_t bytes)
{
    memory.asked_bytes += bytes;
    if (memory.asked_bytes > memory.limit_bytes)
        memory.stop = 1;
}

const size_t *lw_parser_memory_begin(size_t limit_bytes)
{
    memory.asked_bytes = 0;
    memory.limit_bytes = limit_bytes;
    memory.stop = 0;
    return &memory.stop;
}

#ifdef LW_ARENA_DEBUG
bool lw_parser_memory_is_whole(void)
{
    return false;
}

void lw_parser_memory_end(void)
{
}

void *lw_parser_malloc(size_t bytes)
{
    spend(bytes);
    return lw_xmalloc(bytes);
}

void *lw_parser_calloc(size_t count, size_t bytes)
{
    spend(count * bytes);
    return lw_xcalloc(count, bytes);
}

void *lw_parser_realloc(void *ptr, size_t bytes)
{
    spend(bytes);
    return lw_xrealloc(ptr, bytes);
}

void lw_parser_free(void *ptr)
{
    free(ptr);
}
#else
bool lw_parser_memory_is_whole(void)
{
    return true;
}

void lw_parser_memory_end(void)
{
    while (memory.blocks) {
        struct block *next = memory.blocks->next;
        free(memory.blocks);
        memory.blocks = next;
    }
    memory.at = memory.end = NULL;
    memset(memory.free, 0, sizeof memory.free);
}

/* Room for `bytes` behind what the parts need. */
static uint8_t *add_block(size_t bytes)
{
    if (bytes > SIZE_MAX / 2)
        lw_oom(bytes);
    struct block *block = lw_xmalloc(BLOCK_HEAD_BYTES + bytes);
    block->next = memory.blocks;
    memory.blocks = block;
    return (uint8_t *)block + BLOCK_HEAD_BYTES;
}

static size_t size_of(size_t bytes)
{
    const size_t units = (HEAD_BYTES + bytes + UNIT_BYTES - 1) / UNIT_BYTES;
    if (units < SMALL_UNITS)
        return units;
    return SMALL_UNITS + 8 * sizeof(size_t) - 1 - (size_t)__builtin_clzll(bytes);
}

/* What fits into a part. */
static size_t room_of(size_t size)
{
    return size < SMALL_UNITS ? size * UNIT_BYTES - HEAD_BYTES
                              : ((size_t)2 << (size - SMALL_UNITS)) - 1;
}

static struct part *cut(size_t size)
{
    const size_t bytes = HEAD_BYTES + room_of(size);
    if (size >= SMALL_UNITS)
        return (struct part *)(void *)add_block(bytes);
    if ((size_t)(memory.end - memory.at) < bytes) {
        memory.at = add_block(BLOCK_BYTES);
        memory.end = memory.at + BLOCK_BYTES;
    }
    struct part *part = (struct part *)(void *)memory.at;
    memory.at += bytes;
    return part;
}

static void *take(size_t bytes)
{
    if (bytes > SIZE_MAX / 4)
        lw_oom(bytes);
    const size_t size = size_of(bytes);
    struct part *part = memory.free[size];
    if (part)
        memory.free[size] = part->next;
    else
        part = cut(size);
    part->size = size;
    return &part->next;
}

static struct part *part_at(void *ptr)
{
    return (struct part *)(void *)((uint8_t *)ptr - HEAD_BYTES);
}

void *lw_parser_malloc(size_t bytes)
{
    spend(bytes);
    return take(bytes);
}

void *lw_parser_calloc(size_t count, size_t bytes)
{
    size_t all;
    if (__builtin_mul_overflow(count, bytes, &all))
        lw_oom(SIZE_MAX);
    spend(all);
    return memset(take(all), 0, all);
}

void *lw_parser_realloc(void *ptr, size_t bytes)
{
    spend(bytes);
    if (!ptr)
        return take(bytes);
    const size_t room = room_of(part_at(ptr)->size);
    if (bytes <= room)
        return ptr;
    void *grown = memcpy(take(bytes), ptr, room);
    lw_parser_free(ptr);
    return grown;
}

void lw_parser_free(void *ptr)
{
    if (!ptr)
        return;
    struct part *part = part_at(ptr);
    part->next = memory.free[part->size];
    memory.free[part->size] = part;
}
#endif

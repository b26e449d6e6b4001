/* SPDX-License-Identifier: Apache-2.0
 *
 * base/arena.c - blocks that double up to a megabyte.
 */
#include "base/arena.h"

#include <malloc.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FIRST_BLOCK_BYTES = 4096, LAST_BLOCK_BYTES = 1 << 20, ALIGN = alignof(max_align_t) };

struct lw_arena_block {
    struct lw_arena_block *next;
    size_t bytes;
    alignas(max_align_t) uint8_t data[];
};

void lw_oom(size_t bytes)
{
    char text[96];
    int n = snprintf(text, sizeof text, "layerward: out of memory (%zu bytes asked for)\n", bytes);
    if (n > 0 && write(STDERR_FILENO, text, (size_t)n) < 0)
        _exit(3);
    _exit(3);
}

void *lw_xmalloc(size_t bytes)
{
    void *p = malloc(bytes ? bytes : 1);
    if (!p)
        lw_oom(bytes);
    return p;
}

void *lw_xcalloc(size_t count, size_t size)
{
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p)
        lw_oom(count);
    return p;
}

void *lw_xrealloc(void *ptr, size_t bytes)
{
    void *p = realloc(ptr, bytes ? bytes : 1);
    if (!p)
        lw_oom(bytes);
    return p;
}

void lw_give_back(void)
{
#ifdef __GLIBC__
    (void)malloc_trim(0);
#endif
}

void lw_free_p(void *slot)
{
    free(*(void **)slot);
}

void lw_arena_clear(struct lw_arena *arena)
{
    struct lw_arena_block *block = arena->head;
    while (block) {
        struct lw_arena_block *next = block->next;
        free(block);
        block = next;
    }
    *arena = (struct lw_arena)LW_ARENA_INIT;
}

void lw_arena_wipe(struct lw_arena *arena)
{
    for (struct lw_arena_block *block = arena->head; block; block = block->next)
        explicit_bzero(block->data, block->bytes);
}

void lw_arena_wipe_clear(struct lw_arena *arena)
{
    lw_arena_wipe(arena);
    lw_arena_clear(arena);
}

static size_t block_bytes(const struct lw_arena *arena, size_t wanted)
{
#ifdef LW_ARENA_DEBUG
    (void)arena;
    return wanted;
#else
    size_t bytes = arena->head ? arena->head->bytes * 2 : FIRST_BLOCK_BYTES;
    if (bytes > LAST_BLOCK_BYTES)
        bytes = LAST_BLOCK_BYTES;
    return bytes < wanted ? wanted : bytes;
#endif
}

static void add_block(struct lw_arena *arena, size_t wanted)
{
    size_t bytes = block_bytes(arena, wanted);
    if (bytes > SIZE_MAX - sizeof(struct lw_arena_block))
        lw_oom(bytes);
    /* calloc has large blocks from the kernel, zeroed: pages that nobody touches cost nothing. */
    struct lw_arena_block *block = lw_xcalloc(1, sizeof *block + bytes);
    block->next = arena->head;
    block->bytes = bytes;
    arena->head = block;
    arena->at = block->data;
    arena->end = block->data + bytes;
}

void *lw_arena_alloc(struct lw_arena *arena, size_t bytes)
{
    if (bytes > SIZE_MAX / 2)
        lw_oom(bytes);
#ifdef LW_ARENA_DEBUG
    size_t room = bytes ? bytes : 1;
    add_block(arena, room);
#else
    size_t room = (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if ((size_t)(arena->end - arena->at) < room || !arena->at)
        add_block(arena, room);
#endif
    uint8_t *p = arena->at;
    arena->at += room;
    arena->used_bytes += room;
    return p; /* blocks come zeroed and are handed out once */
}

void *lw_arena_array(struct lw_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes))
        lw_oom(SIZE_MAX);
    return lw_arena_alloc(arena, bytes);
}

struct lw_view lw_arena_copy(struct lw_arena *arena, struct lw_view v)
{
    return lw_arena_join(arena, v, LW_VIEW_NONE);
}

struct lw_view lw_arena_join(struct lw_arena *arena, struct lw_view a, struct lw_view b)
{
    size_t bytes;
    if (__builtin_add_overflow(a.len, b.len, &bytes) || bytes == SIZE_MAX)
        lw_oom(SIZE_MAX);
    uint8_t *p = lw_arena_alloc(arena, bytes + 1);
    if (a.len)
        memcpy(p, a.ptr, a.len);
    if (b.len)
        memcpy(p + a.len, b.ptr, b.len);
    return lw_view(p, bytes);
}

struct lw_view lw_arena_vprintf(struct lw_arena *arena, const char *fmt, va_list args)
{
    va_list again;
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, fmt, again);
    va_end(again);
    if (n < 0)
        n = 0;
    uint8_t *p = lw_arena_alloc(arena, (size_t)n + 1);
    vsnprintf((char *)p, (size_t)n + 1, fmt, args);
    return lw_view(p, (size_t)n);
}

struct lw_view lw_arena_printf(struct lw_arena *arena, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    struct lw_view text = lw_arena_vprintf(arena, fmt, args);
    va_end(args);
    return text;
}

void *lw_arena_push(struct lw_arena *arena, void **items, size_t *count, size_t *capacity,
                    size_t size)
{
    if (*count == *capacity) {
        size_t more = *capacity ? *capacity * 2 : 8;
        uint8_t *grown = lw_arena_array(arena, more, size);
        if (*count)
            memcpy(grown, *items, *count * size);
        *items = grown;
        *capacity = more;
    }
    uint8_t *base = *items;
    return base + (*count)++ * size;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/arena.h - memory for one unit of work, freed at once.
 *
 * Owns:    everything handed out, until lw_arena_clear().
 * Not:     thread-safe. One arena belongs to one thread at a time.
 *
 * Never returns NULL: a size that overflows, or a machine without memory, ends the process with
 * exit code 3 and a sentence on stderr (lw_oom()), which a parser in a confined worker can afford.
 * Built with LW_ARENA_DEBUG each item is a malloc of its own, so that sanitizers see its bounds.
 */
#ifndef LW_BASE_ARENA_H
#define LW_BASE_ARENA_H

#include <stdarg.h>

#include "base/view.h"

struct lw_arena_block;

struct lw_arena {
    struct lw_arena_block *head;
    uint8_t *at, *end;
    size_t used_bytes; /* what was handed out so far */
};

#define LW_ARENA_INIT                                                                              \
    {                                                                                              \
        NULL, NULL, NULL, 0                                                                        \
    }

/* Frees all; the arena can be used again. */
void lw_arena_clear(struct lw_arena *arena);

/* For arenas with secrets in them: overwrites all that was handed out with zeros, which stays
 * allocated; and that with lw_arena_clear(), which fits LW_CLEANUP. */
void lw_arena_wipe(struct lw_arena *arena);
void lw_arena_wipe_clear(struct lw_arena *arena);

/* `bytes` zeroed bytes, aligned for any type. */
void *lw_arena_alloc(struct lw_arena *arena, size_t bytes);

/* `count` items of `size` bytes, zeroed; the product is checked. */
void *lw_arena_array(struct lw_arena *arena, size_t count, size_t size);

/* Copies; each result also has a NUL behind its last byte. */
struct lw_view lw_arena_copy(struct lw_arena *arena, struct lw_view v);
struct lw_view lw_arena_printf(struct lw_arena *arena, const char *fmt, ...) LW_PRINTF(2, 3);
struct lw_view lw_arena_vprintf(struct lw_arena *arena, const char *fmt, va_list args)
    LW_PRINTF(2, 0);

/* "a" + "b" without a format. */
struct lw_view lw_arena_join(struct lw_arena *arena, struct lw_view a, struct lw_view b);

/* Growing array in an arena: room for one more item; returns the slot, zeroed.
 * `*items` and `*capacity` are updated; `count` is the number in use. */
void *lw_arena_push(struct lw_arena *arena, void **items, size_t *count, size_t *capacity,
                    size_t size);

/* LW_PUSH(arena, list) for a struct with fields items, count, capacity; gives a pointer to the
 * new zeroed item. */
#define LW_PUSH(arena, list)                                                                       \
    ((__typeof__((list)->items))lw_arena_push((arena), (void **)&(list)->items, &(list)->count,    \
                                              &(list)->capacity, sizeof *(list)->items))

#define LW_NEW(arena, type) ((type *)lw_arena_alloc((arena), sizeof(type)))

LW_NORETURN void lw_oom(size_t bytes);

/* malloc family that ends in lw_oom(). */
void *lw_xmalloc(size_t bytes);
void *lw_xcalloc(size_t count, size_t size);
void *lw_xrealloc(void *ptr, size_t bytes);

/* Gives what was freed back to the machine, where the C library keeps it: to be called between two
 * pieces of work that take much. */
void lw_give_back(void);

/* For LW_CLEANUP on a `T *` of malloc. */
void lw_free_p(void *slot);

#endif

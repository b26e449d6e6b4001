/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/source.c - bytes of a zip from a file or from memory, and the room they are read into.
 */
#include <stdlib.h>
#include <sys/mman.h>

#include "archive/internal.h"
#include "base/file.h"

enum { KEPT_BYTES = 8 << 20, STEP_BYTES = 1 << 18, PAGE_BYTES = 4096 };

/* Large rooms are filled from end to end: what the kernel gives before it is asked for costs less
 * than a fault for each page. In steps, since it keeps other threads from asking for memory
 * meanwhile. */
static uint8_t *new_room(size_t room, size_t bytes)
{
    uint8_t *ptr = lw_xmalloc(room);
#ifdef LW_ARENA_DEBUG
    (void)bytes;
#else
    const size_t skip = -(uintptr_t)ptr % PAGE_BYTES;
    if (bytes > KEPT_BYTES)
        for (size_t at = skip; at < bytes; at += STEP_BYTES)
            (void)madvise(ptr + at, bytes - at < STEP_BYTES ? bytes - at : STEP_BYTES,
                          MADV_POPULATE_WRITE);
#endif
    return ptr;
}

uint8_t *lw_room_take(struct lw_room *room, size_t bytes)
{
#ifndef LW_ARENA_DEBUG
    if (room->ptr && room->capacity >= bytes)
        return room->ptr;
    size_t wanted = 1 << 16;
    while (wanted < bytes && wanted < KEPT_BYTES)
        wanted *= 2;
    if (wanted < bytes)
        wanted = bytes;
#else
    size_t wanted = bytes; /* exact, so that the address sanitizer sees the end */
#endif
    free(room->ptr);
    room->ptr = new_room(wanted, bytes);
    room->capacity = wanted;
    return room->ptr;
}

void lw_room_trim(struct lw_room *room)
{
    if (room->capacity > KEPT_BYTES)
        lw_room_clear(room);
}

void lw_room_clear(struct lw_room *room)
{
    free(room->ptr);
    *room = (struct lw_room){ .ahead = room->ahead };
}

lw_status lw_source_get(struct lw_view *out, const struct lw_source *source, uint64_t offset,
                        size_t len, struct lw_room *room, struct lw_err *err)
{
    LW_ENSURE(offset <= source->size && len <= source->size - offset, err, LW_E_FORMAT, offset,
              "%zu bytes at offset %llu reach past the end of the file (%llu bytes)", len,
              (unsigned long long)offset, (unsigned long long)source->size);
    if (source->fd < 0) {
        *out = lw_view_sub(source->bytes, (size_t)offset, len);
        return LW_OK;
    }
    bool held = room->source == source && room->held >= len && offset >= room->at &&
                offset - room->at <= room->held - len;
    if (!held) {
        uint64_t left = source->size - offset;
        size_t bytes = len > room->ahead ? len : room->ahead;
        bytes = bytes < left ? bytes : (size_t)left;
        room->held = 0;
        LW_TRY(lw_pread_all(source->fd, lw_room_take(room, bytes), bytes, offset, err));
        room->source = source;
        room->at = offset;
        room->held = room->ahead ? bytes : 0;
    }
    *out = lw_view_sub(lw_view(room->ptr, room->capacity), (size_t)(offset - room->at), len);
    return LW_OK;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/sketch.c - MinHash of words or bytes.
 */
#include "review/sketch.h"

#include <zlib.h>

#include "base/text.h"

enum {
    WORDS = 3,        /* in a run */
    WINDOW = 8,       /* bytes in a run of what is no text */
    FEW_SLOTS = 6,    /* less says nothing */
    TEXT_HEAD = 1024, /* by which text is told from other bytes */
};

static const uint64_t factor = 0x9e3779b97f4a7c15u;

static uint64_t mix(uint64_t x)
{
    x ^= x >> 32;
    x *= 0xd6e8feb86659fd93u;
    x ^= x >> 32;
    return x;
}

static void put(struct lw_sketch *sketch, uint64_t hash)
{
    hash = mix(hash);
    uint32_t *slot = &sketch->slots[hash % LW_SKETCH_SLOTS];
    uint32_t value = (uint32_t)(hash >> 32);
    if (value == UINT32_MAX)
        value--;
    *slot = value < *slot ? value : *slot; /* without a branch: which it is, nobody can guess */
}

/* Letters, digits and what goes with them; all that is no ASCII. */
static const bool in_word[256] = {
    ['0' ... '9'] = true, ['A' ... 'Z'] = true,   ['a' ... 'z'] = true,
    ['_'] = true,         [0x80 ... 0xff] = true,
};

static void sketch_text(struct lw_sketch *sketch, struct lw_view text)
{
    const uint8_t *at = text.ptr, *end = text.len ? text.ptr + text.len : text.ptr;
    uint64_t last = 0, before = 0; /* words */
    size_t count = 0;
    while (at < end) {
        uint64_t word = 0;
        for (; at < end && in_word[*at]; at++)
            word = (word ^ *at) * factor;
        at++;
        if (word == 0)
            continue;
        /* The order within a run is left out, which costs little and needs no turning. */
        if (++count >= WORDS)
            put(sketch, before + last + word);
        before = last;
        last = word;
    }
}

static void sketch_bytes(struct lw_sketch *sketch, struct lw_view bytes)
{
    uint64_t window = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        window = window << 8 | bytes.ptr[i];
        if (i + 1 >= WINDOW)
            put(sketch, window * factor);
    }
}

/* What a gzip file holds at its beginning; as much as fits. */
static size_t gunzip(uint8_t *out, size_t room, struct lw_view packed)
{
    z_stream stream = { .next_in = (Bytef *)(uintptr_t)packed.ptr,
                        .avail_in = (uInt)packed.len,
                        .next_out = out,
                        .avail_out = (uInt)room };
    if (inflateInit2(&stream, 15 + 16) != Z_OK)
        return 0;
    int status = inflate(&stream, Z_SYNC_FLUSH);
    size_t got = room - stream.avail_out;
    inflateEnd(&stream);
    return status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR ? got : 0;
}

struct lw_sketch lw_sketch_make(struct lw_view bytes)
{
    struct lw_sketch sketch = { .used = 0 };
    LW_CLEANUP(lw_free_p) uint8_t *plain = NULL;
    memset(sketch.slots, 0xff, sizeof sketch.slots);
    bytes = lw_view_sub(bytes, 0, LW_SKETCH_BYTES);
    if (lw_view_starts(bytes, LW_VIEW("\x1f\x8b\x08"))) {
        plain = lw_xmalloc(LW_SKETCH_BYTES);
        bytes = lw_view(plain, gunzip(plain, LW_SKETCH_BYTES, bytes));
    }
    if (lw_text_likely(lw_view_sub(bytes, 0, TEXT_HEAD)))
        sketch_text(&sketch, bytes);
    else
        sketch_bytes(&sketch, bytes);
    for (size_t i = 0; i < LW_SKETCH_SLOTS; i++)
        sketch.used += sketch.slots[i] != UINT32_MAX;
    return sketch;
}

unsigned lw_sketch_likeness(const struct lw_sketch *a, const struct lw_sketch *b)
{
    unsigned same = 0, either = 0;
    if (a->used < FEW_SLOTS || b->used < FEW_SLOTS)
        return 0;
    for (size_t i = 0; i < LW_SKETCH_SLOTS; i++) {
        bool any = a->slots[i] != UINT32_MAX || b->slots[i] != UINT32_MAX;
        either += any;
        same += any && a->slots[i] == b->slots[i];
    }
    return either ? same * 100 / either : 0;
}

void lw_sketches_want(struct lw_sketches *sketches, struct lw_view path)
{
    const size_t index = sketches->by_path.count;
    struct lw_view copy = lw_arena_copy(&sketches->arena, path);
    bool made;
    uint64_t *at = lw_map_put(&sketches->by_path, copy, &made);
    if (made)
        *at = index;
}

void lw_sketches_settle(struct lw_sketches *sketches)
{
    sketches->items = lw_arena_array(&sketches->arena, sketches->by_path.count,
                                     sizeof *sketches->items);
}

void lw_sketches_read(void *ctx, struct lw_view path, struct lw_view bytes)
{
    const struct lw_sketches *sketches = ctx;
    const uint64_t *at = lw_map_get(&sketches->by_path, path);
    if (at && sketches->items)
        sketches->items[*at] = lw_sketch_make(bytes);
}

const struct lw_sketch *lw_sketches_get(const struct lw_sketches *sketches, struct lw_view path)
{
    const uint64_t *at = sketches && sketches->items ? lw_map_get(&sketches->by_path, path) : NULL;
    return at && sketches->items[*at].used ? &sketches->items[*at] : NULL;
}

void lw_sketches_clear(struct lw_sketches *sketches)
{
    lw_map_clear(&sketches->by_path);
    lw_arena_clear(&sketches->arena);
    *sketches = (struct lw_sketches)LW_SKETCHES_INIT;
}

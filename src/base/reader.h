/* SPDX-License-Identifier: Apache-2.0
 *
 * base/reader.h - the only place that does arithmetic on untrusted bytes.
 *
 * Sticky: the first short read makes it `bad`; from then on every read gives zeros and the
 * position stays. Check `bad` once per record, and a record reads like its specification.
 *
 * Owns:    nothing; borrows the bytes.
 */
#ifndef LW_BASE_READER_H
#define LW_BASE_READER_H

#include "base/view.h"

struct lw_reader {
    struct lw_view bytes;
    size_t pos;
    bool bad;
};

static inline struct lw_reader lw_reader(struct lw_view bytes)
{
    return (struct lw_reader){ bytes, 0, false };
}

/* Starts at `pos`; bad at once where that is past the end. */
static inline struct lw_reader lw_reader_at(struct lw_view bytes, uint64_t pos)
{
    bool bad = pos > bytes.len;
    return (struct lw_reader){ bytes, bad ? bytes.len : (size_t)pos, bad };
}

static inline size_t lw_left(const struct lw_reader *r)
{
    return r->bad ? 0 : r->bytes.len - r->pos;
}

/* The next `len` bytes, or the empty view and bad. */
static inline struct lw_view lw_take(struct lw_reader *r, uint64_t len)
{
    if (r->bad || len > r->bytes.len - r->pos) {
        r->bad = true;
        return LW_VIEW_NONE;
    }
    struct lw_view v = lw_view_sub(r->bytes, r->pos, (size_t)len);
    r->pos += (size_t)len;
    return v;
}

static inline void lw_skip(struct lw_reader *r, uint64_t len)
{
    (void)lw_take(r, len);
}

static inline uint8_t lw_u8(struct lw_reader *r)
{
    struct lw_view v = lw_take(r, 1);
    return r->bad ? 0 : v.ptr[0];
}

static inline uint64_t lw_uint_le(struct lw_reader *r, unsigned width)
{
    struct lw_view v = lw_take(r, width);
    uint64_t value = 0;
    for (size_t i = v.len; i-- > 0;)
        value = value << 8 | v.ptr[i];
    return value;
}

static inline uint64_t lw_uint_be(struct lw_reader *r, unsigned width)
{
    struct lw_view v = lw_take(r, width);
    uint64_t value = 0;
    for (size_t i = 0; i < v.len; i++)
        value = value << 8 | v.ptr[i];
    return value;
}

static inline uint16_t lw_u16le(struct lw_reader *r)
{
    return (uint16_t)lw_uint_le(r, 2);
}
static inline uint32_t lw_u32le(struct lw_reader *r)
{
    return (uint32_t)lw_uint_le(r, 4);
}
static inline uint64_t lw_u64le(struct lw_reader *r)
{
    return lw_uint_le(r, 8);
}
static inline uint16_t lw_u16be(struct lw_reader *r)
{
    return (uint16_t)lw_uint_be(r, 2);
}
static inline uint32_t lw_u32be(struct lw_reader *r)
{
    return (uint32_t)lw_uint_be(r, 4);
}

/* Unsigned LEB128 (Go's uvarint), at most 10 bytes; longer or over 64 bits is bad. */
static inline uint64_t lw_uvarint(struct lw_reader *r)
{
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        uint8_t byte = lw_u8(r);
        if (shift == 63 && byte > 1)
            break;
        value |= (uint64_t)(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return value;
    }
    r->bad = true;
    return 0;
}

/* Up to the next NUL (which is consumed); bad where there is none. */
static inline struct lw_view lw_cstring(struct lw_reader *r)
{
    struct lw_view rest = r->bad ? LW_VIEW_NONE : lw_view_from(r->bytes, r->pos);
    size_t end = lw_view_find_byte(rest, 0);
    if (end == LW_NOT_FOUND) {
        r->bad = true;
        return LW_VIEW_NONE;
    }
    r->pos += end + 1;
    return lw_view_sub(rest, 0, end);
}

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/inflate.c - raw deflate: whole by libdeflate, in pieces by zlib.
 *
 * libdeflate says only that data are bad or longer than the room; what could be unpacked before
 * that is then unpacked by zlib, so that the answer does not hang on either's inner order. What
 * either takes for whole is whole: libdeflate lets some reserved codes pass that zlib refuses, and
 * a scanner should rather see too much.
 */
#include <stdlib.h>

#include <libdeflate.h>
#include <zlib.h>

#include "archive/internal.h"

struct lw_inflater {
    struct libdeflate_decompressor *whole; /* made on first use, like the other */
    z_stream pieces;
    bool have_pieces;
};

struct lw_inflater *lw_inflater_new(void)
{
    return lw_xcalloc(1, sizeof(struct lw_inflater));
}

void lw_inflater_free(struct lw_inflater *inflater)
{
    if (!inflater)
        return;
    if (inflater->whole)
        libdeflate_free_decompressor(inflater->whole);
    if (inflater->have_pieces)
        inflateEnd(&inflater->pieces);
    free(inflater);
}

void lw_inflate_begin(struct lw_inflater *inflater)
{
    z_stream *z = &inflater->pieces;
    if (inflater->have_pieces)
        inflateReset(z);
    else if (inflateInit2(z, -MAX_WBITS) != Z_OK)
        lw_oom(sizeof *z);
    inflater->have_pieces = true;
}

static uInt clamp(size_t n)
{
    enum { MOST = 1 << 30 };
    return n > MOST ? (uInt)MOST : (uInt)n;
}

enum lw_inflate_step lw_inflate_piece(struct lw_inflater *inflater, struct lw_view *packed,
                                      uint8_t *out, size_t room, size_t *written)
{
    z_stream *z = &inflater->pieces;
    const uInt in = clamp(packed->len), space = clamp(room);
    z->next_in = (Bytef *)(uintptr_t)packed->ptr; /* zlib reads it only */
    z->avail_in = in;
    z->next_out = out;
    z->avail_out = space;
    int result = inflate(z, Z_NO_FLUSH);
    *packed = lw_view_from(*packed, in - z->avail_in);
    *written = space - z->avail_out;
    if (result == Z_STREAM_END)
        return LW_STEP_END;
    if (result != Z_OK && result != Z_BUF_ERROR)
        return LW_STEP_BROKEN;
    return z->avail_out == 0 ? LW_STEP_MORE_OUT : LW_STEP_MORE_IN;
}

static struct lw_inflated diagnose(struct lw_inflater *inflater, struct lw_view packed,
                                   uint8_t *out, size_t expected)
{
    struct lw_inflated result = { LW_INFLATE_BROKEN, 0, 0 };
    struct lw_view rest = packed;
    lw_inflate_begin(inflater);
    for (;;) {
        size_t written = 0;
        enum lw_inflate_step step = lw_inflate_piece(inflater, &rest, out + result.bytes,
                                                     expected + 1 - result.bytes, &written);
        result.bytes += written;
        result.used_bytes = packed.len - rest.len;
        if (result.bytes > expected) {
            result.bytes = expected;
            result.end = LW_INFLATE_LONG;
            return result;
        }
        if (step == LW_STEP_END) {
            result.end = result.bytes < expected ? LW_INFLATE_SHORT : LW_INFLATE_WHOLE;
            return result;
        }
        if (step == LW_STEP_BROKEN || (step == LW_STEP_MORE_IN && rest.len == 0))
            return result;
    }
}

struct lw_inflated lw_inflate(struct lw_inflater *inflater, struct lw_view packed, uint8_t *out,
                              size_t expected)
{
    if (!inflater->whole)
        inflater->whole = libdeflate_alloc_decompressor();
    if (!inflater->whole)
        lw_oom(0);
    size_t used = 0, bytes = 0;
    enum libdeflate_result result = libdeflate_deflate_decompress_ex(
        inflater->whole, packed.ptr, packed.len, out, expected + 1, &used, &bytes);
    if (result != LIBDEFLATE_SUCCESS || bytes > expected)
        return diagnose(inflater, packed, out, expected);
    return (struct lw_inflated){ bytes < expected ? LW_INFLATE_SHORT : LW_INFLATE_WHOLE, bytes,
                                 used };
}

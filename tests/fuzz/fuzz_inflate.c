/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_inflate.c - raw deflate data: whole and in pieces must tell the same story.
 *
 * Where zlib told the whole (LW_INFLATE_BROKEN) the pieces must be all of it.
 *
 * The first two bytes are the size that the data are said to have.
 */
#include <stdlib.h>

#include "archive/internal.h"
#include "base/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void in_pieces(struct lw_inflater *inflater, struct lw_view packed, const uint8_t *whole,
                      size_t bytes, bool strict)
{
    uint8_t out[61];
    size_t at = 0;
    struct lw_view rest = packed;
    lw_inflate_begin(inflater);
    for (;;) {
        struct lw_view window = lw_view_sub(rest, 0, 7);
        size_t given = window.len, written = 0;
        enum lw_inflate_step step = lw_inflate_piece(inflater, &window, out, sizeof out, &written);
        rest = lw_view_from(rest, given - window.len);
        size_t common = at >= bytes ? 0 : written < bytes - at ? written : bytes - at;
        if (common && memcmp(out, whole + at, common) != 0)
            abort();
        at += written;
        if (step == LW_STEP_BROKEN && strict == false)
            return; /* libdeflate takes some codes that RFC 1951 reserves; zlib does not */
        if (step == LW_STEP_END || step == LW_STEP_BROKEN || at > bytes + sizeof out)
            break;
        if (step == LW_STEP_MORE_IN && rest.len == 0)
            break;
    }
    if (at < bytes)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_reader r = lw_reader(lw_view(data, size));
    size_t expected = lw_u16le(&r);
    struct lw_view packed = lw_take(&r, lw_left(&r));
    if (r.bad)
        return 0;
    uint8_t *out = malloc(expected + 1);
    if (!out)
        abort();
    struct lw_inflater *inflater = lw_inflater_new();
    struct lw_inflated got = lw_inflate(inflater, packed, out, expected);
    if (got.bytes > expected || got.used_bytes > packed.len ||
        (got.end == LW_INFLATE_WHOLE && got.bytes != expected))
        abort();
    in_pieces(inflater, packed, out, got.bytes, got.end == LW_INFLATE_BROKEN);
    lw_inflater_free(inflater);
    free(out);
    return 0;
}

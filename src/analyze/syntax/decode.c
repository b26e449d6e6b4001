/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/decode.c - base64, hex, percent signs, deflate.
 */
#include "analyze/syntax/decode.h"

#include <zlib.h>

#include "base/base64.h"
#include "base/buf.h"

static int quintet(uint8_t c)
{
    uint8_t upper = lw_is_alpha(c) ? (uint8_t)(c & ~0x20) : c;
    if (upper >= 'A' && upper <= 'Z')
        return upper - 'A';
    return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

static int hex_digit(uint8_t c)
{
    uint8_t low = lw_lower(c);
    return lw_is_digit(c) ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

static bool decode_bits(struct lw_view *out, struct lw_view text, struct lw_arena *arena,
                        int (*digit)(uint8_t), unsigned width)
{
    uint8_t *bytes = lw_arena_alloc(arena, text.len + 1);
    size_t count = 0;
    uint32_t pending = 0;
    unsigned bits = 0;
    for (size_t i = 0; i < text.len && text.ptr[i] != '='; i++) {
        int value = digit(text.ptr[i]);
        if (value < 0 && lw_is_space(text.ptr[i]))
            continue;
        if (value < 0)
            return false;
        pending = (pending << width | (uint32_t)value) & 0xffffff;
        bits += width;
        if (bits >= 8) {
            bits -= 8;
            bytes[count++] = (uint8_t)(pending >> bits);
        }
    }
    *out = lw_view(bytes, count);
    return true;
}

bool lw_decode_base64(struct lw_view *out, struct lw_view text, struct lw_arena *arena)
{
    return decode_bits(out, text, arena, lw_base64_digit, 6);
}

bool lw_decode_base32(struct lw_view *out, struct lw_view text, struct lw_arena *arena)
{
    return decode_bits(out, text, arena, quintet, 5);
}

bool lw_decode_hex(struct lw_view *out, struct lw_view text, struct lw_arena *arena)
{
    return decode_bits(out, text, arena, hex_digit, 4);
}

bool lw_decode_percent(struct lw_view *out, struct lw_view text, struct lw_arena *arena)
{
    uint8_t *bytes = lw_arena_alloc(arena, text.len + 1);
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        int high = text.ptr[i] == '%' && i + 2 < text.len ? hex_digit(text.ptr[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text.ptr[i + 2]) : -1;
        bytes[count++] = (uint8_t)(low < 0 ? text.ptr[i] : high << 4 | low);
        i += low < 0 ? 0 : 2;
    }
    *out = lw_view(bytes, count);
    return true;
}

bool lw_decode_rot13(struct lw_view *out, struct lw_view text, struct lw_arena *arena)
{
    uint8_t *bytes = lw_arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = text.ptr[i], first = lw_is_alpha(c) ? (uint8_t)('A' | (c & 0x20)) : 0;
        bytes[i] = (uint8_t)(first ? first + (c - first + 13) % 26 : c);
    }
    *out = lw_view(bytes, text.len);
    return true;
}

bool lw_decode_reverse(struct lw_view *out, struct lw_view text, struct lw_arena *arena)
{
    uint8_t *bytes = lw_arena_alloc(arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        bytes[i] = text.ptr[text.len - 1 - i];
    *out = lw_view(bytes, text.len);
    return true;
}

static bool inflate_as(struct lw_view *out, struct lw_view text, struct lw_arena *arena, int bits)
{
    z_stream z = { .next_in = (Bytef *)(uintptr_t)text.ptr, .avail_in = (uInt)text.len };
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    if (text.len > LW_VALUE_TEXT_MAX || inflateInit2(&z, bits) != Z_OK)
        return false;
    int status = Z_OK;
    while (status == Z_OK && buf.len < LW_VALUE_TEXT_MAX) {
        z.next_out = lw_buf_reserve(&buf, 1 << 14);
        z.avail_out = 1 << 14;
        status = inflate(&z, Z_NO_FLUSH);
        buf.len += (1 << 14) - z.avail_out;
        if (status == Z_OK && z.avail_in == 0 && z.avail_out)
            break;
    }
    (void)inflateEnd(&z);
    *out = lw_arena_copy(arena, lw_buf_view(&buf));
    return status == Z_STREAM_END && buf.len > 0;
}

bool lw_decode_inflate(struct lw_view *out, struct lw_view text, struct lw_arena *arena)
{
    return inflate_as(out, text, arena, 15 + 32) || inflate_as(out, text, arena, -15);
}

bool lw_decode_escapes(struct lw_view *out, struct lw_view text, struct lw_arena *arena)
{
    uint8_t *bytes = lw_arena_alloc(arena, text.len + 1);
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool hex = i + 3 < text.len && text.ptr[i] == '\\' && text.ptr[i + 1] == 'x';
        int high = hex ? hex_digit(text.ptr[i + 2]) : -1,
            low = hex ? hex_digit(text.ptr[i + 3]) : -1;
        bytes[count++] = (uint8_t)(high < 0 || low < 0 ? text.ptr[i] : high << 4 | low);
        i += high < 0 || low < 0 ? 0 : 3;
    }
    *out = lw_view(bytes, count);
    return true;
}

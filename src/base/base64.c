/* SPDX-License-Identifier: Apache-2.0
 *
 * base/base64.c - base64 and hex.
 */
#include "base/base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void lw_base64_add(struct lw_buf *out, struct lw_view bytes)
{
    uint8_t *to = lw_buf_reserve(out, (bytes.len + 2) / 3 * 4);
    size_t n = 0;
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t have = bytes.len - i < 3 ? bytes.len - i : 3;
        uint32_t bits = (uint32_t)bytes.ptr[i] << 16;
        bits |= have > 1 ? (uint32_t)bytes.ptr[i + 1] << 8 : 0;
        bits |= have > 2 ? bytes.ptr[i + 2] : 0;
        for (unsigned k = 0; k < 4; k++)
            to[n++] = (uint8_t)(k > have ? '=' : alphabet[bits >> (18 - 6 * k) & 63]);
    }
    out->len += n;
}

struct lw_view lw_base64_text(struct lw_arena *arena, struct lw_view bytes)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    lw_base64_add(&buf, bytes);
    return lw_arena_copy(arena, lw_buf_view(&buf));
}

#define DIGIT(c, value) [c] = (value) + 1
#define DIGITS(c, value) DIGIT(c, value), DIGIT((c) + 1, (value) + 1), DIGIT((c) + 2, (value) + 2)
#define DIGITS12(c, value)                                                                         \
    DIGITS(c, value), DIGITS((c) + 3, (value) + 3), DIGITS((c) + 6, (value) + 6),                  \
        DIGITS((c) + 9, (value) + 9)
#define DIGITS64                                                                                   \
    DIGITS12('A', 0), DIGITS12('M', 12), DIGIT('Y', 24), DIGIT('Z', 25), DIGITS12('a', 26),        \
        DIGITS12('m', 38), DIGIT('y', 50), DIGIT('z', 51), DIGITS('0', 52), DIGITS('3', 55),       \
        DIGITS('6', 58), DIGIT('9', 61), DIGIT('+', 62), DIGIT('/', 63)
/* One more than the value of a digit of either alphabet, or of the standard one; 0 for all else. */
static const uint8_t values[256] = { DIGITS64, DIGIT('-', 62), DIGIT('_', 63) };
static const uint8_t plain_values[256] = { DIGITS64 };

int lw_base64_digit(uint8_t c)
{
    return values[c] - 1;
}

int lw_base64_plain_digit(uint8_t c)
{
    return plain_values[c] - 1;
}

enum { PLAIN = 1, URL_SAFE = 2 };

/* Which alphabet a digit shows; 0 where both have it. */
static unsigned alphabet_of(uint8_t c)
{
    return c == '+' || c == '/' ? PLAIN : c == '-' || c == '_' ? URL_SAFE : 0;
}

/* Without the padding, which must fill the last group where it is there. */
static lw_status without_padding(struct lw_view *text, struct lw_err *err)
{
    size_t len = text->len;
    while (len && text->len - len < 2 && text->ptr[len - 1] == '=')
        len--;
    LW_ENSURE(len == text->len || text->len % 4 == 0, err, LW_E_FORMAT, len,
              "not base64: wrong padding at byte %zu", len);
    LW_ENSURE(len % 4 != 1, err, LW_E_FORMAT, len, "not base64: cut short at byte %zu", len);
    text->len = len;
    return LW_OK;
}

lw_status lw_base64_decode(struct lw_view *out, struct lw_view text, struct lw_arena *arena,
                           struct lw_err *err)
{
    LW_TRY(without_padding(&text, err));
    uint8_t *bytes = lw_arena_alloc(arena, text.len / 4 * 3 + 4);
    size_t len = 0;
    uint32_t bits = 0;
    unsigned held = 0, alphabets = 0;
    for (size_t i = 0; i < text.len; i++) {
        const int value = values[text.ptr[i]] - 1;
        alphabets |= value >= 62 ? alphabet_of(text.ptr[i]) : 0;
        LW_ENSURE(value >= 0 && alphabets != (PLAIN | URL_SAFE), err, LW_E_FORMAT, i,
                  "not base64: byte %02x at byte %zu", text.ptr[i], i);
        bits = bits << 6 | (uint32_t)value;
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes[len++] = (uint8_t)(bits >> held);
            bits &= (1u << held) - 1;
        }
    }
    LW_ENSURE(bits == 0, err, LW_E_FORMAT, text.len, "not base64: stray bits at its end");
    *out = lw_view(bytes, len);
    return LW_OK;
}

void lw_base64_add_decoded(struct lw_buf *out, struct lw_view text)
{
    uint8_t *to = lw_buf_reserve(out, text.len / 4 * 3 + 3);
    size_t n = 0, i = 0;
    for (; text.len - i >= 4; i += 4) {
        const int a = lw_base64_plain_digit(text.ptr[i]);
        const int b = lw_base64_plain_digit(text.ptr[i + 1]);
        const int c = lw_base64_plain_digit(text.ptr[i + 2]);
        const int d = lw_base64_plain_digit(text.ptr[i + 3]);
        if ((a | b | c | d) < 0)
            break;
        const uint32_t bits = (uint32_t)(a << 18 | b << 12 | c << 6 | d);
        to[n++] = (uint8_t)(bits >> 16);
        to[n++] = (uint8_t)(bits >> 8);
        to[n++] = (uint8_t)bits;
    }
    uint32_t bits = 0, held = 0;
    for (; i < text.len && lw_base64_plain_digit(text.ptr[i]) >= 0; i++) {
        bits = bits << 6 | (uint32_t)lw_base64_plain_digit(text.ptr[i]);
        held += 6;
        if (held >= 8) {
            held -= 8;
            to[n++] = (uint8_t)(bits >> held);
        }
    }
    out->len += n;
}

struct lw_view lw_hex_text(struct lw_arena *arena, struct lw_view bytes)
{
    static const char digits[] = "0123456789abcdef";
    char *hex = lw_arena_alloc(arena, 2 * bytes.len + 1);
    for (size_t i = 0; i < bytes.len; i++) {
        hex[2 * i] = digits[bytes.ptr[i] >> 4];
        hex[2 * i + 1] = digits[bytes.ptr[i] & 15];
    }
    return lw_view(hex, 2 * bytes.len);
}

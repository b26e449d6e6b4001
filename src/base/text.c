/* SPDX-License-Identifier: Apache-2.0
 *
 * base/text.c - encodings and safe display.
 */
#include "base/text.h"

static const uint16_t cp437_high[128] = {
    0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef,
    0x00ee, 0x00ec, 0x00c4, 0x00c5, 0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9,
    0x00ff, 0x00d6, 0x00dc, 0x00a2, 0x00a3, 0x00a5, 0x20a7, 0x0192, 0x00e1, 0x00ed, 0x00f3, 0x00fa,
    0x00f1, 0x00d1, 0x00aa, 0x00ba, 0x00bf, 0x2310, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255d, 0x255c, 0x255b, 0x2510, 0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x255e, 0x255f,
    0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
    0x2558, 0x2552, 0x2553, 0x256b, 0x256a, 0x2518, 0x250c, 0x2588, 0x2584, 0x258c, 0x2590, 0x2580,
    0x03b1, 0x00df, 0x0393, 0x03c0, 0x03a3, 0x03c3, 0x00b5, 0x03c4, 0x03a6, 0x0398, 0x03a9, 0x03b4,
    0x221e, 0x03c6, 0x03b5, 0x2229, 0x2261, 0x00b1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00f7, 0x2248,
    0x00b0, 0x2219, 0x00b7, 0x221a, 0x207f, 0x00b2, 0x25a0, 0x00a0,
};

/* Length of the well-formed sequence at `at`, 0 where there is none. */
static size_t utf8_len(struct lw_view v, size_t at, uint32_t *code_point)
{
    static const uint32_t smallest[5] = { 0, 0, 0x80, 0x800, 0x10000 };
    uint8_t lead = v.ptr[at];
    size_t len = lead < 0x80       ? 1
                 : lead >> 5 == 6  ? 2
                 : lead >> 4 == 14 ? 3
                 : lead >> 3 == 30 ? 4
                                   : 0;
    if (len == 0 || v.len - at < len)
        return 0;
    uint32_t cp = len == 1 ? lead : lead & (0xffu >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if (v.ptr[at + i] >> 6 != 2)
            return 0;
        cp = cp << 6 | (v.ptr[at + i] & 0x3fu);
    }
    if (cp < smallest[len] || cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
        return 0;
    *code_point = cp;
    return len;
}

bool lw_utf8_valid(struct lw_view v)
{
    uint32_t cp;
    for (size_t at = 0; at < v.len;) {
        size_t len = utf8_len(v, at, &cp);
        if (len == 0)
            return false;
        at += len;
    }
    return true;
}

uint32_t lw_utf8_next(struct lw_view v, size_t *at)
{
    uint32_t cp = 0xfffd;
    size_t len = *at < v.len ? utf8_len(v, *at, &cp) : 0;
    *at += len ? len : 1;
    return cp;
}

void lw_utf8_add(struct lw_buf *buf, uint32_t cp)
{
    if (cp < 0x80) {
        lw_buf_add_byte(buf, (uint8_t)cp);
        return;
    }
    unsigned tail = cp < 0x800 ? 1 : cp < 0x10000 ? 2 : 3;
    static const uint8_t lead[4] = { 0, 0xc0, 0xe0, 0xf0 };
    lw_buf_add_byte(buf, (uint8_t)(lead[tail] | cp >> (6 * tail)));
    while (tail-- > 0)
        lw_buf_add_byte(buf, (uint8_t)(0x80 | ((cp >> (6 * tail)) & 0x3f)));
}

struct lw_view lw_cp437_to_utf8(struct lw_arena *arena, struct lw_view v)
{
    struct lw_buf buf = LW_BUF_INIT;
    for (size_t i = 0; i < v.len; i++)
        lw_utf8_add(&buf, v.ptr[i] < 0x80 ? v.ptr[i] : cp437_high[v.ptr[i] - 0x80]);
    struct lw_view out = lw_arena_copy(arena, lw_buf_view(&buf));
    lw_buf_clear(&buf);
    return out;
}

/* UAX #9 (bidirectional controls) and Default_Ignorable_Code_Point (UAX #44), which show as
 * nothing; but U+FE0E and U+FE0F, which only choose how the sign before them is drawn, stand in
 * honest text. */
bool lw_char_hidden(uint32_t cp)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        { 0x00, 0x1f },       { 0x7f, 0x9f },       { 0xad, 0xad },       { 0x34f, 0x34f },
        { 0x61c, 0x61c },     { 0x115f, 0x1160 },   { 0x17b4, 0x17b5 },   { 0x180b, 0x180f },
        { 0x200b, 0x200f },   { 0x2028, 0x202e },   { 0x2060, 0x206f },   { 0x3164, 0x3164 },
        { 0xfe00, 0xfe0d },   { 0xfeff, 0xfeff },   { 0xffa0, 0xffa0 },   { 0xfff0, 0xfffb },
        { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a }, { 0xe0000, 0xe0fff },
    };
    for (size_t i = 0; i < LW_COUNT(ranges) && cp >= ranges[i].first; i++)
        if (cp <= ranges[i].last)
            return true;
    return false;
}

void lw_text_add_safe(struct lw_buf *buf, struct lw_view v)
{
    for (size_t at = 0; at < v.len;) {
        uint32_t cp = 0;
        size_t len = utf8_len(v, at, &cp);
        if (len == 0 || cp < 0x20 || (cp >= 0x7f && cp < 0xa0)) {
            lw_buf_printf(buf, "\\x%02x", v.ptr[at]);
            at += 1;
            continue;
        }
        if (lw_char_hidden(cp))
            lw_buf_printf(buf, "\\u{%x}", cp);
        else
            lw_buf_add(buf, lw_view_sub(v, at, len));
        at += len;
    }
}

struct lw_view lw_text_safe(struct lw_arena *arena, struct lw_view v)
{
    struct lw_buf buf = LW_BUF_INIT;
    lw_text_add_safe(&buf, v);
    struct lw_view out = lw_arena_copy(arena, lw_buf_view(&buf));
    lw_buf_clear(&buf);
    return out;
}

static bool wide(uint32_t cp)
{
    return (cp >= 0x1100 && cp <= 0x115f) || (cp >= 0x2e80 && cp <= 0xa4cf) ||
           (cp >= 0xac00 && cp <= 0xd7a3) || (cp >= 0xf900 && cp <= 0xfaff) ||
           (cp >= 0xfe30 && cp <= 0xfe6f) || (cp >= 0xff00 && cp <= 0xff60) ||
           (cp >= 0xffe0 && cp <= 0xffe6) || (cp >= 0x1f300 && cp <= 0x1f64f) ||
           (cp >= 0x1f900 && cp <= 0x1f9ff) || (cp >= 0x20000 && cp <= 0x3fffd);
}

static bool combining(uint32_t cp)
{
    return (cp >= 0x300 && cp <= 0x36f) || (cp >= 0x1ab0 && cp <= 0x1aff) ||
           (cp >= 0x20d0 && cp <= 0x20ff) || (cp >= 0xfe00 && cp <= 0xfe0f);
}

size_t lw_text_columns(struct lw_view v)
{
    size_t columns = 0;
    for (size_t at = 0; at < v.len;) {
        uint32_t cp = lw_utf8_next(v, &at);
        columns += combining(cp) ? 0 : wide(cp) ? 2 : 1;
    }
    return columns;
}

bool lw_text_likely(struct lw_view v)
{
    v = lw_view_sub(v, 0, 8192);
    size_t control = 0;
    if (lw_view_find_byte(v, 0) != LW_NOT_FOUND)
        return false;
    /* All comparisons, so that many bytes are looked at at once. */
    for (size_t i = 0; i < v.len; i++) {
        uint8_t c = v.ptr[i];
        control += (c < 0x20) & !((c >= '\t') & (c <= '\r')) & (c != 0x1b);
    }
    return control * 20 <= v.len;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/slip.c - one slip between two names.
 */
#include "analyze/slip.h"

#include "base/attr.h"

const char *lw_slip_what(enum lw_slip slip)
{
    static const char *const texts[] = {
        [LW_SLIP_NONE] = "",
        [LW_SLIP_SWAPPED] = "two letters are swapped",
        [LW_SLIP_DOUBLED] = "a letter is doubled or is not",
        [LW_SLIP_MISSING] = "a letter is missing",
        [LW_SLIP_ADDED] = "a letter is added",
        [LW_SLIP_NEIGHBOR] = "a letter is the one beside it on the keyboard",
        [LW_SLIP_CHANGED] = "a letter is another",
        [LW_SLIP_DIGIT] = "a digit differs",
    };
    return texts[slip];
}

/* Beside each other, or one above the other, on a keyboard of the Latin alphabet. */
static bool are_neighbors(uint8_t a, uint8_t b)
{
    static const char *const rows[] = { "qwertyuiop", "asdfghjkl", "zxcvbnm" };
    int row[2] = { -9, -9 }, column[2] = { -9, 9 };
    const uint8_t keys[2] = { a, b };
    for (int k = 0; k < 2; k++)
        for (int r = 0; r < 3; r++)
            for (int c = 0; rows[r][c]; c++)
                if ((uint8_t)rows[r][c] == keys[k]) {
                    row[k] = r;
                    column[k] = c;
                }
    int down = row[0] - row[1], right = column[0] - column[1];
    return down >= -1 && down <= 1 && right >= -1 && right <= 1;
}

/* `longer` has one byte more than `shorter` at `at`. */
static enum lw_slip one_more(struct lw_view longer, struct lw_view shorter, size_t at,
                             enum lw_slip slip)
{
    if (!lw_view_eq(lw_view_from(longer, at + 1), lw_view_from(shorter, at)))
        return LW_SLIP_NONE;
    uint8_t c = longer.ptr[at];
    if (lw_is_digit(c))
        return LW_SLIP_DIGIT;
    bool twice = lw_is_alpha(c) && ((at > 0 && longer.ptr[at - 1] == c) ||
                                    (at + 1 < longer.len && longer.ptr[at + 1] == c));
    return twice ? LW_SLIP_DOUBLED : slip;
}

enum lw_slip lw_slip_of(struct lw_view name, struct lw_view right)
{
    size_t at = 0, least = name.len < right.len ? name.len : right.len;
    while (at < least && name.ptr[at] == right.ptr[at])
        at++;
    if (name.len == right.len + 1)
        return one_more(name, right, at, LW_SLIP_ADDED);
    if (name.len + 1 == right.len)
        return one_more(right, name, at, LW_SLIP_MISSING);
    if (name.len != right.len || at == least)
        return LW_SLIP_NONE;
    uint8_t a = name.ptr[at], b = right.ptr[at];
    if (lw_view_eq(lw_view_from(name, at + 1), lw_view_from(right, at + 1))) {
        if (lw_is_digit(a) || lw_is_digit(b))
            return LW_SLIP_DIGIT;
        return are_neighbors(a, b) ? LW_SLIP_NEIGHBOR : LW_SLIP_CHANGED;
    }
    bool swapped = at + 1 < least && a == right.ptr[at + 1] && b == name.ptr[at + 1] &&
                   lw_view_eq(lw_view_from(name, at + 2), lw_view_from(right, at + 2));
    if (!swapped)
        return LW_SLIP_NONE;
    return lw_is_digit(a) && lw_is_digit(b) ? LW_SLIP_DIGIT : LW_SLIP_SWAPPED;
}

static bool parts_words(uint8_t c)
{
    return c == '-' || c == '_' || c == '.';
}

struct lw_view lw_slip_squeeze(char out[LW_SLIP_BYTES], struct lw_view name)
{
    size_t len = 0;
    for (size_t i = 0; i < name.len && len < LW_SLIP_BYTES; i++)
        if (!parts_words(name.ptr[i]))
            out[len++] = (char)name.ptr[i];
    return lw_view(out, len);
}

struct lw_view lw_slip_look(char out[LW_SLIP_BYTES], struct lw_view name)
{
    size_t len = 0;
    for (size_t i = 0; i < name.len && len < LW_SLIP_BYTES; i++) {
        uint8_t c = name.ptr[i], next = i + 1 < name.len ? name.ptr[i + 1] : 0;
        if (parts_words(c))
            continue;
        if ((c == 'r' && next == 'n') || (c == 'v' && next == 'v')) {
            out[len++] = c == 'r' ? 'm' : 'w';
            i++;
            continue;
        }
        out[len++] = (char)(c == '0' ? 'o' : c == '1' ? 'l' : c);
    }
    return lw_view(out, len);
}

enum { WORDS_MOST = 6 };

static size_t words_of(struct lw_view out[WORDS_MOST + 1], struct lw_view name)
{
    size_t count = 0, start = 0;
    for (size_t i = 0; i <= name.len && count <= WORDS_MOST; i++) {
        if (i < name.len && !parts_words(name.ptr[i]) && name.ptr[i] != '/')
            continue;
        if (i > start)
            out[count++] = lw_view_sub(name, start, i - start);
        start = i + 1;
    }
    return count;
}

bool lw_slip_reordered(struct lw_view name, struct lw_view right)
{
    struct lw_view a[WORDS_MOST + 1], b[WORDS_MOST + 1];
    size_t count = words_of(a, name), moved = 0;
    if (count < 2 || count > WORDS_MOST || words_of(b, right) != count)
        return false;
    bool used[WORDS_MOST] = { false };
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < count && (used[k] || !lw_view_eq(a[i], b[k])))
            k++;
        if (k == count)
            return false;
        used[k] = true;
        moved += k != i;
    }
    return moved > 0;
}

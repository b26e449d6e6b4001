/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/version_grammar.c - versions in text by a small grammar, and from numbers.
 */
#include "analyze/native_version.h"

enum { DIGITS_MAX = 8, SUFFIX_MAX = 24 };

static size_t count_digits(struct lw_view text)
{
    size_t n = 0;
    while (n < text.len && n <= DIGITS_MAX && lw_is_digit(text.ptr[n]))
        n++;
    return n;
}

static size_t count_letters(struct lw_view text)
{
    size_t n = 0;
    while (n < text.len && n < 2 && text.ptr[n] >= 'a' && text.ptr[n] <= 'z')
        n++;
    return n;
}

static bool one_of(uint8_t c, const char *set)
{
    return c && strchr(set, c);
}

static size_t count_suffix(struct lw_view text)
{
    if (text.len < 2 || !(lw_is_alpha(text.ptr[0]) || one_of(text.ptr[0], "+~-")) ||
        !lw_is_alnum(text.ptr[1]))
        return 0;
    size_t n = 1;
    while (n < text.len && n < SUFFIX_MAX &&
           (lw_is_alnum(text.ptr[n]) || one_of(text.ptr[n], ".+~-")))
        n++;
    return n;
}

/* One item of the grammar; false where it does not match. */
static bool item(size_t *taken, char kind, struct lw_view text)
{
    *taken = 0;
    switch (kind) {
    case 'd':
        *taken = count_digits(text);
        return *taken > 0 && *taken <= DIGITS_MAX;
    case 'a':
        *taken = count_letters(text);
        return true;
    case 's':
        *taken = count_suffix(text);
        return true;
    case ' ':
        while (*taken < text.len && text.ptr[*taken] == ' ')
            ++*taken;
        return *taken > 0;
    default:
        *taken = 1;
        return text.len && text.ptr[0] == (uint8_t)kind;
    }
}

/* "[...]" in one piece or not at all. */
static size_t optional(const char *from, const char *to, struct lw_view text)
{
    size_t at = 0, taken;
    for (; from < to; from++, at += taken)
        if (!item(&taken, *from, lw_view_from(text, at)))
            return 0;
    return at;
}

bool lw_version_match(size_t *version, size_t *all, const char *grammar, struct lw_view text)
{
    size_t at = 0, taken, end = LW_NOT_FOUND;
    for (const char *g = grammar; *g; g++) {
        if (*g == '|') {
            end = at;
        } else if (*g == '[') {
            const char *close = strchr(g, ']');
            at += optional(g + 1, close, lw_view_from(text, at));
            g = close;
        } else {
            if (!item(&taken, *g, lw_view_from(text, at)))
                return false;
            at += taken;
        }
    }
    struct lw_view behind = lw_view_from(text, at);
    if (behind.len &&
        (lw_is_digit(behind.ptr[0]) ||
         (behind.len > 1 && one_of(behind.ptr[0], "._") && lw_is_digit(behind.ptr[1]))))
        return *grammar == '\0';
    *version = end == LW_NOT_FOUND ? at : end;
    *all = at;
    return true;
}

struct lw_view lw_version_from_number(struct lw_arena *arena, enum lw_version_number how,
                                      uint32_t n)
{
    switch (how) {
    case LW_VN_POSTGRES:
        if (n >= 100000)
            return lw_arena_printf(arena, "%u.%u", n / 10000, n % 10000);
        return lw_arena_printf(arena, "%u.%u.%u", n / 10000, n / 100 % 100, n % 100);
    case LW_VN_SQLITE:
        return lw_arena_printf(arena, "%u.%u.%u", n / 1000000, n / 1000 % 1000, n % 1000);
    case LW_VN_XZ:
        return lw_arena_printf(arena, "%u.%u.%u", n / 10000000, n / 10000 % 1000, n / 10 % 1000);
    case LW_VN_LCMS:
        return n % 10 ? lw_arena_printf(arena, "%u.%u.%u", n / 1000, n / 10 % 100, n % 10)
                      : lw_arena_printf(arena, "%u.%u", n / 1000, n / 10 % 100);
    case LW_VN_HEX:
        return lw_arena_printf(arena, "%u.%u.%u", n >> 16, n >> 8 & 0xff, n & 0xff);
    case LW_VN_HEX_4:
        return lw_arena_printf(arena, "%u.%u.%u", n >> 24, n >> 12 & 0xfff, n & 0xfff);
    case LW_VN_OPENSSL:
        return lw_arena_printf(arena, "%u.%u.%u", n >> 28, n >> 20 & 0xff, n >> 4 & 0xff);
    case LW_VN_DECIMAL:
        break;
    }
    return lw_arena_printf(arena, "%u.%u.%u", n / 10000, n / 100 % 100, n % 100);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/view.h - a borrowed run of bytes, passed by value; never relies on a NUL.
 *
 * Owns:    nothing. A view is good for as long as what it borrows from.
 */
#ifndef LW_BASE_VIEW_H
#define LW_BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/attr.h"

struct lw_view {
    const uint8_t *ptr;
    size_t len;
};

#define LW_VIEW(literal) ((struct lw_view){ (const uint8_t *)("" literal), sizeof(literal) - 1 })
#define LW_VIEW_NONE ((struct lw_view){ NULL, 0 })

/* For printf: "%.*s", LW_FMT(view). Cut at INT_MAX. */
#define LW_FMT(v) (int)((v).len > 0x7fffffff ? 0x7fffffff : (v).len), (const char *)(v).ptr

static inline struct lw_view lw_view(const void *ptr, size_t len)
{
    return (struct lw_view){ (const uint8_t *)ptr, len };
}

/* Borrows a C string; NULL gives the empty view. */
static inline struct lw_view lw_view_c(const char *text)
{
    return (struct lw_view){ (const uint8_t *)text, text ? strlen(text) : 0 };
}

static inline bool lw_view_eq(struct lw_view a, struct lw_view b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Where it is called, so that the length of a text that is written there is known. */
LW_ALWAYS_INLINE static inline bool lw_view_is(struct lw_view v, const char *text)
{
    return lw_view_eq(v, lw_view_c(text));
}

/* Whether it is one of the texts. LW_VIEW_IN(v, list) for an array of them. */
bool lw_view_in(struct lw_view v, const char *const *list, size_t count);
#define LW_VIEW_IN(v, list) lw_view_in((v), (list), LW_COUNT(list))

/* The same in any case; none of the texts begins with a capital. */
bool lw_view_in_nocase(struct lw_view v, const char *const *list, size_t count);
#define LW_VIEW_IN_NOCASE(v, list) lw_view_in_nocase((v), (list), LW_COUNT(list))

/* Any of the words, which are in lower case, stands somewhere in it, in whatever case. */
bool lw_view_has_nocase(struct lw_view v, const char *const *words, size_t count);
#define LW_VIEW_HAS_NOCASE(v, words) lw_view_has_nocase((v), (words), LW_COUNT(words))

bool lw_view_is_ascii(struct lw_view v);

/* Bytes from `at` on; empty where `at` is past the end. */
static inline struct lw_view lw_view_from(struct lw_view v, size_t at)
{
    if (at >= v.len)
        return (struct lw_view){ v.ptr ? v.ptr + v.len : NULL, 0 };
    return (struct lw_view){ v.ptr + at, v.len - at };
}

/* At most `len` bytes from `at` on. */
static inline struct lw_view lw_view_sub(struct lw_view v, size_t at, size_t len)
{
    v = lw_view_from(v, at);
    if (v.len > len)
        v.len = len;
    return v;
}

static inline bool lw_view_starts(struct lw_view v, struct lw_view head)
{
    return v.len >= head.len && (head.len == 0 || memcmp(v.ptr, head.ptr, head.len) == 0);
}

static inline bool lw_view_ends(struct lw_view v, struct lw_view tail)
{
    return v.len >= tail.len &&
           (tail.len == 0 || memcmp(v.ptr + v.len - tail.len, tail.ptr, tail.len) == 0);
}

/* Bytewise order, a shorter prefix first: <0, 0, >0. */
int lw_view_cmp(struct lw_view a, struct lw_view b);

/* ASCII case-insensitive equality, prefix and suffix; other bytes must be the same. */
bool lw_view_eq_nocase(struct lw_view a, struct lw_view b);
bool lw_view_starts_nocase(struct lw_view v, struct lw_view head);
bool lw_view_ends_nocase(struct lw_view v, struct lw_view tail);

/* Offset of the first / last match, or SIZE_MAX. */
#define LW_NOT_FOUND SIZE_MAX
size_t lw_view_find(struct lw_view v, struct lw_view needle);
size_t lw_view_find_byte(struct lw_view v, uint8_t byte);
size_t lw_view_rfind_byte(struct lw_view v, uint8_t byte);

/* Without ASCII white space (space, \t, \r, \n, \v, \f) at both ends. */
struct lw_view lw_view_trim(struct lw_view v);

/* Cuts the next line off `*rest`, without its \n or \r\n; false when nothing is left. */
bool lw_view_line(struct lw_view *out, struct lw_view *rest);

/* Cuts up to the next `sep` off `*rest` (the last piece has none); false when nothing is left.
 * "a,,b" gives "a", "", "b"; "" gives one empty piece, LW_VIEW_NONE gives none. */
bool lw_view_split(struct lw_view *out, struct lw_view *rest, uint8_t sep);

/* Last component after '/', and what stands before that '/' ("" where there is none). */
struct lw_view lw_path_base(struct lw_view path);
struct lw_view lw_path_dir(struct lw_view path);

/* Decimal, whole view, no sign; false when empty, not a number, or over `max`. */
bool lw_view_u64(uint64_t *out, struct lw_view v, uint64_t max);

static inline bool lw_is_digit(uint8_t c)
{
    return c >= '0' && c <= '9';
}
static inline bool lw_is_alpha(uint8_t c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}
static inline bool lw_is_alnum(uint8_t c)
{
    return lw_is_digit(c) || lw_is_alpha(c);
}
/* What names of most languages are made of. */
static inline bool lw_is_word(uint8_t c)
{
    return lw_is_alnum(c) || c == '_';
}
static inline bool lw_is_space(uint8_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline uint8_t lw_lower(uint8_t c)
{
    return (uint8_t)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}
/* 0 to 15, or -1 where it is no hexadecimal digit. */
static inline int lw_hex_digit(uint8_t c)
{
    uint8_t low = lw_lower(c);
    return lw_is_digit(c) ? c - '0' : low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/view.c - searching and comparing views.
 */
#include "base/view.h"

bool lw_view_in(struct lw_view v, const char *const *list, size_t count)
{
    const char first = v.len ? (char)v.ptr[0] : '\0'; /* most texts begin otherwise */
    for (size_t i = 0; i < count; i++)
        if (list[i][0] == first && lw_view_is(v, list[i]))
            return true;
    return false;
}

bool lw_view_in_nocase(struct lw_view v, const char *const *list, size_t count)
{
    const char first = v.len ? (char)lw_lower(v.ptr[0]) : '\0';
    for (size_t i = 0; i < count; i++)
        if (list[i][0] == first && lw_view_eq_nocase(v, lw_view_c(list[i])))
            return true;
    return false;
}

bool lw_view_has_nocase(struct lw_view v, const char *const *words, size_t count)
{
    for (size_t at = 0; at < v.len; at++)
        for (size_t i = 0; i < count; i++)
            if (lw_lower(v.ptr[at]) == (uint8_t)words[i][0] &&
                lw_view_starts_nocase(lw_view_from(v, at), lw_view_c(words[i])))
                return true;
    return false;
}

bool lw_view_is_ascii(struct lw_view v)
{
    for (size_t i = 0; i < v.len; i++)
        if (v.ptr[i] >= 0x80)
            return false;
    return true;
}

int lw_view_cmp(struct lw_view a, struct lw_view b)
{
    size_t common = a.len < b.len ? a.len : b.len;
    int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool lw_view_eq_nocase(struct lw_view a, struct lw_view b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lw_lower(a.ptr[i]) != lw_lower(b.ptr[i]))
            return false;
    return true;
}

bool lw_view_starts_nocase(struct lw_view v, struct lw_view head)
{
    return v.len >= head.len && lw_view_eq_nocase(lw_view_sub(v, 0, head.len), head);
}

bool lw_view_ends_nocase(struct lw_view v, struct lw_view tail)
{
    return v.len >= tail.len && lw_view_eq_nocase(lw_view_from(v, v.len - tail.len), tail);
}

size_t lw_view_find(struct lw_view v, struct lw_view needle)
{
    if (needle.len == 0)
        return 0;
    if (v.len < needle.len)
        return LW_NOT_FOUND;
    const uint8_t *hit = memmem(v.ptr, v.len, needle.ptr, needle.len);
    return hit ? (size_t)(hit - v.ptr) : LW_NOT_FOUND;
}

size_t lw_view_find_byte(struct lw_view v, uint8_t byte)
{
    const uint8_t *hit = v.len ? memchr(v.ptr, byte, v.len) : NULL;
    return hit ? (size_t)(hit - v.ptr) : LW_NOT_FOUND;
}

size_t lw_view_rfind_byte(struct lw_view v, uint8_t byte)
{
    const uint8_t *hit = v.len ? memrchr(v.ptr, byte, v.len) : NULL;
    return hit ? (size_t)(hit - v.ptr) : LW_NOT_FOUND;
}

struct lw_view lw_view_trim(struct lw_view v)
{
    while (v.len && lw_is_space(v.ptr[0])) {
        v.ptr++;
        v.len--;
    }
    while (v.len && lw_is_space(v.ptr[v.len - 1]))
        v.len--;
    return v;
}

bool lw_view_line(struct lw_view *out, struct lw_view *rest)
{
    if (rest->len == 0)
        return false;
    size_t end = lw_view_find_byte(*rest, '\n');
    *out = lw_view_sub(*rest, 0, end == LW_NOT_FOUND ? rest->len : end);
    *rest = end == LW_NOT_FOUND ? lw_view_from(*rest, rest->len) : lw_view_from(*rest, end + 1);
    if (out->len && out->ptr[out->len - 1] == '\r')
        out->len--;
    return true;
}

bool lw_view_split(struct lw_view *out, struct lw_view *rest, uint8_t sep)
{
    if (rest->ptr == NULL)
        return false;
    size_t end = lw_view_find_byte(*rest, sep);
    if (end == LW_NOT_FOUND) {
        *out = *rest;
        *rest = LW_VIEW_NONE;
        return true;
    }
    *out = lw_view_sub(*rest, 0, end);
    *rest = (struct lw_view){ rest->ptr + end + 1, rest->len - end - 1 };
    return true;
}

struct lw_view lw_path_base(struct lw_view path)
{
    size_t slash = lw_view_rfind_byte(path, '/');
    return slash == LW_NOT_FOUND ? path : lw_view_from(path, slash + 1);
}

struct lw_view lw_path_dir(struct lw_view path)
{
    size_t slash = lw_view_rfind_byte(path, '/');
    return lw_view_sub(path, 0, slash == LW_NOT_FOUND ? 0 : slash);
}

bool lw_view_u64(uint64_t *out, struct lw_view v, uint64_t max)
{
    uint64_t value = 0;
    if (v.len == 0)
        return false;
    for (size_t i = 0; i < v.len; i++) {
        if (!lw_is_digit(v.ptr[i]))
            return false;
        unsigned digit = (unsigned)(v.ptr[i] - '0');
        if (digit > max || value > (max - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

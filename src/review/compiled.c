/* SPDX-License-Identifier: Apache-2.0
 *
 * review/compiled.c - compiled Python that was only compiled anew.
 */
#include "review/compiled.h"

#include "base/text.h"

enum { HEAD_BYTES = 16 }; /* PEP 552 */

static bool is_path_byte(uint8_t c)
{
    return lw_is_alnum(c) || memchr("/._-+~@ ", c, 8) != NULL;
}

/* The run of a path's bytes around an offset. */
static struct lw_view path_around(struct lw_view bytes, size_t at)
{
    size_t begin = at, end = at;
    while (begin > 0 && bytes.ptr[begin - 1] && is_path_byte(bytes.ptr[begin - 1]))
        begin--;
    while (end < bytes.len && bytes.ptr[end] && is_path_byte(bytes.ptr[end]))
        end++;
    return lw_view_sub(bytes, begin, end - begin);
}

/* "a/__pycache__/b.cpython-311.pyc" was compiled from ".../b.py", and says so once. */
static bool names_source(struct lw_view text, struct lw_view pyc)
{
    struct lw_view stem = lw_path_base(pyc);
    stem.len = lw_view_find_byte(stem, '.');
    size_t slash = lw_view_rfind_byte(text, '/');
    struct lw_view name = slash == LW_NOT_FOUND ? text : lw_view_from(text, slash + 1);
    return slash != LW_NOT_FOUND && lw_view_starts(name, stem) &&
           lw_view_starts(lw_view_from(name, stem.len), LW_VIEW(".py"));
}

bool lw_compiled_alike(struct lw_view a, struct lw_view b, struct lw_view path)
{
    if (a.len != b.len || a.len < HEAD_BYTES ||
        !lw_view_eq(lw_view_sub(a, 0, 4), lw_view_sub(b, 0, 4)) ||
        !lw_view_eq(lw_view_sub(a, 4, 4), LW_VIEW("\0\0\0\0")) ||
        !lw_view_eq(lw_view_sub(a, 4, 4), lw_view_sub(b, 4, 4)) ||
        !lw_view_eq(lw_view_sub(a, 12, 4), lw_view_sub(b, 12, 4)))
        return false;
    size_t paths = 0;
    for (size_t i = HEAD_BYTES; i < a.len; i++) {
        if (a.ptr[i] == b.ptr[i])
            continue;
        struct lw_view one = path_around(a, i), other = path_around(b, i);
        size_t end = (size_t)(one.ptr - a.ptr) + one.len;
        bool fits = one.len == other.len && one.ptr - a.ptr == other.ptr - b.ptr &&
                    names_source(one, path) && names_source(other, path);
        if (!fits || ++paths > 1)
            return false;
        i = end;
    }
    return true;
}

void lw_touched_add(struct lw_touched *touched, struct lw_arena *arena, struct lw_view path,
                    const struct lw_digest *from, const struct lw_digest *to)
{
    struct lw_touched_pair *pair = LW_PUSH(arena, touched);
    pair->from = *from;
    pair->to = *to;
    *lw_map_put(&touched->by_path, lw_arena_copy(arena, path), NULL) = touched->count;
}

bool lw_touched_has(const struct lw_touched *touched, const struct lw_scan_file *from,
                    const struct lw_scan_file *to)
{
    const uint64_t *at = lw_map_get(&touched->by_path, to->path);
    if (!at || !from->have_sha256 || !to->have_sha256 || !lw_view_eq(from->path, to->path))
        return false;
    const struct lw_touched_pair *pair = &touched->items[*at - 1];
    return lw_digest_eq(&pair->from, &from->sha256) && lw_digest_eq(&pair->to, &to->sha256);
}

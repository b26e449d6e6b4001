/* SPDX-License-Identifier: Apache-2.0
 *
 * review/compiled.c - compiled Python that was only compiled anew.
 */
#include "review/compiled.h"

#include "analyze/pyc.h"
#include "base/reader.h"
#include "base/text.h"

enum {
    HEAD_BYTES = 16,        /* PEP 552 */
    PATH_MOST_BYTES = 4096, /* of a source, within its .pyc */
};

static bool is_path_byte(uint8_t c)
{
    return lw_is_alnum(c) || memchr("/._-+~@ ", c, 8) != NULL;
}

/* The text of a marshalled string that begins at `at`, as Python writes paths: a kind, a length of
 * one byte or four, the bytes. */
static struct lw_view string_at(struct lw_view bytes, size_t at)
{
    struct lw_reader r = lw_reader(lw_view_from(bytes, at));
    uint8_t kind = lw_u8(&r) & 0x7f; /* the highest bit: may be referred to */
    bool brief = kind == 'z' || kind == 'Z';
    if (!brief && kind != 'a' && kind != 'A' && kind != 'u')
        return LW_VIEW_NONE;
    size_t length = brief ? lw_u8(&r) : lw_u32le(&r);
    struct lw_view text = length <= PATH_MOST_BYTES ? lw_take(&r, length) : LW_VIEW_NONE;
    for (size_t i = 0; i < text.len; i++)
        if (!is_path_byte(text.ptr[i]))
            return LW_VIEW_NONE;
    return r.bad ? LW_VIEW_NONE : text;
}

/* "a/__pycache__/b.cpython-311.pyc" was compiled from ".../b.py", and says so once. */
static bool names_source(struct lw_view text, struct lw_view pyc)
{
    struct lw_view stem = lw_path_base(pyc);
    stem.len = lw_view_find_byte(stem, '.');
    size_t slash = lw_view_rfind_byte(text, '/');
    struct lw_view name = slash == LW_NOT_FOUND ? text : lw_view_from(text, slash + 1);
    return slash != LW_NOT_FOUND && lw_view_starts(name, stem) &&
           lw_view_is(lw_view_from(name, stem.len), ".py");
}

/* Where the string around an offset ends that names the source; 0 where there is none. Names that
 * stand beside a path are strings of their own: another name is other code. */
static size_t path_end(struct lw_view bytes, size_t at, struct lw_view pyc)
{
    size_t least = at > PATH_MOST_BYTES + 5 ? at - PATH_MOST_BYTES - 5 : 0;
    for (size_t i = at; i-- > least;) {
        struct lw_view text = string_at(bytes, i);
        size_t begin = (size_t)(text.len ? text.ptr - bytes.ptr : 0);
        if (text.len && begin <= at && at < begin + text.len && names_source(text, pyc))
            return begin + text.len;
    }
    return 0;
}

/* The same code, at another path or with the members of a set in another order. */
static bool same_code(struct lw_view a, struct lw_view b)
{
    struct lw_pyc_header one, two;
    struct lw_digest from, to;
    return lw_view_eq(lw_view_sub(a, 0, 8), lw_view_sub(b, 0, 8)) && /* magic number and flags */
           lw_ok(lw_pyc_header(&one, a, NULL)) && lw_ok(lw_pyc_header(&two, b, NULL)) &&
           one.source_bytes == two.source_bytes && one.source_hash == two.source_hash &&
           lw_ok(lw_pyc_digest(&from, &one, NULL)) && lw_ok(lw_pyc_digest(&to, &two, NULL)) &&
           lw_digest_eq(&from, &to);
}

/* What most of them are, by their bytes alone: another time, and perhaps another path. */
static bool same_bytes(struct lw_view a, struct lw_view b, struct lw_view path)
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
        size_t end = path_end(a, i, path);
        if (end == 0 || end != path_end(b, i, path) || ++paths > 1)
            return false;
        i = end - 1;
    }
    return true;
}

bool lw_compiled_alike(struct lw_view a, struct lw_view b, struct lw_view path)
{
    return same_bytes(a, b, path) || same_code(a, b);
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

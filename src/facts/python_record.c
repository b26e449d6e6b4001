/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/python_record.c - lines of RECORD.
 */
#include "facts/python_record.h"

#include "base/base64.h"

enum {
    PATH_PARTS_MAX = 256,
    STRAIGHT_BYTES_MAX = PATH_PARTS_MAX /* two of them have no more parts */
};

/* "a,b" or a,b: cuts the next field off. */
static struct lw_view field(struct lw_view *rest, struct lw_arena *arena)
{
    struct lw_view out;
    if (rest->len == 0 || rest->ptr[0] != '"') {
        if (!lw_view_split(&out, rest, ','))
            return LW_VIEW_NONE;
        return out;
    }
    uint8_t *text = lw_arena_alloc(arena, rest->len);
    size_t len = 0, at = 1;
    for (; at < rest->len; at++) {
        if (rest->ptr[at] == '"' && (at + 1 >= rest->len || rest->ptr[at + 1] != '"'))
            break;
        at += rest->ptr[at] == '"';
        text[len++] = rest->ptr[at];
    }
    *rest = lw_view_from(*rest, at + 1);
    if (rest->len && rest->ptr[0] == ',')
        *rest = lw_view_from(*rest, 1);
    return lw_view(text, len);
}

bool lw_python_record_next(struct lw_python_record *out, struct lw_view *rest,
                           struct lw_arena *arena)
{
    struct lw_view line, bytes, algorithm = LW_VIEW("sha256=");
    if (!lw_view_line(&line, rest))
        return false;
    *out = (struct lw_python_record){ 0 };
    out->path = field(&line, arena);
    struct lw_view hash = field(&line, arena), size = field(&line, arena);
    out->have_sha256 = lw_view_starts(hash, algorithm) &&
                       lw_ok(lw_base64_decode(&bytes, lw_view_from(hash, algorithm.len), arena,
                                              NULL)) &&
                       bytes.len == sizeof out->sha256.bytes;
    if (out->have_sha256)
        memcpy(out->sha256.bytes, bytes.ptr, bytes.len);
    out->have_bytes = lw_view_u64(&out->bytes, lw_view_trim(size), UINT64_MAX);
    return true;
}

/* Nothing in it that is left out: no "." and "..", no two "/" and none at an end. */
static bool is_straight(struct lw_view path)
{
    for (size_t i = 0; i < path.len; i++)
        if ((i == 0 || path.ptr[i - 1] == '/') && (path.ptr[i] == '.' || path.ptr[i] == '/'))
            return false;
    return path.len && path.len < STRAIGHT_BYTES_MAX && path.ptr[path.len - 1] != '/';
}

struct lw_view lw_python_record_path(struct lw_arena *arena, struct lw_view root,
                                     struct lw_view path)
{
    if (is_straight(root) && is_straight(path)) {
        uint8_t *joined = lw_arena_alloc(arena, root.len + 1 + path.len);
        memcpy(joined, root.ptr, root.len);
        joined[root.len] = '/';
        memcpy(joined + root.len + 1, path.ptr, path.len);
        return lw_view(joined, root.len + 1 + path.len);
    }
    struct lw_view parts[PATH_PARTS_MAX], part, sources[] = { root, path };
    size_t count = 0, len = 0;
    if (path.len == 0 || path.ptr[0] == '/')
        return LW_VIEW_NONE;
    for (size_t s = 0; s < LW_COUNT(sources); s++) {
        while (lw_view_split(&part, &sources[s], '/')) {
            if (part.len == 0 || lw_view_is(part, "."))
                continue;
            if (lw_view_is(part, "..") ? count == 0 : count == PATH_PARTS_MAX)
                return LW_VIEW_NONE;
            if (lw_view_is(part, ".."))
                count--;
            else
                parts[count++] = part;
        }
    }
    uint8_t *text = lw_arena_alloc(arena, root.len + path.len + 2);
    for (size_t i = 0; i < count; i++) {
        if (i)
            text[len++] = '/';
        memcpy(text + len, parts[i].ptr, parts[i].len);
        len += parts[i].len;
    }
    return lw_view(text, len);
}

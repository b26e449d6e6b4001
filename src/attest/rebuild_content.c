/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/rebuild_content.c - two files that should have been one: what sets them apart.
 */
#include <stdlib.h>

#include "archive/manifest.h"
#include "attest/rebuild.h"
#include "base/json.h"
#include "base/reader.h"
#include "base/text.h"

enum { MAX_LINES = 1 << 16, MAX_TEXT_BYTES = 8 << 20, FEW_BYTES = 64, SHOWN = 100 };

struct two {
    struct lw_view a, b;
    const struct lw_limits *limits;
    struct lw_arena *arena;
    struct lw_view *detail;
};

/* Offset of the first byte that differs, and how many do where lengths are the same. */
static size_t first_difference(const struct two *t, size_t *count)
{
    size_t least = t->a.len < t->b.len ? t->a.len : t->b.len, first = LW_NOT_FOUND;
    *count = 0;
    for (size_t i = 0; i < least; i++) {
        if (t->a.ptr[i] == t->b.ptr[i])
            continue;
        first = first == LW_NOT_FOUND ? i : first;
        ++*count;
    }
    return first == LW_NOT_FOUND ? least : first;
}

static bool same_from(const struct two *t, size_t at)
{
    return lw_view_eq(lw_view_from(t->a, at), lw_view_from(t->b, at));
}

/* PEP 552: magic, flags, then time and size of the source where flags are 0. */
static bool is_bytecode(enum lw_cause_kind *kind, const struct two *t, struct lw_view path)
{
    enum { HEAD = 16 };
    if (!lw_view_ends(path, LW_VIEW(".pyc")) || t->a.len < HEAD || t->b.len < HEAD)
        return false;
    struct lw_reader a = lw_reader(t->a), b = lw_reader(t->b);
    uint32_t magic = lw_u32le(&a), flags = lw_u32le(&a), time = lw_u32le(&a);
    uint32_t other_magic = lw_u32le(&b), other_flags = lw_u32le(&b), other_time = lw_u32le(&b);
    *kind = LW_CAUSE_BYTECODE;
    if (magic != other_magic) {
        *t->detail = LW_VIEW("of different interpreters");
    } else if (flags == 0 && other_flags == 0 && time != other_time && same_from(t, 12)) {
        *kind = LW_CAUSE_BYTECODE_TIME;
        *t->detail = lw_arena_printf(t->arena, "%u, %u seconds since 1970", time, other_time);
    }
    return true;
}

static bool is_gzip(enum lw_cause_kind *kind, const struct two *t)
{
    static const struct lw_view magic = { (const uint8_t *)"\x1f\x8b\x08", 3 };
    *kind = LW_CAUSE_GZIP_HEAD;
    if (!lw_view_starts(t->a, magic) || !lw_view_starts(t->b, magic) || t->a.len != t->b.len)
        return false;
    *t->detail = LW_VIEW("time in its head");
    return lw_view_eq(lw_view_sub(t->a, 0, 4), lw_view_sub(t->b, 0, 4)) && same_from(t, 8);
}

/* A zip (or jar, or wheel) inside: the same files in it? */
static bool is_inner(enum lw_cause_kind *kind, const struct two *t, struct lw_view path)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *a = NULL;
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *b = NULL;
    LW_CLEANUP(lw_buf_clear) struct lw_buf x = LW_BUF_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf y = LW_BUF_INIT;
    struct lw_digest of_a, of_b;
    struct lw_err err;
    *kind = LW_CAUSE_INNER_PACKING;
    if (t->limits->depth == 0 || !lw_view_starts(t->a, LW_VIEW("PK\3\4")) ||
        !lw_view_starts(t->b, LW_VIEW("PK\3\4")))
        return false;
    bool read = lw_ok(lw_archive_open_bytes(&a, t->a, path, t->limits, &err)) &&
                lw_ok(lw_archive_open_bytes(&b, t->b, path, t->limits, &err)) &&
                lw_ok(lw_manifest_make(&x, &of_a, a, 1, &err)) &&
                lw_ok(lw_manifest_make(&y, &of_b, b, 1, &err));
    return read && lw_digest_eq(&of_a, &of_b);
}

static bool is_json(enum lw_cause_kind *kind, const struct two *t)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *a = NULL;
    LW_CLEANUP(lw_json_free_p) yyjson_doc *b = NULL;
    *kind = LW_CAUSE_JSON_FORM;
    struct lw_view head = lw_view_trim(lw_view_sub(t->a, 0, 64));
    if (head.len == 0 || (head.ptr[0] != '{' && head.ptr[0] != '['))
        return false;
    return lw_ok(lw_json_parse_strict(&a, t->a, MAX_TEXT_BYTES, NULL)) &&
           lw_ok(lw_json_parse_strict(&b, t->b, MAX_TEXT_BYTES, NULL)) &&
           yyjson_equals(yyjson_doc_get_root(a), yyjson_doc_get_root(b));
}

struct lines {
    struct lw_view *items;
    size_t count, capacity;
};

/* Without \r and without the end of the last. */
static bool split(struct lines *out, struct lw_view text, struct lw_arena *arena)
{
    struct lw_view line;
    while (lw_view_line(&line, &text)) {
        if (out->count == MAX_LINES)
            return false;
        *LW_PUSH(arena, out) = line;
    }
    return true;
}

static bool same_lines(const struct lines *a, const struct lines *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (!lw_view_eq(a->items[i], b->items[i]))
            return false;
    return a->count == b->count;
}

static int by_bytes(const void *x, const void *y)
{
    return lw_view_cmp(*(const struct lw_view *)x, *(const struct lw_view *)y);
}

static struct lw_view shown(const struct two *t, const struct lines *lines, size_t at)
{
    if (at >= lines->count)
        return LW_VIEW("(nothing)");
    return lw_text_safe(t->arena, lw_view_sub(lw_view_trim(lines->items[at]), 0, SHOWN));
}

static enum lw_cause_kind explain_text(const struct two *t)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    struct lines a = { 0 }, b = { 0 };
    if (!split(&a, t->a, &scratch) || !split(&b, t->b, &scratch))
        return LW_CAUSE_CONTENT;
    if (same_lines(&a, &b))
        return LW_CAUSE_LINE_ENDS;
    size_t at = 0;
    while (at < a.count && at < b.count && lw_view_eq(a.items[at], b.items[at]))
        at++;
    *t->detail = lw_arena_printf(t->arena, "line %zu: \"%.*s\", \"%.*s\"", at + 1,
                                 LW_FMT(shown(t, &a, at)), LW_FMT(shown(t, &b, at)));
    if (a.count)
        qsort(a.items, a.count, sizeof *a.items, by_bytes);
    if (b.count)
        qsort(b.items, b.count, sizeof *b.items, by_bytes);
    return same_lines(&a, &b) ? LW_CAUSE_LINE_ORDER : LW_CAUSE_CONTENT;
}

static enum lw_cause_kind explain_bytes(const struct two *t)
{
    size_t count, first = first_difference(t, &count);
    bool program = lw_view_starts(t->a, LW_VIEW("\x7f"
                                                "ELF"));
    if (t->a.len != t->b.len) {
        *t->detail = lw_arena_printf(t->arena, "%zu bytes, %zu bytes; first at offset %zu",
                                     t->a.len, t->b.len, first);
        return LW_CAUSE_CONTENT;
    }
    *t->detail = lw_arena_printf(t->arena, "%zu of %zu bytes, first at offset %zu", count, t->a.len,
                                 first);
    return program && count <= FEW_BYTES ? LW_CAUSE_BUILD_ID : LW_CAUSE_CONTENT;
}

enum lw_cause_kind lw_rebuild_explain(struct lw_view *detail, struct lw_view path, struct lw_view a,
                                      struct lw_view b, const struct lw_limits *limits,
                                      struct lw_arena *arena)
{
    const struct two t = { a, b, limits, arena, detail };
    enum lw_cause_kind kind;
    *detail = LW_VIEW("");
    if (is_bytecode(&kind, &t, path) || is_gzip(&kind, &t) || is_inner(&kind, &t, path) ||
        is_json(&kind, &t))
        return kind;
    *detail = LW_VIEW("");
    bool text = lw_text_likely(a) && lw_text_likely(b) && a.len <= MAX_TEXT_BYTES &&
                b.len <= MAX_TEXT_BYTES;
    return text ? explain_text(&t) : explain_bytes(&t);
}

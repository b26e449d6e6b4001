/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/rebuild.c - walks two artifacts side by side.
 */
#include "attest/rebuild.h"

#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "archive/manifest.h"
#include "base/reader.h"

static const struct {
    const char *name, *what, *fix;
    bool packing;
} causes[] = {
#define LW_CAUSE(constant, name, packing, what, fix) { name, what, fix, packing },
#include "attest/rebuild.def"
#undef LW_CAUSE
};

const char *lw_cause_name(enum lw_cause_kind kind)
{
    return causes[kind].name;
}

const char *lw_cause_what(enum lw_cause_kind kind)
{
    return causes[kind].what;
}

const char *lw_cause_fix(enum lw_cause_kind kind)
{
    return causes[kind].fix;
}

bool lw_cause_is_packing(enum lw_cause_kind kind)
{
    return causes[kind].packing;
}

struct pair {
    const struct lw_entry *a, *b;
};

struct comparing {
    const struct lw_limits *limits;
    struct lw_rebuild *out;
    const struct lw_archive *archive[2];
    struct lw_scratch *scratch[2];
    struct lw_arena *arena;
    struct pair *pairs; /* of zips: what stands in both */
    size_t pair_count;
};

static void add(struct comparing *c, enum lw_cause_kind kind, struct lw_view path,
                struct lw_view detail)
{
    struct lw_cause *cause = &c->out->causes[kind];
    struct lw_difference *d = LW_PUSH(c->arena, cause);
    d->path = lw_arena_copy(c->arena, path);
    d->detail = detail;
}

static struct lw_view dos_text(struct lw_arena *arena, uint32_t t)
{
    return lw_arena_printf(arena, "%04u-%02u-%02u %02u:%02u:%02u", 1980 + (t >> 25), t >> 21 & 15,
                           t >> 16 & 31, t >> 11 & 31, t >> 5 & 63, (t & 31) * 2);
}

/* One field of an extra field; "" where it is not there. */
static struct lw_view extra_field(struct lw_view extra, uint16_t wanted)
{
    struct lw_reader r = lw_reader(extra);
    while (lw_left(&r) >= 4) {
        uint16_t id = lw_u16le(&r), len = lw_u16le(&r);
        struct lw_view data = lw_take(&r, len);
        if (!r.bad && id == wanted)
            return data;
    }
    return LW_VIEW_NONE;
}

enum { EXTRA_TIME = 0x5455, EXTRA_NTFS = 0x000a };

static void compare_times(struct comparing *c, const struct lw_entry *a, const struct lw_entry *b)
{
    if (a->dos_time != b->dos_time) {
        add(c, LW_CAUSE_TIME, a->path,
            lw_arena_printf(c->arena, "%.*s, %.*s", LW_FMT(dos_text(c->arena, a->dos_time)),
                            LW_FMT(dos_text(c->arena, b->dos_time))));
        return;
    }
    if (lw_view_eq(a->extra, b->extra))
        return;
    bool times = !lw_view_eq(extra_field(a->extra, EXTRA_TIME),
                             extra_field(b->extra, EXTRA_TIME)) ||
                 !lw_view_eq(extra_field(a->extra, EXTRA_NTFS), extra_field(b->extra, EXTRA_NTFS));
    add(c, times ? LW_CAUSE_TIME : LW_CAUSE_EXTRA, a->path,
        times ? LW_VIEW("in the extra field")
              : lw_arena_printf(c->arena, "%zu bytes, %zu bytes", a->extra.len, b->extra.len));
}

static void compare_packing(struct comparing *c, const struct lw_entry *a, const struct lw_entry *b,
                            bool same_content)
{
    struct lw_arena *arena = c->arena;
    compare_times(c, a, b);
    if (a->method != b->method)
        add(c, LW_CAUSE_METHOD, a->path,
            lw_arena_printf(arena, "method %u, method %u", a->method, b->method));
    else if (same_content && a->packed_bytes != b->packed_bytes)
        add(c, LW_CAUSE_LEVEL, a->path,
            lw_arena_printf(arena, "%" PRIu64 " bytes, %" PRIu64 " bytes", a->packed_bytes,
                            b->packed_bytes));
    if (a->made_by != b->made_by)
        add(c, LW_CAUSE_MADE_BY, a->path,
            lw_arena_printf(arena, "system %u version %u.%u, system %u version %u.%u",
                            a->made_by >> 8, (a->made_by & 255) / 10, (a->made_by & 255) % 10,
                            b->made_by >> 8, (b->made_by & 255) / 10, (b->made_by & 255) % 10));
    if (a->flags != b->flags)
        add(c, LW_CAUSE_FLAGS, a->path, lw_arena_printf(arena, "%04x, %04x", a->flags, b->flags));
}

static lw_status compare_content(struct comparing *c, const struct lw_entry *a,
                                 const struct lw_entry *b, bool *same, struct lw_err *err)
{
    struct lw_content x, y;
    struct lw_view detail = LW_VIEW("");
    LW_TRY(lw_archive_read(&x, c->archive[0], a, false, c->scratch[0], err));
    LW_TRY(lw_archive_read(&y, c->archive[1], b, false, c->scratch[1], err));
    LW_ENSURE(!x.damaged && !y.damaged, err, LW_E_CRC, 0, "%.*s: is damaged in one of the two",
              LW_FMT(a->path));
    *same = lw_view_eq(x.bytes, y.bytes);
    if (*same)
        return LW_OK;
    enum lw_cause_kind kind = lw_rebuild_explain(&detail, a->path, x.bytes, y.bytes, c->limits,
                                                 c->arena);
    add(c, kind, a->path, detail);
    return LW_OK;
}

static lw_status compare_both(struct comparing *c, const struct lw_entry *a,
                              const struct lw_entry *b, struct lw_err *err)
{
    char mode_a[8], mode_b[8];
    bool same = true;
    if (a->type != b->type) {
        add(c, LW_CAUSE_TYPE, a->path, LW_VIEW(""));
        return LW_OK;
    }
    lw_manifest_mode(mode_a, a->type, a->mode);
    lw_manifest_mode(mode_b, b->type, b->mode);
    if (a->type != LW_ENTRY_FOLDER && strcmp(mode_a, mode_b) != 0)
        add(c, LW_CAUSE_MODE, a->path, lw_arena_printf(c->arena, "%s, %s", mode_a, mode_b));
    else if (a->mode != b->mode && c->out->both_zips)
        add(c, LW_CAUSE_PERMISSION, a->path,
            lw_arena_printf(c->arena, "%04o, %04o", a->mode, b->mode));
    if (a->type == LW_ENTRY_FILE || a->type == LW_ENTRY_SYMLINK)
        LW_TRY(compare_content(c, a, b, &same, err));
    if (!c->out->both_zips)
        return LW_OK;
    compare_packing(c, a, b, same);
    c->pairs[c->pair_count++] = (struct pair){ a, b };
    return LW_OK;
}

static void only_one(struct comparing *c, const struct lw_entry *e, enum lw_cause_kind kind)
{
    if (e->type != LW_ENTRY_FOLDER)
        add(c, kind, e->path, lw_arena_printf(c->arena, "%" PRIu64 " bytes", e->bytes));
    else if (c->out->both_zips)
        add(c, LW_CAUSE_FOLDER, e->path,
            kind == LW_CAUSE_ONLY_FIRST ? LW_VIEW("the first") : LW_VIEW("the second"));
}

static size_t skip_shadowed(const struct lw_entry *list, size_t at, size_t count)
{
    while (at < count && list[at].shadowed)
        at++;
    return at;
}

static lw_status walk(struct comparing *c, struct lw_err *err)
{
    size_t counts[2], i = 0, k = 0;
    const struct lw_entry *a = lw_archive_entries(c->archive[0], &counts[0]);
    const struct lw_entry *b = lw_archive_entries(c->archive[1], &counts[1]);
    c->out->entries[0] = counts[0];
    c->out->entries[1] = counts[1];
    c->pairs = lw_arena_array(c->arena, counts[0] < counts[1] ? counts[0] : counts[1],
                              sizeof *c->pairs);
    for (;;) {
        i = skip_shadowed(a, i, counts[0]);
        k = skip_shadowed(b, k, counts[1]);
        if (i == counts[0] && k == counts[1])
            return LW_OK;
        int order = i == counts[0] ? 1 : k == counts[1] ? -1 : lw_view_cmp(a[i].path, b[k].path);
        if (order < 0)
            only_one(c, &a[i++], LW_CAUSE_ONLY_FIRST);
        else if (order > 0)
            only_one(c, &b[k++], LW_CAUSE_ONLY_SECOND);
        else
            LW_TRY(compare_both(c, &a[i++], &b[k++], err));
    }
}

static int by_first_order(const void *x, const void *y)
{
    const struct pair *a = x, *b = y;
    return a->a->order < b->a->order ? -1 : a->a->order > b->a->order;
}

/* In the order of the first: each entry that in the second stands before its neighbour. */
static void compare_order(struct comparing *c)
{
    if (c->pair_count)
        qsort(c->pairs, c->pair_count, sizeof *c->pairs, by_first_order);
    for (size_t i = 1; i < c->pair_count; i++) {
        const struct pair *before = &c->pairs[i - 1], *here = &c->pairs[i];
        if (here->b->order < before->b->order)
            add(c, LW_CAUSE_ORDER, here->a->path,
                lw_arena_printf(c->arena, "behind %.*s in the first, before it in the second",
                                LW_FMT(before->a->path)));
    }
}

static lw_status digests(struct comparing *c, unsigned jobs, struct lw_err *err)
{
    struct lw_rebuild *out = c->out;
    bool have[2] = { false, false };
    for (unsigned i = 0; i < 2; i++) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf manifest = LW_BUF_INIT;
        LW_TRY(lw_manifest_make(&manifest, &out->content[i], c->archive[i], jobs, err));
        LW_TRY(lw_archive_zip_digest(&out->zip[i], &have[i], c->archive[i], err));
    }
    out->both_zips = have[0] && have[1];
    out->same_content = lw_digest_eq(&out->content[0], &out->content[1]);
    out->same_bytes = out->same_content &&
                      (!out->both_zips || lw_digest_eq(&out->zip[0], &out->zip[1]));
    return LW_OK;
}

/* Nothing that was looked at differs, and yet the zips do. */
static void explain_rest(struct comparing *c)
{
    for (size_t i = 0; i < LW_CAUSE_COUNT_; i++)
        if (c->out->causes[i].count)
            return;
    add(c, LW_CAUSE_ELSEWHERE, LW_VIEW(""),
        LW_VIEW("compressed data of the same length, local headers, comments, or bytes between "
                "entries"));
}

static void scratches_free(struct comparing *c)
{
    lw_scratch_free(c->scratch[0]);
    lw_scratch_free(c->scratch[1]);
}

/* What is run counts before what is read: programs, native code, code, all else. */
static unsigned weight_of(struct lw_view path)
{
    static const char *const native[] = { ".so", ".node", ".jar", ".dll" };
    static const char *const code[] = { ".py",  ".js", ".mjs", ".cjs",  ".sh",
                                        ".pth", ".rb", ".php", ".class" };
    if (lw_view_starts(path, LW_VIEW("extensions/")) || lw_view_is(path, "bootstrap") ||
        lw_view_starts(path, LW_VIEW("bin/")))
        return 0;
    for (size_t i = 0; i < LW_COUNT(native); i++)
        if (lw_view_ends(path, lw_view_c(native[i])))
            return 1;
    if (lw_view_find(path, LW_VIEW(".so.")) != LW_NOT_FOUND)
        return 1;
    for (size_t i = 0; i < LW_COUNT(code); i++)
        if (lw_view_ends(path, lw_view_c(code[i])))
            return 2;
    return 3;
}

static int by_weight(const void *a, const void *b)
{
    const struct lw_difference *x = a, *y = b;
    unsigned left = weight_of(x->path), right = weight_of(y->path);
    return left != right ? (left < right ? -1 : 1) : lw_view_cmp(x->path, y->path);
}

/* Entries of a zip stay in the order of the zip where they differ in nothing but how it is made. */
static void sort_cause(struct lw_cause *cause, enum lw_cause_kind kind)
{
    if (cause->count && !causes[kind].packing)
        qsort(cause->items, cause->count, sizeof *cause->items, by_weight);
}

lw_status lw_rebuild_compare(struct lw_rebuild *out, const struct lw_archive *a,
                             const struct lw_archive *b, const struct lw_rebuild_options *options,
                             struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(scratches_free)
    struct comparing c = {
        .out = out,
        .archive = { a, b },
        .scratch = { lw_scratch_new(), lw_scratch_new() },
        .arena = arena,
        .limits = &options->limits,
    };
    *out = (struct lw_rebuild){ .same_bytes = false };
    LW_TRY(digests(&c, options->jobs, err));
    if (out->same_bytes)
        return LW_OK;
    LW_TRY(walk(&c, err));
    compare_order(&c);
    explain_rest(&c);
    for (enum lw_cause_kind kind = 0; kind < LW_CAUSE_COUNT_; kind++)
        sort_cause(&out->causes[kind], kind);
    LW_TRY(lw_archive_check_unchanged(a, err));
    return lw_archive_check_unchanged(b, err);
}

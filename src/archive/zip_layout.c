/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/zip_layout.c - accounts for every byte of a zip: whose is it, and is it somebody's twice?
 *
 * The spans of the entries (local header, data, descriptor) are sorted by where they start; one
 * sweep then finds what overlaps and what is left over. What is left over is searched for local
 * headers, since some unpackers go by those.
 * Spec:    APPNOTE 4.3.9 (data descriptor).
 */
#include <stdlib.h>

#include "archive/internal.h"
#include "base/reader.h"

enum {
    LOCAL_SIG = 0x04034b50,
    DESCRIPTOR_SIG = 0x08074b50,
    DESCRIPTOR_BYTES_MAX = 24,
    WINDOW_BYTES = 1 << 16,
    AHEAD_BYTES = 1 << 14, /* holds the local headers of several small entries */
};

struct span {
    uint64_t start, end;
    size_t entry;
};

static int by_start(const void *a, const void *b)
{
    const struct span *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

/* What an entry takes at least, by the directory alone: its local name may be shorter. */
static uint64_t least_end(const struct lw_entry *e)
{
    uint64_t end;
    if (__builtin_add_overflow(e->header_offset, e->packed_bytes, &end) ||
        __builtin_add_overflow(end, LW_ZIP_LOCAL_BYTES, &end))
        return UINT64_MAX;
    return end;
}

static void sort_spans(struct span *spans, size_t count)
{
    bool sorted = true;
    for (size_t i = 1; i < count && sorted; i++)
        sorted = by_start(&spans[i - 1], &spans[i]) < 0;
    if (!sorted)
        qsort(spans, count, sizeof *spans, by_start);
}

static void say_overlap(struct lw_anomalies *to, const struct lw_archive *archive,
                        const struct span *span, const struct span *before)
{
    const struct lw_entry *e = &archive->entries[span->entry];
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    lw_anomalies_add(to, LW_A_OVERLAP, e->path, span->start, "starts %llu bytes before %s ends",
                     (unsigned long long)(before->end - span->start),
                     lw_shown(&buf, archive->entries[before->entry].path));
}

void lw_zip_check_overlap(struct lw_archive *archive)
{
    struct span *spans = lw_xcalloc(archive->count, sizeof *spans);
    for (size_t i = 0; i < archive->count; i++)
        spans[i] = (struct span){ archive->entries[i].header_offset,
                                  least_end(&archive->entries[i]), i };
    sort_spans(spans, archive->count);
    size_t furthest = 0;
    for (size_t i = 1; i < archive->count; i++) {
        if (spans[i].start < spans[furthest].end)
            say_overlap(&archive->anomalies, archive, &spans[i], &spans[furthest]);
        if (spans[i].end > spans[furthest].end)
            furthest = i;
    }
    free(spans);
}

struct layout {
    const struct lw_archive *archive;
    struct lw_anomalies found;
    struct lw_room room;
    struct span *spans;
    size_t count;
};

/* Length of the descriptor behind the data, in whichever of its four forms fits the directory; 0
 * where none does. */
static uint64_t descriptor_bytes(struct layout *l, const struct lw_entry *e, uint64_t at,
                                 struct lw_err *err, lw_status *status)
{
    const struct lw_source *source = &l->archive->source;
    uint64_t left = at < source->size ? source->size - at : 0;
    struct lw_view bytes;
    *status = lw_source_get(&bytes, source, left ? at : 0,
                            left < DESCRIPTOR_BYTES_MAX ? (size_t)left : DESCRIPTOR_BYTES_MAX,
                            &l->room, err);
    for (unsigned form = 0; lw_ok(*status) && form < 4; form++) {
        unsigned width = form & 1 ? 8 : 4;
        struct lw_reader r = lw_reader(bytes);
        bool good = form >= 2 || lw_u32le(&r) == DESCRIPTOR_SIG;
        good = good && lw_u32le(&r) == e->crc32;
        good = good && lw_uint_le(&r, width) == e->packed_bytes;
        good = good && lw_uint_le(&r, width) == e->bytes;
        if (good && !r.bad)
            return r.pos;
    }
    return 0;
}

static lw_status measure(struct layout *l, struct span *span, struct lw_err *err)
{
    const struct lw_entry *e = &l->archive->entries[span->entry];
    struct lw_zip_local local;
    struct lw_err why;
    lw_status status = lw_zip_get_local(&local, NULL, l->archive, e, &l->room, &why);
    if (status.code == LW_E_IO && err)
        *err = why;
    if (status.code == LW_E_IO)
        return status;
    if (!lw_ok(status)) {
        lw_anomalies_add(&l->found, LW_A_HEADER_MISMATCH, e->path, span->start, "%s", why.text);
        return LW_OK;
    }
    if (local.differs[0])
        lw_anomalies_add(&l->found, LW_A_HEADER_MISMATCH, e->path, span->start, "%s",
                         local.differs);
    if (__builtin_add_overflow(local.data_offset, e->packed_bytes, &span->end))
        span->end = UINT64_MAX;
    if (!local.descriptor || span->end == UINT64_MAX)
        return LW_OK;
    uint64_t more = descriptor_bytes(l, e, span->end, err, &status);
    LW_TRY(status);
    if (more == 0)
        lw_anomalies_add(&l->found, LW_A_HEADER_MISMATCH, e->path, span->end,
                         "the descriptor behind its data is missing or differs");
    span->end += more;
    return LW_OK;
}

/* A local header that could be one: a known way of packing and a name that is all there. */
static bool plausible(struct lw_view *name, struct lw_view bytes, size_t pos)
{
    struct lw_reader r = lw_reader_at(bytes, pos);
    if (lw_u32le(&r) != LOCAL_SIG)
        return false;
    uint16_t needed = lw_u16le(&r);
    lw_skip(&r, 2);
    uint16_t method = lw_u16le(&r);
    lw_skip(&r, 16);
    uint16_t name_bytes = lw_u16le(&r), extra_bytes = lw_u16le(&r);
    (void)extra_bytes;
    *name = lw_take(&r, name_bytes);
    return !r.bad && name_bytes && (needed & 0xff) <= 63 && method <= 99;
}

static lw_status search_hole(struct layout *l, bool *hidden, uint64_t from, uint64_t to,
                             struct lw_err *err)
{
    enum { KEPT_BYTES = 4096 }; /* a header at a window's end is seen whole in the next */
    *hidden = false;
    while (from < to) {
        size_t len = to - from < WINDOW_BYTES ? (size_t)(to - from) : WINDOW_BYTES;
        bool last = from + len == to;
        struct lw_view bytes, name;
        LW_TRY(lw_source_get(&bytes, &l->archive->source, from, len, &l->room, err));
        size_t limit = last ? len : len - KEPT_BYTES, pos = 0;
        while (pos < limit) {
            size_t found = lw_view_find(lw_view_from(bytes, pos), LW_VIEW("PK\3\4"));
            if (found == LW_NOT_FOUND || pos + found >= limit)
                break;
            pos += found;
            if (plausible(&name, bytes, pos)) {
                *hidden = true;
                lw_anomalies_add(&l->found, LW_A_HIDDEN_LOCAL, lw_view_sub(name, 0, KEPT_BYTES),
                                 from + pos, "a local header that the directory does not list");
            }
            pos += 4;
        }
        from += limit;
    }
    return LW_OK;
}

static lw_status check_hole(struct layout *l, uint64_t from, uint64_t to, bool said_already,
                            struct lw_err *err)
{
    /* Entries over the limit were not read: what stands between may be one of them. */
    bool before = from < l->archive->end.directory_offset;
    if (from >= to || (before && l->archive->cut))
        return LW_OK;
    bool hidden;
    LW_TRY(search_hole(l, &hidden, from, to, err));
    if (!hidden && !said_already)
        lw_anomalies_add(&l->found, LW_A_GAP, LW_VIEW_NONE, from,
                         "%llu bytes that no entry accounts for", (unsigned long long)(to - from));
    return LW_OK;
}

static lw_status sweep(struct layout *l, struct lw_err *err)
{
    const struct lw_archive *archive = l->archive;
    const struct lw_zip_end *end = &archive->end;
    uint64_t covered = 0;
    size_t furthest = 0;
    for (size_t i = 0; i < l->count; i++) {
        const struct span *span = &l->spans[i], *before = &l->spans[furthest];
        uint64_t start = span->start < end->directory_offset ? span->start : end->directory_offset;
        LW_TRY(check_hole(l, covered, start, covered == 0, err));
        bool known = i && span->start < least_end(&archive->entries[before->entry]);
        if (i && span->start < before->end && !known)
            say_overlap(&l->found, archive, span, before);
        if (span->end > before->end)
            furthest = i;
        covered = span->end > covered ? span->end : covered;
    }
    LW_TRY(check_hole(l, covered, end->directory_offset, covered == 0, err));
    if (covered > end->directory_offset && l->count) {
        const struct lw_entry *e = &archive->entries[l->spans[furthest].entry];
        if (least_end(e) <= end->directory_offset)
            lw_anomalies_add(&l->found, LW_A_OVERLAP, e->path, l->spans[furthest].start,
                             "reaches %llu bytes into the directory",
                             (unsigned long long)(covered - end->directory_offset));
    }
    LW_TRY(
        check_hole(l, end->directory_offset + end->directory_bytes, end->record_offset, true, err));
    return check_hole(l, end->after_offset, archive->source.size, true, err);
}

lw_status lw_archive_check_layout(struct lw_anomaly_list *out, const struct lw_archive *archive,
                                  struct lw_arena *arena, struct lw_err *err)
{
    if (!archive->is_zip)
        return LW_OK;
    struct layout l = { .archive = archive,
                        .found = { .list = out, .arena = arena },
                        .room = { .ahead = AHEAD_BYTES },
                        .count = archive->count };
    l.spans = lw_xcalloc(l.count, sizeof *l.spans);
    for (size_t i = 0; i < l.count; i++)
        l.spans[i] = (struct span){ archive->entries[i].header_offset,
                                    least_end(&archive->entries[i]), i };
    sort_spans(l.spans, l.count);
    lw_status status = LW_OK;
    for (size_t i = 0; i < l.count && lw_ok(status); i++)
        status = measure(&l, &l.spans[i], err);
    if (lw_ok(status))
        status = sweep(&l, err);
    lw_anomalies_end(&l.found);
    free(l.spans);
    lw_room_clear(&l.room);
    if (!lw_ok(status))
        lw_err_prefix(err, "%s", archive->name);
    return status;
}

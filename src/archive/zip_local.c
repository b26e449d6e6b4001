/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/zip_local.c - local headers: where the data starts, and whether they tell the same story.
 *
 * Spec:    APPNOTE 4.3.7.
 */
#include <stdio.h>

#include "archive/internal.h"
#include "base/reader.h"

struct header {
    struct lw_view name;
    uint64_t packed_bytes, bytes;
    uint32_t crc32;
    uint16_t flags, method, extra_bytes;
    bool zip64;
};

enum {
    LOCAL_SIG = 0x04034b50,
    EXTRA_GUESS_BYTES = 64, /* most local extra fields are shorter: one read is enough */
    HEADER_BYTES_MAX = LW_ZIP_LOCAL_BYTES + 65535 + 65535,
    FLAG_DESCRIPTOR = 1 << 3,
    FLAGS_COMPARED = 1 << 0 | 1 << 3 | 1 << 6 | 1 << 11 | 1 << 13,
};

static void read_zip64(struct header *h, struct lw_view extra)
{
    struct lw_reader r = lw_reader(extra);
    while (lw_left(&r) >= 4) {
        uint16_t id = lw_u16le(&r), len = lw_u16le(&r);
        struct lw_reader field = lw_reader(lw_take(&r, len));
        if (r.bad || id != 0x0001)
            continue;
        uint64_t *sizes[] = { &h->bytes, &h->packed_bytes };
        h->zip64 = true;
        for (size_t i = 0; i < LW_COUNT(sizes); i++) {
            uint64_t value = *sizes[i] == 0xffffffff ? lw_u64le(&field) : *sizes[i];
            if (!field.bad)
                *sizes[i] = value;
        }
        return;
    }
}

/* `*r` ends behind the name. With what follows it too short for the extra field, it is bad only
 * where the field matters: where it holds the sizes. */
static bool parse(struct header *out, struct lw_reader *r)
{
    struct header h = { 0 };
    bool signature = lw_u32le(r) == LOCAL_SIG;
    lw_skip(r, 2); /* version needed */
    h.flags = lw_u16le(r);
    h.method = lw_u16le(r);
    lw_skip(r, 4); /* time */
    h.crc32 = lw_u32le(r);
    h.packed_bytes = lw_u32le(r);
    h.bytes = lw_u32le(r);
    uint16_t name_bytes = lw_u16le(r);
    h.extra_bytes = lw_u16le(r);
    h.name = lw_take(r, name_bytes);
    if (h.bytes == 0xffffffff || h.packed_bytes == 0xffffffff) {
        struct lw_reader rest = *r;
        read_zip64(&h, lw_take(&rest, h.extra_bytes));
        r->bad |= rest.bad;
    }
    *out = h;
    return signature && !r->bad;
}

/* What the central directory says counts; this is for the anomaly. Behind a descriptor flag the
 * sizes and the checksum may be zero here. */
static void compare(struct lw_zip_local *out, const struct header *h, const struct lw_entry *entry)
{
    out->differs[0] = '\0';
    unsigned flags = (unsigned)(h->flags ^ entry->flags) & FLAGS_COMPARED;
    bool unset = out->descriptor && h->crc32 == 0 && h->bytes == 0 && h->packed_bytes == 0;
    bool unset_sizes = out->descriptor && h->bytes == 0 && h->packed_bytes == 0;
    if (!lw_view_eq(h->name, entry->stored)) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
        snprintf(out->differs, sizeof out->differs, "its local header is named %s",
                 lw_shown(&buf, h->name));
    } else if (h->method != entry->method) {
        snprintf(out->differs, sizeof out->differs, "method: central %u, local %u", entry->method,
                 h->method);
    } else if (flags) {
        snprintf(out->differs, sizeof out->differs, "flags: central %04x, local %04x", entry->flags,
                 h->flags);
    } else if (!unset_sizes &&
               (h->bytes != entry->bytes || h->packed_bytes != entry->packed_bytes)) {
        snprintf(out->differs, sizeof out->differs,
                 "central %llu bytes from %llu, local %llu from %llu",
                 (unsigned long long)entry->bytes, (unsigned long long)entry->packed_bytes,
                 (unsigned long long)h->bytes, (unsigned long long)h->packed_bytes);
    } else if (!unset && h->crc32 != entry->crc32 && !(out->descriptor && h->crc32 == 0)) {
        snprintf(out->differs, sizeof out->differs, "CRC-32: central %08x, local %08x",
                 entry->crc32, h->crc32);
    }
}

lw_status lw_zip_get_local(struct lw_zip_local *out, struct lw_view *data,
                           const struct lw_archive *archive, const struct lw_entry *entry,
                           struct lw_room *room, struct lw_err *err)
{
    const struct lw_source *source = &archive->source;
    const uint64_t at = entry->header_offset;
    const uint64_t left = at < source->size ? source->size - at : 0;
    LW_ENSURE(left >= LW_ZIP_LOCAL_BYTES, err, LW_E_FORMAT, at,
              "its local header would stand at offset %llu, past the end", (unsigned long long)at);
    uint64_t want = LW_ZIP_LOCAL_BYTES + entry->stored.len + EXTRA_GUESS_BYTES;
    if (data && entry->packed_bytes <= left)
        want += entry->packed_bytes;
    struct lw_view bytes;
    LW_TRY(lw_source_get(&bytes, source, at, (size_t)(want < left ? want : left), room, err));
    struct lw_reader r = lw_reader(bytes);
    struct header h;
    bool good = parse(&h, &r);
    if (!good && r.bad && bytes.len < left) { /* a longer name than the directory's, or extra */
        want = HEADER_BYTES_MAX < left ? HEADER_BYTES_MAX : left;
        LW_TRY(lw_source_get(&bytes, source, at, (size_t)want, room, err));
        r = lw_reader(bytes);
        good = parse(&h, &r);
    }
    LW_ENSURE(good, err, LW_E_FORMAT, at, "there is no local header at offset %llu",
              (unsigned long long)at);
    out->data_offset = at + r.pos + h.extra_bytes;
    LW_ENSURE(
        out->data_offset <= source->size && entry->packed_bytes <= source->size - out->data_offset,
        err, LW_E_FORMAT, at, "its data reach past the end of the file");
    out->descriptor = h.flags & FLAG_DESCRIPTOR;
    out->zip64 = h.zip64;
    compare(out, &h, entry);
    if (!data)
        return LW_OK;
    lw_skip(&r, h.extra_bytes);
    *data = lw_take(&r, entry->packed_bytes);
    return r.bad ? lw_source_get(data, source, out->data_offset, (size_t)entry->packed_bytes, room,
                                 err)
                 : LW_OK;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/zip_end.c - the end records of a zip, which say where its directory is.
 *
 * The last record that makes sense counts, as for unzip, Python and Go; one that hides in another's
 * comment is said to be there. Where bytes were put before the zip, all offsets are off by the
 * same amount, which is what lies between where the directory should end and where it does.
 * Spec:    APPNOTE 4.3.14 (ZIP64 end), 4.3.15 (locator), 4.3.16 (end).
 */
#include "archive/internal.h"

#include "base/reader.h"

enum {
    END_SIG = 0x06054b50,
    END64_SIG = 0x06064b50,
    LOCATOR_SIG = 0x07064b50,
    CENTRAL_SIG = 0x02014b50,
    END_BYTES = 22,
    END64_BYTES = 56,
    LOCATOR_BYTES = 20,
    TAIL_BYTES = END_BYTES + 65535 + LOCATOR_BYTES,
    LONG_COMMENT_BYTES = 1024,
};

struct end_record {
    uint64_t at; /* in the file */
    uint32_t disk, directory_disk;
    uint64_t entries_here, entries, directory_bytes, directory_offset;
    uint16_t comment_bytes;
    bool sentinel; /* a field is full: the ZIP64 record has it */
};

static bool parse_end(struct end_record *out, struct lw_view tail, size_t pos, uint64_t tail_at)
{
    struct lw_reader r = lw_reader_at(tail, pos);
    if (lw_u32le(&r) != END_SIG)
        return false;
    out->at = tail_at + pos;
    out->disk = lw_u16le(&r);
    out->directory_disk = lw_u16le(&r);
    out->entries_here = lw_u16le(&r);
    out->entries = lw_u16le(&r);
    out->directory_bytes = lw_u32le(&r);
    out->directory_offset = lw_u32le(&r);
    out->comment_bytes = lw_u16le(&r);
    out->sentinel = out->disk == 0xffff || out->directory_disk == 0xffff ||
                    out->entries == 0xffff || out->directory_bytes == 0xffffffff ||
                    out->directory_offset == 0xffffffff;
    return !r.bad && lw_left(&r) >= out->comment_bytes;
}

static bool has_signature(const struct lw_source *source, uint64_t at, uint32_t signature)
{
    struct lw_view v;
    struct lw_room room = { 0 };
    bool has = false;
    if (lw_ok(lw_source_get(&v, source, at, 4, &room, NULL))) {
        struct lw_reader r = lw_reader(v);
        has = lw_u32le(&r) == signature;
    }
    lw_room_clear(&room);
    return has;
}

/* The ZIP64 record's fields stand in for those of `*end` that are full. Where a full field is also
 * a true value there need be no such record. */
static bool parse_end64(struct end_record *end, struct lw_zip_end *out, struct lw_archive *archive)
{
    const struct lw_source *source = &archive->source;
    if (end->at < LOCATOR_BYTES || !has_signature(source, end->at - LOCATOR_BYTES, LOCATOR_SIG))
        return true;
    struct lw_room room = { 0 };
    struct lw_view v;
    uint64_t locator_at = end->at - LOCATOR_BYTES, at = 0;
    if (lw_ok(lw_source_get(&v, source, locator_at, LOCATOR_BYTES, &room, NULL))) {
        struct lw_reader r = lw_reader_at(v, 8);
        at = lw_u64le(&r);
    }
    /* Off where bytes were put before the zip; then it stands right before its locator. */
    if (!has_signature(source, at, END64_SIG) && locator_at >= END64_BYTES)
        at = locator_at - END64_BYTES;
    bool good = has_signature(source, at, END64_SIG) &&
                lw_ok(lw_source_get(&v, source, at, END64_BYTES, &room, NULL));
    if (good && at + END64_BYTES <= locator_at) {
        struct lw_reader r = lw_reader_at(v, 16);
        uint32_t disk = lw_u32le(&r), directory_disk = lw_u32le(&r);
        uint64_t here = lw_u64le(&r), entries = lw_u64le(&r);
        uint64_t bytes = lw_u64le(&r), offset = lw_u64le(&r);
        bool differ = (end->entries != 0xffff && end->entries != entries) ||
                      (end->directory_bytes != 0xffffffff && end->directory_bytes != bytes) ||
                      (end->directory_offset != 0xffffffff && end->directory_offset != offset);
        if (differ)
            lw_anomalies_add(
                &archive->anomalies, LW_A_HEADER_MISMATCH, LW_VIEW_NONE, at,
                "the end record and the ZIP64 end record differ; the ZIP64 one counts");
        end->disk = disk;
        end->directory_disk = directory_disk;
        end->entries_here = here;
        end->entries = entries;
        end->directory_bytes = bytes;
        end->directory_offset = offset;
        out->record_offset = at;
    } else {
        good = !end->sentinel;
    }
    lw_room_clear(&room);
    return good;
}

static bool starts_directory(const struct lw_archive *archive, uint64_t at, uint64_t bytes)
{
    return bytes == 0 || has_signature(&archive->source, at, CENTRAL_SIG);
}

/* Where the directory starts: first where it must for it to end at the record, then where the
 * record says, as unzip does. False where neither is a directory. */
static bool locate(struct lw_zip_end *out, const struct end_record *end, struct lw_archive *archive)
{
    uint64_t limit = out->record_offset, stated_end;
    if (__builtin_add_overflow(end->directory_offset, end->directory_bytes, &stated_end) ||
        stated_end > limit)
        return false;
    uint64_t shift = limit - stated_end;
    bool shifted = starts_directory(archive, end->directory_offset + shift, end->directory_bytes);
    bool stated = shift == 0 ||
                  starts_directory(archive, end->directory_offset, end->directory_bytes);
    if (!shifted && !stated)
        return false;
    /* An empty directory says nothing about where it belongs. */
    out->base = shifted && end->directory_bytes ? shift : 0;
    out->directory_offset = end->directory_offset + out->base;
    out->directory_bytes = end->directory_bytes;
    if (shift && shifted && stated && end->directory_bytes)
        lw_anomalies_add(&archive->anomalies, LW_A_GAP, LW_VIEW_NONE, end->directory_offset,
                         "two directories fit the end record, at %llu and at %llu; unpackers "
                         "differ on which counts",
                         (unsigned long long)end->directory_offset,
                         (unsigned long long)out->directory_offset);
    uint64_t directory_end = out->directory_offset + out->directory_bytes;
    if (directory_end < limit)
        lw_anomalies_add(&archive->anomalies, LW_A_GAP, LW_VIEW_NONE, directory_end,
                         "%llu bytes between the directory and the end record",
                         (unsigned long long)(limit - directory_end));
    return true;
}

static bool try_end(struct lw_zip_end *out, struct end_record *end, struct lw_archive *archive)
{
    const struct lw_anomalies before = archive->anomalies;
    const size_t count = archive->anomaly_list.count;
    *out = (struct lw_zip_end){ .record_offset = end->at,
                                .after_offset = end->at + END_BYTES + end->comment_bytes };
    if (parse_end64(end, out, archive) && locate(out, end, archive)) {
        out->entries = end->entries;
        return true;
    }
    archive->anomalies = before; /* what was said belongs to a record that does not count */
    archive->anomaly_list.count = count;
    return false;
}

static void check_disks(struct lw_archive *archive, const struct end_record *end)
{
    bool one_disk = end->disk == 0 && end->directory_disk == 0 && end->entries_here == end->entries;
    if (!one_disk)
        lw_anomalies_add(&archive->anomalies, LW_A_MULTI_DISK, LW_VIEW_NONE, end->at,
                         "disk %u, directory on disk %u, %llu of %llu entries here", end->disk,
                         end->directory_disk, (unsigned long long)end->entries_here,
                         (unsigned long long)end->entries);
}

static void check_comment(struct lw_archive *archive, const struct end_record *end,
                          struct lw_view tail, uint64_t tail_at)
{
    struct lw_anomalies *to = &archive->anomalies;
    uint64_t after = end->at + END_BYTES + end->comment_bytes;
    struct lw_view comment = lw_view_sub(tail, (size_t)(end->at + END_BYTES - tail_at),
                                         end->comment_bytes);
    if (lw_view_find(comment, LW_VIEW("PK\5\6")) != LW_NOT_FOUND)
        lw_anomalies_add(to, LW_A_COMMENT, LW_VIEW_NONE, end->at + END_BYTES,
                         "the comment holds another end record");
    else if (end->comment_bytes > LONG_COMMENT_BYTES)
        lw_anomalies_add(to, LW_A_COMMENT, LW_VIEW_NONE, end->at + END_BYTES,
                         "a comment of %u bytes", end->comment_bytes);
    /* The other way round: this record stands in the comment of an earlier one. */
    struct end_record other;
    for (size_t pos = (size_t)(end->at - tail_at); pos-- > 0;) {
        if (tail.ptr[pos] != 'P' || !parse_end(&other, tail, pos, tail_at))
            continue;
        if (other.at + END_BYTES + other.comment_bytes <= end->at)
            continue;
        lw_anomalies_add(to, LW_A_COMMENT, LW_VIEW_NONE, other.at,
                         "the end record that counts stands in the comment of the one at %llu",
                         (unsigned long long)other.at);
        break;
    }
    if (after < archive->source.size)
        lw_anomalies_add(to, LW_A_SUFFIX, LW_VIEW_NONE, after, "%llu bytes behind the end",
                         (unsigned long long)(archive->source.size - after));
}

lw_status lw_zip_find_end(struct lw_archive *archive, struct lw_err *err)
{
    const struct lw_source *source = &archive->source;
    uint64_t tail_bytes = source->size < TAIL_BYTES ? source->size : TAIL_BYTES;
    uint64_t tail_at = source->size - tail_bytes, last = 0;
    struct lw_room room = { 0 };
    struct lw_view tail = LW_VIEW_NONE;
    lw_status status = lw_source_get(&tail, source, tail_at, (size_t)tail_bytes, &room, err);
    bool found = false, seen = false;
    struct end_record end;
    for (size_t pos = tail.len; lw_ok(status) && !found && pos-- > 0;) {
        if (tail.ptr[pos] != 'P' || !parse_end(&end, tail, pos, tail_at))
            continue;
        last = seen ? last : end.at;
        seen = true;
        found = try_end(&archive->end, &end, archive);
    }
    if (found) {
        check_disks(archive, &end);
        check_comment(archive, &end, tail, tail_at);
    }
    lw_room_clear(&room);
    if (!lw_ok(status) || found)
        return status;
    if (!seen)
        return lw_not_a_zip(archive, err);
    LW_FAIL(err, LW_E_FORMAT, last,
            "a broken zip: the end record at offset %llu points to no directory; was the file cut "
            "at its start, or is it one part of several?",
            (unsigned long long)last);
}

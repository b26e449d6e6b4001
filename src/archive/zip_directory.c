/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/zip_directory.c - the central directory, record by record.
 *
 * Spec:    APPNOTE 4.3.12 (record), 4.4.2 (host), 4.5.3 (ZIP64 extra), 4.6.9 (Unicode path).
 */
#include <sys/stat.h>

#include <libdeflate.h>

#include "archive/internal.h"
#include "base/reader.h"

enum {
    CENTRAL_SIG = 0x02014b50,
    SIGNATURE_SIG = 0x05054b50,
    CENTRAL_BYTES = 46,
    DIRECTORY_BYTES_MAX = 128 << 20,
    FLAG_ENCRYPTED = 1 << 0,
    FLAG_STRONG = 1 << 6,
    FLAG_UTF8 = 1 << 11,
    FLAG_MASKED = 1 << 13,
    METHOD_STORED = 0,
    METHOD_DEFLATE = 8,
    METHOD_AES = 99,
    HOST_UNIX = 3,
    HOST_DARWIN = 19,
    DOS_FOLDER = 0x10,
    RATIO_FROM_BYTES = 1 << 20,
};

struct record {
    uint8_t host;
    uint16_t disk;
    uint32_t attributes;
    struct lw_view extra;
    struct lw_view unicode;
};

/* Sizes that are full in the record stand in this field, in this order, and only those. */
static void read_zip64(struct lw_entry *e, struct record *rec, struct lw_view data)
{
    struct lw_reader r = lw_reader(data);
    uint64_t *fields[] = { &e->bytes, &e->packed_bytes, &e->header_offset };
    for (size_t i = 0; i < LW_COUNT(fields); i++) {
        if (*fields[i] != 0xffffffff)
            continue;
        uint64_t value = lw_u64le(&r);
        if (!r.bad)
            *fields[i] = value;
    }
    if (rec->disk == 0xffff)
        rec->disk = lw_left(&r) >= 4 ? (uint16_t)lw_u32le(&r) : rec->disk;
}

/* The name in UTF-8, good only while it belongs to the name in the record. */
static struct lw_view unicode_path(struct lw_view data, struct lw_view stored)
{
    struct lw_reader r = lw_reader(data);
    uint8_t version = lw_u8(&r);
    uint32_t crc = lw_u32le(&r);
    if (r.bad || version != 1 || crc != libdeflate_crc32(0, stored.ptr, stored.len))
        return LW_VIEW_NONE;
    return lw_take(&r, lw_left(&r));
}

static void read_extra(struct lw_entry *e, struct record *rec)
{
    struct lw_reader r = lw_reader(rec->extra);
    while (lw_left(&r) >= 4) {
        uint16_t id = lw_u16le(&r), len = lw_u16le(&r);
        struct lw_view data = lw_take(&r, len);
        if (r.bad)
            break; /* padding of aligned zips looks like this */
        if (id == 0x0001)
            read_zip64(e, rec, data);
        else if (id == 0x7075)
            rec->unicode = unicode_path(data, e->stored);
    }
}

static bool read_record(struct lw_entry *e, struct record *rec, struct lw_reader *dir)
{
    struct lw_reader r = *dir; /* committed only if the record is whole */
    if (lw_u32le(&r) != CENTRAL_SIG)
        return false;
    e->made_by = lw_u16le(&r);
    rec->host = (uint8_t)(e->made_by >> 8);
    lw_skip(&r, 2); /* version needed */
    e->flags = lw_u16le(&r);
    e->method = lw_u16le(&r);
    e->dos_time = lw_u32le(&r);
    e->crc32 = lw_u32le(&r);
    e->packed_bytes = lw_u32le(&r);
    e->bytes = lw_u32le(&r);
    uint16_t name_bytes = lw_u16le(&r), extra_bytes = lw_u16le(&r), comment_bytes = lw_u16le(&r);
    rec->disk = lw_u16le(&r);
    lw_skip(&r, 2); /* internal attributes */
    rec->attributes = lw_u32le(&r);
    e->header_offset = lw_u32le(&r);
    e->stored = lw_take(&r, name_bytes);
    rec->extra = e->extra = lw_take(&r, extra_bytes);
    rec->unicode = LW_VIEW_NONE;
    lw_skip(&r, comment_bytes);
    if (r.bad)
        return false;
    *dir = r;
    read_extra(e, rec);
    return true;
}

static bool made_on_unix(const struct record *rec)
{
    return rec->host == HOST_UNIX || rec->host == HOST_DARWIN;
}

static void set_type(struct lw_archive *archive, struct lw_entry *e, const struct record *rec,
                     bool folder_mark)
{
    uint32_t unix_mode = made_on_unix(rec) ? rec->attributes >> 16 : 0;
    uint32_t format = unix_mode & S_IFMT;
    bool folder = folder_mark || format == S_IFDIR ||
                  (format == 0 && (rec->attributes & DOS_FOLDER));
    if (folder && e->bytes) {
        lw_anomalies_add(&archive->anomalies, LW_A_ODD_PATH, e->path, e->header_offset,
                         "a folder with %llu bytes of content", (unsigned long long)e->bytes);
        folder = folder_mark; /* marked in the attributes alone: its content could be unpacked */
    }
    e->type = folder                                                  ? LW_ENTRY_FOLDER
              : format == S_IFLNK                                     ? LW_ENTRY_SYMLINK
              : format == 0 || format == S_IFREG || format == S_IFDIR ? LW_ENTRY_FILE
                                                                      : LW_ENTRY_OTHER;
    e->mode = unix_mode & 07777;
    if (unix_mode == 0)
        e->mode = folder ? 0755 : 0644;
}

static const char *method_name(uint16_t method)
{
    switch (method) {
    case 1:
        return "shrink";
    case 6:
        return "implode";
    case 9:
        return "deflate64";
    case 12:
        return "bzip2";
    case 14:
        return "LZMA";
    case 93:
        return "Zstandard";
    case 95:
        return "xz";
    case 98:
        return "PPMd";
    default:
        return "unknown";
    }
}

static void check_content(struct lw_archive *archive, struct lw_entry *e)
{
    struct lw_anomalies *to = &archive->anomalies;
    const uint64_t at = e->header_offset;
    bool encrypted = e->flags & (FLAG_ENCRYPTED | FLAG_STRONG | FLAG_MASKED) ||
                     e->method == METHOD_AES;
    bool known = e->method == METHOD_STORED || e->method == METHOD_DEFLATE;
    uint64_t end;
    bool inside = !__builtin_add_overflow(at, e->packed_bytes, &end) &&
                  !__builtin_add_overflow(end, LW_ZIP_LOCAL_BYTES, &end) &&
                  end <= archive->end.directory_offset;
    if (encrypted)
        lw_anomalies_add(to, LW_A_ENCRYPTED, e->path, at, "method %u, flags %04x", e->method,
                         e->flags);
    else if (!known)
        lw_anomalies_add(to, LW_A_METHOD, e->path, at, "method %u (%s)", e->method,
                         method_name(e->method));
    if (!inside)
        lw_anomalies_add(to, LW_A_SIZE, e->path, at,
                         "%llu packed bytes at offset %llu reach into the directory",
                         (unsigned long long)e->packed_bytes, (unsigned long long)at);
    else if (e->method == METHOD_STORED && !encrypted && e->packed_bytes != e->bytes)
        lw_anomalies_add(to, LW_A_SIZE, e->path, at,
                         "stored, yet %llu bytes packed and %llu unpacked",
                         (unsigned long long)e->packed_bytes, (unsigned long long)e->bytes);
    else if (e->bytes >= RATIO_FROM_BYTES && archive->limits.ratio &&
             e->bytes / archive->limits.ratio >= e->packed_bytes)
        lw_anomalies_add(to, LW_A_RATIO, e->path, at, "%llu bytes from %llu",
                         (unsigned long long)e->bytes, (unsigned long long)e->packed_bytes);
    e->readable = !encrypted && known && inside;
}

static void check_mode(struct lw_archive *archive, const struct lw_entry *e)
{
    struct lw_anomalies *to = &archive->anomalies;
    if (e->type == LW_ENTRY_OTHER)
        lw_anomalies_add(to, LW_A_SPECIAL, e->path, e->header_offset, "mode %04o", e->mode);
}

static void add_entry(struct lw_archive *archive, struct lw_entry *e, struct record *rec)
{
    struct lw_name name = { e->stored, rec->unicode, e->flags & FLAG_UTF8, made_on_unix(rec) };
    bool folder_mark;
    e->path = lw_name_path(archive, &name, &folder_mark);
    e->order = (uint32_t)archive->count;
    if (__builtin_add_overflow(e->header_offset, archive->end.base, &e->header_offset))
        e->header_offset = UINT64_MAX;
    set_type(archive, e, rec, folder_mark);
    check_content(archive, e);
    check_mode(archive, e);
    if (rec->disk)
        lw_anomalies_add(&archive->anomalies, LW_A_MULTI_DISK, e->path, e->header_offset,
                         "starts on disk %u", rec->disk);
    archive->entries[archive->count++] = *e;
}

/* Behind the last record: a digital signature is known; anything else is not. */
static lw_status check_rest(struct lw_archive *archive, struct lw_reader *dir, struct lw_err *err)
{
    uint64_t at = archive->end.directory_offset + dir->pos;
    uint64_t stated = archive->end.entries;
    if (lw_left(dir) == 0 || archive->cut)
        return LW_OK;
    struct lw_reader r = *dir;
    if (lw_u32le(&r) == SIGNATURE_SIG) {
        lw_skip(&r, lw_u16le(&r));
        if (!r.bad && lw_left(&r) == 0)
            return LW_OK;
    }
    LW_ENSURE(archive->count >= stated, err, LW_E_FORMAT, at,
              "the directory is broken at offset %llu: %zu of %llu entries could be read",
              (unsigned long long)at, archive->count, (unsigned long long)stated);
    lw_anomalies_add(&archive->anomalies, LW_A_GAP, LW_VIEW_NONE, at,
                     "%zu bytes in the directory behind its last record", lw_left(dir));
    return LW_OK;
}

lw_status lw_zip_read_directory(struct lw_archive *archive, struct lw_err *err)
{
    const struct lw_zip_end *end = &archive->end;
    LW_ENSURE(end->directory_bytes <= DIRECTORY_BYTES_MAX, err, LW_E_LIMIT, end->directory_offset,
              "its directory has %llu bytes; at most %d are read",
              (unsigned long long)end->directory_bytes, DIRECTORY_BYTES_MAX);
    struct lw_view bytes;
    LW_TRY(lw_source_get(&bytes, &archive->source, end->directory_offset,
                         (size_t)end->directory_bytes, &archive->directory, err));
    uint64_t room = bytes.len / CENTRAL_BYTES;
    if (room > archive->limits.entries)
        room = archive->limits.entries;
    archive->entries = lw_arena_array(&archive->arena, (size_t)room, sizeof *archive->entries);
    struct lw_reader dir = lw_reader(bytes);
    struct lw_entry e = { 0 };
    struct record rec;
    uint64_t found = 0;
    for (; read_record(&e, &rec, &dir); found++)
        if (archive->count < room)
            add_entry(archive, &e, &rec);
    archive->cut = found > archive->count;
    if (archive->cut)
        lw_anomalies_add(&archive->anomalies, LW_A_ENTRIES, LW_VIEW_NONE, end->directory_offset,
                         "%llu entries; the limit is %llu", (unsigned long long)found,
                         (unsigned long long)archive->limits.entries);
    LW_TRY(check_rest(archive, &dir, err));
    if (found != end->entries)
        lw_anomalies_add(&archive->anomalies, LW_A_COUNT, LW_VIEW_NONE, end->record_offset,
                         "%llu entries stated, %llu found", (unsigned long long)end->entries,
                         (unsigned long long)found);
    return LW_OK;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * support/zipmake.c - writes zips in memory, good ones and every kind of bad one.
 */
#include "support/zipmake.h"

#include <stdarg.h>

#include <libdeflate.h>

#include "base/arena.h"

struct sizes {
    uint32_t crc;
    uint64_t packed, bytes, offset;
};

static uint64_t plus(uint64_t value, int64_t add)
{
    return value + (uint64_t)add;
}

void zipmake_prefix(struct zipmake *zip, struct lw_view bytes, bool counted)
{
    lw_buf_add(&zip->out, bytes);
    zip->base = counted ? 0 : zip->out.len;
}

static struct lw_view content_of(const struct zipmake_entry *e)
{
    return e->text ? lw_view_c(e->text) : e->bytes;
}

static struct lw_view name_of(const struct zipmake_entry *e)
{
    return e->name ? lw_view_c(e->name) : e->raw_name;
}

static unsigned method_of(const struct zipmake_entry *e)
{
    if (e->method)
        return e->method < 0 ? 0 : (unsigned)e->method;
    return e->deflate ? 8 : 0;
}

static unsigned flags_of(const struct zipmake_entry *e)
{
    return e->flags | (e->utf8 ? 1u << 11 : 0) | (e->descriptor ? 1u << 3 : 0);
}

static uint32_t attributes_of(const struct zipmake_entry *e)
{
    struct lw_view name = name_of(e);
    bool folder = name.len && name.ptr[name.len - 1] == '/';
    if (e->no_mode)
        return 0;
    if (e->dos)
        return folder ? 0x10 : 0;
    uint32_t mode = e->mode ? e->mode : folder ? 040755 : 0100644;
    return mode << 16 | (folder ? 0x10 : 0);
}

/* Appends the packed content; gives the sizes. */
static struct sizes pack(struct lw_buf *out, const struct zipmake_entry *e)
{
    struct lw_view bytes = content_of(e);
    struct sizes sizes = { .crc = libdeflate_crc32(0, bytes.ptr, bytes.len), .bytes = bytes.len };
    size_t start = out->len;
    if (e->packed.ptr) {
        lw_buf_add(out, e->packed);
    } else if (e->deflate) {
        struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
        size_t room = libdeflate_deflate_compress_bound(c, bytes.len);
        uint8_t *to = lw_buf_reserve(out, room);
        out->len += libdeflate_deflate_compress(c, bytes.ptr, bytes.len, to, room);
        libdeflate_free_compressor(c);
    } else {
        lw_buf_add(out, bytes);
    }
    lw_buf_add(out, e->behind_data);
    sizes.packed = out->len - start;
    return sizes;
}

static void add_unicode_path(struct lw_buf *out, const struct zipmake_entry *e)
{
    struct lw_view name = name_of(e), path = lw_view_c(e->unicode_path);
    uint32_t crc = libdeflate_crc32(0, name.ptr, name.len) ^ (e->unicode_path_stale ? 1u : 0);
    lw_buf_add_le(out, 0x7075, 2);
    lw_buf_add_le(out, 5 + path.len, 2);
    lw_buf_add_byte(out, 1);
    lw_buf_add_le(out, crc, 4);
    lw_buf_add(out, path);
}

static void add_local(struct lw_buf *out, const struct zipmake_entry *e, const struct sizes *sizes)
{
    struct lw_view name = e->local_name.ptr ? e->local_name : name_of(e);
    bool unset = e->descriptor && !e->local_size_add && !e->local_crc_xor;
    uint64_t bytes = unset ? 0 : plus(sizes->bytes, e->local_size_add);
    uint64_t packed = unset ? 0 : sizes->packed;
    lw_buf_add_le(out, 0x04034b50, 4);
    lw_buf_add_le(out, e->zip64 ? 45 : 20, 2);
    lw_buf_add_le(out, flags_of(e) ^ e->local_flags_xor, 2);
    lw_buf_add_le(out, method_of(e) + (unsigned)e->local_method_add, 2);
    lw_buf_add_le(out, 0x58210000, 4); /* 2024-01-01 */
    lw_buf_add_le(out, unset ? 0 : sizes->crc ^ e->local_crc_xor, 4);
    lw_buf_add_le(out, e->zip64 ? 0xffffffff : packed, 4);
    lw_buf_add_le(out, e->zip64 ? 0xffffffff : bytes, 4);
    lw_buf_add_le(out, name.len, 2);
    lw_buf_add_le(out, e->zip64 ? 20 : 0, 2);
    lw_buf_add(out, name);
    if (e->zip64) {
        lw_buf_add_le(out, 0x0001, 2);
        lw_buf_add_le(out, 16, 2);
        lw_buf_add_le(out, bytes, 8);
        lw_buf_add_le(out, packed, 8);
    }
}

static void add_descriptor(struct lw_buf *out, const struct zipmake_entry *e,
                           const struct sizes *sizes)
{
    if (e->descriptor == ZIPMAKE_NO_DESCRIPTOR || e->descriptor == ZIPMAKE_DESCRIPTOR_MISSING)
        return;
    bool wide = e->descriptor == ZIPMAKE_DESCRIPTOR_64 ||
                e->descriptor == ZIPMAKE_DESCRIPTOR_64_BARE;
    if (e->descriptor == ZIPMAKE_DESCRIPTOR || e->descriptor == ZIPMAKE_DESCRIPTOR_64)
        lw_buf_add_le(out, 0x08074b50, 4);
    lw_buf_add_le(out, sizes->crc, 4);
    lw_buf_add_le(out, sizes->packed, wide ? 8 : 4);
    lw_buf_add_le(out, sizes->bytes, wide ? 8 : 4);
}

static void add_record(struct zipmake *zip, const struct zipmake_entry *e,
                       const struct sizes *sizes)
{
    struct lw_buf *out = &zip->directory;
    struct lw_view name = name_of(e);
    uint64_t bytes = plus(sizes->bytes, e->size_add), packed = plus(sizes->packed, e->packed_add);
    uint64_t offset = plus(sizes->offset - zip->base, e->offset_add);
    size_t extra = (e->zip64 ? 28u : 0) +
                   (e->unicode_path ? 9 + lw_view_c(e->unicode_path).len : 0);
    lw_buf_add_le(out, 0x02014b50, 4);
    lw_buf_add_byte(out, 30);
    lw_buf_add_byte(out, e->dos ? 0 : 3);
    lw_buf_add_le(out, e->zip64 ? 45 : 20, 2);
    lw_buf_add_le(out, flags_of(e), 2);
    lw_buf_add_le(out, method_of(e), 2);
    lw_buf_add_le(out, 0x58210000, 4);
    lw_buf_add_le(out, sizes->crc ^ e->crc_xor, 4);
    lw_buf_add_le(out, e->zip64 ? 0xffffffff : packed, 4);
    lw_buf_add_le(out, e->zip64 ? 0xffffffff : bytes, 4);
    lw_buf_add_le(out, name.len, 2);
    lw_buf_add_le(out, extra, 2);
    lw_buf_add_le(out, 0, 2);
    lw_buf_add_le(out, e->disk, 2);
    lw_buf_add_le(out, 0, 2);
    lw_buf_add_le(out, attributes_of(e), 4);
    lw_buf_add_le(out, e->zip64 ? 0xffffffff : offset, 4);
    lw_buf_add(out, name);
    if (e->zip64) {
        lw_buf_add_le(out, 0x0001, 2);
        lw_buf_add_le(out, 24, 2);
        lw_buf_add_le(out, bytes, 8);
        lw_buf_add_le(out, packed, 8);
        lw_buf_add_le(out, offset, 8);
    }
    if (e->unicode_path)
        add_unicode_path(out, e);
    zip->entries++;
}

void zipmake_add(struct zipmake *zip, const struct zipmake_entry *e)
{
    zip->record.len = 0;
    struct sizes sizes = pack(&zip->record, e);
    if (e->no_local) {
        sizes.offset = zip->offsets[e->data_of];
    } else {
        lw_buf_add(&zip->out, e->gap);
        sizes.offset = zip->out.len;
        if (zip->locals < LW_COUNT(zip->offsets))
            zip->offsets[zip->locals++] = sizes.offset;
        add_local(&zip->out, e, &sizes);
        lw_buf_add(&zip->out, lw_buf_view(&zip->record));
        add_descriptor(&zip->out, e, &sizes);
    }
    if (!e->unlisted)
        add_record(zip, e, &sizes);
}

void zipmake_files(struct zipmake *zip, ...)
{
    va_list args;
    va_start(args, zip);
    const char *name;
    while ((name = va_arg(args, const char *)) != NULL)
        zipmake_add(zip, &(struct zipmake_entry){
                             .name = name, .text = va_arg(args, const char *), .deflate = true });
    va_end(args);
}

static void add_end64(struct lw_buf *out, uint64_t entries, uint64_t bytes, uint64_t offset,
                      uint64_t base)
{
    uint64_t at = out->len - base;
    lw_buf_add_le(out, 0x06064b50, 4);
    lw_buf_add_le(out, 44, 8);
    lw_buf_add_le(out, 45, 2);
    lw_buf_add_le(out, 45, 2);
    lw_buf_add_le(out, 0, 8);
    lw_buf_add_le(out, entries, 8);
    lw_buf_add_le(out, entries, 8);
    lw_buf_add_le(out, bytes, 8);
    lw_buf_add_le(out, offset, 8);
    lw_buf_add_le(out, 0x07064b50, 4);
    lw_buf_add_le(out, 0, 4);
    lw_buf_add_le(out, at, 8);
    lw_buf_add_le(out, 1, 4);
}

struct lw_view zipmake_end(struct zipmake *zip, const struct zipmake_ending *ending)
{
    static const struct zipmake_ending plain;
    const struct zipmake_ending *e = ending ? ending : &plain;
    struct lw_buf *out = &zip->out;
    uint64_t offset = plus(out->len - zip->base, e->directory_offset_add);
    lw_buf_add(out, lw_buf_view(&zip->directory));
    lw_buf_add(out, e->behind_directory);
    uint64_t bytes = plus(zip->directory.len + e->behind_directory.len, e->directory_bytes_add);
    uint64_t entries = plus(zip->entries, e->entries_add);
    lw_buf_add(out, e->before_end);
    if (e->zip64 || e->zip64_entries_add)
        add_end64(out, plus(entries, e->zip64_entries_add), bytes, offset, zip->base);
    lw_buf_add_le(out, 0x06054b50, 4);
    lw_buf_add_le(out, e->disk, 2);
    lw_buf_add_le(out, e->disk, 2);
    lw_buf_add_le(out, e->zip64 ? 0xffff : entries, 2);
    lw_buf_add_le(out, e->zip64 ? 0xffff : entries, 2);
    lw_buf_add_le(out, e->zip64 ? 0xffffffff : bytes, 4);
    lw_buf_add_le(out, e->zip64 ? 0xffffffff : offset, 4);
    lw_buf_add_le(out, e->comment.len, 2);
    lw_buf_add(out, e->comment);
    lw_buf_add(out, e->suffix);
    return lw_buf_view(out);
}

void zipmake_clear(struct zipmake *zip)
{
    lw_buf_clear(&zip->out);
    lw_buf_clear(&zip->directory);
    lw_buf_clear(&zip->record);
    *zip = (struct zipmake)ZIPMAKE_INIT;
}

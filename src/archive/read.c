/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/read.c - one entry, whole: fetched, unpacked, checked and hashed in one pass.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libdeflate.h>

#include "archive/scratch.h"
#include "base/file.h"

enum {
    DEFLATE_RATIO_MAX = 1032, /* what two bits of deflate can stand for at most: 258 bytes */
    AHEAD_BYTES = 1 << 16,    /* holds tens of small entries, and is soon copied */
};

struct lw_scratch *lw_scratch_new(void)
{
    struct lw_scratch *scratch = lw_xcalloc(1, sizeof *scratch);
    scratch->inflater = lw_inflater_new();
    return scratch;
}

void lw_scratch_read_ahead(struct lw_scratch *scratch)
{
#ifndef LW_ARENA_DEBUG /* there each read has memory of its own, so that its end is seen */
    scratch->packed.ahead = AHEAD_BYTES;
#else
    (void)scratch;
#endif
}

void lw_scratch_free(struct lw_scratch *scratch)
{
    if (!scratch)
        return;
    lw_room_clear(&scratch->packed);
    lw_room_clear(&scratch->plain);
    lw_room_clear(&scratch->head);
    lw_inflater_free(scratch->inflater);
    lw_sha256_free(scratch->sha256);
    free(scratch);
}

void lw_scratch_trim(struct lw_scratch *scratch)
{
    lw_room_trim(&scratch->packed);
    lw_room_trim(&scratch->plain);
}

void lw_scratch_free_p(struct lw_scratch **slot)
{
    lw_scratch_free(*slot);
}

lw_status lw_entry_check(const struct lw_archive *archive, const struct lw_entry *entry,
                         struct lw_err *err)
{
    const uint64_t at = entry->header_offset;
    LW_ENSURE(entry->type != LW_ENTRY_FOLDER, err, LW_E_UNSUPPORTED, at, "is a folder");
    LW_ENSURE(entry->bytes <= archive->limits.entry_bytes, err, LW_E_LIMIT, at,
              "unpacks to %llu bytes; the limit for one entry is %llu",
              (unsigned long long)entry->bytes, (unsigned long long)archive->limits.entry_bytes);
    if (entry->readable)
        return LW_OK;
    LW_ENSURE(archive->is_zip, err, LW_E_UNSUPPORTED, at, "is a device, a socket or a pipe");
    LW_ENSURE(!(entry->flags & 0x2041) && entry->method != 99, err, LW_E_ENCRYPTED, at,
              "is encrypted; pack it without a password");
    LW_ENSURE(entry->method == 0 || entry->method == 8, err, LW_E_UNSUPPORTED, at,
              "is packed by method %u; only stored (0) and deflate (8) are read", entry->method);
    LW_FAIL(err, LW_E_FORMAT, at, "claims %llu packed bytes at offset %llu, which are not there",
            (unsigned long long)entry->packed_bytes, (unsigned long long)at);
}

lw_status lw_entry_named(const struct lw_archive *archive, const struct lw_entry *entry,
                         lw_status status, struct lw_err *err)
{
    if (!lw_ok(status)) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
        lw_err_prefix(err, "%s: %s", archive->name, lw_shown(&buf, entry->path));
    }
    return status;
}

static void blame(struct lw_content *out, const struct lw_entry *entry, enum lw_anomaly_kind kind,
                  const char *detail, struct lw_scratch *scratch)
{
    if (out->have_anomaly)
        return; /* the first is the worst */
    if (detail != scratch->detail)
        snprintf(scratch->detail, sizeof scratch->detail, "%s", detail);
    out->have_anomaly = true;
    out->damaged = kind == LW_A_CRC || kind == LW_A_SIZE || kind == LW_A_BAD_DATA;
    out->anomaly = (struct lw_anomaly){ kind, entry->path, entry->header_offset,
                                        lw_view_c(scratch->detail) };
}

static void unpack(struct lw_content *out, const struct lw_entry *entry, struct lw_view packed,
                   struct lw_scratch *scratch)
{
    /* A stated size that the packed bytes cannot give costs no memory. */
    size_t room = (size_t)entry->bytes;
    if (packed.len < room / DEFLATE_RATIO_MAX)
        room = packed.len * DEFLATE_RATIO_MAX + DEFLATE_RATIO_MAX;
    uint8_t *into = lw_room_take(&scratch->plain, room + 1);
    struct lw_inflated got = lw_inflate(scratch->inflater, packed, into, room);
    out->bytes = lw_view(into, got.bytes);
    size_t text_bytes = sizeof scratch->detail;
    if (got.end == LW_INFLATE_BROKEN) {
        snprintf(scratch->detail, text_bytes, "the compressed data break after %zu of %llu bytes",
                 got.bytes, (unsigned long long)entry->bytes);
        blame(out, entry, LW_A_BAD_DATA, scratch->detail, scratch);
    } else if (got.end == LW_INFLATE_LONG || got.bytes < entry->bytes) {
        bool more = got.end == LW_INFLATE_LONG;
        snprintf(scratch->detail, text_bytes, "%llu bytes stated, %s%llu unpacked",
                 (unsigned long long)entry->bytes, more ? "more than " : "",
                 (unsigned long long)got.bytes);
        blame(out, entry, LW_A_SIZE, scratch->detail, scratch);
    }
    if (got.end == LW_INFLATE_WHOLE && got.used_bytes < packed.len) {
        snprintf(scratch->detail, text_bytes, "%zu bytes behind the end of the compressed data",
                 packed.len - got.used_bytes);
        out->have_anomaly = true;
        out->anomaly = (struct lw_anomaly){ LW_A_GAP, entry->path, entry->header_offset,
                                            lw_view_c(scratch->detail) };
    }
}

static void check_crc(struct lw_content *out, const struct lw_entry *entry,
                      struct lw_scratch *scratch)
{
    uint32_t crc = libdeflate_crc32(0, out->bytes.ptr, out->bytes.len);
    if (crc == entry->crc32 || out->damaged)
        return;
    char text[64];
    snprintf(text, sizeof text, "stated %08x, is %08x", entry->crc32, crc);
    out->have_anomaly = false; /* worse than bytes behind the end */
    blame(out, entry, LW_A_CRC, text, scratch);
}

static lw_status read_zip(struct lw_content *out, const struct lw_archive *archive,
                          const struct lw_entry *entry, struct lw_scratch *scratch,
                          struct lw_err *err)
{
    struct lw_zip_local local;
    struct lw_view packed;
    LW_TRY(lw_zip_get_local(&local, &packed, archive, entry, &scratch->packed, err));
    if (entry->method != 0) {
        unpack(out, entry, packed, scratch);
    } else {
        out->bytes = lw_view_sub(packed, 0, (size_t)entry->bytes);
        if (packed.len != entry->bytes) {
            char text[96];
            snprintf(text, sizeof text, "stored, yet %zu bytes packed and %llu unpacked",
                     packed.len, (unsigned long long)entry->bytes);
            blame(out, entry, LW_A_SIZE, text, scratch);
        }
    }
    check_crc(out, entry, scratch);
    if (local.differs[0])
        blame(out, entry, LW_A_HEADER_MISMATCH, local.differs, scratch);
    return LW_OK;
}

static lw_status read_folder(struct lw_content *out, const struct lw_archive *archive,
                             const struct lw_entry *entry, struct lw_scratch *scratch,
                             struct lw_err *err)
{
    if (entry->type == LW_ENTRY_SYMLINK) {
        out->bytes = entry->target; /* read when the folder was listed */
        return LW_OK;
    }
    LW_CLEANUP(lw_close_p) int fd = -1;
    LW_TRY(lw_folder_open(&fd, archive->root_fd, entry->path, err));
    struct stat st;
    LW_ENSURE(fstat(fd, &st) == 0 && S_ISREG(st.st_mode), err, LW_E_IO, 0,
              "is no longer a file; it was changed while being read");
    size_t len = (size_t)entry->bytes, done = 0;
    uint8_t *into = lw_room_take(&scratch->plain, len + 1); /* one more: to see that it ends */
    while (done <= len) {
        ssize_t n = read(fd, into + done, len + 1 - done);
        if (n < 0 && errno == EINTR)
            continue;
        LW_ENSURE(n >= 0, err, LW_E_IO, done, "cannot read: %s", strerror(errno));
        if (n == 0)
            break;
        done += (size_t)n;
    }
    LW_ENSURE(done == len, err, LW_E_IO, done, "changed its size while being read");
    out->bytes = lw_view(into, len);
    return LW_OK;
}

lw_status lw_archive_read(struct lw_content *out, const struct lw_archive *archive,
                          const struct lw_entry *entry, bool hash, struct lw_scratch *scratch,
                          struct lw_err *err)
{
    lw_scratch_trim(scratch);
    struct lw_content content = { 0 };
    /* A device, socket or pipe of a folder is not opened: it has no bytes. */
    bool special = !archive->is_zip && entry->type == LW_ENTRY_OTHER;
    lw_status status = special ? LW_OK : lw_entry_check(archive, entry, err);
    if (lw_ok(status) && !special)
        status = archive->is_zip ? read_zip(&content, archive, entry, scratch, err)
                                 : read_folder(&content, archive, entry, scratch, err);
    if (!lw_ok(status))
        return lw_entry_named(archive, entry, status, err);
    if (hash) {
        /* Made late: libcrypto takes milliseconds to start. */
        if (!scratch->sha256)
            scratch->sha256 = lw_sha256_new();
        lw_sha256_add(scratch->sha256, content.bytes);
        content.sha256 = lw_sha256_end(scratch->sha256);
    }
    *out = content;
    return LW_OK;
}

bool lw_archive_same_packed(const struct lw_archive *a, const struct lw_entry *entry_a,
                            struct lw_scratch *scratch_a, const struct lw_archive *b,
                            const struct lw_entry *entry_b, struct lw_scratch *scratch_b)
{
    struct lw_zip_local local_a, local_b;
    struct lw_view packed_a, packed_b;
    if (!a->is_zip || !b->is_zip || !entry_a->readable || !entry_b->readable ||
        entry_a->type != entry_b->type || entry_a->method != entry_b->method ||
        entry_a->bytes != entry_b->bytes || entry_a->packed_bytes != entry_b->packed_bytes ||
        entry_a->crc32 != entry_b->crc32)
        return false;
    return lw_ok(lw_zip_get_local(&local_a, &packed_a, a, entry_a, &scratch_a->packed, NULL)) &&
           lw_ok(lw_zip_get_local(&local_b, &packed_b, b, entry_b, &scratch_b->packed, NULL)) &&
           !local_a.differs[0] && !local_b.differs[0] && lw_view_eq(packed_a, packed_b);
}

uint64_t lw_archive_read_cost(const struct lw_archive *archive, const struct lw_entry *entry)
{
    return archive->is_zip && entry->method != 0 ? entry->bytes + entry->packed_bytes
                                                 : entry->bytes;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/archive.c - opening, closing and looking around.
 */
#include "archive/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive/internal.h"
#include "base/file.h"

static struct lw_archive *make(struct lw_view name, const struct lw_limits *limits)
{
    struct lw_archive *archive = lw_xcalloc(1, sizeof *archive);
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    archive->name = strdup(lw_shown(&buf, name));
    if (!archive->name)
        lw_oom(name.len);
    archive->limits = limits ? *limits : lw_limits_default();
    archive->source.fd = -1;
    archive->root_fd = -1;
    archive->anomalies.list = &archive->anomaly_list;
    archive->anomalies.arena = &archive->arena;
    return archive;
}

static void find_first_byte(struct lw_archive *archive)
{
    uint64_t first = archive->end.directory_offset;
    for (size_t i = 0; i < archive->count; i++)
        if (archive->entries[i].header_offset < first)
            first = archive->entries[i].header_offset;
    if (first)
        lw_anomalies_add(&archive->anomalies, LW_A_PREFIX, LW_VIEW_NONE, 0,
                         "%llu bytes before the first entry%s", (unsigned long long)first,
                         archive->end.base ? "; its offsets do not count them" : "");
}

static lw_status begin_zip(struct lw_archive *archive, struct lw_err *err)
{
    archive->is_zip = true;
    LW_ENSURE(archive->source.size <= archive->limits.archive_bytes, err, LW_E_LIMIT, 0,
              "has %llu bytes; the limit is %llu", (unsigned long long)archive->source.size,
              (unsigned long long)archive->limits.archive_bytes);
    return lw_zip_find_end(archive, err);
}

static lw_status list(struct lw_archive *archive, struct lw_err *err)
{
    if (!archive->is_zip)
        return lw_folder_list(archive, err);
    LW_TRY(lw_zip_read_directory(archive, err));
    find_first_byte(archive);
    lw_zip_check_overlap(archive);
    return LW_OK;
}

static lw_status named(const struct lw_archive *archive, lw_status status, struct lw_err *err)
{
    if (!lw_ok(status))
        lw_err_prefix(err, "%s", archive->name);
    return status;
}

lw_status lw_archive_list(struct lw_archive *archive, struct lw_err *err)
{
    LW_TRY(named(archive, list(archive, err), err));
    lw_tree_settle(archive);
    if (archive->is_zip)
        lw_links_read(archive);
    lw_links_check(archive);
    if (!archive->limits.brief)
        lw_lookalikes_check(archive);
    lw_anomalies_end(&archive->anomalies);
    return LW_OK;
}

/* A pipe cannot be read at an offset: it is not opened. */
static lw_status open_input(int *fd, struct stat *st, const struct lw_input *input,
                            struct lw_err *err)
{
    LW_ENSURE(stat(input->path, st) == 0, err, errno == ENOENT ? LW_E_NOT_FOUND : LW_E_IO, 0,
              "%s: %s", input->name,
              errno == ENOENT ? "there is no such file or folder" : strerror(errno));
    LW_ENSURE(S_ISREG(st->st_mode) || S_ISDIR(st->st_mode), err, LW_E_UNSUPPORTED, 0,
              "%s: is neither a file nor a folder", input->name);
    *fd = open(input->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    LW_ENSURE(*fd >= 0, err, errno == ENOENT ? LW_E_NOT_FOUND : LW_E_IO, 0, "%s: cannot open: %s",
              input->name, strerror(errno));
    LW_ENSURE(fstat(*fd, st) == 0, err, LW_E_IO, 0, "%s: %s", input->name, strerror(errno));
    return LW_OK;
}

lw_status lw_archive_begin(struct lw_archive **out, const struct lw_input *input,
                           const struct lw_limits *limits, struct lw_err *err)
{
    *out = NULL;
    LW_CLEANUP(lw_close_p) int fd = -1;
    struct stat st;
    LW_TRY(open_input(&fd, &st, input, err));
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = make(lw_view_c(input->name), limits);
    if (S_ISDIR(st.st_mode)) {
        archive->root_fd = fd;
        fd = -1;
    } else {
        archive->source = (struct lw_source){ fd, LW_VIEW_NONE, (uint64_t)st.st_size };
        archive->changed = st.st_mtim;
        fd = -1;
        LW_TRY(named(archive, begin_zip(archive, err), err));
    }
    *out = lw_steal(&archive);
    return LW_OK;
}

lw_status lw_archive_open_input(struct lw_archive **out, const struct lw_input *input,
                                const struct lw_limits *limits, struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    *out = NULL;
    LW_TRY(lw_archive_begin(&archive, input, limits, err));
    LW_TRY(lw_archive_list(archive, err));
    *out = lw_steal(&archive);
    return LW_OK;
}

lw_status lw_archive_open(struct lw_archive **out, const char *path, const struct lw_limits *limits,
                          struct lw_err *err)
{
    const struct lw_input input = { path, path };
    return lw_archive_open_input(out, &input, limits, err);
}

lw_status lw_archive_begin_bytes(struct lw_archive **out, struct lw_view bytes, struct lw_view name,
                                 const struct lw_limits *limits, struct lw_err *err)
{
    *out = NULL;
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = make(name, limits);
    archive->source = (struct lw_source){ -1, bytes, bytes.len };
    LW_TRY(named(archive, begin_zip(archive, err), err));
    *out = lw_steal(&archive);
    return LW_OK;
}

lw_status lw_archive_open_bytes(struct lw_archive **out, struct lw_view bytes, struct lw_view name,
                                const struct lw_limits *limits, struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    *out = NULL;
    LW_TRY(lw_archive_begin_bytes(&archive, bytes, name, limits, err));
    LW_TRY(lw_archive_list(archive, err));
    *out = lw_steal(&archive);
    return LW_OK;
}

void lw_archive_free(struct lw_archive *archive)
{
    if (!archive)
        return;
    lw_close_p(&archive->source.fd);
    lw_close_p(&archive->root_fd);
    lw_room_clear(&archive->directory);
    lw_arena_clear(&archive->arena);
    free(archive->name);
    free(archive);
}

void lw_archive_free_p(struct lw_archive **slot)
{
    lw_archive_free(*slot);
}

lw_status lw_archive_check_unchanged(const struct lw_archive *archive, struct lw_err *err)
{
    struct stat st;
    if (archive->source.fd < 0)
        return LW_OK;
    LW_ENSURE(fstat(archive->source.fd, &st) == 0, err, LW_E_IO, 0, "%s: %s", archive->name,
              strerror(errno));
    LW_ENSURE((uint64_t)st.st_size == archive->source.size &&
                  st.st_mtim.tv_sec == archive->changed.tv_sec &&
                  st.st_mtim.tv_nsec == archive->changed.tv_nsec,
              err, LW_E_IO, 0, "%s: was changed while it was read", archive->name);
    return LW_OK;
}

const struct lw_entry *lw_archive_entries(const struct lw_archive *archive, size_t *count)
{
    *count = archive->count;
    return archive->entries;
}

const struct lw_entry *lw_archive_find(const struct lw_archive *archive, struct lw_view path)
{
    size_t low = 0, high = archive->count; /* the first entry behind all of that path */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lw_view_cmp(archive->entries[middle].path, path) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0 || !lw_view_eq(archive->entries[low - 1].path, path))
        return NULL;
    return &archive->entries[low - 1];
}

const struct lw_anomaly_list *lw_archive_anomalies(const struct lw_archive *archive)
{
    return &archive->anomaly_list;
}

bool lw_archive_is_zip(const struct lw_archive *archive)
{
    return archive->is_zip;
}

bool lw_archive_is_cut(const struct lw_archive *archive)
{
    return archive->cut;
}

bool lw_archive_is_whole(const struct lw_archive *archive)
{
    return !archive->cut && archive->unlisted.count == 0;
}

const struct lw_unlisted *lw_archive_unlisted(const struct lw_archive *archive, size_t *count)
{
    *count = archive->unlisted.count;
    return archive->unlisted.items;
}

uint64_t lw_archive_zip_bytes(const struct lw_archive *archive)
{
    return archive->is_zip ? archive->source.size : 0;
}

uint64_t lw_archive_unpacked_bytes(const struct lw_archive *archive)
{
    return archive->unpacked_bytes;
}

size_t lw_archive_name_parts(const struct lw_archive *archive)
{
    return archive->name_parts;
}

lw_status lw_archive_zip_digest(struct lw_digest *out, bool *have, const struct lw_archive *archive,
                                struct lw_err *err)
{
    enum { STEP_BYTES = 1 << 16 };
    *have = false;
    if (!archive->is_zip)
        return LW_OK;
    LW_CLEANUP(lw_sha256_free_p) struct lw_sha256 *hash = lw_sha256_new();
    struct lw_room room = { 0 };
    lw_status status = LW_OK;
    for (uint64_t at = 0; at < archive->source.size && lw_ok(status);) {
        uint64_t left = archive->source.size - at;
        struct lw_view step = LW_VIEW_NONE;
        size_t len = left < STEP_BYTES ? (size_t)left : STEP_BYTES;
        status = lw_source_get(&step, &archive->source, at, len, &room, err);
        lw_sha256_add(hash, step);
        at += len;
    }
    lw_room_clear(&room);
    if (!lw_ok(status)) {
        lw_err_prefix(err, "%s", archive->name);
        return status;
    }
    *out = lw_sha256_end(hash);
    *have = true;
    return LW_OK;
}

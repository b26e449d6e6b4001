/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/index.c - open, check and describe an index, and find packages in it.
 */
#include "vuln/index.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "vuln/index_read.h"

/* Indexes from before there was a checksum of the header have zeros in its place. */
static bool header_is_whole(struct lw_view all)
{
    static const struct lw_digest none;
    struct lw_view said = lw_view_sub(all, LW_INDEX_AT_HEADER_DIGEST, sizeof none.bytes);
    if (lw_view_eq(said, lw_view(none.bytes, sizeof none.bytes)))
        return true;
    struct lw_digest digest = lw_sha256(lw_view_sub(all, 0, LW_INDEX_AT_DIGEST));
    return lw_view_eq(said, lw_view(digest.bytes, sizeof digest.bytes));
}

/* The last section tells how many packages there are of each ecosystem: where the file's end was
 * never written, or is another's, that is not what the header says. */
static bool end_is_whole(const struct lw_vuln_index *index)
{
    struct lw_reader r = lw_reader(index->sections[LW_INDEX_INFO]);
    uint64_t packages = 0;
    for (uint64_t left = lw_uvarint(&r); left && !r.bad; left--) {
        (void)lw_uvarint(&r); /* name */
        (void)lw_uvarint(&r); /* advisories */
        packages += lw_uvarint(&r);
    }
    for (uint64_t left = lw_uvarint(&r); left && !r.bad; left--)
        for (int i = 0; i < 5; i++) /* kind, name, note, bytes, records */
            (void)lw_uvarint(&r);
    return !r.bad && lw_left(&r) == 0 && packages == index->info.packages;
}

/* They follow one another without a gap. */
static lw_status read_sections(struct lw_vuln_index *index, struct lw_reader *r, struct lw_err *err)
{
    uint64_t end = LW_INDEX_HEADER_BYTES;
    for (size_t i = 0; i < LW_INDEX_SECTIONS; i++) {
        uint64_t offset = lw_u64le(r), bytes = lw_u64le(r);
        struct lw_reader at = lw_reader_at(index->bytes, offset);
        index->sections[i] = lw_take(&at, bytes);
        LW_ENSURE(!at.bad && offset == end, err, LW_E_FORMAT, LW_INDEX_AT_SECTIONS + 16 * i,
                  "advisory index is damaged: section %zu is not where it must be; import it again",
                  i);
        end += bytes;
    }
    LW_ENSURE(end == index->bytes.len, err, LW_E_FORMAT, LW_INDEX_AT_SECTIONS,
              "advisory index is damaged: its sections do not fill it; import it again");
    return LW_OK;
}

static lw_status read_header(struct lw_vuln_index *index, struct lw_err *err)
{
    struct lw_view all = index->bytes;
    struct lw_reader r = lw_reader(all);
    struct lw_view magic = lw_take(&r, 8);
    LW_ENSURE(!r.bad && lw_view_is(magic, LW_INDEX_MAGIC), err, LW_E_FORMAT, 0,
              "not an advisory index (make one with `layerward db import`)");
    uint32_t version = lw_u32le(&r), header_bytes = lw_u32le(&r);
    LW_ENSURE(!r.bad && version == LW_INDEX_VERSION && header_bytes == LW_INDEX_HEADER_BYTES, err,
              LW_E_UNSUPPORTED, LW_INDEX_AT_FORMAT,
              "advisory index of format %u; this program reads %d: import it again", version,
              LW_INDEX_VERSION);
    struct lw_vuln_info *info = &index->info;
    info->bytes = lw_u64le(&r);
    info->built_utc_s = (int64_t)lw_u64le(&r);
    info->newest_utc_s = (int64_t)lw_u64le(&r);
    info->advisories = lw_u64le(&r);
    info->rows = lw_u64le(&r);
    info->packages = lw_u64le(&r);
    info->kev = lw_u64le(&r);
    info->epss = lw_u64le(&r);
    LW_ENSURE(all.len >= LW_INDEX_HEADER_BYTES && info->bytes == all.len, err, LW_E_FORMAT, 16,
              "advisory index is cut short: %zu bytes of %llu; import it again", all.len,
              (unsigned long long)info->bytes);
    LW_ENSURE(header_is_whole(all), err, LW_E_FORMAT, LW_INDEX_AT_HEADER_DIGEST,
              "advisory index is damaged: the checksum of its header is wrong; import it again");
    LW_TRY(read_sections(index, &r, err));
    bool counts_fit = info->packages ==
                          index->sections[LW_INDEX_PACKAGES].len / LW_INDEX_PACKAGE_BYTES &&
                      info->kev == index->sections[LW_INDEX_KEV].len / LW_INDEX_KEV_BYTES &&
                      info->epss == index->sections[LW_INDEX_EPSS].len / LW_INDEX_EPSS_BYTES;
    LW_ENSURE(counts_fit && end_is_whole(index), err, LW_E_FORMAT, LW_INDEX_AT_COUNTS,
              "advisory index is damaged: its counts do not fit its sections; import it again");
    return LW_OK;
}

lw_status lw_vuln_index_open_bytes(struct lw_vuln_index **out, struct lw_view bytes,
                                   struct lw_err *err)
{
    struct lw_vuln_index index = { .bytes = bytes };
    LW_TRY(read_header(&index, err));
    *out = lw_xmalloc(sizeof index);
    **out = index;
    return LW_OK;
}

lw_status lw_vuln_index_open(struct lw_vuln_index **out, const char *path, struct lw_err *err)
{
    LW_CLEANUP(lw_close_p) int fd = -1;
    LW_TRY(lw_file_open(&fd, path, err));
    struct stat st;
    LW_ENSURE(fstat(fd, &st) == 0 && S_ISREG(st.st_mode), err, LW_E_IO, 0, "%s: is not a file",
              path);
    LW_ENSURE(st.st_size >= LW_INDEX_HEADER_BYTES, err, LW_E_FORMAT, 0,
              "%s: not an advisory index (make one with `layerward db import`)", path);
    void *map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    LW_ENSURE(map != MAP_FAILED, err, LW_E_IO, 0, "%s: cannot be mapped: %s", path,
              strerror(errno));
    lw_status s = lw_vuln_index_open_bytes(out, lw_view(map, (size_t)st.st_size), err);
    if (!lw_ok(s)) {
        munmap(map, (size_t)st.st_size);
        lw_err_prefix(err, "%s", path);
        return s;
    }
    (*out)->mapped = map;
    return LW_OK;
}

void lw_vuln_index_free(struct lw_vuln_index *index)
{
    if (index && index->mapped)
        munmap(index->mapped, index->bytes.len);
    free(index);
}

void lw_vuln_index_free_p(struct lw_vuln_index **slot)
{
    lw_vuln_index_free(*slot);
}

const char *lw_vuln_default_path(struct lw_arena *arena)
{
    const char *set = getenv("LAYERWARD_DB"), *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    struct lw_view path;
    if (set && set[0])
        path = lw_arena_copy(arena, lw_view_c(set));
    else if (data && data[0] == '/')
        path = lw_arena_printf(arena, "%s/layerward/advisories.lwdb", data);
    else
        path = lw_arena_printf(arena, "%s/.local/share/layerward/advisories.lwdb",
                               home && home[0] ? home : ".");
    return (const char *)path.ptr;
}

struct lw_digest lw_index_digest(struct lw_view bytes)
{
    struct lw_sha256 *hash = lw_sha256_new();
    lw_sha256_add(hash, lw_view_sub(bytes, 0, LW_INDEX_AT_DIGEST));
    lw_sha256_add(hash, lw_view_from(bytes, LW_INDEX_AT_DIGEST + sizeof(struct lw_digest)));
    struct lw_digest digest = lw_sha256_end(hash);
    lw_sha256_free(hash);
    return digest;
}

lw_status lw_vuln_index_verify(const struct lw_vuln_index *index, struct lw_err *err)
{
    struct lw_digest digest = lw_index_digest(index->bytes);
    struct lw_view said = lw_view_sub(index->bytes, LW_INDEX_AT_DIGEST, sizeof digest.bytes);
    LW_ENSURE(lw_view_eq(said, lw_view(digest.bytes, sizeof digest.bytes)), err, LW_E_CRC,
              LW_INDEX_AT_DIGEST, "advisory index: the checksum is wrong; import it again");
    return LW_OK;
}

struct lw_vuln_info lw_vuln_index_counts(const struct lw_vuln_index *index)
{
    return index->info;
}

uint64_t lw_vuln_index_age_days(const struct lw_vuln_index *index, int64_t now_utc_s)
{
    const struct lw_vuln_info *info = &index->info;
    int64_t from = info->newest_utc_s > 0 ? info->newest_utc_s : info->built_utc_s;
    return from >= 0 && now_utc_s > from ? (uint64_t)(now_utc_s - from) / 86400 : 0;
}

lw_status lw_vuln_index_info(struct lw_vuln_info *out, const struct lw_vuln_index *index,
                             struct lw_arena *arena, struct lw_err *err)
{
    struct lw_vuln_info info = index->info;
    struct lw_reader r = lw_reader(index->sections[LW_INDEX_INFO]);
    for (uint64_t left = lw_uvarint(&r); left && !r.bad; left--) {
        struct lw_vuln_ecosystem *e = LW_PUSH(arena, &info.ecosystems);
        e->name = lw_index_string(index, &r);
        e->advisories = lw_uvarint(&r);
        e->packages = lw_uvarint(&r);
    }
    for (uint64_t left = lw_uvarint(&r); left && !r.bad; left--) {
        struct lw_vuln_source *s = LW_PUSH(arena, &info.sources);
        s->kind = lw_index_string(index, &r);
        s->name = lw_index_string(index, &r);
        s->note = lw_index_string(index, &r);
        s->bytes = lw_uvarint(&r);
        s->records = lw_uvarint(&r);
    }
    if (r.bad)
        return lw_index_damaged(index, &r, err);
    *out = info;
    return LW_OK;
}

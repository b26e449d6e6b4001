/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/index_read.c - look-ups in an index: packages, rows, records, KEV and EPSS.
 */
#include "vuln/index_read.h"

struct lw_view lw_index_string_at(const struct lw_vuln_index *index, uint64_t offset,
                                  struct lw_reader *r)
{
    struct lw_reader at = lw_reader_at(index->sections[LW_INDEX_STRINGS], offset);
    uint64_t len = lw_uvarint(&at);
    struct lw_view text = lw_take(&at, len);
    r->bad = r->bad || at.bad;
    return text;
}

struct lw_view lw_index_string(const struct lw_vuln_index *index, struct lw_reader *r)
{
    uint64_t offset = lw_uvarint(r);
    return r->bad ? LW_VIEW_NONE : lw_index_string_at(index, offset, r);
}

struct lw_views lw_index_strings(const struct lw_vuln_index *index, struct lw_reader *r,
                                 struct lw_arena *arena)
{
    struct lw_views list = { 0 };
    uint64_t count = lw_uvarint(r);
    if (r->bad || count > lw_left(r)) { /* each takes a byte at least */
        r->bad = true;
        return list;
    }
    list.items = lw_arena_array(arena, (size_t)count, sizeof *list.items);
    list.capacity = (size_t)count;
    for (; list.count < count && !r->bad; list.count++)
        list.items[list.count] = lw_index_string(index, r);
    return list;
}

lw_status lw_index_damaged(const struct lw_vuln_index *index, const struct lw_reader *r,
                           struct lw_err *err)
{
    size_t section = 0;
    while (section < LW_INDEX_SECTIONS - 1 && index->sections[section].ptr != r->bytes.ptr)
        section++;
    LW_FAIL(err, LW_E_FORMAT, r->pos,
            "advisory index is damaged: section %zu, offset %zu; import it again", section, r->pos);
}

lw_status lw_vuln_index_package(struct lw_vuln_rows *out, const struct lw_vuln_index *index,
                                uint64_t number, struct lw_err *err)
{
    struct lw_reader r = lw_reader_at(
        index->sections[LW_INDEX_PACKAGES],
        number < index->info.packages ? number * LW_INDEX_PACKAGE_BYTES : UINT64_MAX);
    uint32_t ecosystem = lw_u32le(&r), name = lw_u32le(&r);
    uint32_t rows = lw_u32le(&r), count = lw_u32le(&r);
    struct lw_vuln_rows found = { .left = count };
    found.ecosystem = lw_index_string_at(index, ecosystem, &r);
    found.name = lw_index_string_at(index, name, &r);
    found.reader = lw_reader_at(index->sections[LW_INDEX_ROWS], rows);
    if (r.bad || found.reader.bad)
        return lw_index_damaged(index, &r, err);
    *out = found;
    return LW_OK;
}

lw_status lw_vuln_index_seek(uint64_t *out, const struct lw_vuln_index *index,
                             struct lw_view ecosystem, struct lw_view name, struct lw_err *err)
{
    uint64_t low = 0, high = index->info.packages;
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        struct lw_vuln_rows at = { 0 };
        LW_TRY(lw_vuln_index_package(&at, index, middle, err));
        int order = lw_view_cmp(at.ecosystem, ecosystem);
        if (order == 0)
            order = lw_view_cmp(at.name, name);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *out = low;
    return LW_OK;
}

lw_status lw_vuln_index_find(struct lw_vuln_rows *out, bool *have,
                             const struct lw_vuln_index *index, struct lw_view ecosystem,
                             struct lw_view name, struct lw_err *err)
{
    uint64_t number;
    *have = false;
    LW_TRY(lw_vuln_index_seek(&number, index, ecosystem, name, err));
    if (number >= index->info.packages)
        return LW_OK;
    LW_TRY(lw_vuln_index_package(out, index, number, err));
    *have = lw_view_eq(out->ecosystem, ecosystem) && lw_view_eq(out->name, name);
    return LW_OK;
}

static void read_range(struct lw_osv_range *out, const struct lw_vuln_index *index,
                       struct lw_reader *r, struct lw_arena *arena)
{
    out->semver = lw_u8(r) != 0;
    uint64_t count = lw_uvarint(r);
    if (r->bad || count > lw_left(r)) {
        r->bad = true;
        return;
    }
    out->items = lw_arena_array(arena, (size_t)count, sizeof *out->items);
    out->capacity = (size_t)count;
    for (; out->count < count && !r->bad; out->count++) {
        uint64_t packed = lw_uvarint(r);
        struct lw_view version = lw_index_string_at(index, packed >> 2, r);
        out->items[out->count] = (struct lw_osv_event){ (enum lw_osv_event_kind)(packed & 3),
                                                        version };
    }
}

static enum lw_severity read_word(struct lw_reader *r)
{
    uint8_t word = lw_u8(r);
    return word < LW_SEVERITY_COUNT ? (enum lw_severity)word : LW_SEVERITY_UNKNOWN;
}

lw_status lw_vuln_rows_next(struct lw_vuln_row *out, bool *have, struct lw_vuln_rows *rows,
                            const struct lw_vuln_index *index, struct lw_arena *arena,
                            struct lw_err *err)
{
    *have = false;
    if (rows->left == 0)
        return LW_OK;
    struct lw_reader *r = &rows->reader;
    struct lw_vuln_row row = { .affected = { rows->ecosystem, rows->name } };
    row.record = lw_uvarint(r);
    row.affected.word = read_word(r);
    row.affected.vectors = lw_index_strings(index, r, arena);
    uint64_t ranges = lw_uvarint(r);
    if (!r->bad && ranges <= lw_left(r)) {
        row.affected.ranges = lw_arena_array(arena, (size_t)ranges, sizeof *row.affected.ranges);
        row.affected.range_capacity = (size_t)ranges;
        for (; row.affected.range_count < ranges && !r->bad; row.affected.range_count++)
            read_range(&row.affected.ranges[row.affected.range_count], index, r, arena);
    } else {
        r->bad = true;
    }
    row.affected.versions = lw_index_strings(index, r, arena);
    if (r->bad)
        return lw_index_damaged(index, r, err);
    rows->left--;
    *have = true;
    *out = row;
    return LW_OK;
}

lw_status lw_vuln_index_record(struct lw_osv *out, const struct lw_vuln_index *index,
                               uint64_t record, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_reader r = lw_reader_at(index->sections[LW_INDEX_RECORDS], record);
    struct lw_osv osv = { .id = lw_index_string(index, &r) };
    osv.modified_utc_s = (int64_t)(lw_uvarint(&r) & INT64_MAX);
    osv.published_utc_s = (int64_t)(lw_uvarint(&r) & INT64_MAX);
    osv.word = read_word(&r);
    osv.vectors = lw_index_strings(index, &r, arena);
    osv.summary = lw_index_string(index, &r);
    osv.aliases = lw_index_strings(index, &r, arena);
    osv.references = lw_index_strings(index, &r, arena);
    osv.cwes = lw_index_strings(index, &r, arena);
    if (r.bad)
        return lw_index_damaged(index, &r, err);
    *out = osv;
    return LW_OK;
}

lw_status lw_vuln_index_kev_at(struct lw_kev *out, const struct lw_vuln_index *index,
                               uint64_t number, struct lw_err *err)
{
    struct lw_reader r = lw_reader_at(
        index->sections[LW_INDEX_KEV],
        number < index->info.kev ? number * LW_INDEX_KEV_BYTES : UINT64_MAX);
    uint32_t cve = lw_u32le(&r), days = lw_u32le(&r), flags = lw_u32le(&r);
    struct lw_kev kev = { lw_index_string_at(index, cve, &r), (int64_t)days * 86400,
                          (flags & 1) != 0 };
    if (r.bad)
        return lw_index_damaged(index, &r, err);
    *out = kev;
    return LW_OK;
}

lw_status lw_vuln_index_kev(struct lw_kev *out, bool *have, const struct lw_vuln_index *index,
                            struct lw_view cve, struct lw_err *err)
{
    uint64_t low = 0, high = index->info.kev;
    *have = false;
    while (low < high && !*have) {
        uint64_t middle = low + (high - low) / 2;
        LW_TRY(lw_vuln_index_kev_at(out, index, middle, err));
        int order = lw_view_cmp(out->cve, cve);
        *have = order == 0;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return LW_OK;
}

lw_status lw_vuln_index_epss_at(struct lw_epss *out, const struct lw_vuln_index *index,
                                uint64_t number, struct lw_err *err)
{
    struct lw_reader r = lw_reader_at(
        index->sections[LW_INDEX_EPSS],
        number < index->info.epss ? number * LW_INDEX_EPSS_BYTES : UINT64_MAX);
    struct lw_epss epss = { .year = lw_u16le(&r) };
    epss.number = lw_u32le(&r);
    epss.probability = (uint32_t)lw_uint_le(&r, 3);
    epss.percentile = (uint32_t)lw_uint_le(&r, 3);
    if (r.bad)
        return lw_index_damaged(index, &r, err);
    *out = epss;
    return LW_OK;
}

lw_status lw_vuln_index_epss(struct lw_epss *out, bool *have, const struct lw_vuln_index *index,
                             struct lw_view cve, struct lw_err *err)
{
    uint16_t year;
    uint32_t number;
    *have = false;
    if (!lw_cve_parse(&year, &number, cve))
        return LW_OK;
    uint64_t key = (uint64_t)year << 32 | number, low = 0, high = index->info.epss;
    while (low < high && !*have) {
        uint64_t middle = low + (high - low) / 2;
        LW_TRY(lw_vuln_index_epss_at(out, index, middle, err));
        uint64_t at = (uint64_t)out->year << 32 | out->number;
        *have = at == key;
        if (at < key)
            low = middle + 1;
        else
            high = middle;
    }
    return LW_OK;
}

bool lw_cve_parse(uint16_t *year, uint32_t *number, struct lw_view id)
{
    uint64_t y, n;
    if (!lw_view_starts_nocase(id, LW_VIEW("CVE-")) || id.len < 10 || id.ptr[8] != '-' ||
        !lw_view_u64(&y, lw_view_sub(id, 4, 4), UINT16_MAX) ||
        !lw_view_u64(&n, lw_view_from(id, 9), UINT32_MAX))
        return false;
    *year = (uint16_t)y;
    *number = (uint32_t)n;
    return true;
}

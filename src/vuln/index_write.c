/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/index_write.c - the bytes of an index.
 *
 * Everything is encoded twice: the first time gathers the strings, then they are sorted and get
 * their places, and the second time writes those.
 */
#include "vuln/index_write.h"

#include <stdlib.h>

#include "vuln/index_read.h"

struct writer {
    const struct lw_index_builder *from;
    struct lw_buf sections[LW_INDEX_SECTIONS];
    struct lw_map strings; /* to offset; the first time to nothing */
    struct lw_map records; /* pointer of struct lw_osv to offset */
    const struct lw_osv **order;
    uint64_t advisories;
    int64_t newest_utc_s;
};

static void writer_clear(struct writer *w)
{
    for (size_t i = 0; i < LW_INDEX_SECTIONS; i++)
        lw_buf_clear(&w->sections[i]);
    lw_map_clear(&w->strings);
    lw_map_clear(&w->records);
    free(w->order);
}

static uint64_t place_of(struct writer *w, struct lw_view text)
{
    return *lw_map_put(&w->strings, text, NULL);
}

static void put_text(struct writer *w, struct lw_buf *buf, struct lw_view text)
{
    lw_buf_add_uvarint(buf, place_of(w, text));
}

static void put_texts(struct writer *w, struct lw_buf *buf, const struct lw_views *list)
{
    lw_buf_add_uvarint(buf, list->count);
    for (size_t i = 0; i < list->count; i++)
        put_text(w, buf, list->items[i]);
}

static void put_record(struct writer *w, const struct lw_osv *osv)
{
    struct lw_buf *buf = &w->sections[LW_INDEX_RECORDS];
    put_text(w, buf, osv->id);
    lw_buf_add_uvarint(buf, (uint64_t)osv->modified_utc_s);
    lw_buf_add_uvarint(buf, (uint64_t)osv->published_utc_s);
    lw_buf_add_byte(buf, (uint8_t)osv->word);
    put_texts(w, buf, &osv->vectors);
    put_text(w, buf, osv->summary);
    put_texts(w, buf, &osv->aliases);
    put_texts(w, buf, &osv->references);
    put_texts(w, buf, &osv->cwes);
}

static struct lw_view pointer_key(const struct lw_osv *const *slot)
{
    return lw_view(slot, sizeof *slot);
}

static void put_row(struct writer *w, const struct lw_index_row *row)
{
    struct lw_buf *buf = &w->sections[LW_INDEX_ROWS];
    const struct lw_osv_affected *a = &row->affected;
    lw_buf_add_uvarint(buf, *lw_map_get(&w->records, pointer_key(&row->osv)));
    lw_buf_add_byte(buf, (uint8_t)a->word);
    put_texts(w, buf, &a->vectors);
    lw_buf_add_uvarint(buf, a->range_count);
    for (size_t r = 0; r < a->range_count; r++) {
        const struct lw_osv_range *range = &a->ranges[r];
        lw_buf_add_byte(buf, range->semver);
        lw_buf_add_uvarint(buf, range->count);
        for (size_t e = 0; e < range->count; e++)
            lw_buf_add_uvarint(
                buf, place_of(w, range->items[e].version) << 2 | (uint64_t)range->items[e].kind);
    }
    put_texts(w, buf, &a->versions);
}

static bool same_package(const struct lw_index_row *a, const struct lw_index_row *b)
{
    return lw_view_eq(a->affected.ecosystem, b->affected.ecosystem) &&
           lw_view_eq(a->affected.name, b->affected.name);
}

static void put_packages(struct writer *w)
{
    const struct lw_index_row_list *rows = &w->from->rows;
    struct lw_buf *buf = &w->sections[LW_INDEX_PACKAGES];
    for (size_t from = 0, to; from < rows->count; from = to) {
        const struct lw_index_row *first = &rows->items[from];
        lw_buf_add_le(buf, place_of(w, first->affected.ecosystem), 4);
        lw_buf_add_le(buf, place_of(w, first->affected.name), 4);
        lw_buf_add_le(buf, w->sections[LW_INDEX_ROWS].len, 4);
        for (to = from; to < rows->count && same_package(first, &rows->items[to]); to++)
            put_row(w, &rows->items[to]);
        lw_buf_add_le(buf, to - from, 4);
    }
}

/* Rows are sorted by ecosystem, so that those of "Debian:11" and "Debian:12" are neighbours. */
static void put_ecosystems(struct writer *w, struct lw_buf *buf)
{
    const struct lw_index_row_list *rows = &w->from->rows;
    LW_CLEANUP(lw_buf_clear) struct lw_buf list = LW_BUF_INIT;
    uint64_t count = 0;
    for (size_t from = 0, to; from < rows->count; from = to, count++) {
        struct lw_view full = rows->items[from].affected.ecosystem;
        struct lw_view root = lw_view_sub(full, 0, lw_view_find_byte(full, ':'));
        LW_CLEANUP(lw_map_clear) struct lw_map ids = LW_MAP_INIT;
        uint64_t packages = 0;
        for (to = from; to < rows->count; to++) {
            const struct lw_index_row *row = &rows->items[to];
            struct lw_view name = row->affected.ecosystem;
            if (!lw_view_eq(lw_view_sub(name, 0, lw_view_find_byte(name, ':')), root))
                break;
            (void)lw_map_put(&ids, row->osv->id, NULL);
            packages += to == from || !same_package(row - 1, row);
        }
        put_text(w, &list, root);
        lw_buf_add_uvarint(&list, ids.count);
        lw_buf_add_uvarint(&list, packages);
    }
    lw_buf_add_uvarint(buf, count);
    lw_buf_add(buf, lw_buf_view(&list));
}

static void put_info(struct writer *w)
{
    struct lw_buf *buf = &w->sections[LW_INDEX_INFO];
    const struct lw_vuln_source_list *sources = &w->from->sources;
    put_ecosystems(w, buf);
    lw_buf_add_uvarint(buf, sources->count);
    for (size_t i = 0; i < sources->count; i++) {
        const struct lw_vuln_source *s = &sources->items[i];
        put_text(w, buf, s->kind);
        put_text(w, buf, s->name);
        put_text(w, buf, s->note);
        lw_buf_add_uvarint(buf, s->bytes);
        lw_buf_add_uvarint(buf, s->records);
    }
}

static void put_scores(struct writer *w)
{
    struct lw_buf *kev = &w->sections[LW_INDEX_KEV], *epss = &w->sections[LW_INDEX_EPSS];
    for (size_t i = 0; i < w->from->kev.count; i++) {
        const struct lw_kev *k = &w->from->kev.items[i];
        lw_buf_add_le(kev, place_of(w, k->cve), 4);
        lw_buf_add_le(kev, (uint64_t)(k->added_utc_s / 86400), 4);
        lw_buf_add_le(kev, k->ransomware, 4);
    }
    for (size_t i = 0; i < w->from->epss.count; i++) {
        const struct lw_epss *e = &w->from->epss.items[i];
        lw_buf_add_le(epss, e->year, 2);
        lw_buf_add_le(epss, e->number, 4);
        lw_buf_add_le(epss, e->probability, 3);
        lw_buf_add_le(epss, e->percentile, 3);
    }
}

static void put_all(struct writer *w)
{
    for (size_t i = 0; i < LW_INDEX_SECTIONS; i++) {
        if (i != LW_INDEX_STRINGS)
            w->sections[i].len = 0;
    }
    for (size_t i = 0; i < w->records.count; i++) {
        *lw_map_get(&w->records, pointer_key(&w->order[i])) = w->sections[LW_INDEX_RECORDS].len;
        put_record(w, w->order[i]);
    }
    put_packages(w);
    put_scores(w);
    put_info(w);
}

static int compare_records(const void *pa, const void *pb)
{
    const struct lw_osv *const *a = pa, *const *b = pb;
    int order = lw_view_cmp((*a)->id, (*b)->id);
    if (order == 0)
        order = lw_view_cmp((*a)->digest, (*b)->digest);
    if (order == 0 && (*a)->modified_utc_s != (*b)->modified_utc_s)
        order = (*a)->modified_utc_s < (*b)->modified_utc_s ? -1 : 1;
    return order;
}

/* Each record that some row needs, once, in order. */
static void order_records(struct writer *w)
{
    const struct lw_index_row_list *rows = &w->from->rows;
    w->order = lw_xcalloc(rows->count + 1, sizeof(const struct lw_osv *));
    for (size_t i = 0; i < rows->count; i++) {
        bool made;
        *lw_map_put(&w->records, pointer_key(&rows->items[i].osv), &made) = 0;
        if (made)
            w->order[w->records.count - 1] = rows->items[i].osv;
    }
    qsort(w->order, w->records.count, sizeof(const struct lw_osv *), compare_records);
    for (size_t i = 0; i < w->records.count; i++)
        w->advisories += i == 0 || !lw_view_eq(w->order[i - 1]->id, w->order[i]->id);
}

static int latest_first(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x < *y) - (*x > *y);
}

/* Of each fifty the latest is passed over, and so is what comes from the future: an advisory of
 * one's own that was added says nothing of how old the rest is. */
static void find_newest(struct writer *w, int64_t built_utc_s)
{
    enum { OF_EACH = 50, DAY_S = 86400 };
    size_t count = w->records.count, future = 0;
    int64_t *times = lw_xcalloc(count + 1, sizeof *times);
    for (size_t i = 0; i < count; i++)
        times[i] = w->order[i]->modified_utc_s;
    qsort(times, count, sizeof *times, latest_first);
    while (future < count && times[future] > built_utc_s + DAY_S)
        future++;
    future = future < count ? future : 0; /* all of it: the clock is wrong, not they */
    w->newest_utc_s = count ? times[future + (count - future) / OF_EACH] : 0;
    free(times);
}

static int compare_items(const void *pa, const void *pb)
{
    const struct lw_map_item *const *a = pa, *const *b = pb;
    return lw_view_cmp((*a)->key, (*b)->key);
}

static void place_strings(struct writer *w)
{
    size_t count = w->strings.count;
    struct lw_map_item **sorted = lw_xcalloc(count + 1, sizeof(struct lw_map_item *));
    for (size_t i = 0; i < count; i++)
        sorted[i] = &w->strings.items[i];
    qsort(sorted, count, sizeof(struct lw_map_item *), compare_items);
    struct lw_buf *buf = &w->sections[LW_INDEX_STRINGS];
    for (size_t i = 0; i < count; i++) {
        sorted[i]->value = buf->len;
        lw_buf_add_uvarint(buf, sorted[i]->key.len);
        lw_buf_add(buf, sorted[i]->key);
    }
    free(sorted);
}

static void put_header(struct lw_buf *out, const struct writer *w, int64_t built_utc_s)
{
    uint64_t at = LW_INDEX_HEADER_BYTES, total = at;
    for (size_t i = 0; i < LW_INDEX_SECTIONS; i++)
        total += w->sections[i].len;
    (void)lw_buf_reserve(out, (size_t)total);
    lw_buf_add_c(out, LW_INDEX_MAGIC);
    lw_buf_add_le(out, LW_INDEX_VERSION, 4);
    lw_buf_add_le(out, LW_INDEX_HEADER_BYTES, 4);
    lw_buf_add_le(out, total, 8);
    lw_buf_add_le(out, (uint64_t)built_utc_s, 8);
    lw_buf_add_le(out, (uint64_t)w->newest_utc_s, 8);
    lw_buf_add_le(out, w->advisories, 8);
    lw_buf_add_le(out, w->from->rows.count, 8);
    lw_buf_add_le(out, w->sections[LW_INDEX_PACKAGES].len / LW_INDEX_PACKAGE_BYTES, 8);
    lw_buf_add_le(out, w->from->kev.count, 8);
    lw_buf_add_le(out, w->from->epss.count, 8);
    for (size_t i = 0; i < LW_INDEX_SECTIONS; i++) {
        lw_buf_add_le(out, at, 8);
        lw_buf_add_le(out, w->sections[i].len, 8);
        at += w->sections[i].len;
    }
    struct lw_digest digest = lw_sha256(lw_buf_view(out));
    while (out->len < LW_INDEX_AT_HEADER_DIGEST)
        lw_buf_add_byte(out, 0);
    lw_buf_add(out, lw_view(digest.bytes, sizeof digest.bytes));
}

lw_status lw_index_write(struct lw_buf *out, const struct lw_index_builder *builder,
                         int64_t built_utc_s, struct lw_err *err)
{
    LW_CLEANUP(writer_clear)
    struct writer w = { .from = builder, .strings = LW_MAP_INIT, .records = LW_MAP_INIT };
    order_records(&w);
    find_newest(&w, built_utc_s);
    put_all(&w);
    place_strings(&w);
    put_all(&w);
    for (size_t i = 0; i < LW_INDEX_SECTIONS; i++)
        LW_ENSURE(w.sections[i].len <= UINT32_MAX, err, LW_E_LIMIT, 0,
                  "the advisories do not fit into an index: section %zu has %zu bytes", i,
                  w.sections[i].len);
    out->len = 0;
    put_header(out, &w, built_utc_s);
    for (size_t i = 0; i < LW_INDEX_SECTIONS; i++)
        lw_buf_add(out, lw_buf_view(&w.sections[i]));
    struct lw_digest digest = lw_index_digest(lw_buf_view(out));
    memcpy(out->ptr + LW_INDEX_AT_DIGEST, digest.bytes, sizeof digest.bytes);
    return LW_OK;
}

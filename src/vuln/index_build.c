/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/index_build.c - what goes into an index: the newest of each record, by package.
 */
#include "vuln/index_build.h"

#include <stdlib.h>

#include "vuln/index_write.h"
#include "vuln/range.h"

struct lw_index_builder *lw_index_builder_new(void)
{
    struct lw_index_builder *builder = lw_xcalloc(1, sizeof *builder);
    builder->arena = (struct lw_arena)LW_ARENA_INIT;
    return builder;
}

void lw_index_builder_free(struct lw_index_builder *builder)
{
    if (!builder)
        return;
    lw_map_clear(&builder->texts);
    lw_arena_clear(&builder->arena);
    free(builder);
}

void lw_index_builder_free_p(struct lw_index_builder **slot)
{
    lw_index_builder_free(*slot);
}

/* One part for each ecosystem that the record speaks of. The same text twice (osv.dev puts a record
 * into the zip of each of its ecosystems) counts once. */
void lw_index_builder_add(struct lw_index_builder *builder, struct lw_osv *osv)
{
    bool made = true;
    if (osv->digest.len)
        (void)lw_map_put(&builder->texts, osv->digest, &made);
    if (!made)
        return;
    bool seen[LW_ECO_COUNT] = { false };
    size_t parts = 0;
    for (size_t i = 0; i < osv->count; i++) {
        enum lw_ecosystem ecosystem;
        if (!lw_ecosystem_from_osv(&ecosystem, osv->items[i].ecosystem) || seen[ecosystem])
            continue;
        seen[ecosystem] = true;
        parts++;
        *LW_PUSH(&builder->arena, &builder->parts) = (struct lw_index_part){ osv, ecosystem };
    }
    builder->withdrawn += osv->withdrawn;
    builder->foreign += parts == 0 && !osv->withdrawn;
}

void lw_index_builder_add_kev(struct lw_index_builder *builder, const struct lw_kev *kev)
{
    *LW_PUSH(&builder->arena, &builder->kev) = *kev;
}

void lw_index_builder_add_epss(struct lw_index_builder *builder, const struct lw_epss *epss)
{
    *LW_PUSH(&builder->arena, &builder->epss) = *epss;
}

void lw_index_builder_add_source(struct lw_index_builder *builder,
                                 const struct lw_vuln_source *source)
{
    *LW_PUSH(&builder->arena, &builder->sources) = *source;
}

size_t lw_index_builder_withdrawn(const struct lw_index_builder *builder)
{
    return builder->withdrawn;
}

size_t lw_index_builder_foreign(const struct lw_index_builder *builder)
{
    return builder->foreign;
}

static int by_number(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

/* By id and ecosystem, then the newest first. */
static int compare_parts(const void *pa, const void *pb)
{
    const struct lw_index_part *a = pa, *b = pb;
    int order = lw_view_cmp(a->osv->id, b->osv->id);
    if (order == 0)
        order = by_number(a->ecosystem, b->ecosystem);
    if (order == 0)
        order = -by_number((uint64_t)a->osv->modified_utc_s, (uint64_t)b->osv->modified_utc_s);
    return order ? order : -lw_view_cmp(a->osv->digest, b->osv->digest);
}

struct listed {
    struct lw_view version;
    size_t position;
};

static int by_version(const void *pa, const void *pb, void *ctx)
{
    const struct listed *a = pa, *b = pb;
    const struct lw_ordering *ordering = ctx;
    int order = ordering->compare(a->version, b->version);
    return order ? order : by_number(a->position, b->position);
}

/* Versions that the ranges hold anyway say nothing more; the rest once each, in their order. */
static void drop_covered(struct lw_osv_affected *affected, const struct lw_ordering *ordering)
{
    struct lw_views *list = &affected->versions;
    struct listed *items = lw_xcalloc(list->count, sizeof *items);
    bool *drop = lw_xcalloc(list->count, sizeof *drop);
    for (size_t i = 0; i < list->count; i++)
        items[i] = (struct listed){ .version = list->items[i], .position = i };
    qsort_r(items, list->count, sizeof *items, by_version, (void *)(uintptr_t)ordering);
    for (size_t i = 1; i < list->count; i++)
        if (ordering->compare(items[i - 1].version, items[i].version) == 0)
            drop[items[i].position] = true;
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++)
        if (!drop[i] && !lw_ranges_hold(affected, ordering, list->items[i]))
            list->items[kept++] = list->items[i];
    list->count = kept;
    free(items);
    free(drop);
}

static void add_rows(struct lw_index_builder *builder, const struct lw_index_part *part)
{
    struct lw_arena *arena = &builder->arena;
    for (size_t i = 0; i < part->osv->count; i++) {
        struct lw_osv_affected affected = part->osv->items[i];
        enum lw_ecosystem ecosystem;
        if (!lw_ecosystem_from_osv(&ecosystem, affected.ecosystem) || ecosystem != part->ecosystem)
            continue;
        size_t colon = lw_view_find_byte(affected.ecosystem, ':');
        struct lw_view suffix = lw_view_from(affected.ecosystem, colon);
        struct lw_view root = lw_view_c(lw_ecosystem_osv(ecosystem));
        affected.ecosystem = suffix.len ? lw_arena_join(arena, root, suffix) : root;
        affected.name = lw_package_name_normal(arena, ecosystem, affected.name);
        const struct lw_ordering *ordering = lw_ordering_for(root);
        if (ordering) {
            for (size_t r = 0; r < affected.range_count; r++)
                lw_range_sort(&affected.ranges[r], ordering);
            drop_covered(&affected, ordering);
        }
        if (affected.range_count == 0 && affected.versions.count == 0)
            continue;
        *LW_PUSH(arena, &builder->rows) = (struct lw_index_row){ affected, part->osv, i };
    }
}

static int compare_rows(const void *pa, const void *pb)
{
    const struct lw_index_row *a = pa, *b = pb;
    int order = lw_view_cmp(a->affected.ecosystem, b->affected.ecosystem);
    if (order == 0)
        order = lw_view_cmp(a->affected.name, b->affected.name);
    if (order == 0)
        order = lw_view_cmp(a->osv->id, b->osv->id);
    return order ? order : by_number(a->position, b->position);
}

static int compare_kev(const void *pa, const void *pb)
{
    const struct lw_kev *a = pa, *b = pb;
    int order = lw_view_cmp(a->cve, b->cve);
    if (order == 0)
        order = by_number((uint64_t)a->added_utc_s, (uint64_t)b->added_utc_s);
    return order ? order : (int)b->ransomware - (int)a->ransomware;
}

static int compare_epss(const void *pa, const void *pb)
{
    const struct lw_epss *a = pa, *b = pb;
    int order = by_number(a->year, b->year);
    if (order == 0)
        order = by_number(a->number, b->number);
    if (order == 0)
        order = -by_number(a->probability, b->probability);
    return order ? order : -by_number(a->percentile, b->percentile);
}

static int compare_sources(const void *pa, const void *pb)
{
    const struct lw_vuln_source *a = pa, *b = pb;
    int order = lw_view_cmp(a->kind, b->kind);
    if (order == 0)
        order = lw_view_cmp(a->name, b->name);
    if (order == 0)
        order = lw_view_cmp(a->note, b->note);
    if (order == 0)
        order = by_number(a->bytes, b->bytes);
    return order ? order : by_number(a->records, b->records);
}

static void sort(void *items, size_t count, size_t size, int (*compare)(const void *, const void *))
{
    if (count > 1)
        qsort(items, count, size, compare);
}

/* Sorts, and leaves out what is said twice. */
static void settle_lists(struct lw_index_builder *b)
{
    size_t kept = 0;
    sort(b->kev.items, b->kev.count, sizeof *b->kev.items, compare_kev);
    for (size_t i = 0; i < b->kev.count; i++) {
        if (kept == 0 || !lw_view_eq(b->kev.items[kept - 1].cve, b->kev.items[i].cve))
            b->kev.items[kept++] = b->kev.items[i];
    }
    b->kev.count = kept;
    kept = 0;
    sort(b->epss.items, b->epss.count, sizeof *b->epss.items, compare_epss);
    for (size_t i = 0; i < b->epss.count; i++) {
        const struct lw_epss *a = &b->epss.items[i];
        if (kept == 0 || b->epss.items[kept - 1].year != a->year ||
            b->epss.items[kept - 1].number != a->number)
            b->epss.items[kept++] = *a;
    }
    b->epss.count = kept;
    kept = 0;
    sort(b->sources.items, b->sources.count, sizeof *b->sources.items, compare_sources);
    for (size_t i = 0; i < b->sources.count; i++) {
        if (kept == 0 || compare_sources(&b->sources.items[kept - 1], &b->sources.items[i]) != 0)
            b->sources.items[kept++] = b->sources.items[i];
    }
    b->sources.count = kept;
}

lw_status lw_index_builder_finish(struct lw_buf *out, struct lw_index_builder *builder,
                                  int64_t built_utc_s, struct lw_err *err)
{
    struct lw_index_part_list *parts = &builder->parts;
    sort(parts->items, parts->count, sizeof *parts->items, compare_parts);
    for (size_t i = 0; i < parts->count; i++) {
        const struct lw_index_part *part = &parts->items[i], *before = part - 1;
        bool older = i > 0 && before->ecosystem == part->ecosystem &&
                     lw_view_eq(before->osv->id, part->osv->id);
        if (!older && !part->osv->withdrawn)
            add_rows(builder, part);
    }
    sort(builder->rows.items, builder->rows.count, sizeof *builder->rows.items, compare_rows);
    settle_lists(builder);
    return lw_index_write(out, builder, built_utc_s, err);
}

/* The record at an offset, made on its first use. */
static lw_status loaded_record(struct lw_osv **out, struct lw_map *known,
                               struct lw_index_builder *builder, const struct lw_vuln_index *index,
                               uint64_t record, struct lw_err *err)
{
    uint64_t *key = LW_NEW(&builder->arena, uint64_t);
    *key = record;
    bool made;
    uint64_t *slot = lw_map_put(known, lw_view(key, sizeof *key), &made);
    if (made) {
        struct lw_osv *osv = LW_NEW(&builder->arena, struct lw_osv);
        LW_TRY(lw_vuln_index_record(osv, index, record, &builder->arena, err));
        *slot = (uint64_t)(uintptr_t)osv;
    }
    *out =
        (struct lw_osv *)(uintptr_t)*slot; /* NOLINT(performance-no-int-to-ptr): put there above */
    return LW_OK;
}

static lw_status load_rows(struct lw_index_builder *builder, const struct lw_vuln_index *index,
                           struct lw_map *known, struct lw_err *err)
{
    struct lw_arena *arena = &builder->arena;
    for (uint64_t p = 0; p < lw_vuln_index_counts(index).packages; p++) {
        struct lw_vuln_rows rows;
        LW_TRY(lw_vuln_index_package(&rows, index, p, err));
        for (;;) {
            struct lw_vuln_row row;
            struct lw_osv *osv;
            bool have;
            LW_TRY(lw_vuln_rows_next(&row, &have, &rows, index, arena, err));
            if (!have)
                break;
            LW_TRY(loaded_record(&osv, known, builder, index, row.record, err));
            *LW_PUSH(arena, osv) = row.affected;
        }
    }
    for (size_t i = 0; i < known->count; i++) {
        /* NOLINTNEXTLINE(performance-no-int-to-ptr): put there by loaded_record() */
        lw_index_builder_add(builder, (struct lw_osv *)(uintptr_t)known->items[i].value);
    }
    return LW_OK;
}

lw_status lw_index_builder_load(struct lw_index_builder *builder, const struct lw_vuln_index *index,
                                struct lw_err *err)
{
    LW_CLEANUP(lw_map_clear) struct lw_map known = LW_MAP_INIT;
    LW_TRY(load_rows(builder, index, &known, err));
    struct lw_vuln_info info;
    LW_TRY(lw_vuln_index_info(&info, index, &builder->arena, err));
    for (uint64_t i = 0; i < info.kev; i++) {
        struct lw_kev kev;
        LW_TRY(lw_vuln_index_kev_at(&kev, index, i, err));
        lw_index_builder_add_kev(builder, &kev);
    }
    for (uint64_t i = 0; i < info.epss; i++) {
        struct lw_epss epss;
        LW_TRY(lw_vuln_index_epss_at(&epss, index, i, err));
        lw_index_builder_add_epss(builder, &epss);
    }
    for (size_t i = 0; i < info.sources.count; i++)
        lw_index_builder_add_source(builder, &info.sources.items[i]);
    return LW_OK;
}

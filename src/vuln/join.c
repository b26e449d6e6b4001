/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/join.c - grouping by alias, and what a group says together.
 */
#include "vuln/join.h"

#include <stdlib.h>

#include "base/map.h"
#include "vuln/cvss.h"
#include "vuln/range.h"

enum { MAX_REFERENCES = 6 };

static unsigned rank_of(struct lw_view id)
{
    static const char *const heads[] = { "CVE-", "GHSA-", "PYSEC-", "GO-", "RUSTSEC-", "MAL-" };
    unsigned rank = 0;
    while (rank < LW_COUNT(heads) && !lw_view_starts(id, lw_view_c(heads[rank])))
        rank++;
    return rank;
}

int lw_vuln_id_cmp(struct lw_view a, struct lw_view b)
{
    unsigned x = rank_of(a), y = rank_of(b);
    return x != y ? (x < y ? -1 : 1) : lw_view_cmp(a, b);
}

static int compare_ids(const void *a, const void *b)
{
    return lw_vuln_id_cmp(*(const struct lw_view *)a, *(const struct lw_view *)b);
}

static int compare_matches(const void *pa, const void *pb)
{
    const struct lw_vuln_match *a = pa, *b = pb;
    return lw_vuln_id_cmp(a->ids.items[0], b->ids.items[0]);
}

static size_t find_root(size_t *parents, size_t i)
{
    while (parents[i] != i) {
        parents[i] = parents[parents[i]];
        i = parents[i];
    }
    return i;
}

/* parents[i] becomes the lowest hit of i's group. */
static void group(size_t *parents, const struct lw_vuln_hit_list *hits)
{
    LW_CLEANUP(lw_map_clear) struct lw_map owners = LW_MAP_INIT;
    for (size_t i = 0; i < hits->count; i++)
        parents[i] = i;
    for (size_t i = 0; i < hits->count; i++) {
        const struct lw_osv *osv = &hits->items[i].osv;
        for (size_t a = 0; a <= osv->aliases.count; a++) {
            bool made;
            uint64_t *owner = lw_map_put(
                &owners, a < osv->aliases.count ? osv->aliases.items[a] : osv->id, &made);
            if (made)
                *owner = i;
            size_t x = find_root(parents, i), y = find_root(parents, (size_t)*owner);
            parents[x > y ? x : y] = x > y ? y : x;
        }
    }
    for (size_t i = 0; i < hits->count; i++)
        parents[i] = find_root(parents, i);
}

static void add_unique(struct lw_views *list, struct lw_view text, size_t max,
                       struct lw_arena *arena)
{
    for (size_t i = 0; i < list->count; i++) {
        if (lw_view_eq(list->items[i], text))
            return;
    }
    if (list->count < max)
        *LW_PUSH(arena, list) = text;
}

/* The members of one group. */
struct members {
    const struct lw_vuln_hit **items;
    size_t count;
};

static void gather(struct lw_vuln_match *m, const struct members *members, struct lw_arena *arena)
{
    const struct lw_osv *told = NULL;
    for (size_t i = 0; i < members->count; i++) {
        const struct lw_osv *osv = &members->items[i]->osv;
        add_unique(&m->ids, osv->id, SIZE_MAX, arena);
        add_unique(&m->advisories, osv->id, SIZE_MAX, arena);
        for (size_t a = 0; a < osv->aliases.count; a++)
            add_unique(&m->ids, osv->aliases.items[a], SIZE_MAX, arena);
        for (size_t r = 0; r < osv->references.count; r++)
            add_unique(&m->references, osv->references.items[r], MAX_REFERENCES, arena);
        for (size_t c = 0; c < osv->cwes.count; c++)
            add_unique(&m->cwes, osv->cwes.items[c], SIZE_MAX, arena);
        if (osv->published_utc_s &&
            (!m->published_utc_s || osv->published_utc_s < m->published_utc_s))
            m->published_utc_s = osv->published_utc_s;
        if (osv->summary.len && (!told || lw_vuln_id_cmp(osv->id, told->id) < 0))
            told = osv;
    }
    if (told)
        m->summary = told->summary;
    qsort(m->ids.items, m->ids.count, sizeof *m->ids.items, compare_ids);
    qsort(m->advisories.items, m->advisories.count, sizeof *m->advisories.items, compare_ids);
}

/* The best vector so far: of the newest version of CVSS, then of the highest score. */
struct verdict {
    unsigned value; /* 0: none yet */
    struct lw_cvss cvss;
    struct lw_view vector;
};

/* False where none of them can be read. */
static bool weigh(struct verdict *best, const struct lw_views *vectors)
{
    bool any = false;
    for (size_t i = 0; i < vectors->count; i++) {
        struct lw_cvss cvss;
        if (!lw_ok(lw_cvss_parse(&cvss, vectors->items[i], NULL)))
            continue;
        any = true;
        unsigned value = cvss.major * 10000U + cvss.minor * 1000U + cvss.score_tenths + 1U;
        if (value > best->value)
            *best = (struct verdict){ value, cvss, vectors->items[i] };
    }
    return any;
}

static void judge(struct lw_vuln_match *m, const struct members *members)
{
    struct verdict best = { 0 };
    enum lw_severity word = LW_SEVERITY_UNKNOWN;
    for (size_t i = 0; i < members->count; i++) {
        const struct lw_vuln_hit *hit = members->items[i];
        if (!weigh(&best, &hit->affected.vectors))
            (void)weigh(&best, &hit->osv.vectors);
        enum lw_severity said = hit->affected.word != LW_SEVERITY_UNKNOWN ? hit->affected.word
                                                                          : hit->osv.word;
        if (said > word)
            word = said;
    }
    m->severity = word;
    if (best.value) {
        m->severity = best.cvss.severity;
        m->cvss_tenths = best.cvss.score_tenths;
        m->cvss_vector = best.vector;
    }
    for (size_t i = 0; i < m->ids.count; i++) {
        if (lw_view_starts(m->ids.items[i], LW_VIEW("MAL-")))
            m->severity = LW_SEVERITY_CRITICAL;
    }
}

static bool is_clean(const struct members *members, const struct lw_ordering *ordering,
                     struct lw_view version)
{
    for (size_t i = 0; i < members->count; i++) {
        if (lw_affected_holds(&members->items[i]->affected, ordering, version))
            return false;
    }
    return true;
}

static void find_fix(struct lw_vuln_match *m, const struct members *members,
                     const struct lw_ordering *ordering, struct lw_view version)
{
    for (size_t i = 0; i < members->count; i++) {
        const struct lw_osv_affected *affected = &members->items[i]->affected;
        for (size_t r = 0; r < affected->range_count; r++) {
            const struct lw_osv_range *range = &affected->ranges[r];
            for (size_t e = 0; e < range->count; e++) {
                struct lw_view fix = range->items[e].version;
                if (range->items[e].kind == LW_OSV_FIXED && ordering->compare(fix, version) > 0 &&
                    (!m->fixed_version.len || ordering->compare(fix, m->fixed_version) < 0) &&
                    is_clean(members, ordering, fix))
                    m->fixed_version = fix;
            }
        }
    }
}

static lw_status look_up_exploits(struct lw_vuln_match *m, const struct lw_vuln_index *index,
                                  struct lw_err *err)
{
    for (size_t i = 0; i < m->ids.count && rank_of(m->ids.items[i]) == 0; i++) {
        struct lw_kev kev;
        struct lw_epss epss;
        bool have;
        LW_TRY(lw_vuln_index_kev(&kev, &have, index, m->ids.items[i], err));
        if (have) {
            m->kev = true;
            m->kev_ransomware = m->kev_ransomware || kev.ransomware;
            if (!m->kev_added_utc_s || kev.added_utc_s < m->kev_added_utc_s)
                m->kev_added_utc_s = kev.added_utc_s;
        }
        LW_TRY(lw_vuln_index_epss(&epss, &have, index, m->ids.items[i], err));
        if (have && (double)epss.probability / (double)LW_INDEX_EPSS_SCALE > m->epss) {
            m->epss = (double)epss.probability / (double)LW_INDEX_EPSS_SCALE;
            m->epss_percentile = (double)epss.percentile / (double)LW_INDEX_EPSS_SCALE;
        }
    }
    return LW_OK;
}

lw_status lw_vuln_join(struct lw_vuln_match_list *out, const struct lw_vuln_hit_list *hits,
                       const struct lw_vuln_index *index, const struct lw_ordering *ordering,
                       struct lw_view version, struct lw_arena *arena, struct lw_err *err)
{
    if (hits->count == 0)
        return LW_OK;
    LW_CLEANUP(lw_free_p) size_t *parents = lw_xcalloc(hits->count, sizeof *parents);
    LW_CLEANUP(lw_free_p)
    const struct lw_vuln_hit **members = lw_xcalloc(hits->count,
                                                    sizeof(const struct lw_vuln_hit *));
    size_t first = out->count;
    group(parents, hits);
    for (size_t root = 0; root < hits->count; root++) {
        struct members group = { members, 0 };
        for (size_t i = root; i < hits->count && parents[root] == root; i++) {
            if (parents[i] == root)
                members[group.count++] = &hits->items[i];
        }
        if (group.count == 0)
            continue;
        struct lw_vuln_match *m = LW_PUSH(arena, out);
        m->cvss_tenths = -1;
        m->epss = m->epss_percentile = -1;
        gather(m, &group, arena);
        judge(m, &group);
        find_fix(m, &group, ordering, version);
        LW_TRY(look_up_exploits(m, index, err));
    }
    qsort(out->items + first, out->count - first, sizeof *out->items, compare_matches);
    return LW_OK;
}

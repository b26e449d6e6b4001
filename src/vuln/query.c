/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/query.c - look a package up and evaluate what its advisories say.
 */
#include "vuln/query.h"

#include "vuln/join.h"
#include "vuln/ordering.h"
#include "vuln/range.h"

bool lw_vuln_version_known(struct lw_view version)
{
    bool digit = false;
    for (size_t i = 0; i < version.len; i++)
        digit = digit || lw_is_digit(version.ptr[i]);
    return digit && lw_view_find(version, LW_VIEW("${")) == LW_NOT_FOUND;
}

/* Go names its own releases "go1.21rc2", where advisories say "1.21.0-rc.2". */
static struct lw_view go_version(struct lw_view version, struct lw_arena *arena)
{
    if (!lw_view_starts(version, LW_VIEW("go")))
        return version;
    version = lw_view_from(version, 2);
    version = lw_view_sub(version, 0, lw_view_find_byte(version, ' '));
    size_t pre = 0, dots = 0;
    for (; pre < version.len && !lw_is_alpha(version.ptr[pre]); pre++)
        dots += version.ptr[pre] == '.';
    struct lw_view word = lw_view_from(version, pre);
    size_t digits = 0;
    while (digits < word.len && lw_is_alpha(word.ptr[digits]))
        digits++;
    if (word.len == 0 || (pre > 0 && (version.ptr[pre - 1] == '-' || version.ptr[pre - 1] == '+')))
        return version;
    return lw_arena_printf(arena, "%.*s%s-%.*s.%.*s", LW_FMT(lw_view_sub(version, 0, pre)),
                           dots < 2 ? ".0" : "", LW_FMT(lw_view_sub(word, 0, digits)),
                           LW_FMT(lw_view_from(word, digits)));
}

/* What is asked, in the index's terms. */
struct question {
    const struct lw_vuln_index *index;
    enum lw_ecosystem ecosystem;
    struct lw_view osv_name; /* "PyPI", "Debian:12" */
    struct lw_view name;     /* normal form */
    struct lw_view version;
    const struct lw_ordering *ordering;
    bool any_case; /* every name that differs by case alone */
};

static bool ask(struct question *out, const struct lw_vuln_index *index, struct lw_view ecosystem,
                struct lw_view name, struct lw_view version, struct lw_arena *arena)
{
    struct question q = { .index = index, .version = lw_view_trim(version) };
    if (!lw_ecosystem_from_osv(&q.ecosystem, ecosystem))
        return false;
    struct lw_view root = lw_view_c(lw_ecosystem_osv(q.ecosystem));
    struct lw_view suffix = lw_view_from(ecosystem, lw_view_find_byte(ecosystem, ':'));
    q.osv_name = suffix.len ? lw_arena_join(arena, root, suffix) : root;
    q.ordering = lw_ordering_for(root);
    if (q.ecosystem == LW_ECO_DEB) /* a purl's name is "debian/curl" */
        name = lw_path_base(name);
    if (q.ecosystem == LW_ECO_GOLANG)
        q.version = go_version(q.version, arena);
    q.name = lw_package_name_normal(arena, q.ecosystem, name);
    *out = q;
    return q.ordering != NULL;
}

typedef lw_status rows_fn(void *ctx, struct lw_vuln_rows *rows, struct lw_err *err);

/* The modules of Go are some thousands, and a purl is asked for by a person. */
static lw_status each_case(const struct question *q, rows_fn *fn, void *ctx, struct lw_err *err)
{
    struct lw_vuln_rows rows;
    uint64_t at, count = lw_vuln_index_counts(q->index).packages;
    LW_TRY(lw_vuln_index_seek(&at, q->index, q->osv_name, LW_VIEW(""), err));
    for (; at < count; at++) {
        LW_TRY(lw_vuln_index_package(&rows, q->index, at, err));
        if (!lw_view_eq(rows.ecosystem, q->osv_name))
            return LW_OK;
        if (lw_view_eq_nocase(rows.name, q->name))
            LW_TRY(fn(ctx, &rows, err));
    }
    return LW_OK;
}

/* Calls `fn` with the package's rows; for Debian without a release, with those of each release. */
static lw_status each_package(const struct question *q, rows_fn *fn, void *ctx, struct lw_err *err)
{
    struct lw_vuln_rows rows;
    bool have;
    if (q->any_case)
        return each_case(q, fn, ctx, err);
    LW_TRY(lw_vuln_index_find(&rows, &have, q->index, q->osv_name, q->name, err));
    if (have)
        LW_TRY(fn(ctx, &rows, err));
    if (q->ecosystem != LW_ECO_DEB || lw_view_find_byte(q->osv_name, ':') != LW_NOT_FOUND)
        return LW_OK;
    struct lw_view release = q->osv_name;
    uint64_t at, count = lw_vuln_index_counts(q->index).packages;
    for (uint64_t last = 0;; last = at) {
        /* 0xff is above every name: the first package of the next release. */
        LW_TRY(lw_vuln_index_seek(&at, q->index, release, LW_VIEW("\xff\xff"), err));
        if (at >= count || at < last)
            return LW_OK;
        LW_TRY(lw_vuln_index_package(&rows, q->index, at, err));
        if (!lw_view_starts(rows.ecosystem, LW_VIEW("Debian:")) ||
            lw_view_cmp(rows.ecosystem, release) <= 0)
            return LW_OK;
        release = rows.ecosystem;
        LW_TRY(lw_vuln_index_find(&rows, &have, q->index, release, q->name, err));
        if (have)
            LW_TRY(fn(ctx, &rows, err));
    }
}

struct search {
    const struct question *q;
    struct lw_vuln_hit_list hits;
    struct lw_arena *arena;
};

static lw_status evaluate(void *ctx, struct lw_vuln_rows *rows, struct lw_err *err)
{
    struct search *s = ctx;
    for (;;) {
        struct lw_vuln_row row;
        bool have;
        LW_TRY(lw_vuln_rows_next(&row, &have, rows, s->q->index, s->arena, err));
        if (!have)
            return LW_OK;
        if (!lw_affected_holds(&row.affected, s->q->ordering, s->q->version))
            continue;
        struct lw_vuln_hit *hit = LW_PUSH(s->arena, &s->hits);
        hit->affected = row.affected;
        LW_TRY(lw_vuln_index_record(&hit->osv, s->q->index, row.record, s->arena, err));
    }
}

static lw_status find(struct lw_vuln_match_list *out, const struct question *q,
                      struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    struct search search = { .q = q, .arena = &scratch };
    LW_TRY(each_package(q, evaluate, &search, err));
    return lw_vuln_join(out, &search.hits, q->index, q->ordering, q->version, arena, err);
}

lw_status lw_vuln_query(struct lw_vuln_match_list *out, const struct lw_vuln_index *index,
                        struct lw_view ecosystem, struct lw_view name, struct lw_view version,
                        struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    struct question q;
    if (!lw_vuln_version_known(version) || !ask(&q, index, ecosystem, name, version, &scratch))
        return LW_OK;
    return find(out, &q, arena, err);
}

lw_status lw_vuln_query_purl_name(struct lw_vuln_match_list *out, const struct lw_vuln_index *index,
                                  struct lw_view ecosystem, struct lw_view name,
                                  struct lw_view version, struct lw_arena *arena,
                                  struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    struct question q;
    if (!lw_vuln_version_known(version) || !ask(&q, index, ecosystem, name, version, &scratch))
        return LW_OK;
    q.any_case = q.ecosystem == LW_ECO_GOLANG;
    return find(out, &q, arena, err);
}

static lw_status count_rows(void *ctx, struct lw_vuln_rows *rows, struct lw_err *err)
{
    (void)err;
    *(size_t *)ctx += (size_t)rows->left;
    return LW_OK;
}

lw_status lw_vuln_count(size_t *out, const struct lw_vuln_index *index, struct lw_view ecosystem,
                        struct lw_view name, struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    struct question q;
    *out = 0;
    if (!ask(&q, index, ecosystem, name, LW_VIEW("0"), &scratch))
        return LW_OK;
    return each_package(&q, count_rows, out, err);
}

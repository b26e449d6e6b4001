/* SPDX-License-Identifier: Apache-2.0
 *
 * report/behavior.c - what code does, by what it does.
 */
#include "report/behavior.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/map.h"
#include "review/delta.h"

enum { NAMES_SHOWN = 3 };

/* While they are counted: the folders of a row; of endpoints, which are many, the hosts of a
 * folder. */
struct tally {
    struct lw_behavior_row row;
    struct lw_view names[NAMES_SHOWN];
    size_t name_count;
};

struct tallies {
    struct tally *items;
    size_t count, capacity;
    struct lw_arena *arena;
    struct lw_map by_what; /* index + 1 */
    struct lw_map seen;    /* row and file, row and name */
    struct lw_buf key;     /* of either, until it is copied where it is new */
};

struct lw_view lw_behavior_words(struct lw_arena *arena, const struct lw_fact *fact)
{
    enum lw_capability capability;
    if (fact->kind == LW_F_AWS_CALL)
        return lw_arena_printf(arena, "%.*s:%.*s", LW_FMT(lw_fact_get(fact, LW_K_SERVICE)),
                               LW_FMT(lw_fact_get(fact, LW_K_ACTION)));
    if (fact->kind == LW_F_FLOW)
        return lw_arena_printf(arena, "%.*s goes to %.*s", LW_FMT(lw_fact_words(fact, LW_K_SOURCE)),
                               LW_FMT(lw_fact_words(fact, LW_K_SINK)));
    if (fact->kind == LW_F_ENDPOINT)
        return lw_fact_get(fact, LW_K_VALUE);
    if (lw_capability_parse(&capability, lw_fact_get(fact, LW_K_CAPABILITY)))
        return lw_capability_words(capability);
    struct lw_view name = lw_fact_get(fact, LW_K_NAME);
    return name.len ? name : lw_fact_words(fact, LW_K_KIND);
}

const char *lw_behavior_when(const struct lw_behavior_row *row)
{
    if (row->kind == LW_F_ENDPOINT)
        return "";
    return row->at_load ? "at load" : "when called";
}

/* "python/requests" of python/lib/python3.12/site-packages/requests/a.py: a package's, mostly; of a
 * function and its layers "/opt/python/requests". */
static struct lw_view folder_of(struct lw_arena *arena, struct lw_view location)
{
    static const char *const homes[] = { "/node_modules/", "/site-packages/", "/dist-packages/" },
                             *const mounts[] = { "/opt/", "/var/task/" };
    size_t mount = 0;
    for (size_t i = 0; i < LW_COUNT(mounts); i++)
        if (lw_view_starts(location, lw_view_c(mounts[i])))
            mount = strlen(mounts[i]);
    size_t begin = 0;
    for (size_t i = 0; i < LW_COUNT(homes); i++)
        for (size_t at = 0, next; at < location.len; at += next + 1) {
            next = lw_view_find(lw_view_from(location, at), lw_view_c(homes[i]));
            if (next == LW_NOT_FOUND)
                break;
            begin = at + next + strlen(homes[i]);
        }
    size_t top = lw_view_find_byte(lw_view_from(location, mount), '/');
    top += top == LW_NOT_FOUND ? 0 : mount;
    struct lw_view first = lw_view_sub(location, 0, top);
    begin = begin || top == LW_NOT_FOUND ? begin : top + 1;
    struct lw_view rest = lw_view_from(location, begin);
    size_t end = lw_view_find_byte(rest, '/');
    if (end != LW_NOT_FOUND && rest.ptr[0] == '@') { /* @scope/name */
        size_t more = lw_view_find_byte(lw_view_from(rest, end + 1), '/');
        end = more == LW_NOT_FOUND ? more : end + 1 + more;
    }
    rest = lw_view_sub(rest, 0, end == LW_NOT_FOUND ? rest.len : end);
    return top == LW_NOT_FOUND ? first
                               : lw_arena_printf(arena, "%.*s/%.*s", LW_FMT(first), LW_FMT(rest));
}

static bool first_time(struct tallies *all, size_t index, char of, struct lw_view what)
{
    bool made;
    all->key.len = 0;
    lw_buf_printf(&all->key, "%zu%c%.*s", index, of, LW_FMT(what));
    (void)lw_map_put_copy(&all->seen, lw_buf_view(&all->key), all->arena, &made);
    return made;
}

static void count(struct tallies *all, const struct lw_fact *fact)
{
    struct lw_view what = lw_behavior_words(all->arena, fact);
    struct lw_view name = folder_of(all->arena, fact->location);
    bool at_load = lw_fact_is(fact, LW_K_PHASE, "import");
    bool made;
    if (fact->kind == LW_F_ENDPOINT) {
        struct lw_view host = lw_fact_get(fact, LW_K_NAME);
        what = name;
        name = host.len ? host : lw_fact_get(fact, LW_K_VALUE);
    }
    all->key.len = 0;
    lw_buf_printf(&all->key, "%d%d%.*s", (int)fact->kind, at_load, LW_FMT(what));
    uint64_t *at = lw_map_put_copy(&all->by_what, lw_buf_view(&all->key), all->arena, &made);
    if (made) {
        *at = all->count;
        struct tally *fresh = LW_PUSH(all->arena, all);
        *fresh = (struct tally){ .row = { fact->kind, what, at_load, 0, LW_VIEW_NONE, fact } };
    }
    struct tally *tally = &all->items[*at];
    tally->row.files += first_time(all, *at, 'f', fact->location);
    if (!first_time(all, *at, 'n', name))
        return;
    if (tally->name_count < NAMES_SHOWN)
        tally->names[tally->name_count] = name;
    tally->name_count++;
}

static struct lw_view names_of(struct lw_arena *arena, const struct tally *tally)
{
    struct lw_view text = tally->names[0];
    size_t shown = tally->name_count < NAMES_SHOWN ? tally->name_count : NAMES_SHOWN;
    for (size_t i = 1; i < shown; i++)
        text = lw_arena_printf(arena, "%.*s, %.*s", LW_FMT(text), LW_FMT(tally->names[i]));
    return tally->name_count > shown ? lw_arena_printf(arena, "%.*s and %zu more", LW_FMT(text),
                                                       tally->name_count - shown)
                                     : text;
}

static int by_weight(const void *a, const void *b)
{
    const struct lw_behavior_row *x = a, *y = b;
    if (x->at_load != y->at_load)
        return x->at_load ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->files != y->files)
        return x->files > y->files ? -1 : 1;
    return lw_view_cmp(x->what, y->what);
}

static bool is_told(const struct lw_fact *fact)
{
    const uint64_t told = LW_F_BIT(LW_F_CAPABILITY) | LW_F_BIT(LW_F_FLOW) |
                          LW_F_BIT(LW_F_AWS_CALL) | LW_F_BIT(LW_F_ENDPOINT);
    return fact->behavior && (told & LW_F_BIT(fact->kind)) && lw_fact_matters(fact);
}

bool lw_behavior_seen(const struct lw_scan *scan)
{
    for (size_t i = 0; i < scan->facts.facts.count; i++)
        if (is_told(&scan->facts.facts.items[i]))
            return true;
    return false;
}

struct lw_behavior_rows lw_behavior_rows_of(const struct lw_scan *scan, struct lw_arena *arena)
{
    struct lw_behavior_rows rows = { 0 };
    struct tallies all = {
        .arena = arena, .by_what = LW_MAP_INIT, .seen = LW_MAP_INIT, .key = LW_BUF_INIT
    };
    for (size_t i = 0; i < scan->facts.facts.count; i++)
        if (is_told(&scan->facts.facts.items[i]))
            count(&all, &scan->facts.facts.items[i]);
    for (size_t i = 0; i < all.count; i++) {
        struct lw_behavior_row *row = LW_PUSH(arena, &rows);
        *row = all.items[i].row;
        row->folders = names_of(arena, &all.items[i]);
        if (row->kind == LW_F_ENDPOINT) {
            struct lw_view hosts = row->folders;
            row->folders = row->what;
            row->what = lw_arena_join(arena, LW_VIEW("names "), hosts);
        }
    }
    if (rows.count)
        qsort(rows.items, rows.count, sizeof *rows.items, by_weight);
    lw_map_clear(&all.by_what);
    lw_map_clear(&all.seen);
    lw_buf_clear(&all.key);
    return rows;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/packages.c - packages up, down, new and gone, and the files that this explains.
 */
#include <stdlib.h>

#include "review/delta.h"
#include "review/rule.h"
#include "vuln/ordering.h"

static struct lw_view name_key(struct lw_arena *arena, const struct lw_package *p)
{
    struct lw_view normal = lw_package_name_normal(arena, p->ecosystem, p->name);
    return lw_arena_printf(arena, "%s/%.*s", lw_ecosystem_purl_type(p->ecosystem), LW_FMT(normal));
}

/* A package that only a lock names is not there. */
static bool counts(const struct lw_package *p)
{
    return !(p->flags & LW_PKG_LOCK_ONLY);
}

static enum lw_package_state compare(const struct lw_package *a, const struct lw_package *b)
{
    if (lw_view_eq(a->version, b->version))
        return lw_view_eq(a->root, b->root) ? LW_PACKAGE_SAME : LW_PACKAGE_MOVED;
    const struct lw_ordering *ordering = lw_ordering_for(lw_view_c(lw_ecosystem_osv(a->ecosystem)));
    int order = ordering && a->version.len && b->version.len
                    ? ordering->compare(a->version, b->version)
                    : 0;
    return order < 0 ? LW_PACKAGE_UP : order > 0 ? LW_PACKAGE_DOWN : LW_PACKAGE_OTHER;
}

static struct lw_package_change *add(struct lw_delta *delta, enum lw_package_state state,
                                     const struct lw_package *from, const struct lw_package *to)
{
    struct lw_review *review = delta->review;
    struct lw_package_change *change = LW_PUSH(&review->arena, &review->packages);
    change->state = state;
    change->from = from;
    change->to = to;
    if (to) {
        size_t index = (size_t)(to - review->to->facts.packages.items);
        change->proof = delta->to.proofs[index];
        change->mismatched = delta->to.mismatched[index];
    }
    return change;
}

/* Packages of one name on one side. */
struct named {
    const struct lw_package **items;
    size_t count;
};

enum key { BY_ROOT, BY_VERSION, BY_ORDER };

static int compare_by(const struct lw_package *a, const struct lw_package *b, enum key key)
{
    return key == BY_ROOT      ? lw_view_cmp(a->root, b->root)
           : key == BY_VERSION ? lw_view_cmp(a->version, b->version)
                               : 0;
}

/* qsort_r: equal ones in the order of the list that they are of. */
static int in_order(const void *a, const void *b, void *key)
{
    const struct lw_package *x = *(const struct lw_package *const *)a,
                            *y = *(const struct lw_package *const *)b;
    int order = compare_by(x, y, *(const enum key *)key);
    return order ? order : (x > y) - (x < y);
}

/* Pairs those that are the same by the key, and leaves the others. */
static void pair_by(struct lw_delta *delta, struct named *old, struct named *new, enum key key)
{
    struct named left = { old->items, 0 }, right = { new->items, 0 };
    qsort_r(old->items, old->count, sizeof(struct lw_package *), in_order, &key);
    qsort_r(new->items, new->count, sizeof(struct lw_package *), in_order, &key);
    for (size_t i = 0, k = 0; i < old->count || k < new->count;) {
        const struct lw_package *a = i < old->count ? old->items[i] : NULL;
        const struct lw_package *b = k < new->count ? new->items[k] : NULL;
        int order = !a ? 1 : !b ? -1 : compare_by(a, b, key);
        i += order <= 0;
        k += order >= 0;
        if (order < 0)
            left.items[left.count++] = a;
        else if (order > 0)
            right.items[right.count++] = b;
        else
            add(delta, compare(a, b), a, b);
    }
    *old = left;
    *new = right;
}

/* One name: the same root first, then the same version, then what is left in order. Several copies
 * of one package are common in Node, and there may be as many as its author likes. */
static void pair_name(struct lw_delta *delta, struct named old, struct named new)
{
    for (enum key key = BY_ROOT; key <= BY_ORDER; key++)
        pair_by(delta, &old, &new, key);
    for (size_t i = 0; i < old.count; i++)
        add(delta, LW_PACKAGE_GONE, old.items[i], NULL);
    for (size_t k = 0; k < new.count; k++)
        add(delta, LW_PACKAGE_NEW, NULL, new.items[k]);
}

/* Index of packages by name: chains in the order of the list. */
static void chain(struct lw_map *first, size_t *next, const struct lw_package_list *list,
                  struct lw_arena *arena)
{
    for (size_t i = list->count; i-- > 0;) {
        if (!counts(&list->items[i]))
            continue;
        uint64_t *at = lw_map_put(first, name_key(arena, &list->items[i]), NULL);
        next[i] = (size_t)*at;
        *at = i + 1;
    }
}

static size_t take(const struct lw_package **out, const struct lw_map *first, const size_t *next,
                   struct lw_view key, const struct lw_package_list *list)
{
    const uint64_t *at = lw_map_get(first, key);
    size_t count = 0;
    for (size_t i = at ? (size_t)*at : 0; i; i = next[i - 1])
        out[count++] = &list->items[i - 1];
    return count;
}

static void pair_all(struct lw_delta *delta)
{
    struct lw_arena *arena = &delta->review->arena;
    const struct lw_package_list *from = &delta->review->from->facts.packages,
                                 *to = &delta->review->to->facts.packages;
    struct lw_map old = LW_MAP_INIT, new = LW_MAP_INIT;
    size_t *old_next = lw_arena_array(arena, from->count + 1, sizeof *old_next);
    size_t *new_next = lw_arena_array(arena, to->count + 1, sizeof *new_next);
    const struct lw_package **a = lw_arena_array(arena, from->count + 1, sizeof *a);
    const struct lw_package **b = lw_arena_array(arena, to->count + 1, sizeof *b);
    chain(&old, old_next, from, arena);
    chain(&new, new_next, to, arena);
    for (size_t i = 0; i < old.count; i++) {
        size_t ours = take(a, &old, old_next, old.items[i].key, from);
        size_t theirs = take(b, &new, new_next, old.items[i].key, to);
        pair_name(delta, (struct named){ a, ours }, (struct named){ b, theirs });
    }
    for (size_t i = 0; i < new.count; i++)
        if (!lw_map_get(&old, new.items[i].key))
            pair_name(delta, (struct named){ a, 0 },
                      (struct named){ b, take(b, &new, new_next, new.items[i].key, to) });
    lw_map_clear(&old);
    lw_map_clear(&new);
}

static const struct lw_package *shown(const struct lw_package_change *change)
{
    return change->to ? change->to : change->from;
}

static int by_name(const void *a, const void *b)
{
    const struct lw_package_change *x = a, *y = b;
    int order = lw_view_cmp(shown(x)->name, shown(y)->name);
    order = order ? order : lw_view_cmp(shown(x)->purl, shown(y)->purl);
    order = order ? order : lw_view_cmp(shown(x)->root, shown(y)->root);
    return order ? order : (x->to == NULL) - (y->to == NULL);
}

static void index_changes(struct lw_delta *delta)
{
    const struct lw_review *review = delta->review;
    for (size_t i = 0; i < review->packages.count; i++) {
        const struct lw_package_change *change = &review->packages.items[i];
        if (change->to)
            delta->package_of[change->to - review->to->facts.packages.items] = i + 1;
        if (change->from)
            delta->package_of_old[change->from - review->from->facts.packages.items] = i + 1;
    }
}

static void count_file(struct lw_package_change *package, const struct lw_file_change *file)
{
    switch (file->state) {
    case LW_FILE_ADDED:
        package->added++;
        break;
    case LW_FILE_REMOVED:
        package->removed++;
        break;
    case LW_FILE_CHANGED:
        package->changed++;
        break;
    case LW_FILE_MOVED:
    case LW_FILE_RENAMED:
        package->moved++;
        break;
    default:
        break;
    }
}

/* Another version explains other files, where the list of the new side holds for this one. */
static bool explains(const struct lw_delta *delta, const struct lw_package_change *package,
                     const struct lw_file_change *file)
{
    bool other = package->state == LW_PACKAGE_UP || package->state == LW_PACKAGE_DOWN ||
                 package->state == LW_PACKAGE_OTHER || package->state == LW_PACKAGE_NEW ||
                 package->state == LW_PACKAGE_GONE || package->state == LW_PACKAGE_MOVED;
    if (!other || !file->to)
        return other;
    const struct lw_owner_listed *listed = lw_owner_listed(&delta->to, file->to->path);
    if (listed)
        return !listed->have_digest ||
               (file->to->have_sha256 && lw_digest_eq(&listed->sha256, &file->to->sha256));
    return false;
}

static void give_files(struct lw_delta *delta)
{
    struct lw_review *review = delta->review;
    for (size_t i = 0; i < review->files.count; i++) {
        struct lw_file_change *file = &review->files.items[i];
        size_t owner = file->to ? lw_owner_of(&delta->to, file->to->path)
                                : lw_owner_of(&delta->from, file->from->path);
        file->package = !owner     ? 0
                        : file->to ? delta->package_of[owner - 1]
                                   : delta->package_of_old[owner - 1];
        if (file->package == 0)
            continue;
        struct lw_package_change *package = &review->packages.items[file->package - 1];
        count_file(package, file);
        file->explained = explains(delta, package, file);
    }
}

/* Code that was nobody's and newly has metadata: a name is new, and no library. Half of it has to
 * be so, since a test or an empty module may stand where another package has one. */
static void find_named(struct lw_delta *delta)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    const struct lw_scan *from = delta->review->from, *to = delta->review->to;
    struct {
        size_t had, all;
    } *code = lw_arena_array(&arena, delta->review->packages.count + 1, sizeof *code);
    for (size_t i = 0; i < to->file_count; i++) {
        struct lw_view path = to->files[i].path;
        const size_t owner = lw_owner_of(&delta->to, path);
        const size_t at = owner ? delta->package_of[owner - 1] : 0;
        if (!at || !lw_is_code(path) || lw_is_test(path))
            continue;
        code[at].all++;
        code[at].had += lw_scan_file_find(from, path) && !lw_owner_of(&delta->from, path);
    }
    for (size_t at = 1; at <= delta->review->packages.count; at++) {
        struct lw_package_change *package = &delta->review->packages.items[at - 1];
        package->was_there = package->state == LW_PACKAGE_NEW && code[at].had &&
                             code[at].had * 2 >= code[at].all;
    }
}

void lw_delta_packages(struct lw_delta *delta)
{
    struct lw_review *review = delta->review;
    delta->package_of = lw_arena_array(&review->arena, review->to->facts.packages.count + 1,
                                       sizeof *delta->package_of);
    delta->package_of_old = lw_arena_array(&review->arena, review->from->facts.packages.count + 1,
                                           sizeof *delta->package_of_old);
    pair_all(delta);
    if (review->packages.count)
        qsort(review->packages.items, review->packages.count, sizeof *review->packages.items,
              by_name);
    index_changes(delta);
    give_files(delta);
    find_named(delta);
    for (size_t i = 0; i < review->packages.count; i++)
        review->package_states[review->packages.items[i].state]++;
}

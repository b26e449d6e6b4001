/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/facts.c - lists of facts.
 */
#include "facts/facts.h"

#include <stdlib.h>

#include "base/map.h"

/* Each is compared with those before it: a hostile manifest may name a million. */
enum { LICENSES_MAX = 64 };

static const char *const kind_names[LW_F_COUNT] = {
#define LW_FACT_KIND(constant, name, what) [constant] = name,
#include "facts/fact.def"
#undef LW_FACT_KIND
};

static const char *const kind_whats[LW_F_COUNT] = {
#define LW_FACT_KIND(constant, name, what) [constant] = what,
#include "facts/fact.def"
#undef LW_FACT_KIND
};

static const char *const key_names[LW_K_COUNT_] = {
#define LW_FACT_KEY(constant, name) [constant] = name,
#include "facts/fact.def"
#undef LW_FACT_KEY
};

static const char *const capability_names[LW_C_COUNT] = {
#define LW_CAPABILITY(constant, name, what) [constant] = name,
#include "facts/fact.def"
#undef LW_CAPABILITY
};

static const char *const capability_whats[LW_C_COUNT] = {
#define LW_CAPABILITY(constant, name, what) [constant] = what,
#include "facts/fact.def"
#undef LW_CAPABILITY
};

const char *lw_fact_kind_name(enum lw_fact_kind kind)
{
    return (unsigned)kind < LW_F_COUNT ? kind_names[kind] : "unknown";
}

const char *lw_fact_kind_what(enum lw_fact_kind kind)
{
    return (unsigned)kind < LW_F_COUNT ? kind_whats[kind] : "unknown";
}

const char *lw_fact_key_name(enum lw_fact_key key)
{
    return (unsigned)key < LW_K_COUNT_ ? key_names[key] : "unknown";
}

const char *lw_capability_name(enum lw_capability capability)
{
    return (unsigned)capability < LW_C_COUNT ? capability_names[capability] : "unknown";
}

const char *lw_capability_what(enum lw_capability capability)
{
    return (unsigned)capability < LW_C_COUNT ? capability_whats[capability] : "unknown";
}

struct lw_view lw_capability_words(enum lw_capability capability)
{
    struct lw_view what = lw_view_c(lw_capability_what(capability));
    return lw_view_sub(what, 0, lw_view_find_byte(what, ':'));
}

bool lw_capability_parse(enum lw_capability *out, struct lw_view name)
{
    for (int i = 0; i < LW_C_COUNT; i++) {
        if (!lw_view_is(name, capability_names[i]))
            continue;
        *out = (enum lw_capability)i;
        return true;
    }
    return false;
}

struct lw_facts lw_facts(struct lw_arena *arena)
{
    return (struct lw_facts){ .arena = arena };
}

struct lw_package *lw_facts_package(struct lw_facts *facts, enum lw_ecosystem ecosystem,
                                    struct lw_view name, struct lw_view version,
                                    struct lw_view location)
{
    struct lw_package *package = LW_PUSH(facts->arena, &facts->packages);
    package->ecosystem = ecosystem;
    package->name = lw_arena_copy(facts->arena, lw_view_trim(name));
    package->version = lw_arena_copy(facts->arena, lw_view_trim(version));
    package->purl = lw_purl_make(facts->arena, ecosystem, package->name, package->version);
    package->location = lw_arena_copy(facts->arena, location);
    package->root = lw_path_dir(package->location);
    package->analyzer = "";
    return package;
}

void lw_package_license(struct lw_facts *facts, struct lw_package *package, struct lw_view license)
{
    license = lw_view_trim(license);
    if (license.len == 0 || package->licenses.count >= LICENSES_MAX)
        return;
    for (size_t i = 0; i < package->licenses.count; i++)
        if (lw_view_eq(package->licenses.items[i], license))
            return;
    struct lw_view copy = lw_arena_copy(facts->arena, license);
    *LW_PUSH(facts->arena, &package->licenses) = copy;
}

struct lw_fact *lw_facts_add(struct lw_facts *facts, enum lw_fact_kind kind,
                             struct lw_view location)
{
    struct lw_fact *fact = LW_PUSH(facts->arena, &facts->facts);
    fact->kind = kind;
    fact->location = lw_arena_copy(facts->arena, location);
    return fact;
}

/* `value` is in the arena already. */
static void put(struct lw_facts *facts, struct lw_fact *fact, enum lw_fact_key key,
                struct lw_view value)
{
    if (value.len)
        *LW_PUSH(facts->arena, fact) = (struct lw_attr){ key, value };
}

void lw_fact_set(struct lw_facts *facts, struct lw_fact *fact, enum lw_fact_key key,
                 struct lw_view value)
{
    if (value.len)
        put(facts, fact, key, lw_arena_copy(facts->arena, value));
}

void lw_fact_set_c(struct lw_facts *facts, struct lw_fact *fact, enum lw_fact_key key,
                   const char *value)
{
    lw_fact_set(facts, fact, key, lw_view_c(value));
}

void lw_fact_printf(struct lw_facts *facts, struct lw_fact *fact, enum lw_fact_key key,
                    const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    put(facts, fact, key, lw_arena_vprintf(facts->arena, fmt, args));
    va_end(args);
}

struct lw_view lw_location_file(struct lw_view location)
{
    return lw_view_sub(location, 0, lw_view_find(location, LW_VIEW("!/")));
}

struct lw_view lw_fact_get(const struct lw_fact *fact, enum lw_fact_key key)
{
    for (size_t i = 0; i < fact->count; i++)
        if (fact->items[i].key == key)
            return fact->items[i].value;
    return LW_VIEW_NONE;
}

struct lw_view lw_fact_words(const struct lw_fact *fact, enum lw_fact_key key)
{
    static const struct {
        enum lw_fact_key key;
        const char *name, *words;
    } all[] = {
#define LW_WORDS(key, name, words) { key, name, words },
#include "facts/words.def"
#undef LW_WORDS
    };
    struct lw_view value = lw_fact_get(fact, key);
    for (size_t i = 0; i < LW_COUNT(all); i++)
        if (all[i].key == key && lw_view_is(value, all[i].name))
            return lw_view_c(all[i].words);
    return value;
}

bool lw_fact_is(const struct lw_fact *fact, enum lw_fact_key key, const char *value)
{
    return lw_view_is(lw_fact_get(fact, key), value);
}

/* Not all of these are static text: kept results were read from a file. */
static const char *copy_c(struct lw_arena *arena, const char *text)
{
    return text ? (const char *)lw_arena_copy(arena, lw_view_c(text)).ptr : NULL;
}

void lw_facts_incomplete(struct lw_facts *facts, struct lw_view location, const char *code,
                         struct lw_view reason)
{
    struct lw_incomplete *item = LW_PUSH(facts->arena, &facts->incomplete);
    item->location = lw_arena_copy(facts->arena, location);
    item->code = copy_c(facts->arena, code);
    item->reason = lw_arena_copy(facts->arena, reason);
}

void lw_facts_reserve(struct lw_facts *facts, size_t more)
{
    struct lw_fact_list *list = &facts->facts;
    if (list->capacity - list->count >= more)
        return;
    struct lw_fact *items = lw_arena_array(facts->arena, list->count + more, sizeof *items);
    if (list->count)
        memcpy(items, list->items, list->count * sizeof *items);
    list->items = items;
    list->capacity = list->count + more;
}

void lw_facts_append(struct lw_facts *into, const struct lw_facts *from)
{
    for (size_t i = 0; i < from->packages.count; i++)
        *LW_PUSH(into->arena, &into->packages) = from->packages.items[i];
    for (size_t i = 0; i < from->facts.count; i++)
        *LW_PUSH(into->arena, &into->facts) = from->facts.items[i];
    for (size_t i = 0; i < from->incomplete.count; i++)
        *LW_PUSH(into->arena, &into->incomplete) = from->incomplete.items[i];
}

struct lw_facts_mark lw_facts_mark(const struct lw_facts *facts)
{
    return (struct lw_facts_mark){ facts->packages.count, facts->facts.count,
                                   facts->incomplete.count };
}

/* A list that grew in an arena takes three times its items: what it outgrew is not given back. */
enum { GROWN = 3, TEXT_BYTES = 16 /* more than it has: the NUL, the alignment */ };

static uint64_t package_bytes(const struct lw_package *p)
{
    uint64_t bytes = GROWN * sizeof *p + 6 * TEXT_BYTES + p->name.len + p->version.len +
                     p->purl.len + p->location.len + p->root.len + p->evidence.len;
    for (size_t i = 0; i < p->licenses.count; i++)
        bytes += GROWN * sizeof p->licenses.items[i] + TEXT_BYTES + p->licenses.items[i].len;
    return bytes;
}

static uint64_t fact_bytes(const struct lw_fact *f)
{
    uint64_t bytes = GROWN * sizeof *f + TEXT_BYTES + f->location.len +
                     f->capacity * sizeof *f->items;
    for (size_t i = 0; i < f->count; i++)
        bytes += TEXT_BYTES + f->items[i].value.len;
    return bytes;
}

uint64_t lw_facts_bytes(const struct lw_facts *facts, struct lw_facts_mark from)
{
    uint64_t bytes = 0;
    for (size_t i = from.packages; i < facts->packages.count; i++)
        bytes += package_bytes(&facts->packages.items[i]);
    for (size_t i = from.facts; i < facts->facts.count; i++)
        bytes += fact_bytes(&facts->facts.items[i]);
    for (size_t i = from.incomplete; i < facts->incomplete.count; i++)
        bytes += GROWN * sizeof facts->incomplete.items[i] + 2 * TEXT_BYTES +
                 facts->incomplete.items[i].location.len + facts->incomplete.items[i].reason.len;
    return bytes;
}

static struct lw_package copy_package(struct lw_arena *arena, const struct lw_package *from)
{
    struct lw_package to = *from;
    to.name = lw_arena_copy(arena, from->name);
    to.version = lw_arena_copy(arena, from->version);
    to.purl = lw_arena_copy(arena, from->purl);
    to.location = lw_arena_copy(arena, from->location);
    to.root = lw_arena_copy(arena, from->root);
    to.evidence = lw_arena_copy(arena, from->evidence);
    to.analyzer = copy_c(arena, from->analyzer);
    to.licenses = (struct lw_views){ 0 };
    for (size_t i = 0; i < from->licenses.count; i++) {
        struct lw_view copy = lw_arena_copy(arena, from->licenses.items[i]);
        *LW_PUSH(arena, &to.licenses) = copy;
    }
    return to;
}

static struct lw_fact copy_fact(struct lw_arena *arena, const struct lw_fact *from)
{
    struct lw_fact to = *from;
    to.location = lw_arena_copy(arena, from->location);
    to.items = lw_arena_array(arena, from->count, sizeof *to.items);
    to.capacity = from->count;
    for (size_t i = 0; i < from->count; i++)
        to.items[i] = (struct lw_attr){ from->items[i].key,
                                        lw_arena_copy(arena, from->items[i].value) };
    return to;
}

void lw_facts_copy(struct lw_facts *into, const struct lw_facts *from, struct lw_facts_mark begin,
                   struct lw_facts_mark end)
{
    for (size_t i = begin.packages; i < end.packages; i++) {
        struct lw_package copy = copy_package(into->arena, &from->packages.items[i]);
        *LW_PUSH(into->arena, &into->packages) = copy;
    }
    for (size_t i = begin.facts; i < end.facts; i++) {
        struct lw_fact copy = copy_fact(into->arena, &from->facts.items[i]);
        *LW_PUSH(into->arena, &into->facts) = copy;
    }
    for (size_t i = begin.incomplete; i < end.incomplete; i++)
        lw_facts_incomplete(into, from->incomplete.items[i].location,
                            from->incomplete.items[i].code, from->incomplete.items[i].reason);
}

/* Modules of Go that differ by case are two, and have one purl. */
static int by_go_name(const struct lw_package *a, const struct lw_package *b)
{
    return a->ecosystem == LW_ECO_GOLANG ? lw_view_cmp(a->name, b->name) : 0;
}

static int by_purl(const void *a, const void *b)
{
    const struct lw_package *x = a, *y = b;
    int order = lw_view_cmp(x->purl, y->purl);
    order = order ? order : lw_view_cmp(x->root, y->root);
    order = order ? order : by_go_name(x, y);
    /* A copy that was seen comes before one that is only named. */
    order = order ? order : (int)(x->flags & LW_PKG_LOCK_ONLY) - (int)(y->flags & LW_PKG_LOCK_ONLY);
    order = order ? order : lw_view_cmp(x->location, y->location);
    return order ? order : lw_view_cmp(x->evidence, y->evidence);
}

static int by_kind(const void *a, const void *b)
{
    const struct lw_fact *x = a, *y = b;
    int order = (x->kind > y->kind) - (x->kind < y->kind);
    order = order ? order : lw_view_cmp(x->location, y->location);
    order = order ? order : (x->offset > y->offset) - (x->offset < y->offset);
    for (size_t i = 0; order == 0 && i < x->count && i < y->count; i++)
        order = lw_view_cmp(x->items[i].value, y->items[i].value);
    return order;
}

static int by_location(const void *a, const void *b)
{
    const struct lw_incomplete *x = a, *y = b;
    int order = lw_view_cmp(x->location, y->location);
    return order ? order : lw_view_cmp(x->reason, y->reason);
}

static void join(struct lw_facts *facts, struct lw_package *into, const struct lw_package *from)
{
    for (size_t i = 0; i < from->licenses.count; i++)
        lw_package_license(facts, into, from->licenses.items[i]);
    /* It is lock-only just where no copy of it was seen. */
    unsigned lock_only = into->flags & from->flags & LW_PKG_LOCK_ONLY;
    into->flags = ((into->flags | from->flags) & ~(unsigned)LW_PKG_LOCK_ONLY) | lock_only;
}

static bool same_fact(const struct lw_fact *a, const struct lw_fact *b)
{
    if (by_kind(a, b) != 0 || a->line != b->line || a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->items[i].key != b->items[i].key)
            return false;
    return true;
}

/* Sorted, and what was seen in two ways said once. */
static void settle_facts(struct lw_fact_list *list)
{
    size_t kept = 0;
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_kind);
    for (size_t i = 0; i < list->count; i++)
        if (kept == 0 || !same_fact(&list->items[kept - 1], &list->items[i]))
            list->items[kept++] = list->items[i];
    list->count = kept;
}

/* Where a package is, and what it is but for its version. */
static struct lw_view bare_key(const struct lw_facts *facts, const struct lw_package *p)
{
    bool go = p->ecosystem == LW_ECO_GOLANG;
    struct lw_view bare = go ? p->name
                             : lw_purl_make(facts->arena, p->ecosystem, p->name, LW_VIEW_NONE);
    return lw_arena_printf(facts->arena, "%.*s\n%.*s", LW_FMT(bare), LW_FMT(p->root));
}

/* "pkg:pypi/x" at a place where "pkg:pypi/x@1" is as well says nothing more. */
static void drop_versionless(struct lw_facts *facts)
{
    struct lw_package_list *list = &facts->packages;
    struct lw_map versioned = LW_MAP_INIT;
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_package *p = &list->items[i];
        if (p->version.len == 0)
            continue;
        *lw_map_put(&versioned, bare_key(facts, p), NULL) = i;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_package *p = &list->items[i];
        const uint64_t *twin = p->version.len ? NULL : lw_map_get(&versioned, bare_key(facts, p));
        if (!twin)
            list->items[kept++] = *p;
    }
    list->count = kept;
    lw_map_clear(&versioned);
}

static bool any_versionless(const struct lw_package_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].version.len == 0)
            return true;
    return false;
}

void lw_facts_settle(struct lw_facts *facts)
{
    if (any_versionless(&facts->packages))
        drop_versionless(facts);
    struct lw_package_list *list = &facts->packages;
    struct lw_package *items = list->items;
    size_t kept = 0;
    if (list->count)
        qsort(items, list->count, sizeof *items, by_purl);
    for (size_t i = 0; i < list->count; i++) {
        struct lw_package *last = kept ? &items[kept - 1] : NULL;
        if (last && lw_view_eq(last->purl, items[i].purl) &&
            lw_view_eq(last->root, items[i].root) && by_go_name(last, &items[i]) == 0)
            join(facts, last, &items[i]);
        else
            items[kept++] = items[i];
    }
    list->count = kept;
    settle_facts(&facts->facts);
    if (facts->incomplete.count)
        qsort(facts->incomplete.items, facts->incomplete.count, sizeof *facts->incomplete.items,
              by_location);
}

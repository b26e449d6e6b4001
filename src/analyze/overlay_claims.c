/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/overlay_claims.c - names that a layer or a function answers to, by its paths.
 */
#include "analyze/overlay_claims.h"

#include <stdlib.h>

#include "analyze/java_text.h"
#include "analyze/layer_paths.h"
#include "facts/runtimes.h"

static void add(struct lw_claims *claims, enum lw_claim_kind kind, struct lw_view name,
                struct lw_claim claim)
{
    bool made;
    if (name.len == 0)
        return;
    struct lw_view key = lw_arena_printf(claims->arena, "%d %.*s", (int)kind, LW_FMT(name));
    uint64_t *slot = lw_map_put(&claims->index, key, &made);
    if (made) {
        *slot = claims->count;
        struct lw_name *fresh = LW_PUSH(claims->arena, claims);
        fresh->kind = kind;
        fresh->name = name;
    }
    struct lw_name *all = &claims->items[*slot];
    for (size_t i = all->count; i-- > 0;)
        if (all->items[i].source == claim.source && all->items[i].rank == claim.rank &&
            lw_view_eq(all->items[i].carrier, claim.carrier))
            return;
    *LW_PUSH(claims->arena, all) = claim;
}

/* `len` bytes of the name of `path` from where `inside` begins. */
static struct lw_view carrier(struct lw_view path, struct lw_view inside, size_t len)
{
    return lw_view_sub(path, 0, path.len - inside.len + len);
}

static void python(struct lw_claims *claims, struct lw_view path, struct lw_view inside,
                   struct lw_claim claim)
{
    /* A folder of data is no module. */
    if (!lw_view_ends(path, LW_VIEW(".py")) && !lw_view_ends(path, LW_VIEW(".pyc")) &&
        !lw_view_ends(path, LW_VIEW(".so")))
        return;
    claim.carrier = carrier(path, inside, lw_path_top(inside).len);
    add(claims, LW_CLAIM_PYTHON, lw_python_module(inside), claim);
}

static void node(struct lw_claims *claims, struct lw_view path, struct lw_view inside,
                 struct lw_claim claim)
{
    struct lw_view name = lw_node_package(inside);
    claim.carrier = carrier(path, inside, name.len);
    add(claims, LW_CLAIM_NODE, name, claim);
}

/* `inside` begins at "gems/NAME-VERSION/". */
static void gem(struct lw_claims *claims, struct lw_view path, struct lw_view inside,
                struct lw_claim claim)
{
    if (!lw_view_starts(inside, LW_VIEW("gems/")))
        return;
    struct lw_view full = lw_path_top(lw_view_from(inside, 5));
    if (full.len + 5 == inside.len)
        return;
    for (size_t i = 1; i + 1 < full.len; i++) {
        if (full.ptr[i] != '-' || !lw_is_digit(full.ptr[i + 1]))
            continue;
        claim.carrier = carrier(path, inside, 5 + full.len);
        claim.version = lw_view_from(full, i + 1);
        add(claims, LW_CLAIM_GEM, lw_view_sub(full, 0, i), claim);
        return;
    }
}

static void jar(struct lw_claims *claims, struct lw_view path, struct lw_claim claim)
{
    struct lw_jar_name name;
    if (!lw_view_ends(path, LW_VIEW(".jar")))
        return;
    (void)lw_jar_name_parse(&name, lw_path_base(path));
    claim.carrier = path;
    claim.version = name.version;
    add(claims, LW_CLAIM_JAR, name.artifact, claim);
}

static void library(struct lw_claims *claims, struct lw_view path, struct lw_claim claim)
{
    struct lw_view base = lw_path_base(path);
    claim.carrier = path;
    if (lw_view_ends(base, LW_VIEW(".so")) || lw_view_find(base, LW_VIEW(".so.")) != LW_NOT_FOUND)
        add(claims, LW_CLAIM_LIBRARY, base, claim);
}

static void of_layer(struct lw_claims *claims, struct lw_view path, struct lw_claim claim)
{
    struct lw_search_place place = lw_search_place_of(path);
    bool direct = lw_path_dir(place.inside).len == 0;
    claim.rank = 2;
    switch (place.kind) {
    case LW_SEARCH_PYTHON_SITE:
        claim.rank = 1;
        python(claims, path, place.inside, claim);
        break;
    case LW_SEARCH_PYTHON:
        python(claims, path, place.inside, claim);
        break;
    case LW_SEARCH_NODE_MAJOR:
    case LW_SEARCH_NODE:
        claim.node_major = place.kind == LW_SEARCH_NODE_MAJOR;
        node(claims, path, place.inside, claim);
        break;
    case LW_SEARCH_GEMS:
        gem(claims, path, place.inside, claim);
        break;
    case LW_SEARCH_JAVA:
        if (direct)
            jar(claims, path, claim);
        break;
    case LW_SEARCH_LIB:
        if (direct)
            library(claims, path, claim);
        break;
    case LW_SEARCH_BIN:
        claim.carrier = path;
        if (direct)
            add(claims, LW_CLAIM_PROGRAM, place.inside, claim);
        break;
    default:
        claim.carrier = path;
        if (lw_view_is(path, "bootstrap"))
            add(claims, LW_CLAIM_BOOTSTRAP, path, claim);
    }
}

/* /var/task: modules at its root, node_modules/, lib/, vendor/bundle/ruby/X.Y.0/. */
static void of_function(struct lw_claims *claims, struct lw_view path, struct lw_claim claim)
{
    static const char bundle[] = "vendor/bundle/ruby/";
    bool root = lw_path_dir(path).len == 0, in_lib = lw_view_is(lw_path_dir(path), "lib");
    claim.carrier = path;
    if (lw_view_is(path, "bootstrap")) {
        add(claims, LW_CLAIM_BOOTSTRAP, path, claim);
    } else if (lw_view_starts(path, LW_VIEW("node_modules/"))) {
        node(claims, path, lw_view_from(path, 13), claim);
        return;
    } else if (lw_view_starts(path, lw_view_c(bundle))) {
        struct lw_view rest = lw_view_from(path, sizeof bundle - 1);
        gem(claims, path, lw_view_from(rest, lw_path_top(rest).len + 1), claim);
        return;
    }
    if (root || in_lib) {
        claim.rank = in_lib;
        library(claims, path, claim);
        claim.rank = 1;
        if (in_lib)
            jar(claims, path, claim);
        claim.rank = 0;
    }
    python(claims, path, path, claim);
}

void lw_claims_add(struct lw_claims *claims, const struct lw_overlay_source *source, size_t index)
{
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(source->archive, &count);
    for (size_t i = 0; i < count; i++) {
        struct lw_claim claim = { .source = index };
        if (entries[i].type == LW_ENTRY_FOLDER || entries[i].shadowed)
            continue;
        if (source->is_function)
            of_function(claims, entries[i].path, claim);
        else
            of_layer(claims, entries[i].path, claim);
    }
}

void lw_claims_clear(struct lw_claims *claims)
{
    lw_map_clear(&claims->index);
}

static int by_rank(const struct lw_claim *a, const struct lw_claim *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return 0;
}

/* In one folder of /opt the file of the last layer is left. */
static int by_source(const struct lw_claim *a, const struct lw_claim *b)
{
    return a->source == b->source  ? lw_view_cmp(a->carrier, b->carrier)
           : a->source > b->source ? -1
                                   : 1;
}

static int by_search(const void *left, const void *right)
{
    const struct lw_claim *a = left, *b = right;
    int order = by_rank(a, b);
    return order ? order : by_source(a, b);
}

/* RubyGems takes the highest version of all folders. */
static int by_version(const void *left, const void *right)
{
    const struct lw_claim *a = left, *b = right;
    int order = lw_dotted_cmp(b->version, a->version);
    return order ? order : by_search(left, right);
}

/* The class path: the folders in their order, in each of them the jars by name. */
static int by_file(const void *left, const void *right)
{
    const struct lw_claim *a = left, *b = right;
    int order = by_rank(a, b);
    if (order == 0)
        order = lw_view_cmp(lw_path_base(a->carrier), lw_path_base(b->carrier));
    return order ? order : by_source(a, b);
}

void lw_claims_order(struct lw_name *name)
{
    int (*order)(const void *, const void *) = by_search;
    if (name->kind == LW_CLAIM_GEM)
        order = by_version;
    else if (name->kind == LW_CLAIM_JAR)
        order = by_file;
    qsort(name->items, name->count, sizeof name->items[0], order);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/overlay.c - the merged /opt and /var/task, and what they hide.
 */
#include "analyze/overlay.h"

#include <stdlib.h>

#include "analyze/layer_paths.h"
#include "analyze/overlay_claims.h"
#include "analyze/runtime_own.h"
#include "facts/platform.h"

/* Twice what a function and its layers may unpack to. Entries that overlap can state far more. */
#define COMPARED_BYTES_MAX (2 * LW_PLATFORM_BYTES_MAX)

/* Files of one folder that one layer takes from another. */
struct replaced {
    struct lw_view unit; /* "python/requests", "lib/libz.so.1" */
    size_t winner, loser;
    uint64_t files, differing, caches; /* caches: of the bytecode of Python, that differ */
};

struct merge {
    struct lw_overlay *out;
    struct lw_facts *facts;
    struct lw_arena *arena;
    struct {
        struct lw_overlay_entry *items;
        size_t count, capacity;
    } entries;
    struct lw_map by_path;
    struct {
        struct replaced *items;
        size_t count, capacity;
    } replaced;
    struct lw_map by_unit;
    struct lw_scratch *scratch;
    uint64_t compared_bytes;
};

static struct lw_view name_of(const struct merge *m, size_t source)
{
    return m->out->sources[source].name;
}

/* What a person would call the thing that a file is part of. */
static struct lw_view unit_of(struct lw_view path)
{
    struct lw_search_place place = lw_search_place_of(path);
    size_t before = path.len - place.inside.len;
    struct lw_view package = lw_path_top(place.inside);
    if (place.kind == LW_SEARCH_NODE || place.kind == LW_SEARCH_NODE_MAJOR) {
        struct lw_view node = lw_node_package(place.inside);
        package = node.len ? node : package;
    }
    return lw_view_sub(path, 0, before + package.len);
}

static bool digest_of(struct lw_digest *out, struct merge *m, size_t source,
                      const struct lw_entry *entry)
{
    struct lw_content content;
    struct lw_err err;
    if (!lw_ok(lw_archive_read(&content, m->out->sources[source].archive, entry, true, m->scratch,
                               &err)))
        return false;
    *out = content.sha256;
    return true;
}

/* A zip knows a checksum of each file; where that is the same, or in a folder, the content is
 * compared. Past the limit two files count as different. */
static bool same_content(struct merge *m, size_t old_source, const struct lw_entry *old,
                         size_t new_source, const struct lw_entry *new)
{
    struct lw_digest a, b;
    if (old->type != new->type || old->bytes != new->bytes)
        return false;
    if (lw_archive_is_zip(m->out->sources[old_source].archive) &&
        lw_archive_is_zip(m->out->sources[new_source].archive) && old->crc32 != new->crc32)
        return false;
    /* They are of one size. */
    if (old->bytes > (COMPARED_BYTES_MAX - m->compared_bytes) / 2)
        return false;
    m->compared_bytes += 2 * old->bytes;
    return digest_of(&a, m, old_source, old) && digest_of(&b, m, new_source, new) &&
           memcmp(&a, &b, sizeof a) == 0;
}

static void note_replaced(struct merge *m, const struct lw_overlay_entry *old, size_t winner,
                          const struct lw_entry *entry)
{
    bool made;
    struct lw_view unit = unit_of(entry->path);
    struct lw_view key = lw_arena_printf(m->arena, "%zu %zu %.*s", winner, old->owner,
                                         LW_FMT(unit));
    uint64_t *slot = lw_map_put(&m->by_unit, key, &made);
    if (made) {
        *slot = m->replaced.count;
        *LW_PUSH(m->arena, &m->replaced) = (struct replaced){ .unit = unit,
                                                              .winner = winner,
                                                              .loser = old->owner };
    }
    struct replaced *r = &m->replaced.items[*slot];
    /* Bytecode holds the time of its source: two builds of one version never have the same. */
    bool cache = lw_view_is(lw_path_base(lw_path_dir(entry->path)), "__pycache__");
    uint64_t *count = cache ? &r->caches : &r->differing;
    *count += !same_content(m, old->owner, old->entry, winner, entry);
    r->files++;
}

static void add_loser(struct merge *m, struct lw_overlay_entry *entry, size_t source)
{
    size_t *more = lw_arena_array(m->arena, entry->loser_count + 1, sizeof *more);
    if (entry->loser_count)
        memcpy(more, entry->losers, entry->loser_count * sizeof *more);
    more[entry->loser_count++] = source;
    entry->losers = more;
}

static void add_source(struct merge *m, size_t index)
{
    const struct lw_overlay_source *source = &m->out->sources[index];
    const char *root = source->is_function ? "/var/task" : "/opt";
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(source->archive, &count);
    for (size_t i = 0; i < count; i++) {
        bool made;
        if (entries[i].type == LW_ENTRY_FOLDER || entries[i].shadowed)
            continue;
        struct lw_view path = lw_arena_printf(m->arena, "%s/%.*s", root, LW_FMT(entries[i].path));
        uint64_t *slot = lw_map_put(&m->by_path, path, &made);
        if (made) {
            *slot = m->entries.count;
            *LW_PUSH(m->arena, &m->entries) = (struct lw_overlay_entry){ .path = path,
                                                                         .entry = &entries[i],
                                                                         .owner = index };
            continue;
        }
        struct lw_overlay_entry *old = &m->entries.items[*slot];
        note_replaced(m, old, index, &entries[i]);
        add_loser(m, old, old->owner);
        old->owner = index;
        old->entry = &entries[i];
    }
    m->out->total_bytes += lw_archive_unpacked_bytes(source->archive);
}

static struct lw_fact *shadow(struct merge *m, const char *kind, struct lw_view name,
                              struct lw_view location, size_t winner)
{
    struct lw_fact *f = lw_facts_add(m->facts, LW_F_SHADOW, location);
    lw_fact_set_c(m->facts, f, LW_K_KIND, kind);
    lw_fact_set(m->facts, f, LW_K_NAME, name);
    lw_fact_set(m->facts, f, LW_K_LAYER, name_of(m, winner));
    return f;
}

static void say_replaced(struct merge *m)
{
    for (size_t i = 0; i < m->replaced.count; i++) {
        const struct replaced *r = &m->replaced.items[i];
        struct lw_fact *f = shadow(m, "path", r->unit, r->unit, r->winner);
        lw_fact_printf(m->facts, f, LW_K_WINNER, "%.*s: %.*s", LW_FMT(name_of(m, r->winner)),
                       LW_FMT(r->unit));
        lw_fact_printf(m->facts, f, LW_K_LOSER, "%.*s: %.*s", LW_FMT(name_of(m, r->loser)),
                       LW_FMT(r->unit));
        lw_fact_printf(m->facts, f, LW_K_COUNT, "%llu", (unsigned long long)r->files);
        if (r->differing)
            lw_fact_printf(m->facts, f, LW_K_DETAIL, "%llu of %llu files differ",
                           (unsigned long long)r->differing, (unsigned long long)r->files);
        else
            lw_fact_set_c(m->facts, f, LW_K_DETAIL,
                          r->caches ? "the same but for bytecode" : "the same content");
    }
}

static bool same_package(struct lw_view package, struct lw_view name)
{
    if (lw_view_starts_nocase(package, LW_VIEW("python-")) &&
        lw_view_eq_nocase(lw_view_from(package, 7), name))
        return true;
    if (package.len != name.len)
        return false;
    for (size_t i = 0; i < package.len; i++) {
        uint8_t a = lw_lower(package.ptr[i]), b = lw_lower(name.ptr[i]);
        if ((a == '-' || a == '.' ? '_' : a) != (b == '-' || b == '.' ? '_' : b))
            return false;
    }
    return true;
}

static struct lw_view version_of(const struct merge *m, const struct lw_claim *claim,
                                 struct lw_view name)
{
    const struct lw_facts *facts = m->out->sources[claim->source].facts;
    for (size_t i = 0; claim->version.len == 0 && facts && i < facts->packages.count; i++) {
        const struct lw_package *p = &facts->packages.items[i];
        bool beside = lw_view_starts(p->location, lw_path_dir(claim->carrier));
        bool inside = lw_view_starts(p->location, claim->carrier);
        if (same_package(p->name, name) && (inside || (beside && p->ecosystem == LW_ECO_PYPI)))
            return p->version;
    }
    return claim->version;
}

/* "layer-b: python/requests 2.19.1" */
static void say_claim(struct merge *m, struct lw_fact *f, enum lw_fact_key key,
                      const struct lw_claim *claim, struct lw_view name)
{
    struct lw_view version = version_of(m, claim, name);
    lw_fact_printf(m->facts, f, key, "%.*s: %.*s%s%.*s", LW_FMT(name_of(m, claim->source)),
                   LW_FMT(claim->carrier), version.len ? " " : "", LW_FMT(version));
}

static bool is_system_program(struct lw_view name)
{
    static const char *const names[] = { "sh",    "bash", "env",  "ls",    "cat",  "cp",   "mv",
                                         "rm",    "ln",   "echo", "sed",   "grep", "curl", "chmod",
                                         "mkdir", "date", "id",   "sleep", "sort", "head", "tail" };
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(name, names[i]))
            return true;
    return false;
}

static bool is_system_library(struct lw_view name)
{
    static const char *const names[] = { "libc.so.6",  "libm.so.6",    "libpthread.so.0",
                                         "libdl.so.2", "librt.so.1",   "libresolv.so.2",
                                         "libz.so.1",  "libutil.so.1", "libgcc_s.so.1" };
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(name, names[i]))
            return true;
    return false;
}

static bool own_of(struct lw_own *own, const struct lw_name *name, bool *wins)
{
    *wins = false;
    switch (name->kind) {
    case LW_CLAIM_PYTHON:
        return lw_python_own(own, name->name);
    case LW_CLAIM_NODE:
        *wins = lw_node_builtin_has(name->name);
        return lw_node_own(own, name->name);
    case LW_CLAIM_GEM:
        return lw_ruby_own(own, name->name);
    case LW_CLAIM_JAR:
        *wins = true;
        return lw_java_own(own, name->name);
    case LW_CLAIM_LIBRARY:
        *wins = true;
        *own = (struct lw_own){ "library", "the system" };
        return is_system_library(name->name);
    case LW_CLAIM_PROGRAM:
        *wins = true;
        *own = (struct lw_own){ "program", "the system" };
        return is_system_program(name->name);
    default:
        return false;
    }
}

static const char *detail_of(const struct lw_name *n)
{
    const struct lw_claim *first = &n->items[0], *second = &n->items[1];
    if (n->kind == LW_CLAIM_GEM)
        return "the highest version is used, unless a Gemfile.lock names another";
    if (n->kind == LW_CLAIM_JAR)
        return "the first on the class path is used, class by class";
    if (n->kind == LW_CLAIM_NODE && first->rank == second->rank &&
        first->node_major != second->node_major)
        return "AWS does not say which of nodejs/nodeNN/node_modules and nodejs/node_modules "
               "comes first";
    if (first->rank == second->rank && lw_view_eq(first->carrier, second->carrier))
        return "both are merged in /opt; of files with one name the last layer's is used";
    return NULL;
}

/* Several sources answer to one name. */
static void say_contest(struct merge *m, const struct lw_name *n)
{
    static const char *const kinds[] = { "python-module", "node-package", "ruby-gem",
                                         "java-archive",  "library",      "program",
                                         "bootstrap" };
    struct lw_fact *f = shadow(m, kinds[n->kind], n->name, n->items[0].carrier, n->items[0].source);
    say_claim(m, f, LW_K_WINNER, &n->items[0], n->name);
    for (size_t i = 1; i < n->count; i++)
        say_claim(m, f, LW_K_LOSER, &n->items[i], n->name);
    const char *detail = detail_of(n);
    if (detail)
        lw_fact_set_c(m->facts, f, LW_K_DETAIL, detail);
}

/* The runtime, or the system, answers to the name too. */
static void say_own(struct merge *m, const struct lw_name *n)
{
    struct lw_own own;
    bool wins;
    if (!own_of(&own, n, &wins))
        return;
    struct lw_fact *f = shadow(m, own.kind, n->name, n->items[0].carrier, n->items[0].source);
    lw_fact_printf(m->facts, f, wins ? LW_K_WINNER : LW_K_LOSER, "%.*s of %s", LW_FMT(n->name),
                   own.where);
    say_claim(m, f, wins ? LW_K_LOSER : LW_K_WINNER, &n->items[0], n->name);
    if (n->kind == LW_CLAIM_GEM)
        lw_fact_set_c(m->facts, f, LW_K_DETAIL, "the higher of both versions is used");
}

static void say_names(struct merge *m)
{
    struct lw_claims claims = { .index = LW_MAP_INIT, .arena = m->arena };
    for (size_t i = 0; i < m->out->source_count; i++)
        lw_claims_add(&claims, &m->out->sources[i], i);
    for (size_t i = 0; i < claims.count; i++) {
        struct lw_name *n = &claims.items[i];
        lw_claims_order(n);
        if (n->count > 1)
            say_contest(m, n);
        say_own(m, n);
    }
    lw_claims_clear(&claims);
}

static void say_whole(struct merge *m)
{
    struct lw_overlay *o = m->out;
    struct lw_fact *f = lw_facts_add(m->facts, LW_F_OVERLAY, LW_VIEW(""));
    o->too_many_layers = o->layer_count > LW_PLATFORM_LAYERS_MAX;
    o->too_big = o->total_bytes > LW_PLATFORM_BYTES_MAX;
    lw_fact_printf(m->facts, f, LW_K_COUNT, "%zu", o->layer_count);
    lw_fact_printf(m->facts, f, LW_K_BYTES, "%llu", (unsigned long long)o->total_bytes);
    if (o->too_many_layers)
        lw_fact_printf(m->facts, f, LW_K_DETAIL, "%zu layers, Lambda allows %d", o->layer_count,
                       LW_PLATFORM_LAYERS_MAX);
    if (o->too_big)
        lw_fact_printf(m->facts, f, LW_K_DETAIL, "%llu bytes unpacked, Lambda allows %llu",
                       (unsigned long long)o->total_bytes,
                       (unsigned long long)LW_PLATFORM_BYTES_MAX);
}

static int by_path(const void *left, const void *right)
{
    const struct lw_overlay_entry *a = left, *b = right;
    return lw_view_cmp(a->path, b->path);
}

lw_status lw_overlay_merge(struct lw_overlay *out, struct lw_facts *facts,
                           const struct lw_overlay_source *sources, size_t count,
                           struct lw_err *err)
{
    size_t functions = 0;
    for (size_t i = 0; i < count; i++)
        functions += sources[i].is_function;
    LW_ENSURE(functions <= 1, err, LW_E_USAGE, 0, "only one of the inputs can be the function");
    *out = (struct lw_overlay){ .sources = sources,
                                .source_count = count,
                                .layer_count = count - functions };
    struct merge m = { .out = out,
                       .facts = facts,
                       .arena = facts->arena,
                       .by_path = LW_MAP_INIT,
                       .by_unit = LW_MAP_INIT,
                       .scratch = lw_scratch_new() };
    for (size_t i = 0; i < count; i++)
        add_source(&m, i);
    out->entries = m.entries.items;
    out->entry_count = m.entries.count;
    if (out->entry_count)
        qsort(out->entries, out->entry_count, sizeof out->entries[0], by_path);
    for (size_t i = 0; i < out->entry_count; i++)
        out->merged_bytes += out->entries[i].entry->bytes;
    say_whole(&m);
    say_replaced(&m);
    say_names(&m);
    lw_map_clear(&m.by_path);
    lw_map_clear(&m.by_unit);
    lw_scratch_free(m.scratch);
    return LW_OK;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * search_path.c - which folders of the layer a runtime searches, and what no runtime finds.
 *
 * Spec:    https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html
 */
#include "analyze/analyzer.h"
#include "analyze/layer_paths.h"
#include "base/map.h"

struct group {
    struct lw_view folder;
    struct lw_view example;
    struct lw_search_place place;
    uint64_t files, bytes;
    const char *detail; /* of unreached ones: where they belong */
};

struct groups {
    struct group *items;
    size_t count, capacity;
    struct lw_map index; /* folder to place in items */
};

static struct group *group_of(struct groups *all, struct lw_arena *arena, struct lw_view folder)
{
    bool made;
    uint64_t *slot = lw_map_put(&all->index, folder, &made);
    if (made) {
        *slot = all->count;
        LW_PUSH(arena, all)->folder = folder;
    }
    return &all->items[*slot];
}

/* What a path that nothing finds most likely wanted to be. */
static const char *misplaced(struct lw_view path)
{
    struct lw_view top = lw_path_top(path);
    if (lw_view_is(top, "site-packages") || lw_view_is(top, "dist-packages") ||
        lw_view_starts(path, LW_VIEW("lib/python")))
        return "Python packages; they are found in python/ or python/lib/python3.x/site-packages/";
    if (lw_view_is(top, "node_modules"))
        return "Node packages; they are found in nodejs/node_modules/";
    if (lw_view_ends(top, LW_VIEW(".jar")) || lw_view_starts(path, LW_VIEW("java/")))
        return "Java archives; they are found in java/lib/";
    if (lw_view_is(top, "gems") || lw_view_is(top, "specifications") ||
        lw_view_starts(path, LW_VIEW("ruby/")))
        return "Ruby gems; they are found in ruby/gems/X.Y.0/";
    if (lw_view_starts(path, LW_VIEW("extension/")))
        return "Lambda starts what is in extensions/";
    if (lw_view_find(path, LW_VIEW(".dist-info/")) != LW_NOT_FOUND ||
        lw_view_find(path, LW_VIEW("/site-packages/")) != LW_NOT_FOUND ||
        (lw_path_dir(path).len == 0 && lw_view_ends(path, LW_VIEW(".py"))))
        return "Python code; without an entry in PYTHONPATH it is found only in python/";
    if (lw_view_find(path, LW_VIEW("/node_modules/")) != LW_NOT_FOUND)
        return "Node code; without an entry in NODE_PATH it is found only in nodejs/node_modules/";
    return NULL;
}

/* Entry points at the root and programs in it are named by settings, not searched. */
static bool is_root_program(const struct lw_entry *entry)
{
    return lw_path_dir(entry->path).len == 0 && !lw_view_starts(entry->path, LW_VIEW("/")) &&
           (lw_view_is(entry->path, "bootstrap") || (entry->mode & 0111) != 0);
}

static void count_in(struct group *g, const struct lw_entry *entry)
{
    if (g->files == 0)
        g->example = entry->path;
    g->files++;
    g->bytes += entry->bytes;
}

/* The folder at the top that holds a path; "/etc" of a name that starts at the root of the file
 * system, and "/" of a file that stands right there. */
static struct lw_view top_folder(struct lw_view path)
{
    bool absolute = lw_view_starts(path, LW_VIEW("/"));
    struct lw_view rest = lw_view_from(path, absolute);
    if (lw_path_dir(rest).len == 0)
        return lw_view_sub(path, 0, absolute);
    return lw_view_sub(path, 0, absolute + lw_path_top(rest).len);
}

static void collect(struct groups *reached, struct groups *lost, struct lw_arena *arena,
                    const struct lw_archive *archive)
{
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    for (size_t i = 0; i < count; i++) {
        const struct lw_entry *e = &entries[i];
        if (e->type == LW_ENTRY_FOLDER || e->shadowed || is_root_program(e))
            continue;
        struct lw_search_place place = lw_search_place_of(e->path);
        if (place.kind != LW_SEARCH_NONE) {
            struct group *g = group_of(reached, arena, place.folder);
            g->place = place;
            count_in(g, e);
            continue;
        }
        struct group *g = group_of(lost, arena, top_folder(e->path));
        count_in(g, e);
        if (!g->detail)
            g->detail = misplaced(e->path);
    }
}

static void numbers(struct lw_facts *out, struct lw_fact *f, const struct group *g)
{
    lw_fact_printf(out, f, LW_K_COUNT, "%llu", (unsigned long long)g->files);
    lw_fact_printf(out, f, LW_K_BYTES, "%llu", (unsigned long long)g->bytes);
}

static void say_reached(struct lw_facts *out, const struct group *g)
{
    if (g->place.kind == LW_SEARCH_EXTENSIONS)
        return; /* facts of their own */
    struct lw_fact *f = lw_facts_add(out, LW_F_SEARCH_PATH, g->folder);
    lw_fact_set_c(out, f, LW_K_NAME, lw_search_variable(g->place.kind));
    lw_fact_set_c(out, f, LW_K_LANGUAGE, lw_search_family(g->place.kind));
    lw_fact_set(out, f, LW_K_VERSION, g->place.version);
    numbers(out, f, g);
}

static void say_lost(struct lw_facts *out, const struct group *g, bool custom)
{
    struct lw_fact *f = lw_facts_add(out, LW_F_UNREACHED, g->folder);
    lw_fact_set(out, f, LW_K_NAME, g->folder.len ? g->folder : LW_VIEW("(root)"));
    lw_fact_set(out, f, LW_K_EVIDENCE, g->example);
    numbers(out, f, g);
    if (g->detail)
        lw_fact_set_c(out, f, LW_K_DETAIL, g->detail);
    else if (lw_view_starts(g->folder, LW_VIEW("/")))
        lw_fact_set_c(out, f, LW_K_DETAIL, "their names start at the root of the file system");
    else if (custom)
        lw_fact_set_c(out, f, LW_K_DETAIL, "a program of the layer may open them by their path");
}

static lw_status tree(struct lw_facts *out, const struct lw_archive *archive,
                      const struct lw_facts *seen, struct lw_scratch *scratch, struct lw_err *err)
{
    (void)seen;
    (void)scratch;
    (void)err;
    struct groups reached = { .index = LW_MAP_INIT }, lost = { .index = LW_MAP_INIT };
    collect(&reached, &lost, out->arena, archive);
    bool custom = lw_archive_find(archive, LW_VIEW("bootstrap")) != NULL;
    for (size_t i = 0; i < reached.count; i++) {
        say_reached(out, &reached.items[i]);
        custom |= reached.items[i].place.kind == LW_SEARCH_EXTENSIONS ||
                  reached.items[i].place.kind == LW_SEARCH_BIN;
    }
    for (size_t i = 0; i < lost.count; i++)
        say_lost(out, &lost.items[i], custom);
    lw_map_clear(&reached.index);
    lw_map_clear(&lost.index);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_search_path = {
    .name = "search-path",
    .what = "folders that runtimes search, and files that none finds",
    .tree = tree,
};

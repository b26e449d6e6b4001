/* SPDX-License-Identifier: Apache-2.0
 *
 * sdk_shadow.c - what a layer hides of the runtime's own: its AWS SDK, its client, its library.
 *
 * Python finds /opt/python before the runtime's modules and its standard library; Node finds its
 * own modules first and a layer's packages before the runtime's; a gem of a layer is on GEM_PATH,
 * where the highest version counts; a Java runtime loads its own classes first.
 */
#include "analyze/analyzer.h"
#include "analyze/engine.h"
#include "analyze/java_text.h"
#include "analyze/layer_paths.h"
#include "analyze/runtime_own.h"
#include "analyze/shadow.h"
#include "base/map.h"

static bool is_version_start(struct lw_view v, size_t at)
{
    return v.ptr[at] == '-' && at + 1 < v.len && lw_is_digit(v.ptr[at + 1]);
}

/* The name by which a runtime would look for it; "" where the file is no part of anything. */
static struct lw_view name_of(struct lw_search_place place)
{
    struct lw_view name = LW_VIEW(""), rest;
    struct lw_jar_name jar;
    switch (place.kind) {
    case LW_SEARCH_PYTHON:
    case LW_SEARCH_PYTHON_SITE:
        return lw_python_module(place.inside);
    case LW_SEARCH_NODE:
    case LW_SEARCH_NODE_MAJOR:
        return lw_node_package(place.inside);
    case LW_SEARCH_GEMS:
        if (!lw_view_starts(place.inside, LW_VIEW("gems/")))
            return name;
        rest = lw_path_top(lw_view_from(place.inside, 5));
        for (size_t i = 1; i < rest.len && name.len == 0; i++)
            if (is_version_start(rest, i))
                name = lw_view_sub(rest, 0, i);
        return name;
    case LW_SEARCH_JAVA:
        if (lw_view_ends(place.inside, LW_VIEW(".jar")) && lw_path_dir(place.inside).len == 0) {
            (void)lw_jar_name_parse(&jar, place.inside);
            return jar.artifact;
        }
        return name;
    default:
        return name;
    }
}

static bool own_of(struct lw_own *own, enum lw_search_kind kind, struct lw_view name)
{
    switch (kind) {
    case LW_SEARCH_PYTHON:
    case LW_SEARCH_PYTHON_SITE:
        return lw_python_own(own, name);
    case LW_SEARCH_NODE:
    case LW_SEARCH_NODE_MAJOR:
        return lw_node_own(own, name);
    case LW_SEARCH_GEMS:
        return lw_ruby_own(own, name);
    case LW_SEARCH_JAVA:
        return lw_java_own(own, name);
    default:
        return false;
    }
}

/* The folder or file that carries the name: "python/boto3", "python/json.py". */
static struct lw_view carrier(struct lw_view path, struct lw_search_place place,
                              struct lw_view name)
{
    size_t start = path.len - place.inside.len;
    struct lw_view top = lw_path_top(place.inside);
    if (place.kind == LW_SEARCH_GEMS)
        top = lw_view_sub(place.inside, 0, 5 + lw_path_top(lw_view_from(place.inside, 5)).len);
    size_t len = top.len > name.len ? top.len : name.len;
    return lw_view_sub(path, 0, start + len);
}

/* The version of the package that installed the name, where an analyser knows it. */
static struct lw_view version_of(const struct lw_facts *seen, struct lw_view folder,
                                 struct lw_view name)
{
    for (size_t i = 0; i < seen->packages.count; i++) {
        const struct lw_package *p = &seen->packages.items[i];
        struct lw_view project = p->name;
        if (lw_view_is(project, "python-dateutil"))
            project = LW_VIEW("dateutil");
        if (lw_view_eq_nocase(project, name) && lw_view_starts(p->location, folder))
            return p->version;
    }
    return LW_VIEW("");
}

static struct lw_fact *shadow(struct lw_facts *out, const struct lw_facts *seen,
                              struct lw_view path, struct lw_search_place place,
                              struct lw_view name, struct lw_own own)
{
    bool node = place.kind == LW_SEARCH_NODE || place.kind == LW_SEARCH_NODE_MAJOR;
    bool standard = strcmp(own.kind, "standard") == 0;
    struct lw_view here = carrier(path, place, name);
    struct lw_view theirs = lw_arena_printf(out->arena, "%.*s of %s", LW_FMT(name), own.where);
    struct lw_view version = version_of(seen, place.folder, name);
    /* Only Node's and Java's own win over a layer. */
    bool loses = (node && standard) || place.kind == LW_SEARCH_JAVA;
    const char *detail = "the layer's copy is used in place of the runtime's";
    if (place.kind == LW_SEARCH_GEMS)
        detail = "the higher of both versions is used";
    else if (node && standard)
        detail = "the layer's copy is not used, but by a path: require() of its name with a slash, "
                 "or of a file of it";
    else if (loses)
        detail = "the layer's copy is not used";
    struct lw_fact *f = lw_facts_add(out, LW_F_SHADOW, here);
    lw_fact_set_c(out, f, LW_K_KIND, own.kind);
    lw_fact_set(out, f, LW_K_NAME, name);
    lw_fact_set_c(out, f, LW_K_LANGUAGE, lw_search_family(place.kind));
    lw_fact_set(out, f, LW_K_VERSION, version);
    lw_fact_set(out, f, LW_K_WINNER, loses ? theirs : here);
    lw_fact_set(out, f, LW_K_LOSER, loses ? here : theirs);
    lw_fact_set_c(out, f, LW_K_DETAIL, detail);
    return f;
}

static bool is_python(enum lw_search_kind kind)
{
    return kind == LW_SEARCH_PYTHON || kind == LW_SEARCH_PYTHON_SITE;
}

/* A folder without __init__ is a namespace: Python takes it only where no other place of the search
 * path has a module of the name, so it hides nothing. */
static bool is_init(struct lw_view inside, struct lw_view name)
{
    struct lw_view rest = lw_view_from(inside, name.len);
    return lw_view_starts(rest, LW_VIEW("/__init__.")) &&
           (lw_view_ends(rest, LW_VIEW(".py")) || lw_view_ends(rest, LW_VIEW(".pyc")) ||
            lw_view_ends(rest, LW_VIEW(".so")));
}

static bool carries(struct lw_search_place place, struct lw_view name)
{
    bool folder = lw_path_top(place.inside).len < place.inside.len;
    return name.len && (!is_python(place.kind) || !folder || is_init(place.inside, name));
}

/* One search; each name of a folder is told once. */
struct search {
    struct lw_facts *out;
    const struct lw_facts *seen;
    struct lw_map known;
};

static struct lw_fact *look(struct search *search, struct lw_view path,
                            struct lw_search_place place)
{
    struct lw_own own;
    struct lw_view name = name_of(place);
    bool made;
    if (!carries(place, name) || !own_of(&own, place.kind, name))
        return NULL;
    struct lw_view key = lw_arena_printf(search->out->arena, "%.*s:%.*s", LW_FMT(place.folder),
                                         LW_FMT(name));
    (void)lw_map_put(&search->known, key, &made);
    return made ? shadow(search->out, search->seen, path, place, name, own) : NULL;
}

static lw_status tree(struct lw_facts *out, const struct lw_archive *archive,
                      const struct lw_facts *seen, struct lw_scratch *scratch, struct lw_err *err)
{
    struct search search = { out, seen, LW_MAP_INIT };
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    (void)scratch;
    (void)err;
    for (size_t i = 0; i < count; i++)
        if (entries[i].type != LW_ENTRY_FOLDER && !entries[i].shadowed)
            (void)look(&search, entries[i].path, lw_search_place_of(entries[i].path));
    lw_map_clear(&search.known);
    return LW_OK;
}

/* /var/task comes first in sys.path; its node_modules come before all of NODE_PATH. */
static struct lw_search_place place_in_function(struct lw_view path)
{
    struct lw_view modules = LW_VIEW("node_modules/");
    if (lw_view_starts(path, modules))
        return (struct lw_search_place){ .kind = LW_SEARCH_NODE,
                                         .folder = lw_view_sub(path, 0, modules.len - 1),
                                         .inside = lw_view_from(path, modules.len) };
    return (struct lw_search_place){ .kind = LW_SEARCH_PYTHON, .inside = path };
}

void lw_shadows_of_function(struct lw_facts *facts, const struct lw_scan_file *files, size_t count)
{
    struct search search = { facts, facts, LW_MAP_INIT };
    for (size_t i = 0; i < count; i++) {
        struct lw_fact *fact = look(&search, files[i].path, place_in_function(files[i].path));
        if (!fact)
            continue;
        bool wins = lw_view_eq(lw_fact_get(fact, LW_K_WINNER), fact->location);
        for (size_t k = 0; k < fact->count; k++)
            if (fact->items[k].key == LW_K_DETAIL && wins)
                fact->items[k].value = LW_VIEW("the function's copy is used in place of the "
                                               "runtime's");
        lw_fact_set_c(facts, fact, LW_K_CLASS, "function");
    }
    lw_map_clear(&search.known);
}

const struct lw_analyzer lw_analyzer_sdk_shadow = {
    .name = "sdk-shadow",
    .what = "what hides the runtime's own SDK, client or library",
    .tree = tree,
};

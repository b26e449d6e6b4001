/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzers/node_lock.c - Node packages that only a lock file of npm names.
 *
 * Where the package.json of an entry is there, that one speaks (node_package.c) and the entry adds
 * nothing. Without it the entry is a package whose manifest was stripped, if its folder is there,
 * and else one that is only named.
 *
 * Spec: https://docs.npmjs.com/cli/configuring-npm/package-lock-json.
 */
#include "analyze/node_manifest.h"

enum { LOCK_MAX_BYTES = 64 << 20, DEPTH_MAX = 64, ENTRIES_MAX = 20000, PLACE_MAX_BYTES = 1024 };

static enum lw_want node_lock_wants(const struct lw_file *file)
{
    struct lw_view base = lw_path_base(file->path), folder = lw_path_base(lw_path_dir(file->path));
    if (lw_view_is(base, ".package-lock.json"))
        return lw_view_is(folder, "node_modules") ? LW_WANT_YES : LW_WANT_NO;
    if (!lw_view_is(base, "package-lock.json") && !lw_view_is(base, "npm-shrinkwrap.json"))
        return LW_WANT_NO;
    /* The one that a package was published with says nothing about this installation. */
    struct lw_view name, inside;
    return lw_node_owner(&name, &inside, file->path) ? LW_WANT_NO : LW_WANT_YES;
}

struct lock {
    struct lw_facts *out;
    const struct lw_file *file;
    struct lw_view base; /* path of the folder that the lock speaks of */
    size_t entries;      /* looked at so far; over ENTRIES_MAX nothing is */
};

/* `place` is "node_modules/a/node_modules/b". */
static void add_entry(struct lock *lock, struct lw_view place, struct lw_view name,
                      yyjson_val *entry)
{
    struct lw_arena *arena = lock->out->arena;
    struct lw_view version = lw_json_str(entry, "version");
    if (!lw_node_name_valid(name) || !lw_node_version_valid(version) || place.len > PLACE_MAX_BYTES)
        return;
    struct lw_view slash = lock->base.len ? LW_VIEW("/") : LW_VIEW("");
    struct lw_view folder = lw_arena_printf(arena, "%.*s%.*s%.*s", LW_FMT(lock->base),
                                            LW_FMT(slash), LW_FMT(place));
    if (lw_place_has(lock->file, folder, LW_VIEW("package.json")))
        return;
    bool there = lw_place_starting(lock->file, lw_arena_join(arena, folder, LW_VIEW("/")));
    bool left_out = yyjson_is_true(yyjson_obj_get(entry, "dev")) ||
                    yyjson_is_true(yyjson_obj_get(entry, "optional")) ||
                    yyjson_is_true(yyjson_obj_get(entry, "devOptional")) ||
                    yyjson_is_true(yyjson_obj_get(entry, "peer"));
    if (!there && left_out)
        return;
    struct lw_package *package = lw_facts_package(lock->out, LW_ECO_NPM, name, version,
                                                  lock->file->location);
    package->root = lw_location_of(arena, lock->file, folder);
    package->flags |= there ? 0u : LW_PKG_LOCK_ONLY;
    package->analyzer = "node-lock";
    package->evidence = lw_arena_copy(arena, lw_path_base(lock->file->path));
    lw_node_licenses(lock->out, package, entry);
}

/* Lock versions 2 and 3: a flat list by place. "" is the project, links lead to its own folders. */
static void read_packages(struct lock *lock, yyjson_val *packages)
{
    yyjson_obj_iter each = yyjson_obj_iter_with(packages);
    yyjson_val *key;
    while ((key = yyjson_obj_iter_next(&each)) && ++lock->entries <= ENTRIES_MAX) {
        yyjson_val *entry = yyjson_obj_iter_get_val(key);
        struct lw_view place = lw_json_text(key), name, inside;
        if (!lw_node_owner(&name, &inside, place) || inside.len ||
            lw_view_starts(place, LW_VIEW("../")) || yyjson_is_true(yyjson_obj_get(entry, "link")))
            continue;
        struct lw_view real = lw_json_str(entry, "name");
        add_entry(lock, place, real.len ? real : name, entry);
    }
}

/* Lock version 1: a tree by name. */
static void read_dependencies(struct lock *lock, yyjson_val *dependencies, struct lw_view above,
                              unsigned depth)
{
    if (depth > DEPTH_MAX || above.len > PLACE_MAX_BYTES)
        return;
    yyjson_obj_iter each = yyjson_obj_iter_with(dependencies);
    yyjson_val *key;
    while ((key = yyjson_obj_iter_next(&each)) && ++lock->entries <= ENTRIES_MAX) {
        yyjson_val *entry = yyjson_obj_iter_get_val(key);
        struct lw_view name = lw_json_text(key);
        if (!lw_node_name_valid(name))
            continue;
        struct lw_view joint = above.len ? LW_VIEW("/") : LW_VIEW("");
        struct lw_view place = lw_arena_printf(lock->out->arena, "%.*s%.*snode_modules/%.*s",
                                               LW_FMT(above), LW_FMT(joint), LW_FMT(name));
        add_entry(lock, place, name, entry);
        read_dependencies(lock, lw_json_obj(entry, "dependencies"), place, depth + 1);
    }
}

static lw_status node_lock_file(struct lw_facts *out, const struct lw_file *file,
                                struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_TRY(lw_json_parse(&doc, file->bytes, LOCK_MAX_BYTES, err));
    yyjson_val *root = yyjson_doc_get_root(doc);
    LW_ENSURE(yyjson_is_obj(root), err, LW_E_FORMAT, 0, "the lock file holds no object");
    bool hidden = lw_view_is(lw_path_base(file->path), ".package-lock.json");
    struct lw_view folder = lw_path_dir(file->path);
    struct lock lock = { out, file, hidden ? lw_path_dir(folder) : folder, 0 };
    yyjson_val *packages = lw_json_obj(root, "packages");
    if (packages)
        read_packages(&lock, packages);
    else
        read_dependencies(&lock, lw_json_obj(root, "dependencies"), LW_VIEW_NONE, 0);
    LW_ENSURE(lock.entries <= ENTRIES_MAX, err, LW_E_LIMIT, 0,
              "more than %d entries in one lock file", ENTRIES_MAX);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_node_lock = {
    .name = "node-lock",
    .what = "Node packages that only a lock file of npm names",
    .packages = true,
    .wants = node_lock_wants,
    .file = node_lock_file,
};

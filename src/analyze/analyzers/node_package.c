/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzers/node_package.c - Node packages: the package.json at the root of each.
 *
 * Not: a package.json further inside, which only marks a folder as ES or CommonJS modules, and
 *      those of tests that a package brings along.
 */
#include "analyze/node_manifest.h"

enum { MANIFEST_MAX_BYTES = 16 << 20, SAID_MAX_BYTES = 80 };

/* The folders of a layer or function that a manifest of its own can stand in. */
static bool is_layer_root(struct lw_view folder)
{
    return folder.len == 0 || lw_view_is(folder, "nodejs") ||
           (lw_view_starts(folder, LW_VIEW("nodejs/node")) &&
            lw_is_digit(folder.ptr[folder.len - 1]));
}

static bool is_package_root(struct lw_view *name, struct lw_view path)
{
    struct lw_view inside;
    return lw_node_owner(name, &inside, path) && lw_view_is(inside, "package.json");
}

static enum lw_want node_package_wants(const struct lw_file *file)
{
    struct lw_view name, path = file->path;
    if (!lw_view_ends(path, LW_VIEW("package.json")) ||
        !lw_view_is(lw_path_base(path), "package.json"))
        return LW_WANT_NO;
    if (is_package_root(&name, path))
        return lw_node_is_fixture(path) ? LW_WANT_NO : LW_WANT_YES;
    return is_layer_root(lw_path_dir(path)) ? LW_WANT_YES : LW_WANT_NO;
}

/* npm writes where it came from; an author who publishes says where it lives. What `npm init` made
 * for a layer has neither, and its name must not be taken for one of the registry. */
static bool is_published(yyjson_val *manifest)
{
    static const char *const signs[] = { "_resolved", "_id", "repository", "publishConfig" };
    if (yyjson_is_true(yyjson_obj_get(manifest, "private")))
        return false;
    for (size_t i = 0; i < LW_COUNT(signs); i++)
        if (yyjson_obj_get(manifest, signs[i]))
            return true;
    return false;
}

static bool is_loadable(yyjson_val *manifest)
{
    return yyjson_obj_get(manifest, "main") || yyjson_obj_get(manifest, "exports");
}

static lw_status node_package_file(struct lw_facts *out, const struct lw_file *file,
                                   struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_TRY(lw_json_parse(&doc, file->bytes, MANIFEST_MAX_BYTES, err));
    lw_json_keep_last(doc);
    yyjson_val *manifest = yyjson_doc_get_root(doc);
    LW_ENSURE(yyjson_is_obj(manifest), err, LW_E_FORMAT, 0, "package.json holds no object");
    struct lw_view folder_name = LW_VIEW_NONE;
    struct lw_view said = lw_json_str(manifest, "name"), name = said;
    struct lw_view version = lw_view_trim(lw_json_str(manifest, "version"));
    if (version.len && lw_lower(version.ptr[0]) == 'v')
        version = lw_view_from(version, 1); /* as npm does on publishing */
    bool installed = is_package_root(&folder_name, file->path);
    if (!lw_node_name_valid(name))
        name = LW_VIEW_NONE;
    if (!lw_node_version_valid(version))
        version = LW_VIEW_NONE;
    if (!installed && (!name.len || !version.len || !is_published(manifest)))
        return LW_OK;
    if (!said.len && !version.len && !is_loadable(manifest))
        return LW_OK;

    struct lw_view known = name.len ? name : folder_name;
    struct lw_package *package = lw_facts_package(out, LW_ECO_NPM, known, version, file->location);
    package->root = lw_arena_copy(out->arena, lw_location_above(file->location, 1));
    package->analyzer = "node-package";
    package->evidence = name.len ? LW_VIEW("package.json") : LW_VIEW("folder in node_modules");
    if (said.len && !name.len)
        package->evidence = lw_arena_printf(out->arena,
                                            "folder in node_modules; its package.json says "
                                            "\"%.*s\", which can be no name in npm",
                                            LW_FMT(lw_view_sub(said, 0, SAID_MAX_BYTES)));
    lw_node_licenses(out, package, manifest);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_node_package = {
    .name = "node-package",
    .what = "Node packages by the package.json at their root",
    .packages = true,
    .wants = node_package_wants,
    .file = node_package_file,
};

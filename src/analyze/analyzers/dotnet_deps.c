/* SPDX-License-Identifier: Apache-2.0
 *
 * dotnet_deps.c - NuGet packages of a published .NET program, by its *.deps.json.
 *
 * `libraries` says what each "NAME/VERSION" is (package, project, reference); the target of
 * `runtimeTarget` says which of them have files at run time. What has none there was only needed
 * to build, and is marked so.
 * Spec:    https://github.com/dotnet/sdk documentation/specs/runtime-configuration-file.md
 */
#include "analyze/analyzer.h"
#include "base/json.h"
#include "base/map.h"

enum { DEPS_BYTES_MAX = 32 << 20, ENTRIES_MAX = 20000 };

static enum lw_want wants(const struct lw_file *file)
{
    return lw_view_ends_nocase(file->path, LW_VIEW(".deps.json")) ? LW_WANT_YES : LW_WANT_NO;
}

/* The libraries of the target that the program runs on; the first one where none is named. */
static yyjson_val *target_of(yyjson_val *root, struct lw_view *name)
{
    yyjson_val *targets = lw_json_obj(root, "targets");
    *name = lw_json_str(lw_json_obj(root, "runtimeTarget"), "name");
    if (name->len)
        return yyjson_obj_getn(targets, (const char *)name->ptr, name->len);
    yyjson_obj_iter iter = yyjson_obj_iter_with(targets);
    yyjson_val *key = yyjson_obj_iter_next(&iter);
    *name = lw_json_text(key);
    return key ? yyjson_obj_iter_get_val(key) : NULL;
}

static bool has_files(yyjson_val *in_target)
{
    static const char *const parts[] = { "runtime", "native", "runtimeTargets", "resources" };
    for (size_t i = 0; i < LW_COUNT(parts); i++)
        if (yyjson_obj_size(yyjson_obj_get(in_target, parts[i])))
            return true;
    return false;
}

/* What the target says of each library, by "NAME/VERSION": whether it has files at run time. */
static void note_target(struct lw_map *used, yyjson_val *target)
{
    size_t i, count;
    yyjson_val *key, *value;
    if (yyjson_obj_size(target) == 0)
        return; /* missing, empty or no object: the iterator wants one that has members */
    yyjson_obj_foreach(target, i, count, key, value)
    {
        bool made;
        uint64_t *slot = lw_map_put(used, lw_json_text(key), &made);
        if (made)
            *slot = has_files(value);
    }
}

static struct lw_package *add(struct lw_facts *out, const struct lw_file *file, struct lw_view name,
                              struct lw_view version)
{
    struct lw_package *p = lw_facts_package(out, LW_ECO_NUGET, name, version, file->location);
    p->analyzer = "dotnet-deps";
    return p;
}

static void library(struct lw_facts *out, const struct lw_file *file, struct lw_view key,
                    yyjson_val *value, const struct lw_map *in_target)
{
    size_t slash = lw_view_find_byte(key, '/');
    struct lw_view type = lw_json_str(value, "type");
    if (slash == LW_NOT_FOUND || slash == 0)
        return;
    struct lw_view name = lw_view_sub(key, 0, slash), version = lw_view_from(key, slash + 1);
    if (lw_view_is(type, "project")) {
        /* The program itself is the project that the file is named after. */
        struct lw_view base = lw_path_base(file->path);
        if (lw_view_eq_nocase(lw_view_sub(base, 0, base.len - 10), name))
            add(out, file, name, version)->evidence = LW_VIEW("deps.json: the program itself");
        return;
    }
    bool runtime_pack = lw_view_is(type, "runtimepack");
    if (!lw_view_is(type, "package") && !runtime_pack)
        return;
    if (runtime_pack && lw_view_starts(name, LW_VIEW("runtimepack.")))
        name = lw_view_from(name, 12);
    struct lw_package *p = add(out, file, name, version);
    struct lw_view sha512 = lw_json_str(value, "sha512");
    const uint64_t *files = in_target ? lw_map_get(in_target, key) : NULL;
    bool used = !in_target || (files && *files);
    const char *evidence = runtime_pack ? "deps.json: runtime pack" : "deps.json: package";
    p->evidence = lw_view_c(evidence);
    if (sha512.len)
        p->evidence = lw_arena_printf(out->arena, "%s, %.*s", evidence, LW_FMT(sha512));
    if (!used) {
        p->flags |= LW_PKG_LOCK_ONLY;
        p->evidence = LW_VIEW("deps.json: package without files at run time");
    }
}

static void framework(struct lw_facts *out, const struct lw_file *file, struct lw_view target)
{
    /* ".NETCoreApp,Version=v8.0/linux-x64" */
    struct lw_view head = LW_VIEW(".NETCoreApp,Version=v");
    if (!lw_view_starts(target, head))
        return;
    struct lw_view version = lw_view_from(target, head.len);
    version = lw_view_sub(version, 0, lw_view_find_byte(version, '/'));
    struct lw_fact *f = lw_facts_add(out, LW_F_COMPATIBILITY, file->location);
    lw_fact_set_c(out, f, LW_K_KIND, "dotnet-target");
    lw_fact_set(out, f, LW_K_VERSION, version);
    lw_fact_set(out, f, LW_K_EVIDENCE, target);
}

static lw_status deps(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    yyjson_doc *doc LW_CLEANUP(lw_json_free_p) = NULL;
    LW_TRY(lw_json_parse(&doc, file->bytes, DEPS_BYTES_MAX, err));
    yyjson_val *root = yyjson_doc_get_root(doc), *libraries = lw_json_obj(root, "libraries");
    LW_ENSURE(libraries, err, LW_E_FORMAT, 0, "deps.json has no \"libraries\"");
    struct lw_view target_name;
    yyjson_val *target = target_of(root, &target_name), *key, *value;
    LW_CLEANUP(lw_map_clear) struct lw_map in_target = LW_MAP_INIT;
    note_target(&in_target, target);
    size_t i, count;
    yyjson_obj_foreach(libraries, i, count, key, value)
    {
        if (i == ENTRIES_MAX)
            break;
        library(out, file, lw_json_text(key), value, target ? &in_target : NULL);
    }
    framework(out, file, target_name);
    LW_ENSURE(count <= ENTRIES_MAX, err, LW_E_LIMIT, 0,
              "%zu libraries in one deps.json; %d are read", count, ENTRIES_MAX);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_dotnet_deps = {
    .name = "dotnet-deps",
    .what = "NuGet packages by *.deps.json",
    .packages = true,
    .wants = wants,
    .file = deps,
};

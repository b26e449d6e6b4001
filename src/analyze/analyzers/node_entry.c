/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/node_entry.c - what a package.json has Node.js or npm load: main, exports, bin,
 * imports, addons and scripts.
 *
 * Not: scripts that run at installation, which analyzers/startup.c tells.
 * Spec: https://nodejs.org/api/packages.html (entry points, conditions), npm "package.json".
 */
#include "analyze/analyzer.h"
#include "analyze/node_manifest.h"
#include "base/map.h"
#include "base/text.h"

enum { MANIFEST_MAX_BYTES = 16 << 20, FACTS_MOST = 64, DEEPEST = 8, SHOWN_BYTES = 200 };

struct manifest {
    struct lw_facts *out;
    const struct lw_file *file;
    struct lw_view owner;
    size_t told;
};

static enum lw_want wants(const struct lw_file *file)
{
    return lw_view_is(lw_path_base(file->path), "package.json") ? LW_WANT_YES : LW_WANT_NO;
}

/* Whether a path, from the package's folder on, climbs out of it. */
static bool leads_out(struct lw_view target)
{
    struct lw_view part, rest = target;
    size_t depth = 0;
    if (target.len && target.ptr[0] == '/')
        return true;
    while (lw_view_split(&part, &rest, '/')) {
        if (part.len == 0 || lw_view_is(part, "."))
            continue;
        if (!lw_view_is(part, "..")) {
            depth++;
            continue;
        }
        if (depth-- == 0)
            return true;
    }
    return false;
}

static const char *class_of(const char *type, struct lw_view target)
{
    if (strcmp(type, "script") == 0)
        return "command";
    if (strcmp(type, "imports") == 0 && target.len && target.ptr[0] != '.' && target.ptr[0] != '/')
        return "package";
    if (leads_out(target))
        return "outside";
    if (lw_view_ends_nocase(target, LW_VIEW(".node")) || lw_view_ends(target, LW_VIEW(".so")))
        return "native";
    return "file";
}

static uint32_t line_of(const struct lw_file *file, const char *field)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf key = LW_BUF_INIT;
    size_t line = 0, column;
    lw_buf_printf(&key, "\"%s\"", field);
    size_t at = lw_view_find(file->bytes, lw_buf_view(&key));
    if (at == LW_NOT_FOUND)
        return 0;
    lw_text_position(file->bytes, at, &line, &column);
    return (uint32_t)line;
}

/* `type` is the field; `name` what of it: "main", "exports ./x import", "bin tool". */
static void tell_as(struct manifest *m, const char *type, struct lw_view name,
                    struct lw_view target, const char *class)
{
    if (m->told++ >= FACTS_MOST)
        return;
    struct lw_facts *out = m->out;
    struct lw_fact *fact = lw_facts_add(out, LW_F_MANIFEST, m->file->location);
    struct lw_view shown = lw_view_sub(target, 0, SHOWN_BYTES);
    if (lw_view_starts(shown, LW_VIEW("./")))
        shown = lw_view_from(shown, 2);
    fact->line = line_of(m->file, type);
    lw_fact_set_c(out, fact, LW_K_TYPE, type);
    lw_fact_set(out, fact, LW_K_NAME, lw_text_safe(out->arena, lw_view_sub(name, 0, SHOWN_BYTES)));
    lw_fact_set(out, fact, LW_K_TARGET, lw_text_safe(out->arena, shown));
    lw_fact_set_c(out, fact, LW_K_CLASS, class);
    lw_fact_set(out, fact, LW_K_PACKAGE, m->owner);
}

static void tell(struct manifest *m, const char *type, struct lw_view name, struct lw_view target)
{
    tell_as(m, type, name, target, class_of(type, target));
}

/* exports and imports are trees: subpaths, conditions, lists of what is tried in turn. */
static void walk(struct manifest *m, const char *type, struct lw_view name, yyjson_val *value,
                 unsigned depth)
{
    size_t i, most;
    yyjson_val *key, *each;
    if (yyjson_is_str(value))
        tell(m, type, name, lw_json_text(value));
    if (depth == DEEPEST || m->told >= FACTS_MOST)
        return;
    if (yyjson_is_arr(value)) {
        yyjson_arr_foreach(value, i, most, each) walk(m, type, name, each, depth + 1);
        return;
    }
    if (!yyjson_is_obj(value))
        return;
    yyjson_obj_foreach(value, i, most, key, each)
    {
        struct lw_view inner = lw_arena_printf(
            m->out->arena, "%.*s %.*s", LW_FMT(name),
            LW_FMT(lw_view_sub(lw_json_text(key), 0, SHOWN_BYTES)));
        walk(m, type, inner, each, depth + 1);
    }
}

/* What require() loads where neither main nor exports say: index.js. */
static void tell_main(struct manifest *m, yyjson_val *root)
{
    struct lw_view main = lw_json_str(root, "main");
    if (main.len)
        tell(m, "main", LW_VIEW("main"), main);
    else if (!yyjson_obj_get(root, "exports"))
        tell(m, "main", LW_VIEW("main"), LW_VIEW("index.js"));
}

static void tell_native(struct manifest *m, yyjson_val *root)
{
    struct lw_view binary = lw_json_str(lw_json_obj(root, "binary"), "module_name");
    struct lw_view host = lw_json_str(lw_json_obj(root, "binary"), "host");
    if (yyjson_is_true(yyjson_obj_get(root, "gypfile")))
        tell(m, "gypfile", LW_VIEW("gypfile"), LW_VIEW("binding.gyp"));
    if (lw_json_str(root, "bindings").len)
        tell(m, "bindings", LW_VIEW("bindings"), lw_json_str(root, "bindings"));
    if (binary.len)
        tell(m, "binary", LW_VIEW("binary module_name"), binary);
    if (host.len)
        tell(m, "binary", LW_VIEW("binary host"), host);
}

static void tell_scripts(struct manifest *m, yyjson_val *root)
{
    static const char *const names[] = { "preprepare",   "prepare",   "postprepare",
                                         "preuninstall", "uninstall", "postuninstall" };
    yyjson_val *scripts = lw_json_obj(root, "scripts");
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_json_str(scripts, names[i]).len)
            tell(m, "script", lw_view_c(names[i]), lw_json_str(scripts, names[i]));
}

/* What is loaded or run hangs on the value of such a key, and all below it. */
static bool is_said(struct lw_view key)
{
    static const char *const keys[] = { "main", "exports", "imports", "bin",     "scripts",
                                        "type", "gypfile", "name",    "version", "binary" };
    for (size_t i = 0; i < LW_COUNT(keys); i++)
        if (lw_view_is(key, keys[i]))
            return true;
    return false;
}

/* A key that stands twice is read in one way by Node.js and npm, and in another by some who look:
 * the last one counts for those. `type` is the field of the manifest, "" for the manifest. */
static void tell_twice(struct manifest *m, yyjson_val *object, const char *type, unsigned depth)
{
    LW_CLEANUP(lw_map_clear) struct lw_map seen = LW_MAP_INIT;
    size_t i, most;
    yyjson_val *key, *value;
    if (depth == DEEPEST)
        return;
    yyjson_obj_foreach(object, i, most, key, value)
    {
        bool made;
        struct lw_view name = lw_json_text(key);
        if (depth == 0 && !is_said(name))
            continue;
        lw_map_put(&seen, name, &made);
        const char *field = depth ? type : yyjson_get_str(key);
        struct lw_view text = yyjson_is_str(value) ? lw_json_text(value) : LW_VIEW_NONE;
        name = lw_view_sub(name, 0, SHOWN_BYTES);
        if (!made)
            tell_as(m, field, lw_arena_printf(m->out->arena, "%.*s twice", LW_FMT(name)), text,
                    "twice");
        tell_twice(m, value, field, depth + 1);
    }
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    static const char *const trees[] = { "exports", "imports", "bin" };
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    struct manifest m = { .out = out, .file = file };
    struct lw_view inside;
    if (!lw_node_owner(&m.owner, &inside, file->path) || !lw_view_is(inside, "package.json") ||
        lw_node_is_fixture(file->path))
        return LW_OK;
    LW_TRY(lw_json_parse(&doc, file->bytes, MANIFEST_MAX_BYTES, err));
    yyjson_val *root = yyjson_doc_get_root(doc);
    tell_twice(&m, root, "", 0);
    lw_json_keep_last(doc);
    tell_main(&m, root);
    tell_native(&m, root);
    tell_scripts(&m, root);
    for (size_t i = 0; i < LW_COUNT(trees); i++)
        walk(&m, trees[i], lw_view_c(trees[i]), yyjson_obj_get(root, trees[i]), 0);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_node_entry = {
    .name = "node-entry",
    .what = "entry points, addons and scripts that a package.json names",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_MANIFEST),
    .wants = wants,
    .file = file,
};

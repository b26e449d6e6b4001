/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/startup.c - what runs because it is there: lines of .pth files, scripts of npm.
 *
 * sitecustomize and usercustomize are told by analyzers/extension.c.
 * Spec: Python, Lib/site.py (a line that begins with "import" and a blank is executed); npm,
 *       "scripts" (life cycle: preinstall, install, postinstall; `prepare` of a package runs only
 *       where it is fetched from a repository).
 */
#include "analyze/analyzer.h"
#include "analyze/node_manifest.h"
#include "analyze/secret_mask.h"
#include "analyze/syntax/source_text.h"
#include "base/text.h"

enum { MANIFEST_MAX_BYTES = 16 << 20, SHOWN_BYTES = 200, LINES_MAX = 64 };

static enum lw_want wants(const struct lw_file *file)
{
    struct lw_view base = lw_path_base(file->path);
    return lw_view_ends(base, LW_VIEW(".pth")) || lw_view_is(base, "package.json") ? LW_WANT_YES
                                                                                   : LW_WANT_NO;
}

static struct lw_fact *tell(struct lw_facts *out, const struct lw_file *file, const char *kind,
                            struct lw_view name, struct lw_view snippet)
{
    struct lw_fact *fact = lw_facts_add(out, LW_F_STARTUP, file->location);
    lw_fact_set_c(out, fact, LW_K_KIND, kind);
    lw_fact_set(out, fact, LW_K_NAME, name);
    lw_fact_set(
        out, fact, LW_K_SNIPPET,
        lw_text_safe(out->arena, lw_secret_shown(out->arena, snippet, 0, SHOWN_BYTES, file->hits)));
    return fact;
}

/* One that pip writes for an editable install names a folder, which is no code. */
static void read_pth(struct lw_facts *out, const struct lw_file *file)
{
    struct lw_view text = file->bytes;
    uint32_t number = 0, told = 0;
    if (lw_view_starts(text, LW_VIEW("\xef\xbb\xbf")))
        text = lw_view_from(text, 3);
    for (size_t from = 0, end; from < text.len && told < LINES_MAX;) {
        size_t more = 0;
        for (end = from; end < text.len && !(more = lw_source_line_end(text, end));)
            end++;
        struct lw_view line = lw_view_sub(text, from, end - from);
        from = end + more;
        number++;
        if (!lw_view_starts(line, LW_VIEW("import ")) && !lw_view_starts(line, LW_VIEW("import\t")))
            continue;
        struct lw_fact *fact = tell(out, file, "pth", lw_path_base(file->path), line);
        fact->line = number;
        told++;
    }
}

static void tell_script(struct lw_facts *out, const struct lw_file *file, struct lw_view owner,
                        const char *name, struct lw_view command)
{
    struct lw_fact *fact = tell(out, file, "npm-script", lw_view_c(name), command);
    lw_fact_set(out, fact, LW_K_PACKAGE, owner);
    lw_fact_set_c(out, fact, LW_K_PHASE, "install");
}

/* npm compiles what has a binding.gyp, unless the manifest says otherwise. */
static bool builds_anyway(const struct lw_file *file, yyjson_val *root, yyjson_val *scripts)
{
    struct lw_arena arena = LW_ARENA_INIT;
    const struct lw_archive *archive = lw_file_beside(file);
    if (!archive || lw_json_str(scripts, "install").len || lw_json_str(scripts, "preinstall").len ||
        yyjson_is_false(yyjson_obj_get(root, "gypfile")))
        return false;
    struct lw_view beside = lw_arena_printf(&arena, "%.*s/binding.gyp",
                                            LW_FMT(lw_path_dir(file->path)));
    bool found = lw_archive_find(archive, beside) != NULL;
    lw_arena_clear(&arena);
    return found;
}

static lw_status read_manifest(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    static const char *const scripts[] = { "preinstall", "install", "postinstall" };
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    struct lw_view owner, inside;
    if (!lw_node_owner(&owner, &inside, file->path) || !lw_view_is(inside, "package.json") ||
        lw_node_is_fixture(file->path))
        return LW_OK;
    LW_TRY(lw_json_parse(&doc, file->bytes, MANIFEST_MAX_BYTES, err));
    lw_json_keep_last(doc);
    yyjson_val *root = yyjson_doc_get_root(doc), *all = lw_json_obj(root, "scripts");
    if (builds_anyway(file, root, all))
        tell_script(out, file, owner, "install", LW_VIEW("node-gyp rebuild"));
    for (size_t i = 0; i < LW_COUNT(scripts); i++) {
        struct lw_view command = lw_json_str(all, scripts[i]);
        if (command.len == 0)
            continue;
        tell_script(out, file, owner, scripts[i], command);
    }
    return LW_OK;
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    if (lw_view_ends(file->path, LW_VIEW("package.json")))
        return read_manifest(out, file, err);
    read_pth(out, file);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_startup = {
    .name = "startup",
    .what = "lines of .pth files that Python runs, and scripts that npm runs at installation",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_STARTUP),
    .wants = wants,
    .file = file,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * extension.c - what Lambda starts from /opt/extensions, and what can run inside the function.
 *
 * Every entry of that folder that is no folder is started before the runtime; one that cannot be
 * started fails the start of the function.
 * Spec:    https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html
 */
#include "analyze/analyzer.h"
#include "analyze/layer_paths.h"
#include "analyze/program.h"

static bool is_external(const struct lw_entry *entry)
{
    return !entry->shadowed && entry->type != LW_ENTRY_FOLDER &&
           lw_view_is(lw_path_dir(entry->path), "extensions");
}

static const char *problem_of(const struct lw_program *p)
{
    if (!p->entry)
        return "a link that leads nowhere in this layer: the function will not start";
    if (!p->executable)
        return "not executable: the function will not start";
    if (p->found && strcmp(p->found, "nowhere") == 0)
        return "its interpreter is neither in the layer nor in Lambda's systems";
    if (strcmp(p->kind, "data") == 0 || strcmp(p->kind, "empty") == 0)
        return "neither a program nor a script: the function will not start";
    return NULL;
}

static void external(struct lw_facts *out, const struct lw_archive *archive,
                     const struct lw_entry *entry, const struct lw_facts *seen, size_t total,
                     struct lw_scratch *scratch)
{
    struct lw_program program;
    struct lw_err err = { 0 };
    lw_status s = lw_program_look(&program, archive, entry, out->arena, scratch, &err);
    if (!lw_ok(s))
        lw_facts_incomplete(out, entry->path, lw_code_name(s.code), lw_view_c(err.text));
    if (program.machine)
        program.language = lw_program_language(seen, entry->path);
    struct lw_fact *f = lw_facts_add(out, LW_F_EXTENSION, entry->path);
    lw_program_fact(out, f, &program, entry);
    lw_fact_set_c(out, f, LW_K_TYPE, "external");
    lw_fact_printf(out, f, LW_K_COUNT, "%zu", total);
    const char *problem = problem_of(&program);
    if (problem)
        lw_fact_set_c(out, f, LW_K_DETAIL, problem);
}

/* Files that a runtime loads of its own accord, or that wrappers are known to name. */
static void internal(struct lw_facts *out, const struct lw_entry *entry)
{
    struct lw_search_place place = lw_search_place_of(entry->path);
    struct lw_view base = lw_path_base(entry->path);
    const char *detail = NULL;
    bool top = lw_view_eq(place.inside, base);
    if ((place.kind == LW_SEARCH_PYTHON || place.kind == LW_SEARCH_PYTHON_SITE) && top) {
        if (lw_view_is(base, "sitecustomize.py") || lw_view_is(base, "usercustomize.py"))
            detail = "Python runs it at start where PYTHONPATH names its folder";
        else if (lw_view_ends(base, LW_VIEW(".pth")) && place.kind == LW_SEARCH_PYTHON_SITE)
            detail = "Python runs its import lines where the folder is a site folder";
    }
    if (lw_view_ends(base, LW_VIEW(".jar")) &&
        lw_view_find(base, LW_VIEW("javaagent")) != LW_NOT_FOUND)
        detail = "a Java agent, loaded where JAVA_TOOL_OPTIONS names it";
    if (lw_view_ends_nocase(base, LW_VIEW("startuphook.dll")))
        detail = "a .NET start-up hook, loaded where DOTNET_STARTUP_HOOKS names it";
    if (!detail)
        return;
    struct lw_fact *f = lw_facts_add(out, LW_F_EXTENSION, entry->path);
    lw_fact_set(out, f, LW_K_NAME, base);
    lw_fact_set_c(out, f, LW_K_KIND, "internal");
    lw_fact_set_c(out, f, LW_K_TYPE, "internal");
    lw_fact_set_c(out, f, LW_K_DETAIL, detail);
}

static lw_status tree(struct lw_facts *out, const struct lw_archive *archive,
                      const struct lw_facts *seen, struct lw_scratch *scratch, struct lw_err *err)
{
    (void)err;
    size_t count, total = 0;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    for (size_t i = 0; i < count; i++)
        total += is_external(&entries[i]);
    for (size_t i = 0; i < count; i++) {
        if (is_external(&entries[i]))
            external(out, archive, &entries[i], seen, total, scratch);
        else if (entries[i].type == LW_ENTRY_FILE && !entries[i].shadowed)
            internal(out, &entries[i]);
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_extension = {
    .name = "extension",
    .what = "what Lambda starts from extensions/",
    .tree = tree,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/python_entry_points.c - what a distribution announces to others, who load it then.
 *
 * Spec: packaging.python.org, "Entry points specification".
 */
#include "analyze/analyzer.h"
#include "analyze/python_metadata.h"
#include "base/text.h"

enum { FACTS_MOST = 500, SHOWN_BYTES = 200 };

static struct lw_view owner_of(struct lw_view path)
{
    struct lw_view stem = lw_python_stem(lw_path_base(lw_path_dir(path)), ".dist-info");
    return lw_view_sub(stem, 0, lw_view_find_byte(stem, '-'));
}

static enum lw_want wants(const struct lw_file *file)
{
    return lw_view_is(lw_path_base(file->path), "entry_points.txt") && owner_of(file->path).len
               ? LW_WANT_YES
               : LW_WANT_NO;
}

/* Programs that people start, and what tools of developers load: nothing of a function. */
static bool is_harmless(struct lw_view group)
{
    static const char *const groups[] = { "console_scripts", "gui_scripts", "pytest11",
                                          "distutils.",      "setuptools.", "egg_info.",
                                          "flake8.",         "babel.",      "sphinx.",
                                          "pygments.",       "pylint.",     "mkdocs.",
                                          "array_api",       "pyinstaller", "numba_ext" };
    for (size_t i = 0; i < LW_COUNT(groups); i++)
        if (lw_view_starts(group, lw_view_c(groups[i])))
            return true;
    return false;
}

/* my_thing and my-thing.plugins are of one name. */
static bool is_own(struct lw_view group, struct lw_view owner)
{
    if (group.len < owner.len)
        return false;
    for (size_t i = 0; i < owner.len; i++) {
        uint8_t a = lw_lower(group.ptr[i]), b = lw_lower(owner.ptr[i]);
        bool signs = strchr("-_.", a) && strchr("-_.", b);
        if (a != b && !signs)
            return false;
    }
    return true;
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct lw_view rest = file->bytes, line, group = LW_VIEW_NONE;
    struct lw_view owner = owner_of(file->path);
    uint32_t number = 0, told = 0;
    while (lw_view_line(&line, &rest)) {
        number++;
        line = lw_view_trim(line);
        size_t equal = lw_view_find_byte(line, '=');
        if (line.len > 2 && line.ptr[0] == '[') {
            size_t end = lw_view_find_byte(line, ']');
            group = end == LW_NOT_FOUND ? LW_VIEW_NONE
                                        : lw_view_trim(lw_view_sub(line, 1, end - 1));
            continue;
        }
        if (equal == LW_NOT_FOUND || !group.len || is_harmless(group) || is_own(group, owner))
            continue;
        LW_ENSURE(told < FACTS_MOST, err, LW_E_LIMIT, (uint64_t)(line.ptr - file->bytes.ptr),
                  "it announces more than %d plugins: those from line %u on are not looked at",
                  FACTS_MOST, number);
        struct lw_fact *fact = lw_facts_add(out, LW_F_MANIFEST, file->location);
        struct lw_view target = lw_view_sub(lw_view_trim(lw_view_from(line, equal + 1)), 0,
                                            SHOWN_BYTES);
        fact->line = number;
        told++;
        lw_fact_set_c(out, fact, LW_K_TYPE, "entry-points");
        lw_fact_set(out, fact, LW_K_NAME,
                    lw_text_safe(out->arena, lw_view_sub(group, 0, SHOWN_BYTES)));
        lw_fact_set(out, fact, LW_K_TARGET, lw_text_safe(out->arena, target));
        lw_fact_set_c(out, fact, LW_K_CLASS, "plugin");
        lw_fact_set(out, fact, LW_K_PACKAGE, owner);
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_python_entry_points = {
    .name = "python-entry-points",
    .what = "plugins that a Python distribution announces to other packages",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_MANIFEST),
    .wants = wants,
    .file = file,
};

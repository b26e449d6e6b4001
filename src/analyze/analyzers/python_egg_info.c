/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzers/python_egg_info.c - distributions that setuptools or distutils installed.
 *
 * Spec: setuptools, "The Internal Structure of Python Eggs".
 */
#include "analyze/python_metadata.h"

enum { METADATA_MAX_BYTES = 16 << 20 };

/* "six-1.16.0-py3.11-linux-x86_64" gives "six-1.16.0". */
static struct lw_view without_python(struct lw_view stem)
{
    size_t at = lw_view_find(stem, LW_VIEW("-py"));
    while (at != LW_NOT_FOUND && at + 3 < stem.len && !lw_is_digit(stem.ptr[at + 3])) {
        size_t next = lw_view_find(lw_view_from(stem, at + 1), LW_VIEW("-py"));
        at = next == LW_NOT_FOUND ? next : at + 1 + next;
    }
    return lw_view_sub(stem, 0, at == LW_NOT_FOUND ? stem.len : at);
}

struct form {
    struct lw_view stem;
    unsigned above; /* levels from the file to the folder of its modules */
    bool link;
};

/* The four forms; false for any other file. */
static bool form_of(struct form *out, const struct lw_file *file)
{
    struct lw_view path = file->path, base = lw_path_base(path);
    struct lw_view folder = lw_path_base(lw_path_dir(path));
    *out = (struct form){ lw_python_stem(base, ".egg-info"), 1, false };
    if (out->stem.len)
        return true;
    out->stem = lw_python_stem(base, ".egg-link");
    out->link = out->stem.len > 0;
    if (out->link)
        return true;
    if (!lw_view_is(base, "PKG-INFO"))
        return false;
    out->above = 2;
    out->stem = lw_python_stem(folder, ".egg-info");
    if (out->stem.len)
        return true;
    if (!lw_view_is(folder, "EGG-INFO"))
        return false;
    struct lw_view egg = lw_path_base(lw_location_above(file->location, 2));
    out->stem = lw_python_stem(egg, ".egg");
    return true;
}

static enum lw_want egg_info_wants(const struct lw_file *file)
{
    struct form form;
    return form_of(&form, file) ? LW_WANT_YES : LW_WANT_NO;
}

static lw_status egg_info_file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct form form;
    if (!form_of(&form, file))
        return LW_OK;
    size_t before = out->packages.count;
    struct lw_view text = form.link ? LW_VIEW_NONE
                                    : lw_view_sub(file->bytes, 0, METADATA_MAX_BYTES);
    LW_TRY(lw_python_add(out, file, text, without_python(form.stem), form.above, "python-egg-info",
                         err));
    if (form.link) {
        struct lw_package *package = &out->packages.items[before];
        struct lw_view rest = file->bytes, line = LW_VIEW_NONE;
        (void)lw_view_line(&line, &rest);
        line = lw_view_sub(lw_view_trim(line), 0, 200);
        package->flags |= LW_PKG_EDITABLE;
        package->evidence = lw_arena_printf(out->arena, "egg-link to %.*s", LW_FMT(line));
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_python_egg_info = {
    .name = "python-egg-info",
    .what = "Python distributions by their *.egg-info, EGG-INFO or *.egg-link",
    .packages = true,
    .wants = egg_info_wants,
    .file = egg_info_file,
};

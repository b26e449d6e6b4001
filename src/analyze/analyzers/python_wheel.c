/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzers/python_wheel.c - wheels and eggs that lost their metadata, by their file name.
 *
 * A wheel with metadata is read by python_dist_info.c, an egg by python_egg_info.c.
 *
 * Spec: PEP 427, "File name convention".
 */
#include "analyze/python_metadata.h"

/* "pandas-2.1.0-1-cp311-cp311-manylinux.whl" gives "pandas" and "2.1.0". */
static bool file_name_parts(struct lw_view *name, struct lw_view *version, struct lw_view base)
{
    struct lw_view rest = lw_python_stem(base, ".whl");
    size_t least = 5;
    if (rest.len == 0) {
        rest = lw_python_stem(base, ".egg");
        least = 2;
    }
    if (rest.len == 0)
        return false;
    size_t parts = 1;
    for (size_t i = 0; i < rest.len; i++)
        parts += rest.ptr[i] == '-';
    return parts >= least && lw_view_split(name, &rest, '-') && name->len &&
           lw_view_split(version, &rest, '-') && version->len && lw_is_digit(version->ptr[0]);
}

static bool has_metadata(const struct lw_archive *inside)
{
    size_t count = 0;
    const struct lw_entry *entries = lw_archive_entries(inside, &count);
    for (size_t i = 0; i < count; i++) {
        struct lw_view folder = lw_path_dir(entries[i].path);
        if (lw_view_is(entries[i].path, "EGG-INFO/PKG-INFO") ||
            lw_view_ends_nocase(folder, LW_VIEW(".dist-info")))
            return true;
    }
    return false;
}

static lw_status wheel_nested(struct lw_facts *out, const struct lw_file *file,
                              const struct lw_archive *inside, struct lw_scratch *scratch,
                              struct lw_err *err)
{
    struct lw_view name, version;
    (void)scratch;
    (void)err;
    if (!file_name_parts(&name, &version, lw_path_base(file->path)) || has_metadata(inside))
        return LW_OK;
    struct lw_package *package = lw_facts_package(out, LW_ECO_PYPI, name, version, file->location);
    package->root = package->location;
    package->evidence = LW_VIEW("named by its file; no metadata inside");
    package->analyzer = "python-wheel";
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_python_wheel = {
    .name = "python-wheel",
    .what = "Python wheels and eggs without metadata, by their file name",
    .packages = true,
    .nested = wheel_nested,
};

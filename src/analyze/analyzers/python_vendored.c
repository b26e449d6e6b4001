/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzers/python_vendored.c - common Python distributions whose code is there without
 * their metadata, by the file that states their version.
 *
 * Not: a distribution whose dist-info or egg-info stands beside it; that one speaks.
 */
#include "analyze/python_modules.h"

enum { SOURCE_MAX_BYTES = 1 << 20 };

/* Where `path` is the module's version file: the folder of modules ("" at the top), else false. */
static bool is_version_file(struct lw_view *search, struct lw_view path,
                            const struct lw_python_module *module)
{
    struct lw_view file = lw_view(module->file, module->file_len);
    struct lw_view folder = lw_view(module->folder, module->folder_len);
    if (!lw_view_ends(path, file))
        return false;
    path.len -= file.len;
    if (folder.len) {
        if (path.len <= folder.len || path.ptr[path.len - 1] != '/')
            return false;
        path.len--;
        if (!lw_view_ends(path, folder))
            return false;
        path.len -= folder.len;
    }
    if (path.len && path.ptr[path.len - 1] != '/')
        return false;
    *search = lw_view_sub(path, 0, path.len ? path.len - 1 : 0);
    return true;
}

static bool has_witness(const struct lw_file *file, struct lw_view search,
                        const struct lw_python_module *module)
{
    if (!module->witness[0])
        return true;
    size_t folder = search.len + (search.len ? 1 : 0) + module->folder_len;
    return lw_place_has(file, lw_view_sub(file->path, 0, folder), lw_view_c(module->witness));
}

/* The names of the table's files: most of a layer is sorted out by this alone. */
static bool may_state_version(struct lw_view path)
{
    static const char *const names[] = {
        "__init__.py",
        "version.py",
        "_version.py",
        "__version__.py",
        "__about__.py",
        "__meta__.py",
        "_version_meson.py",
        "_grpcio_metadata.py",
        "package_data.py",
        "consts.py",
        "_generated_version.py",
        "_dist_ver.py",
        "distro.py",
        "six.py",
        "bottle.py",
        "pyparsing.py",
        "tabulate.py",
        "version.txt",
        "xmltodict.py",
    };
    struct lw_view base = lw_path_base(path);
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(base, names[i]))
            return true;
    return false;
}

static enum lw_want vendored_wants(const struct lw_file *file)
{
    struct lw_view search;
    if (!may_state_version(file->path))
        return LW_WANT_NO;
    for (size_t i = 0; i < lw_python_module_count; i++) {
        const struct lw_python_module *module = &lw_python_modules[i];
        if (is_version_file(&search, file->path, module) && has_witness(file, search, module))
            return lw_python_has_metadata(file, search, lw_view_c(module->distribution))
                       ? LW_WANT_NO
                       : LW_WANT_YES;
    }
    return LW_WANT_NO;
}

static void add(struct lw_facts *out, const struct lw_file *file, struct lw_view search,
                const struct lw_python_module *module, const char *version, uint32_t line)
{
    struct lw_package *package = lw_facts_package(out, LW_ECO_PYPI, lw_view_c(module->distribution),
                                                  lw_view_c(version), file->location);
    size_t folder = search.len + (search.len ? 1 : 0) + module->folder_len;
    struct lw_view root = module->folder[0] ? lw_view_sub(file->path, 0, folder) : file->path;
    package->root = lw_location_of(out->arena, file, root);
    package->analyzer = "python-vendored";
    const char *what = module->variable[0] ? module->variable : "version";
    package->evidence = lw_arena_printf(out->arena, "%s line %u: %s %s", module->file, line, what,
                                        version);
    if (lw_python_is_vendor(file, search))
        package->flags |= LW_PKG_VENDORED;
}

static lw_status vendored_file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct lw_view search;
    LW_ENSURE(file->bytes.len <= SOURCE_MAX_BYTES, err, LW_E_LIMIT, 0,
              "a version is looked for in %d bytes at most; it has %zu", SOURCE_MAX_BYTES,
              file->bytes.len);
    for (size_t i = 0; i < lw_python_module_count; i++) {
        const struct lw_python_module *module = &lw_python_modules[i];
        char version[LW_PYTHON_VERSION_BYTES];
        uint32_t line;
        if (!is_version_file(&search, file->path, module) || !has_witness(file, search, module) ||
            !lw_python_version(version, &line, file->bytes, module))
            continue;
        add(out, file, search, module, version, line);
        return LW_OK;
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_python_vendored = {
    .name = "python-vendored",
    .what = "Common Python distributions without metadata, by the version in their source",
    .packages = true,
    .wants = vendored_wants,
    .file = vendored_file,
};

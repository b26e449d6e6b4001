/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/analyzers/python_vendor_list.c - what pip, setuptools and others list as vendored.
 *
 * Lines of requirements: "requests==2.31.0", in the folder that holds the copies.
 */
#include "analyze/python_modules.h"

enum { LIST_MAX_BYTES = 1 << 20, NAME_MAX_BYTES = 100, REQUIREMENTS_MAX = 2000 };

static enum lw_want list_wants(const struct lw_file *file)
{
    struct lw_view base = lw_path_base(file->path), folder = lw_path_base(lw_path_dir(file->path));
    bool list = lw_view_is(base, "vendor.txt") || lw_view_is(base, "vendored.txt");
    bool vendor = lw_view_is(folder, "_vendor") || lw_view_is(folder, "vendor") ||
                  lw_view_is(folder, "_vendored") || lw_view_is(folder, "vendored");
    return list && vendor ? LW_WANT_YES : LW_WANT_NO;
}

/* "  requests[socks]==2.31.0 ; python_version > '3'  # why": false for lines that pin nothing. */
static bool requirement(struct lw_view *name, struct lw_view *version, struct lw_view line)
{
    size_t len = 0;
    line = lw_view_trim(line);
    while (len < line.len && (lw_is_alnum(line.ptr[len]) || line.ptr[len] == '.' ||
                              line.ptr[len] == '-' || line.ptr[len] == '_'))
        len++;
    *name = lw_view_sub(line, 0, len);
    line = lw_view_trim(lw_view_from(line, len));
    if (line.len && line.ptr[0] == '[')
        line = lw_view_trim(lw_view_from(line, lw_view_find_byte(line, ']') == LW_NOT_FOUND
                                                   ? line.len
                                                   : lw_view_find_byte(line, ']') + 1));
    if (!name->len || name->len > NAME_MAX_BYTES || !lw_is_alnum(name->ptr[0]) ||
        !lw_view_starts(line, LW_VIEW("==")))
        return false;
    line = lw_view_trim(lw_view_from(line, 2));
    for (len = 0; len < line.len && (lw_is_alnum(line.ptr[len]) || line.ptr[len] == '.' ||
                                     line.ptr[len] == '+' || line.ptr[len] == '!');)
        len++;
    *version = lw_view_sub(line, 0, len);
    return len > 0 && lw_is_digit(line.ptr[0]);
}

/* The folder or file of the module, as a path; empty where none is there. */
static struct lw_view find_module(struct lw_arena *arena, const struct lw_file *file,
                                  struct lw_view search, struct lw_view module)
{
    struct lw_view path = lw_arena_printf(arena, "%.*s/%.*s", LW_FMT(search), LW_FMT(module));
    if (lw_place_starting(file, lw_arena_join(arena, path, LW_VIEW("/"))))
        return path;
    path = lw_arena_join(arena, path, LW_VIEW(".py"));
    return lw_place_starting(file, path) ? path : LW_VIEW_NONE;
}

/* Whether PEP 503 takes two names for one: "Typing_Extensions" and "typing-extensions". */
static bool is_same_name(struct lw_view a, struct lw_view b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        bool joint = strchr("-_.", a.ptr[i]) && strchr("-_.", b.ptr[i]);
        if (!joint && lw_lower(a.ptr[i]) != lw_lower(b.ptr[i]))
            return false;
    }
    return true;
}

static struct lw_view root_of(struct lw_arena *arena, const struct lw_file *file,
                              struct lw_view search, struct lw_view name)
{
    /* pip takes but this of setuptools. */
    if (is_same_name(name, LW_VIEW("setuptools")))
        return find_module(arena, file, search, LW_VIEW("pkg_resources"));
    for (size_t i = 0; i < lw_python_module_count; i++) {
        const struct lw_python_module *m = &lw_python_modules[i];
        if (!is_same_name(name, lw_view_c(m->distribution)))
            continue;
        struct lw_view module = lw_view(m->folder, m->folder_len);
        if (module.len == 0)
            module = lw_view(m->file, m->file_len - strlen(".py"));
        struct lw_view found = find_module(arena, file, search, module);
        if (found.len)
            return found;
    }
    char text[NAME_MAX_BYTES];
    for (unsigned dotted = 0; dotted < 2; dotted++) {
        for (size_t i = 0; i < name.len; i++) {
            uint8_t c = lw_lower(name.ptr[i]);
            text[i] = (char)(c == '-' ? '_' : c == '.' ? (dotted ? '/' : '_') : c);
        }
        struct lw_view found = find_module(arena, file, search, lw_view(text, name.len));
        if (found.len)
            return found;
    }
    return LW_VIEW_NONE;
}

static lw_status list_file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct lw_view rest = file->bytes, line, name, version;
    struct lw_view search = lw_path_dir(file->path);
    size_t before = out->packages.count;
    LW_ENSURE(rest.len <= LIST_MAX_BYTES, err, LW_E_LIMIT, 0,
              "a list of %zu bytes; %d are read at most", rest.len, LIST_MAX_BYTES);
    for (uint32_t number = 1; lw_view_line(&line, &rest); number++) {
        LW_ENSURE(out->packages.count - before < REQUIREMENTS_MAX, err, LW_E_LIMIT, 0,
                  "more than %d requirements in one list", REQUIREMENTS_MAX);
        if (!requirement(&name, &version, line) || lw_python_has_metadata(file, search, name))
            continue;
        struct lw_view root = root_of(out->arena, file, search, name);
        struct lw_package *package = lw_facts_package(out, LW_ECO_PYPI, name, version,
                                                      file->location);
        if (root.len)
            package->root = lw_location_of(out->arena, file, root);
        package->flags |= LW_PKG_VENDORED | (root.len ? 0u : LW_PKG_LOCK_ONLY);
        package->analyzer = "python-vendor-list";
        package->evidence = lw_arena_printf(out->arena, "%.*s line %u",
                                            LW_FMT(lw_path_base(file->path)), number);
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_python_vendor_list = {
    .name = "python-vendor-list",
    .what = "Python distributions that a vendor.txt lists beside their copies",
    .packages = true,
    .wants = list_wants,
    .file = list_file,
};

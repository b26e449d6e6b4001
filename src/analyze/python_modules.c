/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/python_modules.c - the version that a module's source states, read without running it.
 */
#include "analyze/python_modules.h"

#include <stdio.h>

const struct lw_python_module lw_python_modules[] = {
#define X(distribution, folder, file, form, variable, witness)                                     \
    { distribution, folder, file, form, variable, witness, sizeof(folder) - 1, sizeof(file) - 1 },
#include "analyze/python_modules.def"
#undef X
};

const size_t lw_python_module_count = LW_COUNT(lw_python_modules);

enum { SPELLING_BYTES = 128, PREFIX_BYTES = 4096, INFO_TRIES = 8 };

static struct lw_view skip_space(struct lw_view v)
{
    while (v.len && (v.ptr[0] == ' ' || v.ptr[0] == '\t'))
        v = lw_view_from(v, 1);
    return v;
}

static bool take(struct lw_view *v, const char *text)
{
    struct lw_view head = lw_view_c(text);
    if (!lw_view_starts(*v, head))
        return false;
    *v = lw_view_from(*v, head.len);
    return true;
}

static struct lw_view take_identifier(struct lw_view *v)
{
    size_t len = 0;
    while (len < v->len && (lw_is_alnum(v->ptr[len]) || v->ptr[len] == '_' || v->ptr[len] == '.'))
        len++;
    struct lw_view out = lw_view_sub(*v, 0, len);
    *v = lw_view_from(*v, len);
    return out;
}

/* "'1.2'", "\"1.2\"" or with three quotes; false for anything else. */
static bool take_string(struct lw_view *out, struct lw_view *v)
{
    static const char *const quotes[] = { "\"\"\"", "'''", "\"", "'" };
    for (size_t i = 0; i < LW_COUNT(quotes); i++) {
        if (!take(v, quotes[i]))
            continue;
        size_t end = lw_view_find(*v, lw_view_c(quotes[i]));
        if (end == LW_NOT_FOUND)
            return false;
        *out = lw_view_sub(*v, 0, end);
        *v = lw_view_from(*v, end + strlen(quotes[i]));
        return true;
    }
    return false;
}

/* PEP 440 in shape: starts with a number and holds nothing but what versions are written with. */
static bool is_version(struct lw_view v)
{
    if (v.len == 0 || v.len >= LW_PYTHON_VERSION_BYTES || !lw_is_digit(v.ptr[0]))
        return false;
    for (size_t i = 0; i < v.len; i++) {
        uint8_t c = v.ptr[i];
        if (!lw_is_alnum(c) && c != '.' && c != '+' && c != '-' && c != '_' && c != '!')
            return false;
    }
    /* What versioneer and others write where they do not know. */
    return lw_view_find(v, LW_VIEW("unknown")) == LW_NOT_FOUND &&
           lw_view_find(v, LW_VIEW("untagged")) == LW_NOT_FOUND;
}

static bool accept(char out[LW_PYTHON_VERSION_BYTES], struct lw_view version)
{
    if (!is_version(version))
        return false;
    size_t len = 0;
    for (size_t i = 0; i < version.len; i++) {
        bool more = i + 1 < version.len && lw_is_digit(version.ptr[i + 1]);
        if (version.ptr[i] == '0' && more && (len == 0 || out[len - 1] == '.'))
            continue;
        out[len++] = (char)version.ptr[i];
    }
    out[len] = '\0';
    return true;
}

/* Moves from behind the variable to its value: ": str = ", " = version = ". */
static bool take_assignment(struct lw_view *v)
{
    *v = skip_space(*v);
    if (take(v, ":")) {
        size_t equals = lw_view_find_byte(*v, '=');
        if (equals == LW_NOT_FOUND)
            return false;
        *v = lw_view_from(*v, equals);
    }
    if (!take(v, "=") || lw_view_starts(*v, LW_VIEW("=")))
        return false;
    for (;;) {
        *v = skip_space(*v);
        struct lw_view ahead = *v;
        if (take_identifier(&ahead).len == 0)
            return true;
        ahead = skip_space(ahead);
        if (!take(&ahead, "="))
            return true;
        *v = ahead;
    }
}

static bool text_value(char out[LW_PYTHON_VERSION_BYTES], struct lw_view v)
{
    struct lw_view text;
    if (!take_string(&text, &v))
        return false;
    v = skip_space(v);
    /* An operator or a method behind it makes it computed. */
    bool ends = v.len == 0 || v.ptr[0] == '#' || v.ptr[0] == ',' || v.ptr[0] == ')' ||
                v.ptr[0] == ';';
    return ends && accept(out, lw_view_trim(text));
}

static const char *stage_letter(struct lw_view word)
{
    static const char *const stages[][2] = {
        { "alpha", "a" }, { "beta", "b" }, { "candidate", "rc" }, { "rc", "rc" },      { "a", "a" },
        { "b", "b" },     { "c", "rc" },   { "dev", ".dev" },     { "post", ".post" },
    };
    for (size_t i = 0; i < LW_COUNT(stages); i++)
        if (lw_view_is(word, stages[i][0]))
            return stages[i][1];
    return NULL;
}

/* One item: digits, or a string. */
static bool take_item(struct lw_view *item, struct lw_view *v)
{
    *v = skip_space(*v);
    if (!take_string(item, v))
        *item = take_identifier(v);
    *v = skip_space(*v);
    return item->len && (take(v, ",") || (v->len && v->ptr[0] == ')'));
}

static bool is_whole_number(struct lw_view v)
{
    uint64_t n;
    return lw_view_u64(&n, v, UINT32_MAX);
}

/* "(1, 2, 3, 'final', 0)", "version_info(3, 0, 9, 'final', 1)", "('1', '14', '1')". */
static bool tuple_value(char out[LW_PYTHON_VERSION_BYTES], struct lw_view v, bool django)
{
    char text[LW_PYTHON_VERSION_BYTES];
    struct lw_view item;
    size_t len = 0;
    unsigned numbers = 0;
    (void)take_identifier(&v);
    if (!take(&v, "("))
        return false;
    while (take_item(&item, &v) && len + item.len + 8 < sizeof text) {
        const char *letter = stage_letter(item);
        if (!is_whole_number(item)) {
            if (numbers && letter && take_item(&item, &v) && is_whole_number(item) && item.len < 8)
                len += (size_t)snprintf(text + len, sizeof text - len, "%s%.*s", letter,
                                        LW_FMT(item));
            break;
        }
        bool left_out = django && numbers == 2 && lw_view_is(item, "0");
        if (!left_out)
            len += (size_t)snprintf(text + len, sizeof text - len, "%s%.*s", numbers ? "." : "",
                                    LW_FMT(item));
        numbers++;
    }
    return numbers >= 2 && len < sizeof text && accept(out, lw_view(text, len));
}

static bool value(char out[LW_PYTHON_VERSION_BYTES], struct lw_view v, enum lw_python_form form)
{
    if (form == LW_PY_TUPLE || form == LW_PY_DJANGO)
        return tuple_value(out, v, form == LW_PY_DJANGO);
    return text_value(out, v);
}

/* Behind "variable" at the start of a line (or of its text), where its value is assigned. */
static bool assigns(struct lw_view *at, struct lw_view line, const struct lw_python_module *module)
{
    if (module->form == LW_PY_JSON) {
        line = skip_space(line);
        if (!take(&line, "\"") || !take(&line, module->variable) || !take(&line, "\":"))
            return false;
        *at = skip_space(line);
        return true;
    }
    if (module->form == LW_PY_ARGUMENT)
        line = skip_space(line);
    struct lw_view name = take_identifier(&line);
    if (!lw_view_is(name, module->variable) || !take_assignment(&line))
        return false;
    *at = line;
    return true;
}

bool lw_python_version(char out[LW_PYTHON_VERSION_BYTES], uint32_t *line, struct lw_view text,
                       const struct lw_python_module *module)
{
    struct lw_view rest = text, now, at;
    *line = 1;
    if (module->form == LW_PY_WHOLE)
        return accept(out, lw_view_trim(text));
    for (; lw_view_line(&now, &rest); ++*line)
        if (assigns(&at, now, module))
            return value(out, at, module->form);
    return false;
}

static void spell(char out[SPELLING_BYTES], struct lw_view name, bool lower, bool underscore)
{
    size_t len = name.len < SPELLING_BYTES - 1 ? name.len : SPELLING_BYTES - 1;
    for (size_t i = 0; i < len; i++) {
        uint8_t c = lower ? lw_lower(name.ptr[i]) : name.ptr[i];
        out[i] = (char)(underscore && (c == '-' || c == '.') ? '_' : c);
    }
    out[len] = '\0';
}

/* The first component behind the folder, as far as `path` has one. */
static struct lw_view child_of(struct lw_view path, struct lw_view folder)
{
    struct lw_view name = lw_view_from(path, folder.len ? folder.len + 1 : 0);
    return lw_view_sub(name, 0, lw_view_find_byte(name, '/'));
}

/* The path "folder/NAME" + tail; the empty view where it is too long to be looked up. */
static struct lw_view child_path(char out[PREFIX_BYTES], struct lw_view folder, struct lw_view name,
                                 const char *tail)
{
    int n = snprintf(out, PREFIX_BYTES, "%.*s%s%.*s%s", LW_FMT(folder), folder.len ? "/" : "",
                     LW_FMT(name), tail);
    return n < 0 || n >= PREFIX_BYTES ? LW_VIEW_NONE : lw_view(out, (size_t)n);
}

static bool has_child(const struct lw_file *file, struct lw_view folder, struct lw_view name,
                      const char *tail)
{
    char path[PREFIX_BYTES];
    struct lw_view child = child_path(path, folder, name, tail);
    const struct lw_entry *entry = child.len ? lw_place_from(file, child) : NULL;
    return entry && lw_view_starts(entry->path, child);
}

/* "folder/NAME-1.2.dist-info", "folder/NAME.egg-info". Numbers sort before letters, so that
 * "NAME-1" comes before any "NAME-other"; a few of the former may be eggs or wheels. */
static bool has_spelling(const struct lw_file *file, struct lw_view folder, const char *name)
{
    char text[PREFIX_BYTES];
    struct lw_view path = child_path(text, folder, lw_view_c(name), "-");
    size_t prefix = path.len;
    for (unsigned tries = 0; path.len && tries < INFO_TRIES; tries++) {
        const struct lw_entry *entry = lw_place_from(file, path);
        if (!entry || !lw_view_starts(entry->path, lw_view_sub(path, 0, prefix)))
            break;
        struct lw_view child = child_of(entry->path, folder);
        struct lw_view behind = lw_view_from(child, strlen(name) + 1);
        if (behind.len == 0 || !lw_is_digit(behind.ptr[0]))
            break;
        if (lw_view_ends(child, LW_VIEW(".dist-info")) || lw_view_ends(child, LW_VIEW(".egg-info")))
            return true;
        path = child_path(text, folder, child, "0"); /* '0' is what follows '/' */
    }
    return has_child(file, folder, lw_view_c(name), ".dist-info") ||
           has_child(file, folder, lw_view_c(name), ".egg-info");
}

bool lw_python_has_metadata(const struct lw_file *file, struct lw_view search,
                            struct lw_view distribution)
{
    if (lw_view_ends(search, LW_VIEW(".egg")) &&
        lw_place_has(file, search, LW_VIEW("EGG-INFO/PKG-INFO")))
        return true;
    if (search.len == 0 && file->depth && lw_place_has(file, search, LW_VIEW("EGG-INFO/PKG-INFO")))
        return true;
    char before[4][SPELLING_BYTES];
    for (unsigned form = 0; form < 4; form++) {
        spell(before[form], distribution, form & 1, form & 2);
        bool again = false;
        for (unsigned i = 0; i < form; i++)
            again = again || strcmp(before[i], before[form]) == 0;
        if (!again && has_spelling(file, search, before[form]))
            return true;
    }
    return false;
}

bool lw_python_is_vendor(const struct lw_file *file, struct lw_view search)
{
    static const char *const folders[] = { "_vendor", "vendored",  "_vendored",   "vendor",
                                           "extern",  "externals", "third_party", "_internal" };
    if (search.len == 0)
        return false;
    for (size_t i = 0; i < LW_COUNT(folders); i++)
        if (lw_view_is(lw_path_base(search), folders[i]))
            return true;
    return lw_place_has(file, search, LW_VIEW("__init__.py"));
}

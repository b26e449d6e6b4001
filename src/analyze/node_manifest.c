/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/node_manifest.c - paths under node_modules, names, licences.
 */
#include "analyze/node_manifest.h"

#include "analyze/license.h"

enum { NAME_MAX_BYTES = 214, VERSION_MAX_BYTES = 256, LICENSE_MAX_BYTES = 200, LICENSES_MAX = 32 };

static bool is_name_byte(uint8_t c)
{
    return lw_is_alnum(c) || c == '-' || c == '_' || c == '.' || c == '~' || c == '!' || c == '*' ||
           c == '(' || c == ')' || c == '\'';
}

static bool is_part_valid(struct lw_view part)
{
    if (part.len == 0 || part.ptr[0] == '.')
        return false;
    for (size_t i = 0; i < part.len; i++)
        if (!is_name_byte(part.ptr[i]))
            return false;
    return true;
}

bool lw_node_name_valid(struct lw_view name)
{
    if (name.len == 0 || name.len > NAME_MAX_BYTES)
        return false;
    if (name.ptr[0] != '@')
        return is_part_valid(name);
    size_t slash = lw_view_find_byte(name, '/');
    return slash != LW_NOT_FOUND && is_part_valid(lw_view_sub(name, 1, slash - 1)) &&
           is_part_valid(lw_view_from(name, slash + 1));
}

bool lw_node_version_valid(struct lw_view version)
{
    if (version.len && lw_lower(version.ptr[0]) == 'v')
        version = lw_view_from(version, 1);
    if (version.len == 0 || version.len > VERSION_MAX_BYTES || !lw_is_digit(version.ptr[0]))
        return false;
    for (size_t i = 0; i < version.len; i++) {
        uint8_t c = version.ptr[i];
        if (!lw_is_alnum(c) && c != '.' && c != '-' && c != '+' && c != '_')
            return false;
    }
    return true;
}

bool lw_node_cut_name(struct lw_view *name, struct lw_view *rest)
{
    size_t slash = lw_view_find_byte(*rest, '/');
    if (rest->len && rest->ptr[0] == '@' && slash != LW_NOT_FOUND) {
        size_t next = lw_view_find_byte(lw_view_from(*rest, slash + 1), '/');
        slash = next == LW_NOT_FOUND ? next : slash + 1 + next;
    }
    struct lw_view cut = lw_view_sub(*rest, 0, slash == LW_NOT_FOUND ? rest->len : slash);
    if (!lw_node_name_valid(cut))
        return false;
    *name = cut;
    *rest = lw_view_from(*rest, slash == LW_NOT_FOUND ? rest->len : slash + 1);
    return true;
}

/* Walks "node_modules/NAME" after "node_modules/NAME": the offset behind the next one from `at`. */
static bool next_owner(size_t *at, struct lw_view *name, struct lw_view *inside,
                       struct lw_view path)
{
    static const char folder[] = "node_modules/";
    for (;;) {
        size_t hit = lw_view_find(lw_view_from(path, *at), LW_VIEW("node_modules/"));
        if (hit == LW_NOT_FOUND)
            return false;
        size_t start = *at + hit;
        *at = start + sizeof folder - 1;
        if (start > 0 && path.ptr[start - 1] != '/')
            continue;
        *inside = lw_view_from(path, *at);
        if (lw_node_cut_name(name, inside))
            return true;
    }
}

bool lw_node_owner(struct lw_view *name, struct lw_view *inside, struct lw_view path)
{
    size_t at = 0;
    struct lw_view n, i;
    bool found = false;
    while (next_owner(&at, &n, &i, path)) {
        *name = n;
        *inside = i;
        found = true;
    }
    return found;
}

bool lw_node_is_fixture(struct lw_view path)
{
    static const char *const folders[] = { "test",     "tests",        "__tests__",
                                           "fixtures", "__fixtures__", "fixture" };
    size_t at = 0;
    struct lw_view name, inside, part;
    if (!next_owner(&at, &name, &inside, path))
        return false;
    while (lw_view_split(&part, &inside, '/')) {
        if (lw_view_is(part, "node_modules")) {
            /* The next part is a package's name: one called "test" is no folder of tests. */
            (void)lw_node_cut_name(&name, &inside);
            continue;
        }
        for (size_t i = 0; i < LW_COUNT(folders); i++)
            if (inside.ptr && lw_view_is(part, folders[i]))
                return true;
    }
    return false;
}

static void add_license(struct lw_facts *out, struct lw_package *package, yyjson_val *value)
{
    struct lw_view text = yyjson_is_obj(value) ? lw_json_str(value, "type") : lw_json_text(value);
    if (text.len == 0 && yyjson_is_obj(value))
        text = lw_json_str(value, "name");
    if (text.len == 0 || text.len > LICENSE_MAX_BYTES)
        return;
    lw_package_license(out, package, lw_license_spdx(text));
}

void lw_node_licenses(struct lw_facts *out, struct lw_package *package, yyjson_val *manifest)
{
    static const char *const keys[] = { "license", "licenses" };
    for (size_t i = 0; i < LW_COUNT(keys); i++) {
        yyjson_val *value = yyjson_obj_get(manifest, keys[i]);
        if (!yyjson_is_arr(value)) {
            add_license(out, package, value);
            continue;
        }
        yyjson_arr_iter each = yyjson_arr_iter_with(value);
        yyjson_val *item;
        for (size_t n = 0; n < LICENSES_MAX && (item = yyjson_arr_iter_next(&each)); n++)
            add_license(out, package, item);
    }
}

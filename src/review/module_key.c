/* SPDX-License-Identifier: Apache-2.0
 *
 * review/module_key.c - modules of Python by their names alone.
 */
#include "review/module_key.h"

#include "base/text.h"

/* "python3.11" is "python3": the folder that each version looks into. */
static struct lw_view plain_folder(struct lw_view part)
{
    const struct lw_view lead = LW_VIEW("python3");
    struct lw_view rest = lw_view_from(part, lead.len);
    if (!lw_view_starts(part, lead) || rest.len < 2 || rest.ptr[0] != '.')
        return part;
    for (size_t i = 1; i < rest.len; i++)
        if (!lw_is_digit(rest.ptr[i]))
            return part;
    return lead;
}

/* Whether the name has a tag of an interpreter before its suffix, and where it begins and ends. */
static bool find_tag(struct lw_view name, size_t *from, size_t *to)
{
    static const char *const tags[] = { ".cpython-3", ".pypy3", ".abi3", ".graalpy" };
    static const char *const suffixes[] = { ".so", ".pyc" };
    *from = *to = LW_NOT_FOUND;
    for (size_t i = 0; i < LW_COUNT(tags) && *from == LW_NOT_FOUND; i++)
        *from = lw_view_find(name, lw_view_c(tags[i]));
    for (size_t i = 0; i < LW_COUNT(suffixes); i++)
        if (lw_view_ends(name, lw_view_c(suffixes[i])))
            *to = name.len - strlen(suffixes[i]);
    return *from != LW_NOT_FOUND && *from > 0 && *to != LW_NOT_FOUND && *from < *to;
}

bool lw_module_key(struct lw_buf *out, struct lw_view path)
{
    struct lw_view part, rest = path, name = lw_path_base(path);
    size_t from, to;
    if (!find_tag(name, &from, &to))
        return false;
    rest.len -= name.len;
    while (lw_view_split(&part, &rest, '/')) {
        if (!part.len)
            continue;
        lw_buf_add(out, plain_folder(part));
        lw_buf_add_byte(out, '/');
    }
    lw_buf_add(out, lw_view_sub(name, 0, from));
    lw_buf_add(out, lw_view_from(name, to));
    return true;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/profiles.c - sections and settings, line by line.
 */
#include "aws/profiles.h"

/* What stands in brackets, or false. */
static bool section_of(struct lw_view *out, struct lw_view line)
{
    struct lw_view text = lw_view_trim(line);
    size_t end = lw_view_find_byte(text, ']');
    if (!lw_view_starts(text, LW_VIEW("[")) || end == LW_NOT_FOUND)
        return false;
    *out = lw_view_trim(lw_view_sub(text, 1, end - 1));
    return true;
}

static bool is_profile(struct lw_view section, bool config, struct lw_view profile)
{
    if (config && section.len > 8 && lw_view_starts(section, LW_VIEW("profile")) &&
        lw_is_space(section.ptr[7]))
        return lw_view_eq(lw_view_trim(lw_view_from(section, 7)), profile);
    return (!config || lw_view_is(profile, "default")) && lw_view_eq(section, profile);
}

/* A comment behind a value has a blank before it. */
static struct lw_view without_comment(struct lw_view value)
{
    for (size_t i = 1; i < value.len; i++)
        if ((value.ptr[i] == '#' || value.ptr[i] == ';') && lw_is_space(value.ptr[i - 1]))
            return lw_view_trim(lw_view_sub(value, 0, i));
    return value;
}

static bool look(struct lw_view *value, struct lw_view file, bool config, struct lw_view profile,
                 struct lw_view name)
{
    struct lw_view line, section, rest = file;
    bool inside = false, seen = false;
    *value = LW_VIEW_NONE;
    while (lw_view_line(&line, &rest)) {
        if (line.len == 0 || line.ptr[0] == '#' || line.ptr[0] == ';')
            continue;
        if (section_of(&section, line)) {
            inside = is_profile(section, config, profile);
            seen = seen || inside;
            continue;
        }
        size_t equals = lw_view_find_byte(line, '=');
        if (inside && equals != LW_NOT_FOUND && !lw_is_space(line.ptr[0]) &&
            lw_view_eq_nocase(lw_view_trim(lw_view_sub(line, 0, equals)), name))
            *value = without_comment(lw_view_trim(lw_view_from(line, equals + 1)));
    }
    return seen;
}

struct lw_view lw_aws_profile_get(struct lw_view file, bool config, struct lw_view profile,
                                  struct lw_view name)
{
    struct lw_view value;
    (void)look(&value, file, config, profile, name);
    return value;
}

bool lw_aws_profile_has(struct lw_view file, bool config, struct lw_view profile)
{
    struct lw_view value;
    return look(&value, file, config, profile, LW_VIEW("region"));
}

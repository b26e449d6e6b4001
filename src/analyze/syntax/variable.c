/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/variable.c - what setting a variable of the environment does to others.
 */
#include "analyze/syntax/variable.h"

#include <string.h>

static const struct row {
    const char *name;
    bool always;
    enum lw_steers steers;
} rows[] = {
#define LW_VARIABLE(name, always, steers) { name, always, steers },
#include "analyze/syntax/variable.def"
#undef LW_VARIABLE
};

static const struct row *row_of(struct lw_view variable)
{
    for (size_t i = 0; i < LW_COUNT(rows); i++)
        if (lw_view_eq_nocase(variable, lw_view_c(rows[i].name)))
            return &rows[i];
    return NULL;
}

bool lw_writable_folder(struct lw_view path)
{
    static const char *const folders[] = { "/tmp", "/var/tmp", "/dev/shm", "/mnt" };
    for (size_t i = 0; i < LW_COUNT(folders); i++) {
        struct lw_view folder = lw_view_c(folders[i]);
        if (lw_view_starts(path, folder) &&
            (path.len == folder.len || path.ptr[folder.len] == '/' || path.ptr[folder.len] == ':'))
            return true;
    }
    return false;
}

/* "/tmp/x:/opt/lib", "-javaagent:/tmp/x.jar", "ssh -F /tmp/x" */
static bool names_open_place(struct lw_view value)
{
    for (size_t at = 0; at < value.len; at++)
        if (value.ptr[at] == '/' && (at == 0 || strchr(":=, ;'\"|", value.ptr[at - 1])) &&
            lw_writable_folder(lw_view_from(value, at)))
            return true;
    return false;
}

/* "action:message:category:module": a category with a dot in it is imported. */
static bool imports(struct lw_view warnings)
{
    struct lw_view filter;
    while (lw_view_split(&filter, &warnings, ',')) {
        struct lw_view part = LW_VIEW_NONE;
        for (size_t i = 0; i < 3; i++)
            if (!lw_view_split(&part, &filter, ':'))
                part = LW_VIEW_NONE;
        if (lw_view_find_byte(part, '.') != LW_NOT_FOUND)
            return true;
    }
    return false;
}

enum lw_steers lw_variable_steers(struct lw_view variable)
{
    const struct row *row = row_of(variable);
    struct lw_view endpoint = LW_VIEW("AWS_ENDPOINT_URL");
    if (variable.len >= endpoint.len &&
        lw_view_eq_nocase(lw_view_sub(variable, 0, endpoint.len), endpoint))
        return LW_STEERS_CODE;
    if (lw_view_is(variable, "PYTHONWARNINGS"))
        return LW_STEERS_SETTINGS;
    return row ? row->steers : LW_STEERS_NOTHING;
}

enum lw_steers lw_variable_set(struct lw_view variable, struct lw_view value)
{
    const struct row *row = row_of(variable);
    bool set = row ? row->always || names_open_place(value)
                   : !lw_view_is(variable, "PYTHONWARNINGS") || imports(value);
    return set ? lw_variable_steers(variable) : LW_STEERS_NOTHING;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/variable.c - variables of the environment: what they hold, and what setting them does to
 * others.
 */
#include "analyze/syntax/variable.h"

#include <string.h>

enum when { ALWAYS, OPEN, IMPORTS };

static const struct row {
    const char *name;
    enum when when;
    enum lw_steers steers;
} rows[] = {
#define LW_VARIABLE(name, when, steers) { name, when, steers },
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

bool lw_variable_of_lambda(struct lw_view variable)
{
    static const char *const names[] = { "_HANDLER",           "LAMBDA_TASK_ROOT",
                                         "LAMBDA_RUNTIME_DIR", "AWS_EXECUTION_ENV",
                                         "AWS_SAM_LOCAL",      "_X_AMZN_TRACE_ID" };
    return lw_view_starts(variable, LW_VIEW("AWS_LAMBDA_")) || LW_VIEW_IN(variable, names);
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
    return row ? row->steers : LW_STEERS_NOTHING;
}

enum lw_steers lw_variable_set(struct lw_view variable, struct lw_view value)
{
    const struct row *row = row_of(variable);
    const enum when when = row ? row->when : ALWAYS;
    bool set = when == OPEN ? names_open_place(value) : when == ALWAYS || imports(value);
    return set ? lw_variable_steers(variable) : LW_STEERS_NOTHING;
}

enum lw_from lw_variable_from(struct lw_view v)
{
    static const char *const credentials[] = {
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_SECURITY_TOKEN",
        "AWS_ACCESS_KEY",
        "AWS_SECRET_KEY",
        "AMAZON_ACCESS_KEY_ID",
        "AMAZON_SECRET_ACCESS_KEY",
        "AMAZON_SESSION_TOKEN",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
    };
    static const char *const words[] = { "SECRET",      "PASSWORD",   "PASSWD",
                                         "TOKEN",       "API_KEY",    "APIKEY",
                                         "PRIVATE_KEY", "CREDENTIAL", "PASSPHRASE" };
    char upper[128];
    size_t len = v.len < sizeof upper ? v.len : sizeof upper;
    for (size_t i = 0; i < LW_COUNT(credentials); i++)
        if (lw_view_is(v, credentials[i]))
            return LW_FROM_CREDENTIALS;
    for (size_t i = 0; i < len; i++)
        upper[i] = (char)(v.ptr[i] >= 'a' && v.ptr[i] <= 'z' ? v.ptr[i] - 32 : v.ptr[i]);
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (lw_view_find(lw_view(upper, len), lw_view_c(words[i])) != LW_NOT_FOUND)
            return LW_FROM_SECRET_VARIABLE;
    return LW_FROM_VARIABLE;
}

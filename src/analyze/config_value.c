/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/config_value.c - tests of values of configurations.
 */
#include "analyze/config_value.h"

#include "analyze/endpoint.h"
#include "analyze/syntax/variable.h"
#include "base/glob.h"

enum { PATTERN_BYTES = 256 };

static bool has(struct lw_view value, const char *text)
{
    return lw_view_find(value, lw_view_c(text)) != LW_NOT_FOUND;
}

/* "${X}" of all, "$(X)" and "$X" of OpenSSL. */
static bool is_filled(struct lw_view value)
{
    return has(value, "$");
}

static bool is_yes(struct lw_view value, bool bare)
{
    static const char *const words[] = { "true", "yes", "on", "1", "t", "y" };
    return (bare && !value.len) || LW_VIEW_IN_NOCASE(value, words) || is_filled(value);
}

static bool is_no(struct lw_view value, bool bare)
{
    static const char *const words[] = { "false", "no",      "off",      "0",        "f",
                                         "n",     "disable", "disabled", "preferred" };
    return (!bare && !value.len) || LW_VIEW_IN_NOCASE(value, words) || is_filled(value);
}

/* False: it names no server that is understood. */
static bool class_of(enum lw_endpoint_class *out, struct lw_view value)
{
    const struct lw_endpoint_options options = { .quoted = true };
    struct lw_endpoint endpoint;
    size_t at = 0;
    if (!lw_endpoint_next(&endpoint, value, &at, &options))
        return false;
    *out = lw_endpoint_classify(&endpoint);
    return true;
}

static bool is_elsewhere(struct lw_view value, bool local)
{
    enum lw_endpoint_class class;
    if (!class_of(&class, value))
        return value.len > 0;
    return class != LW_EP_AWS && class != LW_EP_REGISTRY && (local || class != LW_EP_LOCAL);
}

static bool is_local(struct lw_view value)
{
    enum lw_endpoint_class class;
    return lw_view_starts(value, LW_VIEW("unix:")) ||
           (class_of(&class, value) && class == LW_EP_LOCAL);
}

/* What "file://" and quotes leave. */
static struct lw_view path_of(struct lw_view value)
{
    return lw_view_from(value, lw_view_starts(value, LW_VIEW("file://")) ? 7 : 0);
}

/* Also "/opt/../tmp/x", and "//tmp". */
static bool is_writable(struct lw_view value)
{
    static const char *const parts[] = { "/tmp/", "/dev/shm/", "/mnt/" };
    value = path_of(value);
    for (size_t i = 0; i < LW_COUNT(parts); i++)
        if (has(value, parts[i]) &&
            (has(value, "/../") || has(value, "//") || has(value, "/./") || has(value, " /")))
            return true;
    return lw_writable_folder(value);
}

static bool is_outside(struct lw_view value)
{
    static const char *const folders[] = { "/opt/", "/usr/", "/lib/",      "/lib64/",
                                           "/etc/", "/bin/", "/var/lang/", "/var/runtime/" };
    value = path_of(value);
    if (is_writable(value))
        return false;
    if (is_filled(value) || has(value, "/../"))
        return true;
    for (size_t i = 0; i < LW_COUNT(folders); i++)
        if (lw_view_starts(value, lw_view_c(folders[i])))
            return false;
    return lw_view_starts(value, LW_VIEW("/"));
}

static bool is_old_tls(struct lw_view value)
{
    static const char *const words[] = { "none",    "sslv2",   "sslv3",   "ssl3.0", "tlsv1",
                                         "tlsv1.0", "tlsv1.1", "dtlsv1",  "1.0",    "1.1",
                                         "0",       "tls1.0",  "dtlsv1.0" };
    return LW_VIEW_IN_NOCASE(value, words) || is_filled(value);
}

/* "ALL:!aNULL:-RC4:DEFAULT@SECLEVEL=0": what is put in, and not what is left out. */
static bool is_weak(struct lw_view value)
{
    static const char *const words[] = { "null",           "enull",    "anull", "adh",
                                         "aecdh",          "low",      "exp",   "rc4",
                                         "export",         "export40", "des",   "des-cbc",
                                         "complementofall" };
    if (is_filled(value) || has(value, "SECLEVEL=0") || has(value, "SECLEVEL=1"))
        return true;
    while (value.len) {
        size_t end = 0;
        while (end < value.len && !strchr(":, @+", value.ptr[end]))
            end++;
        if (LW_VIEW_IN_NOCASE(lw_view_sub(value, 0, end), words))
            return true;
        value = lw_view_from(value, end + 1);
    }
    return false;
}

static bool is_unsafe(struct lw_view value)
{
    static const char *const words[] = { "UnsafeLegacyRenegotiation", "UnsafeLegacyServerConnect" };
    for (size_t i = 0; i < LW_COUNT(words); i++) {
        size_t at = lw_view_find(value, lw_view_c(words[i]));
        if (at != LW_NOT_FOUND && !(at && value.ptr[at - 1] == '-'))
            return true;
    }
    return false;
}

/* ${env:AWS_SESSION_TOKEN}, $AWS_SESSION_TOKEN */
static bool names_credentials(struct lw_view value)
{
    const bool filled = is_filled(value);
    for (size_t at = 0, end; filled && at < value.len; at = end + (end == at)) {
        for (end = at; end < value.len && lw_is_word(value.ptr[end]);)
            end++;
        const struct lw_view word = lw_view_sub(value, at, end - at);
        if (word.len && at && strchr(":{$ ", value.ptr[at - 1]) &&
            lw_variable_from(word) == LW_FROM_CREDENTIALS)
            return true;
    }
    return false;
}

static bool finds_environ(struct lw_view value)
{
    static const char *const files[] = { "/proc/1/environ", "/proc/self/environ",
                                         "/proc/42/task/42/environ", "/proc/thread-self/environ" };
    for (size_t i = 0; i < LW_COUNT(files); i++)
        if (value.len <= PATTERN_BYTES && lw_glob_path(value, lw_view_c(files[i])))
            return true;
    return has(value, "/proc/") && has(value, "env");
}

static bool is_everywhere(struct lw_view value)
{
    static const char *const starts[] = { "0.0.0.0:", "[::]:", ":", "http://0.0.0.0:" };
    for (size_t i = 0; i < LW_COUNT(starts); i++)
        if (lw_view_starts(value, lw_view_c(starts[i])))
            return true;
    return lw_view_is(value, "0.0.0.0");
}

bool lw_config_value(enum lw_config_test test, struct lw_view value, bool bare)
{
    switch (test) {
    case LW_TEST_SECTION:
    case LW_TEST_ANY:
        return bare || value.len;
    case LW_TEST_YES:
        return is_yes(value, bare);
    case LW_TEST_NO:
        return is_no(value, bare);
    case LW_TEST_ELSEWHERE:
        return is_elsewhere(value, true);
    case LW_TEST_REMOTE:
        return is_elsewhere(value, false);
    case LW_TEST_LOCAL:
        return is_local(value);
    case LW_TEST_OUTSIDE:
        return is_outside(value);
    case LW_TEST_WRITABLE:
        return is_writable(value);
    case LW_TEST_SHELL:
        return lw_view_starts(value, LW_VIEW("!"));
    case LW_TEST_OLD_TLS:
        return is_old_tls(value);
    case LW_TEST_WEAK_CIPHERS:
        return is_weak(value);
    case LW_TEST_UNSAFE:
        return is_unsafe(value);
    case LW_TEST_CREDENTIALS:
        return names_credentials(value);
    case LW_TEST_ENVIRON_FILE:
        return has(value, "${file:/proc/");
    case LW_TEST_ENVIRON_GLOB:
        return finds_environ(value);
    case LW_TEST_FETCHED:
        return has(value, "${http:") || has(value, "${https:") || has(value, "${s3:");
    case LW_TEST_EVERYWHERE:
        return is_everywhere(value);
    }
    return false;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/text.c - what a constant text gives away by itself: metadata services, Lambda's own
 * interfaces, files with secrets, hosts that were put together.
 */
#include "analyze/syntax/eval.h"

static const struct {
    const char *needle;
    enum lw_capability capability;
    enum lw_from from; /* of what is read there */
} needles[] = {
    { "169.254.169.254", LW_C_METADATA, LW_FROM_METADATA },
    { "169.254.170.2", LW_C_METADATA, LW_FROM_METADATA },
    { "169.254.170.23", LW_C_METADATA, LW_FROM_METADATA },
    { "fd00:ec2::254", LW_C_METADATA, LW_FROM_METADATA },
    { "fd00:ec2::23", LW_C_METADATA, LW_FROM_METADATA },
    { "/latest/meta-data", LW_C_METADATA, LW_FROM_METADATA },
    { "/latest/api/token", LW_C_METADATA, LW_FROM_METADATA },
    { "metadata.google.internal", LW_C_METADATA, LW_FROM_METADATA },
    { "//2852039166", LW_C_METADATA, LW_FROM_METADATA },
    { "//0xa9fea9fe", LW_C_METADATA, LW_FROM_METADATA },
    { "0251.0376.0251.0376", LW_C_METADATA, LW_FROM_METADATA },
    { "/runtime/invocation/next", LW_C_RUNTIME_API, LW_FROM_EVENT },
    { "2018-06-01/runtime", LW_C_RUNTIME_API, LW_FROM_NOWHERE },
    { "/runtime/invocation", LW_C_RUNTIME_API, LW_FROM_NOWHERE },
    { "2020-01-01/extension", LW_C_EXTENSIONS_API, LW_FROM_NOWHERE },
    { "Lambda-Extension-Identifier", LW_C_EXTENSIONS_API, LW_FROM_NOWHERE },
    { "2022-07-01/telemetry", LW_C_TELEMETRY_API, LW_FROM_NOWHERE },
    { "2020-08-15/logs", LW_C_TELEMETRY_API, LW_FROM_NOWHERE },
};

static const char *const secret_paths[] = {
    ".aws/credentials", ".aws/config",      ".ssh/id_",      ".ssh/authorized_keys",
    ".netrc",           ".npmrc",           ".pypirc",       ".docker/config.json",
    ".git-credentials", ".kube/config",     "/etc/shadow",   "/var/run/secrets/",
    "/run/secrets/",    ".config/gcloud",   ".bash_history", "/etc/kubernetes/admin.conf",
    ".aws/sso/cache",   ".config/gh/hosts", ".azure/",       ".vault-token",
};

/* The environment of a process: "/proc/self/environ", with a number, "%d" or "{}" in it. */
static bool is_proc_environ(struct lw_view path)
{
    size_t proc = lw_view_find(path, LW_VIEW("/proc/"));
    return proc != LW_NOT_FOUND &&
           lw_view_find(lw_view_from(path, proc), LW_VIEW("/environ")) != LW_NOT_FOUND;
}

/* What a process has in its memory, keys and all: "/proc/self/mem", "/proc/{}/mem". */
static bool is_proc_memory(struct lw_view path)
{
    size_t proc = lw_view_find(path, LW_VIEW("/proc/"));
    struct lw_view rest = lw_view_from(path, proc == LW_NOT_FOUND ? path.len : proc);
    return lw_view_ends(rest, LW_VIEW("/mem")) && rest.len > 10;
}

bool lw_secret_path(struct lw_view path)
{
    for (size_t i = 0; i < LW_COUNT(secret_paths); i++)
        if (lw_view_find(path, lw_view_c(secret_paths[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

uint32_t lw_text_from(struct lw_view text)
{
    uint32_t from = 0;
    for (size_t i = 0; i < LW_COUNT(needles); i++)
        if (needles[i].from && lw_view_find(text, lw_view_c(needles[i].needle)) != LW_NOT_FOUND)
            from |= (uint32_t)needles[i].from;
    if (is_proc_environ(text))
        from |= LW_FROM_ENVIRONMENT;
    if (is_proc_memory(text))
        from |= LW_FROM_CREDENTIALS;
    if (lw_secret_path(text))
        from |= LW_FROM_SECRET_FILE;
    return from;
}

uint32_t lw_file_from(struct lw_view path)
{
    static const char *const code[] = { "py",  "pyc", "pyw", "pth",  "so",   "js",   "mjs",
                                        "cjs", "ts",  "jsx", "node", "wasm", "sh",   "bash",
                                        "zip", "whl", "egg", "pyd",  "mts",  "html", "j2" };
    size_t slash = lw_view_rfind_byte(path, '/');
    struct lw_view base = lw_view_from(path, slash == LW_NOT_FOUND ? 0 : slash + 1);
    size_t dot = lw_view_rfind_byte(base, '.');
    struct lw_view end = dot == LW_NOT_FOUND ? LW_VIEW_NONE : lw_view_from(base, dot + 1);
    bool word = end.len > 0 && end.len <= 6;
    for (size_t i = 0; word && i < end.len; i++)
        word = lw_is_alnum(end.ptr[i]);
    return word && !LW_VIEW_IN_NOCASE(end, code) ? LW_FROM_DATA_FILE : LW_FROM_FILE;
}

/* The host of a URL: between "://" (and what stands before "@") and the next sign. */
static struct lw_view host_of(struct lw_view url)
{
    size_t at = lw_view_find(url, LW_VIEW("://"));
    struct lw_view rest = lw_view_from(url, at == LW_NOT_FOUND ? url.len : at + 3);
    size_t end = 0;
    while (end < rest.len && !strchr("/?#\\ \t\r\n\"'<>", rest.ptr[end]) && rest.ptr[end])
        end++;
    rest = lw_view_sub(rest, 0, end);
    size_t user = lw_view_rfind_byte(rest, '@');
    rest = user == LW_NOT_FOUND ? rest : lw_view_from(rest, user + 1);
    return lw_view_sub(rest, 0, lw_view_find_byte(rest, ':'));
}

/* It is found there by whoever reads the file; not so the address of a network, whose end code cuts
 * off: "203.0.113.0/24". */
static bool stands_in(struct lw_view source, struct lw_view host)
{
    const size_t at = lw_view_find(source, host);
    const struct lw_view behind = lw_view_from(source, at == LW_NOT_FOUND ? at : at + host.len);
    const bool cut = behind.len > 1 && behind.ptr[0] == '/' && lw_is_digit(behind.ptr[1]) &&
                     lw_is_digit(host.ptr[host.len - 1]);
    return at != LW_NOT_FOUND && !cut;
}

static void notice_endpoint(struct lw_eval *e, struct lw_view text, uint32_t node)
{
    static const char *const schemes[] = { "http://", "https://", "ws://",   "wss://",
                                           "ftp://",  "tcp://",   "ldap://", "udp://" };
    for (size_t i = 0; i < LW_COUNT(schemes); i++) {
        size_t at = lw_view_find(text, lw_view_c(schemes[i]));
        if (at == LW_NOT_FOUND || (at && lw_is_alnum(text.ptr[at - 1])))
            continue;
        struct lw_view url = lw_view_from(text, at), host = host_of(url);
        size_t end = 0;
        while (end < url.len && url.ptr[end] > ' ' && !strchr("\"'<>|;", url.ptr[end]))
            end++;
        if (host.len > 2 && !stands_in(e->ir->source, host)) {
            struct lw_place place = lw_eval_place(e, node);
            lw_emit_endpoint(e->emit, &place, lw_view_sub(url, 0, end));
        }
        return;
    }
}

/* "3405803783:3128": a whole number is an address where a port stands behind it. */
static void notice_number(struct lw_eval *e, struct lw_view text, uint32_t node)
{
    size_t colon = lw_view_find_byte(text, ':');
    uint64_t number, port;
    if (colon == LW_NOT_FOUND || colon < 8 || text.len > 16 || text.ptr[0] == '0' ||
        !lw_view_u64(&number, lw_view_sub(text, 0, colon), UINT32_MAX) ||
        !lw_view_u64(&port, lw_view_from(text, colon + 1), UINT16_MAX))
        return;
    struct lw_place place = lw_eval_place(e, node);
    lw_emit_endpoint(e->emit, &place, lw_arena_printf(&e->arena, "http://%.*s", LW_FMT(text)));
}

void lw_notice_text(struct lw_eval *e, struct lw_view text, bool computed, uint32_t node)
{
    if (text.len < 5 || text.len > LW_VALUE_TEXT_MAX)
        return;
    e->steps += text.len / 256;
    if (computed) {
        notice_endpoint(e, text, node);
        notice_number(e, text, node);
    }
    if (text.len > 4096) /* no name, but a document */
        text = lw_view_sub(text, 0, 4096);
    if (!memchr(text.ptr, '/', text.len) && !memchr(text.ptr, '.', text.len) &&
        !memchr(text.ptr, '-', text.len))
        return;
    for (size_t i = 0; i < LW_COUNT(needles); i++) {
        if (lw_view_find(text, lw_view_c(needles[i].needle)) == LW_NOT_FOUND)
            continue;
        lw_say(e, node, needles[i].capability, LW_VIEW_NONE, lw_view_sub(text, 0, 120), false);
        break;
    }
    if (is_proc_environ(text))
        lw_say(e, node, LW_C_CREDENTIALS, LW_VIEW_NONE, lw_view_sub(text, 0, 120), false);
    if (is_proc_memory(text))
        lw_say(e, node, LW_C_CREDENTIALS, LW_VIEW(LW_MEMORY_NAME), lw_view_sub(text, 0, 120),
               false);
    if (lw_secret_path(text) && !memchr(text.ptr, '\n', text.len))
        lw_say(e, node, LW_C_CREDENTIALS, LW_VIEW_NONE, lw_view_sub(text, 0, 120), false);
}

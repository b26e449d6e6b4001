/* SPDX-License-Identifier: Apache-2.0
 *
 * base/http.c - the few calls of libcurl that a download needs.
 */
#include "base/http.h"

#include <dlfcn.h>
#include <string.h>

#include "base/arena.h"
#include "base/signals.h"

/* From curl/curl.h, whose numbers are part of the library's ABI and never change. */
enum curl_option {
    CURL_URL = 10002,
    CURL_WRITEDATA = 10001,
    CURL_ERRORBUFFER = 10010,
    CURL_USERAGENT = 10018,
    CURL_HTTPHEADER = 10023,
    CURL_CUSTOMREQUEST = 10036,
    CURL_NOPROXY = 10177,
    CURL_TIMEOUT_MS = 155,
    CURL_HEADERDATA = 10029,
    CURL_XFERINFODATA = 10057,
    CURL_WRITEFUNCTION = 20011,
    CURL_HEADERFUNCTION = 20079,
    CURL_XFERINFOFUNCTION = 20219,
    CURL_LOW_SPEED_LIMIT = 19,
    CURL_LOW_SPEED_TIME = 20,
    CURL_NOPROGRESS = 43,
    CURL_FOLLOWLOCATION = 52,
    CURL_MAXREDIRS = 68,
    CURL_NOSIGNAL = 99,
    CURL_CONNECTTIMEOUT_MS = 156,
    /* Not their successors that take texts: before 7.85 those are unknown, and nothing is
     * bounded. */
    CURL_PROTOCOLS = 181,
    CURL_REDIR_PROTOCOLS = 182
};
enum { CURL_HTTP = 1, CURL_HTTPS = 2, CURL_FILE = 1 << 10 };
enum { CURL_INFO_RESPONSE_CODE = 0x200002, CURL_GLOBAL_ALL = 3, CURL_ERROR_BYTES = 256 };

typedef int easy_setopt_fn(void *handle, int option, ...);
typedef int easy_getinfo_fn(void *handle, int info, ...);

struct curl {
    int (*global_init)(long flags);
    void *(*easy_init)(void);
    void (*easy_cleanup)(void *handle);
    int (*easy_perform)(void *handle);
    const char *(*easy_strerror)(int code);
    void *(*slist_append)(void *list, const char *text);
    void (*slist_free_all)(void *list);
    easy_setopt_fn *setopt;
    easy_getinfo_fn *getinfo;
};

static bool find(void *library, const char *name, void *slot)
{
    void *symbol = dlsym(library, name);
    memcpy(slot, &symbol, sizeof symbol); /* POSIX: a function's address fits */
    return symbol != NULL;
}

/* Once a process; verbs that fetch do so from one thread. */
static const struct curl *load_curl(void)
{
    static const char *const names[] = { "libcurl.so.4", "libcurl-gnutls.so.4" };
    static struct curl curl;
    static bool good;
    void *library = NULL;
    for (size_t i = 0; i < LW_COUNT(names) && !library && !good; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (!good && library)
        good = find(library, "curl_global_init", &curl.global_init) &&
               find(library, "curl_easy_init", &curl.easy_init) &&
               find(library, "curl_easy_cleanup", &curl.easy_cleanup) &&
               find(library, "curl_easy_perform", &curl.easy_perform) &&
               find(library, "curl_easy_strerror", &curl.easy_strerror) &&
               find(library, "curl_slist_append", &curl.slist_append) &&
               find(library, "curl_slist_free_all", &curl.slist_free_all) &&
               find(library, "curl_easy_setopt", &curl.setopt) &&
               find(library, "curl_easy_getinfo", &curl.getinfo) &&
               curl.global_init(CURL_GLOBAL_ALL) == 0;
    return good ? &curl : NULL;
}

/* One transfer. */
struct transfer {
    const struct curl *curl;
    const struct lw_http_request *request;
    struct lw_http_response response;
    void *handle, *headers;
    bool too_long, write_failed;
};

static void transfer_clear(struct transfer *t)
{
    if (t->handle)
        t->curl->easy_cleanup(t->handle);
    if (t->headers)
        t->curl->slist_free_all(t->headers);
}

static size_t on_body(const char *bytes, size_t size, size_t count, void *ctx)
{
    struct transfer *t = ctx;
    size_t len = size * count;
    long status = 0;
    (void)t->curl->getinfo(t->handle, CURL_INFO_RESPONSE_CODE, &status);
    if (status != 0 && status != 200 && !t->request->any_status)
        return len; /* a page of an error: not ours to keep */
    t->too_long = len > t->request->max_bytes - t->response.bytes;
    if (t->too_long)
        return 0;
    t->write_failed = fwrite(bytes, 1, len, t->request->into) != len;
    t->response.bytes += len;
    if (t->request->progress)
        lw_progress_add(t->request->progress, len);
    return t->write_failed ? 0 : len;
}

static void keep_header(char *out, size_t room, struct lw_view line, struct lw_view name)
{
    if (!lw_view_starts_nocase(line, name))
        return;
    struct lw_view value = lw_view_trim(lw_view_from(line, name.len));
    bool clean = value.len < room;
    for (size_t i = 0; i < value.len; i++)
        clean = clean && value.ptr[i] >= 0x20 && value.ptr[i] < 0x7f;
    snprintf(out, room, "%.*s", clean ? (int)value.len : 0, (const char *)value.ptr);
}

static size_t on_header(const char *bytes, size_t size, size_t count, void *ctx)
{
    struct transfer *t = ctx;
    struct lw_view line = lw_view(bytes, size * count);
    if (lw_view_starts_nocase(line, LW_VIEW("HTTP/"))) /* another answer, after a redirect */
        t->response.etag[0] = t->response.last_modified[0] = '\0';
    keep_header(t->response.etag, sizeof t->response.etag, line, LW_VIEW("etag:"));
    keep_header(t->response.last_modified, sizeof t->response.last_modified, line,
                LW_VIEW("last-modified:"));
    return line.len;
}

/* curl_off_t is 64 bits wide everywhere. */
static int on_progress(void *ctx, int64_t total, int64_t done, int64_t up_total, int64_t up_done)
{
    (void)ctx, (void)total, (void)done, (void)up_total, (void)up_done;
    return lw_interrupted();
}

static void add_header(struct transfer *t, const char *name, const char *value)
{
    if (!value || !value[0])
        return;
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    struct lw_view line = lw_arena_printf(&scratch, "%s: %s", name, value);
    t->headers = t->curl->slist_append(t->headers, (const char *)line.ptr);
}

static void prepare(struct transfer *t, char *message)
{
    const struct lw_http_request *r = t->request;
    easy_setopt_fn *set = t->curl->setopt;
    struct lw_view url = lw_view_c(r->url);
    bool file = lw_view_starts_nocase(url, LW_VIEW("file:"));
    bool secure = lw_view_starts_nocase(url, LW_VIEW("https:"));
    add_header(t, "If-None-Match", r->etag);
    add_header(t, "If-Modified-Since", r->last_modified);
    for (const char *const *h = r->headers; h && *h; h++)
        t->headers = t->curl->slist_append(t->headers, *h);
    if (r->method)
        set(t->handle, CURL_CUSTOMREQUEST, r->method);
    if (r->direct)
        set(t->handle, CURL_NOPROXY, "*");
    set(t->handle, CURL_TIMEOUT_MS, r->total_timeout_ms);
    set(t->handle, CURL_URL, r->url);
    const long web = secure ? CURL_HTTPS : CURL_HTTP | CURL_HTTPS;
    set(t->handle, CURL_PROTOCOLS, file ? (long)CURL_FILE : web);
    set(t->handle, CURL_REDIR_PROTOCOLS, web);
    set(t->handle, CURL_FOLLOWLOCATION, r->headers ? 0L : 1L);
    set(t->handle, CURL_MAXREDIRS, 5L);
    set(t->handle, CURL_NOSIGNAL, 1L);
    set(t->handle, CURL_USERAGENT, "layerward/" LW_VERSION);
    set(t->handle, CURL_HTTPHEADER, t->headers);
    set(t->handle, CURL_CONNECTTIMEOUT_MS, r->connect_timeout_ms);
    set(t->handle, CURL_LOW_SPEED_LIMIT, 100L);
    set(t->handle, CURL_LOW_SPEED_TIME, r->stall_timeout_s);
    set(t->handle, CURL_ERRORBUFFER, message);
    set(t->handle, CURL_WRITEFUNCTION, on_body);
    set(t->handle, CURL_WRITEDATA, t);
    set(t->handle, CURL_HEADERFUNCTION, on_header);
    set(t->handle, CURL_HEADERDATA, t);
    set(t->handle, CURL_XFERINFOFUNCTION, on_progress);
    set(t->handle, CURL_XFERINFODATA, t);
    set(t->handle, CURL_NOPROGRESS, 0L);
}

lw_status lw_http_get(struct lw_http_response *out, const struct lw_http_request *request,
                      struct lw_err *err)
{
    char message[CURL_ERROR_BYTES] = "";
    const char *name = request->name ? request->name : request->url;
    LW_CLEANUP(transfer_clear) struct transfer t = { .curl = load_curl(), .request = request };
    LW_ENSURE(t.curl, err, LW_E_UNSUPPORTED, 0,
              "%s: cannot be fetched: there is no libcurl here (install libcurl4, or fetch it by "
              "other means and name the file)",
              name);
    t.handle = t.curl->easy_init();
    if (!t.handle)
        lw_oom(0);
    prepare(&t, message);
    int code = t.curl->easy_perform(t.handle);
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "%s: interrupted", name);
    LW_ENSURE(!t.too_long, err, LW_E_LIMIT, request->max_bytes,
              "%s: is over the limit of %llu bytes", name, (unsigned long long)request->max_bytes);
    LW_ENSURE(!t.write_failed, err, LW_E_IO, 0, "%s: what was fetched cannot be written", name);
    LW_ENSURE(code == 0, err, LW_E_REMOTE, t.response.bytes, "%s: %s", name,
              message[0] ? message : t.curl->easy_strerror(code));
    (void)t.curl->getinfo(t.handle, CURL_INFO_RESPONSE_CODE, &t.response.status);
    LW_ENSURE(request->any_status || t.response.status == 0 || t.response.status == 200 ||
                  t.response.status == 304,
              err, LW_E_REMOTE, 0, "%s: the server answers %ld", name, t.response.status);
    *out = t.response;
    return LW_OK;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/session.c - one call, from its address to its answer.
 */
#include "aws/session.h"

#include <stdlib.h>
#include <time.h>

#include "aws/sigv4.h"
#include "base/http.h"
#include "base/signals.h"
#include "base/text.h"

enum {
    TRIES = 4,
    FIRST_WAIT_MS = 200, /* then twice as long each time */
    MAX_ANSWER_BYTES = 4 << 20,
    CONNECT_TIMEOUT_MS = 10000,
    STALL_TIMEOUT_S = 30
};

lw_status lw_aws_session_begin(struct lw_aws_session *out, const char *profile,
                               const char *endpoint_url, struct lw_err *err)
{
    *out = (struct lw_aws_session){ .secrets = LW_ARENA_INIT, .endpoint_url = endpoint_url };
    return lw_aws_credentials_find(&out->credentials, profile, &out->secrets, err);
}

void lw_aws_session_end(struct lw_aws_session *session)
{
    lw_arena_wipe_clear(&session->secrets);
    session->credentials = (struct lw_aws_credentials){ .source = NULL };
}

/* Each partition has a domain of its own (botocore's endpoints.json). */
static const char *domain_of(struct lw_view partition)
{
    static const char *const domains[][2] = {
        { "aws", "amazonaws.com" },        { "aws-cn", "amazonaws.com.cn" },
        { "aws-us-gov", "amazonaws.com" }, { "aws-iso", "c2s.ic.gov" },
        { "aws-iso-b", "sc2s.sgov.gov" },  { "aws-iso-e", "cloud.adc-e.uk" },
        { "aws-iso-f", "csp.hci.ic.gov" }, { "aws-eusc", "amazonaws.eu" },
    };
    for (size_t i = 0; i < LW_COUNT(domains); i++)
        if (lw_view_is(partition, domains[i][0]))
            return domains[i][1];
    return NULL;
}

static bool is_region(struct lw_view region)
{
    for (size_t i = 0; i < region.len; i++)
        if (!lw_is_alnum(region.ptr[i]) && region.ptr[i] != '-')
            return false;
    return region.len && region.len <= 32 && region.ptr[0] != '-';
}

static const char *configured_endpoint(const struct lw_aws_call *call, struct lw_arena *arena)
{
    char *name =
        (char *)(uintptr_t)lw_arena_printf(arena, "AWS_ENDPOINT_URL_%s", call->service).ptr;
    const char *ignored = getenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
    if (ignored && lw_view_eq_nocase(lw_view_c(ignored), LW_VIEW("true")))
        return NULL;
    for (char *p = name; *p; p++)
        *p = (char)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p);
    const char *own = getenv(name), *all = getenv("AWS_ENDPOINT_URL");
    return own && own[0] ? own : all && all[0] ? all : NULL;
}

lw_status lw_aws_endpoint(struct lw_view *out, const struct lw_aws_session *session,
                          const struct lw_aws_call *call, struct lw_arena *arena,
                          struct lw_err *err)
{
    const char *url = session->endpoint_url ? session->endpoint_url
                                            : configured_endpoint(call, arena);
    if (url) {
        *out = lw_view_c(url);
        while (lw_view_ends(*out, LW_VIEW("/")))
            out->len--;
        size_t scheme = lw_view_find(*out, LW_VIEW("://"));
        struct lw_view host = scheme == LW_NOT_FOUND ? LW_VIEW_NONE
                                                     : lw_view_from(*out, scheme + 3);
        LW_ENSURE((lw_view_starts_nocase(*out, LW_VIEW("https:")) ||
                   lw_view_starts_nocase(*out, LW_VIEW("http:"))) &&
                      host.len && lw_view_find_byte(host, '/') == LW_NOT_FOUND,
                  err, LW_E_USAGE, 0, "%.200s: an endpoint is http(s)://HOST[:PORT]", url);
        return LW_OK;
    }
    const char *domain = domain_of(call->partition);
    LW_ENSURE(domain, err, LW_E_USAGE, 0, "%.*s is no partition of AWS that is known here",
              LW_FMT(call->partition));
    LW_ENSURE(is_region(call->region), err, LW_E_USAGE, 0, "%.*s is no region of AWS",
              LW_FMT(call->region));
    *out = lw_arena_printf(arena, "https://%s.%.*s.%s", call->service, LW_FMT(call->region),
                           domain);
    return LW_OK;
}

/* One answer. */
struct answer {
    long status;
    char *text; /* malloc */
    size_t len;
};

/* It can have an address that is as good as a key. */
static void answer_clear(struct answer *answer)
{
    if (answer->text)
        explicit_bzero(answer->text, answer->len);
    free(answer->text);
    *answer = (struct answer){ 0 };
}

static lw_status send_once(struct answer *answer, const struct lw_aws_session *session,
                           const struct lw_aws_call *call, struct lw_view endpoint,
                           struct lw_err *err)
{
    LW_CLEANUP(lw_arena_wipe_clear) struct lw_arena scratch = LW_ARENA_INIT; /* keys, headers */
    char date[32];
    int64_t now = (int64_t)time(
        NULL); /* the server compares it with its own: no date that is set */
    struct lw_view host = lw_view_from(endpoint, lw_view_find(endpoint, LW_VIEW("://")) + 3);
    struct lw_sigv4 signature;
    lw_sigv4_date(date, now);
    const struct lw_sigv4_header signed_headers[] = {
        { LW_VIEW("host"), host },
        { LW_VIEW("x-amz-date"), lw_view_c(date) },
        { LW_VIEW("x-amz-security-token"), session->credentials.token },
    };
    const struct lw_sigv4_request request = {
        .method = LW_VIEW("GET"),
        .path = lw_view_c(call->path),
        .query = lw_view_c(call->query),
        .headers = signed_headers,
        .header_count = session->credentials.token.len ? 3 : 2,
    };
    const struct lw_sigv4_scope scope = { &session->credentials, call->region,
                                          lw_view_c(call->service), now };
    LW_TRY(lw_sigv4_sign(&signature, &request, &scope, &scratch, err));
    const char *headers[] = {
        (const char *)lw_arena_printf(&scratch, "Authorization: %.*s",
                                      LW_FMT(signature.authorization))
            .ptr,
        (const char *)lw_arena_printf(&scratch, "X-Amz-Date: %s", date).ptr,
        session->credentials.token.len
            ? (const char *)lw_arena_printf(&scratch, "X-Amz-Security-Token: %.*s",
                                            LW_FMT(session->credentials.token))
                  .ptr
            : NULL,
        NULL,
    };
    FILE *into = open_memstream(&answer->text, &answer->len);
    if (!into)
        lw_oom(0);
    const struct lw_http_request http = {
        .url = (const char *)lw_arena_printf(&scratch, "%.*s%s?%s", LW_FMT(endpoint), call->path,
                                             call->query)
                   .ptr,
        .headers = headers,
        .any_status = true,
        .into = into,
        .max_bytes = MAX_ANSWER_BYTES,
        .connect_timeout_ms = CONNECT_TIMEOUT_MS,
        .stall_timeout_s = STALL_TIMEOUT_S,
    };
    struct lw_http_response response = { 0 };
    lw_status status = lw_http_get(&response, &http, err);
    answer->status = response.status;
    fclose(into);
    return status;
}

/* Throttled, or not at home just now. */
static bool may_pass(const struct answer *answer)
{
    struct lw_view text = lw_view(answer->text, answer->len);
    return answer->status == 429 || answer->status >= 500 ||
           (answer->status == 400 && lw_view_find(text, LW_VIEW("Throttling")) != LW_NOT_FOUND);
}

static lw_status send_call(struct answer *answer, const struct lw_aws_session *session,
                           const struct lw_aws_call *call, struct lw_arena *arena,
                           struct lw_err *err)
{
    struct lw_view endpoint = LW_VIEW_NONE;
    long wait_ms = FIRST_WAIT_MS;
    LW_TRY(lw_aws_endpoint(&endpoint, session, call, arena, err));
    for (unsigned i = 1;; i++, wait_ms *= 2) {
        lw_status status = send_once(answer, session, call, endpoint, err);
        bool again = lw_ok(status) ? may_pass(answer) : status.code == LW_E_REMOTE;
        if (!again || i == TRIES || lw_interrupted())
            return status;
        answer_clear(answer);
        const struct timespec pause = { wait_ms / 1000, wait_ms % 1000 * 1000000 };
        nanosleep(&pause, NULL); /* a signal ends it early, and is seen above */
    }
}

static lw_status refused(const struct answer *answer, const struct lw_aws_session *session,
                         const struct lw_aws_call *call, struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    struct lw_view words = LW_VIEW_NONE, text = lw_view(answer->text, answer->len);
    if (lw_ok(lw_json_parse(&doc, text, MAX_ANSWER_BYTES, NULL))) {
        words = lw_json_str(yyjson_doc_get_root(doc), "Message");
        if (!words.len)
            words = lw_json_str(yyjson_doc_get_root(doc), "message");
    }
    words = lw_text_safe(arena, lw_view_sub(words, 0, 300));
    bool denied = answer->status == 401 || answer->status == 403;
    LW_FAIL(err,
            denied                  ? LW_E_DENIED
            : answer->status == 404 ? LW_E_NOT_FOUND
                                    : LW_E_REMOTE,
            0, "%s with the credentials of %s: AWS answers %ld%s%.*s", call->action,
            session->credentials.source, answer->status, words.len ? ": " : "", LW_FMT(words));
}

lw_status lw_aws_get(yyjson_doc **out, const struct lw_aws_session *session,
                     const struct lw_aws_call *call, struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(answer_clear) struct answer answer = { 0 };
    LW_TRY(send_call(&answer, session, call, arena, err));
    if (answer.status != 200)
        return refused(&answer, session, call, arena, err);
    lw_status status = lw_json_parse_strict(out, lw_view(answer.text, answer.len), MAX_ANSWER_BYTES,
                                            err);
    if (!lw_ok(status))
        lw_err_prefix(err, "%s: the answer", call->action);
    return status;
}

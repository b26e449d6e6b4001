/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/credentials.c - asks each provider in turn.
 */
#include "aws/credentials.h"

#include <stdlib.h>

#include "aws/providers.h"
#include "base/http.h"
#include "base/json.h"

enum { MAX_ANSWER_BYTES = 64 << 10 };

static const struct lw_aws_provider *const providers[] = {
    &lw_aws_provider_environment,
    &lw_aws_provider_profile,
    &lw_aws_provider_container,
    &lw_aws_provider_instance,
};

/* They become headers: a line break in one would add others. */
static bool is_printable(struct lw_view text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] <= ' ' || text.ptr[i] >= 0x7f)
            return false;
    return true;
}

lw_status lw_aws_credentials_find(struct lw_aws_credentials *out, const char *profile,
                                  struct lw_arena *arena, struct lw_err *err)
{
    for (size_t i = 0; i < LW_COUNT(providers); i++) {
        *out = (struct lw_aws_credentials){ .source = providers[i]->name };
        if (profile && !providers[i]->of_profile)
            continue;
        LW_TRY(providers[i]->find(out, profile, arena, err));
        if (!out->key_id.len)
            continue;
        LW_ENSURE(out->secret.len && is_printable(out->key_id) && is_printable(out->secret) &&
                      is_printable(out->token),
                  err, LW_E_CONFIG, 0, "the AWS credentials of %s are not complete, or not text",
                  out->source);
        return LW_OK;
    }
    LW_FAIL(err, LW_E_DENIED, 0,
            "there are no AWS credentials: neither AWS_ACCESS_KEY_ID, nor a profile, nor a role of "
            "a container or an instance; after `aws sso login` use `eval \"$(aws configure "
            "export-credentials --format env)\"`");
}

lw_status lw_aws_credentials_read(struct lw_aws_credentials *out, struct lw_view json,
                                  const char *where, struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_ENSURE(lw_ok(lw_json_parse_strict(&doc, json, MAX_ANSWER_BYTES, NULL)), err, LW_E_FORMAT, 0,
              "%s: the answer is not the JSON of credentials", where);
    yyjson_val *root = yyjson_doc_get_root(doc);
    struct lw_view token = lw_json_str(root, "SessionToken"); /* of processes */
    out->key_id = lw_arena_copy(arena, lw_json_str(root, "AccessKeyId"));
    out->secret = lw_arena_copy(arena, lw_json_str(root, "SecretAccessKey"));
    out->token = lw_arena_copy(arena, token.len ? token : lw_json_str(root, "Token"));
    LW_ENSURE(out->key_id.len && out->secret.len, err, LW_E_FORMAT, 0,
              "%s: the answer has no AccessKeyId or no SecretAccessKey", where);
    return LW_OK;
}

static void close_p(FILE **file)
{
    if (*file)
        fclose(*file);
}

/* What an address of this machine answers. */
struct text {
    char *ptr; /* malloc */
    size_t len;
};

static void text_wipe(struct text *text)
{
    if (text->ptr)
        explicit_bzero(text->ptr, text->len);
    free(text->ptr);
}

lw_status lw_aws_local_get(struct lw_view *out, const struct lw_aws_local *request,
                           struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(text_wipe) struct text text = { 0 };
    LW_CLEANUP(close_p) FILE *into = NULL;
    struct lw_http_response answer = { 0 };
    into = open_memstream(&text.ptr, &text.len);
    if (!into)
        lw_oom(0);
    const struct lw_http_request http = {
        .url = request->url,
        .method = request->method,
        .headers = request->headers,
        .direct = true,
        .any_status = true,
        .into = into,
        .max_bytes = MAX_ANSWER_BYTES,
        .connect_timeout_ms = request->timeout_ms,
        .total_timeout_ms = request->timeout_ms,
        .stall_timeout_s = 5,
    };
    *out = LW_VIEW_NONE;
    lw_status status = lw_http_get(&answer, &http, request->must ? err : NULL);
    if (!lw_ok(status) && (request->must || status.code == LW_E_INTERRUPTED))
        return status;
    LW_ENSURE(!request->must || answer.status == 200, err, LW_E_REMOTE, 0,
              "%s: answers %ld where credentials were expected", request->url, answer.status);
    if (!lw_ok(status) || answer.status != 200 || fflush(into) != 0)
        return LW_OK;
    *out = lw_arena_copy(arena, lw_view(text.ptr, text.len));
    return LW_OK;
}

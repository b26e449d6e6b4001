/* SPDX-License-Identifier: Apache-2.0
 *
 * aws/lambda.c - GetLayerVersionByArn, and the zip that it gives an address of.
 */
#include "aws/lambda.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "aws/sigv4.h"
#include "base/arn.h"
#include "base/base64.h"
#include "base/file.h"
#include "base/http.h"

enum { CONNECT_TIMEOUT_MS = 10000, STALL_TIMEOUT_S = 30 };

/* What AWS says of a layer version. */
struct content {
    struct lw_view url;
    struct lw_digest sha256;
    uint64_t bytes;
};

static lw_status read_content(struct content *out, yyjson_val *root, struct lw_view arn,
                              struct lw_arena *arena, struct lw_err *err)
{
    yyjson_val *content = lw_json_obj(root, "Content");
    yyjson_val *size = yyjson_obj_get(content, "CodeSize");
    struct lw_view digest;
    LW_ENSURE(lw_view_eq(lw_json_str(root, "LayerVersionArn"), arn), err, LW_E_FORMAT, 0,
              "lambda:GetLayerVersion: the answer is about another ARN than %.*s", LW_FMT(arn));
    out->url = lw_arena_copy(arena, lw_json_str(content, "Location"));
    LW_ENSURE(out->url.len && yyjson_is_uint(size), err, LW_E_FORMAT, 0,
              "lambda:GetLayerVersion: the answer has no Location or no CodeSize");
    out->bytes = yyjson_get_uint(size);
    LW_ENSURE(lw_ok(lw_base64_decode(&digest, lw_json_str(content, "CodeSha256"), arena, NULL)) &&
                  digest.len == sizeof out->sha256.bytes,
              err, LW_E_FORMAT, 0, "lambda:GetLayerVersion: the answer has no CodeSha256");
    memcpy(out->sha256.bytes, digest.ptr, sizeof out->sha256.bytes);
    return LW_OK;
}

static lw_status ask(struct content *out, bool *plain, const struct lw_aws_session *session,
                     struct lw_view arn, struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_CLEANUP(lw_buf_clear) struct lw_buf query = LW_BUF_INIT;
    struct lw_layer_arn parts;
    struct lw_view endpoint = LW_VIEW_NONE;
    LW_ENSURE(lw_layer_arn_parse(&parts, arn), err, LW_E_USAGE, 0,
              "%.*s is not the ARN of a layer version", LW_FMT(arn));
    lw_buf_add_c(&query, "find=LayerVersion&Arn=");
    lw_sigv4_encode(&query, arn, false);
    const struct lw_aws_call call = {
        .action = "lambda:GetLayerVersion",
        .service = "lambda",
        .partition = parts.partition,
        .region = parts.region,
        .path = "/2018-10-31/layers",
        .query = (const char *)lw_arena_copy(arena, lw_buf_view(&query)).ptr,
    };
    LW_TRY(lw_aws_endpoint(&endpoint, session, &call, arena, err));
    *plain = !lw_view_starts_nocase(endpoint, LW_VIEW("https:"));
    LW_TRY(lw_aws_get(&doc, session, &call, arena, err));
    return read_content(out, yyjson_doc_get_root(doc), arn, arena, err);
}

static lw_status check(int fd, const struct content *content, struct lw_view arn,
                       struct lw_err *err)
{
    LW_CLEANUP(lw_sha256_free_p) struct lw_sha256 *hash = lw_sha256_new();
    uint8_t piece[1 << 16];
    uint64_t total = 0;
    for (ssize_t n; (n = pread(fd, piece, sizeof piece, (off_t)total)) != 0;) {
        LW_ENSURE(n > 0 || errno == EINTR, err, LW_E_IO, total, "the zip of %.*s: cannot read: %s",
                  LW_FMT(arn), strerror(errno));
        lw_sha256_add(hash, lw_view(piece, n > 0 ? (size_t)n : 0));
        total += n > 0 ? (uint64_t)n : 0;
    }
    struct lw_digest digest = lw_sha256_end(hash);
    LW_ENSURE(total == content->bytes && lw_digest_eq(&digest, &content->sha256), err,
              LW_E_UNTRUSTED, 0,
              "the zip of %.*s is not what AWS says it is: %llu bytes for %llu, or another SHA-256",
              LW_FMT(arn), (unsigned long long)total, (unsigned long long)content->bytes);
    return LW_OK;
}

static lw_status download(int fd, const struct content *content, struct lw_view arn,
                          struct lw_progress *progress, struct lw_arena *arena, struct lw_err *err)
{
    int copy = dup(fd);
    FILE *into = copy < 0 ? NULL : fdopen(copy, "wb");
    if (!into && copy >= 0)
        close(copy);
    LW_ENSURE(into, err, LW_E_IO, 0, "cannot open a temporary file: %s", strerror(errno));
    const struct lw_http_request request = {
        .url = (const char *)content->url.ptr,
        /* The address is as good as a key for some minutes: no message has it. */
        .name = (const char *)lw_arena_printf(arena, "the zip of %.*s", LW_FMT(arn)).ptr,
        .into = into,
        .max_bytes = content->bytes,
        .connect_timeout_ms = CONNECT_TIMEOUT_MS,
        .stall_timeout_s = STALL_TIMEOUT_S,
        .progress = progress,
    };
    struct lw_http_response response;
    lw_status status = lw_http_get(&response, &request, err);
    bool written = fclose(into) == 0;
    LW_TRY(status);
    LW_ENSURE(written, err, LW_E_IO, 0, "%s: what was fetched cannot be written", request.name);
    return check(fd, content, arn, err);
}

lw_status lw_lambda_get_layer(int *out_fd, const struct lw_aws_session *session, struct lw_view arn,
                              uint64_t max_bytes, struct lw_progress *progress,
                              struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_close_p) int fd = -1;
    struct content content = { 0 };
    bool plain = false;
    LW_TRY(ask(&content, &plain, session, arn, arena, err));
    LW_ENSURE(content.bytes <= max_bytes, err, LW_E_LIMIT, content.bytes,
              "the zip of %.*s has %llu bytes, over the limit of %llu", LW_FMT(arn),
              (unsigned long long)content.bytes, (unsigned long long)max_bytes);
    LW_ENSURE(lw_view_starts_nocase(content.url, LW_VIEW("https://")) ||
                  (plain && lw_view_starts_nocase(content.url, LW_VIEW("http://"))),
              err, LW_E_UNTRUSTED, 0, "the address of the zip of %.*s is not https", LW_FMT(arn));
    LW_TRY(lw_file_temporary(&fd, err));
    LW_TRY(download(fd, &content, arn, progress, arena, err));
    LW_ENSURE(lseek(fd, 0, SEEK_SET) == 0, err, LW_E_IO, 0, "cannot rewind a temporary file");
    *out_fd = fd;
    fd = -1;
    return LW_OK;
}

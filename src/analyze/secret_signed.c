/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/secret_signed.c - tokens and files with a structure: macaroons, JWTs, logins, key files.
 *
 * Spec:    RFC 7515, RFC 7519; libmacaroons, "Binary format v2"; RFC 7617.
 */
#include <stdio.h>

#include "analyze/secret.h"
#include "base/json.h"
#include "base/reader.h"

enum { DECODED_MAX_BYTES = 4096, NEAR_BYTES = 6144, SIGNATURE_MIN_CHARS = 20 };
enum { MACAROON_SIGNATURE = 6, MACAROON_SIGNATURE_BYTES = 32 };

/* Fields of a type and a length up to the signature, which ends it. */
bool lw_secret_pypi(struct lw_secret *secret)
{
    uint8_t bytes[DECODED_MAX_BYTES];
    size_t count = lw_secret_base64(bytes, sizeof bytes, lw_view_from(secret->value, 5));
    struct lw_reader r = lw_reader(lw_view(bytes, count));
    if (lw_u8(&r) != 2)
        return false;
    while (!r.bad && lw_left(&r)) {
        uint64_t type = lw_uvarint(&r);
        if (type == 0)
            continue;
        uint64_t len = lw_uvarint(&r);
        lw_skip(&r, len);
        if (type == MACAROON_SIGNATURE)
            return !r.bad && len == MACAROON_SIGNATURE_BYTES;
    }
    return false;
}

/* A part of a token that is a JSON object; NULL where it is none. */
static yyjson_doc *object_of(struct lw_view part)
{
    uint8_t bytes[DECODED_MAX_BYTES];
    yyjson_doc *doc = NULL;
    size_t count = lw_secret_base64(bytes, sizeof bytes, part);
    if (!lw_ok(lw_json_parse(&doc, lw_view(bytes, count), sizeof bytes, NULL)))
        return NULL;
    if (yyjson_is_obj(yyjson_doc_get_root(doc)))
        return doc;
    lw_json_free_p(&doc);
    return NULL;
}

/* The match begins in the second part: the first is before it. */
static bool whole_token(struct lw_secret *secret, struct lw_view parts[3])
{
    size_t dot = secret->at - 1, from = dot, end = secret->at + secret->value.len;
    if (secret->at < 2 || secret->bytes.ptr[dot] != '.' || end >= secret->bytes.len ||
        secret->bytes.ptr[end] != '.')
        return false;
    while (from > 0 && dot - from < 512 &&
           (lw_is_alnum(secret->bytes.ptr[from - 1]) || strchr("_-", secret->bytes.ptr[from - 1])))
        from--;
    size_t stop = end + 1;
    while (stop < secret->bytes.len && stop - end < 2048 &&
           (lw_is_alnum(secret->bytes.ptr[stop]) || strchr("_-", secret->bytes.ptr[stop])))
        stop++;
    parts[0] = lw_view_sub(secret->bytes, from, dot - from);
    parts[1] = secret->value;
    parts[2] = lw_view_sub(secret->bytes, end + 1, stop - end - 1);
    secret->value = lw_view_sub(secret->bytes, from, stop - from);
    secret->at = from;
    return true;
}

/* The tokens by which the specification and its sites explain what a token is. */
static bool is_specimen(yyjson_val *claims)
{
    return lw_view_is(lw_json_str(claims, "name"), "John Doe") ||
           lw_view_is(lw_json_str(claims, "sub"), "1234567890") ||
           lw_view_is(lw_json_str(claims, "iss"), "joe") ||
           lw_view_find(lw_json_str(claims, "iss"), LW_VIEW("example")) != LW_NOT_FOUND;
}

bool lw_secret_jwt(struct lw_secret *secret)
{
    struct lw_view parts[3];
    if (!whole_token(secret, parts) || parts[2].len < SIGNATURE_MIN_CHARS)
        return false;
    LW_CLEANUP(lw_json_free_p) yyjson_doc *head = object_of(parts[0]);
    LW_CLEANUP(lw_json_free_p) yyjson_doc *body = object_of(parts[1]);
    struct lw_view algorithm = lw_json_str(head ? yyjson_doc_get_root(head) : NULL, "alg");
    if (!head || !body || algorithm.len == 0 || lw_view_eq_nocase(algorithm, LW_VIEW("none")) ||
        is_specimen(yyjson_doc_get_root(body)))
        return false;
    struct lw_view issuer = lw_json_str(yyjson_doc_get_root(body), "iss");
    if (issuer.len && issuer.len <= 60)
        snprintf(secret->note, sizeof secret->note, "%.*s, issued by %.*s",
                 (int)(algorithm.len > 16 ? 16 : algorithm.len), (const char *)algorithm.ptr,
                 LW_FMT(issuer));
    else
        snprintf(secret->note, sizeof secret->note, "%.*s",
                 (int)(algorithm.len > 16 ? 16 : algorithm.len), (const char *)algorithm.ptr);
    return true;
}

/* "user:password" in base 64, printable all through. */
bool lw_secret_docker_auth(struct lw_secret *secret)
{
    uint8_t text[DECODED_MAX_BYTES];
    struct lw_view login = lw_view(text, lw_secret_base64(text, sizeof text, secret->value));
    size_t colon = lw_view_find_byte(login, ':');
    if (colon == LW_NOT_FOUND || colon == 0 || login.len - colon < 5)
        return false;
    for (size_t i = 0; i < login.len; i++)
        if (text[i] < ' ' || text[i] > '~')
            return false;
    struct lw_view password = lw_view_from(login, colon + 1);
    snprintf(secret->note, sizeof secret->note, "of user %.*s", (int)(colon > 40 ? 40 : colon),
             (const char *)text);
    return !lw_secret_is_placeholder(password, true) && lw_entropy_tenths(password) >= 22 &&
           !lw_view_eq_nocase(password, LW_VIEW("password")) &&
           !lw_view_starts_nocase(login, LW_VIEW("user")) &&
           lw_view_find(password, LW_VIEW("open sesame")) == LW_NOT_FOUND;
}

/* The id of a key says nothing without the key, which stands beside it. */
bool lw_secret_google_service(struct lw_secret *secret)
{
    size_t from = secret->at > NEAR_BYTES ? secret->at - NEAR_BYTES : 0;
    struct lw_view around = lw_view_sub(secret->bytes, from, 2 * NEAR_BYTES);
    return lw_view_find(around, LW_VIEW("service_account")) != LW_NOT_FOUND &&
           lw_view_find(around, LW_VIEW("-----BEGIN PRIVATE KEY-----")) != LW_NOT_FOUND;
}

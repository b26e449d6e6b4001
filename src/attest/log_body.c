/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/log_body.c - what a log entry is about.
 */
#include "attest/log.h"

#include "base/base64.h"

/* What the entry's body must agree with. */
struct expected {
    struct lw_view signature;
    struct lw_digest payload; /* of an envelope; else of the message */
    struct lw_digest message; /* of what is signed */
    const struct lw_key *key;
    const struct lw_certificate *leaf;
    struct lw_arena *arena;
};

static lw_status mismatch(const char *what, struct lw_err *err)
{
    LW_FAIL(err, LW_E_UNTRUSTED, 0, "the log entry is about another %s", what);
}

static lw_status same_hex(yyjson_val *hash, const struct lw_digest *digest, const char *what,
                          struct lw_err *err)
{
    struct lw_digest stated;
    LW_ENSURE(lw_view_is(lw_json_str(hash, "algorithm"), "sha256") &&
                  lw_digest_from_hex(&stated, lw_json_str(hash, "value")),
              err, LW_E_FORMAT, 0, "the log entry has no sha256 of the %s", what);
    return lw_digest_eq(&stated, digest) ? LW_OK : mismatch(what, err);
}

static lw_status same_raw(yyjson_val *hash, const struct lw_digest *digest, const char *what,
                          struct lw_arena *arena, struct lw_err *err)
{
    struct lw_view bytes;
    LW_ENSURE(lw_view_is(lw_json_str(hash, "algorithm"), "SHA2_256"), err, LW_E_FORMAT, 0,
              "the log entry has no SHA2_256 of the %s", what);
    LW_TRY(lw_json_bytes(&bytes, hash, "digest", "the log entry", arena, err));
    return lw_bytes_eq(bytes, lw_view(digest->bytes, 32)) ? LW_OK : mismatch(what, err);
}

static lw_status same_signature(yyjson_val *object, const char *key, const struct expected *want,
                                struct lw_err *err)
{
    struct lw_view bytes;
    LW_TRY(lw_json_bytes(&bytes, object, key, "the log entry", want->arena, err));
    return lw_view_eq(bytes, want->signature) ? LW_OK : mismatch("signature", err);
}

static lw_status same_der(struct lw_view der, const struct expected *want, struct lw_err *err)
{
    bool same = want->leaf && lw_view_eq(der, lw_certificate_der(want->leaf));
    return same ? LW_OK : mismatch("certificate", err);
}

/* A certificate or a key, in PEM, in base64. */
static lw_status same_pem(yyjson_val *object, const char *key, const struct expected *want,
                          struct lw_err *err)
{
    struct lw_view pem;
    LW_TRY(lw_json_bytes(&pem, object, key, "the log entry", want->arena, err));
    if (lw_view_find(pem, LW_VIEW("BEGIN CERTIFICATE")) != LW_NOT_FOUND) {
        struct lw_certificate_list list = { 0 };
        lw_status status = lw_certificates_read_pem(&list, pem, want->arena, err);
        if (lw_ok(status))
            status = same_der(lw_certificate_der(list.items[0]), want, err);
        lw_certificates_free(&list);
        return status;
    }
    LW_CLEANUP(lw_key_free_p) struct lw_key *stated = NULL;
    LW_TRY(lw_key_read_public(&stated, pem, err));
    return lw_digest_eq(lw_key_id(stated), lw_key_id(want->key)) ? LW_OK : mismatch("key", err);
}

/* Of version 2 of the log: a certificate or a key, in DER. */
static lw_status same_verifier(yyjson_val *verifier, const struct expected *want,
                               struct lw_err *err)
{
    yyjson_val *certificate = lw_json_obj(verifier, "x509Certificate");
    yyjson_val *key = lw_json_obj(verifier, "publicKey");
    struct lw_view der;
    LW_TRY(lw_json_bytes(&der, certificate ? certificate : key, "rawBytes",
                         "the log entry's verifier", want->arena, err));
    if (certificate)
        return same_der(der, want, err);
    return lw_view_eq(der, lw_key_spki(want->key)) ? LW_OK : mismatch("key", err);
}

static lw_status only_of(yyjson_val **out, yyjson_val *list, struct lw_err *err)
{
    LW_ENSURE(yyjson_arr_size(list) == 1, err, LW_E_UNTRUSTED, 0,
              "the log entry has %zu signatures, the bundle has one", yyjson_arr_size(list));
    *out = yyjson_arr_get_first(list);
    return LW_OK;
}

static lw_status check_dsse(yyjson_val *spec, const struct expected *want, struct lw_err *err)
{
    yyjson_val *one = NULL;
    LW_TRY(same_hex(lw_json_obj(spec, "payloadHash"), &want->payload, "payload", err));
    LW_TRY(only_of(&one, lw_json_arr(spec, "signatures"), err));
    LW_TRY(same_signature(one, "signature", want, err));
    return same_pem(one, "verifier", want, err);
}

static lw_status check_dsse_v2(yyjson_val *spec, const struct expected *want, struct lw_err *err)
{
    yyjson_val *body = lw_json_obj(spec, "dsseV002"), *one = NULL;
    LW_TRY(same_raw(lw_json_obj(body, "payloadHash"), &want->payload, "payload", want->arena, err));
    LW_TRY(only_of(&one, lw_json_arr(body, "signatures"), err));
    LW_TRY(same_signature(one, "content", want, err));
    return same_verifier(lw_json_obj(one, "verifier"), want, err);
}

/* Here the signature is in base64 twice. */
static lw_status check_intoto(yyjson_val *spec, const struct expected *want, struct lw_err *err)
{
    yyjson_val *content = lw_json_obj(spec, "content"), *one = NULL;
    struct lw_view inner, bytes;
    LW_TRY(same_hex(lw_json_obj(content, "payloadHash"), &want->payload, "payload", err));
    LW_TRY(only_of(&one, lw_json_arr(lw_json_obj(content, "envelope"), "signatures"), err));
    LW_TRY(lw_json_bytes(&inner, one, "sig", "the log entry", want->arena, err));
    LW_TRY(lw_base64_decode(&bytes, inner, want->arena, err));
    if (!lw_view_eq(bytes, want->signature))
        return mismatch("signature", err);
    return same_pem(one, "publicKey", want, err);
}

static lw_status check_hashed(yyjson_val *spec, const struct expected *want, struct lw_err *err)
{
    yyjson_val *signature = lw_json_obj(spec, "signature");
    LW_TRY(
        same_hex(lw_json_obj(lw_json_obj(spec, "data"), "hash"), &want->message, "message", err));
    LW_TRY(same_signature(signature, "content", want, err));
    return same_pem(lw_json_obj(signature, "publicKey"), "content", want, err);
}

static lw_status check_hashed_v2(yyjson_val *spec, const struct expected *want, struct lw_err *err)
{
    yyjson_val *body = lw_json_obj(spec, "hashedRekordV002");
    yyjson_val *signature = lw_json_obj(body, "signature");
    LW_TRY(same_raw(lw_json_obj(body, "data"), &want->message, "message", want->arena, err));
    LW_TRY(same_signature(signature, "content", want, err));
    return same_verifier(lw_json_obj(signature, "verifier"), want, err);
}

static const struct {
    const char *kind, *version;
    bool envelope; /* false: for messages as well */
    lw_status (*check)(yyjson_val *spec, const struct expected *want, struct lw_err *err);
} kinds[] = {
    { "dsse", "0.0.1", true, check_dsse },
    { "dsse", "0.0.2", true, check_dsse_v2 },
    { "intoto", "0.0.2", true, check_intoto },
    { "hashedrekord", "0.0.1", false, check_hashed },
    { "hashedrekord", "0.0.2", false, check_hashed_v2 },
};

static struct expected expect(const struct lw_bundle *bundle, struct lw_arena *arena)
{
    struct expected want = { .arena = arena };
    if (!bundle->have_envelope) {
        want.signature = bundle->message_signature;
        want.payload = want.message = bundle->message;
        return want;
    }
    LW_CLEANUP(lw_buf_clear) struct lw_buf message = LW_BUF_INIT;
    lw_envelope_message(&message, bundle->envelope.payload_type, bundle->envelope.payload);
    want.signature = bundle->envelope.items[0].bytes;
    want.payload = lw_sha256(bundle->envelope.payload);
    want.message = lw_sha256(lw_buf_view(&message));
    return want;
}

lw_status lw_log_check_body(const struct lw_log_entry *entry, const struct lw_bundle *bundle,
                            const struct lw_key *key, const struct lw_certificate *leaf,
                            struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    lw_status status = lw_json_parse_strict(&doc, entry->body, LW_ENVELOPE_MAX_BYTES, err);
    if (!lw_ok(status))
        lw_err_prefix(err, "the log entry's body");
    LW_TRY(status);
    yyjson_val *root = yyjson_doc_get_root(doc);
    struct lw_view kind = lw_json_str(root, "kind"), version = lw_json_str(root, "apiVersion");
    LW_ENSURE(lw_view_eq(kind, entry->kind) && lw_view_eq(version, entry->version), err,
              LW_E_UNTRUSTED, 0, "the log entry is of another kind than the bundle says");
    LW_ENSURE(!bundle->have_envelope || bundle->envelope.count == 1, err, LW_E_UNTRUSTED, 0,
              "the envelope of a bundle must have one signature, not %zu", bundle->envelope.count);
    struct expected want = expect(bundle, arena);
    want.key = key;
    want.leaf = leaf;
    for (size_t i = 0; i < LW_COUNT(kinds); i++)
        if (lw_view_is(kind, kinds[i].kind) && lw_view_is(version, kinds[i].version) &&
            (bundle->have_envelope || !kinds[i].envelope))
            return kinds[i].check(lw_json_obj(root, "spec"), &want, err);
    LW_FAIL(err, LW_E_UNSUPPORTED, 0, "a log entry of kind \"%.*s\" %.*s is not read", LW_FMT(kind),
            LW_FMT(version));
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/bundle.c - reading Sigstore bundles.
 */
#include "attest/bundle.h"

#include "base/base64.h"

enum { MAX_CERTIFICATES = 16, MAX_ENTRIES = 8, MAX_PATH = 64 };

bool lw_bundle_is(struct lw_view media_type)
{
    return lw_view_starts(media_type, LW_VIEW("application/vnd.dev.sigstore.bundle"));
}

static lw_status check_version(struct lw_view type, struct lw_err *err)
{
    static const char *const known[] = {
        "application/vnd.dev.sigstore.bundle+json;version=0.1",
        "application/vnd.dev.sigstore.bundle+json;version=0.2",
        "application/vnd.dev.sigstore.bundle+json;version=0.3",
        "application/vnd.dev.sigstore.bundle.v0.3+json",
    };
    for (size_t i = 0; i < LW_COUNT(known); i++)
        if (lw_view_is(type, known[i]))
            return LW_OK;
    LW_FAIL(err, LW_E_UNSUPPORTED, 0,
            "a bundle of media type \"%.*s\": versions 0.1 to 0.3 are read",
            (int)(type.len > 120 ? 120 : type.len), (const char *)type.ptr);
}

/* In the JSON of protocol buffers a 64-bit number is a text; a number is taken too. */
static lw_status number_of(uint64_t *out, yyjson_val *object, const char *key, bool needed,
                           struct lw_err *err)
{
    yyjson_val *value = yyjson_obj_get(object, key);
    *out = 0;
    if ((!value || yyjson_is_null(value)) && !needed)
        return LW_OK;
    bool good = yyjson_is_uint(value) && yyjson_get_uint(value) <= INT64_MAX;
    if (good)
        *out = yyjson_get_uint(value);
    else
        good = yyjson_is_str(value) && lw_view_u64(out, lw_json_text(value), INT64_MAX);
    LW_ENSURE(good, err, LW_E_FORMAT, 0, "the log entry: \"%s\" is missing or no number", key);
    return LW_OK;
}

static lw_status digest_of(struct lw_digest *out, struct lw_view bytes, const char *what,
                           struct lw_err *err)
{
    LW_ENSURE(bytes.len == sizeof out->bytes, err, LW_E_FORMAT, 0,
              "%s has %zu bytes in place of 32", what, bytes.len);
    memcpy(out->bytes, bytes.ptr, sizeof out->bytes);
    return LW_OK;
}

static lw_status read_path(struct lw_log_proof *out, yyjson_val *hashes, struct lw_arena *arena,
                           struct lw_err *err)
{
    size_t i, max;
    yyjson_val *item;
    LW_ENSURE(yyjson_arr_size(hashes) <= MAX_PATH, err, LW_E_LIMIT, 0,
              "the inclusion proof has %zu hashes; a tree has at most %d", yyjson_arr_size(hashes),
              MAX_PATH);
    out->path = lw_arena_array(arena, yyjson_arr_size(hashes), sizeof *out->path);
    yyjson_arr_foreach(hashes, i, max, item)
    {
        struct lw_view bytes;
        LW_ENSURE(yyjson_is_str(item), err, LW_E_FORMAT, 0,
                  "the inclusion proof: hash %zu is no text", i + 1);
        LW_TRY(lw_base64_decode(&bytes, lw_json_text(item), arena, err));
        LW_TRY(digest_of(&out->path[i], bytes, "a hash of the inclusion proof", err));
        out->path_count++;
    }
    return LW_OK;
}

static lw_status read_proof(struct lw_log_entry *out, yyjson_val *object, struct lw_arena *arena,
                            struct lw_err *err)
{
    yyjson_val *proof = lw_json_obj(object, "inclusionProof");
    struct lw_log_proof *p = &out->proof;
    struct lw_view root;
    if (!proof)
        return LW_OK;
    LW_TRY(number_of(&p->index, proof, "logIndex", false, err));
    LW_TRY(number_of(&p->size, proof, "treeSize", true, err));
    LW_TRY(lw_json_bytes(&root, proof, "rootHash", "the inclusion proof", arena, err));
    LW_TRY(digest_of(&p->root, root, "the root hash of the inclusion proof", err));
    LW_TRY(read_path(p, lw_json_arr(proof, "hashes"), arena, err));
    p->checkpoint = lw_arena_copy(arena, lw_json_str(lw_json_obj(proof, "checkpoint"), "envelope"));
    out->have_proof = true;
    return LW_OK;
}

static lw_status read_entry(struct lw_log_entry *out, yyjson_val *object, struct lw_arena *arena,
                            struct lw_err *err)
{
    yyjson_val *id = lw_json_obj(object, "logId"), *kind = lw_json_obj(object, "kindVersion");
    yyjson_val *promise = lw_json_obj(object, "inclusionPromise");
    uint64_t seconds = 0;
    LW_ENSURE(yyjson_is_obj(object), err, LW_E_FORMAT, 0, "a log entry is no object");
    LW_TRY(number_of(&out->index, object, "logIndex", false, err));
    LW_TRY(number_of(&seconds, object, "integratedTime", false, err));
    out->integrated_utc_s = (int64_t)seconds;
    LW_ENSURE(id && kind, err, LW_E_FORMAT, 0, "the log entry has no \"%s\"",
              id ? "kindVersion" : "logId");
    LW_TRY(lw_json_bytes(&out->log_id, id, "keyId", "the log entry's id", arena, err));
    out->kind = lw_arena_copy(arena, lw_json_str(kind, "kind"));
    out->version = lw_arena_copy(arena, lw_json_str(kind, "version"));
    if (promise)
        LW_TRY(lw_json_bytes(&out->promise, promise, "signedEntryTimestamp", "the log's promise",
                             arena, err));
    LW_TRY(lw_json_bytes(&out->body, object, "canonicalizedBody", "the log entry", arena, err));
    return read_proof(out, object, arena, err);
}

static lw_status read_certificate(struct lw_bundle *out, yyjson_val *object, struct lw_arena *arena,
                                  struct lw_err *err)
{
    struct lw_view *slot = lw_arena_push(arena, (void **)&out->certificates,
                                         &out->certificate_count, &out->certificate_capacity,
                                         sizeof *slot);
    return lw_json_bytes(slot, object, "rawBytes", "the certificate", arena, err);
}

static lw_status read_identity(struct lw_bundle *out, yyjson_val *material, struct lw_arena *arena,
                               struct lw_err *err)
{
    yyjson_val *one = lw_json_obj(material, "certificate"), *item;
    yyjson_val *key = lw_json_obj(material, "publicKey");
    yyjson_val *chain = lw_json_arr(lw_json_obj(material, "x509CertificateChain"), "certificates");
    size_t i, max;
    LW_ENSURE(!!one + !!key + !!chain == 1, err, LW_E_FORMAT, 0,
              "the bundle must have one of \"certificate\", \"x509CertificateChain\" and "
              "\"publicKey\"");
    if (one)
        return read_certificate(out, one, arena, err);
    if (key)
        out->key_hint = lw_arena_copy(arena, lw_json_str(key, "hint"));
    size_t count = yyjson_arr_size(chain);
    LW_ENSURE(key || (count && count <= MAX_CERTIFICATES), err, LW_E_FORMAT, 0,
              "a chain of %zu certificates; 1 to %d are read", count, MAX_CERTIFICATES);
    yyjson_arr_foreach(chain, i, max, item)
    {
        LW_TRY(read_certificate(out, item, arena, err));
    }
    return LW_OK;
}

static lw_status read_material(struct lw_bundle *out, yyjson_val *root, struct lw_arena *arena,
                               struct lw_err *err)
{
    yyjson_val *material = lw_json_obj(root, "verificationMaterial"), *item;
    size_t i, max;
    LW_ENSURE(material, err, LW_E_FORMAT, 0, "the bundle has no \"verificationMaterial\"");
    LW_TRY(read_identity(out, material, arena, err));
    yyjson_val *entries = lw_json_arr(material, "tlogEntries");
    LW_ENSURE(yyjson_arr_size(entries) <= MAX_ENTRIES, err, LW_E_LIMIT, 0,
              "the bundle has %zu log entries; at most %d are read", yyjson_arr_size(entries),
              MAX_ENTRIES);
    yyjson_arr_foreach(entries, i, max, item)
    {
        struct lw_log_entry entry = { .index = 0 };
        LW_TRY(read_entry(&entry, item, arena, err));
        struct lw_log_entry *slot = lw_arena_push(arena, (void **)&out->entries, &out->entry_count,
                                                  &out->entry_capacity, sizeof *slot);
        *slot = entry;
    }
    out->timestamps = yyjson_arr_size(
        lw_json_arr(lw_json_obj(material, "timestampVerificationData"), "rfc3161Timestamps"));
    return LW_OK;
}

static lw_status read_message(struct lw_bundle *out, yyjson_val *message, struct lw_arena *arena,
                              struct lw_err *err)
{
    yyjson_val *digest = lw_json_obj(message, "messageDigest");
    struct lw_view bytes;
    LW_ENSURE(lw_view_is(lw_json_str(digest, "algorithm"), "SHA2_256"), err, LW_E_UNSUPPORTED, 0,
              "the signed message's digest is not by SHA2_256");
    LW_TRY(lw_json_bytes(&bytes, digest, "digest", "the signed message", arena, err));
    LW_TRY(digest_of(&out->message, bytes, "the digest of the signed message", err));
    return lw_json_bytes(&out->message_signature, message, "signature", "the signed message", arena,
                         err);
}

lw_status lw_bundle_read(struct lw_bundle *out, yyjson_val *object, struct lw_arena *arena,
                         struct lw_err *err)
{
    struct lw_bundle bundle = { .timestamps = 0 };
    LW_ENSURE(yyjson_is_obj(object), err, LW_E_FORMAT, 0, "a bundle must be a JSON object");
    bundle.media_type = lw_arena_copy(arena, lw_json_str(object, "mediaType"));
    LW_TRY(check_version(bundle.media_type, err));
    bundle.has_proofs = !lw_view_ends(bundle.media_type, LW_VIEW("version=0.1"));
    LW_TRY(read_material(&bundle, object, arena, err));
    yyjson_val *envelope = lw_json_obj(object, "dsseEnvelope");
    yyjson_val *message = lw_json_obj(object, "messageSignature");
    LW_ENSURE(!envelope != !message, err, LW_E_FORMAT, 0,
              "the bundle must have either \"dsseEnvelope\" or \"messageSignature\"");
    bundle.have_envelope = envelope != NULL;
    if (envelope)
        LW_TRY(lw_envelope_read(&bundle.envelope, envelope, arena, err));
    else
        LW_TRY(read_message(&bundle, message, arena, err));
    *out = bundle;
    return LW_OK;
}

lw_status lw_bundle_parse(struct lw_bundle *out, struct lw_view text, struct lw_arena *arena,
                          struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    LW_TRY(lw_json_parse_strict(&doc, text, LW_ENVELOPE_MAX_BYTES, err));
    return lw_bundle_read(out, yyjson_doc_get_root(doc), arena, err);
}

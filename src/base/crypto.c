/* SPDX-License-Identifier: Apache-2.0
 *
 * base/crypto.c - keys and signatures by libcrypto.
 */
#include "base/crypto.h"

#include <stdlib.h>

#include "base/crypto_calls.h"

enum { MAX_PEM_BYTES = 1 << 20, MAX_SIGNATURE_BYTES = 512 };

struct lw_key {
    const struct lw_crypto *crypto; /* borrowed */
    EVP_PKEY *pkey;
    enum lw_key_kind kind;
    struct lw_view spki; /* malloc */
    struct lw_digest id;
};

lw_status lw_crypto_load(struct lw_err *err)
{
    const struct lw_crypto *c;
    return lw_crypto_get(&c, err);
}

lw_status lw_hmac_sha256(struct lw_digest *out, struct lw_view key, struct lw_view message,
                         struct lw_err *err)
{
    const struct lw_crypto *c;
    LW_TRY(lw_crypto_get(&c, err));
    LW_ENSURE(key.len <= MAX_PEM_BYTES && c->HMAC(c->EVP_sha256(), key.ptr, (int)key.len,
                                                  message.ptr, message.len, out->bytes, NULL),
              err, LW_E_INTERNAL, 0, "libcrypto cannot make an HMAC with SHA-256");
    return LW_OK;
}

void lw_key_free(struct lw_key *key)
{
    if (!key)
        return;
    if (key->crypto)
        key->crypto->EVP_PKEY_free(key->pkey);
    free((void *)(uintptr_t)key->spki.ptr);
    free(key);
}

void lw_key_free_p(struct lw_key **slot)
{
    lw_key_free(*slot);
}

static lw_status kind_of(enum lw_key_kind *out, const struct lw_crypto *c, const EVP_PKEY *pkey,
                         struct lw_err *err)
{
    char curve[64] = "";
    size_t len = 0;
    int id = c->EVP_PKEY_get_base_id(pkey);
    *out = LW_KEY_ED25519;
    if (id == EVP_PKEY_ED25519)
        return LW_OK;
    LW_ENSURE(id == EVP_PKEY_EC, err, LW_E_UNSUPPORTED, 0,
              "the key is %s: Ed25519 and ECDSA over P-256 and P-384 are taken",
              id == EVP_PKEY_RSA ? "RSA" : "of another kind");
    if (!c->EVP_PKEY_get_group_name(pkey, curve, sizeof curve, &len))
        curve[0] = '\0';
    *out = strcmp(curve, "secp384r1") == 0 ? LW_KEY_P384 : LW_KEY_P256;
    LW_ENSURE(*out == LW_KEY_P384 || strcmp(curve, "prime256v1") == 0, err, LW_E_UNSUPPORTED, 0,
              "the key is on the curve \"%s\": P-256 and P-384 are taken", curve);
    return LW_OK;
}

lw_status lw_key_from(struct lw_key **out, EVP_PKEY *pkey, struct lw_err *err)
{
    LW_CLEANUP(lw_key_free_p) struct lw_key *key = lw_xcalloc(1, sizeof *key);
    const struct lw_crypto *c = NULL;
    LW_TRY(lw_crypto_get(&c, err));
    key->crypto = c;
    key->pkey = pkey;
    LW_TRY(kind_of(&key->kind, c, pkey, err));
    unsigned char *der = NULL;
    int len = c->i2d_PUBKEY(pkey, &der);
    LW_ENSURE(len > 0, err, LW_E_FORMAT, 0, "the key has no public part");
    uint8_t *copy = lw_xmalloc((size_t)len);
    memcpy(copy, der, (size_t)len);
    c->CRYPTO_free(der, __FILE__, __LINE__);
    key->spki = lw_view(copy, (size_t)len);
    key->id = lw_sha256(key->spki);
    *out = lw_steal(&key);
    return LW_OK;
}

static lw_status check_pem(struct lw_view pem, struct lw_err *err)
{
    LW_ENSURE(pem.len <= MAX_PEM_BYTES, err, LW_E_LIMIT, MAX_PEM_BYTES,
              "is over the limit of %d bytes for a key", MAX_PEM_BYTES);
    LW_ENSURE(lw_view_find(pem, LW_VIEW("-----BEGIN ")) != LW_NOT_FOUND, err, LW_E_FORMAT, 0,
              "is not PEM: there is no \"-----BEGIN\" line");
    return LW_OK;
}

static EVP_PKEY *public_of(const struct lw_crypto *c, struct lw_view pem)
{
    bool certificate = lw_view_find(pem, LW_VIEW("-----BEGIN CERTIFICATE-----")) != LW_NOT_FOUND;
    EVP_PKEY *pkey = NULL;
    BIO *bio = c->BIO_new_mem_buf(pem.ptr, (int)pem.len);
    if (!bio)
        lw_oom(pem.len);
    if (certificate) {
        X509 *x509 = c->PEM_read_bio_X509(bio, NULL, NULL, NULL);
        pkey = x509 ? c->X509_get_pubkey(x509) : NULL;
        c->X509_free(x509);
    } else {
        pkey = c->PEM_read_bio_PUBKEY(bio, NULL, NULL, NULL);
    }
    c->BIO_free(bio);
    return pkey;
}

lw_status lw_key_read_public(struct lw_key **out, struct lw_view pem, struct lw_err *err)
{
    const struct lw_crypto *c = NULL;
    char reason[160];
    LW_TRY(check_pem(pem, err));
    LW_ENSURE(lw_view_find(pem, LW_VIEW("PRIVATE KEY-----")) == LW_NOT_FOUND, err, LW_E_FORMAT, 0,
              "holds a private key where a public one belongs: `openssl pkey -pubout` makes it");
    LW_TRY(lw_crypto_get(&c, err));
    EVP_PKEY *pkey = public_of(c, pem);
    LW_ENSURE(pkey, err, LW_E_FORMAT, 0, "no public key can be read from it (%s)",
              lw_crypto_reason(c, reason, sizeof reason));
    return lw_key_from(out, pkey, err);
}

lw_status lw_key_read_der(struct lw_key **out, struct lw_view der, struct lw_err *err)
{
    const struct lw_crypto *c = NULL;
    char reason[160];
    LW_TRY(lw_crypto_get(&c, err));
    LW_ENSURE(der.len <= MAX_PEM_BYTES, err, LW_E_LIMIT, 0, "the key has %zu bytes", der.len);
    const unsigned char *at = der.ptr;
    EVP_PKEY *pkey = c->d2i_PUBKEY(NULL, &at, (long)der.len);
    LW_ENSURE(pkey, err, LW_E_FORMAT, 0, "is no public key in DER (%s)",
              lw_crypto_reason(c, reason, sizeof reason));
    bool whole = at == der.ptr + der.len;
    if (!whole)
        c->EVP_PKEY_free(pkey);
    LW_ENSURE(whole, err, LW_E_FORMAT, (size_t)(at - der.ptr), "bytes stand behind the key");
    return lw_key_from(out, pkey, err);
}

struct asked {
    struct lw_view passphrase;
    bool have, was_asked;
};

static int give_passphrase(char *into, int room, int writing, void *ctx)
{
    struct asked *asked = ctx;
    (void)writing;
    asked->was_asked = true;
    if (!asked->have || room < 0 || asked->passphrase.len > (size_t)room)
        return -1;
    if (asked->passphrase.len)
        memcpy(into, asked->passphrase.ptr, asked->passphrase.len);
    return (int)asked->passphrase.len;
}

lw_status lw_key_read_private(struct lw_key **out, struct lw_view pem, struct lw_view passphrase,
                              bool have_passphrase, struct lw_err *err)
{
    const struct lw_crypto *c = NULL;
    char reason[160];
    LW_TRY(check_pem(pem, err));
    LW_ENSURE(lw_view_find(pem, LW_VIEW("PRIVATE KEY-----")) != LW_NOT_FOUND, err, LW_E_FORMAT, 0,
              "holds no private key");
    LW_TRY(lw_crypto_get(&c, err));
    struct asked asked = { passphrase, have_passphrase, false };
    BIO *bio = c->BIO_new_mem_buf(pem.ptr, (int)pem.len);
    if (!bio)
        lw_oom(pem.len);
    EVP_PKEY *pkey = c->PEM_read_bio_PrivateKey(bio, NULL, give_passphrase, &asked);
    c->BIO_free(bio);
    LW_ENSURE(pkey || !asked.was_asked || asked.have, err, LW_E_ENCRYPTED, 0,
              "the key is encrypted, and no passphrase was given");
    LW_ENSURE(pkey || !asked.was_asked, err, LW_E_DENIED, 0,
              "the passphrase does not open the key (%s)",
              lw_crypto_reason(c, reason, sizeof reason));
    LW_ENSURE(pkey, err, LW_E_FORMAT, 0, "no private key can be read from it (%s)",
              lw_crypto_reason(c, reason, sizeof reason));
    return lw_key_from(out, pkey, err);
}

enum lw_key_kind lw_key_kind(const struct lw_key *key)
{
    return key->kind;
}

const char *lw_key_kind_name(enum lw_key_kind kind)
{
    static const char *const names[] = { "Ed25519", "ECDSA P-256", "ECDSA P-384" };
    return names[kind];
}

struct lw_view lw_key_spki(const struct lw_key *key)
{
    return key->spki;
}

const struct lw_digest *lw_key_id(const struct lw_key *key)
{
    return &key->id;
}

static const EVP_MD *digest_of(const struct lw_key *key)
{
    const struct lw_crypto *c = key->crypto;
    return key->kind == LW_KEY_ED25519 ? NULL
           : key->kind == LW_KEY_P384  ? c->EVP_sha384()
                                       : c->EVP_sha256();
}

lw_status lw_key_sign(struct lw_buf *out, const struct lw_key *key, struct lw_view message,
                      struct lw_err *err)
{
    const struct lw_crypto *c = key->crypto;
    char reason[160];
    size_t len = MAX_SIGNATURE_BYTES;
    uint8_t *room = lw_buf_reserve(out, len);
    EVP_MD_CTX *ctx = c->EVP_MD_CTX_new();
    if (!ctx)
        lw_oom(0);
    bool good = c->EVP_DigestSignInit(ctx, NULL, digest_of(key), NULL, key->pkey) == 1 &&
                c->EVP_DigestSign(ctx, room, &len, message.ptr, message.len) == 1;
    c->EVP_MD_CTX_free(ctx);
    LW_ENSURE(good, err, LW_E_INTERNAL, 0, "cannot sign (%s)",
              lw_crypto_reason(c, reason, sizeof reason));
    out->len += len;
    return LW_OK;
}

/* An INTEGER in DER: no zeros in front but one that keeps it positive. */
static void add_integer(struct lw_buf *out, struct lw_view number)
{
    while (number.len > 1 && number.ptr[0] == 0)
        number = lw_view_from(number, 1);
    bool pad = number.ptr[0] & 0x80;
    lw_buf_add_byte(out, 2);
    lw_buf_add_byte(out, (uint8_t)(number.len + pad));
    if (pad)
        lw_buf_add_byte(out, 0);
    lw_buf_add(out, number);
}

/* r and s side by side (IEEE P1363), as JOSE and some envelopes have it, in DER; else empty. */
static void as_der(struct lw_buf *out, const struct lw_key *key, struct lw_view signature)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf body = LW_BUF_INIT;
    size_t half = key->kind == LW_KEY_P256 ? 32 : key->kind == LW_KEY_P384 ? 48 : 0;
    if (half == 0 || signature.len != 2 * half)
        return;
    add_integer(&body, lw_view_sub(signature, 0, half));
    add_integer(&body, lw_view_from(signature, half));
    lw_buf_add_byte(out, 0x30);
    lw_buf_add_byte(out, (uint8_t)body.len); /* at most 2 * 51 */
    lw_buf_add(out, lw_buf_view(&body));
}

static bool verify_one(const struct lw_key *key, const EVP_MD *md, struct lw_view message,
                       struct lw_view signature)
{
    const struct lw_crypto *c = key->crypto;
    if (signature.len == 0 || signature.len > MAX_SIGNATURE_BYTES)
        return false;
    EVP_MD_CTX *ctx = c->EVP_MD_CTX_new();
    if (!ctx)
        lw_oom(0);
    bool good = c->EVP_DigestVerifyInit(ctx, NULL, md, NULL, key->pkey) == 1 &&
                c->EVP_DigestVerify(ctx, signature.ptr, signature.len,
                                    message.ptr ? message.ptr : (const uint8_t *)"",
                                    message.len) == 1;
    c->EVP_MD_CTX_free(ctx);
    c->ERR_clear_error();
    return good;
}

static bool verify(const struct lw_key *key, const EVP_MD *md, struct lw_view message,
                   struct lw_view signature)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf der = LW_BUF_INIT;
    if (verify_one(key, md, message, signature))
        return true;
    as_der(&der, key, signature);
    return der.len && verify_one(key, md, message, lw_buf_view(&der));
}

bool lw_key_verify(const struct lw_key *key, struct lw_view message, struct lw_view signature)
{
    return verify(key, digest_of(key), message, signature);
}

bool lw_key_verify_sha256(const struct lw_key *key, struct lw_view message,
                          struct lw_view signature)
{
    return verify(key, key->kind == LW_KEY_ED25519 ? NULL : key->crypto->EVP_sha256(), message,
                  signature);
}

bool lw_key_verify_digest(const struct lw_key *key, const struct lw_digest *sha256,
                          struct lw_view signature)
{
    const struct lw_crypto *c = key->crypto;
    if (key->kind == LW_KEY_ED25519 || signature.len > MAX_SIGNATURE_BYTES)
        return false;
    EVP_PKEY_CTX *ctx = c->EVP_PKEY_CTX_new(key->pkey, NULL);
    if (!ctx)
        lw_oom(0);
    bool good = c->EVP_PKEY_verify_init(ctx) == 1 &&
                c->EVP_PKEY_verify(ctx, signature.ptr, signature.len, sha256->bytes,
                                   sizeof sha256->bytes) == 1;
    c->EVP_PKEY_CTX_free(ctx);
    c->ERR_clear_error();
    return good;
}

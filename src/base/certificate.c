/* SPDX-License-Identifier: Apache-2.0
 *
 * base/certificate.c - X.509 by libcrypto.
 */
#include "base/certificate.h"

#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "base/crypto_calls.h"
#include "base/reader.h"

enum { MAX_DER_BYTES = 1 << 16, MAX_CERTIFICATES = 64, MAX_CHAIN = 8, SUBJECT_BYTES = 256 };

struct lw_certificate {
    const struct lw_crypto *crypto; /* borrowed */
    X509 *x509;
    struct lw_view der; /* malloc */
    int64_t not_before, not_after;
    struct lw_key *key;
    char subject[SUBJECT_BYTES];
};

void lw_certificate_free(struct lw_certificate *certificate)
{
    if (!certificate)
        return;
    certificate->crypto->X509_free(certificate->x509);
    lw_key_free(certificate->key);
    free((void *)(uintptr_t)certificate->der.ptr);
    free(certificate);
}

void lw_certificate_free_p(struct lw_certificate **slot)
{
    lw_certificate_free(*slot);
}

void lw_certificates_free(struct lw_certificate_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        lw_certificate_free(list->items[i]);
    list->count = 0;
}

void lw_keys_free(struct lw_key_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        lw_key_free(list->items[i]);
    list->count = 0;
}

static lw_status time_of(int64_t *out, const struct lw_crypto *c, const ASN1_TIME *when,
                         struct lw_err *err)
{
    struct tm tm = { 0 };
    LW_ENSURE(c->ASN1_TIME_to_tm(when, &tm) == 1, err, LW_E_FORMAT, 0,
              "the certificate's validity is no time");
    *out = lw_days_from_civil(tm.tm_year + 1900, (unsigned)tm.tm_mon + 1, (unsigned)tm.tm_mday) *
               86400 +
           tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec;
    return LW_OK;
}

/* Takes ownership of x509. */
static lw_status make(struct lw_certificate **out, const struct lw_crypto *c, X509 *x509,
                      struct lw_err *err)
{
    LW_CLEANUP(lw_certificate_free_p) struct lw_certificate *made = lw_xcalloc(1, sizeof *made);
    made->crypto = c;
    made->x509 = x509;
    unsigned char *der = NULL;
    int len = c->i2d_X509(x509, &der);
    LW_ENSURE(len > 0, err, LW_E_FORMAT, 0, "the certificate cannot be written as DER");
    uint8_t *copy = lw_xmalloc((size_t)len);
    memcpy(copy, der, (size_t)len);
    c->CRYPTO_free(der, __FILE__, __LINE__);
    made->der = lw_view(copy, (size_t)len);
    LW_TRY(time_of(&made->not_before, c, c->X509_get0_notBefore(x509), err));
    LW_TRY(time_of(&made->not_after, c, c->X509_get0_notAfter(x509), err));
    c->X509_NAME_oneline(c->X509_get_subject_name(x509), made->subject, sizeof made->subject);
    EVP_PKEY *pkey = c->X509_get_pubkey(x509);
    c->ERR_clear_error();
    /* An authority may have a key of any kind; only a leaf's key is asked for. */
    if (pkey && !lw_ok(lw_key_from(&made->key, pkey, NULL)))
        made->key = NULL;
    *out = lw_steal(&made);
    return LW_OK;
}

lw_status lw_certificate_read(struct lw_certificate **out, struct lw_view der, struct lw_err *err)
{
    const struct lw_crypto *c = NULL;
    char reason[160];
    LW_TRY(lw_crypto_get(&c, err));
    LW_ENSURE(der.len && der.len <= MAX_DER_BYTES, err, LW_E_LIMIT, 0,
              "a certificate of %zu bytes: at most %d are read", der.len, MAX_DER_BYTES);
    const unsigned char *at = der.ptr;
    X509 *x509 = c->d2i_X509(NULL, &at, (long)der.len);
    LW_ENSURE(x509, err, LW_E_FORMAT, 0, "no certificate in DER (%s)",
              lw_crypto_reason(c, reason, sizeof reason));
    size_t used = (size_t)(at - der.ptr);
    if (used != der.len)
        c->X509_free(x509);
    LW_ENSURE(used == der.len, err, LW_E_FORMAT, used, "%zu bytes stand behind the certificate",
              der.len - used);
    return make(out, c, x509, err);
}

static lw_status read_pem(struct lw_certificate_list *list, const struct lw_crypto *c, BIO *bio,
                          struct lw_arena *arena, struct lw_err *err)
{
    char reason[160];
    size_t before = list->count;
    X509 *x509;
    while ((x509 = c->PEM_read_bio_X509(bio, NULL, NULL, NULL))) {
        struct lw_certificate *made = NULL;
        LW_TRY(make(&made, c, x509, err));
        *LW_PUSH(arena, list) = made;
        LW_ENSURE(list->count - before <= MAX_CERTIFICATES, err, LW_E_LIMIT, 0,
                  "has more than %d certificates", MAX_CERTIFICATES);
    }
    bool at_end = ERR_GET_REASON(c->ERR_peek_last_error()) == PEM_R_NO_START_LINE;
    LW_ENSURE(list->count > before && at_end, err, LW_E_FORMAT, 0,
              "certificate %zu cannot be read (%s)", list->count - before + 1,
              lw_crypto_reason(c, reason, sizeof reason));
    c->ERR_clear_error();
    return LW_OK;
}

lw_status lw_certificates_read_pem(struct lw_certificate_list *list, struct lw_view pem,
                                   struct lw_arena *arena, struct lw_err *err)
{
    const struct lw_crypto *c = NULL;
    LW_TRY(lw_crypto_get(&c, err));
    LW_ENSURE(pem.len <= MAX_DER_BYTES * MAX_CERTIFICATES, err, LW_E_LIMIT, 0,
              "is over the limit of %d bytes", MAX_DER_BYTES * MAX_CERTIFICATES);
    BIO *bio = c->BIO_new_mem_buf(pem.ptr ? pem.ptr : (const uint8_t *)"", (int)pem.len);
    if (!bio)
        lw_oom(pem.len);
    lw_status status = read_pem(list, c, bio, arena, err);
    c->BIO_free(bio);
    return status;
}

struct lw_view lw_certificate_der(const struct lw_certificate *certificate)
{
    return certificate->der;
}

int64_t lw_certificate_not_before(const struct lw_certificate *certificate)
{
    return certificate->not_before;
}

int64_t lw_certificate_not_after(const struct lw_certificate *certificate)
{
    return certificate->not_after;
}

struct lw_view lw_certificate_subject(const struct lw_certificate *certificate)
{
    return lw_view_c(certificate->subject);
}

const struct lw_key *lw_certificate_key(const struct lw_certificate *certificate)
{
    return certificate->key;
}

static int find_extension(const struct lw_certificate *certificate, const char *oid)
{
    const struct lw_crypto *c = certificate->crypto;
    ASN1_OBJECT *object = c->OBJ_txt2obj(oid, 1);
    int at = object ? c->X509_get_ext_by_OBJ(certificate->x509, object, -1) : -1;
    c->ASN1_OBJECT_free(object);
    return at;
}

bool lw_certificate_extension(struct lw_view *out, const struct lw_certificate *certificate,
                              const char *oid)
{
    const struct lw_crypto *c = certificate->crypto;
    int at = find_extension(certificate, oid);
    if (at < 0)
        return false;
    const ASN1_OCTET_STRING *data = c->X509_EXTENSION_get_data(
        c->X509_get_ext(certificate->x509, at));
    *out = lw_view(c->ASN1_STRING_get0_data(data), (size_t)c->ASN1_STRING_length(data));
    return true;
}

void lw_certificate_names(struct lw_name_list *out, const struct lw_certificate *certificate,
                          struct lw_arena *arena)
{
    const struct lw_crypto *c = certificate->crypto;
    GENERAL_NAMES *names = c->X509_get_ext_d2i(certificate->x509, NID_subject_alt_name, NULL, NULL);
    const OPENSSL_STACK *stack = (const OPENSSL_STACK *)names;
    int count = names ? c->OPENSSL_sk_num(stack) : 0;
    for (int i = 0; i < count; i++) {
        const GENERAL_NAME *name = c->OPENSSL_sk_value(stack, i);
        if (name->type != GEN_URI && name->type != GEN_EMAIL && name->type != GEN_DNS)
            continue;
        const ASN1_STRING *text = name->d.ia5;
        struct lw_view v = lw_view(c->ASN1_STRING_get0_data(text),
                                   (size_t)c->ASN1_STRING_length(text));
        *LW_PUSH(arena, out) = lw_arena_copy(arena, v);
    }
    c->GENERAL_NAMES_free(names);
    c->ERR_clear_error();
}

bool lw_certificate_signed_itself(const struct lw_certificate *certificate)
{
    const struct lw_crypto *c = certificate->crypto;
    EVP_PKEY *key = c->X509_get_pubkey(certificate->x509);
    bool own = key && c->X509_verify(certificate->x509, key) == 1;
    c->EVP_PKEY_free(key);
    c->ERR_clear_error();
    return own;
}

bool lw_certificate_signs_code(const struct lw_certificate *certificate)
{
    uint32_t usage = certificate->crypto->X509_get_extended_key_usage(certificate->x509);
    return usage != UINT32_MAX && (usage & XKU_CODE_SIGN);
}

/* A store with the roots, and what stands between; freed by chain_clear(). */
struct chain {
    const struct lw_crypto *c;
    X509_STORE *store;
    X509_STORE_CTX *ctx;
    OPENSSL_STACK *between;
};

static void chain_clear(struct chain *chain)
{
    chain->c->X509_STORE_CTX_free(chain->ctx);
    chain->c->X509_STORE_free(chain->store);
    chain->c->OPENSSL_sk_free(chain->between);
}

static void chain_fill(struct chain *chain, const struct lw_certificate *leaf,
                       const struct lw_certificate_list *between,
                       const struct lw_certificate_list *roots, int64_t at_utc_s)
{
    const struct lw_crypto *c = chain->c;
    chain->store = c->X509_STORE_new();
    chain->ctx = c->X509_STORE_CTX_new();
    chain->between = c->OPENSSL_sk_new_null();
    if (!chain->store || !chain->ctx || !chain->between)
        lw_oom(0);
    for (size_t i = 0; i < roots->count; i++)
        c->X509_STORE_add_cert(chain->store, roots->items[i]->x509);
    for (size_t i = 0; between && i < between->count; i++)
        c->OPENSSL_sk_push(chain->between, between->items[i]->x509);
    c->X509_STORE_CTX_init(chain->ctx, chain->store, leaf->x509, (STACK_OF(X509) *)chain->between);
    X509_VERIFY_PARAM *param = c->X509_STORE_CTX_get0_param(chain->ctx);
    c->X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_PARTIAL_CHAIN);
    c->X509_VERIFY_PARAM_set_time(param, (time_t)at_utc_s);
    c->X509_VERIFY_PARAM_set_depth(param, MAX_CHAIN);
    c->X509_VERIFY_PARAM_set_auth_level(param, 2);
}

/* The certificate above the leaf in the chain that was found; the leaf itself where that is
 * trusted as it stands. */
static lw_status issuer_of(struct lw_certificate **out, const struct chain *chain,
                           struct lw_err *err)
{
    const struct lw_crypto *c = chain->c;
    const OPENSSL_STACK *found = (const OPENSSL_STACK *)c->X509_STORE_CTX_get0_chain(chain->ctx);
    int at = c->OPENSSL_sk_num(found) > 1 ? 1 : 0;
    X509 *copy = c->X509_dup(c->OPENSSL_sk_value(found, at));
    if (!copy)
        lw_oom(0);
    return make(out, c, copy, err);
}

lw_status lw_certificate_chain(struct lw_certificate **issuer, const struct lw_certificate *leaf,
                               const struct lw_certificate_list *between,
                               const struct lw_certificate_list *roots, int64_t at_utc_s,
                               struct lw_err *err)
{
    const struct lw_crypto *c = leaf->crypto;
    LW_CLEANUP(chain_clear) struct chain chain = { .c = c };
    chain_fill(&chain, leaf, between, roots, at_utc_s);
    if (c->X509_verify_cert(chain.ctx) != 1) {
        char when[32];
        int code = c->X509_STORE_CTX_get_error(chain.ctx);
        int depth = c->X509_STORE_CTX_get_error_depth(chain.ctx);
        lw_time_format(when, at_utc_s);
        c->ERR_clear_error();
        LW_FAIL(err, LW_E_UNTRUSTED, 0,
                "the certificate does not lead to a trusted root at %s: %s (certificate %d of the "
                "chain)",
                when, c->X509_verify_cert_error_string(code), depth);
    }
    c->ERR_clear_error();
    return issuer ? issuer_of(issuer, &chain, err) : LW_OK;
}

/* The part of the certificate that a log has signed: without the timestamps themselves. */
static bool precertificate(struct lw_buf *out, const struct lw_certificate *leaf)
{
    const struct lw_crypto *c = leaf->crypto;
    X509 *copy = c->X509_dup(leaf->x509);
    int at = find_extension(leaf, "1.3.6.1.4.1.11129.2.4.2");
    if (!copy || at < 0) {
        c->X509_free(copy);
        return false;
    }
    c->X509_EXTENSION_free(c->X509_delete_ext(copy, at));
    unsigned char *der = NULL;
    int len = c->i2d_re_X509_tbs(copy, &der);
    if (len > 0)
        lw_buf_add(out, lw_view(der, (size_t)len));
    c->CRYPTO_free(der, __FILE__, __LINE__);
    c->X509_free(copy);
    return len > 0;
}

static void add_be(struct lw_buf *out, uint64_t value, unsigned width)
{
    while (width-- > 0)
        lw_buf_add_byte(out, (uint8_t)(value >> (8 * width)));
}

/* One timestamp: version, log id, time, extensions, and a signature over them and the
 * precertificate. */
static bool timestamp_is_good(struct lw_view sct, struct lw_view tbs,
                              const struct lw_certificate *issuer, const struct lw_key_list *logs)
{
    struct lw_reader r = lw_reader(sct);
    uint8_t version = lw_u8(&r);
    struct lw_view log_id = lw_take(&r, 32);
    uint64_t time_ms = lw_uint_be(&r, 8);
    struct lw_view extensions = lw_take(&r, lw_u16be(&r));
    lw_skip(&r, 2); /* hash and signature algorithm: the key says */
    struct lw_view signature = lw_take(&r, lw_u16be(&r));
    if (r.bad || lw_left(&r) || version != 0 || !issuer->key)
        return false;
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    add_be(&text, 0, 2); /* version 1, a certificate's timestamp */
    add_be(&text, time_ms, 8);
    add_be(&text, 1, 2); /* a precertificate */
    lw_buf_add(&text, lw_view(lw_key_id(issuer->key)->bytes, 32));
    add_be(&text, tbs.len, 3);
    lw_buf_add(&text, tbs);
    add_be(&text, extensions.len, 2);
    lw_buf_add(&text, extensions);
    bool good = false;
    for (size_t i = 0; i < logs->count && !good; i++)
        good = lw_view_eq(lw_view(lw_key_id(logs->items[i])->bytes, 32), log_id) &&
               lw_key_verify_sha256(logs->items[i], lw_buf_view(&text), signature);
    return good;
}

lw_status lw_certificate_logged(size_t *out, const struct lw_certificate *leaf,
                                const struct lw_certificate *issuer, const struct lw_key_list *logs,
                                struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf tbs = LW_BUF_INIT;
    struct lw_view value;
    *out = 0;
    if (!lw_certificate_extension(&value, leaf, "1.3.6.1.4.1.11129.2.4.2") ||
        !precertificate(&tbs, leaf))
        return LW_OK;
    /* An OCTET STRING of at least 128 bytes mostly, so a long length. */
    struct lw_reader r = lw_reader(value);
    uint8_t tag = lw_u8(&r), first = lw_u8(&r);
    uint64_t len = first < 0x80 ? first : lw_uint_be(&r, first & 0x7f);
    LW_ENSURE(
        !r.bad && tag == 4 && (first & 0x7f) <= (first < 0x80 ? 0x7f : 4) && len == lw_left(&r),
        err, LW_E_FORMAT, 0, "the certificate's list of timestamps is broken");
    uint16_t list_bytes = lw_u16be(&r);
    LW_ENSURE(!r.bad && list_bytes == lw_left(&r), err, LW_E_FORMAT, 0,
              "the certificate's list of timestamps is cut short");
    for (unsigned n = 0; lw_left(&r) && n < MAX_CERTIFICATES; n++) {
        struct lw_view sct = lw_take(&r, lw_u16be(&r));
        LW_ENSURE(!r.bad, err, LW_E_FORMAT, 0, "a timestamp of the certificate is cut short");
        *out += timestamp_is_good(sct, lw_buf_view(&tbs), issuer, logs);
    }
    return LW_OK;
}

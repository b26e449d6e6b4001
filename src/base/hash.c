/* SPDX-License-Identifier: Apache-2.0
 *
 * base/hash.c - SHA-256 by libcrypto.
 */
#include "base/hash.h"

#include <pthread.h>
#include <stdlib.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/arena.h"

struct lw_sha256 {
    EVP_MD_CTX *ctx;
};

static EVP_MD *algorithm;
static pthread_once_t algorithm_once = PTHREAD_ONCE_INIT;

/* Fetched once: an implicit fetch at each digest costs more than hashing a small file. */
static void fetch(void)
{
    algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
}

struct lw_sha256 *lw_sha256_new(void)
{
    pthread_once(&algorithm_once, fetch);
    struct lw_sha256 *hash = lw_xmalloc(sizeof *hash);
    hash->ctx = EVP_MD_CTX_new();
    if (!hash->ctx || !algorithm)
        lw_oom(sizeof *hash);
    lw_sha256_begin(hash);
    return hash;
}

void lw_sha256_free(struct lw_sha256 *hash)
{
    if (!hash)
        return;
    EVP_MD_CTX_free(hash->ctx);
    free(hash);
}

void lw_sha256_free_p(struct lw_sha256 **slot)
{
    lw_sha256_free(*slot);
}

void lw_sha256_begin(struct lw_sha256 *hash)
{
    if (EVP_DigestInit_ex2(hash->ctx, algorithm, NULL) != 1)
        lw_oom(0);
}

void lw_sha256_add(struct lw_sha256 *hash, struct lw_view v)
{
    if (v.len && EVP_DigestUpdate(hash->ctx, v.ptr, v.len) != 1)
        lw_oom(0);
}

struct lw_digest lw_sha256_end(struct lw_sha256 *hash)
{
    struct lw_digest out;
    unsigned len = sizeof out.bytes;
    if (EVP_DigestFinal_ex(hash->ctx, out.bytes, &len) != 1 || len != sizeof out.bytes)
        lw_oom(0);
    lw_sha256_begin(hash);
    return out;
}

struct lw_digest lw_sha256(struct lw_view v)
{
    struct lw_sha256 *hash = lw_sha256_new();
    lw_sha256_add(hash, v);
    struct lw_digest out = lw_sha256_end(hash);
    lw_sha256_free(hash);
    return out;
}

void lw_digest_hex(char out[LW_HEX_BYTES], const struct lw_digest *digest)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < sizeof digest->bytes; i++) {
        out[2 * i] = digits[digest->bytes[i] >> 4];
        out[2 * i + 1] = digits[digest->bytes[i] & 15];
    }
    out[2 * sizeof digest->bytes] = '\0';
}

void lw_digest_base64(char out[LW_BASE64_BYTES], const struct lw_digest *digest)
{
    EVP_EncodeBlock((unsigned char *)out, digest->bytes, sizeof digest->bytes);
}

bool lw_digest_eq(const struct lw_digest *a, const struct lw_digest *b)
{
    return CRYPTO_memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

static int hex_value(uint8_t c)
{
    if (lw_is_digit(c))
        return c - '0';
    uint8_t low = lw_lower(c);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

bool lw_digest_from_hex(struct lw_digest *out, struct lw_view hex)
{
    if (hex.len != 2 * sizeof out->bytes)
        return false;
    struct lw_digest digest;
    for (size_t i = 0; i < sizeof digest.bytes; i++) {
        int high = hex_value(hex.ptr[2 * i]), low = hex_value(hex.ptr[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        digest.bytes[i] = (uint8_t)(high << 4 | low);
    }
    *out = digest;
    return true;
}

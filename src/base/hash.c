/* SPDX-License-Identifier: Apache-2.0
 *
 * base/hash.c - SHA-256 by libcrypto.
 */
#include "base/hash.h"

#include <stdlib.h>

/* The direct functions, not EVP: its first fetch registers each algorithm of the provider, which
 * takes longer than hashing a small layer, and each digest of a small file costs twice. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/sha.h>

#include "base/arena.h"

struct lw_sha256 {
    SHA256_CTX state;
};

struct lw_sha256 *lw_sha256_new(void)
{
    struct lw_sha256 *hash = lw_xmalloc(sizeof *hash);
    lw_sha256_begin(hash);
    return hash;
}

void lw_sha256_free(struct lw_sha256 *hash)
{
    free(hash);
}

void lw_sha256_free_p(struct lw_sha256 **slot)
{
    lw_sha256_free(*slot);
}

void lw_sha256_begin(struct lw_sha256 *hash)
{
    SHA256_Init(&hash->state);
}

void lw_sha256_add(struct lw_sha256 *hash, struct lw_view v)
{
    if (v.len)
        SHA256_Update(&hash->state, v.ptr, v.len);
}

struct lw_digest lw_sha256_end(struct lw_sha256 *hash)
{
    struct lw_digest out;
    SHA256_Final(out.bytes, &hash->state);
    lw_sha256_begin(hash);
    return out;
}

struct lw_digest lw_sha256(struct lw_view v)
{
    struct lw_sha256 hash;
    lw_sha256_begin(&hash);
    lw_sha256_add(&hash, v);
    return lw_sha256_end(&hash);
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
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const uint8_t *in = digest->bytes;
    for (size_t i = 0; i < sizeof digest->bytes; i += 3) {
        bool last = i + 3 > sizeof digest->bytes; /* 32 bytes end with two */
        uint32_t bits = (uint32_t)in[i] << 16 | (uint32_t)in[i + 1] << 8 | (last ? 0u : in[i + 2]);
        for (unsigned k = 0; k < 4; k++)
            *out++ = last && k == 3 ? '=' : digits[bits >> (18 - 6 * k) & 63];
    }
    *out = '\0';
}

bool lw_digest_eq(const struct lw_digest *a, const struct lw_digest *b)
{
    return CRYPTO_memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

bool lw_bytes_eq(struct lw_view a, struct lw_view b)
{
    return a.len == b.len && (a.len == 0 || CRYPTO_memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool lw_digest_from_hex(struct lw_digest *out, struct lw_view hex)
{
    if (hex.len != 2 * sizeof out->bytes)
        return false;
    struct lw_digest digest;
    for (size_t i = 0; i < sizeof digest.bytes; i++) {
        int high = lw_hex_digit(hex.ptr[2 * i]), low = lw_hex_digit(hex.ptr[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        digest.bytes[i] = (uint8_t)(high << 4 | low);
    }
    *out = digest;
    return true;
}

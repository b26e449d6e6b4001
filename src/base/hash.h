/* SPDX-License-Identifier: Apache-2.0
 *
 * base/hash.h - SHA-256 by libcrypto, and how digests are written.
 */
#ifndef LW_BASE_HASH_H
#define LW_BASE_HASH_H

#include "base/view.h"

struct lw_digest {
    uint8_t bytes[32];
};

struct lw_sha256; /* a running hash */

struct lw_sha256 *lw_sha256_new(void);
void lw_sha256_free(struct lw_sha256 *hash); /* NULL is fine */
void lw_sha256_free_p(struct lw_sha256 **slot);
void lw_sha256_begin(struct lw_sha256 *hash); /* a new object has begun already */
void lw_sha256_add(struct lw_sha256 *hash, struct lw_view v);
struct lw_digest lw_sha256_end(struct lw_sha256 *hash); /* and begins anew */

/* In one call, with an object of its own. */
struct lw_digest lw_sha256(struct lw_view v);

#define LW_HEX_BYTES 65 /* 64 lower-case hex digits and a NUL */
#define LW_BASE64_BYTES 45

/* Lower-case hex, as sha256sum prints it. */
void lw_digest_hex(char out[LW_HEX_BYTES], const struct lw_digest *digest);

/* Base64 with padding (RFC 4648, 4), as AWS shows CodeSha256. */
void lw_digest_base64(char out[LW_BASE64_BYTES], const struct lw_digest *digest);

bool lw_digest_eq(const struct lw_digest *a, const struct lw_digest *b); /* constant time */
bool lw_bytes_eq(struct lw_view a, struct lw_view b); /* constant time for equal lengths */
bool lw_digest_from_hex(struct lw_digest *out, struct lw_view hex);

#endif

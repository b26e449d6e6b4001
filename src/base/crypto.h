/* SPDX-License-Identifier: Apache-2.0
 *
 * base/crypto.h - keys and signatures: Ed25519, ECDSA over P-256 and P-384, and HMAC.
 *
 * Owns:    a key's memory; private parts are wiped by libcrypto when it is freed.
 * Spec:    RFC 7468 (PEM), RFC 8032, FIPS 186-5 (ECDSA; signatures in DER, or bare as JOSE has it).
 */
#ifndef LW_BASE_CRYPTO_H
#define LW_BASE_CRYPTO_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"

/* HMAC-SHA256 (RFC 2104). err: LW_E_UNSUPPORTED, LW_E_INTERNAL. */
LW_NODISCARD lw_status lw_hmac_sha256(struct lw_digest *out, struct lw_view key,
                                      struct lw_view message, struct lw_err *err);

enum lw_key_kind { LW_KEY_ED25519, LW_KEY_P256, LW_KEY_P384 };

struct lw_key;

/* Loads libcrypto now, for who confines the process later. err: LW_E_UNSUPPORTED. */
LW_NODISCARD lw_status lw_crypto_load(struct lw_err *err);

/* The public key of a PEM text: "PUBLIC KEY", or of its first "CERTIFICATE". err: LW_E_FORMAT,
 * LW_E_UNSUPPORTED for other kinds of key. */
LW_NODISCARD lw_status lw_key_read_public(struct lw_key **out, struct lw_view pem,
                                          struct lw_err *err);

/* The same from DER (SubjectPublicKeyInfo). */
LW_NODISCARD lw_status lw_key_read_der(struct lw_key **out, struct lw_view der, struct lw_err *err);

/* A private key of a PEM text, PKCS#8 or the older forms. A passphrase that is not needed is not
 * looked at; `have_passphrase` false with an encrypted key is LW_E_ENCRYPTED. err: LW_E_FORMAT,
 * LW_E_DENIED (wrong passphrase), LW_E_UNSUPPORTED. */
LW_NODISCARD lw_status lw_key_read_private(struct lw_key **out, struct lw_view pem,
                                           struct lw_view passphrase, bool have_passphrase,
                                           struct lw_err *err);

void lw_key_free(struct lw_key *key); /* NULL is fine */
void lw_key_free_p(struct lw_key **slot);

enum lw_key_kind lw_key_kind(const struct lw_key *key);
const char *lw_key_kind_name(enum lw_key_kind kind); /* "Ed25519", "ECDSA P-256" */

/* SubjectPublicKeyInfo in DER, and its SHA-256, by which keys are named. Borrowed. */
struct lw_view lw_key_spki(const struct lw_key *key);
const struct lw_digest *lw_key_id(const struct lw_key *key);

/* Adds the signature of `message` to `*out`. err: LW_E_INTERNAL. */
LW_NODISCARD lw_status lw_key_sign(struct lw_buf *out, const struct lw_key *key,
                                   struct lw_view message, struct lw_err *err);

/* Whether `signature` is the key's over `message` (P-256 with SHA-256, P-384 with SHA-384). */
bool lw_key_verify(const struct lw_key *key, struct lw_view message, struct lw_view signature);

/* The same where only the SHA-256 of the message is at hand; false for Ed25519, which cannot. */
bool lw_key_verify_digest(const struct lw_key *key, const struct lw_digest *sha256,
                          struct lw_view signature);

/* ECDSA with SHA-256 whatever the curve, as transparency logs sign (RFC 6962, 2.1.4). */
bool lw_key_verify_sha256(const struct lw_key *key, struct lw_view message,
                          struct lw_view signature);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/crypto_calls.h - libcrypto, loaded on first use and not linked.
 *
 * A scan hashes and does nothing else of what libcrypto offers: to load and resolve all of the
 * library takes longer than what a scan of a known layer does. The archive of it that SHA-256 comes
 * from (base/hash.c) is no place for signatures and certificates, whose faults the system's updates
 * must mend. The types of the calls come from the library's headers, so the compiler checks them.
 */
#ifndef LW_BASE_CRYPTO_CALLS_H
#define LW_BASE_CRYPTO_CALLS_H

#include <stdbool.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "base/err.h"

struct lw_crypto {
#define LW_CRYPTO_CALL(name) __typeof__(name) *name;
#include "base/crypto.def"
#undef LW_CRYPTO_CALL
};

/* err: LW_E_UNSUPPORTED where there is no libcrypto 3 here. Once a process, from one thread. */
LW_NODISCARD lw_status lw_crypto_get(const struct lw_crypto **out, struct lw_err *err);

/* What libcrypto says of its last failure, in `text`; forgets it. */
const char *lw_crypto_reason(const struct lw_crypto *c, char *text, size_t room);

/* base/crypto.c; takes ownership. err: LW_E_UNSUPPORTED for keys of other kinds. */
struct lw_key;
LW_NODISCARD lw_status lw_key_from(struct lw_key **out, EVP_PKEY *pkey, struct lw_err *err);

#endif

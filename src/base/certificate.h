/* SPDX-License-Identifier: Apache-2.0
 *
 * base/certificate.h - X.509 certificates: chains, names, extensions, proofs of their logging.
 *
 * Owns:    a certificate's memory; views taken from one are good as long as it is.
 * Trusts:  only the roots that the caller gives; nothing of the system's store.
 * Spec:    RFC 5280; RFC 6962, 3 (signed certificate timestamps).
 */
#ifndef LW_BASE_CERTIFICATE_H
#define LW_BASE_CERTIFICATE_H

#include "base/crypto.h"

struct lw_certificate;

struct lw_certificate_list {
    struct lw_certificate **items; /* owned by the list; the array is in an arena */
    size_t count, capacity;
};

struct lw_name_list {
    struct lw_view *items;
    size_t count, capacity;
};

/* One certificate in DER, nothing behind it. err: LW_E_FORMAT. */
LW_NODISCARD lw_status lw_certificate_read(struct lw_certificate **out, struct lw_view der,
                                           struct lw_err *err);

/* All certificates of a PEM text, in order, at least one; appends. err: LW_E_FORMAT. */
LW_NODISCARD lw_status lw_certificates_read_pem(struct lw_certificate_list *list,
                                                struct lw_view pem, struct lw_arena *arena,
                                                struct lw_err *err);

void lw_certificate_free(struct lw_certificate *certificate); /* NULL is fine */
void lw_certificate_free_p(struct lw_certificate **slot);
void lw_certificates_free(struct lw_certificate_list *list);

struct lw_view lw_certificate_der(const struct lw_certificate *certificate);
int64_t lw_certificate_not_before(const struct lw_certificate *certificate);
int64_t lw_certificate_not_after(const struct lw_certificate *certificate);      /* inclusive */
struct lw_view lw_certificate_subject(const struct lw_certificate *certificate); /* for a person */
const struct lw_key *lw_certificate_key(const struct lw_certificate *certificate);

/* The value of an extension by its dotted number: the bytes inside its OCTET STRING; false where
 * it is not there. */
bool lw_certificate_extension(struct lw_view *out, const struct lw_certificate *certificate,
                              const char *oid);

/* The subject's alternative names that are a URI, an e-mail address or a host name. */
void lw_certificate_names(struct lw_name_list *out, const struct lw_certificate *certificate,
                          struct lw_arena *arena);

/* Whether it is a root: its own key signed it. */
bool lw_certificate_signed_itself(const struct lw_certificate *certificate);

/* Whether the certificate may sign code (extended key usage 1.3.6.1.5.5.7.3.3). */
bool lw_certificate_signs_code(const struct lw_certificate *certificate);

/* That a chain leads from `leaf` over some of `between` to one of `roots`, all valid at `at_utc_s`.
 * `*issuer` (may be NULL) is the certificate above the leaf, the caller's to free. err:
 * LW_E_UNTRUSTED with libcrypto's reason. */
LW_NODISCARD lw_status lw_certificate_chain(struct lw_certificate **issuer,
                                            const struct lw_certificate *leaf,
                                            const struct lw_certificate_list *between,
                                            const struct lw_certificate_list *roots,
                                            int64_t at_utc_s, struct lw_err *err);

/* Signed certificate timestamps that are embedded in `leaf`, checked against the keys of
 * certificate logs: how many of them are by one of `logs`. err: LW_E_FORMAT for a broken list. */
struct lw_key_list {
    struct lw_key **items; /* owned by the list; the array is in an arena */
    size_t count, capacity;
};
void lw_keys_free(struct lw_key_list *list);
LW_NODISCARD lw_status lw_certificate_logged(size_t *out, const struct lw_certificate *leaf,
                                             const struct lw_certificate *issuer,
                                             const struct lw_key_list *logs, struct lw_err *err);

#endif

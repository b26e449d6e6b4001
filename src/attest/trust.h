/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/trust.h - what a Sigstore bundle is judged by: authorities, logs, and when they count.
 *
 * Owns:    its certificates and keys (lw_trust_clear); lists live in the arena.
 * Spec:    sigstore trusted root 0.1 and 0.2 (sigstore_trustroot.proto).
 */
#ifndef LW_ATTEST_TRUST_H
#define LW_ATTEST_TRUST_H

#include "base/certificate.h"

/* From until: both ends count; without an end INT64_MAX. */
struct lw_span {
    int64_t from_utc_s, until_utc_s;
};

struct lw_authority {
    struct lw_certificate_list roots, between;
    struct lw_span span;
};

struct lw_log {
    struct lw_key *key;
    struct lw_view id; /* as the trusted root has it; "": the key's */
    struct lw_span span;
};

struct lw_log_list {
    struct lw_log *items;
    size_t count, capacity;
};

struct lw_trust {
    struct {
        struct lw_authority *items;
        size_t count, capacity;
    } authorities;
    struct lw_log_list logs;             /* transparency logs */
    struct lw_log_list certificate_logs; /* empty: their timestamps are not asked for */
};

void lw_trust_clear(struct lw_trust *trust);

/* Adds what a trusted root in JSON names. Keys of kinds that are not read are passed over.
 * err: LW_E_FORMAT, LW_E_UNSUPPORTED for another media type. */
LW_NODISCARD lw_status lw_trust_add_root(struct lw_trust *trust, struct lw_view text,
                                         struct lw_arena *arena, struct lw_err *err);

/* Adds an authority by its certificates in PEM: those that signed themselves are roots, the others
 * stand between. Without a root among them, each is trusted as it stands. */
LW_NODISCARD lw_status lw_trust_add_authority(struct lw_trust *trust, struct lw_view pem,
                                              struct lw_arena *arena, struct lw_err *err);

/* Adds the key of a log in PEM. */
LW_NODISCARD lw_status lw_trust_add_log(struct lw_log_list *list, struct lw_view pem,
                                        struct lw_arena *arena, struct lw_err *err);

static inline bool lw_span_holds(struct lw_span span, int64_t utc_s)
{
    return span.from_utc_s <= utc_s && utc_s <= span.until_utc_s;
}

#endif

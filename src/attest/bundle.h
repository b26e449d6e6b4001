/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/bundle.h - Sigstore bundles: an envelope or a signature, with what verifies it offline.
 *
 * Owns:    nothing; texts live in the arena.
 * Trusts:  nothing; attest/verify.h judges.
 * Spec:    sigstore_bundle.proto and sigstore_rekor.proto in their JSON form, versions 0.1 to 0.3.
 */
#ifndef LW_ATTEST_BUNDLE_H
#define LW_ATTEST_BUNDLE_H

#include "attest/dsse.h"

struct lw_log_proof {
    uint64_t index, size;
    struct lw_digest root;
    struct lw_digest *path;
    size_t path_count;
    struct lw_view checkpoint; /* a signed note; may be "" */
};

/* One entry of a transparency log. */
struct lw_log_entry {
    uint64_t index;
    struct lw_view log_id;        /* SHA-256 of the log's key; may be shorter */
    struct lw_view kind, version; /* "dsse" "0.0.1" */
    int64_t integrated_utc_s;     /* 0: not stated */
    struct lw_view promise;       /* the signed entry timestamp; "" none */
    struct lw_view body;          /* what the log holds: JSON, canonical */
    bool have_proof;
    struct lw_log_proof proof;
};

struct lw_bundle {
    struct lw_view media_type;
    bool has_proofs;              /* from 0.2 on each log entry must have its inclusion proof */
    struct lw_view *certificates; /* DER, the leaf first */
    size_t certificate_count, certificate_capacity;
    struct lw_view key_hint; /* "" where a certificate is given */
    struct lw_log_entry *entries;
    size_t entry_count, entry_capacity;
    size_t timestamps; /* by timestamp authorities: counted, not read */
    bool have_envelope;
    struct lw_envelope envelope;
    /* Without an envelope: a signature over bytes of which this is the digest. */
    struct lw_digest message;
    struct lw_view message_signature;
};

/* Whether the text of a media type is that of a bundle. */
bool lw_bundle_is(struct lw_view media_type);

/* err: LW_E_FORMAT naming the field, LW_E_UNSUPPORTED for another version, LW_E_LIMIT. */
LW_NODISCARD lw_status lw_bundle_parse(struct lw_bundle *out, struct lw_view text,
                                       struct lw_arena *arena, struct lw_err *err);
LW_NODISCARD lw_status lw_bundle_read(struct lw_bundle *out, yyjson_val *object,
                                      struct lw_arena *arena, struct lw_err *err);

#endif

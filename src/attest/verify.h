/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/verify.h - whether attestations by trusted signers are about an artifact.
 *
 * Here, and nowhere else, a struct lw_unverified_statement becomes a struct lw_statement.
 *
 * Owns:    nothing; results live in the arena and borrow from policy and attestations.
 */
#ifndef LW_ATTEST_VERIFY_H
#define LW_ATTEST_VERIFY_H

#include "attest/bundle.h"
#include "attest/policy.h"
#include "attest/statement.h"

/* An envelope or a bundle as it was read, and from where. */
struct lw_attestation {
    struct lw_view source;   /* name of the file */
    size_t line;             /* of a file with one attestation a line; 0: it has but one */
    struct lw_digest digest; /* SHA-256 of the file, or of that line */
    bool is_bundle;
    struct lw_bundle bundle;     /* of a bundle; its envelope is in `envelope` too */
    struct lw_envelope envelope; /* no signatures: a bundle with a signature over a message */
};

struct lw_attestation_list {
    struct lw_attestation *items;
    size_t count, capacity;
};

/* One JSON object, or one a line (in-toto bundles). Appends. err: LW_E_FORMAT with "NAME: ..." and
 * the line, LW_E_LIMIT. */
LW_NODISCARD lw_status lw_attestations_read(struct lw_attestation_list *list, struct lw_view text,
                                            const char *name, struct lw_arena *arena,
                                            struct lw_err *err);

/* A statement behind at least one signature that counts. */
struct lw_statement {
    struct lw_unverified_statement said;
};

/* Why something does not count. `code` is stable and stands in reports: "payload-type",
 * "no-signature", "bad-signature", "unknown-key", "expired", "certificate", "identity", "issuer",
 * "log", "statement", "other-bytes", "predicate", "builder", "repository". */
struct lw_problem {
    const char *code;
    struct lw_view text;
};

/* A signature that counts. */
struct lw_accepted {
    size_t signer;        /* index into the policy's */
    struct lw_digest key; /* lw_key_id() of the key that signed, also of a certificate's */
    struct lw_view identity, issuer;
    int64_t time_utc_s; /* when a log took it in; 0: no log */
    uint64_t log_index;
    bool in_log;
};

struct lw_check {
    const struct lw_attestation *attestation;
    const struct lw_statement
        *statement; /* NULL: nothing signed can be believed, or none is there */
    enum lw_subject_match match;
    bool accepted; /* counts: signed, about the artifact, and within the patterns */
    struct {
        struct lw_accepted *items;
        size_t count, capacity;
    } signers;
    struct {
        struct lw_problem *items;
        size_t count, capacity;
    } problems;
};

struct lw_verification {
    struct lw_check *checks; /* one for each attestation */
    size_t count;
    /* Signers of what is accepted, and how many there must be. Each counts once, and so does each
     * key and each identity: one signature that fits two signers' patterns counts for one. */
    uint64_t signers, threshold;
    uint64_t fitting; /* signers that something accepted fits; more than `signers` where shared */
    bool passed;
};

void lw_verify(struct lw_verification *out, const struct lw_identity *identity,
               const struct lw_attestation_list *attestations, const struct lw_policy *policy,
               const struct lw_publisher *publisher, int64_t now_utc_s, struct lw_arena *arena);

/* signature.c: whether one signer has signed it. `now_utc_s` is what certificates are judged by
 * where no log tells a time. */
struct lw_signing {
    const struct lw_attestation *attestation;
    struct lw_view message; /* what signatures are over; "" for a message's digest */
    int64_t now_utc_s;
    struct lw_arena *arena;
};
bool lw_signature_check(struct lw_accepted *out, struct lw_problem *why,
                        const struct lw_signing *signing, const struct lw_signer *signer);

/* verify_count.c: how many signers there are, each by a key and an identity of its own. `*fitting`
 * is how many there are if those may be shared. */
uint64_t lw_signers_count(uint64_t *fitting, const struct lw_check *checks, size_t count,
                          size_t signers, struct lw_arena *arena);

#endif

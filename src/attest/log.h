/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/log.h - whether a transparency log holds what a bundle says it holds, without asking it.
 *
 * Spec:    Rekor's log entries: dsse 0.0.1 and 0.0.2, intoto 0.0.2, hashedrekord 0.0.1 and 0.0.2;
 *          its signed entry timestamps; RFC 9162, 2.1.3.
 */
#ifndef LW_ATTEST_LOG_H
#define LW_ATTEST_LOG_H

#include "attest/bundle.h"
#include "attest/checkpoint.h"

struct lw_log_check {
    bool promised, proved; /* by the log's timestamp, by the Merkle proof and its checkpoint */
    int64_t time_utc_s;    /* when it was logged; only the promise vouches for it, else 0 */
};

/* Checks everything that the entry carries, by the key of the log that it names and no other; at
 * least one of promise and proof must be there, with `need_proof` the proof, and each that is there
 * must be good. err: LW_E_UNTRUSTED. */
LW_NODISCARD lw_status lw_log_check_entry(struct lw_log_check *out,
                                          const struct lw_log_entry *entry,
                                          const struct lw_log_list *logs, bool need_proof,
                                          struct lw_arena *arena, struct lw_err *err);

/* That the entry's body is about the signature of the bundle, the bytes that were signed, and the
 * key (`leaf` may be NULL) that signed. err: LW_E_UNTRUSTED, LW_E_FORMAT, LW_E_UNSUPPORTED. */
LW_NODISCARD lw_status lw_log_check_body(const struct lw_log_entry *entry,
                                         const struct lw_bundle *bundle, const struct lw_key *key,
                                         const struct lw_certificate *leaf, struct lw_arena *arena,
                                         struct lw_err *err);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/lock_attested.h - attestations that are verified before the lock says that they were seen.
 *
 * Owns:    the policy (lw_lock_trust_clear); lists live in the arena.
 */
#ifndef LW_CLI_LOCK_ATTESTED_H
#define LW_CLI_LOCK_ATTESTED_H

#include "attest/verify.h"
#include "cli/common.h"
#include "review/lock.h"

struct lw_lock_trust {
    struct lw_policy *policy; /* NULL: no --attestation was given */
    const struct lw_publisher *publisher;
};

/* Reads who may sign for layer `name` from the configuration, before the process is confined; does
 * nothing without --attestation. err: as lw_policy_read() and lw_policy_choose(). */
LW_NODISCARD lw_status lw_lock_trust_read(struct lw_lock_trust *out, const struct lw_args *args,
                                          struct lw_view name, struct lw_arena *arena,
                                          struct lw_err *err);
void lw_lock_trust_clear(struct lw_lock_trust *trust);

/* Verifies the files that --attestation names against the entry's digests and puts them into the
 * entry. err: LW_E_UNTRUSTED where one of them does not count, or too few have signed; of files
 * that cannot be read. */
LW_NODISCARD lw_status lw_lock_attest(struct lw_lock_entry *entry,
                                      const struct lw_lock_trust *trust, const struct lw_args *args,
                                      struct lw_arena *arena, struct lw_err *err);

#endif

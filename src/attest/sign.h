/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/sign.h - adds signatures to envelopes, by a key or by a command that has one.
 */
#ifndef LW_ATTEST_SIGN_H
#define LW_ATTEST_SIGN_H

#include "attest/dsse.h"

/* Signs with a private key; the key id is the SHA-256 of the public key. err: LW_E_INTERNAL,
 * LW_E_USAGE where a signature by that key is there already, LW_E_LIMIT. */
LW_NODISCARD lw_status lw_envelope_sign(struct lw_envelope *envelope, const struct lw_key *key,
                                        struct lw_arena *arena, struct lw_err *err);

struct lw_signer_command {
    const char *text;
    unsigned timeout_s; /* then it is killed */
};

/* Has `command` sign: the shell runs it with the message (PAE) as its standard input, and it prints
 * the signature, as bytes or in base64. `key` is the public key, against which the signature is
 * checked before it is believed. err: LW_E_IO (it cannot be started, or fails), LW_E_UNTRUSTED
 * (what it printed is no signature by that key), LW_E_LIMIT (it took too long, or printed too
 * much), LW_E_INTERRUPTED. */
LW_NODISCARD lw_status lw_envelope_sign_by(struct lw_envelope *envelope,
                                           const struct lw_signer_command *command,
                                           const struct lw_key *key, struct lw_arena *arena,
                                           struct lw_err *err);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/checkpoint.h - a log's signed word on its size and root, and proofs against it.
 *
 * Owns:    nothing; texts live in the arena.
 * Spec:    C2SP tlog-checkpoint and signed-note; RFC 9162, 2.1.3 (the same tree as RFC 6962).
 */
#ifndef LW_ATTEST_CHECKPOINT_H
#define LW_ATTEST_CHECKPOINT_H

#include "attest/trust.h"

struct lw_note_signature {
    struct lw_view name;
    uint8_t key_hint[4];
    struct lw_view bytes;
};

struct lw_checkpoint {
    struct lw_view origin;
    uint64_t size;
    struct lw_digest root;
    struct lw_view text; /* what is signed; borrowed from the input */
    struct lw_note_signature *items;
    size_t count, capacity;
};

/* err: LW_E_FORMAT with the line. */
LW_NODISCARD lw_status lw_checkpoint_parse(struct lw_checkpoint *out, struct lw_view text,
                                           struct lw_arena *arena, struct lw_err *err);

/* Whether a signature on it is by that key. */
bool lw_checkpoint_signed(const struct lw_checkpoint *checkpoint, const struct lw_key *key);

/* SHA-256 of a leaf: of 00 and its bytes. */
struct lw_digest lw_merkle_leaf(struct lw_view bytes);

/* Whether `path` leads from the leaf at `index` of `size` to `root`. */
bool lw_merkle_includes(const struct lw_digest *root, uint64_t size, uint64_t index,
                        const struct lw_digest *leaf, const struct lw_digest *path, size_t count);

#endif

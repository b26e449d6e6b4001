/* SPDX-License-Identifier: Apache-2.0
 *
 * review/lock_entry.h - what a lock says of an artifact, made from it, and compared with it.
 */
#ifndef LW_REVIEW_LOCK_ENTRY_H
#define LW_REVIEW_LOCK_ENTRY_H

#include "review/lock.h"
#include "review/source.h"

/* Digests, size, capabilities by package, hosts and extensions of a scan with behaviour; texts in
 * `arena`. err: LW_E_UNTRUSTED where it has no content digest (something could not be read),
 * LW_E_IO. */
LW_NODISCARD lw_status lw_lock_entry_make(struct lw_lock_entry *out,
                                          const struct lw_source_side *side, struct lw_arena *arena,
                                          struct lw_err *err);

/* How an artifact differs from its entry: a line each, empty where it does not. Digests are
 * compared in constant time. With `capabilities` also what it does that the entry does not list. */
struct lw_lock_differences {
    struct lw_view *items;
    size_t count, capacity;
};
void lw_lock_compare(struct lw_lock_differences *out, const struct lw_lock_entry *locked,
                     const struct lw_lock_entry *seen, bool capabilities, struct lw_arena *arena);

#endif

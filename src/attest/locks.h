/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/locks.h - which packages, at which version, a commit's lock files name.
 *
 * Owns:    the table (lw_locks_clear); texts live in the arena.
 * Trusts:  nothing; what is not understood in a lock names nothing.
 */
#ifndef LW_ATTEST_LOCKS_H
#define LW_ATTEST_LOCKS_H

#include "base/arena.h"
#include "base/map.h"

/* Families of names: a package is looked for among the locks of its own. */
enum lw_lock_family {
    LW_LOCK_PYTHON,
    LW_LOCK_NODE,
    LW_LOCK_PHP,
    LW_LOCK_RUBY,
    LW_LOCK_GO,
    LW_LOCK_RUST,
    LW_LOCK_FAMILIES
};

struct lw_locks {
    struct lw_arena *arena; /* borrowed */
    struct lw_map named;    /* "family name version" to the index of a file */
    struct lw_view *files;  /* paths of the locks that were read */
    size_t count, capacity;
};

/* Whether a file of this name is read as a lock. */
bool lw_lock_known(struct lw_view path);

/* Adds what a lock names. False where it is not in its form, and names nothing. */
bool lw_locks_add(struct lw_locks *locks, struct lw_view path, struct lw_view text);

/* The path of the lock that names the package at that version, or "". */
struct lw_view lw_locks_find(const struct lw_locks *locks, enum lw_lock_family family,
                             struct lw_view name, struct lw_view version);

void lw_locks_clear(struct lw_locks *locks);

#endif

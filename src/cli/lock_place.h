/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/lock_place.h - where a lock and its layers are, and who changes it.
 */
#ifndef LW_CLI_LOCK_PLACE_H
#define LW_CLI_LOCK_PLACE_H

#include "base/arena.h"
#include "base/err.h"
#include "review/lock.h"

/* Waits until no other process changes a lock in that folder; closing `*out_fd` lets the next one
 * in. -1 where the file system has no such locks. err: LW_E_IO, LW_E_INTERRUPTED. */
LW_NODISCARD lw_status lw_lock_hold(int *out_fd, struct lw_view lock, struct lw_arena *arena,
                                    struct lw_err *err);

/* An input's path from the lock's folder, by real folders, so that it holds on every machine; ""
 * where it is not below that folder, or is not there. */
struct lw_view lw_lock_path_below(struct lw_view lock, const char *input, struct lw_arena *arena);

/* Where the lock says that a layer is: a path, from its own folder, or an ARN; "" where it has
 * none. And the same, or the name where that is an ARN and says it. */
const char *lw_lock_locked_path(struct lw_view lock, const struct lw_lock_entry *entry,
                                struct lw_arena *arena);
const char *lw_lock_place(struct lw_view lock, const struct lw_lock_entry *entry,
                          struct lw_arena *arena);

/* "; did you mean \"tools\"?" or, of a short lock, "; it has tools and web": behind what says that
 * a name is not in the lock. */
const char *lw_lock_hint(const struct lw_lock *lock, const char *name, struct lw_arena *arena);

/* Who runs this: USER, LOGNAME, or the user's name of the system; "" where none tells. */
struct lw_view lw_lock_user(struct lw_arena *arena);

#endif

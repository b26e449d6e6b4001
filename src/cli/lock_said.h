/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/lock_said.h - what was put into the lock, or taken out of it, for a person.
 */
#ifndef LW_CLI_LOCK_SAID_H
#define LW_CLI_LOCK_SAID_H

#include "review/lock.h"

/* Name, place, both digests (their first 16 digits), what it can do, and the verdict. */
void lw_lock_say_pinned(struct lw_buf *out, const struct lw_lock_entry *entry, const char *input,
                        bool update, struct lw_arena *arena);

/* Name, place, content digest, and who had adopted it when and why. */
void lw_lock_say_removed(struct lw_buf *out, const struct lw_lock_entry *entry,
                         struct lw_arena *arena);

#endif

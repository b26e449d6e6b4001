/* SPDX-License-Identifier: Apache-2.0
 *
 * base/command.h - runs a command that the user configured (a signer, a credential process).
 *
 * Trusts:  the command, which the shell runs with the user's rights; never text of an artifact.
 */
#ifndef LW_BASE_COMMAND_H
#define LW_BASE_COMMAND_H

#include "base/arena.h"
#include "base/err.h"

struct lw_command {
    const char *what; /* for messages: "the signer command" */
    const char *text; /* for sh -c */
    struct lw_view input;
    unsigned timeout_s; /* then it is killed */
};

/* What it printed, at most 64 KiB, is in the arena. err: LW_E_IO (it cannot be started, or fails),
 * LW_E_LIMIT (it took too long, or printed too much), LW_E_INTERRUPTED. */
LW_NODISCARD lw_status lw_command_run(struct lw_view *printed, const struct lw_command *command,
                                      struct lw_arena *arena, struct lw_err *err);

#endif

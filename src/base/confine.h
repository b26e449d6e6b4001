/* SPDX-License-Identifier: Apache-2.0
 *
 * base/confine.h - gives up what parsing does not need: the network, writing, starting programs.
 *
 * Landlock (Linux 5.13) bounds the file system to reading, and TCP where it can (6.7); a seccomp
 * filter leaves only the system calls that reading, threads and memory need. Descriptors that are
 * open already stay usable. There is no way back.
 *
 * Spec: landlock(7), seccomp(2).
 */
#ifndef LW_BASE_CONFINE_H
#define LW_BASE_CONFINE_H

#include <stdbool.h>

#include "base/err.h"

struct lw_confinement {
    bool landlock, seccomp; /* what the kernel took */
};

/* For this process and all threads it starts later; call it before any is started. A kernel
 * without one of the two is no error: see *out. err: LW_E_DENIED where it has it and refuses. */
LW_NODISCARD lw_status lw_confine(struct lw_confinement *out, struct lw_err *err);

/* Overwrites the value of each variable of the environment that is not in `kept`, which ends with
 * NULL. Before threads are started. */
void lw_forget_environment(const char *const *kept);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/signals.h - Ctrl-C ends cleanly: a flag that loops look at, and files that must go.
 */
#ifndef LW_BASE_SIGNALS_H
#define LW_BASE_SIGNALS_H

#include <stdbool.h>

/* SIGINT, SIGTERM and SIGHUP set the flag; a second one ends the process at once, after removing
 * the temporary files. SIGPIPE is ignored: a write then fails with EPIPE. */
void lw_signals_install(void);

bool lw_interrupted(void);

/* The signal that was caught, or 0. Exit with 128 + it. */
int lw_interrupt_signal(void);

/* A temporary file to unlink should a signal end the process. At most 16; the text is copied.
 * Returns a ticket for lw_signals_keep(), or -1 where it is full or too long. */
int lw_signals_unlink_on_exit(const char *path);
void lw_signals_keep(int ticket);

#endif

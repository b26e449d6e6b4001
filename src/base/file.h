/* SPDX-License-Identifier: Apache-2.0
 *
 * base/file.h - whole files in, whole files out.
 */
#ifndef LW_BASE_FILE_H
#define LW_BASE_FILE_H

#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

/* For LW_CLEANUP on an int. */
void lw_close_p(int *fd);

/* Opens for reading; err names the path and the reason (LW_E_NOT_FOUND, LW_E_IO). */
LW_NODISCARD lw_status lw_file_open(int *out_fd, const char *path, struct lw_err *err);

/* A new file in TMPDIR (/tmp) without a name: it goes when it is closed. err: LW_E_IO. */
LW_NODISCARD lw_status lw_file_temporary(int *out_fd, struct lw_err *err);

/* Reads a whole file into the arena. err: LW_E_NOT_FOUND, LW_E_IO, LW_E_LIMIT over max_bytes. */
LW_NODISCARD lw_status lw_file_read(struct lw_view *out, const char *path, size_t max_bytes,
                                    struct lw_arena *arena, struct lw_err *err);

/* Reads from an open descriptor (a pipe, standard input) to its end. `name` for messages. */
LW_NODISCARD lw_status lw_fd_read(struct lw_view *out, int fd, const char *name, size_t max_bytes,
                                  struct lw_arena *arena, struct lw_err *err);

/* pread() until `len` bytes are there, through signals; fewer (end of file) is LW_E_FORMAT. */
LW_NODISCARD lw_status lw_pread_all(int fd, void *into, size_t len, uint64_t offset,
                                    struct lw_err *err);

/* A file that appears whole or not at all: a temporary file beside `path`, renamed by
 * lw_atomic_commit(), removed by lw_atomic_abort() and by a signal. What is there already and no
 * file (a device, a pipe, /dev/stdout) is written to as it stands. A file that is there keeps its
 * mode, and a link to one stays: what it leads to is replaced. err: LW_E_IO. */
struct lw_atomic {
    char *path;
    char *temporary; /* NULL: `path` itself is written to */
    FILE *stream;
    int ticket;
};
#define LW_ATOMIC_INIT                                                                             \
    {                                                                                              \
        NULL, NULL, NULL, -1                                                                       \
    }

LW_NODISCARD lw_status lw_atomic_begin(struct lw_atomic *out, const char *path, struct lw_err *err);
LW_NODISCARD lw_status lw_atomic_commit(struct lw_atomic *file, struct lw_err *err);
void lw_atomic_abort(struct lw_atomic *file); /* after a commit it does nothing */

/* mkdir -p, mode 0755 less umask. */
LW_NODISCARD lw_status lw_mkdirs(const char *path, struct lw_err *err);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/git.h - the files of a commit, by the system's libgit2.
 *
 * libgit2 is loaded on first use and not linked, as libcurl is (base/http.h). Nothing of the
 * repository is run: no hooks, no filters, no working tree.
 *
 * Owns:    the repository (lw_git_free); lists live in the arena.
 */
#ifndef LW_ATTEST_GIT_H
#define LW_ATTEST_GIT_H

#include "base/arena.h"
#include "base/err.h"

enum { LW_GIT_ID_BYTES = 20 };

struct lw_git_file {
    struct lw_view path;
    uint8_t id[LW_GIT_ID_BYTES];
    bool executable, link;
};

struct lw_git_files {
    struct lw_git_file *items; /* sorted by path; submodules left out */
    size_t count, capacity;
    size_t submodules;
};

struct lw_git; /* a repository at a commit */

/* Loads libgit2, which a confined process cannot; calling it again does nothing. err:
 * LW_E_UNSUPPORTED. */
LW_NODISCARD lw_status lw_git_load(struct lw_err *err);

/* `path` is a working tree, a folder in one, or a bare repository; `revision` whatever git
 * rev-parse takes: a commit, a tag, a branch. err: LW_E_UNSUPPORTED (no libgit2), LW_E_NOT_FOUND,
 * LW_E_FORMAT with libgit2's reason. */
LW_NODISCARD lw_status lw_git_open(struct lw_git **out, const char *path, const char *revision,
                                   struct lw_err *err);
void lw_git_free_p(struct lw_git **slot);

/* The commit's id in hex. Borrowed. */
const char *lw_git_commit(const struct lw_git *git);

/* err: LW_E_FORMAT, LW_E_LIMIT over a million files. */
LW_NODISCARD lw_status lw_git_list(struct lw_git_files *out, const struct lw_git *git,
                                   struct lw_arena *arena, struct lw_err *err);

/* The id that git gives these bytes as a file. err: LW_E_INTERNAL. */
LW_NODISCARD lw_status lw_git_id(uint8_t out[LW_GIT_ID_BYTES], const struct lw_git *git,
                                 struct lw_view bytes, struct lw_err *err);

/* The bytes of a file, copied. err: LW_E_FORMAT (damaged, missing), LW_E_LIMIT. */
LW_NODISCARD lw_status lw_git_read(struct lw_view *out, const struct lw_git *git,
                                   const struct lw_git_file *file, size_t max_bytes,
                                   struct lw_arena *arena, struct lw_err *err);

/* Whether the file has just these bytes: compared, not only by its id, which is SHA-1. */
LW_NODISCARD lw_status lw_git_same(bool *out, const struct lw_git *git,
                                   const struct lw_git_file *file, struct lw_view bytes,
                                   struct lw_err *err);

#endif

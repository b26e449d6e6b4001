/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/python_record.h - RECORD: the files of an installed distribution and their hashes.
 *
 * Owns:    nothing; views borrow from the text or live in the arena given.
 * Trusts:  nothing.
 * Spec:    PEP 376, PEP 427, "Recording installed projects" of packaging.python.org; RFC 4180.
 */
#ifndef LW_FACTS_PYTHON_RECORD_H
#define LW_FACTS_PYTHON_RECORD_H

#include "base/arena.h"
#include "base/hash.h"

struct lw_python_record {
    struct lw_view path; /* as written, quotes taken off */
    bool have_sha256;
    struct lw_digest sha256;
    bool have_bytes;
    uint64_t bytes;
};

/* The next line; false behind the last one. A line that is none gives an empty path. */
bool lw_python_record_next(struct lw_python_record *out, struct lw_view *rest,
                           struct lw_arena *arena);

/* `path` below `root`, "." and ".." resolved; empty where it leaves the archive or is absolute. */
struct lw_view lw_python_record_path(struct lw_arena *arena, struct lw_view root,
                                     struct lw_view path);

#endif

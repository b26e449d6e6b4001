/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/index_read.h - what the files that read an index share; not for other modules.
 */
#ifndef LW_VULN_INDEX_READ_H
#define LW_VULN_INDEX_READ_H

#include "base/hash.h"
#include "vuln/index.h"

struct lw_vuln_index {
    struct lw_view bytes;
    struct lw_view sections[LW_INDEX_SECTIONS];
    struct lw_vuln_info info; /* counts only */
    void *mapped;             /* NULL where the bytes are the caller's */
};

/* The string at an offset of the strings section; `r` goes bad where it lies outside. */
struct lw_view lw_index_string_at(const struct lw_vuln_index *index, uint64_t offset,
                                  struct lw_reader *r);

/* Reads a uvarint offset from `r`, and gives its string. */
struct lw_view lw_index_string(const struct lw_vuln_index *index, struct lw_reader *r);

/* Reads a uvarint count and as many strings. */
struct lw_views lw_index_strings(const struct lw_vuln_index *index, struct lw_reader *r,
                                 struct lw_arena *arena);

/* The error for a reader gone bad. */
LW_NODISCARD lw_status lw_index_damaged(const struct lw_vuln_index *index,
                                        const struct lw_reader *r, struct lw_err *err);

/* SHA-256 of all but the checksum's own part of the header. */
struct lw_digest lw_index_digest(struct lw_view bytes);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/rebuild.h - why two builds of a layer are not the same bytes.
 *
 * Owns:    nothing; texts live in the arena.
 * Trusts:  nothing in either artifact.
 */
#ifndef LW_ATTEST_REBUILD_H
#define LW_ATTEST_REBUILD_H

#include "archive/archive.h"

/* What can differ. The first group makes other files, the second another zip of the same files. */
enum lw_cause_kind {
#define LW_CAUSE(constant, name, packing, what, fix) constant,
#include "attest/rebuild.def"
#undef LW_CAUSE
    LW_CAUSE_COUNT_
};

const char *lw_cause_name(enum lw_cause_kind kind);
const char *lw_cause_what(enum lw_cause_kind kind);
const char *lw_cause_fix(enum lw_cause_kind kind);
bool lw_cause_is_packing(enum lw_cause_kind kind);

struct lw_difference {
    struct lw_view path;
    struct lw_view detail; /* "2026-11-22 10:00:00, 2026-11-22 10:04:32" */
};

struct lw_cause {
    struct lw_difference *items; /* of files: what is started, native or code first */
    size_t count, capacity;
};

struct lw_rebuild {
    bool same_bytes, same_content; /* by the digests */
    bool both_zips;
    struct lw_digest zip[2], content[2];
    size_t entries[2];
    struct lw_cause causes[LW_CAUSE_COUNT_];
};

struct lw_rebuild_options {
    unsigned jobs;
    struct lw_limits limits; /* of archives in the artifacts; depth 0 opens none */
};

/* Compares two artifacts. err: of the first file that cannot be read, naming it. */
LW_NODISCARD lw_status lw_rebuild_compare(struct lw_rebuild *out, const struct lw_archive *a,
                                          const struct lw_archive *b,
                                          const struct lw_rebuild_options *options,
                                          struct lw_arena *arena, struct lw_err *err);

/* rebuild_content.c: why two files of one path differ, and how. `limits` bound archives that they
 * are. */
enum lw_cause_kind lw_rebuild_explain(struct lw_view *detail, struct lw_view path, struct lw_view a,
                                      struct lw_view b, const struct lw_limits *limits,
                                      struct lw_arena *arena);

#endif

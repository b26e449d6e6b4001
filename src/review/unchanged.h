/* SPDX-License-Identifier: Apache-2.0
 *
 * review/unchanged.h - files that both versions have, known before anything is unpacked: what they
 * do need not be looked at to know what is new.
 *
 * Files are the same where their packed bytes, method and sizes are, at the same place, or (what is
 * no code) under the same name; source that moved with the folder that it stands in is too, where
 * it stood once and stands once. A module that was compiled anew, from the same source and to the
 * same code, counts with them. An equal checksum and size alone prove nothing.
 *
 * Owns:    its maps; paths are copied.
 */
#ifndef LW_REVIEW_UNCHANGED_H
#define LW_REVIEW_UNCHANGED_H

#include "base/map.h"
#include "review/compiled.h"
#include "review/delta.h"
#include "review/sketch.h"
#include "scan/run.h"

struct lw_unchanged {
    struct lw_arena arena;
    struct lw_map from, to; /* paths of each side */
    struct lw_touched touched;
    struct lw_sketches sketches_from, sketches_to; /* of what stands on one side alone */
};

#define LW_UNCHANGED_INIT                                                                          \
    {                                                                                              \
        LW_ARENA_INIT, LW_MAP_INIT, LW_MAP_INIT, { LW_MAP_INIT }, LW_SKETCHES_INIT,                \
            LW_SKETCHES_INIT                                                                       \
    }

/* Empty for folders. err: as lw_archive_open_input(). */
LW_NODISCARD lw_status lw_unchanged_find(struct lw_unchanged *out, const struct lw_input *from,
                                         const struct lw_input *to, const struct lw_limits *limits,
                                         unsigned jobs, struct lw_err *err);
void lw_unchanged_clear(struct lw_unchanged *unchanged);

/* Wants the files that are not in the map that `ctx` is. */
bool lw_unchanged_wants_others(const void *ctx, struct lw_view path);

/* What is new to a file may be old to its package: looks at the unchanged files of those packages
 * whose changed files newly do something, and where a power would be new to the layer, at all.
 * Fills `*out` (texts in its arena) and says in `*any` whether there is more to compare with. */
LW_NODISCARD lw_status lw_unchanged_context(struct lw_facts *out, bool *any,
                                            const struct lw_delta *delta,
                                            const struct lw_unchanged *unchanged,
                                            const struct lw_archive *archive,
                                            const struct lw_engine_options *options,
                                            struct lw_err *err);

#endif

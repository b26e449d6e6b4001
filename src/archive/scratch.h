/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/scratch.h - what one thread keeps between reads.
 */
#ifndef LW_ARCHIVE_SCRATCH_H
#define LW_ARCHIVE_SCRATCH_H

#include "archive/internal.h"

struct lw_scratch {
    struct lw_room packed, plain, head;
    struct lw_inflater *inflater;
    struct lw_sha256 *sha256;
    char detail[256]; /* of an anomaly of the entry read last */
};

/* That an entry can be read at all; err says why not. */
LW_NODISCARD lw_status lw_entry_check(const struct lw_archive *archive,
                                      const struct lw_entry *entry, struct lw_err *err);

/* Puts "archive: entry: " in front of an error. */
LW_NODISCARD lw_status lw_entry_named(const struct lw_archive *archive,
                                      const struct lw_entry *entry, lw_status status,
                                      struct lw_err *err);

#endif

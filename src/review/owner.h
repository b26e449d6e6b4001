/* SPDX-License-Identifier: Apache-2.0
 *
 * review/owner.h - which package each file belongs to, and whether the package's own list of files
 * agrees.
 *
 * A Python distribution lists its files with digests (RECORD); a Node package owns its folder; for
 * the rest a package owns its root where no other shares it. A list proves that a package is in
 * itself whole, not that it is honest: whoever changes a file can change the list.
 *
 * Owns:    nothing but its maps; texts live in the arena.
 * Trusts:  nothing.
 * Spec:    https://packaging.python.org/specifications/recording-installed-packages (RECORD)
 */
#ifndef LW_REVIEW_OWNER_H
#define LW_REVIEW_OWNER_H

#include "base/map.h"
#include "review/review.h"
#include "review/source.h"

struct lw_owner_listed {
    struct lw_view path;
    size_t package; /* index */
    bool have_digest;
    struct lw_digest sha256;
    size_t next; /* another package's, of this path and with another digest: index + 1; 0: none */
    bool second; /* it is such a one: another package named the path before */
};

struct lw_owners {
    struct lw_arena *arena; /* borrowed */
    const struct lw_scan *scan;
    struct lw_map folders; /* path of a folder or file to package index + 1 */
    struct lw_map listed;  /* path to index into items + 1 */
    struct lw_owner_listed *items;
    size_t count, capacity;
    enum lw_proof *proofs; /* by package */
    size_t *mismatched;    /* by package */
};

/* Reads the lists of files. err: LW_E_IO where the artifact was changed meanwhile. */
LW_NODISCARD lw_status lw_owners_make(struct lw_owners *out, const struct lw_source_side *side,
                                      struct lw_arena *arena, struct lw_err *err);
void lw_owners_clear(struct lw_owners *owners);

/* Index + 1 of the package that a location belongs to; 0: none. */
size_t lw_owner_of(const struct lw_owners *owners, struct lw_view location);

/* What a package's list says of a file: NULL where it does not name it. */
const struct lw_owner_listed *lw_owner_listed(const struct lw_owners *owners, struct lw_view path);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/overlay_claims.h - who of several sources answers to a name, in the order of search.
 *
 * Owns:    its map, until lw_claims_clear(); texts live in the arena or in the archives.
 */
#ifndef LW_ANALYZE_OVERLAY_CLAIMS_H
#define LW_ANALYZE_OVERLAY_CLAIMS_H

#include "analyze/overlay.h"
#include "base/map.h"

enum lw_claim_kind {
    LW_CLAIM_PYTHON,
    LW_CLAIM_NODE,
    LW_CLAIM_GEM,
    LW_CLAIM_JAR,
    LW_CLAIM_LIBRARY,
    LW_CLAIM_PROGRAM,
    LW_CLAIM_BOOTSTRAP,
};

/* One source's answer to a name. */
struct lw_claim {
    size_t source;
    unsigned rank;          /* of its folder in the order of search, 0 first */
    struct lw_view carrier; /* folder or file in the source: "python/requests" */
    struct lw_view version; /* of a gem or jar, by its name; else "" */
    bool node_major;        /* stands in nodejs/nodeNN */
};

struct lw_name {
    enum lw_claim_kind kind;
    struct lw_view name;
    struct lw_claim *items;
    size_t count, capacity;
};

struct lw_claims {
    struct lw_name *items; /* in the order in which they were seen */
    size_t count, capacity;
    struct lw_map index;
    struct lw_arena *arena;
};

/* Adds all that one source answers to. */
void lw_claims_add(struct lw_claims *claims, const struct lw_overlay_source *source, size_t index);
void lw_claims_clear(struct lw_claims *claims);

/* Puts a name's claims in the order of search: the first one wins. */
void lw_claims_order(struct lw_name *name);

#endif

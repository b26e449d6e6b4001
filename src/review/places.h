/* SPDX-License-Identifier: Apache-2.0
 *
 * review/places.h - facts by the place that they are of, for rules that ask what else a file does.
 *
 * Made once for a review: an artifact of its author's choosing has as many facts as he likes, and
 * as many of them ask.
 *
 * Owns:    its maps, until lw_places_clear(); the rest lives in the review's arena.
 */
#ifndef LW_REVIEW_PLACES_H
#define LW_REVIEW_PLACES_H

#include "analyze/syntax/catalog.h"
#include "review/review.h"

/* What one file can do, of its code and of what it imports from the system. */
struct lw_powers {
    uint64_t set;                            /* 1 << LW_C_... */
    uint64_t news;                           /* of native imports: those new to the package */
    const struct lw_fact *first[LW_C_COUNT]; /* of each power; the first in order of the facts */
    size_t order[LW_C_COUNT];
};

struct lw_places {
    struct lw_map added, all; /* location to struct lw_powers, index + 1 */
    struct {
        struct lw_powers *items;
        size_t count, capacity;
    } powers;
    struct lw_map metadata;    /* old files that name an address of instance metadata */
    struct lw_map incomplete;  /* old places that could not be looked at */
    struct lw_map native;      /* new files that are ELF */
    struct lw_map aws;         /* new files that call AWS */
    struct lw_map authorities; /* old files that hold certificates */
    struct lw_map programs;    /* new files that a package.json has npm link as commands */
};

void lw_places_make(struct lw_places *out, struct lw_review *review);
void lw_places_clear(struct lw_places *places);

/* What a file newly does, or (`all`) does; NULL: nothing that is known. */
const struct lw_powers *lw_places_powers(const struct lw_places *places, struct lw_view location,
                                         bool all);

/* Whether a package.json names the new file as a command, and none as what is loaded. */
bool lw_places_program(const struct lw_places *places, struct lw_view location);

#endif

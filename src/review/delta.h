/* SPDX-License-Identifier: Apache-2.0
 *
 * review/delta.h - packages, facts and findings of two versions, compared; not for other modules.
 */
#ifndef LW_REVIEW_DELTA_H
#define LW_REVIEW_DELTA_H

#include "review/owner.h"

/* What the comparison works on; the maps are from paths to review->files, index + 1. */
struct lw_delta {
    struct lw_review *review;
    struct lw_owners from, to;
    struct lw_map by_from, by_to;
    size_t *package_of; /* package of the new side, by index, to review->packages, index + 1 */
    size_t *package_of_old;
    struct lw_said *said; /* fact_delta.c's, while facts are compared */
    /* Of files that both sides have, in places of the new one, as far as they were looked at; NULL:
     * what the scans saw is all. */
    const struct lw_facts *context;
};

/* packages.c: fills review->packages, and each file's package and `explained`. */
void lw_delta_packages(struct lw_delta *delta);

/* fact_delta.c: fills facts_added and facts_removed, and each file's new_facts, by what the scans
 * saw; then, where there is a context, leaves out what is not new by that. */
void lw_delta_facts(struct lw_delta *delta, unsigned jobs);
void lw_delta_facts_beside(struct lw_delta *delta);

/* Whether a fact that is new is worth a line and a hunk: a server that documentation or data name
 * is not, unless anybody could receive data there. */
bool lw_fact_matters(const struct lw_fact *fact);

/* finding_delta.c: fills vulnerabilities and findings. */
void lw_delta_findings(struct lw_delta *delta);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/range.h - whether an advisory's ranges and list of versions hold a version.
 *
 * Spec: https://ossf.github.io/osv-schema/#evaluation
 */
#ifndef LW_VULN_RANGE_H
#define LW_VULN_RANGE_H

#include "vuln/ordering.h"
#include "vuln/osv.h"

/* Puts events into rising order; those of the same version keep theirs, "introduced 0" comes
 * first. What lw_range_holds() demands. */
void lw_range_sort(struct lw_osv_range *range, const struct lw_ordering *ordering);

/* The ordering of a range: SEMVER ranges compare as semantic versions in every ecosystem. */
const struct lw_ordering *lw_range_ordering(const struct lw_osv_range *range,
                                            const struct lw_ordering *ordering);

/* The specification's algorithm, on sorted events. */
bool lw_range_holds(const struct lw_osv_range *range, const struct lw_ordering *ordering,
                    struct lw_view version);

bool lw_ranges_hold(const struct lw_osv_affected *affected, const struct lw_ordering *ordering,
                    struct lw_view version);

/* In the list of versions, by the ordering's equality (1.0 is 1.0.0 for PyPI). */
bool lw_versions_hold(const struct lw_osv_affected *affected, const struct lw_ordering *ordering,
                      struct lw_view version);

/* Versions list or ranges. */
bool lw_affected_holds(const struct lw_osv_affected *affected, const struct lw_ordering *ordering,
                       struct lw_view version);

#endif

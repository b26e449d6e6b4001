/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/join.h - advisories that speak of one fault become one match.
 */
#ifndef LW_VULN_JOIN_H
#define LW_VULN_JOIN_H

#include "vuln/ordering.h"
#include "vuln/query.h"

/* An advisory's statement that holds the version. */
struct lw_vuln_hit {
    struct lw_osv osv;
    struct lw_osv_affected affected;
};
struct lw_vuln_hit_list {
    struct lw_vuln_hit *items;
    size_t count, capacity;
};

/* Groups hits by shared ids and aliases and appends a match for each group, by preferred id.
 * Lists go into the arena; texts stay borrowed from the index. */
LW_NODISCARD lw_status lw_vuln_join(struct lw_vuln_match_list *out,
                                    const struct lw_vuln_hit_list *hits,
                                    const struct lw_vuln_index *index,
                                    const struct lw_ordering *ordering, struct lw_view version,
                                    struct lw_arena *arena, struct lw_err *err);

/* Order of ids: by kind (CVE, GHSA, PYSEC, GO, RUSTSEC, others), then bytewise. */
int lw_vuln_id_cmp(struct lw_view a, struct lw_view b);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/match.h - advisories for purls, and for all packages that were found.
 */
#ifndef LW_VULN_MATCH_H
#define LW_VULN_MATCH_H

#include "vuln/query.h"

/* Appends what affects the package version that a purl names. err: LW_E_USAGE where it is no purl,
 * or of a type that is not known here; LW_E_FORMAT where the index is damaged. */
LW_NODISCARD lw_status lw_vuln_query_purl(struct lw_vuln_match_list *out,
                                          const struct lw_vuln_index *index, struct lw_view purl,
                                          struct lw_arena *arena, struct lw_err *err);

/* Whether the index holds an advisory at all for the ecosystem; for one that OSV does not know,
 * none does. err: LW_E_FORMAT where the index is damaged. */
LW_NODISCARD lw_status lw_vuln_index_covers(bool *out, const struct lw_vuln_index *index,
                                            enum lw_ecosystem ecosystem, struct lw_err *err);

/* The same of what a purl names, which must be one: for Debian of its release where it has one. */
LW_NODISCARD lw_status lw_vuln_index_covers_purl(bool *out, const struct lw_vuln_index *index,
                                                 struct lw_view purl, struct lw_arena *arena,
                                                 struct lw_err *err);

struct lw_vuln_package {
    const struct lw_package *package; /* borrowed */
    bool version_unknown;             /* could not be judged; `known` says whether that matters */
    size_t known;                     /* advisories in the index for any version of it */
    struct lw_vuln_match_list matches;
};
struct lw_vuln_package_list {
    struct lw_vuln_package *items;
    size_t count, capacity;
};

/* Appends an item for each package that has a match, or has advisories and no version; in the
 * order of `packages`. */
LW_NODISCARD lw_status lw_vuln_match_packages(struct lw_vuln_package_list *out,
                                              const struct lw_vuln_index *index,
                                              const struct lw_package_list *packages,
                                              struct lw_arena *arena, struct lw_err *err);

#endif

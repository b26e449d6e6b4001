/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/query.h - which known faults a version of a package has.
 *
 * Advisories about the same package that share an id or an alias are one fault with all its ids.
 */
#ifndef LW_VULN_QUERY_H
#define LW_VULN_QUERY_H

#include "vuln/index.h"

struct lw_vuln_match {
    struct lw_views ids;        /* with aliases; CVE first, then GHSA, PYSEC, GO, RUSTSEC, others */
    struct lw_views advisories; /* those of them that stand in the index and hold the version */
    struct lw_view summary;     /* one line; may be "" */
    /* From the CVSS vector of the newest version of CVSS that any of the advisories gives (4.0,
     * 3.1, 3.0, 2.0; of several, the highest score), else the worst word. A package that is itself
     * malicious (MAL-...) is critical. */
    enum lw_severity severity;
    struct lw_view cvss_vector;   /* "" where there is none */
    int cvss_tenths;              /* -1 where there is none */
    struct lw_view fixed_version; /* the lowest one above that none of the advisories holds; "" */
    struct lw_views references;
    struct lw_views cwes;
    int64_t published_utc_s; /* the earliest; 0 not known */
    bool kev;                /* known to be exploited */
    bool kev_ransomware;
    int64_t kev_added_utc_s;
    double epss, epss_percentile; /* the highest of its CVEs; -1 where not known */
};

struct lw_vuln_match_list {
    struct lw_vuln_match *items;
    size_t count, capacity;
};

/* Appends what affects `name` at `version`, in order of the preferred ids. `ecosystem` as OSV
 * writes it: "PyPI", "Debian:12"; "Debian" alone looks into every release. The name in any form
 * that the ecosystem takes for the same; a Debian name is that of the source package. An unknown
 * ecosystem, and a version that says nothing (lw_vuln_version_known), give no match.
 * Texts borrow from the index or are in the arena. err: LW_E_FORMAT where the index is damaged. */
LW_NODISCARD lw_status lw_vuln_query(struct lw_vuln_match_list *out,
                                     const struct lw_vuln_index *index, struct lw_view ecosystem,
                                     struct lw_view name, struct lw_view version,
                                     struct lw_arena *arena, struct lw_err *err);

/* The same for a name that a purl gave: those of Go are lower case, whatever the module is called,
 * and stand for every module that differs by case alone. */
LW_NODISCARD lw_status lw_vuln_query_purl_name(struct lw_vuln_match_list *out,
                                               const struct lw_vuln_index *index,
                                               struct lw_view ecosystem, struct lw_view name,
                                               struct lw_view version, struct lw_arena *arena,
                                               struct lw_err *err);

/* How many advisories the index has for the package, whatever its version. */
LW_NODISCARD lw_status lw_vuln_count(size_t *out, const struct lw_vuln_index *index,
                                     struct lw_view ecosystem, struct lw_view name,
                                     struct lw_err *err);

/* False for "", "(devel)", "${project.version}" and what else has no digit in it. */
bool lw_vuln_version_known(struct lw_view version);

#endif

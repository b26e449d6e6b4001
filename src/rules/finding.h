/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/finding.h - a judgement: what, how bad, where, why, and what to do.
 */
#ifndef LW_RULES_FINDING_H
#define LW_RULES_FINDING_H

#include "facts/facts.h"
#include "facts/severity.h"

struct lw_finding {
    struct lw_view rule; /* a rule's id, or "vulnerability" */
    enum lw_severity severity;
    struct lw_view title;    /* one line, names the subject */
    struct lw_view path;     /* location in the artifact; "" for the whole */
    uint32_t line;           /* 0 where it says nothing */
    struct lw_view evidence; /* what was seen */
    struct lw_view why;      /* what it means */
    struct lw_view fix;      /* what to do */

    /* Only for vulnerabilities: */
    struct lw_view vulnerability; /* preferred id: CVE, else GHSA, else what there is */
    struct lw_views ids;          /* all ids, the preferred one first */
    struct lw_view purl;
    struct lw_view package;       /* its name; "" where the purl alone is known */
    struct lw_view fixed_version; /* "" where there is none */
    struct lw_view cvss_vector;
    int cvss_tenths; /* 98 is 9.8; -1 where there is none */
    bool kev;        /* in CISA's catalogue of known exploited vulnerabilities */
    double epss;     /* probability 0..1; negative where not known */
    struct lw_views references;

    /* Set by --ignore or VEX: kept and shown as such, does not count for --fail-on. */
    bool suppressed;
    struct lw_view suppressed_by;
    struct lw_view vex_state; /* of CycloneDX's analysis, where VEX set it; else "" */
};

struct lw_finding_list {
    struct lw_finding *items;
    size_t count, capacity;
};

/* It is a known fault of a package, and not what a rule found. */
bool lw_finding_is_vulnerability(const struct lw_finding *finding);

/* A new finding with cvss_tenths -1 and epss negative. */
struct lw_finding *lw_finding_add(struct lw_finding_list *list, struct lw_arena *arena,
                                  struct lw_view rule, enum lw_severity severity);

/* What is known to be exploited first, then the worst, then rule, likelihood of exploits, path,
 * line, title. Suppressed ones last. */
void lw_findings_sort(struct lw_finding_list *list);

#endif

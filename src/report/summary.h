/* SPDX-License-Identifier: Apache-2.0
 *
 * report/summary.h - the figures that every format shows, counted once and in one way.
 */
#ifndef LW_REPORT_SUMMARY_H
#define LW_REPORT_SUMMARY_H

#include "scan/scan.h"

/* Suppressed findings count under `suppressed` alone. */
struct lw_report_summary {
    size_t packages;
    size_t in_part; /* of these: another layer has some of their files */
    size_t hidden;  /* packages of layers whose files another layer replaces: not among them */
    size_t by_ecosystem[LW_ECO_COUNT];
    bool vulnerabilities_checked;     /* else their count says nothing */
    size_t not_checked[LW_ECO_COUNT]; /* packages without any advisory of their ecosystem */
    size_t not_checked_all;           /* their sum */
    size_t outside_osv;               /* packages of ecosystems that OSV has no advisories of */
    size_t vulnerabilities;           /* findings of the rule "vulnerability" */
    size_t vulnerability_severity[LW_SEVERITY_COUNT];
    size_t vulnerable_packages; /* distinct purls among them */
    size_t known_exploited;
    size_t findings; /* of all other rules */
    size_t finding_severity[LW_SEVERITY_COUNT];
    size_t suppressed;
    size_t incomplete;
    bool empty;             /* there was no file to look at */
    size_t unopened;        /* archives inside that were not looked into */
    enum lw_severity worst; /* LW_SEVERITY_NONE where there is nothing */
};

struct lw_report_summary lw_report_summary(const struct lw_scan *scan);

/* Adds the counts of `more`, of another artifact; the first one is added to zeros. */
void lw_report_summary_add(struct lw_report_summary *sum, const struct lw_report_summary *more);

/* "12 packages, 3 vulnerabilities (1 critical, 2 high; 1 known to be exploited), 4 findings, 0
 * incomplete", and what was not opened where there is any; "vulnerabilities not looked up" where
 * there were no advisories, and "; not looked up: Go 192" where there were none for an
 * ecosystem. */
void lw_report_summary_line(struct lw_buf *buf, const struct lw_report_summary *summary);

/* Which advisories were used: name, how many, when the newest changed, and its age as below, with
 * `between` them; or that there were none. */
void lw_add_database(struct lw_buf *buf, const struct lw_scan *scan, const char *between);

/* "92 days old: run `layerward db update`"; nothing where the index is not old. */
void lw_add_database_age(struct lw_buf *buf, const struct lw_scan *scan);

/* The distinct values of one key over the facts of one kind, in natural order. */
struct lw_views lw_fact_values(struct lw_arena *arena, const struct lw_facts *facts,
                               enum lw_fact_kind kind, enum lw_fact_key key);

/* "1,234,567"; "12.3 MB" (decimal units, as the platform's limits are stated); "1 file". */
void lw_add_thousands(struct lw_buf *buf, uint64_t n);
void lw_add_bytes(struct lw_buf *buf, uint64_t bytes);
void lw_add_count(struct lw_buf *buf, uint64_t n, const char *one, const char *many);

/* "12 files, in 15 entries with folders": what the content digest is over, and what the artifact
 * lists. `files` is 0 where they were not read. */
void lw_add_files(struct lw_buf *buf, size_t files, size_t entries);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/update.h - fetch advisories and make the index anew.
 *
 * What was fetched stays beside the index, in the folder INDEX.d, with its ETag and date, so that
 * the next update fetches only what has changed. Nothing there, and not the index, is touched
 * before all has been fetched and imported.
 */
#ifndef LW_VULN_UPDATE_H
#define LW_VULN_UPDATE_H

#include "vuln/import.h"

#define LW_OSV_BASE "https://osv-vulnerabilities.storage.googleapis.com"
#define LW_KEV_URL                                                                                 \
    "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"
#define LW_EPSS_URL "https://epss.empiricalsecurity.com/epss_scores-current.csv.gz"

/* OSV's names of what is fetched where nothing else is asked for; ends with NULL. */
extern const char *const lw_vuln_update_ecosystems[];

struct lw_vuln_update_options {
    const char *index_path;        /* borrowed, as all below */
    const char *osv_base;          /* BASE/ECOSYSTEM/all.zip; NULL: LW_OSV_BASE */
    const char *kev_url;           /* NULL: LW_KEV_URL; "": not fetched */
    const char *epss_url;          /* the same */
    const char *const *ecosystems; /* NULL: lw_vuln_update_ecosystems */
    size_t ecosystem_count;
    uint64_t max_bytes;                       /* of one download; 0: 2 GiB */
    long connect_timeout_ms, stall_timeout_s; /* 0: 30 s, 60 s */
    unsigned jobs;
    bool progress;
    void (*problem)(void *ctx, struct lw_view where, const char *text); /* records left out */
    void *ctx;
};

struct lw_vuln_update_result {
    size_t fetched, unchanged; /* addresses */
    uint64_t bytes;            /* fetched */
    bool up_to_date;           /* nothing has changed, the index is as it was */
    struct lw_vuln_import_result import;
};

/* err: LW_E_REMOTE, LW_E_FORMAT (what came is no zip of advisories), LW_E_LIMIT, LW_E_IO,
 * LW_E_INTERRUPTED, LW_E_UNSUPPORTED. The index is then as it was. */
LW_NODISCARD lw_status lw_vuln_update(struct lw_vuln_update_result *out,
                                      const struct lw_vuln_update_options *options,
                                      struct lw_err *err);

#endif

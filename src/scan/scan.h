/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/scan.h - one artifact, looked at: what it is, what is in it, what was judged of it.
 *
 * Owns:    everything reachable from a struct lw_scan lives in its arena.
 */
#ifndef LW_SCAN_SCAN_H
#define LW_SCAN_SCAN_H

#include "analyze/engine.h"
#include "rules/content_rule.h"

struct lw_scan {
    struct lw_arena arena;
    struct lw_view input; /* as the user named it */
    bool is_zip;
    bool have_zip_digest, have_content_digest;
    struct lw_digest zip_digest, content_digest;
    uint64_t zip_bytes; /* 0 for a folder */
    uint64_t unpacked_bytes;
    size_t entries; /* files, folders and links of the artifact itself */
    bool packages_only;
    bool behavior;              /* what code does was looked at */
    struct lw_scan_file *files; /* sorted by path; folders left out */
    size_t file_count;
    struct lw_facts facts;           /* settled */
    struct lw_finding_list findings; /* sorted */
    struct lw_view database;         /* advisory index used, for a person; "" none */
    int64_t database_utc_s;          /* when its newest advisory was modified; 0 none */
    size_t database_advisories;
    uint64_t database_age_days; /* since its newest advisory was modified */
    bool database_old;          /* older than it may be */
    /* Packages of an ecosystem for which that index holds no advisory at all. */
    size_t not_checked[LW_ECO_COUNT];
};

#endif

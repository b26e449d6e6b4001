/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/import.h - make an advisory index from files.
 */
#ifndef LW_VULN_IMPORT_H
#define LW_VULN_IMPORT_H

#include "facts/ecosystem.h"
#include "vuln/index.h"

struct lw_vuln_import_options {
    const char *const *inputs; /* borrowed: files, zips and folders (read in full depth) */
    size_t input_count;
    const char *out_path; /* borrowed; replaced atomically, its folder made */
    bool add;    /* keep what the index at out_path has; newer records replace older ones */
    bool strict; /* the first malformed record (in order) fails the whole */
    bool progress;
    unsigned jobs;       /* 0: one for each processor */
    int64_t built_utc_s; /* written into the index; 0: lw_now_utc_s() */

    /* Called for each file or record that could not be read, in order. May be NULL. */
    void (*problem)(void *ctx, struct lw_view where, const char *text);
    void *ctx;
};

struct lw_vuln_import_result {
    size_t records;   /* OSV records read */
    size_t withdrawn; /* of them: left out */
    size_t foreign;   /* of them: about no package of an ecosystem that is read here */
    size_t malformed;
    size_t kev, epss;
    struct lw_vuln_info index; /* counts of what was written */

    /* What the index that was replaced held some of, and this one holds none of. */
    bool gone[LW_ECO_COUNT];
    bool gone_kev, gone_epss;
};

/* Each input is recognised by its content: OSV JSON (a record, a list of them, {"vulns": []}), a
 * zip of such, .jsonl with a record a line, a KEV catalogue, EPSS scores as CSV; all but zips also
 * compressed by gzip. In folders other files are passed over.
 *
 * err: LW_E_NOT_FOUND, LW_E_IO, LW_E_FORMAT (a broken zip, an input that is none of these, nothing
 * at all, or with `strict` a bad record), LW_E_LIMIT, LW_E_INTERRUPTED. The index at out_path is
 * then as it was. */
LW_NODISCARD lw_status lw_vuln_import(struct lw_vuln_import_result *out,
                                      const struct lw_vuln_import_options *options,
                                      struct lw_err *err);

#endif

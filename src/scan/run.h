/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/run.h - scans one artifact: opens it, has it analysed, and judges what was seen.
 */
#ifndef LW_SCAN_RUN_H
#define LW_SCAN_RUN_H

#include "scan/scan.h"

struct lw_vuln_index;
struct lw_ignore_list;
struct lw_vex;

struct lw_scan_options {
    struct lw_engine_options engine;
    struct lw_content_config content;
    bool is_function; /* a function's package: what layers' search paths are about is not said */
    const struct lw_vuln_index *index; /* NULL: no advisories */
    struct lw_view index_name;         /* for a person */
    uint64_t max_db_age_days;          /* an older index is told to be old; 0: none is */
    struct lw_ignore_list *ignore;     /* NULL: none; what is used of it is marked */
    struct lw_vex *vex;                /* NULL: none; the same */

    /* Kept results: "" keeps nothing. `keep` is called with a key and the bytes to be kept. */
    struct lw_view cache_folder;
    void (*keep)(void *ctx, const struct lw_digest *key, struct lw_view bytes);
    void *keep_ctx;
};

/* `input` is a zip or a folder. The scan is the caller's: lw_scan_free(). err: what
 * lw_archive_open() and lw_engine_run() say. */
LW_NODISCARD lw_status lw_scan_run(struct lw_scan **out, const struct lw_input *input,
                                   const struct lw_scan_options *options, struct lw_err *err);

/* The same from kept results alone; `*out` is NULL where there are none. Only a zip is known. */
LW_NODISCARD lw_status lw_scan_known(struct lw_scan **out, const struct lw_input *input,
                                     const struct lw_scan_options *options, struct lw_err *err);

/* For scans that are put together by hand: an empty one, and the judging of its facts by rules,
 * advisories and exceptions. err: LW_E_FORMAT for a damaged index. */
struct lw_scan *lw_scan_new(const char *input);
LW_NODISCARD lw_status lw_scan_judge(struct lw_scan *scan, const struct lw_scan_options *options,
                                     struct lw_err *err);

void lw_scan_free(struct lw_scan *scan);
void lw_scan_free_p(struct lw_scan **slot);

#endif

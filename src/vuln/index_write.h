/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/index_write.h - what the gathering and the writing of an index share; not for others.
 */
#ifndef LW_VULN_INDEX_WRITE_H
#define LW_VULN_INDEX_WRITE_H

#include "base/map.h"
#include "vuln/exploits.h"
#include "vuln/index_build.h"

/* A record, as far as it concerns one ecosystem. */
struct lw_index_part {
    struct lw_osv *osv;
    enum lw_ecosystem ecosystem;
};
struct lw_index_part_list {
    struct lw_index_part *items;
    size_t count, capacity;
};

/* What a record says of one package; `affected` has canonical names. */
struct lw_index_row {
    struct lw_osv_affected affected;
    const struct lw_osv *osv;
    size_t position; /* in the record */
};
struct lw_index_row_list {
    struct lw_index_row *items;
    size_t count, capacity;
};

struct lw_index_builder {
    struct lw_arena arena;
    struct lw_index_part_list parts;
    struct lw_index_row_list rows; /* sorted by ecosystem, name, id */
    struct lw_kev_list kev;
    struct lw_epss_list epss;
    struct lw_vuln_source_list sources;
    struct lw_map texts; /* digests of the records that were added */
    size_t withdrawn, foreign;
};

/* Lays out what has been gathered, sorted and settled. */
LW_NODISCARD lw_status lw_index_write(struct lw_buf *out, const struct lw_index_builder *builder,
                                      int64_t built_utc_s, struct lw_err *err);

#endif

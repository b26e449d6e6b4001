/* SPDX-License-Identifier: Apache-2.0
 *
 * report/behavior.h - what code does, one row for each thing that it does, however often.
 */
#ifndef LW_REPORT_BEHAVIOR_H
#define LW_REPORT_BEHAVIOR_H

#include "scan/scan.h"

struct lw_behavior_row {
    enum lw_fact_kind kind;
    struct lw_view what; /* in words, see lw_behavior_words() */
    bool at_load;        /* as soon as the code is loaded; else only where it is called */
    size_t files;
    struct lw_view folders; /* where: "python/botocore, python/urllib3 and 3 more"; of hosts, which
                             * are told together, the one that names them */
    const struct lw_fact *first;
};

struct lw_behavior_rows {
    struct lw_behavior_row *items;
    size_t count, capacity;
};

/* The capability, the call, the host: what a fact of a behaviour is about, in words. */
struct lw_view lw_behavior_words(struct lw_arena *arena, const struct lw_fact *fact);

/* "at load", "when called"; "" of hosts, which only stand there. */
const char *lw_behavior_when(const struct lw_behavior_row *row);

/* Whether anything of a behaviour was seen. */
bool lw_behavior_seen(const struct lw_scan *scan);

/* All that a scan with engine.behavior saw, what runs at load first, then by kind and by how many
 * files do it; none of a scan without. */
struct lw_behavior_rows lw_behavior_rows_of(const struct lw_scan *scan, struct lw_arena *arena);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/progress.h - a bar on stderr where that is a terminal; nothing in a pipe.
 */
#ifndef LW_BASE_PROGRESS_H
#define LW_BASE_PROGRESS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct lw_progress {
    const char *what; /* borrowed: "scanning layer.zip" */
    uint64_t total;   /* bytes or items; 0 where it is not known */
    atomic_uint_fast64_t done;
    atomic_int_fast64_t last_ms;
    bool on;
};

/* `wanted` false (from --quiet) or no terminal: stays silent. */
void lw_progress_begin(struct lw_progress *p, const char *what, uint64_t total, bool wanted);

/* From any thread; draws at most ten times a second, and not in the first 200 ms. */
void lw_progress_add(struct lw_progress *p, uint64_t done);

/* Wipes the line. */
void lw_progress_end(struct lw_progress *p);

#endif

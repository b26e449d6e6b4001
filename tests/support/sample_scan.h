/* SPDX-License-Identifier: Apache-2.0
 *
 * sample_scan.h - a scan made by hand, with every kind of thing that a report must show.
 */
#ifndef LW_TESTS_SAMPLE_SCAN_H
#define LW_TESTS_SAMPLE_SCAN_H

#include "scan/scan.h"

enum sample { SAMPLE_FULL, SAMPLE_CLEAN, SAMPLE_HOSTILE, SAMPLE_COUNT };

extern const char *const sample_names[SAMPLE_COUNT];

/* Free with lw_arena_clear(&out->arena). */
void sample_scan(struct lw_scan *out, enum sample which);

#endif

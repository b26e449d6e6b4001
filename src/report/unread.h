/* SPDX-License-Identifier: Apache-2.0
 *
 * report/unread.h - code whose behaviour no analyser reads: that nothing is seen of it says
 * nothing.
 */
#ifndef LW_REPORT_UNREAD_H
#define LW_REPORT_UNREAD_H

#include "scan/scan.h"

struct lw_unread {
    const char *language; /* "PHP"; "native code": of it only what it imports is seen */
    size_t files;
};

enum { LW_UNREAD_MOST = 16 };

/* Languages of which the artifact has files, as the table of languages has them; native code last.
 * Their number; 0 for a scan that did not look at what code does. */
size_t lw_unread_of(struct lw_unread out[LW_UNREAD_MOST], const struct lw_scan *scan);

/* "Not read: 14 files of PHP, 2 of .NET. Of native code (3 files) only what it imports is seen.";
 * "" where all was read. */
struct lw_view lw_unread_words(struct lw_arena *arena, const struct lw_scan *scan);

#endif

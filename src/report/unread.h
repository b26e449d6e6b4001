/* SPDX-License-Identifier: Apache-2.0
 *
 * report/unread.h - code whose behaviour no analyser reads: that nothing is seen of it says
 * nothing.
 */
#ifndef LW_REPORT_UNREAD_H
#define LW_REPORT_UNREAD_H

#include "base/jsonw.h"
#include "review/review.h"

struct lw_unread {
    const char *language; /* "PHP"; "native code": of it only what it imports is seen */
    size_t files;
};

enum { LW_UNREAD_MOST = 16 };

struct lw_unread_list {
    struct lw_unread items[LW_UNREAD_MOST];
    size_t count;
};

/* Languages of which the artifact has files, as the table of languages has them; native code last.
 * Nothing for a scan that did not look at what code does. */
struct lw_unread_list lw_unread_of(const struct lw_scan *scan);

/* The same of files that a new version brings, changes or renames. */
struct lw_unread_list lw_unread_changed(const struct lw_review *review);

/* "Not read: 14 files of PHP, 2 of .NET. Of native code (3 files) only what it imports is seen.";
 * "" where all was read. */
struct lw_view lw_unread_words(struct lw_arena *arena, const struct lw_unread_list *list);

/* "unread": [{ "language": "PHP", "files": 14 }] */
void lw_unread_write(struct lw_jsonw *w, const struct lw_unread_list *list);

#endif

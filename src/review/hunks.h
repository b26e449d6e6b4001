/* SPDX-License-Identifier: Apache-2.0
 *
 * review/hunks.h - the lines of changed texts that differ, with a few around them.
 */
#ifndef LW_REVIEW_HUNKS_H
#define LW_REVIEW_HUNKS_H

#include "review/pair.h"

enum lw_hunk_wish {
    LW_HUNKS_NONE,
    LW_HUNKS_FACTS, /* only those on whose lines a new fact is */
    LW_HUNKS_ALL,
};

enum {
    LW_HUNK_CONTEXT = 3,          /* lines around a difference */
    LW_HUNK_LINE_BYTES = 300,     /* of a line that are kept */
    LW_HUNK_FILE_BYTES = 2 << 20, /* of a text; longer ones are not compared */
    LW_HUNK_FILE_LINES = 60000,
    LW_HUNKS_OF_FILE = 40,
    LW_HUNK_LINES = 120,           /* of one hunk */
    LW_HUNK_TOTAL_BYTES = 4 << 20, /* of all hunks together */
};

/* Fills the hunks of changed, renamed and added texts, those with facts first; what is over a limit
 * is counted as left out. err: LW_E_IO. */
LW_NODISCARD lw_status lw_review_hunks(struct lw_review *review, const struct lw_sides *sides,
                                       enum lw_hunk_wish wish, struct lw_err *err);

/* A line of the new text that has a fact, and where in the text; offset 0: not known. */
struct lw_hunk_mark {
    uint32_t line;
    uint64_t offset;
};

/* For tests: the hunks between two texts; marks are rising by line. Of secrets (secret_mask.h) the
 * beginning is shown at most; of a very long line what is around its fact. */
void lw_hunks_make(struct lw_hunk_list *out, struct lw_view from, struct lw_view to,
                   const struct lw_hunk_mark *marks, size_t count, enum lw_hunk_wish wish,
                   struct lw_arena *arena);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/pair.h - which file of the old version each file of the new one was.
 */
#ifndef LW_REVIEW_PAIR_H
#define LW_REVIEW_PAIR_H

#include "review/compiled.h"
#include "review/review.h"
#include "review/source.h"

enum { LW_PAIR_MOST = 20000 }; /* files of a side that are compared by likeness */

struct lw_sides {
    struct lw_source_side from, to;
    unsigned jobs;
    const struct lw_touched *touched; /* what is known of it already; NULL: nothing */
};

/* Fills review->files, same_files and file_states from the two scans: by path, by digest, and by
 * likeness. What is added to `sides` only is read again. err: LW_E_IO. */
LW_NODISCARD lw_status lw_review_pair(struct lw_review *review, const struct lw_sides *sides,
                                      struct lw_err *err);

#endif

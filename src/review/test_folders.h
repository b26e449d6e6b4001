/* SPDX-License-Identifier: Apache-2.0
 *
 * review/test_folders.h - of which packages the tests are only tests.
 *
 * Only where a new server stands in such a folder the other code of its package is read.
 *
 * Owns:    nothing; what it finds lives in the review's arena.
 */
#ifndef LW_REVIEW_TEST_FOLDERS_H
#define LW_REVIEW_TEST_FOLDERS_H

#include "review/delta.h"
#include "review/pair.h"

enum { LW_TESTS_FILE_BYTES = 4 << 20 }; /* of one file; what is longer is not read */

/* Whether a path leads through a folder of tests or measurements, of a Node package inside of it:
 * the package "bench" is none. */
bool lw_test_below(struct lw_view path);

/* Whether a test of a package (by change, from 1; 0: of none) that loads tests may be one that is
 * loaded. */
bool lw_test_imported(const struct lw_review *review, size_t package, struct lw_view path);

/* Fills review->tests and test_imports. Needs packages and facts_added. err: LW_E_IO,
 * LW_E_INTERRUPTED. */
LW_NODISCARD lw_status lw_review_tests(const struct lw_delta *delta, const struct lw_sides *sides,
                                       struct lw_err *err);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/endpoint_letter.h - letters that are no bytes of a host, and are read as parts of one;
 * inside of endpoint.c.
 *
 * Each gives how many bytes of `text` the letter at `at` has, 0 where it is none of its kind.
 * Spec: RFC 3490, 3.1 (dots); UTS #46 (letters that are left out).
 */
#ifndef LW_ANALYZE_ENDPOINT_LETTER_H
#define LW_ANALYZE_ENDPOINT_LETTER_H

#include "base/view.h"

/* Of those alphabets that are drawn as the Latin one is. Sentences that follow a host without a
 * blank are written in others. */
size_t lw_foreign_letter(struct lw_view text, size_t at);

/* What is read as a dot: "acme\u3002com". */
size_t lw_wide_dot(struct lw_view text, size_t at);

/* What is read as nothing, and what nobody sees. */
size_t lw_unseen_letter(struct lw_view text, size_t at);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/order_text.h - the pieces that version orderings share: runs of bytes, numbers of any
 * length, dotted numbers, semantic-version tails.
 */
#ifndef LW_VULN_ORDER_TEXT_H
#define LW_VULN_ORDER_TEXT_H

#include "base/view.h"

static inline int lw_order_sign(int n)
{
    return (n > 0) - (n < 0);
}

static inline int lw_order_size(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* Bytewise, a shorter prefix first. */
static inline int lw_order_bytes(struct lw_view a, struct lw_view b)
{
    return lw_order_sign(lw_view_cmp(a, b));
}

/* The byte at `at`, 0 past the end. */
static inline uint8_t lw_order_at(struct lw_view v, size_t at)
{
    return at < v.len ? v.ptr[at] : 0;
}

/* Cuts the leading bytes for which `is` holds off `*rest`. */
static inline struct lw_view lw_order_take(struct lw_view *rest, bool (*is)(uint8_t))
{
    size_t n = 0;
    while (n < rest->len && is(rest->ptr[n]))
        n++;
    struct lw_view head = lw_view_sub(*rest, 0, n);
    *rest = lw_view_from(*rest, n);
    return head;
}

/* Cuts `head` off the front of `*rest` if it is there, in any case. */
bool lw_order_eat(struct lw_view *rest, const char *head);

/* Cuts everything up to the next `sep` off `*rest`, and the separator with it; the whole of it,
 * and nothing left, where there is none. */
struct lw_view lw_order_piece(struct lw_view *rest, uint8_t sep);

/* Whether it is digits alone, and at least one. */
bool lw_order_is_number(struct lw_view v);

/* A digit run without its leading zeros ("000" gives ""). */
struct lw_view lw_order_number(struct lw_view digits);

/* The numeric order of two digit runs of any length; no digits count as 0. */
int lw_order_numbers(struct lw_view a, struct lw_view b);

/* Bytewise, ASCII letters in lower case, a shorter prefix first. */
int lw_order_words(struct lw_view a, struct lw_view b);

/* Runs of digits between any of `separators`, compared one by one as numbers; a longer list with
 * the same start is the greater. Pieces that are not numbers are passed over. */
int lw_order_lists(struct lw_view a, struct lw_view b, const char *separators);

/* Dot-separated identifiers as semver.org 2.0.0 clause 11.4 has them: numbers numerically and
 * before words, words bytewise (with `fold` in lower case), the longer list last. */
int lw_order_identifiers(struct lw_view a, struct lw_view b, bool fold);

/* A version that looks like a semantic one, taken apart leniently; see lw_order_semver(). */
struct lw_semver {
    struct lw_view core;  /* digits and dots */
    struct lw_view pre;   /* without its hyphen */
    struct lw_view build; /* without its plus */
};
struct lw_semver lw_order_semver(struct lw_view version);

/* Core by numbers, missing parts as 0, then release after pre-release, then the identifiers. */
int lw_order_semvers(const struct lw_semver *a, const struct lw_semver *b, bool fold);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/rubygems.c - Gem::Version.
 *
 * Runs of digits and runs of letters are the segments; "-" reads as ".pre."; zeros at the end and
 * before the first word do not count; a word is older than a number, and than nothing.
 * Spec: RubyGems, Gem::Version#<=> and #canonical_segments.
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"

struct segments {
    struct lw_view rest;
    size_t zeros;  /* found to count, still to be given out */
    bool had_word; /* the pre-release has begun */
};

/* The next run of either kind; an empty view at the end. */
static struct lw_view next_run(struct lw_view *rest)
{
    while (rest->len > 0) {
        uint8_t c = rest->ptr[0];
        if (lw_is_digit(c))
            return lw_order_take(rest, lw_is_digit);
        if (lw_is_alpha(c))
            return lw_order_take(rest, lw_is_alpha);
        *rest = lw_view_from(*rest, 1);
        if (c == '-')
            return LW_VIEW("pre");
    }
    return LW_VIEW_NONE;
}

/* Zeros are held back until what follows them shows that they count. That is not zero itself, so
 * that once they are given out it is found with no zeros before it. */
static struct lw_view next(struct segments *s)
{
    struct lw_view before = s->rest, run = LW_VIEW_NONE;
    if (s->zeros == 0) {
        size_t zeros = 0;
        for (;; zeros++, before = s->rest) {
            run = next_run(&s->rest);
            if (!lw_order_is_number(run) || lw_order_number(run).len > 0)
                break;
        }
        bool word = run.len > 0 && !lw_is_digit(run.ptr[0]);
        if (run.len == 0 || zeros == 0 || (word && !s->had_word)) {
            s->had_word = s->had_word || word;
            return run;
        }
        s->rest = before;
        s->zeros = zeros;
    }
    s->zeros--;
    return LW_VIEW("0");
}

static int compare(struct lw_view a, struct lw_view b)
{
    struct segments left = { .rest = a }, right = { .rest = b };
    for (;;) {
        struct lw_view x = next(&left), y = next(&right);
        if (x.len == 0 && y.len == 0)
            return 0;
        bool x_word = x.len > 0 && !lw_is_digit(x.ptr[0]);
        bool y_word = y.len > 0 && !lw_is_digit(y.ptr[0]);
        if (x_word != y_word)
            return x_word ? -1 : 1;
        int order = x_word ? lw_order_bytes(x, y) : lw_order_numbers(x, y);
        if (order != 0)
            return order;
    }
}

static const char *const ecosystems[] = { "RubyGems", NULL };

const struct lw_ordering lw_ordering_rubygems = { "rubygems", ecosystems, compare };

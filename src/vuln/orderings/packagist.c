/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/packagist.c - PHP's version_compare(), with Composer's leading "v" taken off.
 *
 * Runs of digits and of other letters are the parts. Words go: any other < dev < alpha = a <
 * beta = b < RC = rc < a number or nothing < pl = p; only their beginning counts.
 * Spec: the PHP manual, version_compare; composer/semver, Comparator.
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"

#define A_NUMBER 4

/* '#' is how version_compare() itself writes "a number belongs here". */
static int rank(struct lw_view part)
{
    static const struct {
        const char *head;
        int rank;
    } words[] = { { "dev", 0 }, { "a", 1 },        { "b", 2 }, { "RC", 3 },
                  { "rc", 3 },  { "#", A_NUMBER }, { "p", 5 } };

    if (part.len == 0 || lw_is_digit(part.ptr[0]))
        return A_NUMBER;
    for (size_t i = 0; i < LW_COUNT(words); i++) {
        if (lw_view_starts(part, lw_view_c(words[i].head)))
            return words[i].rank;
    }
    return -1;
}

static bool word(uint8_t c)
{
    return lw_is_alpha(c) || c == '#' || c >= 0x80;
}

static bool separator(uint8_t c)
{
    return !lw_is_digit(c) && !word(c);
}

/* Empty at the end. */
static struct lw_view next(struct lw_view *rest)
{
    (void)lw_order_take(rest, separator);
    return lw_order_take(rest, lw_is_digit(lw_order_at(*rest, 0)) ? lw_is_digit : word);
}

static int compare_ranks(struct lw_view a, struct lw_view b)
{
    int x = rank(a), y = rank(b);
    return (x > y) - (x < y);
}

static struct lw_view without_v(struct lw_view v)
{
    return (lw_order_at(v, 0) | 32) == 'v' ? lw_view_from(v, 1) : v;
}

static bool ends_open(struct lw_view v)
{
    return v.len > 0 && separator(v.ptr[v.len - 1]);
}

static int compare(struct lw_view a, struct lw_view b)
{
    bool a_open = ends_open(lw_view_trim(a)), b_open = ends_open(lw_view_trim(b));
    a = without_v(lw_view_trim(a));
    b = without_v(lw_view_trim(b));
    for (;;) {
        struct lw_view x = next(&a), y = next(&b);
        if (x.len == 0 && y.len == 0)
            return (int)b_open - (int)a_open; /* "1.0." < "1.0" */
        bool x_number = lw_order_is_number(x), y_number = lw_order_is_number(y);
        int order;
        if (x_number && y_number)
            order = lw_order_numbers(x, y);
        else if ((x_number && y.len == 0) || (y_number && x.len == 0))
            order = x_number ? 1 : -1; /* 1.0 < 1.0.0 */
        else
            order = compare_ranks(x, y);
        if (order != 0)
            return order;
    }
}

static const char *const ecosystems[] = { "Packagist", NULL };

const struct lw_ordering lw_ordering_packagist = { "packagist", ecosystems, compare };

/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/debian.c - dpkg versions: [epoch:]upstream[-revision].
 *
 * A part before the first colon that is not a number is no epoch; a missing revision is "0".
 * Spec: deb-version(7), "Sorting algorithm".
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"

struct parts {
    struct lw_view epoch, upstream, revision;
};

static struct parts split(struct lw_view version)
{
    struct parts out = { .upstream = lw_view_trim(version) };
    size_t colon = lw_view_find_byte(out.upstream, ':');
    if (colon != LW_NOT_FOUND && lw_order_is_number(lw_view_sub(out.upstream, 0, colon))) {
        out.epoch = lw_view_sub(out.upstream, 0, colon);
        out.upstream = lw_view_from(out.upstream, colon + 1);
    }
    size_t hyphen = lw_view_rfind_byte(out.upstream, '-');
    if (hyphen != LW_NOT_FOUND) {
        out.revision = lw_view_from(out.upstream, hyphen + 1);
        out.upstream = lw_view_sub(out.upstream, 0, hyphen);
    }
    return out;
}

/* '~' before the end of the part, the end before letters, letters before all other bytes. */
static int weight(struct lw_view v, size_t at)
{
    if (at >= v.len || lw_is_digit(v.ptr[at]))
        return 0;
    if (v.ptr[at] == '~')
        return -1;
    return lw_is_alpha(v.ptr[at]) ? v.ptr[at] : v.ptr[at] + 256;
}

static bool not_digit(uint8_t c)
{
    return !lw_is_digit(c);
}

/* Turns of non-digits and digits until both are used up. */
static int part(struct lw_view a, struct lw_view b)
{
    while (a.len > 0 || b.len > 0) {
        struct lw_view x = lw_order_take(&a, not_digit), y = lw_order_take(&b, not_digit);
        for (size_t i = 0; i < x.len || i < y.len; i++) {
            int order = weight(x, i) - weight(y, i);
            if (order != 0)
                return lw_order_sign(order);
        }
        struct lw_view m = lw_order_take(&a, lw_is_digit), n = lw_order_take(&b, lw_is_digit);
        int order = lw_order_numbers(m, n);
        if (order != 0)
            return order;
    }
    return 0;
}

static int compare(struct lw_view a, struct lw_view b)
{
    struct parts x = split(a), y = split(b);
    int order = lw_order_numbers(x.epoch, y.epoch);
    if (order == 0)
        order = part(x.upstream, y.upstream);
    return order != 0 ? order : part(x.revision, y.revision);
}

static const char *const ecosystems[] = { "Debian", "Ubuntu", "Echo", NULL };

const struct lw_ordering lw_ordering_debian = { "debian", ecosystems, compare };

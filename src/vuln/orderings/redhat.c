/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/redhat.c - rpm's order of [epoch:]version[-release].
 *
 * A part before the first colon that is not a number is no epoch. A version without a release is
 * older than the same one with any.
 * Spec: rpm-version(7); the comparison is rpmvercmp's, with '~' (older than nothing) and '^'
 *       (newer than nothing, older than anything else).
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"

struct parts {
    struct lw_view epoch, version, release;
    bool has_release;
};

static struct parts split(struct lw_view text)
{
    struct parts out = { .version = text };
    size_t colon = lw_view_find_byte(text, ':');
    if (colon != LW_NOT_FOUND && (colon == 0 || lw_order_is_number(lw_view_sub(text, 0, colon)))) {
        out.epoch = lw_view_sub(text, 0, colon);
        out.version = lw_view_from(text, colon + 1);
    }
    size_t hyphen = lw_view_find_byte(out.version, '-');
    if (hyphen != LW_NOT_FOUND) {
        out.has_release = true;
        out.release = lw_view_from(out.version, hyphen + 1);
        out.version = lw_view_sub(out.version, 0, hyphen);
    }
    return out;
}

static bool separator(uint8_t c)
{
    return !lw_is_alnum(c) && c != '~' && c != '^';
}

/* Both begin with a digit or a letter. */
static int segment(struct lw_view *a, struct lw_view *b)
{
    bool number = lw_is_digit(lw_order_at(*a, 0));
    struct lw_view x = lw_order_take(a, number ? lw_is_digit : lw_is_alpha);
    struct lw_view y = lw_order_take(b, number ? lw_is_digit : lw_is_alpha);
    if (y.len == 0)
        return number ? 1 : -1; /* numbers are newer than words */
    return number ? lw_order_numbers(x, y) : lw_order_bytes(x, y);
}

static int rpmvercmp(struct lw_view a, struct lw_view b)
{
    for (;;) {
        (void)lw_order_take(&a, separator);
        (void)lw_order_take(&b, separator);
        uint8_t x = lw_order_at(a, 0), y = lw_order_at(b, 0);
        if (x == '~' || y == '~') {
            if (x != y)
                return x == '~' ? -1 : 1;
        } else if (x == '^' || y == '^') {
            if (a.len == 0 || b.len == 0)
                return a.len == 0 ? -1 : 1;
            if (x != y)
                return x == '^' ? -1 : 1;
        } else if (a.len == 0 || b.len == 0) {
            return (a.len > 0) - (b.len > 0);
        } else {
            int order = segment(&a, &b);
            if (order != 0)
                return order;
            continue;
        }
        a = lw_view_from(a, 1);
        b = lw_view_from(b, 1);
    }
}

static int compare(struct lw_view a, struct lw_view b)
{
    struct parts x = split(a), y = split(b);
    int order = lw_order_numbers(x.epoch, y.epoch);
    if (order == 0)
        order = rpmvercmp(x.version, y.version);
    if (order == 0)
        order = (int)x.has_release - (int)y.has_release;
    return order != 0 ? order : rpmvercmp(x.release, y.release);
}

static const char *const ecosystems[] = { "Red Hat",   "AlmaLinux", "Rocky Linux", "SUSE",
                                          "openSUSE",  "openEuler", "Mageia",      "Azure Linux",
                                          "Photon OS", NULL };

const struct lw_ordering lw_ordering_redhat = { "redhat", ecosystems, compare };

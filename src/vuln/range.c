/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/range.c - evaluation of ranges.
 */
#include "vuln/range.h"

static bool is_origin(const struct lw_osv_event *event)
{
    return event->kind == LW_OSV_INTRODUCED && lw_view_is(event->version, "0");
}

static bool comes_after(const struct lw_osv_event *a, const struct lw_osv_event *b,
                        const struct lw_ordering *ordering)
{
    if (is_origin(b))
        return !is_origin(a);
    return !is_origin(a) && ordering->compare(a->version, b->version) > 0;
}

const struct lw_ordering *lw_range_ordering(const struct lw_osv_range *range,
                                            const struct lw_ordering *ordering)
{
    return range->semver ? lw_ordering_find(LW_VIEW("semver")) : ordering;
}

/* Insertion keeps the order of equals; most ranges have two events, and come sorted. */
void lw_range_sort(struct lw_osv_range *range, const struct lw_ordering *ordering)
{
    ordering = lw_range_ordering(range, ordering);
    for (size_t i = 1; i < range->count; i++) {
        struct lw_osv_event event = range->items[i];
        size_t at = i;
        for (; at > 0 && comes_after(&range->items[at - 1], &event, ordering); at--)
            range->items[at] = range->items[at - 1];
        range->items[at] = event;
    }
}

static bool is_before_limits(const struct lw_osv_range *range, const struct lw_ordering *ordering,
                             struct lw_view version)
{
    bool limited = false;
    for (size_t i = 0; i < range->count; i++) {
        const struct lw_osv_event *event = &range->items[i];
        if (event->kind != LW_OSV_LIMIT)
            continue;
        limited = true;
        if (lw_view_is(event->version, "*") || ordering->compare(version, event->version) < 0)
            return true;
    }
    return !limited;
}

bool lw_range_holds(const struct lw_osv_range *range, const struct lw_ordering *ordering,
                    struct lw_view version)
{
    ordering = lw_range_ordering(range, ordering);
    bool held = false;
    for (size_t i = 0; i < range->count; i++) {
        const struct lw_osv_event *event = &range->items[i];
        if (event->kind == LW_OSV_LIMIT)
            continue;
        int order = is_origin(event) ? 1 : ordering->compare(version, event->version);
        if (event->kind == LW_OSV_INTRODUCED && order >= 0)
            held = true;
        else if (event->kind == LW_OSV_FIXED && order >= 0)
            held = false;
        else if (event->kind == LW_OSV_LAST_AFFECTED && order > 0)
            held = false;
    }
    return held && is_before_limits(range, ordering, version);
}

bool lw_ranges_hold(const struct lw_osv_affected *affected, const struct lw_ordering *ordering,
                    struct lw_view version)
{
    for (size_t i = 0; i < affected->range_count; i++) {
        if (lw_range_holds(&affected->ranges[i], ordering, version))
            return true;
    }
    return false;
}

bool lw_versions_hold(const struct lw_osv_affected *affected, const struct lw_ordering *ordering,
                      struct lw_view version)
{
    for (size_t i = 0; i < affected->versions.count; i++) {
        struct lw_view listed = affected->versions.items[i];
        if (lw_view_eq(listed, version) || ordering->compare(listed, version) == 0)
            return true;
    }
    return false;
}

bool lw_affected_holds(const struct lw_osv_affected *affected, const struct lw_ordering *ordering,
                       struct lw_view version)
{
    return lw_ranges_hold(affected, ordering, version) ||
           lw_versions_hold(affected, ordering, version);
}

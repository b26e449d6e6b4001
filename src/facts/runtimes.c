/* SPDX-License-Identifier: Apache-2.0
 *
 * facts/runtimes.c - look-ups in the tables of runtimes and interpreters.
 */
#include "facts/runtimes.h"

#include "base/clock.h"

const struct lw_runtime *lw_runtime_find(struct lw_view name)
{
    for (size_t i = 0; i < lw_runtime_count; i++)
        if (lw_view_is(name, lw_runtimes[i].name))
            return &lw_runtimes[i];
    return NULL;
}

/* "1.1.1k" is of the cycle "1.1.1", "1.1.10" is not. */
static bool of_cycle(struct lw_view version, struct lw_view cycle)
{
    if (!lw_view_starts(version, cycle))
        return false;
    return version.len == cycle.len || !lw_is_digit(version.ptr[cycle.len]);
}

const struct lw_interpreter *lw_interpreter_find(struct lw_view name, struct lw_view version)
{
    if (lw_view_starts(version, LW_VIEW("v")))
        version = lw_view_from(version, 1);
    if (lw_view_is(name, "go") && lw_view_starts(version, LW_VIEW("go")))
        version = lw_view_from(version, 2);
    if (lw_view_is(name, "java") && lw_view_starts(version, LW_VIEW("1.")))
        version = lw_view_from(version, 2);

    const struct lw_interpreter *best = NULL;
    for (size_t i = 0; i < lw_interpreter_count; i++) {
        const struct lw_interpreter *each = &lw_interpreters[i];
        struct lw_view cycle = lw_view_c(each->cycle);
        if (lw_view_is(name, each->name) && of_cycle(version, cycle) &&
            (!best || cycle.len > strlen(best->cycle)))
            best = each;
    }
    return best;
}

bool lw_date_reached(const char *date, int64_t now_utc_s)
{
    if (!date)
        return false;
    char text[32];
    lw_date_format(text, now_utc_s);
    return strcmp(text, date) >= 0;
}

int lw_dotted_cmp(struct lw_view a, struct lw_view b)
{
    struct lw_view x = LW_VIEW_NONE, y = LW_VIEW_NONE;
    bool more_a = true, more_b = true;
    while (more_a || more_b) {
        uint64_t left = 0, right = 0;
        more_a = more_a && lw_view_split(&x, &a, '.');
        more_b = more_b && lw_view_split(&y, &b, '.');
        if (more_a)
            (void)lw_view_u64(&left, x, UINT32_MAX);
        if (more_b)
            (void)lw_view_u64(&right, y, UINT32_MAX);
        if (left != right)
            return left < right ? -1 : 1;
    }
    return 0;
}

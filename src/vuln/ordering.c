/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/ordering.c - find an ordering by its ecosystem or its name.
 */
#include "vuln/ordering.h"

/* "Debian:12" is Debian. */
static struct lw_view without_suffix(struct lw_view ecosystem)
{
    size_t colon = lw_view_find_byte(ecosystem, ':');
    return colon == LW_NOT_FOUND ? ecosystem : lw_view_sub(ecosystem, 0, colon);
}

static const struct lw_ordering *serving(struct lw_view ecosystem,
                                         bool (*same)(struct lw_view, struct lw_view))
{
    ecosystem = without_suffix(ecosystem);
    for (size_t i = 0; i < lw_ordering_count; i++) {
        for (const char *const *name = lw_ordering_all[i]->ecosystems; *name; name++) {
            if (same(ecosystem, lw_view_c(*name)))
                return lw_ordering_all[i];
        }
    }
    return NULL;
}

const struct lw_ordering *lw_ordering_for(struct lw_view ecosystem)
{
    return serving(ecosystem, lw_view_eq);
}

const struct lw_ordering *lw_ordering_find(struct lw_view name)
{
    for (size_t i = 0; i < lw_ordering_count; i++) {
        if (lw_view_eq_nocase(name, lw_view_c(lw_ordering_all[i]->name)))
            return lw_ordering_all[i];
    }
    return serving(name, lw_view_eq_nocase);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/nuget.c - NuGet versions: semantic, with up to four numbers, in any case.
 *
 * Spec: NuGet "Package versioning": the fourth number is 0 where it is missing, labels are
 *       compared without regard to case, metadata does not count.
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"

static int compare(struct lw_view a, struct lw_view b)
{
    struct lw_semver x = lw_order_semver(a), y = lw_order_semver(b);
    return lw_order_semvers(&x, &y, true);
}

static const char *const ecosystems[] = { "NuGet", NULL };

const struct lw_ordering lw_ordering_nuget = { "nuget", ecosystems, compare };

/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/hackage.c - Haskell packages: dotted numbers, compared as lists.
 *
 * Spec: Data.Version: the order is that of the branch; tags after a hyphen do not count.
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"

static struct lw_view branch(struct lw_view version)
{
    return lw_order_piece(&version, '-');
}

static int compare(struct lw_view a, struct lw_view b)
{
    return lw_order_lists(branch(a), branch(b), ".");
}

static const char *const ecosystems[] = { "Hackage", "GHC", NULL };

const struct lw_ordering lw_ordering_hackage = { "hackage", ecosystems, compare };

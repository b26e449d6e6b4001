/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/cran.c - R packages: numbers between dots and hyphens, which weigh the same.
 *
 * Spec: R's package_version(): numeric lists, the longer of two with the same start is newer.
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"

static int compare(struct lw_view a, struct lw_view b)
{
    return lw_order_lists(a, b, ".-");
}

static const char *const ecosystems[] = { "CRAN", NULL };

const struct lw_ordering lw_ordering_cran = { "cran", ecosystems, compare };

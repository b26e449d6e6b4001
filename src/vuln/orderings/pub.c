/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/pub.c - Dart's Pub: semantic versions whose build metadata counts.
 *
 * Spec: pub_semver, Version.compareTo: without build before with build, then the identifiers as
 *       in a pre-release.
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"

static int compare(struct lw_view a, struct lw_view b)
{
    struct lw_semver x = lw_order_semver(a), y = lw_order_semver(b);
    int order = lw_order_semvers(&x, &y, false);
    return order != 0 ? order : lw_order_identifiers(x.build, y.build, false);
}

static const char *const ecosystems[] = { "Pub", NULL };

const struct lw_ordering lw_ordering_pub = { "pub", ecosystems, compare };

/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/semver.c - semantic versions, read leniently.
 *
 * Lenient: a leading "v" or "=", missing parts are 0, more than three parts are compared as
 * numbers, a pre-release may lack its hyphen ("1.2.3beta"), leading zeros do not count. Build
 * metadata (Go's "+incompatible" too) has no part in the order; Go's pseudo-versions are
 * pre-releases of their base and need nothing more.
 * Spec: semver.org 2.0.0, clauses 9 to 11.
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"

static int compare(struct lw_view a, struct lw_view b)
{
    struct lw_semver x = lw_order_semver(a), y = lw_order_semver(b);
    return lw_order_semvers(&x, &y, false);
}

static const char *const ecosystems[] = {
    "npm",   "Go",      "crates.io",    "Hex", "SwiftURL", "ConanCenter", "GitHub Actions",
    "Julia", "Bitnami", "Bioconductor", NULL
};

const struct lw_ordering lw_ordering_semver = { "semver", ecosystems, compare };

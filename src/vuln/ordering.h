/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/ordering.h - which of two versions is the newer one, by the rules of their ecosystem.
 *
 * Owns:    nothing; no ordering allocates, and numbers may have any length.
 * Trusts:  nothing; any bytes are compared, what breaks the ecosystem's grammar by the
 *          leniency that its own tools have (each file says which).
 */
#ifndef LW_VULN_ORDERING_H
#define LW_VULN_ORDERING_H

#include "base/view.h"

struct lw_ordering {
    const char *name;              /* what the command line calls it: "pypi" */
    const char *const *ecosystems; /* OSV ecosystem names that it serves, NULL-terminated */

    /* -1, 0 or 1; compare(a, b) == -compare(b, a). */
    int (*compare)(struct lw_view a, struct lw_view b);
};

/* The folder src/vuln/orderings is the registry. */
extern const struct lw_ordering *const lw_ordering_all[];
extern const size_t lw_ordering_count;

/* The ordering for an OSV ecosystem, its suffix left out of account ("Debian:12", "Alpine:v3.20");
 * exact case, as OSV writes it. NULL where the ecosystem is not known.
 * Source: OSV schema, "Defined ecosystems". */
const struct lw_ordering *lw_ordering_for(struct lw_view ecosystem);

/* The same for what a person types: an ordering's name or an OSV ecosystem, in any case. */
const struct lw_ordering *lw_ordering_find(struct lw_view name);

#endif

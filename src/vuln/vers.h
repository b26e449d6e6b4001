/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/vers.h - version range specifiers: "vers:pypi/>=1.0|<2.0".
 *
 * Spec: https://github.com/package-url/vers-spec
 */
#ifndef LW_VULN_VERS_H
#define LW_VULN_VERS_H

#include "facts/ecosystem.h"
#include "vuln/ordering.h"

/* Whether the range holds the version. `ordering` is for a scheme that is not known here (or a
 * range without "vers:SCHEME/"). False for what is no range. */
bool lw_vers_holds(struct lw_view range, const struct lw_ordering *ordering,
                   struct lw_view version);

#endif

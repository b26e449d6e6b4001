/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/license.h - whether a licence, as a package states it, is on a list.
 *
 * Spec:    SPDX 2.3, annex D (licence expressions).
 */
#ifndef LW_RULES_LICENSE_H
#define LW_RULES_LICENSE_H

#include "facts/facts.h"

/* An expression is denied where no choice of "OR" avoids a denied licence. Ids are compared in
 * upper or lower case; "GPL-3.0" is "GPL-3.0-only" and "GPL-3.0+" is "GPL-3.0-or-later"; an entry
 * with "*" (any run of characters) or "?" (any one) stands for all ids that it matches ("AGPL*").
 * An exception ("WITH ...") does not change the licence, unless the list says it: "GPL-2.0-only
 * WITH X" denies just that, and "X" alone each licence with it.
 * What is no expression ("Apache License, Version 2.0") is compared as a whole. */
bool lw_license_denied(struct lw_view stated, const struct lw_views *denied);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/other.h - what findings can be besides those of content rules: of advisories, of
 * exceptions.
 */
#ifndef LW_RULES_OTHER_H
#define LW_RULES_OTHER_H

#include "facts/severity.h"

/* Made in scan/, where packages meet advisories and findings meet exceptions; listed with the
 * content rules, since a report names them and an exception may. */
struct lw_other_rule {
    const char *id;
    bool rated; /* false: each advisory says how severe it is */
    enum lw_severity severity;
    const char *title, *why, *fix; /* in the catalogue; a finding has its own */
};

extern const struct lw_other_rule lw_rule_vulnerability, lw_rule_unknown_version,
    lw_rule_ignore_expired;

extern const struct lw_other_rule *const lw_other_rule_all[];
extern const size_t lw_other_rule_count;

/* The severity for a person: "by advisory" where each has its own. */
const char *lw_other_rule_severity(const struct lw_other_rule *rule);

/* NULL where there is none of that id. */
const struct lw_other_rule *lw_other_rule_find(struct lw_view id);

#endif

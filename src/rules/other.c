/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/other.c - the catalogue of findings that no content rule makes.
 */
#include "rules/other.h"

const struct lw_other_rule lw_rule_vulnerability = {
    .id = "vulnerability",
    .title = "A package has a known vulnerability",
    .why = "An advisory (OSV) says that this version is affected. A finding is named by the "
           "advisory's CVE where it has one, and an exception by any of its ids.",
    .fix = "Update to the fixed version that the finding names, or accept it with a reason and an "
           "expiry (--ignore, --vex).",
};

const struct lw_other_rule lw_rule_unknown_version = {
    .id = "unknown-version",
    .rated = true,
    .severity = LW_SEVERITY_NONE,
    .title = "A package that advisories speak of has no known version",
    .why = "Whether the advisories affect it cannot be told.",
    .fix = "Find out its version, and keep its metadata in the layer.",
};

const struct lw_other_rule lw_rule_ignore_expired = {
    .id = "ignore-expired",
    .rated = true,
    .severity = LW_SEVERITY_NONE,
    .title = "An exception holds no more",
    .why = "The day of an entry of --ignore is over: what was accepted for a time must be judged "
           "anew.",
    .fix = "Mend the cause, or give the entry a new day, or take it out.",
};

const struct lw_other_rule *const lw_other_rule_all[] = {
    &lw_rule_ignore_expired,
    &lw_rule_unknown_version,
    &lw_rule_vulnerability,
};
const size_t lw_other_rule_count = LW_COUNT(lw_other_rule_all);

const char *lw_other_rule_severity(const struct lw_other_rule *rule)
{
    return rule->rated ? lw_severity_name(rule->severity) : "by advisory";
}

const struct lw_other_rule *lw_other_rule_find(struct lw_view id)
{
    for (size_t i = 0; i < lw_other_rule_count; i++)
        if (lw_view_is(id, lw_other_rule_all[i]->id))
            return lw_other_rule_all[i];
    return NULL;
}

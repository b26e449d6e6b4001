/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_odd_name.c - names that some systems cannot hold.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "bad-utf8", LW_SEVERITY_LOW, LW_SEVERITY_UNKNOWN, "A name is marked as UTF-8 and is not" },
    { "odd-path", LW_SEVERITY_LOW, LW_SEVERITY_UNKNOWN, "A name has empty or \".\" components" },
    { "name-length", LW_SEVERITY_MEDIUM, LW_SEVERITY_LOW, "A name is longer than Linux allows" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

const struct lw_content_rule lw_content_rule_archive_odd_name = {
    .id = "archive-odd-name",
    .severity = LW_SEVERITY_LOW,
    .title = "A name in the archive is malformed",
    .why = "Tools differ on what such a name means: some skip the entry, some write it elsewhere, "
           "some fail.",
    .fix =
        "Pack again with names in UTF-8, without empty or \".\" components, and short enough for "
        "Linux.",
    .cwe = "CWE-176",
    .anomalies = cases,
    .check = lw_rule_check_anomalies,
};

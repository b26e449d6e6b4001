/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_control_name.c - names that steer a terminal or lie about themselves.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "control-in-name", LW_SEVERITY_HIGH, LW_SEVERITY_MEDIUM,
      "A name holds control or invisible characters" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

const struct lw_content_rule lw_content_rule_archive_control_name = {
    .id = "archive-control-name",
    .severity = LW_SEVERITY_HIGH,
    .title = "A name holds control or invisible characters",
    .why =
        "Such a name shows as another one, or runs commands of the terminal that lists it; nobody "
        "types one by accident.",
    .fix = "Rename the file, and find out how it came into the build.",
    .attack = "T1036.002",
    .cwe = "CWE-150",
    .anomalies = cases,
    .check = lw_rule_check_anomalies,
};

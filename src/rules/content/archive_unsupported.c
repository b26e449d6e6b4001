/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_unsupported.c - forms of archives that Lambda does not take.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "method", LW_SEVERITY_MEDIUM, LW_SEVERITY_LOW,
      "An entry is packed by a method that Lambda does not unpack" },
    { "multi-disk", LW_SEVERITY_MEDIUM, LW_SEVERITY_LOW,
      "The archive claims to span several disks" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

const struct lw_content_rule lw_content_rule_archive_unsupported = {
    .id = "archive-unsupported",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "The archive uses a form that Lambda does not unpack",
    .why = "Lambda takes stored and deflated entries in one file. Publishing the layer fails, or "
           "other tools skip the entry, which then was not looked at either.",
    .fix = "Pack again with deflate, in one file.",
    .attack = "T1027",
    .cwe = "CWE-436",
    .anomalies = cases,
    .check = lw_rule_check_anomalies,
};

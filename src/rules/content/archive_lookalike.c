/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_lookalike.c - names that a person takes for one another.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "look-alike", LW_SEVERITY_LOW, LW_SEVERITY_UNKNOWN,
      "Two names differ only by case or by Unicode form" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

const struct lw_content_rule lw_content_rule_archive_lookalike = {
    .id = "archive-lookalike",
    .severity = LW_SEVERITY_LOW,
    .title = "Two names differ only by case or by Unicode form",
    .why = "On Lambda they are two files; on a reviewer's machine one may hide the other, and in a "
           "listing a person takes them for one.",
    .fix = "Rename or remove one of them.",
    .attack = "T1036.005",
    .cwe = "CWE-178",
    .anomalies = cases,
    .check = lw_rule_check_anomalies,
};

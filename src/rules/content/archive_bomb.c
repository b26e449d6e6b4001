/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_bomb.c - archives made to exhaust who unpacks them.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "ratio", LW_SEVERITY_MEDIUM, LW_SEVERITY_MEDIUM,
      "An entry unpacks to suspiciously many bytes for its size" },
    { "entry-count", LW_SEVERITY_HIGH, LW_SEVERITY_HIGH,
      "The archive holds more entries than the limit" },
    { "nesting", LW_SEVERITY_MEDIUM, LW_SEVERITY_MEDIUM,
      "Archives are nested deeper than the limit" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

static const char *const controls[] = { "NIST 800-53 SC-5", NULL };

const struct lw_content_rule lw_content_rule_archive_bomb = {
    .id = "archive-bomb",
    .severity = LW_SEVERITY_HIGH,
    .title = "The archive is made to exhaust who unpacks it",
    .why =
        "Reading it costs far more than its size tells: memory, disk and time of builds, scanners "
        "and of Lambda itself. What lies behind a limit was not looked at.",
    .fix = "Find out what the entry holds and take it out; where it is honest, raise the limit "
           "(--max-entries, --max-depth) for this layer only.",
    .attack = "T1499",
    .cwe = "CWE-409",
    .controls = controls,
    .anomalies = cases,
    .check = lw_rule_check_anomalies,
};

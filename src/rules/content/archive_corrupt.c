/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_corrupt.c - entries whose bytes are not those that were packed.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "wrong-crc", LW_SEVERITY_HIGH, LW_SEVERITY_MEDIUM,
      "An entry's bytes do not have the stated checksum" },
    { "wrong-size", LW_SEVERITY_HIGH, LW_SEVERITY_MEDIUM,
      "An entry unpacks to another size than it states" },
    { "bad-data", LW_SEVERITY_HIGH, LW_SEVERITY_MEDIUM, "An entry's compressed data is broken" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

static const char *const controls[] = { "NIST 800-53 SI-7", NULL };

const struct lw_content_rule lw_content_rule_archive_corrupt = {
    .id = "archive-corrupt",
    .severity = LW_SEVERITY_HIGH,
    .title = "An entry does not unpack to what the archive states",
    .why =
        "The file is damaged or was changed without its checksum: what reaches /opt, if anything, "
        "is not what was built.",
    .fix = "Fetch or build the archive again, and compare its SHA-256 with the publisher's.",
    .attack = "T1195.002",
    .cwe = "CWE-354",
    .controls = controls,
    .anomalies = cases,
    .check = lw_rule_check_anomalies,
};

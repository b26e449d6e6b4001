/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_traversal.c - names that leave the folder they are unpacked into.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "parent-path", LW_SEVERITY_CRITICAL, LW_SEVERITY_HIGH,
      "A name climbs out of the archive by \"..\"" },
    { "absolute-path", LW_SEVERITY_CRITICAL, LW_SEVERITY_HIGH,
      "A name starts at the root or at a drive" },
    { "nul-in-name", LW_SEVERITY_CRITICAL, LW_SEVERITY_HIGH, "A name holds a NUL byte" },
    { "through-link", LW_SEVERITY_HIGH, LW_SEVERITY_MEDIUM,
      "An entry is written through a symbolic link of the archive" },
    { "backslash", LW_SEVERITY_MEDIUM, LW_SEVERITY_LOW, "A name holds a backslash" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

static const char *const controls[] = { "NIST 800-53 SI-7", "NIST 800-53 SR-11", NULL };

const struct lw_content_rule lw_content_rule_archive_traversal = {
    .id = "archive-traversal",
    .severity = LW_SEVERITY_CRITICAL,
    .title = "A name in the archive leads out of the folder it is unpacked into",
    .why =
        "Whoever unpacks the archive - a build, a reviewer, another scanner - may write the entry "
        "to a place of its author's choosing. No packer makes such names by itself.",
    .fix =
        "Do not use or unpack this archive; find out who made it, and build the layer again from "
        "its source.",
    .attack = "T1195.002",
    .cwe = "CWE-22",
    .controls = controls,
    .anomalies = cases,
    .check = lw_rule_check_anomalies,
};

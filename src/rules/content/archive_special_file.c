/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_special_file.c - devices, sockets and pipes in the archive.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "special-file", LW_SEVERITY_MEDIUM, LW_SEVERITY_LOW,
      "An entry is a device, a socket or a pipe" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

const struct lw_content_rule lw_content_rule_archive_special_file = {
    .id = "archive-special-file",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "An entry is a device, a socket or a pipe",
    .why =
        "A layer holds files, folders and links. A special file cannot come from a build of code, "
        "and a tool that opens it may hang or write to a device.",
    .fix = "Take the entry out of what is packed.",
    .attack = "T1036",
    .cwe = "CWE-66",
    .anomalies = cases,
    .check = lw_rule_check_anomalies,
};

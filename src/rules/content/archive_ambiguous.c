/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_ambiguous.c - entries that two readers of the archive see differently.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "duplicate", LW_SEVERITY_HIGH, LW_SEVERITY_LOW, "Several entries have one name" },
    { "file-and-folder", LW_SEVERITY_HIGH, LW_SEVERITY_LOW,
      "A name is a file and a folder of others" },
    { "header-mismatch", LW_SEVERITY_HIGH, LW_SEVERITY_MEDIUM,
      "An entry's own header and the directory differ" },
    { "overlap", LW_SEVERITY_HIGH, LW_SEVERITY_HIGH, "The data of two entries overlap" },
    { "hidden-entry", LW_SEVERITY_HIGH, LW_SEVERITY_MEDIUM,
      "An entry stands in the archive that its directory does not list" },
    { "count-mismatch", LW_SEVERITY_HIGH, LW_SEVERITY_MEDIUM,
      "The directory does not hold as many entries as it states" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

static const char *const controls[] = { "NIST 800-53 SI-7", "NIST 800-53 SR-11", NULL };

const struct lw_content_rule lw_content_rule_archive_ambiguous = {
    .id = "archive-ambiguous",
    .severity = LW_SEVERITY_HIGH,
    .title = "Readers of the archive disagree on what it contains",
    .why = "A scanner or a reviewer sees other content than the one that Lambda unpacks: the usual "
           "way to carry code past a check.",
    .fix =
        "Build the archive again with one ordinary packer; if it came from elsewhere, treat it as "
        "hostile.",
    .attack = "T1036",
    .cwe = "CWE-436",
    .controls = controls,
    .anomalies = cases,
    .check = lw_rule_check_anomalies,
};

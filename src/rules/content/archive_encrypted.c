/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_encrypted.c - entries that nobody can look into.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "encrypted", LW_SEVERITY_HIGH, LW_SEVERITY_MEDIUM, "An entry of the archive is encrypted" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

static const char *const controls[] = { "NIST 800-53 SI-3", NULL };

const struct lw_content_rule lw_content_rule_archive_encrypted = {
    .id = "archive-encrypted",
    .severity = LW_SEVERITY_HIGH,
    .title = "An entry of the archive is encrypted",
    .why =
        "Lambda cannot unpack it, and no scan can see what it holds; code of the layer that knows "
        "the password can.",
    .fix = "Take the entry out; keep secrets in a secret store and code in the clear.",
    .attack = "T1027.013",
    .controls = controls,
    .anomalies = cases,
    .check = lw_rule_check_anomalies,
};

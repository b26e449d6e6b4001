/* SPDX-License-Identifier: Apache-2.0
 *
 * content/setid_file.c - programs that run as their owner or group.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "setid", LW_SEVERITY_MEDIUM, LW_SEVERITY_UNKNOWN,
      "A file has the set-user-id or set-group-id bit" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    lw_rule_check_anomalies(rule, ctx);
}

static const char *const controls[] = { "NIST 800-53 AC-6", NULL };

const struct lw_content_rule lw_content_rule_setid_file = {
    .id = "setid-file",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A file has the set-user-id or set-group-id bit",
    .why =
        "Wherever the layer is unpacked by root - a build host, a container - anyone who runs the "
        "file gets its owner's rights. Lambda gives it no use.",
    .fix = "Clear the bit before packing: chmod u-s,g-s.",
    .attack = "T1548.001",
    .cwe = "CWE-250",
    .controls = controls,
    .anomalies = cases,
    .check = check,
};

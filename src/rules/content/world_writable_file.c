/* SPDX-License-Identifier: Apache-2.0
 *
 * content/world_writable_file.c - files and folders that anyone may change.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "world-writable", LW_SEVERITY_LOW, LW_SEVERITY_UNKNOWN,
      "A file or folder may be written by anyone" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    lw_rule_check_anomalies(rule, ctx);
}

static const char *const controls[] = { "NIST 800-53 AC-6", NULL };

const struct lw_content_rule lw_content_rule_world_writable_file = {
    .id = "world-writable-file",
    .severity = LW_SEVERITY_LOW,
    .title = "A file or folder may be written by anyone",
    .why = "Under /opt nothing can be written, but wherever else the layer is unpacked - a build "
           "host, a container, a shared cache - any user can replace this code.",
    .fix = "Pack with modes 0644 and 0755: chmod -R go-w before packing.",
    .attack = "T1222.002",
    .cwe = "CWE-732",
    .controls = controls,
    .anomalies = cases,
    .check = check,
};

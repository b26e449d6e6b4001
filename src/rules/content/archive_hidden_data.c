/* SPDX-License-Identifier: Apache-2.0
 *
 * content/archive_hidden_data.c - bytes in the archive that no entry accounts for.
 */
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "data-before", LW_SEVERITY_MEDIUM, LW_SEVERITY_UNKNOWN,
      "Bytes stand before the first entry" },
    { "data-between", LW_SEVERITY_LOW, LW_SEVERITY_UNKNOWN,
      "Bytes that no entry accounts for stand between entries" },
    { "data-after", LW_SEVERITY_MEDIUM, LW_SEVERITY_LOW,
      "Bytes stand behind the end of the archive" },
    { "comment", LW_SEVERITY_LOW, LW_SEVERITY_UNKNOWN,
      "The archive's comment is long or holds an end record" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

const struct lw_content_rule lw_content_rule_archive_hidden_data = {
    .id = "archive-hidden-data",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "The archive carries bytes that no entry accounts for",
    .why = "Data before, between or behind the entries survives every copy and is seen by no "
           "listing; code that knows of it can read it, and what unpacks from the front may see "
           "another archive.",
    .fix =
        "Build the archive again with an ordinary packer. A self-extracting stub has no use in a "
        "layer.",
    .attack = "T1027.009",
    .anomalies = cases,
    .check = lw_rule_check_anomalies,
};

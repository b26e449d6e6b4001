/* SPDX-License-Identifier: Apache-2.0
 *
 * content/size_over_limit.c - more content than Lambda unpacks, of one artifact or of a function
 * and its layers together.
 */
#include "facts/platform.h"
#include "rules/look.h"

static const struct lw_anomaly_case cases[] = {
    { "total-size", LW_SEVERITY_HIGH, LW_SEVERITY_MEDIUM,
      "The content unpacks to more than the limit" },
    { NULL, LW_SEVERITY_UNKNOWN, LW_SEVERITY_UNKNOWN, NULL },
};

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    lw_rule_check_anomalies(rule, ctx);
    for (LW_EACH_FACT(fact, ctx, LW_F_OVERLAY)) {
        uint64_t bytes;
        if (!lw_view_u64(&bytes, lw_fact_get(fact, LW_K_BYTES), UINT64_MAX) ||
            bytes <= LW_PLATFORM_BYTES_MAX)
            continue;
        struct lw_finding *finding = lw_rule_find(
            ctx, rule, fact->location, 0, "%llu bytes in all; Lambda unpacks at most %llu",
            (unsigned long long)bytes, (unsigned long long)LW_PLATFORM_BYTES_MAX);
        lw_rule_title(ctx, finding, "The function and its layers unpack to more than the limit");
    }
}

const struct lw_content_rule lw_content_rule_size_over_limit = {
    .id = "size-over-limit",
    .severity = LW_SEVERITY_HIGH,
    .title = "The content unpacks to more than the limit",
    .why =
        "Lambda unpacks at most 262,144,000 bytes of a function and all its layers together, and "
        "refuses what is larger. Of one artifact, what is over the limit was not looked at.",
    .fix = "Leave out what the function does not need: caches, tests, other platforms' binaries, "
           "debug information. Where only the limit of this tool was reached, raise it by "
           "--max-unpacked.",
    .attack = "T1499",
    .cwe = "CWE-409",
    .anomalies = cases,
    .check = check,
};

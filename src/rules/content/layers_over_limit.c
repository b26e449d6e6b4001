/* SPDX-License-Identifier: Apache-2.0
 *
 * content/layers_over_limit.c - more layers than one function can have.
 */
#include "facts/platform.h"
#include "rules/look.h"

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_OVERLAY)) {
        uint64_t count;
        if (!lw_view_u64(&count, lw_fact_get(fact, LW_K_COUNT), UINT64_MAX) ||
            count <= LW_PLATFORM_LAYERS_MAX)
            continue;
        lw_rule_find(ctx, rule, fact->location, 0, "%llu layers; Lambda attaches at most %d",
                     (unsigned long long)count, LW_PLATFORM_LAYERS_MAX);
    }
}

const struct lw_content_rule lw_content_rule_layers_over_limit = {
    .id = "layers-over-limit",
    .severity = LW_SEVERITY_HIGH,
    .title = "There are more layers than a function can have",
    .why = "Lambda attaches at most five layers to a function, and refuses a function that names "
           "more: what is shown here cannot be deployed.",
    .fix = "Put several layers into one, or move into the function's package what it alone uses.",
    .cwe = "CWE-770",
    .check = check,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/lambda_asked.c - a library that newly asks whether it runs in Lambda.
 */
#include "analyze/syntax/variable.h"
#include "review/rule.h"

/* Packages made for AWS, for functions or to tell what goes on in them say so in their names. */
static bool is_its_business(struct lw_view name)
{
    static const char *const words[] = { "aws",       "amazon", "lambda",  "serverless",
                                         "boto",      "trace",  "tracing", "datadog",
                                         "telemetry", "sentry", "middy",   "sam-",
                                         "zappa",     "mangum", "chalice", "newrelic" };
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (lw_view_find(name, lw_view_c(words[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

static bool asks(const struct lw_fact *fact)
{
    return lw_fact_capability(fact) == LW_C_ENV_READ &&
           lw_variable_of_lambda(lw_fact_get(fact, LW_K_VALUE));
}

static void check(const struct lw_review_rule *rule, struct lw_review_context *ctx)
{
    const struct lw_package *all = ctx->review->from->facts.packages.items;
    const size_t *before = lw_fact_counts(ctx, LW_F_CAPABILITY, asks);
    bool *told = lw_arena_array(ctx->arena, ctx->review->packages.count + 1, sizeof *told);
    for (LW_EACH_ADDED(change, ctx, LW_F_CAPABILITY)) {
        const struct lw_fact *fact = change->fact;
        const struct lw_package_change *package = lw_package_of(ctx, change->package);
        if (!asks(fact) || told[change->package] || !change->new_to_package || lw_loose(package) ||
            !package->from || before[package->from - all + 1] ||
            is_its_business(package->to->name) || lw_test_apart(ctx, change) ||
            lw_path_own(ctx, fact->location))
            continue;
        told[change->package] = true;
        struct lw_reason *reason = lw_reason_of_fact(ctx, rule, change);
        lw_reason_title(ctx, reason, "%.*s newly asks whether it runs in Lambda: %.*s",
                        LW_FMT(lw_package_label(ctx, package)),
                        LW_FMT(lw_fact_get(fact, LW_K_VALUE)));
    }
}

const struct lw_review_rule lw_review_rule_lambda_asked = {
    .id = "lambda-asked",
    .level = LW_LEVEL_REVIEW,
    .severity = LW_SEVERITY_MEDIUM,
    .title = "A package newly asks whether it runs in Lambda",
    .why = "What does one thing in a test and another in the function is seen by no test: sabotage "
           "asks first whether it is worth it. A package that is not made for Lambda has little "
           "reason to ask.",
    .fix = "Read what it does otherwise where the variable is set.",
    .attack = "T1480.001",
    .check = check,
};

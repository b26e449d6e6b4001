/* SPDX-License-Identifier: Apache-2.0
 *
 * content/interpreter_end_of_life.c - interpreters and libraries whose makers fix nothing any more.
 */
#include "base/clock.h"
#include "facts/runtimes.h"
#include "rules/look.h"

enum { HIGH_AFTER_S = 2 * 365 * 86400 };

static void judge(const struct lw_content_rule *rule, struct lw_rule_context *ctx,
                  struct lw_view name, struct lw_view version, struct lw_view location)
{
    const struct lw_interpreter *cycle = lw_interpreter_find(name, version);
    int64_t ended;
    if (!cycle || !lw_date_reached(cycle->end_of_life, ctx->config->now_utc_s) ||
        !lw_time_parse(&ended, lw_view_c(cycle->end_of_life)))
        return;
    struct lw_finding *finding = lw_rule_find(
        ctx, rule, location, 0, "%.*s %.*s; %s %s ended on %s", LW_FMT(name), LW_FMT(version),
        cycle->name, cycle->cycle, cycle->end_of_life);
    lw_rule_title(ctx, finding, "%.*s %.*s is past its end of life (%s)", LW_FMT(name),
                  LW_FMT(version), cycle->end_of_life);
    if (ctx->config->now_utc_s - ended >= HIGH_AFTER_S)
        finding->severity = LW_SEVERITY_HIGH;
}

static bool is_told(const struct lw_rule_context *ctx, const struct lw_package *package)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_RUNTIME))
        if (lw_view_eq(fact->location, package->location) &&
            lw_view_eq(lw_fact_get(fact, LW_K_VERSION), package->version))
            return true;
    return false;
}

static void check(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_RUNTIME))
        judge(rule, ctx, lw_fact_get(fact, LW_K_NAME), lw_fact_get(fact, LW_K_VERSION),
              fact->location);
    for (size_t i = 0; i < ctx->facts->packages.count; i++) {
        const struct lw_package *p = &ctx->facts->packages.items[i];
        if (p->ecosystem == LW_ECO_GENERIC && !is_told(ctx, p))
            judge(rule, ctx, p->name, p->version, p->location);
    }
}

static const char *const controls[] = { "NIST 800-53 SA-22", NULL };

const struct lw_content_rule lw_content_rule_interpreter_end_of_life = {
    .id = "interpreter-end-of-life",
    .severity = LW_SEVERITY_MEDIUM,
    .title = "An interpreter or library is past its end of life",
    .why = "Its makers fix no more security faults of this version. Those found from now on stay, "
           "and few scanners will tell of them.",
    .fix = "Bring a version that is maintained, or leave it out and use the one of the runtime.",
    .attack = "T1190",
    .cwe = "CWE-1104",
    .controls = controls,
    .check = check,
};

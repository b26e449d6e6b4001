/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/content.c - runs the rules over a layer's content.
 */
#include <stdlib.h>

#include "rules/content_rule.h"

bool lw_finding_is_vulnerability(const struct lw_finding *finding)
{
    return finding->vulnerability.len > 0;
}

struct lw_finding *lw_finding_add(struct lw_finding_list *list, struct lw_arena *arena,
                                  struct lw_view rule, enum lw_severity severity)
{
    struct lw_finding *finding = LW_PUSH(arena, list);
    finding->rule = rule;
    finding->severity = severity;
    finding->cvss_tenths = -1;
    finding->epss = -1;
    return finding;
}

static int worst_first(const void *a, const void *b)
{
    const struct lw_finding *x = a, *y = b;
    if (x->suppressed != y->suppressed)
        return x->suppressed ? 1 : -1;
    if (x->kev != y->kev)
        return x->kev ? -1 : 1;
    if (x->severity != y->severity)
        return lw_severity_rank(x->severity) < lw_severity_rank(y->severity) ? 1 : -1;
    int order = lw_view_cmp(x->rule, y->rule);
    order = order ? order : (x->epss < y->epss) - (x->epss > y->epss);
    order = order ? order : lw_view_cmp(x->path, y->path);
    order = order ? order : (x->line > y->line) - (x->line < y->line);
    order = order ? order : lw_view_cmp(x->title, y->title);
    return order ? order : lw_view_cmp(x->evidence, y->evidence);
}

void lw_findings_sort(struct lw_finding_list *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, worst_first);
}

struct lw_finding *lw_rule_find(struct lw_rule_context *ctx, const struct lw_content_rule *rule,
                                struct lw_view path, uint32_t line, const char *evidence_fmt, ...)
{
    va_list args;
    struct lw_finding *finding = lw_finding_add(ctx->out, ctx->arena, lw_view_c(rule->id),
                                                rule->severity);
    finding->title = lw_view_c(rule->title);
    finding->path = path;
    finding->line = line;
    va_start(args, evidence_fmt);
    finding->evidence = lw_arena_vprintf(ctx->arena, evidence_fmt, args);
    va_end(args);
    finding->why = lw_view_c(rule->why);
    finding->fix = lw_view_c(rule->fix);
    return finding;
}

const struct lw_content_rule *lw_content_rule_find(struct lw_view id)
{
    for (size_t i = 0; i < lw_content_rule_count; i++)
        if (lw_view_is(id, lw_content_rule_all[i]->id))
            return lw_content_rule_all[i];
    return NULL;
}

/* What a rule found beyond the most that is told becomes one finding. */
static void fold(struct lw_rule_context *ctx, const struct lw_content_rule *rule, size_t before)
{
    size_t count = ctx->out->count - before;
    if (count <= LW_RULE_FINDINGS_MAX)
        return;
    struct lw_finding_list own = { ctx->out->items + before, count, 0 };
    lw_findings_sort(&own);
    const struct lw_finding *first = &own.items[LW_RULE_FINDINGS_MAX - 1];
    size_t more = own.count - LW_RULE_FINDINGS_MAX + 1;
    enum lw_severity severity = first->severity;
    struct lw_view path = first->path;
    ctx->out->count = before + LW_RULE_FINDINGS_MAX - 1;
    struct lw_finding *rest = lw_rule_find(ctx, rule, LW_VIEW_NONE, 0,
                                           "%zu more, from %.*s on; `--format json` lists the "
                                           "facts behind each",
                                           more, LW_FMT(path));
    rest->severity = severity;
    rest->title = lw_arena_printf(ctx->arena, "%s: %zu more", rule->title, more);
}

void lw_content_rules_run(struct lw_rule_context *ctx)
{
    for (size_t i = 0; i < lw_content_rule_count; i++) {
        size_t before = ctx->out->count;
        lw_content_rule_all[i]->check(lw_content_rule_all[i], ctx);
        fold(ctx, lw_content_rule_all[i], before);
    }
}

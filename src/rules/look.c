/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/look.c - what many content rules do: walk facts of a kind, judge anomalies, name subjects.
 */
#include "rules/look.h"

#include "base/buf.h"

const struct lw_fact *lw_rule_next(const struct lw_rule_context *ctx, enum lw_fact_kind kind,
                                   const struct lw_fact *fact)
{
    const struct lw_fact_list *list = &ctx->facts->facts;
    for (size_t i = fact ? (size_t)(fact - list->items) + 1 : 0; i < list->count; i++)
        if (list->items[i].kind == kind)
            return &list->items[i];
    return NULL;
}

bool lw_is_nested(struct lw_view location)
{
    return lw_view_find(location, LW_VIEW("!/")) != LW_NOT_FOUND;
}

bool lw_is_in_tests(struct lw_view location)
{
    static const char *const words[] = { "test",     "tests",     "testing",  "testdata", "spec",
                                         "fixtures", "__tests__", "examples", "example" };
    struct lw_view part;
    while (lw_view_split(&part, &location, '/'))
        if (LW_VIEW_IN_NOCASE(part, words))
            return true;
    return false;
}

bool lw_elf_is_go(const struct lw_fact *elf)
{
    return lw_fact_is(elf, LW_K_LANGUAGE, "Go");
}

bool lw_extension_is_external(const struct lw_fact *extension)
{
    return !lw_fact_is(extension, LW_K_TYPE, "internal") && !lw_is_nested(extension->location);
}

bool lw_fact_is_program(const struct lw_fact *fact)
{
    return lw_fact_is(fact, LW_K_KIND, "elf") || lw_fact_is(fact, LW_K_KIND, "script");
}

bool lw_fact_has(const struct lw_fact *fact, enum lw_fact_key key, struct lw_view value)
{
    for (size_t i = 0; i < fact->count; i++)
        if (fact->items[i].key == key && lw_view_eq(fact->items[i].value, value))
            return true;
    return false;
}

struct lw_view lw_rule_values_among(const struct lw_rule_context *ctx, const struct lw_fact *fact,
                                    enum lw_fact_key key, const char *const *names, size_t count)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (size_t i = 0; i < count; i++) {
        if (!lw_fact_has(fact, key, lw_view_c(names[i])))
            continue;
        lw_buf_add_c(&buf, buf.len ? ", " : "");
        lw_buf_add_c(&buf, names[i]);
    }
    return lw_arena_copy(ctx->arena, lw_buf_view(&buf));
}

void lw_rule_title(struct lw_rule_context *ctx, struct lw_finding *finding, const char *fmt, ...)
{
    va_list args;
    va_start(args, fmt);
    finding->title = lw_arena_vprintf(ctx->arena, fmt, args);
    va_end(args);
}

static const struct lw_anomaly_case *case_of(const struct lw_content_rule *rule,
                                             const struct lw_fact *fact)
{
    for (const struct lw_anomaly_case *c = rule->anomalies; c && c->kind; c++)
        if (lw_fact_is(fact, LW_K_KIND, c->kind))
            return c;
    return NULL;
}

void lw_rule_check_anomalies(const struct lw_content_rule *rule, struct lw_rule_context *ctx)
{
    for (LW_EACH_FACT(fact, ctx, LW_F_ANOMALY)) {
        const struct lw_anomaly_case *c = case_of(rule, fact);
        if (!c)
            continue;
        enum lw_severity severity = lw_is_nested(fact->location) ? c->nested : c->top;
        if (severity == LW_SEVERITY_UNKNOWN)
            continue;
        struct lw_view detail = lw_fact_get(fact, LW_K_DETAIL);
        struct lw_finding *finding = lw_rule_find(ctx, rule, fact->location, 0, "%s%s%.*s", c->kind,
                                                  detail.len ? ": " : "", LW_FMT(detail));
        finding->severity = severity;
        finding->title = lw_view_c(c->title);
    }
}

struct lw_views lw_rule_runs_on(const struct lw_rule_context *ctx, enum lw_fact_key key)
{
    struct lw_views list = { 0 };
    for (LW_EACH_FACT(fact, ctx, LW_F_COMPATIBILITY))
        for (size_t i = 0; fact->location.len == 0 && i < fact->count; i++)
            if (fact->items[i].key == key && !lw_views_have(&list, fact->items[i].value))
                *LW_PUSH(ctx->arena, &list) = fact->items[i].value;
    return list;
}

bool lw_views_have(const struct lw_views *list, struct lw_view value)
{
    for (size_t i = 0; i < list->count; i++)
        if (lw_view_eq(list->items[i], value))
            return true;
    return false;
}

struct lw_view lw_views_join(const struct lw_rule_context *ctx, const struct lw_views *list,
                             size_t few)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    size_t shown = list->count > few ? few : list->count;
    for (size_t i = 0; i < shown; i++) {
        lw_buf_add_c(&buf, i ? ", " : "");
        lw_buf_add(&buf, list->items[i]);
    }
    if (shown < list->count)
        lw_buf_printf(&buf, " and %zu more", list->count - shown);
    return lw_arena_copy(ctx->arena, lw_buf_view(&buf));
}

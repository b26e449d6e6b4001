/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/listing.c - what the program knows, from its registries and tables.
 */
#include "cli/listing.h"

#include "analyze/analyzer.h"
#include "base/err.h"
#include "cli/verb.h"
#include "facts/runtimes.h"
#include "report/format.h"
#include "review/rule.h"
#include "rules/content_rule.h"
#include "rules/other.h"
#include "vuln/ordering.h"

static struct lw_view joined(struct lw_arena *arena, const char *const *texts)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (; texts && *texts; texts++) {
        lw_buf_add_c(&buf, buf.len ? ", " : "");
        lw_buf_add_c(&buf, *texts);
    }
    return lw_arena_copy(arena, lw_buf_view(&buf));
}

static struct lw_listing_row *row(struct lw_listing_rows *out, struct lw_arena *arena,
                                  const char *a, const char *b, const char *c, const char *d)
{
    struct lw_listing_row *row = LW_PUSH(arena, out);
    row->cells[0] = lw_view_c(a);
    row->cells[1] = lw_view_c(b);
    row->cells[2] = lw_view_c(c);
    row->cells[3] = lw_view_c(d);
    return row;
}

static void rules(struct lw_listing_rows *out, struct lw_arena *arena)
{
    for (size_t i = 0; i < lw_content_rule_count; i++) {
        const struct lw_content_rule *r = lw_content_rule_all[i];
        struct lw_listing_row *to = row(out, arena, r->id, lw_severity_name(r->severity), r->title,
                                        r->attack);
        to->cells[4] = lw_view_c(r->cwe);
        to->cells[5] = joined(arena, r->controls);
        to->cells[6] = lw_view_c(r->why);
        to->cells[7] = lw_view_c(r->fix);
    }
    for (size_t i = 0; i < lw_other_rule_count; i++) {
        const struct lw_other_rule *r = lw_other_rule_all[i];
        struct lw_listing_row *to = row(out, arena, r->id, lw_other_rule_severity(r), r->title,
                                        NULL);
        to->cells[6] = lw_view_c(r->why);
        to->cells[7] = lw_view_c(r->fix);
    }
}

static void review_rules(struct lw_listing_rows *out, struct lw_arena *arena)
{
    for (size_t i = 0; i < lw_review_rule_count; i++) {
        const struct lw_review_rule *r = lw_review_rule_all[i];
        struct lw_listing_row *to = row(out, arena, r->id, lw_level_name(r->level),
                                        lw_severity_name(r->severity), r->title);
        to->cells[4] = lw_view_c(r->attack);
        to->cells[5] = lw_view_c(r->why);
        to->cells[6] = lw_view_c(r->fix);
    }
}

static void analyzers(struct lw_listing_rows *out, struct lw_arena *arena)
{
    for (size_t i = 0; i < lw_analyzer_count; i++) {
        const struct lw_analyzer *a = lw_analyzer_all[i];
        row(out, arena, a->name, a->packages ? "yes" : "no", a->what, NULL);
    }
}

static void formats(struct lw_listing_rows *out, struct lw_arena *arena)
{
    for (size_t i = 0; i < lw_format_count; i++)
        row(out, arena, lw_format_all[i]->name, lw_format_all[i]->media_type,
            lw_format_all[i]->what, NULL);
}

static const char *const category_names[] = { "USAGE",     "IO",     "FORMAT", "LIMIT",
                                              "UNTRUSTED", "DENIED", "REMOTE", "INTERNAL" };

static void errors(struct lw_listing_rows *out, struct lw_arena *arena)
{
    for (int code = LW_E_OK + 1; code < LW_E_COUNT_; code++) {
        enum lw_category category = lw_code_category((enum lw_code)code);
        struct lw_listing_row *to = row(out, arena, lw_code_name((enum lw_code)code),
                                        category_names[category], NULL,
                                        lw_code_sentence((enum lw_code)code));
        to->cells[2] = lw_arena_printf(arena, "%d", lw_code_exit((enum lw_code)code));
    }
}

static void facts(struct lw_listing_rows *out, struct lw_arena *arena)
{
    for (int kind = 0; kind < LW_F_COUNT; kind++)
        row(out, arena, lw_fact_kind_name((enum lw_fact_kind)kind),
            lw_fact_kind_what((enum lw_fact_kind)kind), NULL, NULL);
}

static void capabilities(struct lw_listing_rows *out, struct lw_arena *arena)
{
    for (int i = 0; i < LW_C_COUNT; i++)
        row(out, arena, lw_capability_name((enum lw_capability)i),
            lw_capability_what((enum lw_capability)i), NULL, NULL);
}

static void anomalies(struct lw_listing_rows *out, struct lw_arena *arena)
{
    for (int kind = 0; kind < LW_A_COUNT_; kind++) {
        const char *name = lw_anomaly_name((enum lw_anomaly_kind)kind), *rule = "";
        for (size_t i = 0; i < lw_content_rule_count; i++) {
            const struct lw_anomaly_case *c = lw_content_rule_all[i]->anomalies;
            for (; c && c->kind; c++)
                rule = strcmp(c->kind, name) == 0 ? lw_content_rule_all[i]->id : rule;
        }
        row(out, arena, name, rule, lw_anomaly_what((enum lw_anomaly_kind)kind), NULL);
    }
}

static void orderings(struct lw_listing_rows *out, struct lw_arena *arena)
{
    for (size_t i = 0; i < lw_ordering_count; i++)
        row(out, arena, lw_ordering_all[i]->name, NULL, NULL, NULL)->cells[1] = joined(
            arena, lw_ordering_all[i]->ecosystems);
}

static void runtimes(struct lw_listing_rows *out, struct lw_arena *arena)
{
    for (size_t i = 0; i < lw_runtime_count; i++) {
        const struct lw_runtime *r = &lw_runtimes[i];
        struct lw_listing_row *to = row(out, arena, r->name, r->label, r->deprecation,
                                        r->block_function_update);
        to->cells[4] = lw_view_c(r->os);
        to->cells[5] = lw_view_c(r->arm64 ? "x86_64, arm64" : "x86_64");
    }
}

static void interpreters(struct lw_listing_rows *out, struct lw_arena *arena)
{
    for (size_t i = 0; i < lw_interpreter_count; i++)
        row(out, arena, lw_interpreters[i].name, lw_interpreters[i].cycle,
            lw_interpreters[i].end_of_life, NULL);
}

const struct lw_listing lw_listings[] = {
    { .name = "rules",
      .what = "what is judged of a layer's content, and what it maps to",
      .heads = { "id", "severity", "title", "attack", "cwe", "controls", "why", "fix" },
      .details = "controls why fix",
      .lists = "controls",
      .rows = rules,
      .markdown = lw_rules_markdown },
    { .name = "review-rules",
      .what = "what is judged of a new version, and the usual level",
      .heads = { "id", "level", "severity", "title", "attack", "why", "fix" },
      .details = "why fix",
      .rows = review_rules,
      .markdown = lw_verdict_markdown },
    { .name = "analyzers",
      .what = "what is looked for in files, and whether --packages-only does so too",
      .heads = { "name", "packages", "what" },
      .rows = analyzers },
    { .name = "formats",
      .what = "forms of reports, for --format",
      .heads = { "name", "media_type", "what" },
      .rows = formats },
    { .name = "facts",
      .what = "kinds of facts in a report",
      .heads = { "kind", "what" },
      .rows = facts },
    { .name = "capabilities",
      .what = "what code can do, by the names that facts, reviews and locks use",
      .heads = { "capability", "what" },
      .rows = capabilities },
    { .name = "anomalies",
      .what = "tricks and defects of archives, and the rule that judges each",
      .heads = { "kind", "rule", "what" },
      .rows = anomalies },
    { .name = "errors",
      .what = "codes of errors, and the exit code that each ends with",
      .heads = { "code", "category", "exit", "sentence" },
      .rows = errors },
    { .name = "runtimes",
      .what = "Lambda's runtimes and when they end",
      .heads = { "name", "label", "deprecated", "blocked", "os", "architectures" },
      .lists = "architectures",
      .rows = runtimes },
    { .name = "interpreters",
      .what = "interpreters and libraries whose end of life is known",
      .heads = { "name", "version", "end_of_life" },
      .rows = interpreters },
    { .name = "orderings",
      .what = "orderings of versions, and the ecosystems of OSV that they serve",
      .heads = { "name", "ecosystems" },
      .lists = "ecosystems",
      .rows = orderings },
};
const size_t lw_listing_count = LW_COUNT(lw_listings);

const struct lw_listing *lw_listing_find(struct lw_view name)
{
    for (size_t i = 0; i < lw_listing_count; i++)
        if (lw_view_is(name, lw_listings[i].name))
            return &lw_listings[i];
    return NULL;
}

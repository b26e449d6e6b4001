/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diffs/sarif.c - the reasons of a verdict as SARIF 2.1.0, for code-scanning services.
 *
 * Spec: OASIS SARIF 2.1.0; "security-severity" and "tags" as GitHub reads them.
 */
#include "report/sarif.h"
#include "base/jsonw.h"
#include "report/diff_format.h"
#include "review/rule.h"

static const char *sarif_level(enum lw_level level)
{
    if (level == LW_LEVEL_BLOCK)
        return "error";
    return level == LW_LEVEL_REVIEW ? "warning" : "note";
}

/* All rules: an index into them is that of the registry. */
static void rules(struct lw_jsonw *w, struct lw_arena *arena)
{
    for (size_t i = 0; i < lw_review_rule_count; i++) {
        const struct lw_review_rule *rule = lw_review_rule_all[i];
        lw_jsonw_object(w, NULL);
        lw_jsonw_c(w, "id", rule->id);
        lw_sarif_message(w, "shortDescription", lw_view_c(rule->title));
        lw_sarif_message(w, "fullDescription", lw_view_c(rule->why));
        lw_sarif_message(w, "help", lw_view_c(rule->fix));
        lw_jsonw_object(w, "defaultConfiguration");
        lw_jsonw_c(w, "level", sarif_level(rule->level));
        lw_jsonw_end(w);
        lw_jsonw_object(w, "properties");
        int tenths = lw_sarif_tenths(rule->severity);
        lw_jsonw_text(w, "security-severity",
                      lw_arena_printf(arena, "%d.%d", tenths / 10, tenths % 10));
        lw_jsonw_array(w, "tags");
        lw_jsonw_c(w, NULL, "security");
        lw_jsonw_c(w, NULL, "review");
        lw_jsonw_end(w);
        lw_jsonw_end(w);
        lw_jsonw_end(w);
    }
}

static size_t rule_index(struct lw_view id)
{
    size_t i = 0;
    while (i < lw_review_rule_count && !lw_view_is(id, lw_review_rule_all[i]->id))
        i++;
    return i;
}

static void result(struct lw_jsonw *w, struct lw_arena *arena, const struct lw_reason *reason,
                   struct lw_view artifact)
{
    struct lw_view text = reason->title;
    if (reason->evidence.len)
        text = lw_arena_printf(arena, "%.*s (%.*s)", LW_FMT(text), LW_FMT(reason->evidence));
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "ruleId", reason->rule);
    lw_jsonw_u64(w, "ruleIndex", rule_index(reason->rule));
    lw_jsonw_c(w, "level", sarif_level(reason->level));
    lw_sarif_message(w, "message", text);
    lw_sarif_locations(w, arena,
                       &(struct lw_sarif_place){ reason->path, reason->line, artifact, "LAYER" });
    lw_sarif_fingerprint(w, "layerwardReason/v1",
                         lw_arena_printf(arena, "%.*s\n%.*s\n%.*s", LW_FMT(reason->rule),
                                         LW_FMT(reason->path), LW_FMT(reason->evidence)));
    if (reason->accepted)
        lw_sarif_accepted(w, reason->accepted_by);
    lw_jsonw_object(w, "properties");
    lw_jsonw_c(w, "level", lw_level_name(reason->level));
    lw_jsonw_c(w, "severity", lw_severity_name(reason->severity));
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void incomplete(struct lw_jsonw *w, struct lw_arena *arena, const struct lw_scan *scan,
                       const char *base, const char *what)
{
    const struct lw_incomplete_list *list = &scan->facts.incomplete;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_sarif_place place = { list->items[i].location, 0, scan->input, base };
        lw_sarif_incomplete(w, arena, &list->items[i], what, &place);
    }
}

static void invocation(struct lw_jsonw *w, struct lw_arena *arena, const struct lw_review *review)
{
    lw_jsonw_array(w, "invocations");
    lw_jsonw_object(w, NULL);
    lw_jsonw_bool(w, "executionSuccessful",
                  review->to->facts.incomplete.count + review->from->facts.incomplete.count == 0);
    lw_jsonw_array(w, "toolExecutionNotifications");
    incomplete(w, arena, review->to, "LAYER", "could not be looked at: ");
    incomplete(w, arena, review->from, "OLD_LAYER", "in the old version, could not be looked at: ");
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void run(struct lw_jsonw *w, struct lw_diff_report *report)
{
    const struct lw_review *review = report->review;
    char hex[LW_HEX_BYTES];
    lw_jsonw_object(w, NULL);
    lw_sarif_tool(w);
    rules(w, &report->arena);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    invocation(w, &report->arena, review);
    lw_jsonw_object(w, "originalUriBaseIds");
    lw_sarif_base(w, "LAYER", "the root of the new version, /opt at run time");
    lw_sarif_base(w, "OLD_LAYER", "the root of the old version");
    lw_jsonw_end(w);
    lw_jsonw_c(w, "columnKind", "unicodeCodePoints");
    lw_jsonw_array(w, "results");
    for (size_t i = 0; i < review->reasons.count; i++)
        result(w, &report->arena, &review->reasons.items[i], review->to->input);
    lw_jsonw_end(w);
    lw_jsonw_object(w, "properties");
    lw_jsonw_c(w, "verdict", lw_verdict_name(review->verdict));
    lw_jsonw_bool(w, "vulnerabilitiesChecked", review->to->database.len > 0);
    if (review->to->database_old)
        lw_jsonw_bool(w, "advisoriesOld", true);
    lw_digest_hex(hex, &review->from->content_digest);
    if (review->from->have_content_digest)
        lw_jsonw_c(w, "oldContentDigest", hex);
    lw_digest_hex(hex, &review->to->content_digest);
    if (review->to->have_content_digest)
        lw_jsonw_c(w, "contentDigest", hex);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static lw_status write(struct lw_diff_report *report, struct lw_err *err)
{
    struct lw_jsonw w = lw_jsonw(&report->buf, report->out, true);
    lw_sarif_begin(&w);
    run(&w, report);
    while (w.depth)
        lw_jsonw_end(&w);
    LW_ENSURE(lw_jsonw_finish(&w), err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

const struct lw_diff_format lw_diff_format_sarif = {
    .name = "sarif",
    .what = "SARIF 2.1.0 for code-scanning services: the reasons",
    .media_type = "application/sarif+json",
    .hunks = LW_HUNKS_NONE,
    .write = write,
};

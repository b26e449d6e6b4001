/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diffs/sarif.c - the reasons of a verdict as SARIF 2.1.0, for code-scanning services.
 *
 * Spec: OASIS SARIF 2.1.0; "security-severity" and "tags" as GitHub reads them.
 */
#include "base/jsonw.h"
#include "report/diff_format.h"
#include "report/ids.h"
#include "review/rule.h"

static const char *sarif_level(enum lw_level level)
{
    if (level == LW_LEVEL_BLOCK)
        return "error";
    return level == LW_LEVEL_REVIEW ? "warning" : "note";
}

static void message(struct lw_jsonw *w, const char *key, struct lw_view text)
{
    lw_jsonw_object(w, key);
    lw_jsonw_text(w, "text", text);
    lw_jsonw_end(w);
}

static const char *score(enum lw_severity severity)
{
    static const char *const scores[LW_SEVERITY_COUNT] = {
        [LW_SEVERITY_UNKNOWN] = "5.0", [LW_SEVERITY_NONE] = "0.0", [LW_SEVERITY_LOW] = "3.0",
        [LW_SEVERITY_MEDIUM] = "5.5",  [LW_SEVERITY_HIGH] = "8.0", [LW_SEVERITY_CRITICAL] = "9.5",
    };
    return scores[(unsigned)severity % LW_SEVERITY_COUNT];
}

/* All rules: an index into them is that of the registry. */
static void rules(struct lw_jsonw *w)
{
    lw_jsonw_array(w, "rules");
    for (size_t i = 0; i < lw_review_rule_count; i++) {
        const struct lw_review_rule *rule = lw_review_rule_all[i];
        lw_jsonw_object(w, NULL);
        lw_jsonw_c(w, "id", rule->id);
        message(w, "shortDescription", lw_view_c(rule->title));
        message(w, "fullDescription", lw_view_c(rule->why));
        message(w, "help", lw_view_c(rule->fix));
        lw_jsonw_object(w, "defaultConfiguration");
        lw_jsonw_c(w, "level", sarif_level(rule->level));
        lw_jsonw_end(w);
        lw_jsonw_object(w, "properties");
        lw_jsonw_c(w, "security-severity", score(rule->severity));
        lw_jsonw_array(w, "tags");
        lw_jsonw_c(w, NULL, "security");
        lw_jsonw_c(w, NULL, "review");
        lw_jsonw_end(w);
        lw_jsonw_end(w);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
}

static size_t rule_index(struct lw_view id)
{
    size_t i = 0;
    while (i < lw_review_rule_count && !lw_view_is(id, lw_review_rule_all[i]->id))
        i++;
    return i;
}

static void locations(struct lw_jsonw *w, struct lw_arena *arena, struct lw_view path,
                      uint32_t line, struct lw_view artifact)
{
    bool whole = path.len == 0;
    lw_jsonw_array(w, "locations");
    lw_jsonw_object(w, NULL);
    lw_jsonw_object(w, "physicalLocation");
    lw_jsonw_object(w, "artifactLocation");
    lw_jsonw_text(w, "uri", lw_uri_path(arena, whole ? lw_path_base(artifact) : path));
    if (!whole)
        lw_jsonw_c(w, "uriBaseId", "LAYER");
    lw_jsonw_end(w);
    if (line) {
        lw_jsonw_object(w, "region");
        lw_jsonw_u64(w, "startLine", line);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void fingerprint(struct lw_jsonw *w, struct lw_arena *arena, const struct lw_reason *reason)
{
    char hex[LW_HEX_BYTES];
    struct lw_digest digest = lw_sha256(lw_arena_printf(arena, "%.*s\n%.*s\n%.*s",
                                                        LW_FMT(reason->rule), LW_FMT(reason->path),
                                                        LW_FMT(reason->evidence)));
    lw_digest_hex(hex, &digest);
    lw_jsonw_object(w, "partialFingerprints");
    lw_jsonw_c(w, "layerwardReason/v1", hex);
    lw_jsonw_end(w);
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
    message(w, "message", text);
    locations(w, arena, reason->path, reason->line, artifact);
    fingerprint(w, arena, reason);
    if (reason->accepted) {
        lw_jsonw_array(w, "suppressions");
        lw_jsonw_object(w, NULL);
        lw_jsonw_c(w, "kind", "external");
        lw_jsonw_c(w, "status", "accepted");
        lw_jsonw_text(w, "justification", reason->accepted_by);
        lw_jsonw_end(w);
        lw_jsonw_end(w);
    }
    lw_jsonw_object(w, "properties");
    lw_jsonw_c(w, "level", lw_level_name(reason->level));
    lw_jsonw_c(w, "severity", lw_severity_name(reason->severity));
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void notifications(struct lw_jsonw *w, struct lw_arena *arena, const struct lw_scan *scan,
                          const char *what)
{
    const struct lw_incomplete_list *list = &scan->facts.incomplete;
    for (size_t i = 0; i < list->count; i++) {
        lw_jsonw_object(w, NULL);
        lw_jsonw_c(w, "level", "error");
        lw_jsonw_object(w, "descriptor");
        lw_jsonw_c(w, "id", list->items[i].code);
        lw_jsonw_end(w);
        message(w, "message", lw_arena_join(arena, lw_view_c(what), list->items[i].reason));
        locations(w, arena, list->items[i].location, 0, scan->input);
        lw_jsonw_end(w);
    }
}

static void invocation(struct lw_jsonw *w, struct lw_arena *arena, const struct lw_review *review)
{
    lw_jsonw_array(w, "invocations");
    lw_jsonw_object(w, NULL);
    lw_jsonw_bool(w, "executionSuccessful",
                  review->to->facts.incomplete.count + review->from->facts.incomplete.count == 0);
    lw_jsonw_array(w, "toolExecutionNotifications");
    notifications(w, arena, review->to, "could not be looked at: ");
    notifications(w, arena, review->from, "in the old version, could not be looked at: ");
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void run(struct lw_jsonw *w, struct lw_diff_report *report)
{
    const struct lw_review *review = report->review;
    char hex[LW_HEX_BYTES];
    lw_jsonw_object(w, NULL);
    lw_jsonw_object(w, "tool");
    lw_jsonw_object(w, "driver");
    lw_jsonw_c(w, "name", "layerward");
    lw_jsonw_c(w, "version", LW_VERSION);
    lw_jsonw_c(w, "semanticVersion", LW_VERSION);
    rules(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    invocation(w, &report->arena, review);
    lw_jsonw_object(w, "originalUriBaseIds");
    lw_jsonw_object(w, "LAYER");
    message(w, "description", LW_VIEW("the root of the new version, /opt at run time"));
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_c(w, "columnKind", "unicodeCodePoints");
    lw_jsonw_array(w, "results");
    for (size_t i = 0; i < review->reasons.count; i++)
        result(w, &report->arena, &review->reasons.items[i], review->to->input);
    lw_jsonw_end(w);
    lw_jsonw_object(w, "properties");
    lw_jsonw_c(w, "verdict", lw_verdict_name(review->verdict));
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
    lw_jsonw_object(&w, NULL);
    lw_jsonw_c(&w, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    lw_jsonw_c(&w, "version", "2.1.0");
    lw_jsonw_array(&w, "runs");
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

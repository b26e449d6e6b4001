/* SPDX-License-Identifier: Apache-2.0
 *
 * report/formats/sarif.c - SARIF 2.1.0, for code-scanning services; one run for each artifact.
 *
 * Spec: OASIS SARIF 2.1.0; "security-severity" and "tags" as GitHub reads them.
 */
#include "report/sarif.h"
#include "base/jsonw.h"
#include "base/map.h"
#include "report/format.h"
#include "report/ids.h"
#include "report/summary.h"
#include "rules/other.h"

struct run {
    struct lw_jsonw *w;
    const struct lw_scan *scan;
    struct lw_arena *arena;
    struct lw_map rules; /* rule id -> index of its first finding; the order is the ruleIndex */
};

static const char *level(enum lw_severity severity)
{
    if (severity >= LW_SEVERITY_HIGH)
        return "error";
    bool warn = severity == LW_SEVERITY_MEDIUM || severity == LW_SEVERITY_UNKNOWN;
    return warn ? "warning" : "note";
}

static struct lw_view security_severity(struct lw_arena *arena, const struct lw_finding *f)
{
    int score = f->cvss_tenths >= 0 ? f->cvss_tenths : lw_sarif_tenths(f->severity);
    return lw_arena_printf(arena, "%d.%d", score / 10, score % 10);
}

static struct lw_view rule_id(const struct lw_finding *f)
{
    return lw_finding_is_vulnerability(f) ? f->vulnerability : f->rule;
}

/* "Update to 2.15.0." with the references under it. */
static void help(struct run *r, const struct lw_finding *f)
{
    struct lw_buf buf = LW_BUF_INIT;
    lw_buf_add(&buf, f->fix.len ? f->fix : f->title);
    for (size_t i = 0; i < f->references.count; i++)
        lw_buf_printf(&buf, "\n%.*s", LW_FMT(f->references.items[i]));
    lw_sarif_message(r->w, "help", lw_buf_view(&buf));
    lw_buf_clear(&buf);
}

static void tags(struct run *r, const struct lw_finding *f)
{
    struct lw_jsonw *w = r->w;
    lw_jsonw_array(w, "tags");
    lw_jsonw_c(w, NULL, "security");
    lw_jsonw_c(w, NULL, lw_finding_is_vulnerability(f) ? "vulnerability" : "layer");
    for (size_t i = 0; i < f->references.count; i++) {
        struct lw_view cwe = f->references.items[i];
        if (lw_view_starts(cwe, LW_VIEW("CWE-")) && cwe.len < 12)
            lw_jsonw_text(
                w, NULL,
                lw_arena_printf(r->arena, "external/cwe/cwe-%.*s", LW_FMT(lw_view_from(cwe, 4))));
    }
    lw_jsonw_end(w);
}

static const struct lw_content_rule *content_rule(const struct lw_finding *f)
{
    for (size_t i = 0; i < lw_content_rule_count; i++)
        if (lw_view_is(f->rule, lw_content_rule_all[i]->id))
            return lw_content_rule_all[i];
    return NULL;
}

static void rule(struct run *r, const struct lw_finding *f)
{
    struct lw_jsonw *w = r->w;
    bool vulnerable = lw_finding_is_vulnerability(f);
    const struct lw_content_rule *known = content_rule(f);
    const struct lw_other_rule *other = vulnerable ? NULL : lw_other_rule_find(f->rule);
    struct lw_view title = known   ? lw_view_c(known->title)
                           : other ? lw_view_c(other->title)
                                   : f->title;
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "id", rule_id(f));
    lw_jsonw_text(w, "name", vulnerable ? LW_VIEW("VulnerablePackage") : f->rule);
    lw_sarif_message(w, "shortDescription", title.len ? title : rule_id(f));
    lw_sarif_message(w, "fullDescription", f->why.len ? f->why : title.len ? title : rule_id(f));
    help(r, f);
    for (size_t i = 0; i < f->references.count; i++) {
        if (lw_uri_is_web(f->references.items[i])) {
            lw_jsonw_text(w, "helpUri", f->references.items[i]);
            break;
        }
    }
    lw_jsonw_object(w, "defaultConfiguration");
    lw_jsonw_c(w, "level", level(known ? known->severity : f->severity));
    lw_jsonw_end(w);
    lw_jsonw_object(w, "properties");
    lw_jsonw_text(w, "security-severity", security_severity(r->arena, f));
    tags(r, f);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void tool(struct run *r)
{
    struct lw_jsonw *w = r->w;
    lw_sarif_tool(w);
    for (size_t i = 0; i < r->rules.count; i++)
        rule(r, &r->scan->findings.items[r->rules.items[i].value >> 32]);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

/* One finding stays one from scan to scan: what it is about, not where in a list it stands. */
static void fingerprint(struct run *r, const struct lw_finding *f)
{
    lw_sarif_fingerprint(r->w, "layerwardFinding/v1",
                         lw_arena_printf(r->arena, "%.*s\n%.*s\n%.*s\n%.*s", LW_FMT(rule_id(f)),
                                         LW_FMT(f->path), LW_FMT(f->purl), LW_FMT(f->evidence)));
}

static void result_properties(struct run *r, const struct lw_finding *f)
{
    struct lw_jsonw *w = r->w;
    lw_jsonw_object(w, "properties");
    lw_jsonw_c(w, "severity", lw_severity_name(f->severity));
    lw_jsonw_text_if(w, "purl", f->purl);
    lw_jsonw_text_if(w, "fixedVersion", f->fixed_version);
    lw_jsonw_text_if(w, "cvssVector", f->cvss_vector);
    if (lw_finding_is_vulnerability(f))
        lw_jsonw_bool(w, "kev", f->kev);
    if (f->epss >= 0)
        lw_jsonw_double(w, "epss", f->epss, 5);
    lw_jsonw_end(w);
}

static void result(struct run *r, const struct lw_finding *f)
{
    struct lw_jsonw *w = r->w;
    struct lw_view text = f->title;
    if (f->evidence.len)
        text = lw_arena_printf(r->arena, "%.*s (%.*s)", LW_FMT(text), LW_FMT(f->evidence));
    lw_jsonw_object(w, NULL);
    lw_jsonw_text(w, "ruleId", rule_id(f));
    lw_jsonw_u64(w, "ruleIndex", (uint32_t)*lw_map_get(&r->rules, rule_id(f)));
    lw_jsonw_c(w, "level", level(f->severity));
    lw_sarif_message(w, "message", text.len ? text : rule_id(f));
    lw_sarif_locations(w, r->arena,
                       &(struct lw_sarif_place){ f->path, f->line, r->scan->input, "LAYER" });
    fingerprint(r, f);
    if (f->suppressed)
        lw_sarif_accepted(w, f->suppressed_by);
    result_properties(r, f);
    lw_jsonw_end(w);
}

static void incomplete(struct run *r, const struct lw_incomplete *item, const char *what)
{
    const struct lw_sarif_place place = { item->location, 0, r->scan->input, "LAYER" };
    lw_sarif_incomplete(r->w, r->arena, item, what, &place);
}

static void invocation(struct run *r)
{
    struct lw_jsonw *w = r->w;
    const struct lw_incomplete_list *list = &r->scan->facts.incomplete;
    lw_jsonw_array(w, "invocations");
    lw_jsonw_object(w, NULL);
    lw_jsonw_bool(w, "executionSuccessful", list->count == 0);
    lw_jsonw_array(w, "toolExecutionNotifications");
    for (size_t i = 0; i < list->count; i++)
        incomplete(r, &list->items[i], "could not be looked at: ");
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_end(w);
}

static void artifact(struct run *r)
{
    struct lw_jsonw *w = r->w;
    char hex[LW_HEX_BYTES];
    lw_jsonw_array(w, "artifacts");
    lw_jsonw_object(w, NULL);
    lw_jsonw_object(w, "location");
    lw_jsonw_text(w, "uri", lw_uri_path(r->arena, lw_path_base(r->scan->input)));
    lw_jsonw_end(w);
    if (r->scan->is_zip)
        lw_jsonw_u64(w, "length", r->scan->zip_bytes);
    if (r->scan->have_zip_digest) {
        lw_digest_hex(hex, &r->scan->zip_digest);
        lw_jsonw_object(w, "hashes");
        lw_jsonw_c(w, "sha-256", hex);
        lw_jsonw_end(w);
    }
    lw_jsonw_end(w);
    lw_jsonw_end(w);
    lw_jsonw_object(w, "originalUriBaseIds");
    lw_sarif_base(w, "LAYER", "the root of the layer, /opt at run time");
    lw_jsonw_end(w);
}

static void not_checked(struct run *r)
{
    struct lw_report_summary s = lw_report_summary(r->scan);
    if (s.not_checked_all == 0)
        return;
    lw_jsonw_object(r->w, "vulnerabilitiesNotChecked");
    for (unsigned e = 0; e < LW_ECO_COUNT; e++)
        if (s.not_checked[e])
            lw_jsonw_u64(r->w, lw_ecosystem_purl_type((enum lw_ecosystem)e), s.not_checked[e]);
    lw_jsonw_end(r->w);
}

static void properties(struct run *r)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, &r->scan->content_digest);
    lw_jsonw_object(r->w, "properties");
    if (r->scan->have_content_digest)
        lw_jsonw_c(r->w, "contentDigest", hex);
    lw_jsonw_u64(r->w, "packages", r->scan->facts.packages.count);
    lw_jsonw_bool(r->w, "vulnerabilitiesChecked", r->scan->database.len > 0);
    if (r->scan->database_old)
        lw_jsonw_bool(r->w, "advisoriesOld", true);
    not_checked(r);
    lw_jsonw_end(r->w);
}

static lw_status begin(struct lw_report *report, struct lw_err *err)
{
    (void)err;
    struct lw_jsonw *w = LW_NEW(&report->arena, struct lw_jsonw);
    *w = lw_jsonw(&report->buf, report->out, true);
    report->state = w;
    lw_sarif_begin(w);
    return LW_OK;
}

static lw_status scan(struct lw_report *report, const struct lw_scan *scan, struct lw_err *err)
{
    struct run r = {
        .w = report->state, .scan = scan, .arena = &report->scratch, .rules = LW_MAP_INIT
    };
    for (size_t i = 0; i < scan->findings.count; i++) {
        bool made = false;
        uint64_t *slot = lw_map_put(&r.rules, rule_id(&scan->findings.items[i]), &made);
        if (made) /* its first finding, and its index among the rules */
            *slot = (uint64_t)i << 32 | (r.rules.count - 1);
    }
    lw_jsonw_object(r.w, NULL);
    tool(&r);
    invocation(&r);
    artifact(&r);
    lw_jsonw_c(r.w, "columnKind", "unicodeCodePoints");
    lw_jsonw_array(r.w, "results");
    for (size_t i = 0; i < scan->findings.count; i++)
        result(&r, &scan->findings.items[i]);
    lw_jsonw_end(r.w);
    properties(&r);
    lw_jsonw_end(r.w);
    lw_map_clear(&r.rules);
    LW_ENSURE(!r.w->failed, err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

/* A run without results that says it did not succeed: a service must not take it as clean. */
static lw_status failed(struct lw_report *report, const struct lw_report_failure *failure,
                        struct lw_err *err)
{
    const struct lw_scan none = { .input = failure->input };
    struct run r = {
        .w = report->state, .scan = &none, .arena = &report->scratch, .rules = LW_MAP_INIT
    };
    lw_jsonw_object(r.w, NULL);
    tool(&r);
    lw_jsonw_array(r.w, "invocations");
    lw_jsonw_object(r.w, NULL);
    lw_jsonw_bool(r.w, "executionSuccessful", false);
    lw_jsonw_array(r.w, "toolExecutionNotifications");
    incomplete(&r, &(struct lw_incomplete){ .code = failure->code, .reason = failure->reason },
               "could not be scanned: ");
    for (int i = 0; i < 3; i++)
        lw_jsonw_end(r.w);
    lw_jsonw_c(r.w, "columnKind", "unicodeCodePoints");
    lw_jsonw_array(r.w, "results");
    lw_jsonw_end(r.w);
    lw_jsonw_end(r.w);
    lw_map_clear(&r.rules);
    LW_ENSURE(!r.w->failed, err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

static lw_status end(struct lw_report *report, struct lw_err *err)
{
    struct lw_jsonw *w = report->state;
    while (w->depth)
        lw_jsonw_end(w);
    LW_ENSURE(lw_jsonw_finish(w), err, LW_E_IO, 0, "the report could not be written");
    return LW_OK;
}

const struct lw_format lw_format_sarif = {
    .name = "sarif",
    .what = "SARIF 2.1.0 for code-scanning services",
    .media_type = "application/sarif+json",
    .many = true,
    .begin = begin,
    .scan = scan,
    .failed = failed,
    .end = end,
};

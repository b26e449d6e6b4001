/* SPDX-License-Identifier: Apache-2.0
 *
 * report/html_overview.c - escaping; tiles, identity, and what the artifact is.
 */
#include "report/html.h"

#include "base/clock.h"
#include "base/text.h"

enum { LIMIT_BYTES = 262144000 };

void lw_html_c(struct lw_buf *buf, const char *markup)
{
    lw_buf_add_c(buf, markup);
}

void lw_html_text(struct lw_buf *buf, struct lw_view text)
{
    struct lw_buf safe = LW_BUF_INIT;
    lw_text_add_safe(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        uint8_t c = safe.ptr[i];
        const char *entity = c == '&'    ? "&amp;"
                             : c == '<'  ? "&lt;"
                             : c == '>'  ? "&gt;"
                             : c == '"'  ? "&quot;"
                             : c == '\'' ? "&#39;"
                                         : NULL;
        if (entity)
            lw_buf_add_c(buf, entity);
        else
            lw_buf_add_byte(buf, c);
    }
    lw_buf_clear(&safe);
}

static const char *severity_word(enum lw_severity severity)
{
    static const char *const words[LW_SEVERITY_COUNT] = { "Unknown", "None", "Low",
                                                          "Medium",  "High", "Critical" };
    return words[(unsigned)severity % LW_SEVERITY_COUNT];
}

void lw_html_severity(struct lw_buf *buf, enum lw_severity severity)
{
    lw_buf_printf(buf, "<span class=\"pill %s\">%s</span>", lw_severity_name(severity),
                  severity_word(severity));
}

static void tile(struct lw_html *h, const char *kind, size_t count, const char *name,
                 const char *target)
{
    lw_buf_printf(h->buf, "<a class=\"tile %s%s\" href=\"#%s\"><b>", kind, count ? "" : " zero",
                  target);
    lw_add_thousands(h->buf, count);
    lw_buf_printf(h->buf, "</b><span>%s</span></a>", name);
}

static void tiles(struct lw_html *h)
{
    static const enum lw_severity shown[] = { LW_SEVERITY_CRITICAL, LW_SEVERITY_HIGH,
                                              LW_SEVERITY_MEDIUM, LW_SEVERITY_LOW };
    const struct lw_report_summary *s = &h->summary;
    lw_html_c(h->buf, "<div class=\"tiles\">");
    for (size_t i = 0; i < LW_COUNT(shown); i++)
        tile(h, lw_severity_name(shown[i]),
             s->vulnerability_severity[shown[i]] + s->finding_severity[shown[i]],
             severity_word(shown[i]), "findings");
    size_t unknown = s->vulnerability_severity[LW_SEVERITY_UNKNOWN] +
                     s->finding_severity[LW_SEVERITY_UNKNOWN];
    if (unknown)
        tile(h, "unknown", unknown, "Unknown severity", "findings");
    if (s->known_exploited)
        tile(h, "critical", s->known_exploited, "Known exploited", "findings");
    if (h->scan->database.len)
        tile(h, "plain", s->vulnerable_packages,
             s->vulnerable_packages == 1 ? "Vulnerable package" : "Vulnerable packages",
             "packages");
    tile(h, "plain", s->packages, s->packages == 1 ? "Package" : "Packages", "packages");
    tile(h, s->incomplete ? "medium" : "plain", s->incomplete, "Not looked at",
         s->incomplete ? "incomplete" : "overview");
    lw_html_c(h->buf, "</div>\n");
}

static void row(struct lw_html *h, const char *name)
{
    lw_buf_printf(h->buf, "<dt>%s</dt><dd>", name);
}

static void digest(struct lw_html *h, const char *name, const char *value)
{
    row(h, name);
    lw_buf_printf(h->buf,
                  "<code class=\"digest\">%s</code><button type=\"button\" class=\"copy\" "
                  "data-copy=\"%s\" hidden>Copy<span class=\"sr\"> %s</span></button></dd>",
                  value, value, name);
}

static void identity(struct lw_html *h)
{
    char text[LW_HEX_BYTES];
    const struct lw_scan *scan = h->scan;
    if (scan->have_zip_digest) {
        lw_digest_base64(text, &scan->zip_digest);
        digest(h, "CodeSha256", text);
        lw_digest_hex(text, &scan->zip_digest);
        digest(h, "Zip SHA-256", text);
    }
    if (scan->have_content_digest) {
        lw_digest_hex(text, &scan->content_digest);
        digest(h, "Content digest", text);
    }
}

static void size(struct lw_html *h)
{
    const struct lw_scan *scan = h->scan;
    double share = (double)scan->unpacked_bytes * 100 / (double)LIMIT_BYTES;
    row(h, "Size");
    if (scan->is_zip) {
        lw_add_bytes(h->buf, scan->zip_bytes);
        lw_html_c(h->buf, " packed, ");
    }
    lw_add_bytes(h->buf, scan->unpacked_bytes);
    lw_buf_printf(h->buf,
                  " unpacked, %.1f&nbsp;%% of the platform&#39;s limit"
                  "<svg class=\"gauge%s\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" "
                  "aria-hidden=\"true\"><rect class=\"track\" width=\"100\" height=\"4\"/>"
                  "<rect class=\"part\" width=\"%.2f\" height=\"4\"/></svg></dd>",
                  share,
                  share > 100  ? " over"
                  : share > 80 ? " near"
                               : "",
                  share > 100 ? 100 : share);
    row(h, "Files");
    lw_add_files(h->buf, scan->file_count, scan->entries);
    lw_html_c(h->buf, "</dd>");
}

static void chips(struct lw_html *h, const char *name, const struct lw_views *values)
{
    if (values->count == 0)
        return;
    row(h, name);
    for (size_t i = 0; i < values->count; i++) {
        lw_html_c(h->buf, "<span class=\"chip\">");
        lw_html_text(h->buf, values->items[i]);
        lw_html_c(h->buf, "</span> ");
    }
    lw_html_c(h->buf, "</dd>");
}

/* One chip for each fact of a kind: its name, version, interpreter or kind, and a warning. */
static void started(struct lw_html *h, enum lw_fact_kind kind, const char *name)
{
    bool any = false;
    for (size_t i = 0; i < h->scan->facts.facts.count; i++) {
        const struct lw_fact *f = &h->scan->facts.facts.items[i];
        if (f->kind != kind)
            continue;
        if (!any)
            row(h, name);
        any = true;
        struct lw_view label = lw_fact_get(f, LW_K_NAME), by = lw_fact_get(f, LW_K_INTERPRETER);
        struct lw_view version = lw_fact_get(f, LW_K_VERSION);
        if (!by.len)
            by = version.len ? version : lw_fact_get(f, LW_K_KIND);
        lw_html_c(h->buf, "<span class=\"chip\">");
        lw_html_text(h->buf, label.len ? label : f->location);
        lw_html_c(h->buf, by.len ? " <i>" : "");
        lw_html_text(h->buf, by);
        lw_html_c(h->buf, by.len ? "</i>" : "");
        if (lw_fact_is(f, LW_K_EXECUTABLE, "no"))
            lw_html_c(h->buf, " <strong class=\"bad\">not executable</strong>");
        lw_html_c(h->buf, "</span> ");
    }
    if (any)
        lw_html_c(h->buf, "</dd>");
}

static void advisories(struct lw_html *h)
{
    row(h, "Advisories");
    if (h->scan->database.len == 0) {
        lw_html_c(h->buf, "<strong class=\"bad\">none: vulnerabilities were not looked for</strong>"
                          "</dd>");
        return;
    }
    lw_html_text(h->buf, h->scan->database);
    if (h->scan->database_advisories) {
        lw_html_c(h->buf, ", ");
        lw_add_count(h->buf, h->scan->database_advisories, "advisory", "advisories");
    }
    if (h->scan->database_utc_s) {
        char date[32];
        lw_date_format(date, h->scan->database_utc_s);
        lw_buf_printf(h->buf, ", newest of %s", date);
    }
    if (h->scan->database_old) {
        lw_html_c(h->buf, ", <strong class=\"bad\">");
        lw_add_database_age(h->buf, h->scan);
        lw_html_c(h->buf, "</strong>");
    }
    lw_html_c(h->buf, "</dd>");
}

void lw_html_overview(struct lw_html *h)
{
    const struct lw_facts *facts = &h->scan->facts;
    struct lw_views runtimes = lw_fact_values(h->arena, facts, LW_F_COMPATIBILITY, LW_K_RUNTIME);
    struct lw_views machines = lw_fact_values(h->arena, facts, LW_F_COMPATIBILITY,
                                              LW_K_ARCHITECTURE);
    lw_html_c(h->buf, "<section id=\"overview\" aria-label=\"Overview\">\n");
    tiles(h);
    lw_html_c(h->buf, "<dl class=\"card about\">");
    identity(h);
    size(h);
    chips(h, "Runs on", &runtimes);
    chips(h, "Architectures", &machines);
    started(h, LW_F_BOOTSTRAP, "Custom runtime");
    started(h, LW_F_EXTENSION, "Extensions");
    started(h, LW_F_WRAPPER, "Wrapper scripts");
    started(h, LW_F_RUNTIME, "Brings along");
    advisories(h);
    lw_html_c(h->buf, "</dl>\n</section>\n");
}

void lw_html_incomplete(struct lw_html *h)
{
    const struct lw_incomplete_list *list = &h->scan->facts.incomplete;
    if (list->count == 0)
        return;
    lw_buf_printf(h->buf,
                  "<section id=\"incomplete\" class=\"card warn\"><h2>Not looked at <span "
                  "class=\"count\">%zu</span></h2><p>This part of the artifact could not be "
                  "analysed. What it holds is not known.</p><ul>",
                  list->count);
    for (size_t i = 0; i < list->count; i++) {
        struct lw_view where = list->items[i].location;
        lw_html_c(h->buf, "<li><code>");
        lw_html_text(h->buf, where.len ? where : LW_VIEW("the artifact"));
        lw_html_c(h->buf, "</code> ");
        lw_html_text(h->buf, list->items[i].reason);
        lw_html_c(h->buf, "</li>");
    }
    lw_html_c(h->buf, "</ul></section>\n");
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * report/html_findings.c - findings that open for their evidence, and the table of packages.
 */
#include "report/html.h"

#include "base/map.h"
#include "report/ids.h"

static void chip(struct lw_html *h, enum lw_severity severity, size_t count)
{
    const char *name = lw_severity_name(severity);
    if (count)
        lw_buf_printf(h->buf,
                      "<button type=\"button\" class=\"filter %s\" data-severity=\"%s\" "
                      "aria-pressed=\"true\">%s <b>%zu</b></button>",
                      name, name, name, count);
}

/* Filters work by JavaScript, which shows them. */
static void toolbar(struct lw_html *h)
{
    lw_html_c(h->buf, "<div class=\"tools\" hidden><input type=\"search\" id=\"finding-search\" "
                      "placeholder=\"Search findings\" aria-label=\"Search findings\">"
                      "<div class=\"filters\" role=\"group\" aria-label=\"Severities\">");
    for (size_t i = 0; i < LW_SEVERITY_COUNT; i++) {
        enum lw_severity s = lw_severity_order[i];
        chip(h, s, h->summary.vulnerability_severity[s] + h->summary.finding_severity[s]);
    }
    if (h->summary.suppressed)
        lw_buf_printf(h->buf,
                      "<button type=\"button\" class=\"filter\" data-suppressed "
                      "aria-pressed=\"false\">suppressed <b>%zu</b></button>",
                      h->summary.suppressed);
    lw_html_c(h->buf, "</div></div><p id=\"finding-shown\" class=\"shown\" role=\"status\"></p>\n");
}

static void detail(struct lw_html *h, const char *name, struct lw_view text, bool code)
{
    if (text.len == 0)
        return;
    lw_buf_printf(h->buf, "<dt>%s</dt><dd>%s", name, code ? "<code>" : "");
    lw_html_text(h->buf, text);
    lw_buf_printf(h->buf, "%s</dd>", code ? "</code>" : "");
}

static void references(struct lw_html *h, const struct lw_finding *f)
{
    if (f->references.count == 0)
        return;
    lw_html_c(h->buf, "<dt>References</dt><dd><ul class=\"refs\">");
    for (size_t i = 0; i < f->references.count; i++) {
        struct lw_view text = f->references.items[i];
        bool link = lw_uri_is_web(text);
        lw_html_c(h->buf, "<li>");
        if (link) {
            lw_html_c(h->buf, "<a rel=\"noopener noreferrer\" href=\"");
            lw_html_text(h->buf, text);
            lw_html_c(h->buf, "\">");
        }
        lw_html_text(h->buf, text);
        lw_html_c(h->buf, link ? "</a></li>" : "</li>");
    }
    lw_html_c(h->buf, "</ul></dd>");
}

static struct lw_view exploit_text(struct lw_html *h, const struct lw_finding *f)
{
    if (f->epss < 0)
        return f->kev ? LW_VIEW("known to be exploited (CISA KEV)") : LW_VIEW("");
    return lw_arena_printf(h->arena, "%s%.2f %% likely within 30 days (EPSS)",
                           f->kev ? "known to be exploited (CISA KEV), " : "", f->epss * 100);
}

static void body(struct lw_html *h, const struct lw_finding *f)
{
    struct lw_view where = f->path;
    if (f->line)
        where = lw_arena_printf(h->arena, "%.*s:%u", LW_FMT(where), f->line);
    lw_html_c(h->buf, "<dl>");
    if (f->suppressed)
        detail(h, "Suppressed", f->suppressed_by.len ? f->suppressed_by : LW_VIEW("yes"), false);
    detail(h, "Fix", f->fix, false);
    detail(h, "Where", where, true);
    detail(h, "Seen", f->evidence, true);
    detail(h, "Why", f->why, false);
    if (lw_finding_is_vulnerability(f)) {
        struct lw_view ids = LW_VIEW("");
        for (size_t i = 0; i < f->ids.count; i++)
            ids = lw_arena_printf(h->arena, "%.*s%s%.*s", LW_FMT(ids), i ? ", " : "",
                                  LW_FMT(f->ids.items[i]));
        detail(h, "Ids", f->ids.count > 1 ? ids : LW_VIEW(""), false);
        detail(h, "Package", f->purl, true);
        detail(h, "CVSS", f->cvss_vector, true);
        detail(h, "Exploits", exploit_text(h, f), false);
    }
    references(h, f);
    lw_html_c(h->buf, "</dl>");
}

/* "urllib3 1.23 → 1.26.17" and the marks that make it urgent. */
static void subject(struct lw_html *h, const struct lw_finding *f)
{
    struct lw_view name = f->purl, version = LW_VIEW("");
    enum lw_ecosystem ecosystem;
    if (!lw_finding_is_vulnerability(f)) {
        lw_html_c(h->buf, "<span class=\"where\">");
        lw_html_text(h->buf, f->path);
        lw_html_c(h->buf, "</span>");
        return;
    }
    (void)lw_purl_parse(&ecosystem, &name, &version, f->purl, h->arena);
    name = f->package.len ? f->package : name;
    lw_html_c(h->buf, "<span class=\"where\">");
    lw_html_text(h->buf, name);
    lw_html_c(h->buf, " ");
    lw_html_text(h->buf, version);
    if (f->fixed_version.len) {
        lw_html_c(h->buf, " <span aria-label=\"fixed in\">\xe2\x86\x92</span> <ins>");
        lw_html_text(h->buf, f->fixed_version);
        lw_html_c(h->buf, "</ins>");
    }
    lw_html_c(h->buf, "</span>");
    if (f->kev)
        lw_html_c(h->buf, "<span class=\"badge\" title=\"Known exploited (CISA KEV)\">KEV</span>");
    if (f->cvss_tenths >= 0)
        lw_buf_printf(h->buf, "<span class=\"score\" title=\"CVSS\">%d.%d</span>",
                      f->cvss_tenths / 10, f->cvss_tenths % 10);
}

static void finding(struct lw_html *h, const struct lw_finding *f)
{
    bool vulnerable = lw_finding_is_vulnerability(f);
    lw_buf_printf(h->buf, "<details class=\"finding%s\" data-severity=\"%s\"><summary>",
                  f->suppressed ? " suppressed" : "", lw_severity_name(f->severity));
    lw_html_severity(h->buf, f->severity);
    lw_html_c(h->buf, "<span class=\"what\"><span class=\"id\">");
    lw_html_text(h->buf, vulnerable ? f->vulnerability : f->rule);
    lw_html_c(h->buf, "</span> <span class=\"title\">");
    if (!vulnerable || !lw_view_starts(f->title, f->vulnerability)) /* else it says no more */
        lw_html_text(h->buf, f->title);
    lw_html_c(h->buf, "</span></span>");
    subject(h, f);
    lw_html_c(h->buf, "</summary>");
    body(h, f);
    lw_html_c(h->buf, "</details>\n");
}

void lw_html_findings(struct lw_html *h)
{
    size_t count = h->summary.vulnerabilities + h->summary.findings;
    lw_buf_printf(h->buf,
                  "<section id=\"findings\"><h2>Findings <span class=\"count\">%zu</span></h2>\n",
                  count);
    if (h->scan->findings.count == 0) {
        const char *kind = "warn", *text = "Vulnerabilities were not looked for: there was no "
                                           "advisory index.";
        if (h->scan->database.len) {
            bool partly = h->summary.not_checked_all > 0;
            kind = h->scan->facts.incomplete.count || partly ? "warn" : "good";
            text = partly ? "No vulnerability is known of the packages that were looked up; of "
                            "others the advisory index holds nothing."
                   : h->scan->packages_only ? "No vulnerability is known. Content was not judged: "
                                              "only the package list was made."
                                            : "No vulnerability is known and no rule found fault.";
        }
        lw_buf_printf(h->buf, "<p class=\"card %s\">%s</p></section>\n", kind, text);
        return;
    }
    toolbar(h);
    lw_html_c(h->buf, "<div class=\"card list\">");
    for (size_t i = 0; i < h->scan->findings.count; i++)
        finding(h, &h->scan->findings.items[i]);
    lw_html_c(h->buf, "</div></section>\n");
}

static const char *const flag_names[] = { "vendored", "bundled", "lock only", "editable",
                                          "linked" };

static void package(struct lw_html *h, const struct lw_package *p, const struct lw_map *faults)
{
    const uint64_t *n = lw_map_get(faults, p->purl);
    lw_html_c(h->buf, "<tr><th scope=\"row\">");
    lw_html_text(h->buf, p->name);
    for (size_t i = 0; i < LW_COUNT(flag_names); i++)
        if (p->flags & 1u << i)
            lw_buf_printf(h->buf, " <span class=\"flag\">%s</span>", flag_names[i]);
    lw_html_c(h->buf, "</th><td>");
    lw_html_text(h->buf, p->version.len ? p->version : LW_VIEW("not known"));
    lw_buf_printf(h->buf, "</td><td>%s</td><td>", lw_ecosystem_person(p->ecosystem));
    for (size_t i = 0; i < p->licenses.count; i++) {
        lw_html_c(h->buf, i ? ", " : "");
        lw_html_text(h->buf, p->licenses.items[i]);
    }
    if (n)
        lw_buf_printf(h->buf, "</td><td class=\"bad number\">%llu</td><td>",
                      (unsigned long long)*n);
    else
        lw_buf_printf(
            h->buf, "</td><td class=\"number\">%s</td><td>",
            h->summary.not_checked[p->ecosystem] || h->scan->database.len == 0 ? "not known" : "0");
    lw_html_c(h->buf, "<code>");
    lw_html_text(h->buf, p->location);
    lw_html_c(h->buf, "</code></td></tr>\n");
}

void lw_html_packages(struct lw_html *h)
{
    LW_CLEANUP(lw_map_clear) struct lw_map faults = LW_MAP_INIT;
    for (size_t i = 0; i < h->scan->findings.count; i++) {
        const struct lw_finding *f = &h->scan->findings.items[i];
        if (lw_finding_is_vulnerability(f) && !f->suppressed)
            ++*lw_map_put(&faults, f->purl, NULL);
    }
    lw_buf_printf(h->buf,
                  "<section id=\"packages\"><h2>Packages <span class=\"count\">%zu</span></h2>\n",
                  h->summary.packages);
    if (h->summary.packages == 0) {
        lw_html_c(h->buf, "<p class=\"card\">No package was recognised.</p></section>\n");
        return;
    }
    lw_html_c(h->buf,
              "<div class=\"tools\" hidden><input type=\"search\" id=\"package-search\" "
              "placeholder=\"Search packages\" aria-label=\"Search packages\"></div>"
              "<p id=\"package-shown\" class=\"shown\" role=\"status\"></p>"
              "<div class=\"card scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Packages\">"
              "<table id=\"package-table\"><thead><tr><th scope=\"col\">Name</th><th "
              "scope=\"col\">Version</th><th scope=\"col\">Kind</th><th scope=\"col\">Licence</th>"
              "<th scope=\"col\" class=\"number\">Vulnerabilities</th><th scope=\"col\">Location"
              "</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < h->scan->facts.packages.count; i++)
        package(h, &h->scan->facts.packages.items[i], &faults);
    lw_html_c(h->buf, "</tbody></table></div></section>\n");
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * report/formats/html.c - one page for a person, in one file, that loads nothing and sends nothing.
 *
 * Its policy (CSP) allows the one style and the one script that are in it, by their hashes, and
 * nothing else: even a text that got past the escaping could not run.
 */
#include "report/html.h"

static void source_hash(struct lw_buf *buf, const unsigned char *bytes, size_t len)
{
    char base64[LW_BASE64_BYTES];
    struct lw_digest digest = lw_sha256(lw_view(bytes, len));
    lw_digest_base64(base64, &digest);
    lw_buf_printf(buf, "'sha256-%s'", base64);
}

static void head(struct lw_html *h)
{
    struct lw_buf *buf = h->buf;
    lw_html_c(buf, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "style-src ");
    source_hash(buf, lw_asset_page_css, lw_asset_page_css_bytes);
    lw_html_c(buf, "; script-src ");
    source_hash(buf, lw_asset_page_js, lw_asset_page_js_bytes);
    lw_html_c(buf, "; base-uri 'none'; form-action 'none'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    lw_html_text(buf, lw_path_base(h->scan->input));
    lw_html_c(buf, " - Layerward</title>\n<style>");
    lw_buf_add(buf, lw_view(lw_asset_page_css, lw_asset_page_css_bytes));
    lw_html_c(buf, "</style>\n</head>\n");
}

static void banner(struct lw_html *h)
{
    static const char *const links[][2] = { { "findings", "Findings" },
                                            { "packages", "Packages" },
                                            { "files", "Files" } };
    lw_html_c(h->buf, "<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n"
                      "<header><div class=\"inner\"><span class=\"brand\">Layerward</span>"
                      "<nav aria-label=\"Sections\"><a href=\"#overview\">Overview</a>");
    for (size_t i = 0; i < LW_COUNT(links); i++)
        if (i < 2 || h->scan->file_count)
            lw_buf_printf(h->buf, "<a href=\"#%s\">%s</a>", links[i][0], links[i][1]);
    lw_html_c(h->buf, "</nav><button type=\"button\" id=\"theme\" hidden>Dark</button></div>"
                      "</header>\n<main id=\"main\">\n<p class=\"kind\">");
    lw_html_c(h->buf, h->scan->is_zip ? "Layer archive" : "Folder");
    lw_html_c(h->buf, h->scan->packages_only ? ", packages only</p>\n<h1>" : "</p>\n<h1>");
    lw_html_text(h->buf, lw_path_base(h->scan->input));
    lw_html_c(h->buf, "</h1>\n<p class=\"lead\">");
    lw_report_summary_line(h->buf, &h->summary);
    lw_html_c(h->buf, "</p>\n");
}

static void foot(struct lw_html *h)
{
    lw_html_c(h->buf, "</main>\n<footer><p>Made by Layerward " LW_VERSION
                      ". This page loads nothing and sends nothing.</p></footer>\n<script>");
    lw_buf_add(h->buf, lw_view(lw_asset_page_js, lw_asset_page_js_bytes));
    lw_html_c(h->buf, "</script>\n</body>\n</html>\n");
}

static lw_status scan(struct lw_report *report, const struct lw_scan *scan, struct lw_err *err)
{
    struct lw_html h = { .report = report,
                         .buf = &report->buf,
                         .arena = &report->scratch,
                         .scan = scan,
                         .summary = lw_report_summary(scan) };
    void (*const parts[])(struct lw_html *) = { head,
                                                banner,
                                                lw_html_overview,
                                                lw_html_incomplete,
                                                lw_html_findings,
                                                lw_html_packages,
                                                lw_html_files,
                                                foot };
    for (size_t i = 0; i < LW_COUNT(parts); i++) {
        parts[i](&h);
        LW_TRY(lw_report_flush(report, err));
    }
    return LW_OK;
}

const struct lw_format lw_format_html = {
    .name = "html",
    .what = "one self-contained page for a person",
    .media_type = "text/html; charset=utf-8",
    .scan = scan,
};

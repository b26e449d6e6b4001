/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diffs/html.c - a review as one page: reasons, packages, the tree, and hunks side by side.
 *
 * It loads nothing and sends nothing; its policy (CSP) allows the styles and the script that are in
 * it, by their hashes, and nothing else.
 */
#include "report/diff_html.h"

static void source_hash(struct lw_buf *buf, const unsigned char *bytes, size_t len)
{
    char base64[LW_BASE64_BYTES];
    struct lw_digest digest = lw_sha256(lw_view(bytes, len));
    lw_digest_base64(base64, &digest);
    lw_buf_printf(buf, "'sha256-%s'", base64);
}

static void head(struct lw_diff_report *r)
{
    struct lw_buf *buf = &r->buf;
    lw_html_c(buf, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "style-src ");
    source_hash(buf, lw_asset_page_css, lw_asset_page_css_bytes);
    lw_buf_add_byte(buf, ' ');
    source_hash(buf, lw_asset_diff_css, lw_asset_diff_css_bytes);
    lw_html_c(buf, "; script-src ");
    source_hash(buf, lw_asset_diff_js, lw_asset_diff_js_bytes);
    lw_html_c(buf, "; base-uri 'none'; form-action 'none'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    lw_html_text(buf, lw_path_base(r->review->to->input));
    lw_buf_printf(buf, ": %s - Layerward</title>\n<style>", lw_verdict_name(r->review->verdict));
    lw_buf_add(buf, lw_view(lw_asset_page_css, lw_asset_page_css_bytes));
    lw_html_c(buf, "</style>\n<style>");
    lw_buf_add(buf, lw_view(lw_asset_diff_css, lw_asset_diff_css_bytes));
    lw_html_c(buf, "</style>\n</head>\n");
}

static void banner(struct lw_diff_report *r)
{
    struct lw_buf *buf = &r->buf;
    const struct lw_review *review = r->review;
    const char *verdict = lw_verdict_name(review->verdict);
    lw_html_c(buf, "<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n"
                   "<header><div class=\"inner\"><span class=\"brand\">Layerward</span>"
                   "<nav aria-label=\"Sections\"><a href=\"#overview\">Overview</a>"
                   "<a href=\"#reasons\">Reasons</a><a href=\"#packages\">Packages</a>"
                   "<a href=\"#files\">Files</a></nav><button type=\"button\" id=\"theme\" "
                   "hidden>Dark</button></div></header>\n<main id=\"main\">\n<p class=\"kind\">");
    lw_html_text(buf, lw_path_base(review->from->input));
    lw_html_c(buf, " → ");
    lw_html_text(buf, lw_path_base(review->to->input));
    lw_buf_printf(buf, "</p>\n<h1><span class=\"verdict %s\">%s</span></h1>\n<p class=\"lead\">",
                  verdict, verdict);
    lw_diff_verdict_line(buf, review);
    lw_html_c(buf, "</p>\n");
}

static void foot(struct lw_diff_report *r)
{
    lw_html_c(&r->buf, "</main>\n<footer><p>Made by Layerward " LW_VERSION
                       ". This page loads nothing and sends nothing.</p></footer>\n<script>");
    lw_buf_add(&r->buf, lw_view(lw_asset_diff_js, lw_asset_diff_js_bytes));
    lw_html_c(&r->buf, "</script>\n</body>\n</html>\n");
}

static lw_status write(struct lw_diff_report *report, struct lw_err *err)
{
    void (*const parts[])(struct lw_diff_report *) = { head, banner, lw_diff_html_overview,
                                                       lw_diff_html_reasons,
                                                       lw_diff_html_packages };
    for (size_t i = 0; i < LW_COUNT(parts); i++) {
        parts[i](report);
        LW_TRY(lw_diff_report_flush(report, err));
    }
    LW_TRY(lw_diff_html_files(report, err));
    foot(report);
    return LW_OK;
}

const struct lw_diff_format lw_diff_format_html = {
    .name = "html",
    .what = "one self-contained page: reasons, the tree, and hunks side by side",
    .media_type = "text/html; charset=utf-8",
    .hunks = LW_HUNKS_ALL,
    .write = write,
};

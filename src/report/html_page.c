/* SPDX-License-Identifier: Apache-2.0
 *
 * report/html_page.c - the frame of every page: policy, styles, banner, scripts.
 */
#include "report/html.h"

static void source_hashes(struct lw_buf *buf, const struct lw_view *sources)
{
    for (size_t i = 0; i < LW_HTML_ASSETS && sources[i].len; i++) {
        char base64[LW_BASE64_BYTES];
        struct lw_digest digest = lw_sha256(sources[i]);
        lw_digest_base64(base64, &digest);
        lw_buf_printf(buf, " 'sha256-%s'", base64);
    }
}

static void elements(struct lw_buf *buf, const char *name, const struct lw_view *sources)
{
    for (size_t i = 0; i < LW_HTML_ASSETS && sources[i].len; i++) {
        lw_buf_printf(buf, "<%s>", name);
        lw_buf_add(buf, sources[i]);
        lw_buf_printf(buf, "</%s>\n", name);
    }
}

void lw_html_head(struct lw_buf *buf, const struct lw_html_page *page)
{
    lw_html_c(buf, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                   "style-src");
    source_hashes(buf, page->styles);
    lw_html_c(buf, "; script-src");
    source_hashes(buf, page->scripts);
    lw_html_c(buf, "; base-uri 'none'; form-action 'none'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
}

void lw_html_head_end(struct lw_buf *buf, const struct lw_html_page *page)
{
    lw_html_c(buf, " - Layerward</title>\n");
    elements(buf, "style", page->styles);
    lw_html_c(buf, "</head>\n");
}

void lw_html_banner(struct lw_buf *buf)
{
    lw_html_c(buf, "<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n"
                   "<header><div class=\"inner\"><span class=\"brand\">Layerward</span>"
                   "<nav aria-label=\"Sections\"><a href=\"#overview\">Overview</a>");
}

void lw_html_banner_end(struct lw_buf *buf)
{
    lw_html_c(buf, "</nav><button type=\"button\" id=\"theme\" hidden>Dark</button></div>"
                   "</header>\n<main id=\"main\">\n<p class=\"kind\">");
}

void lw_html_foot(struct lw_buf *buf, const struct lw_html_page *page)
{
    lw_html_c(buf, "</main>\n<footer><p>Made by Layerward " LW_VERSION
                   ". This page loads nothing and sends nothing.</p></footer>\n");
    elements(buf, "script", page->scripts);
    lw_html_c(buf, "</body>\n</html>\n");
}

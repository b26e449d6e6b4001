/* SPDX-License-Identifier: Apache-2.0
 *
 * report/html.h - the parts of the format "html": one page that needs nothing but itself.
 *
 * Trusts: nothing; every text goes through lw_html_text(), which makes it safe to show and escapes
 *         it for elements and quoted attributes alike.
 */
#ifndef LW_REPORT_HTML_H
#define LW_REPORT_HTML_H

#include "report/format.h"
#include "report/summary.h"

struct lw_html {
    struct lw_report *report; /* for lw_report_flush() between parts */
    struct lw_buf *buf;       /* the report's */
    struct lw_arena *arena;   /* of this scan */
    const struct lw_scan *scan;
    struct lw_report_summary summary;
};

/* report/html/page.css and so on, embedded by the build. */
extern const unsigned char lw_asset_page_css[], lw_asset_common_js[], lw_asset_page_js[];
extern const size_t lw_asset_page_css_bytes, lw_asset_common_js_bytes, lw_asset_page_js_bytes;
extern const unsigned char lw_asset_diff_css[], lw_asset_diff_js[];
extern const size_t lw_asset_diff_css_bytes, lw_asset_diff_js_bytes;

/* The styles and scripts of a page: its policy (CSP) allows these, by their hashes, and nothing
 * else, so that even a text that got past the escaping could not run. */
enum { LW_HTML_ASSETS = 2 };
struct lw_html_page {
    struct lw_view styles[LW_HTML_ASSETS], scripts[LW_HTML_ASSETS]; /* "": none */
};

/* From the doctype on to the title, which is left open; then the styles and </head>. */
void lw_html_head(struct lw_buf *buf, const struct lw_html_page *page);
void lw_html_head_end(struct lw_buf *buf, const struct lw_html_page *page);

/* From <body> to the first link of the banner, and from behind its last one to <main>. */
void lw_html_banner(struct lw_buf *buf);
void lw_html_banner_end(struct lw_buf *buf);

/* From </main> on: the scripts, and the end of the page. */
void lw_html_foot(struct lw_buf *buf, const struct lw_html_page *page);

void lw_html_text(struct lw_buf *buf, struct lw_view text);
void lw_html_c(struct lw_buf *buf, const char *markup); /* as it is: ours, never an artifact's */

/* <span class="pill high">High</span> */
void lw_html_severity(struct lw_buf *buf, enum lw_severity severity);

/* The parts, in the order of the page. */
void lw_html_overview(struct lw_html *h);
void lw_html_incomplete(struct lw_html *h);
void lw_html_findings(struct lw_html *h);
void lw_html_packages(struct lw_html *h);
void lw_html_behavior(struct lw_html *h);
void lw_html_files(struct lw_html *h);

#endif

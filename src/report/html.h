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
extern const unsigned char lw_asset_page_css[], lw_asset_page_js[];
extern const size_t lw_asset_page_css_bytes, lw_asset_page_js_bytes;
extern const unsigned char lw_asset_diff_css[], lw_asset_diff_js[];
extern const size_t lw_asset_diff_css_bytes, lw_asset_diff_js_bytes;

void lw_html_text(struct lw_buf *buf, struct lw_view text);
void lw_html_c(struct lw_buf *buf, const char *markup); /* as it is: ours, never an artifact's */

/* <span class="pill high">High</span> */
void lw_html_severity(struct lw_buf *buf, enum lw_severity severity);

/* The parts, in the order of the page. */
void lw_html_overview(struct lw_html *h);
void lw_html_incomplete(struct lw_html *h);
void lw_html_findings(struct lw_html *h);
void lw_html_packages(struct lw_html *h);
void lw_html_files(struct lw_html *h);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diffs/html.c - a review as one page: reasons, packages, the tree, and hunks side by side.
 */
#include "report/diff_html.h"

static void head(struct lw_diff_report *r, const struct lw_html_page *page)
{
    lw_html_head(&r->buf, page);
    lw_html_text(&r->buf, lw_path_base(r->review->to->input));
    lw_buf_printf(&r->buf, ": %s", lw_verdict_name(r->review->verdict));
    lw_html_head_end(&r->buf, page);
}

static void banner(struct lw_diff_report *r)
{
    struct lw_buf *buf = &r->buf;
    const struct lw_review *review = r->review;
    const char *verdict = lw_verdict_name(review->verdict);
    lw_html_banner(buf);
    lw_html_c(buf, "<a href=\"#reasons\">Reasons</a><a href=\"#packages\">Packages</a>"
                   "<a href=\"#files\">Files</a>");
    lw_html_banner_end(buf);
    lw_html_text(buf, lw_path_base(review->from->input));
    lw_html_c(buf, " → ");
    lw_html_text(buf, lw_path_base(review->to->input));
    lw_buf_printf(buf, "</p>\n<h1><span class=\"verdict %s\">%s</span></h1>\n<p class=\"lead\">",
                  verdict, verdict);
    lw_diff_verdict_line(buf, review);
    lw_html_c(buf, "</p>\n");
}

static lw_status write(struct lw_diff_report *report, struct lw_err *err)
{
    void (*const parts[])(struct lw_diff_report *) = { banner, lw_diff_html_overview,
                                                       lw_diff_html_reasons,
                                                       lw_diff_html_packages };
    const struct lw_html_page page = {
        .styles = { lw_view(lw_asset_page_css, lw_asset_page_css_bytes),
                    lw_view(lw_asset_diff_css, lw_asset_diff_css_bytes) },
        .scripts = { lw_view(lw_asset_common_js, lw_asset_common_js_bytes),
                     lw_view(lw_asset_diff_js, lw_asset_diff_js_bytes) },
    };
    head(report, &page);
    for (size_t i = 0; i < LW_COUNT(parts); i++) {
        parts[i](report);
        LW_TRY(lw_diff_report_flush(report, err));
    }
    LW_TRY(lw_diff_html_files(report, err));
    lw_html_foot(&report->buf, &page);
    return LW_OK;
}

const struct lw_diff_format lw_diff_format_html = {
    .name = "html",
    .what = "one self-contained page: reasons, the tree, and hunks side by side",
    .media_type = "text/html; charset=utf-8",
    .hunks = LW_HUNKS_ALL,
    .write = write,
};

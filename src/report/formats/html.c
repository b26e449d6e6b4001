/* SPDX-License-Identifier: Apache-2.0
 *
 * report/formats/html.c - one page for a person, in one file, that loads nothing and sends nothing.
 */
#include "report/html.h"
#include "report/behavior.h"

static struct lw_html_page page(void)
{
    return (struct lw_html_page){
        .styles = { lw_view(lw_asset_page_css, lw_asset_page_css_bytes) },
        .scripts = { lw_view(lw_asset_common_js, lw_asset_common_js_bytes),
                     lw_view(lw_asset_page_js, lw_asset_page_js_bytes) },
    };
}

static void head(struct lw_html *h)
{
    const struct lw_html_page parts = page();
    lw_html_head(h->buf, &parts);
    lw_html_text(h->buf, lw_path_base(h->scan->input));
    lw_html_head_end(h->buf, &parts);
}

static void banner(struct lw_html *h)
{
    static const char *const links[][2] = { { "findings", "Findings" },
                                            { "packages", "Packages" },
                                            { "behavior", "What code does" },
                                            { "files", "Files" } };
    const bool shown[] = { true, true, lw_behavior_seen(h->scan), h->scan->file_count > 0 };
    lw_html_banner(h->buf);
    for (size_t i = 0; i < LW_COUNT(links); i++)
        if (shown[i])
            lw_buf_printf(h->buf, "<a href=\"#%s\">%s</a>", links[i][0], links[i][1]);
    lw_html_banner_end(h->buf);
    lw_html_c(h->buf, h->scan->is_zip ? "Layer archive" : "Folder");
    lw_html_c(h->buf, h->scan->packages_only ? ", packages only</p>\n<h1>" : "</p>\n<h1>");
    lw_html_text(h->buf, lw_path_base(h->scan->input));
    lw_html_c(h->buf, "</h1>\n<p class=\"lead\">");
    lw_report_summary_line(h->buf, &h->summary);
    lw_html_c(h->buf, "</p>\n");
}

static void foot(struct lw_html *h)
{
    const struct lw_html_page parts = page();
    lw_html_foot(h->buf, &parts);
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
                                                lw_html_behavior,
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

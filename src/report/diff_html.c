/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diff_html.c - what a review's page says before its files.
 */
#include "report/diff_html.h"
#include "report/unread.h"

static void tile(struct lw_buf *buf, const char *kind, size_t count, const char *what)
{
    lw_buf_printf(buf, "<div class=\"tile %s\"><b>", count ? kind : "zero");
    lw_add_thousands(buf, count);
    lw_buf_printf(buf, "</b><span>%s</span></div>", what);
}

static void side(struct lw_buf *buf, const char *name, const struct lw_scan *scan)
{
    char hex[LW_HEX_BYTES];
    lw_buf_printf(buf, "<dt>%s</dt><dd>", name);
    lw_html_text(buf, scan->input);
    lw_html_c(buf, ", ");
    lw_add_bytes(buf, scan->is_zip ? scan->zip_bytes : scan->unpacked_bytes);
    if (scan->have_content_digest) {
        lw_digest_hex(hex, &scan->content_digest);
        lw_buf_printf(buf, "<br><code>%s</code>", hex);
    }
    lw_html_c(buf, "</dd>");
}

static void incomplete(struct lw_buf *buf, const char *name, const struct lw_scan *scan)
{
    const struct lw_incomplete_list *list = &scan->facts.incomplete;
    if (list->count == 0)
        return;
    lw_buf_printf(buf,
                  "<div class=\"card warn block\"><strong>Not looked at in the %s version "
                  "(%zu)</strong><ul>",
                  name, list->count);
    for (size_t i = 0; i < list->count; i++) {
        lw_html_c(buf, "<li><code>");
        lw_html_text(
            buf, list->items[i].location.len ? list->items[i].location : LW_VIEW("the artifact"));
        lw_html_c(buf, "</code> ");
        lw_html_text(buf, list->items[i].reason);
        lw_html_c(buf, "</li>");
    }
    lw_html_c(buf, "</ul></div>\n");
}

void lw_diff_html_overview(struct lw_diff_report *report)
{
    struct lw_buf *buf = &report->buf;
    const struct lw_review *review = report->review;
    struct lw_diff_summary sum = lw_diff_summary(review);
    lw_html_c(buf, "<section id=\"overview\" aria-label=\"Overview\">\n<div class=\"tiles\">");
    tile(buf, "critical", sum.blocks, "reasons to block");
    tile(buf, "medium", sum.reviews, "reasons to review");
    tile(buf, "plain", sum.packages_changed, "packages changed");
    tile(buf, "plain", sum.files_changed, "files changed");
    tile(buf, "plain", sum.capabilities, "new capabilities");
    if (review->to->database.len) {
        tile(buf, "high", review->vulnerabilities_added.count, "vulnerabilities introduced");
        tile(buf, "plain", review->vulnerabilities_fixed.count, "vulnerabilities fixed");
    } else {
        lw_html_c(buf, "<div class=\"tile zero\"><b>?</b><span>vulnerabilities, which were not "
                       "looked for</span></div>");
    }
    lw_html_c(buf, "</div>\n<dl class=\"card about\">");
    side(buf, "Old", review->from);
    side(buf, "New", review->to);
    lw_html_c(buf, "<dt>Files</dt><dd>");
    lw_diff_files_line(buf, review);
    const struct lw_unread_list list = lw_unread_changed(review);
    if (list.count)
        lw_buf_printf(buf, "</dd><dt>Unread</dt><dd>%.*s",
                      LW_FMT(lw_unread_words(&report->arena, &list)));
    lw_html_c(buf, "</dd><dt>Advisories</dt><dd>");
    LW_CLEANUP(lw_buf_clear) struct lw_buf database = LW_BUF_INIT;
    lw_add_database(&database, review->to, ", ");
    lw_html_text(buf, lw_buf_view(&database));
    lw_html_c(buf, "</dd></dl>\n");
    incomplete(buf, "old", review->from);
    incomplete(buf, "new", review->to);
    lw_html_c(buf, "</section>\n");
}

static void detail(struct lw_buf *buf, const char *name, struct lw_view value, bool code)
{
    if (value.len == 0)
        return;
    lw_buf_printf(buf, "<dt>%s</dt><dd>%s", name, code ? "<code>" : "");
    lw_html_text(buf, value);
    lw_html_c(buf, code ? "</code></dd>" : "</dd>");
}

static void reason(struct lw_buf *buf, const struct lw_reason *r)
{
    const char *level = r->accepted ? "accepted" : lw_level_name(r->level);
    lw_buf_printf(buf,
                  "<details class=\"finding\"%s><summary><span class=\"pill %s\">%s</span>"
                  "<span class=\"what\"><span class=\"title\">",
                  !r->accepted && r->level == LW_LEVEL_BLOCK ? " open" : "", level, level);
    lw_html_text(buf, r->title);
    lw_html_c(buf, "</span></span><span class=\"where\">");
    lw_html_text(buf, r->path);
    if (r->line)
        lw_buf_printf(buf, ":%u", r->line);
    lw_html_c(buf, "</span></summary><dl>");
    detail(buf, "Evidence", r->evidence, true);
    detail(buf, "Rule", r->rule, true);
    detail(buf, "Why it matters", r->why, false);
    detail(buf, "What to do", r->fix, false);
    detail(buf, "Accepted by", r->accepted_by, false);
    lw_html_c(buf, "</dl></details>\n");
}

void lw_diff_html_reasons(struct lw_diff_report *report)
{
    struct lw_buf *buf = &report->buf;
    const struct lw_reason_list *list = &report->review->reasons;
    lw_buf_printf(buf,
                  "<section id=\"reasons\"><h2>Reasons <span class=\"count\">%zu</span></h2>\n",
                  list->count);
    if (list->count == 0)
        lw_html_c(buf, "<p class=\"card good\">No rule has anything to say of what changed.</p>\n");
    else
        lw_html_c(buf, "<div class=\"card list\">\n");
    for (size_t i = 0; i < list->count; i++)
        reason(buf, &list->items[i]);
    lw_html_c(buf, list->count ? "</div>\n</section>\n" : "</section>\n");
}

static void cell(struct lw_buf *buf, struct lw_view value)
{
    lw_html_c(buf, "<td>");
    lw_html_text(buf, value);
    lw_html_c(buf, "</td>");
}

void lw_diff_html_packages(struct lw_diff_report *report)
{
    struct lw_buf *buf = &report->buf;
    const struct lw_package_change_list *list = &report->review->packages;
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += lw_diff_package_matters(&list->items[i]);
    lw_buf_printf(buf,
                  "<section id=\"packages\"><h2>Packages <span class=\"count\">%zu</span></h2>\n",
                  count);
    if (count == 0) {
        lw_html_c(buf, "<p class=\"card good\">No package changed.</p></section>\n");
        return;
    }
    lw_html_c(buf, "<div class=\"card scroll\" tabindex=\"0\" role=\"region\" "
                   "aria-label=\"Packages\"><table><thead><tr>"
                   "<th scope=\"col\">Package</th><th scope=\"col\">State</th>"
                   "<th scope=\"col\">Old</th><th scope=\"col\">New</th>"
                   "<th scope=\"col\">Files</th><th scope=\"col\">Its own list</th></tr></thead>"
                   "<tbody>\n");
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_package_change *c = &list->items[i];
        if (!lw_diff_package_matters(c))
            continue;
        lw_html_c(buf, "<tr><th scope=\"row\">");
        lw_html_text(buf, (c->to ? c->to : c->from)->name);
        lw_html_c(buf, "</th>");
        cell(buf, lw_view_c(lw_package_state_name(c->state)));
        cell(buf, lw_diff_version(c->from));
        cell(buf, lw_diff_version(c->to));
        lw_buf_printf(buf, "<td>+%zu −%zu ~%zu</td>", c->added, c->removed, c->changed + c->moved);
        cell(buf, c->to ? lw_view_c(lw_proof_name(c->proof)) : LW_VIEW_NONE);
        lw_html_c(buf, "</tr>\n");
    }
    lw_html_c(buf, "</tbody></table></div>\n</section>\n");
}

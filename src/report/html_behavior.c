/* SPDX-License-Identifier: Apache-2.0
 *
 * report/html_behavior.c - what code does, of a scan that looked.
 */
#include "report/behavior.h"
#include "report/html.h"
#include "report/unread.h"

static void row_of(struct lw_html *h, const struct lw_behavior_row *row)
{
    struct lw_view where = row->first->location;
    if (row->first->line)
        where = lw_arena_printf(h->arena, "%.*s:%u", LW_FMT(where), row->first->line);
    lw_html_c(h->buf, "<tr><th scope=\"row\">");
    lw_html_text(h->buf, row->what);
    lw_buf_printf(h->buf, "</th><td>%s</td><td class=\"number\">%zu</td><td>",
                  lw_behavior_when(row), row->files);
    lw_html_text(h->buf, row->folders);
    lw_html_c(h->buf, "</td><td><code>");
    lw_html_text(h->buf, where);
    lw_html_c(h->buf, "</code></td></tr>\n");
}

static void table_of(struct lw_html *h, const struct lw_behavior_rows *rows)
{
    lw_html_c(h->buf,
              "<div class=\"card scroll\" tabindex=\"0\" role=\"region\" "
              "aria-label=\"What code does\"><table><thead><tr><th scope=\"col\">What</th><th "
              "scope=\"col\">When</th><th scope=\"col\" class=\"number\">Files</th><th "
              "scope=\"col\">Where</th><th scope=\"col\">First</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < rows->count; i++)
        row_of(h, &rows->items[i]);
    lw_html_c(h->buf, "</tbody></table></div>\n");
}

void lw_html_behavior(struct lw_html *h)
{
    const struct lw_behavior_rows rows = lw_behavior_rows_of(h->scan, h->arena);
    const struct lw_unread_list list = lw_unread_of(h->scan);
    const struct lw_view unread = lw_unread_words(h->arena, &list);
    if (!rows.count && !unread.len)
        return;
    lw_buf_printf(h->buf,
                  "<section id=\"behavior\"><h2>What code does <span class=\"count\">%zu</span>"
                  "</h2>\n",
                  rows.count);
    if (rows.count)
        table_of(h, &rows);
    if (unread.len)
        lw_buf_printf(h->buf, "<p>%.*s</p>\n", LW_FMT(unread));
    lw_html_c(h->buf, "</section>\n");
}

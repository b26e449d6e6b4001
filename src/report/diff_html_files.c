/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diff_html_files.c - the tree as data, and hunks side by side.
 */
#include "base/jsonw.h"
#include "base/text.h"
#include "report/diff_html.h"

static bool has_details(const struct lw_file_change *change)
{
    return change->hunks.count || change->hunks.left_out || change->new_facts ||
           change->mode_changed;
}

static void tree_data(struct lw_diff_report *report)
{
    struct lw_buf *buf = &report->buf;
    const struct lw_file_change_list *files = &report->review->files;
    lw_html_c(buf, "<script type=\"application/json\" id=\"tree-data\">[");
    for (size_t i = 0; i < files->count; i++) {
        const struct lw_file_change *change = &files->items[i];
        struct lw_arena names = LW_ARENA_INIT;
        lw_html_c(buf, i ? ",\n[" : "[");
        lw_json_add_quoted(buf, lw_text_safe(&names, lw_file_change_path(change)));
        lw_buf_printf(buf, ",\"%s\",%zu,%lld]", lw_file_state_name(change->state),
                      change->new_facts, has_details(change) ? (long long)i : -1LL);
        lw_arena_clear(&names);
    }
    lw_html_c(buf, "]</script>\n");
}

static void half(struct lw_buf *buf, const struct lw_hunk_line *line, bool old_side)
{
    if (!line) {
        lw_html_c(buf, "<td class=\"n\"></td><td></td>");
        return;
    }
    const char *kind = line->kind == LW_LINE_SAME ? "" : old_side ? " class=\"o\"" : " class=\"a\"";
    lw_buf_printf(buf, "<td class=\"n\">%u</td><td%s>", old_side ? line->old_line : line->new_line,
                  kind);
    lw_html_text(buf, line->text);
    lw_html_c(buf, line->cut ? " …</td>" : "</td>");
}

static void row(struct lw_buf *buf, const struct lw_hunk_line *old, const struct lw_hunk_line *new)
{
    lw_html_c(buf, "<tr>");
    half(buf, old, true);
    half(buf, new, false);
    lw_html_c(buf, "</tr>\n");
}

/* Lines that are gone stand beside those that came in their place. */
static void hunk(struct lw_buf *buf, const struct lw_hunk *hunk)
{
    lw_html_c(buf, "<table class=\"hunk\"><colgroup><col class=\"n\"><col><col class=\"n\"><col>"
                   "</colgroup><tbody>\n");
    for (size_t i = 0; i < hunk->count;) {
        const struct lw_hunk_line *line = &hunk->items[i];
        if (line->kind == LW_LINE_SAME) {
            row(buf, line, line);
            i++;
            continue;
        }
        size_t old = i, old_end = i, new_end;
        while (old_end < hunk->count && hunk->items[old_end].kind == LW_LINE_OLD)
            old_end++;
        for (new_end = old_end; new_end < hunk->count && hunk->items[new_end].kind == LW_LINE_NEW;)
            new_end++;
        for (size_t new = old_end; old < old_end || new < new_end; old++, new ++)
            row(buf, old < old_end ? &hunk->items[old] : NULL,
                new < new_end ? &hunk->items[new] : NULL);
        i = new_end;
    }
    lw_html_c(buf, "</tbody></table>\n");
}

static void file(struct lw_diff_report *report, size_t index)
{
    struct lw_buf *buf = &report->buf;
    const struct lw_file_change *change = &report->review->files.items[index];
    const char *state = change->state == LW_FILE_SAME ? "mode" : lw_file_state_name(change->state);
    lw_buf_printf(buf, "<details class=\"card file\" id=\"file-%zu\"%s%s><summary>", index,
                  change->new_facts ? " data-facts=\"1\"" : "", change->new_facts ? " open" : "");
    lw_buf_printf(buf, "<span class=\"state %s\">%s</span> <code>", state, state);
    lw_html_text(buf, lw_file_change_path(change));
    lw_html_c(buf, "</code>");
    if (change->new_facts)
        lw_buf_printf(buf, " <span class=\"fact\">%zu newly seen</span>", change->new_facts);
    lw_html_c(buf, "</summary>\n");
    if (change->state == LW_FILE_RENAMED) {
        lw_html_c(buf, "<p>It was <code>");
        lw_html_text(buf, change->from->path);
        lw_buf_printf(buf, "</code>, %u%% alike.</p>\n", change->similarity);
    }
    if (change->mode_changed)
        lw_buf_printf(buf, "<p>Mode %04o became %04o.</p>\n", change->from->mode, change->to->mode);
    if (change->hunks.count) {
        lw_html_c(buf, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
        lw_html_text(buf, lw_file_change_path(change));
        lw_html_c(buf, "\">");
    } else {
        lw_html_c(buf, "<p>There are no lines to show.</p>\n");
    }
    for (size_t i = 0; i < change->hunks.count; i++)
        hunk(buf, &change->hunks.items[i]);
    lw_html_c(buf, change->hunks.count ? "</div>\n" : "");
    if (change->hunks.left_out)
        lw_buf_printf(buf, "<p>%zu more left out: over the limits of a page.</p>\n",
                      change->hunks.left_out);
    lw_html_c(buf, "</details>\n");
}

lw_status lw_diff_html_files(struct lw_diff_report *report, struct lw_err *err)
{
    struct lw_buf *buf = &report->buf;
    const struct lw_file_change_list *files = &report->review->files;
    lw_html_c(buf, "<section id=\"files\"><h2>Files <span class=\"count\">");
    lw_add_thousands(buf, files->count);
    lw_html_c(buf, "</span></h2>\n");
    if (files->count == 0) {
        lw_html_c(buf, "<p class=\"card good\">No file differs.</p></section>\n");
        return LW_OK;
    }
    lw_html_c(buf,
              "<div class=\"tools\" hidden><label class=\"sr\" for=\"file-search\">Search files"
              "</label><input type=\"search\" id=\"file-search\" placeholder=\"Search "
              "files\"><button type=\"button\" class=\"filter\" id=\"only-facts\" "
              "aria-pressed=\"false\">Newly seen only</button></div>\n"
              "<p class=\"shown\" id=\"file-shown\" role=\"status\"></p>\n"
              "<div class=\"walk plain\"><div id=\"tree\" class=\"card block\" tabindex=\"0\" "
              "role=\"region\" aria-label=\"Tree of changed files\" hidden></div><div>\n");
    for (unsigned pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < files->count; i++) {
            bool facts = files->items[i].new_facts > 0;
            if (has_details(&files->items[i]) && facts == (pass == 0))
                file(report, i);
            LW_TRY(lw_diff_report_flush(report, err));
        }
    }
    lw_html_c(buf, "</div></div>\n");
    tree_data(report);
    lw_html_c(buf, "</section>\n");
    return lw_diff_report_flush(report, err);
}

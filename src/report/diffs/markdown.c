/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diffs/markdown.c - a review to be pasted into a pull request: GitHub-flavoured Markdown.
 *
 * Trusts: nothing; every text is made safe and escaped. What is long is folded, and all stays below
 *         what a comment may have.
 */
#include "base/text.h"
#include "report/diff_format.h"
#include "report/markdown_text.h"
#include "report/summary.h"
#include "report/unread.h"

enum { MOST_ROWS = 60, MOST_HUNKS = 12, MOST_CELL_BYTES = 200 };

/* GitHub takes 65,536 characters: where each part ends at the latest. A row or a line more fits
 * behind the last of them. */
enum {
    UNTIL_INCOMPLETE = 8000,
    UNTIL_REASONS = 26000,
    UNTIL_VULNERABILITIES = 32000,
    UNTIL_PACKAGES = 38000,
    UNTIL_HUNKS = 46000,
    UNTIL_NOTES = 50000,
};

struct page {
    struct lw_buf *buf;
    struct lw_arena *arena;
    const struct lw_review *review;
    bool verbose;
};

/* A cell's worth of a text; of a path or a reason an author can make as much as he likes. */
static struct lw_view cut(struct page *p, struct lw_view value)
{
    size_t most = MOST_CELL_BYTES;
    if (p->verbose || value.len <= most)
        return value;
    while (most && (value.ptr[most] & 0xc0) == 0x80)
        most--;
    return lw_arena_join(p->arena, lw_view_sub(value, 0, most), LW_VIEW("..."));
}

static void cell(struct page *p, struct lw_view value)
{
    lw_buf_add_c(p->buf, "| ");
    lw_md_text(p->buf, p->arena, cut(p, value));
    lw_buf_add_byte(p->buf, ' ');
}

static void code_cell(struct page *p, struct lw_view value)
{
    lw_buf_add_c(p->buf, "| ");
    lw_md_code(p->buf, p->arena, cut(p, value));
    lw_buf_add_byte(p->buf, ' ');
}

/* Whether a table of that many rows takes one more. */
static bool fits(const struct page *p, size_t rows, size_t until)
{
    return p->verbose || (rows < MOST_ROWS && p->buf->len < until);
}

static void more(struct page *p, size_t left_out)
{
    if (left_out)
        lw_buf_printf(p->buf, "\nand %zu more (`--verbose` lists them)\n", left_out);
}

static void head(struct page *p)
{
    const struct lw_review *review = p->review;
    LW_CLEANUP(lw_buf_clear) struct lw_buf line = LW_BUF_INIT;
    lw_buf_printf(p->buf, "## Layerward: %s\n\n", lw_verdict_name(review->verdict));
    lw_md_text(p->buf, p->arena, lw_path_base(review->from->input));
    lw_buf_add_c(p->buf, " → ");
    lw_md_text(p->buf, p->arena, lw_path_base(review->to->input));
    lw_buf_add_c(p->buf, "\n\n**");
    lw_diff_verdict_line(&line, review);
    lw_md_text(p->buf, p->arena, lw_buf_view(&line));
    lw_buf_add_c(p->buf, "**\n\nFiles: ");
    line.len = 0;
    lw_diff_files_line(&line, review);
    lw_md_text(p->buf, p->arena, lw_buf_view(&line));
    lw_buf_add_c(p->buf, ".\n");
    const struct lw_unread_list list = lw_unread_changed(review);
    if (list.count)
        lw_buf_printf(p->buf, "\nOf what changed: %.*s\n",
                      LW_FMT(lw_unread_words(p->arena, &list)));
    if (!review->to->database.len)
        lw_buf_add_c(p->buf, "\nThere were no advisories: vulnerabilities were not looked for.\n");
    if (review->to->database_old) {
        lw_buf_add_c(p->buf, "\nThe advisory index is ");
        lw_add_database_age(p->buf, review->to);
        lw_buf_add_c(p->buf, ".\n");
    }
}

static void incomplete(struct page *p)
{
    for (unsigned side = 0; side < 2; side++) {
        const struct lw_scan *scan = side ? p->review->to : p->review->from;
        size_t count = scan->facts.incomplete.count;
        size_t i = 0;
        for (; i < count && fits(p, i, UNTIL_INCOMPLETE); i++) {
            const struct lw_incomplete *item = &scan->facts.incomplete.items[i];
            if (i == 0)
                lw_buf_printf(p->buf, "\n### Not looked at, %s version\n\n", side ? "new" : "old");
            lw_buf_add_c(p->buf, "- ");
            lw_md_code(p->buf, p->arena,
                       item->location.len ? cut(p, item->location) : LW_VIEW("the artifact"));
            lw_buf_add_c(p->buf, " (");
            lw_md_text(p->buf, p->arena, cut(p, item->reason));
            lw_buf_add_c(p->buf, ")\n");
        }
        more(p, count - i);
    }
}

static bool shown(const struct lw_reason *r, bool notes)
{
    return (r->accepted || r->level == LW_LEVEL_NOTE) == notes;
}

static void reasons(struct page *p, bool notes)
{
    const struct lw_reason_list *list = &p->review->reasons;
    size_t count = 0, left_out = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_reason *r = &list->items[i];
        if (!shown(r, notes))
            continue;
        if (left_out || !fits(p, count, notes ? UNTIL_NOTES : UNTIL_REASONS)) {
            left_out++;
            continue;
        }
        count++;
        if (count == 1)
            lw_buf_add_c(p->buf, notes ? "\n<details><summary>Worth knowing</summary>\n\n"
                                         "| | Why | Where | Evidence | Rule |\n"
                                         "| --- | --- | --- | --- | --- |\n"
                                       : "\n### Reasons\n\n| | Why | Where | Evidence | Rule |\n"
                                         "| --- | --- | --- | --- | --- |\n");
        struct lw_view where = r->path;
        if (r->line)
            where = lw_arena_printf(p->arena, "%.*s:%u", LW_FMT(cut(p, where)), r->line);
        lw_buf_printf(p->buf, "| %s ",
                      r->accepted                   ? "accepted"
                      : r->level == LW_LEVEL_BLOCK  ? "**block**"
                      : r->level == LW_LEVEL_REVIEW ? "**review**"
                                                    : "note");
        cell(p, r->title);
        code_cell(p, where);
        code_cell(p, r->evidence);
        code_cell(p, r->rule);
        lw_buf_add_c(p->buf, "|\n");
    }
    more(p, left_out);
    if (notes && count)
        lw_buf_add_c(p->buf, "\n</details>\n");
}

static void packages(struct page *p)
{
    const struct lw_package_change_list *list = &p->review->packages;
    size_t count = 0, left_out = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_package_change *c = &list->items[i];
        const struct lw_package *one = c->to ? c->to : c->from;
        if (!lw_diff_package_matters(c))
            continue;
        if (left_out || !fits(p, count, UNTIL_PACKAGES)) {
            left_out++;
            continue;
        }
        count++;
        if (count == 1)
            lw_buf_add_c(p->buf,
                         "\n### Packages\n\n| | Package | Old | New | Files | Its own list |"
                         "\n| --- | --- | --- | --- | --- | --- |\n");
        lw_buf_printf(p->buf, "| %s ", lw_package_state_name(c->state));
        code_cell(p, one->name);
        code_cell(p, lw_diff_version(c->from));
        code_cell(p, lw_diff_version(c->to));
        lw_buf_printf(p->buf, "| +%zu −%zu ~%zu | %s |\n", c->added, c->removed,
                      c->changed + c->moved, c->to ? lw_proof_name(c->proof) : "");
    }
    more(p, left_out);
}

static void vulnerabilities(struct page *p)
{
    const struct lw_review *review = p->review;
    for (unsigned side = 0; side < 2; side++) {
        const struct lw_finding_refs *list = side ? &review->vulnerabilities_fixed
                                                  : &review->vulnerabilities_added;
        size_t i = 0;
        for (; i < list->count && fits(p, i, UNTIL_VULNERABILITIES); i++) {
            const struct lw_finding *f = list->items[i];
            if (i == 0)
                lw_buf_printf(p->buf,
                              "\n### Vulnerabilities %s\n\n| Severity | Id | Package | Title |\n"
                              "| --- | --- | --- | --- |\n",
                              side ? "fixed" : "introduced");
            cell(p, lw_view_c(lw_severity_name(f->severity)));
            code_cell(p, f->vulnerability);
            code_cell(p, f->purl);
            cell(p, f->title);
            lw_buf_add_c(p->buf, "|\n");
        }
        more(p, list->count - i);
    }
}

/* A fence that the text cannot close. */
static size_t fence_of(const struct lw_hunk *hunk)
{
    size_t longest = 2;
    for (size_t i = 0; i < hunk->count; i++) {
        size_t run = 0;
        struct lw_view text = hunk->items[i].text;
        for (size_t k = 0; k < text.len; k++) {
            run = text.ptr[k] == '`' ? run + 1 : 0;
            longest = run > longest ? run : longest;
        }
    }
    return longest + 1;
}

static void fence(struct page *p, size_t count, const char *behind)
{
    for (size_t i = 0; i < count; i++)
        lw_buf_add_byte(p->buf, '`');
    lw_buf_add_c(p->buf, behind);
}

static void hunk(struct page *p, const struct lw_hunk *hunk)
{
    static const char marks[] = " -+";
    size_t ticks = fence_of(hunk), i = 0;
    fence(p, ticks, "diff\n");
    for (; i < hunk->count && (p->verbose || p->buf->len < UNTIL_HUNKS); i++) {
        const struct lw_hunk_line *line = &hunk->items[i];
        lw_buf_add_byte(p->buf, (uint8_t)marks[line->kind]);
        lw_text_add_safe(p->buf, line->text);
        lw_buf_add_c(p->buf, line->cut ? " …\n" : "\n");
    }
    fence(p, ticks, "\n\n");
    if (i < hunk->count)
        lw_buf_printf(p->buf, "and %zu more lines\n\n", hunk->count - i);
}

/* Some hunks of a file, or all of them. */
static void hunks_of(struct page *p, const struct lw_file_change *c)
{
    size_t i = 0;
    lw_buf_add_c(p->buf, "\n");
    lw_md_code(p->buf, p->arena, cut(p, lw_file_change_path(c)));
    lw_buf_add_c(p->buf, "\n\n");
    for (; i < c->hunks.count && (p->verbose || (i < 3 && p->buf->len < UNTIL_HUNKS)); i++)
        hunk(p, &c->hunks.items[i]);
    if (i < c->hunks.count || c->hunks.left_out)
        lw_buf_printf(p->buf, "and %zu more places of this file\n",
                      c->hunks.count - i + c->hunks.left_out);
}

static void hunks(struct page *p)
{
    const struct lw_file_change_list *list = &p->review->files;
    size_t files = 0, left_out = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_file_change *c = &list->items[i];
        bool full = files >= MOST_HUNKS || p->buf->len >= UNTIL_HUNKS;
        if (!c->hunks.count)
            continue;
        if (full && !p->verbose) {
            left_out++;
            continue;
        }
        if (files++ == 0)
            lw_buf_add_c(p->buf,
                         "\n<details><summary>The lines that newly do something</summary>\n");
        hunks_of(p, c);
    }
    if (left_out)
        lw_buf_printf(p->buf, "\nand %zu more files (`--verbose` shows them)\n", left_out);
    if (files)
        lw_buf_add_c(p->buf, "</details>\n");
}

static void foot(struct page *p)
{
    char hex[LW_HEX_BYTES];
    if (!p->review->to->have_content_digest)
        return;
    lw_digest_hex(hex, &p->review->to->content_digest);
    lw_buf_printf(p->buf, "\nContent digest of the new version: `%s`\n", hex);
}

static lw_status write(struct lw_diff_report *report, struct lw_err *err)
{
    (void)err;
    struct page p = { &report->buf, &report->arena, report->review, report->options->verbose };
    head(&p);
    incomplete(&p);
    reasons(&p, false);
    vulnerabilities(&p);
    packages(&p);
    hunks(&p);
    reasons(&p, true);
    foot(&p);
    return LW_OK;
}

const struct lw_diff_format lw_diff_format_markdown = {
    .name = "markdown",
    .what = "for a pull request (GitHub-flavoured)",
    .media_type = "text/markdown; charset=utf-8",
    .hunks = LW_HUNKS_FACTS,
    .write = write,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * report/diffs/table.c - a review for a person at a terminal.
 */
#include "report/table.h"
#include "report/behavior.h"
#include "report/diff_format.h"
#include "report/diff_reason.h"
#include "report/summary.h"
#include "report/unread.h"
#include "review/delta.h"

enum { MOST_ROWS = 40 };

struct page {
    struct lw_painter p;
    const struct lw_review *review;
    bool verbose;
};

static void section(struct page *page, const char *title, size_t count)
{
    lw_buf_add_byte(page->p.buf, '\n');
    lw_paint(&page->p, LW_STYLE_BOLD, lw_view_c(title));
    lw_buf_printf(page->p.buf, " (%zu)\n", count);
}

static void field(struct page *page, const char *name, struct lw_view value)
{
    lw_buf_printf(page->p.buf, "  %-10s ", name);
    lw_paint(&page->p, NULL, value);
    lw_buf_add_byte(page->p.buf, '\n');
}

static struct lw_view side_line(struct page *page, const struct lw_scan *scan)
{
    char hex[LW_HEX_BYTES] = "not known";
    if (scan->have_content_digest)
        lw_digest_hex(hex, &scan->content_digest);
    LW_CLEANUP(lw_buf_clear) struct lw_buf files = LW_BUF_INIT;
    lw_add_files(&files, scan->file_count, scan->entries);
    return lw_arena_printf(page->p.arena, "%.*s  (content %.16s; %.*s)", LW_FMT(scan->input), hex,
                           LW_FMT(lw_buf_view(&files)));
}

static void head(struct page *page)
{
    const struct lw_review *review = page->review;
    LW_CLEANUP(lw_buf_clear) struct lw_buf line = LW_BUF_INIT;
    static const enum lw_level levels[] = { LW_LEVEL_NOTE, LW_LEVEL_REVIEW, LW_LEVEL_BLOCK };
    lw_diff_verdict_line(&line, review);
    const char *style = review->verdict == LW_VERDICT_ADOPT
                            ? LW_STYLE_BOLD
                            : lw_level_style(levels[review->verdict]);
    lw_paint(&page->p, style, lw_buf_view(&line));
    lw_buf_add_c(page->p.buf, "\n\n");
    field(page, "old", side_line(page, review->from));
    field(page, "new", side_line(page, review->to));
    line.len = 0;
    lw_diff_files_line(&line, review);
    field(page, "files", lw_buf_view(&line));
    if (review->same_zip || review->same_content)
        field(page, "content",
              review->same_zip ? LW_VIEW("the same zip, byte for byte")
                               : LW_VIEW("the same files, packed anew"));
    const struct lw_unread_list list = lw_unread_changed(review);
    if (list.count)
        field(page, "unread", lw_unread_words(page->p.arena, &list));
    line.len = 0;
    lw_add_database(&line, review->to, " \xc2\xb7 ");
    field(page, "advisories", lw_buf_view(&line));
}

static void reasons(struct page *page)
{
    const struct lw_reason_list *list = &page->review->reasons;
    size_t notes = 0;
    for (size_t i = 0; i < list->count; i++)
        notes += lw_reason_is_note(&list->items[i]);
    size_t count = page->verbose ? list->count : list->count - notes;
    if (count)
        section(page, "REASONS", count);
    (void)lw_paint_reasons(&page->p, list, page->verbose, SIZE_MAX, page->verbose);
    if (notes && !page->verbose)
        lw_buf_printf(page->p.buf,
                      "  %zu more worth knowing, which change no verdict (--verbose)\n", notes);
}

static void packages(struct page *page)
{
    static const struct lw_column columns[] = {
        { "State", LW_SHRINK_NEVER, 0, false, false },
        { "Package", LW_SHRINK_END, 12, false, false },
        { "Old", LW_SHRINK_END, 6, false, false },
        { "New", LW_SHRINK_END, 6, false, false },
        { "Files", LW_SHRINK_NEVER, 0, true, false },
        { "List", LW_SHRINK_NEVER, 0, true, false },
    };
    struct lw_columns table = { .columns = columns, .column_count = LW_COUNT(columns) };
    const struct lw_package_change_list *list = &page->review->packages;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_package_change *c = &list->items[i];
        if (!lw_diff_package_matters(c))
            continue;
        const struct lw_package *p = c->to ? c->to : c->from;
        struct lw_view files = lw_arena_printf(page->p.arena, "+%zu -%zu ~%zu", c->added,
                                               c->removed, c->changed + c->moved);
        const struct lw_cell cells[] = {
            { lw_view_c(lw_package_state_name(c->state)), NULL },
            { p->name, LW_STYLE_BOLD },
            { lw_diff_version(c->from), NULL },
            { lw_diff_version(c->to), NULL },
            { files, NULL },
            { c->to ? lw_view_c(lw_proof_name(c->proof)) : LW_VIEW_NONE,
              c->proof == LW_PROOF_BROKEN ? lw_severity_style(LW_SEVERITY_HIGH) : NULL },
        };
        lw_columns_row(&page->p, &table, cells);
    }
    if (!table.count)
        return;
    section(page, "PACKAGES", table.count);
    lw_columns_write(&page->p, &table, 2);
}

static void vulnerabilities(struct page *page)
{
    const struct lw_review *review = page->review;
    size_t count = review->vulnerabilities_added.count + review->vulnerabilities_fixed.count;
    if (!count)
        return;
    section(page, "VULNERABILITIES", count);
    for (unsigned side = 0; side < 2; side++) {
        const struct lw_finding_refs *list = side ? &review->vulnerabilities_fixed
                                                  : &review->vulnerabilities_added;
        for (size_t i = 0; i < list->count; i++) {
            const struct lw_finding *f = list->items[i];
            lw_buf_add_c(page->p.buf, side ? "  fixed       " : "  introduced  ");
            lw_paint(&page->p, lw_severity_style(f->severity),
                     lw_view_c(lw_severity_name(f->severity)));
            lw_buf_add_c(page->p.buf, "  ");
            lw_paint(&page->p, NULL,
                     lw_arena_printf(page->p.arena, "%.*s  %.*s", LW_FMT(f->vulnerability),
                                     LW_FMT(f->purl)));
            lw_buf_add_byte(page->p.buf, '\n');
        }
    }
}

/* "aws call": kinds in JSON have a dash. */
static struct lw_view kind_words(struct lw_arena *arena, enum lw_fact_kind kind)
{
    struct lw_view name = lw_view_c(lw_fact_kind_name(kind));
    uint8_t *out = lw_arena_alloc(arena, name.len);
    for (size_t i = 0; i < name.len; i++)
        out[i] = name.ptr[i] == '-' ? ' ' : name.ptr[i];
    return lw_view(out, name.len);
}

static const char *how_new(const struct lw_fact_change *change)
{
    if (!change->new_to_artifact)
        return "";
    if (!change->artifact_had_phase)
        return "new to the layer";
    return lw_fact_is(change->fact, LW_K_PHASE, "import") ? "now at load" : "now when called too";
}

static void facts(struct page *page)
{
    static const struct lw_column columns[] = {
        { "Kind", LW_SHRINK_NEVER, 0, false, false },
        { "What", LW_SHRINK_END, 12, false, false },
        { "Where", LW_SHRINK_MIDDLE, 16, false, false },
        { "", LW_SHRINK_NEVER, 0, true, false },
    };
    struct lw_columns table = { .columns = columns, .column_count = LW_COUNT(columns) };
    const struct lw_fact_change_list *list = &page->review->facts_added;
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_fact_change *c = &list->items[i];
        if ((!c->new_to_package || !lw_fact_matters(c->fact)) && !page->verbose)
            continue;
        if (count++ >= MOST_ROWS && !page->verbose)
            continue;
        struct lw_view where = c->fact->location;
        if (c->fact->line)
            where = lw_arena_printf(page->p.arena, "%.*s:%u", LW_FMT(where), c->fact->line);
        const struct lw_cell cells[] = {
            { kind_words(page->p.arena, c->fact->kind), NULL },
            { lw_behavior_words(page->p.arena, c->fact), LW_STYLE_BOLD },
            { where, LW_STYLE_DIM },
            { lw_view_c(how_new(c)), LW_STYLE_DIM },
        };
        lw_columns_row(&page->p, &table, cells);
    }
    if (!count)
        return;
    section(page, "NEWLY SEEN", count);
    lw_columns_write(&page->p, &table, 2);
    if (count > table.count)
        lw_buf_printf(page->p.buf, "  and %zu more (--verbose)\n", count - table.count);
}

static void files(struct page *page)
{
    static const struct lw_column columns[] = {
        { "State", LW_SHRINK_NEVER, 0, false, false },
        { "Path", LW_SHRINK_MIDDLE, 20, false, false },
        { "", LW_SHRINK_MIDDLE, 10, true, false },
    };
    struct lw_columns table = { .columns = columns, .column_count = LW_COUNT(columns) };
    const struct lw_file_change_list *list = &page->review->files;
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_file_change *c = &list->items[i];
        if (!page->verbose && !lw_diff_file_matters(page->review, c))
            continue;
        if (count++ >= MOST_ROWS && !page->verbose)
            continue;
        bool elsewhere = c->state == LW_FILE_MOVED || c->state == LW_FILE_RENAMED;
        struct lw_view more = LW_VIEW_NONE;
        if (elsewhere)
            more = lw_arena_printf(page->p.arena, "was %.*s (%u%%)", LW_FMT(c->from->path),
                                   c->similarity);
        else if (c->mode_changed)
            more = lw_arena_printf(page->p.arena, "mode %04o to %04o", c->from->mode, c->to->mode);
        const struct lw_cell cells[] = {
            { lw_view_c(c->state == LW_FILE_SAME ? "mode" : lw_file_state_name(c->state)), NULL },
            { lw_file_change_path(c), NULL },
            { more, LW_STYLE_DIM },
        };
        lw_columns_row(&page->p, &table, cells);
    }
    if (!count)
        return;
    section(page, "FILES", count);
    lw_columns_write(&page->p, &table, 2);
    if (count > table.count)
        lw_buf_printf(page->p.buf, "  and %zu more (--verbose)\n", count - table.count);
}

static void hunk(struct page *page, const struct lw_hunk *hunk)
{
    static const char marks[] = " -+";
    static const char *const styles[] = { LW_STYLE_DIM, "31", "32" };
    for (size_t i = 0; i < hunk->count; i++) {
        const struct lw_hunk_line *line = &hunk->items[i];
        struct lw_view text = lw_arena_printf(
            page->p.arena, "  %5u %c %.*s%s", line->new_line ? line->new_line : line->old_line,
            marks[line->kind], LW_FMT(line->text), line->cut ? " ..." : "");
        while (text.len && text.ptr[text.len - 1] == ' ')
            text.len--;
        lw_paint(&page->p, styles[line->kind], text);
        lw_buf_add_byte(page->p.buf, '\n');
    }
}

static void hunks(struct page *page)
{
    const struct lw_file_change_list *list = &page->review->files;
    size_t shown = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_file_change *c = &list->items[i];
        if (!c->hunks.count || (shown >= MOST_ROWS && !page->verbose))
            continue;
        if (shown++ == 0)
            lw_buf_add_c(page->p.buf, "\nHUNKS\n");
        lw_buf_add_c(page->p.buf, "  ");
        lw_paint(&page->p, LW_STYLE_BOLD, lw_file_change_path(c));
        lw_buf_add_byte(page->p.buf, '\n');
        for (size_t k = 0; k < c->hunks.count && (k < 4 || page->verbose); k++) {
            lw_buf_add_c(page->p.buf, k ? "  ...\n" : "");
            hunk(page, &c->hunks.items[k]);
        }
    }
}

static lw_status write(struct lw_diff_report *report, struct lw_err *err)
{
    (void)err;
    struct page page = { .p = { .buf = &report->buf,
                                .arena = &report->arena,
                                .color = report->options->color,
                                .width = report->options->width },
                         .review = report->review,
                         .verbose = report->options->verbose };
    head(&page);
    reasons(&page);
    packages(&page);
    vulnerabilities(&page);
    facts(&page);
    files(&page);
    hunks(&page);
    return LW_OK;
}

const struct lw_diff_format lw_diff_format_table = {
    .name = "table",
    .what = "for a person at a terminal",
    .media_type = "text/plain; charset=utf-8",
    .hunks = LW_HUNKS_FACTS,
    .write = write,
};

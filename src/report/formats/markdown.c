/* SPDX-License-Identifier: Apache-2.0
 *
 * report/formats/markdown.c - for a pull request or a job's summary: GitHub-flavoured Markdown.
 *
 * Trusts: nothing; every text is made safe and escaped, so that it is neither markup nor a link nor
 *         a mention.
 */
#include "report/behavior.h"
#include "report/format.h"
#include "report/markdown_text.h"
#include "report/summary.h"
#include "report/unread.h"

enum { MOST_ROWS = 200 };

struct page {
    struct lw_buf *buf;
    struct lw_arena *arena;
    const struct lw_scan *scan;
    struct lw_report_summary summary;
    bool verbose;
};

static void text(struct page *p, struct lw_view value)
{
    lw_md_text(p->buf, p->arena, value);
}

static void code(struct page *p, struct lw_view value)
{
    lw_md_code(p->buf, p->arena, value);
}

static void title_line(struct page *p, const char *name, const char *digest)
{
    lw_buf_printf(p->buf, "| %s | `%s` |\n", name, digest);
}

static void head(struct page *p)
{
    const struct lw_scan *scan = p->scan;
    char digest[LW_HEX_BYTES];
    lw_buf_add_c(p->buf, "## Layerward: ");
    text(p, lw_path_base(scan->input));
    lw_buf_add_c(p->buf, "\n\n**");
    lw_report_summary_line(p->buf, &p->summary);
    lw_buf_add_c(p->buf, "**\n\n| | |\n| --- | --- |\n");
    if (scan->have_zip_digest) {
        lw_digest_base64(digest, &scan->zip_digest);
        title_line(p, "CodeSha256", digest);
    }
    if (scan->have_content_digest) {
        lw_digest_hex(digest, &scan->content_digest);
        title_line(p, "Content digest", digest);
    }
    lw_buf_add_c(p->buf, "| Unpacked | ");
    lw_add_bytes(p->buf, scan->unpacked_bytes);
    lw_buf_add_c(p->buf, " |\n| Advisories | ");
    text(p, scan->database.len ? scan->database
                               : LW_VIEW("none, vulnerabilities were not looked for"));
    lw_buf_add_c(p->buf, scan->database_old ? ", " : "");
    lw_add_database_age(p->buf, scan);
    lw_buf_add_c(p->buf, " |\n");
}

static void incomplete(struct page *p)
{
    const struct lw_incomplete_list *list = &p->scan->facts.incomplete;
    if (list->count == 0)
        return;
    lw_buf_add_c(p->buf, "\n### Incomplete\n\nThis could not be looked at:\n\n");
    for (size_t i = 0; i < list->count; i++) {
        struct lw_view where = list->items[i].location;
        lw_buf_add_c(p->buf, "- ");
        code(p, where.len ? where : LW_VIEW("the artifact"));
        lw_buf_add_c(p->buf, " (");
        text(p, list->items[i].reason);
        lw_buf_add_c(p->buf, ")\n");
    }
}

static void cell(struct page *p, struct lw_view value)
{
    lw_buf_add_c(p->buf, "| ");
    text(p, value);
    lw_buf_add_byte(p->buf, ' ');
}

static void code_cell(struct page *p, struct lw_view value)
{
    lw_buf_add_c(p->buf, "| ");
    code(p, value);
    lw_buf_add_byte(p->buf, ' ');
}

static void vulnerability(struct page *p, const struct lw_finding *f)
{
    struct lw_view name = f->purl, version = LW_VIEW("");
    enum lw_ecosystem ecosystem;
    (void)lw_purl_parse(&ecosystem, &name, &version, f->purl, p->arena);
    name = f->package.len ? f->package : name;
    cell(p, lw_view_c(lw_severity_name(f->severity)));
    code_cell(p, f->vulnerability);
    code_cell(p, name);
    code_cell(p, version);
    if (f->fixed_version.len)
        code_cell(p, f->fixed_version);
    else
        cell(p, LW_VIEW("none"));
    cell(p, f->kev ? LW_VIEW("yes") : LW_VIEW(""));
    cell(p, f->title);
    lw_buf_add_c(p->buf, "|\n");
}

static void finding(struct page *p, const struct lw_finding *f)
{
    struct lw_view where = f->path;
    if (f->line)
        where = lw_arena_printf(p->arena, "%.*s:%u", LW_FMT(where), f->line);
    cell(p, lw_view_c(lw_severity_name(f->severity)));
    code_cell(p, f->rule);
    code_cell(p, where);
    cell(p, f->title);
    cell(p, f->fix);
    lw_buf_add_c(p->buf, "|\n");
}

/* A table of those findings that are (or are not) vulnerabilities. */
static void findings(struct page *p, bool vulnerabilities)
{
    size_t count = vulnerabilities ? p->summary.vulnerabilities : p->summary.findings;
    size_t rows = 0;
    if (count == 0)
        return;
    lw_buf_add_c(p->buf, vulnerabilities
                             ? "\n### Vulnerabilities\n\n| Severity | Id | Package | Installed | "
                               "Fixed in | KEV | Title |\n| --- | --- | --- | --- | --- | --- | "
                               "--- |\n"
                             : "\n### Findings\n\n| Severity | Rule | Where | Title | Fix |\n"
                               "| --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < p->scan->findings.count; i++) {
        const struct lw_finding *f = &p->scan->findings.items[i];
        if (f->suppressed || lw_finding_is_vulnerability(f) != vulnerabilities)
            continue;
        if (rows++ == MOST_ROWS && !p->verbose)
            break;
        if (vulnerabilities)
            vulnerability(p, f);
        else
            finding(p, f);
    }
    if (rows > MOST_ROWS && !p->verbose)
        lw_buf_printf(p->buf, "\nand %zu more (--verbose lists them)\n", count - MOST_ROWS);
}

static void behavior(struct page *p)
{
    const struct lw_behavior_rows rows = lw_behavior_rows_of(p->scan, p->arena);
    const struct lw_unread_list list = lw_unread_of(p->scan);
    const struct lw_view unread = lw_unread_words(p->arena, &list);
    if (unread.len)
        lw_buf_printf(p->buf, "\nWhat code does: %.*s\n", LW_FMT(unread));
    if (!rows.count)
        return;
    lw_buf_printf(p->buf,
                  "\n<details><summary>What code does (%zu)</summary>\n\n| What | When | Files | "
                  "Where |\n| --- | --- | --- | --- |\n",
                  rows.count);
    for (size_t i = 0; i < rows.count && (i < MOST_ROWS || p->verbose); i++) {
        cell(p, rows.items[i].what);
        cell(p, lw_view_c(lw_behavior_when(&rows.items[i])));
        lw_buf_printf(p->buf, "| %zu ", rows.items[i].files);
        code_cell(p, rows.items[i].folders);
        lw_buf_add_c(p->buf, "|\n");
    }
    lw_buf_add_c(p->buf, "\n</details>\n");
    if (rows.count > MOST_ROWS && !p->verbose)
        lw_buf_printf(p->buf, "\nand %zu more (--verbose lists them)\n", rows.count - MOST_ROWS);
}

static void packages(struct page *p)
{
    const struct lw_package_list *list = &p->scan->facts.packages;
    if (list->count == 0)
        return;
    lw_buf_printf(p->buf,
                  "\n<details><summary>Packages (%zu)</summary>\n\n| Package | Version | Kind | "
                  "Licence |\n| --- | --- | --- | --- |\n",
                  list->count);
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_package *one = &list->items[i];
        code_cell(p, one->name);
        if (one->version.len)
            code_cell(p, one->version);
        else
            cell(p, LW_VIEW("not known"));
        cell(p, lw_view_c(lw_ecosystem_person(one->ecosystem)));
        lw_buf_add_c(p->buf, "| ");
        for (size_t k = 0; k < one->licenses.count; k++) {
            lw_buf_add_c(p->buf, k ? ", " : "");
            text(p, one->licenses.items[k]);
        }
        lw_buf_add_c(p->buf, " |\n");
    }
    lw_buf_add_c(p->buf, "\n</details>\n");
}

static lw_status scan(struct lw_report *report, const struct lw_scan *scan, struct lw_err *err)
{
    (void)err;
    struct page p = { .buf = &report->buf,
                      .arena = &report->scratch,
                      .scan = scan,
                      .summary = lw_report_summary(scan),
                      .verbose = report->options->verbose };
    if (report->scans + report->failures)
        lw_buf_add_byte(p.buf, '\n');
    head(&p);
    incomplete(&p);
    findings(&p, true);
    findings(&p, false);
    behavior(&p);
    packages(&p);
    return LW_OK;
}

static lw_status failed(struct lw_report *report, const struct lw_report_failure *failure,
                        struct lw_err *err)
{
    (void)err;
    struct page p = { .buf = &report->buf, .arena = &report->scratch };
    lw_buf_add_c(p.buf, report->scans + report->failures ? "\n## Layerward: " : "## Layerward: ");
    text(&p, lw_path_base(failure->input));
    lw_buf_add_c(p.buf, "\n\n**This could not be scanned:** ");
    text(&p, failure->reason);
    lw_buf_add_byte(p.buf, '\n');
    return LW_OK;
}

const struct lw_format lw_format_markdown = {
    .name = "markdown",
    .what = "for a pull request or a job's summary",
    .media_type = "text/markdown; charset=utf-8",
    .many = true,
    .scan = scan,
    .failed = failed,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * report/table_findings.c - what is wrong, what could not be looked at, what is in it.
 */
#include "report/table.h"

#include "archive/manifest.h"
#include "base/map.h"
#include "scan/function.h"

enum { PLACES_SHOWN = 6, RULE_COLUMNS = 9 };

static const char *const severity_styles[LW_SEVERITY_COUNT] = {
    [LW_SEVERITY_UNKNOWN] = "35", [LW_SEVERITY_NONE] = "2",  [LW_SEVERITY_LOW] = "36",
    [LW_SEVERITY_MEDIUM] = "33",  [LW_SEVERITY_HIGH] = "31", [LW_SEVERITY_CRITICAL] = "1;31",
};

static const char *const severity_words[LW_SEVERITY_COUNT] = {
    [LW_SEVERITY_UNKNOWN] = "UNKNOWN", [LW_SEVERITY_NONE] = "NONE",
    [LW_SEVERITY_LOW] = "LOW",         [LW_SEVERITY_MEDIUM] = "MEDIUM",
    [LW_SEVERITY_HIGH] = "HIGH",       [LW_SEVERITY_CRITICAL] = "CRITICAL",
};

const char *lw_severity_style(enum lw_severity severity)
{
    return severity_styles[(unsigned)severity % LW_SEVERITY_COUNT];
}

static struct lw_view severity_word(enum lw_severity severity)
{
    return lw_view_c(severity_words[(unsigned)severity % LW_SEVERITY_COUNT]);
}

void lw_table_section(struct lw_table *t, const char *title, size_t count)
{
    lw_buf_add_byte(t->p.buf, '\n');
    lw_paint(&t->p, LW_STYLE_BOLD, lw_arena_printf(t->p.arena, "%s (%zu)", title, count));
    lw_buf_add_byte(t->p.buf, '\n');
}

void lw_table_incomplete(struct lw_table *t)
{
    static const struct lw_column columns[] = {
        { "", LW_SHRINK_MIDDLE, 16, false, false },
        { "", LW_SHRINK_END, 20, false, false },
    };
    const struct lw_incomplete_list *list = &t->scan->facts.incomplete;
    if (list->count == 0)
        return;
    lw_buf_add_byte(t->p.buf, '\n');
    lw_paint(
        &t->p, "1;33",
        lw_arena_printf(t->p.arena, "INCOMPLETE (%zu): this could not be looked at", list->count));
    lw_buf_add_byte(t->p.buf, '\n');
    struct lw_columns rows = { .columns = columns, .column_count = LW_COUNT(columns) };
    for (size_t i = 0; i < list->count; i++) {
        struct lw_view where = list->items[i].location;
        struct lw_cell cells[] = { { where.len ? where : LW_VIEW("(the artifact)"), NULL },
                                   { list->items[i].reason, "33" } };
        lw_columns_row(&t->p, &rows, cells);
    }
    lw_columns_write(&t->p, &rows, 2);
}

/* "97.6 %", "0.06 %"; less than that is noise. */
static struct lw_view epss_text(struct lw_table *t, double epss)
{
    if (epss < 0.0001)
        return LW_VIEW("");
    return lw_arena_printf(t->p.arena, "%.*f %%", epss < 0.01 ? 2 : epss < 0.1 ? 1 : 0, epss * 100);
}

/* With --verbose: where, how to fix it, and who says more. */
static void vulnerability_details(struct lw_table *t, struct lw_columns *rows,
                                  const struct lw_finding *f)
{
    enum { REFERENCES_SHOWN = 3 };
    if (f->path.len)
        lw_columns_note(&t->p, rows, lw_arena_join(t->p.arena, LW_VIEW("in "), f->path),
                        LW_SHRINK_MIDDLE);
    if (f->fix.len)
        lw_columns_note(&t->p, rows, lw_arena_join(t->p.arena, LW_VIEW("fix: "), f->fix),
                        LW_SHRINK_END);
    for (size_t i = 0; i < f->references.count && i < REFERENCES_SHOWN; i++)
        lw_columns_note(&t->p, rows,
                        lw_arena_join(t->p.arena, LW_VIEW("see "), f->references.items[i]),
                        LW_SHRINK_NEVER);
}

/* How the rows of a table of vulnerabilities are laid out. */
struct fault_layout {
    bool titles; /* advisories say more than their id */
    bool below;  /* what does not fit beside a row stands below it */
};

static void vulnerability_row(struct lw_table *t, struct lw_columns *rows,
                              const struct lw_finding *f, struct fault_layout l)
{
    struct lw_view name = f->purl, version = LW_VIEW("");
    enum lw_ecosystem ecosystem;
    (void)lw_purl_parse(&ecosystem, &name, &version, f->purl, t->p.arena);
    name = f->package.len ? f->package : name;
    struct lw_view score = f->cvss_tenths < 0
                               ? LW_VIEW("")
                               : lw_arena_printf(t->p.arena, "%d.%d", f->cvss_tenths / 10,
                                                 f->cvss_tenths % 10);
    const char *style = lw_severity_style(f->severity);
    struct lw_view last = l.titles ? f->title : f->path;
    struct lw_cell cells[] = {
        { severity_word(f->severity), style },
        { f->vulnerability, NULL },
        { name, LW_STYLE_BOLD },
        { version, NULL },
        { f->fixed_version.len ? f->fixed_version : LW_VIEW("none"),
          f->fixed_version.len ? "32" : LW_STYLE_DIM },
        { f->kev ? LW_VIEW("yes") : LW_VIEW(""), "1;31" },
        { score, style },
        { epss_text(t, f->epss), f->epss >= 0.1 ? "33" : LW_STYLE_DIM },
        { l.below ? LW_VIEW("") : last, LW_STYLE_DIM },
    };
    lw_columns_row(&t->p, rows, cells);
    if (l.below && l.titles)
        lw_columns_note(&t->p, rows, f->title, LW_SHRINK_END);
    if (t->verbose)
        vulnerability_details(t, rows, f);
}

static struct lw_view fault_of_package(struct lw_table *t, const struct lw_finding *f)
{
    return lw_arena_printf(t->p.arena, "%.*s %.*s", LW_FMT(f->vulnerability), LW_FMT(f->purl));
}

/* How often each fault of a package is there: more than once where the package is. */
static void count_places(struct lw_map *places, struct lw_table *t)
{
    for (size_t i = 0; i < t->scan->findings.count; i++) {
        const struct lw_finding *f = &t->scan->findings.items[i];
        if (lw_finding_is_vulnerability(f) && !f->suppressed)
            ++*lw_map_put(places, fault_of_package(t, f), NULL);
    }
}

/* Whether any vulnerability has a title that says more than "ID in PACKAGE". */
static bool any_title(const struct lw_table *t)
{
    for (size_t i = 0; i < t->scan->findings.count; i++) {
        const struct lw_finding *f = &t->scan->findings.items[i];
        if (lw_finding_is_vulnerability(f) && !lw_view_starts(f->title, f->vulnerability))
            return true;
    }
    return false;
}

/* A fault of a package that is in several places is told once, with all of them. */
static void other_places(struct lw_table *t, struct lw_columns *rows, size_t from,
                         const struct lw_finding *f)
{
    const struct lw_finding *items = t->scan->findings.items;
    for (size_t i = from; i < t->scan->findings.count; i++)
        if (!items[i].suppressed && lw_view_eq(items[i].vulnerability, f->vulnerability) &&
            lw_view_eq(items[i].purl, f->purl))
            lw_columns_note(&t->p, rows, lw_arena_join(t->p.arena, LW_VIEW("in "), items[i].path),
                            LW_SHRINK_MIDDLE);
}

void lw_table_vulnerabilities(struct lw_table *t)
{
    enum { ROOM_FOR_TITLES = 120 };
    bool narrow = t->p.width && t->p.width < ROOM_FOR_TITLES, titles = any_title(t);
    struct fault_layout l = { titles, t->verbose || (narrow && titles) };
    const struct lw_column columns[] = {
        { "SEVERITY", LW_SHRINK_NEVER, 0, false, false },
        { "ID", LW_SHRINK_END, 19, false, false },
        { "PACKAGE", LW_SHRINK_MIDDLE, 13, false, false },
        { "INSTALLED", LW_SHRINK_END, 9, false, false },
        { "FIXED IN", LW_SHRINK_END, 8, false, false },
        { "KEV", LW_SHRINK_NEVER, 0, false, false },
        { "CVSS", LW_SHRINK_NEVER, 0, true, true },
        { "EPSS", LW_SHRINK_NEVER, 0, true, true },
        { titles ? "TITLE" : "LOCATION", titles ? LW_SHRINK_END : LW_SHRINK_MIDDLE, 24, !titles,
          false },
    };
    if (t->summary.vulnerabilities == 0)
        return;
    lw_table_section(t, "VULNERABILITIES", t->summary.vulnerabilities);
    struct lw_columns rows = { .columns = columns, .column_count = LW_COUNT(columns) };
    LW_CLEANUP(lw_map_clear) struct lw_map places = LW_MAP_INIT;
    count_places(&places, t);
    for (size_t i = 0; i < t->scan->findings.count; i++) {
        const struct lw_finding *f = &t->scan->findings.items[i];
        if (!lw_finding_is_vulnerability(f) || f->suppressed)
            continue;
        uint64_t *count = lw_map_put(&places, fault_of_package(t, f), NULL);
        if (*count == 0)
            continue; /* told already */
        vulnerability_row(t, &rows, f, l);
        if (*count > 1)
            other_places(t, &rows, t->verbose || (!titles && t->p.width == 0) ? i + 1 : i, f);
        *count = 0;
    }
    lw_columns_write(&t->p, &rows, 2);
}

static bool together(const struct lw_finding *a, const struct lw_finding *b)
{
    return a->severity == b->severity && lw_view_eq(a->rule, b->rule) && !b->suppressed;
}

/* "path:line  what was seen", one line each; below it the title where each has its own. */
static void places(struct lw_table *t, size_t at, size_t end, bool one_title)
{
    static const struct lw_column columns[] = {
        { "", LW_SHRINK_MIDDLE, 20, false, false },
        { "", LW_SHRINK_END, 16, true, false },
    };
    struct lw_columns rows = { .columns = columns, .column_count = LW_COUNT(columns) };
    for (size_t i = at; i < end; i++) {
        const struct lw_finding *f = &t->scan->findings.items[i];
        struct lw_view where = f->path;
        if (where.len == 0 && end - at > 1)
            where = LW_VIEW("(top level)");
        if (f->line)
            where = lw_arena_printf(t->p.arena, "%.*s:%u", LW_FMT(where), f->line);
        struct lw_cell cells[] = { { where, NULL }, { f->evidence, LW_STYLE_DIM } };
        if (one_title && where.len + f->evidence.len == 0)
            continue;
        lw_columns_row(&t->p, &rows, cells);
        if (!one_title)
            lw_columns_note(&t->p, &rows, f->title, LW_SHRINK_END);
    }
    lw_columns_write(&t->p, &rows, RULE_COLUMNS + 3);
}

/* One heading for all findings of a rule, their places, and how to fix them. */
static size_t finding_group(struct lw_table *t, size_t at)
{
    const struct lw_finding *items = t->scan->findings.items, *first = &items[at];
    size_t end = at + 1;
    while (end < t->scan->findings.count && together(first, &items[end]))
        end++;
    lw_buf_add_c(t->p.buf, "  ");
    struct lw_view word = severity_word(first->severity);
    lw_paint(&t->p, lw_severity_style(first->severity), word);
    lw_buf_printf(t->p.buf, "%*s", (int)(RULE_COLUMNS + 1 - word.len), "");
    bool many = end - at > 1;
    lw_paint(&t->p, LW_STYLE_BOLD, first->rule);
    if (many)
        lw_buf_printf(t->p.buf, " (%zu)", end - at);
    lw_buf_add_byte(t->p.buf, '\n');
    bool one_title = true;
    for (size_t i = at; i < end; i++)
        one_title = one_title && lw_view_eq(items[i].title, first->title);
    if (one_title)
        lw_paint_wrapped(&t->p, NULL, RULE_COLUMNS + 3, first->title);
    size_t stop = t->verbose || end - at <= PLACES_SHOWN ? end : at + PLACES_SHOWN - 1;
    places(t, at, stop, one_title);
    if (stop < end)
        lw_paint_wrapped(
            &t->p, LW_STYLE_DIM, RULE_COLUMNS + 3,
            lw_arena_printf(t->p.arena, "and %zu more (--verbose lists them)", end - stop));
    if (first->fix.len)
        lw_paint_wrapped(&t->p, "32", RULE_COLUMNS + 3,
                         lw_arena_join(t->p.arena, LW_VIEW("Fix: "), first->fix));
    for (size_t i = 0; t->verbose && i < first->references.count; i++)
        lw_paint_wrapped(&t->p, LW_STYLE_DIM, RULE_COLUMNS + 3,
                         lw_arena_join(t->p.arena, LW_VIEW("See: "), first->references.items[i]));
    return end;
}

void lw_table_findings(struct lw_table *t)
{
    if (t->summary.findings == 0)
        return;
    lw_table_section(t, "FINDINGS", t->summary.findings);
    bool first = true;
    for (size_t i = 0; i < t->scan->findings.count;) {
        const struct lw_finding *f = &t->scan->findings.items[i];
        if (f->suppressed || lw_finding_is_vulnerability(f)) {
            i++;
            continue;
        }
        if (!first)
            lw_buf_add_byte(t->p.buf, '\n');
        first = false;
        i = finding_group(t, i);
    }
}

void lw_table_suppressed(struct lw_table *t)
{
    static const struct lw_column columns[] = {
        { "", LW_SHRINK_NEVER, 0, false, false },
        { "", LW_SHRINK_END, 14, false, false },
        { "", LW_SHRINK_MIDDLE, 16, false, false },
        { "", LW_SHRINK_END, 16, true, false },
    };
    if (t->summary.suppressed == 0)
        return;
    lw_table_section(t, "SUPPRESSED", t->summary.suppressed);
    struct lw_columns rows = { .columns = columns, .column_count = LW_COUNT(columns) };
    for (size_t i = 0; i < t->scan->findings.count; i++) {
        const struct lw_finding *f = &t->scan->findings.items[i];
        if (!f->suppressed)
            continue;
        bool vulnerable = lw_finding_is_vulnerability(f);
        struct lw_cell cells[] = { { severity_word(f->severity), LW_STYLE_DIM },
                                   { vulnerable ? f->vulnerability : f->rule, LW_STYLE_DIM },
                                   { vulnerable ? f->purl : f->path, LW_STYLE_DIM },
                                   { f->suppressed_by, LW_STYLE_DIM } };
        lw_columns_row(&t->p, &rows, cells);
    }
    lw_columns_write(&t->p, &rows, 2);
}

static void package_rows(struct lw_table *t)
{
    static const struct lw_column columns[] = {
        { "KIND", LW_SHRINK_NEVER, 0, true, false },
        { "PACKAGE", LW_SHRINK_MIDDLE, 12, false, false },
        { "VERSION", LW_SHRINK_END, 8, false, false },
        { "LICENCE", LW_SHRINK_END, 10, true, false },
        { "LOCATION", LW_SHRINK_MIDDLE, 16, true, false },
    };
    struct lw_columns rows = { .columns = columns, .column_count = LW_COUNT(columns) };
    for (size_t i = 0; i < t->scan->facts.packages.count; i++) {
        const struct lw_package *p = &t->scan->facts.packages.items[i];
        struct lw_view license = p->licenses.count ? p->licenses.items[0] : LW_VIEW("");
        for (size_t k = 1; k < p->licenses.count; k++)
            license = lw_arena_printf(t->p.arena, "%.*s, %.*s", LW_FMT(license),
                                      LW_FMT(p->licenses.items[k]));
        struct lw_cell cells[] = {
            { lw_view_c(lw_ecosystem_person(p->ecosystem)), LW_STYLE_DIM },
            { p->name, LW_STYLE_BOLD },
            { p->version.len ? p->version : LW_VIEW("not known"),
              p->version.len ? NULL : LW_STYLE_DIM },
            { license, NULL },
            { p->location, LW_STYLE_DIM },
        };
        lw_columns_row(&t->p, &rows, cells);
    }
    lw_columns_write(&t->p, &rows, 2);
}

void lw_table_packages(struct lw_table *t)
{
    enum { SMALL = 12 };
    if (t->summary.packages == 0)
        return;
    lw_table_section(t, "PACKAGES", t->summary.packages);
    if (t->verbose || t->scan->packages_only || t->summary.packages <= SMALL) {
        package_rows(t);
        lw_table_hidden(t);
        return;
    }
    struct lw_buf text = LW_BUF_INIT;
    for (unsigned e = 0; e < LW_ECO_COUNT; e++)
        if (t->summary.by_ecosystem[e])
            lw_buf_printf(&text, "%s%s %zu", text.len ? ", " : "",
                          lw_ecosystem_person((enum lw_ecosystem)e), t->summary.by_ecosystem[e]);
    lw_buf_add_c(&text, " (--verbose lists them)");
    lw_paint_wrapped(&t->p, NULL, 2, lw_buf_view(&text));
    lw_table_hidden(t);
    lw_buf_clear(&text);
}

/* A digest is whole or of no use: where the path would have no room beside it, it stands below. */
void lw_table_files(struct lw_table *t)
{
    enum { ROOM_FOR_DIGESTS = 130 };
    bool below = t->p.width && t->p.width < ROOM_FOR_DIGESTS;
    static const struct lw_column columns[] = {
        { "MODE", LW_SHRINK_NEVER, 0, false, false },
        { "BYTES", LW_SHRINK_NEVER, 0, false, true },
        { "SHA-256", LW_SHRINK_NEVER, 0, false, false },
        { "PATH", LW_SHRINK_MIDDLE, 20, false, false },
    };
    if (t->scan->file_count == 0)
        return;
    lw_table_section(t, "FILES", t->scan->file_count);
    struct lw_columns rows = { .columns = columns, .column_count = LW_COUNT(columns) };
    for (size_t i = 0; i < t->scan->file_count; i++) {
        const struct lw_scan_file *f = &t->scan->files[i];
        char mode[8], hex[LW_HEX_BYTES];
        struct lw_buf bytes = LW_BUF_INIT;
        lw_manifest_mode(mode, f->type, f->mode);
        lw_digest_hex(hex, &f->sha256);
        lw_add_thousands(&bytes, f->bytes);
        struct lw_view digest = f->have_sha256 ? lw_view_c(hex) : LW_VIEW("");
        struct lw_cell cells[] = { { lw_view_c(mode), LW_STYLE_DIM },
                                   { lw_buf_view(&bytes), NULL },
                                   { below ? LW_VIEW("") : digest, LW_STYLE_DIM },
                                   { f->path, NULL } };
        lw_columns_row(&t->p, &rows, cells);
        if (below)
            lw_columns_note(&t->p, &rows, digest, LW_SHRINK_NEVER);
        lw_buf_clear(&bytes);
    }
    lw_columns_write(&t->p, &rows, 2);
}

void lw_table_summary(struct lw_table *t)
{
    struct lw_buf text = LW_BUF_INIT;
    lw_report_summary_line(&text, &t->summary);
    bool bad = t->summary.vulnerabilities + t->summary.findings > 0;
    const char *style = bad ? lw_severity_style(t->summary.worst) : "32";
    bool partly = t->summary.incomplete || t->summary.empty ||
                  !t->summary.vulnerabilities_checked || t->summary.not_checked_all;
    lw_paint(&t->p, partly && !bad ? "33" : style, lw_buf_view(&text));
    lw_buf_add_byte(t->p.buf, '\n');
    lw_buf_clear(&text);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * report/table_head.c - what the artifact is: digests, size, where it runs, what Lambda starts.
 */
#include "report/table.h"

enum { LABEL = 16, LIMIT_BYTES = 262144000, BAR = 20 };

#define DOT " \xc2\xb7 "

static struct lw_painter line(struct lw_table *t, const char *name, struct lw_buf *text)
{
    struct lw_painter p = t->p;
    lw_buf_add_c(t->p.buf, "  ");
    lw_paint(&t->p, LW_STYLE_DIM, lw_arena_printf(t->p.arena, "%-*s", LABEL, name));
    text->len = 0;
    p.buf = text;
    return p;
}

/* The value, wrapped beside its label. */
static void value(struct lw_table *t, const char *name, const char *style, struct lw_view text)
{
    struct lw_buf lines = LW_BUF_INIT;
    struct lw_painter p = line(t, name, &lines);
    lw_paint_wrapped(&p, style, LABEL + 2, text);
    struct lw_view v = lw_buf_view(&lines);
    lw_buf_add(t->p.buf, lw_view_from(v, LABEL + 2)); /* the label stands where the indent was */
    lw_buf_clear(&lines);
}

/* A digest is there to be compared and copied: never cut, and on a line of its own where it does
 * not fit beside its label. */
static void digest(struct lw_table *t, const char *name, const char *text)
{
    bool fits = t->p.width == 0 || LABEL + 2 + strlen(text) <= t->p.width;
    lw_buf_add_c(t->p.buf, "  ");
    if (fits)
        lw_paint(&t->p, LW_STYLE_DIM, lw_arena_printf(t->p.arena, "%-*s", LABEL, name));
    else
        lw_paint(&t->p, LW_STYLE_DIM, lw_view_c(name));
    lw_buf_printf(t->p.buf, "%s%s\n", fits ? "" : "\n    ", text);
}

static void digests(struct lw_table *t)
{
    char hex[LW_HEX_BYTES], base64[LW_BASE64_BYTES];
    if (t->scan->have_zip_digest) {
        lw_digest_hex(hex, &t->scan->zip_digest);
        lw_digest_base64(base64, &t->scan->zip_digest);
        digest(t, "Zip SHA-256", hex);
        digest(t, "CodeSha256", base64);
    }
    if (t->scan->have_content_digest) {
        lw_digest_hex(hex, &t->scan->content_digest);
        digest(t, "Content digest", hex);
    }
}

static void bar(struct lw_buf *buf, uint64_t part, uint64_t whole)
{
    uint64_t full = part >= whole ? BAR : (part * BAR + whole - 1) / whole;
    for (uint64_t i = 0; i < BAR; i++)
        lw_buf_add_c(buf, i < full ? "\xe2\x96\xb0" : "\xe2\x96\xb1");
}

static void size(struct lw_table *t)
{
    const struct lw_scan *scan = t->scan;
    struct lw_buf text = LW_BUF_INIT;
    struct lw_painter p = line(t, "Size", &text);
    if (scan->is_zip) {
        lw_add_bytes(&text, scan->zip_bytes);
        lw_buf_add_c(&text, " packed, ");
    }
    lw_add_bytes(&text, scan->unpacked_bytes);
    lw_buf_printf(&text, " unpacked, %.1f %% of the limit",
                  (double)scan->unpacked_bytes * 100 / (double)LIMIT_BYTES);
    lw_buf_add(t->p.buf, lw_buf_view(&text));
    if (t->p.width == 0 || t->p.width >= 100) {
        text.len = 0;
        bar(&text, scan->unpacked_bytes, LIMIT_BYTES);
        const char *style = scan->unpacked_bytes > LIMIT_BYTES           ? "31"
                            : scan->unpacked_bytes > LIMIT_BYTES / 5 * 4 ? "33"
                                                                         : "36";
        lw_buf_add_c(t->p.buf, "  ");
        p.buf = t->p.buf;
        lw_paint(&p, style, lw_buf_view(&text));
    }
    lw_buf_add_byte(t->p.buf, '\n');
    lw_buf_clear(&text);
}

static void files(struct lw_table *t)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    lw_add_files(&text, t->scan->file_count, t->scan->entries);
    value(t, "Files", NULL, lw_buf_view(&text));
}

static void add_list(struct lw_buf *buf, const struct lw_views *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (i)
            lw_buf_add_c(buf, ", ");
        lw_buf_add(buf, list->items[i]);
    }
}

static void runs_on(struct lw_table *t)
{
    const struct lw_facts *facts = &t->scan->facts;
    struct lw_views runtimes = lw_fact_values(t->p.arena, facts, LW_F_COMPATIBILITY, LW_K_RUNTIME);
    struct lw_views machines = lw_fact_values(t->p.arena, facts, LW_F_COMPATIBILITY,
                                              LW_K_ARCHITECTURE);
    if (runtimes.count + machines.count == 0)
        return;
    struct lw_buf text = LW_BUF_INIT;
    add_list(&text, &runtimes);
    if (runtimes.count && machines.count)
        lw_buf_add_c(&text, DOT);
    add_list(&text, &machines);
    value(t, "Runs on", NULL, lw_buf_view(&text));
    lw_buf_clear(&text);
}

static struct lw_view fact_label(const struct lw_fact *fact)
{
    struct lw_view name = lw_fact_get(fact, LW_K_NAME);
    return name.len ? name : fact->location;
}

/* All facts of one kind on one line: "name (interpreter; not executable), …". A platform that
 * starts ten extensions needs no list of thousands; the findings name what is too many. */
static void started(struct lw_table *t, enum lw_fact_kind kind, const char *name)
{
    enum { NAMED_MAX = 20 };
    struct lw_buf text = LW_BUF_INIT;
    size_t count = 0;
    for (size_t i = 0; i < t->scan->facts.facts.count; i++) {
        const struct lw_fact *fact = &t->scan->facts.facts.items[i];
        if (fact->kind != kind || (++count > NAMED_MAX && !t->verbose))
            continue;
        if (text.len)
            lw_buf_add_c(&text, ", ");
        lw_buf_add(&text, fact_label(fact));
        struct lw_view by = lw_fact_get(fact, LW_K_INTERPRETER);
        struct lw_view what = by.len ? by : lw_fact_get(fact, LW_K_KIND);
        bool broken = lw_fact_is(fact, LW_K_EXECUTABLE, "no");
        if (what.len || broken)
            lw_buf_printf(&text, " (%.*s%s%s)", LW_FMT(what), what.len && broken ? "; " : "",
                          broken ? "not executable" : "");
    }
    if (count > NAMED_MAX && !t->verbose)
        lw_buf_printf(&text, " and %zu more (--verbose lists them)", count - NAMED_MAX);
    if (text.len)
        value(t, name, NULL, lw_buf_view(&text));
    lw_buf_clear(&text);
}

static void runtimes_in_it(struct lw_table *t)
{
    struct lw_buf text = LW_BUF_INIT;
    for (size_t i = 0; i < t->scan->facts.facts.count; i++) {
        const struct lw_fact *fact = &t->scan->facts.facts.items[i];
        if (fact->kind != LW_F_RUNTIME)
            continue;
        if (text.len)
            lw_buf_add_c(&text, ", ");
        lw_buf_add(&text, fact_label(fact));
        struct lw_view version = lw_fact_get(fact, LW_K_VERSION);
        if (version.len)
            lw_buf_printf(&text, " %.*s", LW_FMT(version));
    }
    if (text.len)
        value(t, "Brings along", NULL, lw_buf_view(&text));
    lw_buf_clear(&text);
}

static void advisories(struct lw_table *t)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    bool warns = t->scan->database.len == 0 || t->scan->database_old;
    lw_add_database(&text, t->scan, DOT);
    value(t, "Advisories", warns ? "33" : NULL, lw_buf_view(&text));
}

void lw_table_input(struct lw_painter *p, struct lw_view input)
{
    size_t room = p->width ? p->width : LW_SHOWN_COLUMNS_MOST;
    struct lw_view safe = lw_text_safe(p->arena, input);
    lw_paint(p, LW_STYLE_BOLD, lw_text_fit(p->arena, safe, room, LW_SHRINK_MIDDLE));
    lw_buf_add_byte(p->buf, '\n');
}

void lw_table_head(struct lw_table *t)
{
    lw_table_input(&t->p, t->scan->input);
    digests(t);
    size(t);
    files(t);
    runs_on(t);
    started(t, LW_F_BOOTSTRAP, "Custom runtime");
    started(t, LW_F_EXTENSION, "Extensions");
    started(t, LW_F_WRAPPER, "Wrapper scripts");
    runtimes_in_it(t);
    if (t->scan->packages_only)
        value(t, "Scope", "33", LW_VIEW("packages only: content was not looked at"));
    else
        advisories(t);
}

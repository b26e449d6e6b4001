/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/verbs/list.c - what this program knows: rules, analysers, formats, errors ...
 */
#include "base/jsonw.h"
#include "cli/common.h"
#include "cli/listing.h"
#include "report/columns.h"

extern const struct lw_verb lw_verb_list;

static const struct lw_option options[] = {
    { "format", 'f', "FORMAT", "table (default), json or markdown", "table json markdown" },
    { NULL, 0, NULL, NULL, NULL },
};

static const struct lw_example examples[] = {
    { "what is judged of a layer", "layerward list rules" },
    { "the same for a program", "layerward list rules --format json" },
    { "forms of reports", "layerward list formats" },
    { NULL, NULL },
};

/* A word of a list of words. */
static bool has_word(const char *words, const char *word)
{
    struct lw_view rest = lw_view_c(words), each;
    while (lw_view_split(&each, &rest, ' '))
        if (lw_view_is(each, word))
            return true;
    return false;
}

static void as_table(struct lw_buf *buf, const struct lw_listing *listing,
                     const struct lw_listing_rows *rows, struct lw_arena *arena)
{
    struct lw_painter painter = {
        .buf = buf, .arena = arena, .color = lw_cli_color(), .width = lw_cli_width()
    };
    struct lw_column columns[LW_LISTING_CELLS];
    size_t from[LW_LISTING_CELLS], count = 0;
    for (size_t i = 0; i < LW_LISTING_CELLS && listing->heads[i]; i++) {
        if (listing->details && has_word(listing->details, listing->heads[i]))
            continue;
        columns[count] = (struct lw_column){ .head = listing->heads[i], .shrink = LW_SHRINK_NEVER };
        from[count++] = i;
    }
    struct lw_columns table = { .columns = columns, .column_count = count };
    for (size_t i = 0; i < rows->count; i++) {
        struct lw_cell cells[LW_LISTING_CELLS] = { 0 };
        for (size_t k = 0; k < count; k++)
            cells[k].text = rows->items[i].cells[from[k]];
        lw_columns_row(&painter, &table, cells);
    }
    lw_columns_write(&painter, &table, 0);
}

static void json_cell(struct lw_jsonw *w, const struct lw_listing *listing, const char *head,
                      struct lw_view cell)
{
    if (!listing->lists || !has_word(listing->lists, head)) {
        lw_jsonw_text_if(w, head, cell);
        return;
    }
    lw_jsonw_array(w, head);
    while (cell.len) {
        size_t at = lw_view_find(cell, LW_VIEW(", "));
        lw_jsonw_text(w, NULL, lw_view_sub(cell, 0, at));
        cell = at == LW_NOT_FOUND ? LW_VIEW_NONE : lw_view_from(cell, at + 2);
    }
    lw_jsonw_end(w);
}

static void as_json(struct lw_buf *buf, const struct lw_listing *listing,
                    const struct lw_listing_rows *rows)
{
    struct lw_jsonw w = lw_jsonw(buf, NULL, true);
    lw_jsonw_array(&w, NULL);
    for (size_t i = 0; i < rows->count; i++) {
        lw_jsonw_object(&w, NULL);
        for (size_t k = 0; k < LW_LISTING_CELLS && listing->heads[k]; k++)
            json_cell(&w, listing, listing->heads[k], rows->items[i].cells[k]);
        lw_jsonw_end(&w);
    }
    lw_jsonw_end(&w);
    (void)lw_jsonw_finish(&w);
}

static void as_markdown(struct lw_buf *buf, const struct lw_listing *listing,
                        const struct lw_listing_rows *rows)
{
    if (listing->markdown) {
        listing->markdown(buf);
        return;
    }
    for (size_t k = 0; k < LW_LISTING_CELLS && listing->heads[k]; k++)
        lw_buf_printf(buf, "| %s ", listing->heads[k]);
    lw_buf_add_c(buf, "|\n");
    for (size_t k = 0; k < LW_LISTING_CELLS && listing->heads[k]; k++)
        lw_buf_add_c(buf, "| --- ");
    lw_buf_add_c(buf, "|\n");
    for (size_t i = 0; i < rows->count; i++) {
        for (size_t k = 0; k < LW_LISTING_CELLS && listing->heads[k]; k++)
            lw_buf_printf(buf, "| %.*s ", LW_FMT(rows->items[i].cells[k]));
        lw_buf_add_c(buf, "|\n");
    }
}

static struct lw_view names_of_listings(struct lw_arena *arena)
{
    struct lw_view names = LW_VIEW_NONE;
    for (size_t i = 0; i < lw_listing_count; i++)
        names = lw_arena_printf(arena, "%.*s%s%s", LW_FMT(names), i ? ", " : "",
                                lw_listings[i].name);
    return names;
}

static void write_listing(struct lw_buf *buf, const struct lw_listing *listing, const char *format,
                          struct lw_arena *arena)
{
    struct lw_listing_rows rows = { 0 };
    listing->rows(&rows, arena);
    if (strcmp(format, "json") == 0)
        as_json(buf, listing, &rows);
    else if (strcmp(format, "markdown") == 0)
        as_markdown(buf, listing, &rows);
    else
        as_table(buf, listing, &rows, arena);
}

static int run(const struct lw_args *args)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_buf buf = LW_BUF_INIT;
    const char *name = lw_args_operand(args, 0), *format = lw_args_get(args, "format");
    const struct lw_listing *listing = lw_listing_find(lw_view_c(name));
    int code = LW_EXIT_CLEAN;
    if (listing) {
        write_listing(&buf, listing, format ? format : "table", &arena);
        if (fwrite(buf.ptr, 1, buf.len, stdout) != buf.len || fflush(stdout) != 0)
            code = LW_EXIT_INCOMPLETE;
    } else {
        struct lw_view names = names_of_listings(&arena);
        code = lw_cli_usage(&lw_verb_list, "there is no list of \"%s\"; there are %.*s", name,
                            LW_FMT(names));
    }
    lw_buf_clear(&buf);
    lw_arena_clear(&arena);
    return code;
}

const struct lw_verb lw_verb_list = {
    .name = "list",
    .summary = "list what is known: rules, analyzers, formats, errors ...",
    .synopsis = "WHAT",
    .description =
        "WHAT is one of: rules, what is judged of a layer's content; review-rules, what is judged "
        "of a new version; analyzers, what is looked for in files; formats, forms of reports; "
        "facts, kinds of what is seen; capabilities, what code can do; anomalies, tricks and "
        "defects of archives; errors, codes and exit codes; runtimes of Lambda and when they end; "
        "interpreters and libraries whose end of life is known; orderings of versions.",
    .options = options,
    .examples = examples,
    .min_operands = 1,
    .max_operands = 1,
    .operand = "@list",
    .run = run,
};

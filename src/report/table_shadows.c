/* SPDX-License-Identifier: Apache-2.0
 *
 * report/table_shadows.c - who hides whom, when layers and a function are put together.
 */
#include "report/table.h"

#include "scan/function.h"

/* "/long/way/to/layer.zip: lib/x 1.2" without the folders of the layer. */
static struct lw_view short_source(struct lw_arena *arena, struct lw_view text)
{
    size_t colon = lw_view_find(text, LW_VIEW(": "));
    if (colon == LW_NOT_FOUND)
        return text;
    return lw_arena_join(arena, lw_path_base(lw_view_sub(text, 0, colon)),
                         lw_view_from(text, colon));
}

/* Of a package the losers are layers, of all else what stands in them. */
static struct lw_view all_losers(struct lw_arena *arena, const struct lw_fact *fact, bool layers)
{
    struct lw_view all = LW_VIEW_NONE;
    for (size_t i = 0; i < fact->count; i++) {
        if (fact->items[i].key != LW_K_LOSER)
            continue;
        struct lw_view value = fact->items[i].value;
        struct lw_view one = layers ? lw_path_base(value) : short_source(arena, value);
        all = all.len ? lw_arena_printf(arena, "%.*s%s%.*s", LW_FMT(all), layers ? " and " : ", ",
                                        LW_FMT(one))
                      : one;
    }
    return all;
}

void lw_table_shadows(struct lw_table *t)
{
    static const struct lw_column columns[] = {
        { .head = "KIND" },
        { .head = "NAME", .shrink = LW_SHRINK_MIDDLE, .at_least = 12 },
        { .head = "USED", .shrink = LW_SHRINK_MIDDLE, .at_least = 20 },
        { .head = "HIDDEN", .shrink = LW_SHRINK_MIDDLE, .at_least = 20 },
    };
    struct lw_columns rows = { .columns = columns, .column_count = LW_COUNT(columns) };
    const struct lw_fact_list *facts = &t->scan->facts.facts;
    for (size_t i = 0; i < facts->count; i++) {
        const struct lw_fact *fact = &facts->items[i];
        if (fact->kind != LW_F_SHADOW || lw_fact_get(fact, LW_K_LAYER).len == 0)
            continue; /* of one layer alone: its findings say it */
        const struct lw_cell cells[] = {
            { lw_fact_get(fact, LW_K_KIND), LW_STYLE_DIM },
            { lw_fact_get(fact, LW_K_NAME), LW_STYLE_BOLD },
            { short_source(t->p.arena, lw_fact_get(fact, LW_K_WINNER)), NULL },
            { all_losers(t->p.arena, fact, false), LW_STYLE_DIM },
        };
        lw_columns_row(&t->p, &rows, cells);
    }
    if (rows.count == 0)
        return;
    lw_table_section(t, "SHADOWED", rows.count);
    lw_columns_write(&t->p, &rows, 2);
}

enum { HIDDEN_SHOWN = 8 };

/* "ms 0.6.2 of layer.zip, debug 2.1.0 of layer.zip and other.zip" */
static void hidden_of(struct lw_table *t, const char *lead, bool (*is)(const struct lw_fact *))
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    const struct lw_fact_list *facts = &t->scan->facts.facts;
    size_t count = 0;
    for (size_t i = 0; i < facts->count; i++) {
        const struct lw_fact *fact = &facts->items[i];
        if (!is(fact) || (++count > HIDDEN_SHOWN && !t->verbose))
            continue;
        lw_buf_printf(&text, "%s%.*s %.*s of %.*s", text.len ? ", " : lead,
                      LW_FMT(lw_fact_get(fact, LW_K_NAME)), LW_FMT(lw_fact_get(fact, LW_K_VERSION)),
                      LW_FMT(all_losers(t->p.arena, fact, true)));
    }
    if (count > HIDDEN_SHOWN && !t->verbose)
        lw_buf_printf(&text, " and %zu more (--verbose lists them)", count - HIDDEN_SHOWN);
    if (text.len)
        lw_paint_wrapped(&t->p, NULL, 2, lw_buf_view(&text));
}

void lw_table_hidden(struct lw_table *t)
{
    hidden_of(t, "In part, some of their files are another layer's: ", lw_is_part_package);
    hidden_of(t, "Hidden, not counted: ", lw_is_hidden_package);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * report/table_shadows.c - who hides whom, when layers and a function are put together.
 */
#include "report/table.h"

/* "/long/way/to/layer.zip: lib/x 1.2" without the folders of the layer. */
static struct lw_view short_source(struct lw_arena *arena, struct lw_view text)
{
    size_t colon = lw_view_find(text, LW_VIEW(": "));
    if (colon == LW_NOT_FOUND)
        return text;
    return lw_arena_join(arena, lw_path_base(lw_view_sub(text, 0, colon)),
                         lw_view_from(text, colon));
}

static struct lw_view all_losers(struct lw_arena *arena, const struct lw_fact *fact)
{
    struct lw_view all = LW_VIEW_NONE;
    for (size_t i = 0; i < fact->count; i++) {
        if (fact->items[i].key != LW_K_LOSER)
            continue;
        struct lw_view one = short_source(arena, fact->items[i].value);
        all = all.len ? lw_arena_printf(arena, "%.*s, %.*s", LW_FMT(all), LW_FMT(one)) : one;
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
            { all_losers(t->p.arena, fact), LW_STYLE_DIM },
        };
        lw_columns_row(&t->p, &rows, cells);
    }
    if (rows.count == 0)
        return;
    lw_table_section(t, "SHADOWED", rows.count);
    lw_columns_write(&t->p, &rows, 2);
}

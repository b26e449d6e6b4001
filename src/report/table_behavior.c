/* SPDX-License-Identifier: Apache-2.0
 *
 * report/table_behavior.c - what code does, of a scan that looked.
 */
#include "report/behavior.h"
#include "report/table.h"
#include "report/unread.h"

enum { MOST_ROWS = 40 };

void lw_table_behavior(struct lw_table *t)
{
    static const struct lw_column columns[] = {
        { .head = "WHAT", .shrink = LW_SHRINK_END, .at_least = 42 },
        { .head = "WHEN" },
        { .head = "FILES", .optional = true, .right = true },
        { .head = "WHERE", .shrink = LW_SHRINK_END, .at_least = 12, .optional = true },
    };
    struct lw_columns table = { .columns = columns, .column_count = LW_COUNT(columns) };
    const struct lw_behavior_rows rows = lw_behavior_rows_of(t->scan, t->p.arena);
    for (size_t i = 0; i < rows.count && (t->verbose || i < MOST_ROWS); i++) {
        const struct lw_behavior_row *row = &rows.items[i];
        const struct lw_cell cells[] = {
            { row->what, LW_STYLE_BOLD },
            { lw_view_c(lw_behavior_when(row)), NULL },
            { lw_arena_printf(t->p.arena, "%zu", row->files), NULL },
            { row->folders, LW_STYLE_DIM },
        };
        lw_columns_row(&t->p, &table, cells);
    }
    if (!table.count && !t->scan->behavior)
        return;
    lw_table_section(t, "WHAT CODE DOES", rows.count);
    if (!table.count)
        lw_buf_add_c(t->p.buf, "  Nothing is seen: no server, program, credential or AWS call.\n");
    lw_columns_write(&t->p, &table, 2);
    if (rows.count > table.count)
        lw_buf_printf(t->p.buf, "  and %zu more (--verbose)\n", rows.count - table.count);
    const struct lw_unread_list list = lw_unread_of(t->scan);
    const struct lw_view unread = lw_unread_words(t->p.arena, &list);
    if (unread.len)
        lw_paint_wrapped(&t->p, LW_STYLE_DIM, 2, unread);
}

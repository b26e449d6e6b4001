/* SPDX-License-Identifier: Apache-2.0
 *
 * report/columns.h - rows of cells that fit a terminal's width.
 */
#ifndef LW_REPORT_COLUMNS_H
#define LW_REPORT_COLUMNS_H

#include "base/text.h"

/* SGR parameters; NULL is the terminal's own. */
#define LW_STYLE_BOLD "1"
#define LW_STYLE_DIM "2"

struct lw_painter {
    struct lw_buf *buf;
    struct lw_arena *arena;
    bool color;
    unsigned width; /* 0: as wide as it gets */
};

enum { LW_COLUMNS_MOST = 9 };

enum lw_shrink { LW_SHRINK_NEVER, LW_SHRINK_END, LW_SHRINK_MIDDLE };

struct lw_column {
    const char *head;
    enum lw_shrink shrink;
    unsigned at_least; /* columns it keeps when it shrinks */
    bool optional;     /* left out, last first, where the rows do not fit otherwise */
    bool right;        /* numbers */
};

struct lw_cell {
    struct lw_view text; /* made safe by lw_columns_row() */
    const char *style;
};

/* A line of its own below a row. */
struct lw_columns_line {
    struct lw_view text;
    enum lw_shrink shrink;
};

struct lw_columns_row {
    struct lw_cell cells[LW_COLUMNS_MOST];
    struct {
        struct lw_columns_line *items;
        size_t count, capacity;
    } notes;
};

struct lw_columns {
    const struct lw_column *columns;
    size_t column_count;
    struct lw_columns_row *items;
    size_t count, capacity;
};

/* What is shown of a text at most, however wide the output: names can be 64 KiB long. */
enum { LW_SHOWN_COLUMNS_MOST = 512 };

/* Text from an artifact, made safe and painted. */
void lw_paint(struct lw_painter *p, const char *style, struct lw_view text);

/* Adds a row; `cells` has one for each column. */
void lw_columns_row(struct lw_painter *p, struct lw_columns *table, const struct lw_cell *cells);

/* A line of its own below the row added last; an empty text is passed over. */
void lw_columns_note(struct lw_painter *p, struct lw_columns *table, struct lw_view text,
                     enum lw_shrink how);

/* Writes all rows, with a head line unless each head is empty. */
void lw_columns_write(struct lw_painter *p, const struct lw_columns *table, unsigned indent);

/* Safe text cut to `columns` with one "…", at its end or (paths) in its middle. */
struct lw_view lw_text_fit(struct lw_arena *arena, struct lw_view safe, size_t columns,
                           enum lw_shrink how);

/* Words of `text` in lines of the painter's width; all lines are indented. */
void lw_paint_wrapped(struct lw_painter *p, const char *style, unsigned indent,
                      struct lw_view text);

#endif

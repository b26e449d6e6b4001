/* SPDX-License-Identifier: Apache-2.0
 *
 * report/columns.c - measuring, shrinking and painting rows.
 */
#include "report/columns.h"

enum { GAP = 2, WRAP_AT_MOST = 100, NOTE_INDENT = 4, WRAPPED_MOST = 100000 };

static const struct lw_view ellipsis = { (const uint8_t *)"\xe2\x80\xa6", 3 };

static void paint_safe(struct lw_painter *p, const char *style, struct lw_view safe)
{
    if (p->color && style && safe.len)
        lw_buf_printf(p->buf, "\x1b[%sm%.*s\x1b[0m", style, LW_FMT(safe));
    else
        lw_buf_add(p->buf, safe);
}

void lw_paint(struct lw_painter *p, const char *style, struct lw_view text)
{
    paint_safe(p, style, lw_text_safe(p->arena, text));
}

static void spaces(struct lw_buf *buf, size_t n)
{
    while (n-- > 0)
        lw_buf_add_byte(buf, ' ');
}

/* Bytes of the longest head that takes at most `columns`. */
static size_t head_bytes(struct lw_view v, size_t columns)
{
    size_t at = 0, used = 0;
    while (at < v.len) {
        size_t next = at;
        (void)lw_utf8_next(v, &next);
        used += lw_text_columns(lw_view_sub(v, at, next - at));
        if (used > columns)
            break;
        at = next;
    }
    return at;
}

/* Where the shortest tail starts that is cut off so that at most `columns` stay. */
static size_t tail_start(struct lw_view v, size_t columns)
{
    size_t at = 0, left = lw_text_columns(v);
    while (at < v.len && left > columns) {
        size_t next = at;
        (void)lw_utf8_next(v, &next);
        left -= lw_text_columns(lw_view_sub(v, at, next - at));
        at = next;
    }
    return at;
}

struct lw_view lw_text_fit(struct lw_arena *arena, struct lw_view safe, size_t columns,
                           enum lw_shrink how)
{
    if (how == LW_SHRINK_NEVER || lw_text_columns(safe) <= columns)
        return safe;
    if (columns == 0)
        return LW_VIEW("");
    size_t head = columns - 1, tail = 0;
    if (how == LW_SHRINK_MIDDLE) { /* the end of a path says more than its start */
        head = (columns - 1) * 2 / 5;
        tail = columns - 1 - head;
    }
    struct lw_view start = lw_arena_join(arena, lw_view_sub(safe, 0, head_bytes(safe, head)),
                                         ellipsis);
    return lw_arena_join(arena, start, lw_view_from(safe, tail_start(safe, tail)));
}

void lw_columns_row(struct lw_painter *p, struct lw_columns *table, const struct lw_cell *cells)
{
    struct lw_columns_row *row = LW_PUSH(p->arena, table);
    for (size_t i = 0; i < table->column_count; i++) {
        struct lw_view safe = lw_text_safe(p->arena, cells[i].text);
        safe = lw_text_fit(p->arena, safe, LW_SHOWN_COLUMNS_MOST, table->columns[i].shrink);
        row->cells[i] = (struct lw_cell){ safe, cells[i].style };
    }
}

void lw_columns_note(struct lw_painter *p, struct lw_columns *table, struct lw_view text,
                     enum lw_shrink how)
{
    struct lw_columns_row *row = &table->items[table->count - 1];
    if (text.len)
        *LW_PUSH(p->arena, &row->notes) = (struct lw_columns_line){ lw_text_safe(p->arena, text),
                                                                    how };
}

struct layout {
    size_t width[LW_COLUMNS_MOST];
    bool shown[LW_COLUMNS_MOST];
    size_t last; /* the last that is shown */
};

static size_t total(const struct lw_columns *table, const struct layout *l)
{
    size_t sum = 0;
    for (size_t i = 0; i < table->column_count; i++)
        sum += l->shown[i] ? l->width[i] + GAP : 0;
    return sum ? sum - GAP : 0;
}

/* How far a column may still shrink. */
static size_t slack(const struct lw_column *column, const struct layout *l, size_t i)
{
    bool may = l->shown[i] && column->shrink != LW_SHRINK_NEVER;
    return may && l->width[i] > column->at_least ? l->width[i] - column->at_least : 0;
}

/* Takes one column off the one with the most slack, until it fits or none has any. */
static void shrink(const struct lw_columns *table, struct layout *l, size_t room)
{
    while (total(table, l) > room) {
        size_t widest = 0;
        for (size_t i = 1; i < table->column_count; i++)
            if (slack(&table->columns[i], l, i) > slack(&table->columns[widest], l, widest))
                widest = i;
        if (slack(&table->columns[widest], l, widest) == 0)
            return;
        l->width[widest]--;
    }
}

static void measure(const struct lw_columns *table, struct layout *l)
{
    for (size_t i = 0; i < table->column_count; i++) {
        size_t content = 0;
        for (size_t r = 0; r < table->count; r++) {
            size_t n = lw_text_columns(table->items[r].cells[i].text);
            content = n > content ? n : content;
        }
        size_t head = lw_text_columns(lw_view_c(table->columns[i].head));
        l->shown[i] = content > 0; /* a column with nothing in it says nothing */
        l->width[i] = content > head ? content : head;
    }
}

static struct layout lay_out(const struct lw_columns *table, size_t room)
{
    struct layout natural = { { 0 }, { 0 }, 0 };
    measure(table, &natural);
    struct layout l = natural;
    for (;;) {
        if (room)
            shrink(table, &l, room);
        if (room == 0 || total(table, &l) <= room)
            break;
        size_t drop = table->column_count;
        for (size_t i = 0; i < table->column_count; i++)
            if (table->columns[i].optional && natural.shown[i])
                drop = i;
        if (drop == table->column_count)
            break;
        natural.shown[drop] = false;
        l = natural;
    }
    for (size_t i = 0; i < table->column_count; i++)
        if (l.shown[i])
            l.last = i;
    return l;
}

static void write_row(struct lw_painter *p, const struct lw_columns *table, const struct layout *l,
                      const struct lw_columns_row *row, unsigned indent)
{
    spaces(p->buf, indent);
    for (size_t i = 0; i < table->column_count; i++) {
        if (!l->shown[i])
            continue;
        const struct lw_column *column = &table->columns[i];
        enum lw_shrink how = column->shrink ? column->shrink : LW_SHRINK_NEVER;
        struct lw_view text = lw_text_fit(p->arena, row->cells[i].text, l->width[i], how);
        size_t used = lw_text_columns(text);
        size_t pad = l->width[i] > used ? l->width[i] - used : 0;
        if (column->right)
            spaces(p->buf, pad);
        paint_safe(p, row->cells[i].style, text);
        if (i != l->last)
            spaces(p->buf, (column->right ? 0 : pad) + GAP);
    }
    while (p->buf->len && p->buf->ptr[p->buf->len - 1] == ' ')
        p->buf->len--;
    lw_buf_add_byte(p->buf, '\n');
}

static void write_notes(struct lw_painter *p, const struct lw_columns_row *row, unsigned indent)
{
    size_t room = p->width > indent ? p->width - indent : LW_SHOWN_COLUMNS_MOST;
    for (size_t i = 0; i < row->notes.count; i++) {
        const struct lw_columns_line *note = &row->notes.items[i];
        spaces(p->buf, indent);
        paint_safe(p, LW_STYLE_DIM, lw_text_fit(p->arena, note->text, room, note->shrink));
        lw_buf_add_byte(p->buf, '\n');
    }
}

void lw_columns_write(struct lw_painter *p, const struct lw_columns *table, unsigned indent)
{
    size_t room = p->width > indent ? p->width - indent : 0;
    struct layout l = lay_out(table, room);
    struct lw_columns_row head = { 0 };
    bool any = false;
    for (size_t i = 0; i < table->column_count; i++) {
        head.cells[i] = (struct lw_cell){ lw_view_c(table->columns[i].head), LW_STYLE_DIM };
        any = any || table->columns[i].head[0];
    }
    if (any)
        write_row(p, table, &l, &head, indent);
    for (size_t r = 0; r < table->count; r++) {
        write_row(p, table, &l, &table->items[r], indent);
        write_notes(p, &table->items[r], indent + NOTE_INDENT);
    }
}

static void end_line(struct lw_painter *p, const char *style, unsigned indent, struct lw_buf *line)
{
    spaces(p->buf, indent);
    paint_safe(p, style, lw_buf_view(line));
    lw_buf_add_byte(p->buf, '\n');
    line->len = 0;
}

void lw_paint_wrapped(struct lw_painter *p, const char *style, unsigned indent, struct lw_view text)
{
    size_t width = p->width && p->width < WRAP_AT_MOST ? p->width : WRAP_AT_MOST;
    size_t room = width > indent + 16 ? width - indent : 16, used = 0;
    struct lw_view rest = lw_text_fit(p->arena, lw_text_safe(p->arena, text), WRAPPED_MOST,
                                      LW_SHRINK_MIDDLE);
    struct lw_view word;
    struct lw_buf line = LW_BUF_INIT;
    while (lw_view_split(&word, &rest, ' ')) {
        size_t columns = lw_text_columns(word);
        if (used && used + 1 + columns > room) {
            end_line(p, style, indent, &line);
            used = 0;
        }
        while (columns > room) { /* longer than a line: cut */
            size_t cut = head_bytes(word, room);
            lw_buf_add(&line, lw_view_sub(word, 0, cut));
            end_line(p, style, indent, &line);
            word = lw_view_from(word, cut);
            columns = lw_text_columns(word);
        }
        if (word.len == 0)
            continue;
        if (used)
            lw_buf_add_byte(&line, ' ');
        lw_buf_add(&line, word);
        used += columns + (used > 0);
    }
    if (line.len)
        end_line(p, style, indent, &line);
    lw_buf_clear(&line);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/pickle.c - the stack machine of pickles, of which only texts and names are kept.
 */
#include "analyze/pickle.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/reader.h"
#include "base/text.h"

enum { ITEMS_MAX = 1 << 20, MARKS_MAX = 1 << 16 };

/* What follows an instruction: bytes of a fixed number, or a length and as many bytes, or lines. */
enum follows { NONE, FIXED, LENGTH, LINE, TWO_LINES };

/* What it does to the stack: takes `takes` items (ALL: down to the mark), puts `puts`. */
enum { ALL = 9 };

struct instruction {
    uint8_t code;
    uint8_t follows, width; /* of FIXED, or of the length */
    uint8_t takes, puts;
};

static const struct instruction instructions[] = {
    { '(', NONE, 0, 0, 0 },      { ')', NONE, 0, 0, 1 },    { '.', NONE, 0, 1, 0 },
    { '0', NONE, 0, 1, 0 },      { '1', NONE, 0, ALL, 0 },  { '2', NONE, 0, 0, 1 },
    { 'B', LENGTH, 4, 0, 1 },    { 'C', LENGTH, 1, 0, 1 },  { 'F', LINE, 0, 0, 1 },
    { 'G', FIXED, 8, 0, 1 },     { 'I', LINE, 0, 0, 1 },    { 'J', FIXED, 4, 0, 1 },
    { 'K', FIXED, 1, 0, 1 },     { 'L', LINE, 0, 0, 1 },    { 'M', FIXED, 2, 0, 1 },
    { 'N', NONE, 0, 0, 1 },      { 'P', LINE, 0, 0, 1 },    { 'Q', NONE, 0, 1, 1 },
    { 'R', NONE, 0, 2, 1 },      { 'S', LINE, 0, 0, 1 },    { 'T', LENGTH, 4, 0, 1 },
    { 'U', LENGTH, 1, 0, 1 },    { 'V', LINE, 0, 0, 1 },    { 'X', LENGTH, 4, 0, 1 },
    { ']', NONE, 0, 0, 1 },      { 'a', NONE, 0, 1, 0 },    { 'b', NONE, 0, 1, 0 },
    { 'c', TWO_LINES, 0, 0, 1 }, { 'd', NONE, 0, ALL, 1 },  { 'e', NONE, 0, ALL, 0 },
    { 'g', LINE, 0, 0, 1 },      { 'h', FIXED, 1, 0, 1 },   { 'i', TWO_LINES, 0, ALL, 1 },
    { 'j', FIXED, 4, 0, 1 },     { 'l', NONE, 0, ALL, 1 },  { 'o', NONE, 0, ALL, 1 },
    { 'p', LINE, 0, 0, 0 },      { 'q', FIXED, 1, 0, 0 },   { 'r', FIXED, 4, 0, 0 },
    { 's', NONE, 0, 2, 0 },      { 't', NONE, 0, ALL, 1 },  { 'u', NONE, 0, ALL, 0 },
    { '}', NONE, 0, 0, 1 },      { 0x80, FIXED, 1, 0, 0 },  { 0x81, NONE, 0, 2, 1 },
    { 0x82, FIXED, 1, 0, 1 },    { 0x83, FIXED, 2, 0, 1 },  { 0x84, FIXED, 4, 0, 1 },
    { 0x85, NONE, 0, 1, 1 },     { 0x86, NONE, 0, 2, 1 },   { 0x87, NONE, 0, 3, 1 },
    { 0x88, NONE, 0, 0, 1 },     { 0x89, NONE, 0, 0, 1 },   { 0x8a, LENGTH, 1, 0, 1 },
    { 0x8b, LENGTH, 4, 0, 1 },   { 0x8c, LENGTH, 1, 0, 1 }, { 0x8d, LENGTH, 8, 0, 1 },
    { 0x8e, LENGTH, 8, 0, 1 },   { 0x8f, NONE, 0, 0, 1 },   { 0x90, NONE, 0, ALL, 0 },
    { 0x91, NONE, 0, ALL, 1 },   { 0x92, NONE, 0, 3, 1 },   { 0x93, NONE, 0, 2, 1 },
    { 0x94, NONE, 0, 0, 0 },     { 0x95, FIXED, 8, 0, 0 },  { 0x96, LENGTH, 8, 0, 1 },
    { 0x97, NONE, 0, 0, 1 },     { 0x98, NONE, 0, 0, 0 },
};

/* The texts that the machine holds; all else is empty. Those of an earlier pickle of the bytes are
 * not of this one. */
struct text {
    struct lw_view view;
    size_t pickle;
};

struct texts {
    struct text *items;
    size_t count, capacity;
};

struct machine {
    struct lw_reader r;
    struct texts stack, memo;
    size_t pickle, memoized; /* of which pickle; what it has kept */
    bool lost;               /* where it keeps something is not known, so nothing is */
    size_t *marks, mark_count, mark_capacity;
    const struct lw_pickle_visitor *visitor;
};

static void put(struct texts *texts, struct lw_view text, size_t pickle)
{
    if (texts->count == texts->capacity) {
        texts->capacity = texts->capacity ? 2 * texts->capacity : 64;
        texts->items = lw_xrealloc(texts->items, texts->capacity * sizeof *texts->items);
    }
    texts->items[texts->count++] = (struct text){ text, pickle };
}

static struct lw_view top(const struct machine *m, size_t below)
{
    return m->stack.count > below ? m->stack.items[m->stack.count - 1 - below].view : LW_VIEW_NONE;
}

/* CPython counts the places in use: what is kept over another one is no new one. It also reads
 * numbers as "+1" and "0_1", which are lost here. */
static void keep(struct machine *m, uint64_t at)
{
    m->lost = m->lost || at >= ITEMS_MAX;
    if (m->lost)
        return;
    while (m->memo.count <= at)
        put(&m->memo, LW_VIEW_NONE, 0);
    m->memoized += m->memo.items[at].pickle != m->pickle;
    m->memo.items[at] = (struct text){ top(m, 0), m->pickle };
}

static struct lw_view kept(const struct machine *m, uint64_t at)
{
    const bool there = !m->lost && at < m->memo.count && m->memo.items[at].pickle == m->pickle;
    return there ? m->memo.items[at].view : LW_VIEW_NONE;
}

static void mark(struct machine *m)
{
    if (m->mark_count == m->mark_capacity) {
        m->mark_capacity = m->mark_capacity ? 2 * m->mark_capacity : 64;
        m->marks = lw_xrealloc(m->marks, m->mark_capacity * sizeof *m->marks);
    }
    m->marks[m->mark_count++] = m->stack.count;
}

static void take(struct machine *m, unsigned count)
{
    size_t least = 0;
    if (count == ALL) {
        least = m->mark_count ? m->marks[--m->mark_count] : 0;
        m->stack.count = m->stack.count < least ? m->stack.count : least;
        return;
    }
    /* A mark that stands on top is taken as an item is. */
    for (; count; count--) {
        if (m->mark_count && m->marks[m->mark_count - 1] >= m->stack.count)
            m->mark_count--;
        else if (m->stack.count)
            m->stack.count--;
    }
}

static struct lw_view line(struct lw_reader *r)
{
    struct lw_view rest = lw_view_sub(r->bytes, r->pos, lw_left(r));
    size_t len = lw_view_find_byte(rest, '\n');
    struct lw_view text = lw_take(r, len == LW_NOT_FOUND ? UINT64_MAX : len + 1);
    text.len -= text.len > 0;
    return text;
}

/* 'text' and "text", as protocol 0 writes it. */
static struct lw_view unquoted(struct lw_view text)
{
    bool quoted = text.len >= 2 && (text.ptr[0] == '\'' || text.ptr[0] == '"');
    return quoted ? lw_view_sub(text, 1, text.len - 2) : text;
}

static const struct instruction *instruction_of(uint8_t code)
{
    for (size_t i = 0; i < LW_COUNT(instructions); i++)
        if (instructions[i].code == code)
            return &instructions[i];
    return NULL;
}

/* As source writes it. */
static bool is_name(struct lw_view text)
{
    bool is = text.len > 0;
    for (size_t i = 0; i < text.len && is; i++)
        is = lw_is_word(text.ptr[i]) || text.ptr[i] == '.';
    return is;
}

/* What a pickle can import: "my-module" too, of my-module.py. */
static bool is_importable(struct lw_view text)
{
    bool is = text.len > 0;
    for (size_t i = 0; i < text.len && is; i++)
        is = text.ptr[i] > ' ' && text.ptr[i] != 0x7f;
    return is;
}

struct operand {
    struct lw_view text, second; /* of LENGTH, LINE, TWO_LINES */
    uint64_t number;             /* of FIXED, and of a line of digits */
};

static struct operand operand_of(struct lw_reader *r, const struct instruction *of)
{
    struct operand out = { .number = UINT64_MAX };
    switch ((enum follows)of->follows) {
    case FIXED:
        out.number = lw_uint_le(r, of->width);
        break;
    case LENGTH:
        out.text = lw_take(r, lw_uint_le(r, of->width));
        break;
    case TWO_LINES:
        out.text = line(r);
        out.second = line(r);
        break;
    case LINE:
        out.text = line(r);
        if (!lw_view_u64(&out.number, out.text, UINT32_MAX))
            out.number = UINT64_MAX;
        break;
    case NONE:
        break;
    }
    return out;
}

static bool is_text(uint8_t code)
{
    return code == 'S' || code == 'T' || code == 'U' || code == 'V' || code == 'X' ||
           code == 0x8c || code == 0x8d;
}

/* What lies on the stack behind it: a text, or nothing that is known. */
static struct lw_view result_of(struct machine *m, uint8_t code, const struct operand *operand)
{
    if (is_text(code))
        return code == 'S' ? unquoted(operand->text) : operand->text;
    if (code == 'g' || code == 'h' || code == 'j')
        return kept(m, operand->number);
    return code == '2' ? top(m, 0) : LW_VIEW_NONE;
}

static void step(struct machine *m, const struct instruction *is, size_t offset)
{
    const struct operand operand = operand_of(&m->r, is);
    if (m->r.bad)
        return;
    const struct lw_pickle_visitor *v = m->visitor;
    const bool lines = is->code == 'c' || is->code == 'i';
    if (lines && is_importable(operand.text) && is_importable(operand.second))
        v->global(v->ctx, operand.text, operand.second, offset);
    else if (is->code == 0x93 && is_importable(top(m, 0)) && is_importable(top(m, 1)))
        v->global(v->ctx, top(m, 1), top(m, 0), offset);
    else if (is->code == 0x93)
        v->global(v->ctx, LW_VIEW_NONE, LW_VIEW_NONE, offset);
    else if (is->code == 'p' || is->code == 'q' || is->code == 'r')
        keep(m, operand.number);
    else if (is->code == 0x94)
        keep(m, m->memoized);
    else if (is->code == '(')
        mark(m);
    const struct lw_view result = result_of(m, is->code, &operand);
    take(m, is->takes);
    if (is->puts)
        put(&m->stack, result, m->pickle);
    if (is->code == '.') { /* another one may follow, with a machine of its own */
        m->stack.count = m->mark_count = m->memoized = 0;
        m->lost = false;
        m->pickle++;
    }
}

bool lw_pickle_magic(struct lw_view head)
{
    static const char first[] = "cC(K}])X\x8cMJNGB\x8a\x8d\x88\x89\x8f(";
    return head.len >= 4 && head.ptr[0] == 0x80 && head.ptr[1] >= 2 && head.ptr[1] <= 5 &&
           (head.ptr[2] == 0x95 || memchr(first, head.ptr[2], sizeof first - 1));
}

static lw_status no_pickle(struct lw_err *err, size_t offset)
{
    LW_FAIL(err, LW_E_FORMAT, offset, "no instruction of a pickle");
}

static lw_status too_much(struct lw_err *err, size_t offset)
{
    LW_FAIL(err, LW_E_LIMIT, offset, "a pickle that holds more than %d things at once", ITEMS_MAX);
}

lw_status lw_pickle_walk(struct lw_view bytes, const struct lw_pickle_visitor *visitor, size_t *end,
                         struct lw_err *err)
{
    struct machine m = { .r = lw_reader(bytes), .pickle = 1, .visitor = visitor };
    lw_status status = LW_OK;
    *end = 0;
    while (lw_left(&m.r) && lw_ok(status)) {
        const struct instruction *is = instruction_of(lw_u8(&m.r));
        if (is)
            step(&m, is, *end);
        if (!is || m.r.bad)
            status = no_pickle(err, *end);
        else if (m.stack.count > ITEMS_MAX || m.mark_count > MARKS_MAX)
            status = too_much(err, *end);
        else
            *end = m.r.pos;
    }
    free(m.stack.items);
    free(m.memo.items);
    free(m.marks);
    return status;
}

/* A text of at most 255 bytes, and whether it is kept. */
static struct lw_view short_text(struct lw_reader *r)
{
    struct lw_view text = LW_VIEW_NONE;
    if (lw_u8(r) == 0x8c)
        text = lw_take(r, lw_u8(r));
    if (lw_left(r) && r->bytes.ptr[r->pos] == 0x94)
        lw_skip(r, 1);
    return text;
}

/* A line of at most `most` bytes that is a name; empty: there is none. */
static struct lw_view short_name(struct lw_view *rest, size_t most)
{
    const size_t end = lw_view_find_byte(lw_view_sub(*rest, 0, most + 1), '\n');
    struct lw_view name = lw_view_sub(*rest, 0, end == LW_NOT_FOUND ? 0 : end);
    *rest = lw_view_from(*rest, end == LW_NOT_FOUND ? 0 : end + 1);
    return is_name(name) ? name : LW_VIEW_NONE;
}

void lw_pickle_search(struct lw_view bytes, size_t from, const struct lw_pickle_visitor *visitor)
{
    /* Each byte may begin one: what is looked at from each of them is short. */
    enum { MODULE_BYTES = 64, NAME_BYTES = 128, BOTH_BYTES = 520 };
    for (size_t i = from; i < bytes.len; i++) {
        struct lw_view module = LW_VIEW_NONE, name = LW_VIEW_NONE;
        if (bytes.ptr[i] == 'c') {
            struct lw_view rest = lw_view_from(bytes, i + 1);
            module = short_name(&rest, MODULE_BYTES);
            name = module.len ? short_name(&rest, NAME_BYTES) : LW_VIEW_NONE;
        } else if (bytes.ptr[i] == 0x8c) {
            struct lw_reader r = lw_reader(lw_view_sub(bytes, i, BOTH_BYTES));
            module = short_text(&r);
            name = short_text(&r);
            if (lw_u8(&r) != 0x93 || r.bad)
                continue;
        }
        if (is_name(module) && is_name(name))
            visitor->global(visitor->ctx, module, name, i);
    }
}

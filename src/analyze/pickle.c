/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/pickle.c - the stack machine of pickles, of which only texts and names are kept.
 *
 * Millions of things are kept of a large model: of each only where it was made.
 */
#include "analyze/pickle.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/reader.h"
#include "base/text.h"

enum {
    ITEMS_MAX = 1 << 20,
    MARKS_MAX = 1 << 16,
    BYTES_PER_PLACE = 4,
    PICKLES_MAX = (1 << 28) - 1,
    NAME_MOST = 4096 /* of a module or an attribute: longer than any path of a file */
};

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

/* What the machine holds. `at` is where the instruction stands, or which of `twos` it is. */
enum kind {
    UNKNOWN, /* from a place that is not known, or by a number of copyreg */
    THING,   /* built, called for, or written out */
    TEXT,    /* at */
    LINED,   /* a global: at */
    STACKED, /* a global: module and name are two */
    GETATTR, /* builtins.getattr: at */
    PAIR,    /* an object and a text: two */
    REACHED  /* what getattr gives of a global that may be a module or a function */
};

struct item {
    uint32_t at;
    uint32_t kind : 4, pickle : 28; /* those of an earlier pickle of the bytes are not of this */
};

struct items {
    struct item *items;
    size_t count, capacity;
};

struct machine {
    struct lw_reader r;
    struct items stack, memo, twos; /* of `twos` each second one belongs to the one before */
    size_t offset;                  /* of the instruction */
    uint32_t pickle;                /* which one of the bytes */
    size_t memoized;                /* what it has kept */
    bool lost;                      /* where it keeps something is not known, so nothing is */
    size_t *marks, mark_count, mark_capacity;
    const struct lw_pickle_visitor *visitor;
};

static void put(struct items *items, struct item item)
{
    if (items->count == items->capacity) {
        items->capacity = items->capacity ? 2 * items->capacity : 64;
        items->items = lw_xrealloc(items->items, items->capacity * sizeof *items->items);
    }
    items->items[items->count++] = item;
}

static struct item item_of(enum kind kind, size_t at)
{
    return (struct item){ .at = (uint32_t)at, .kind = (unsigned)kind & 15u };
}

static struct item two(struct machine *m, enum kind kind, struct item first, struct item second)
{
    put(&m->twos, first);
    put(&m->twos, second);
    return item_of(kind, m->twos.count / 2 - 1);
}

static struct item top(const struct machine *m, size_t below)
{
    return m->stack.count > below ? m->stack.items[m->stack.count - 1 - below]
                                  : item_of(UNKNOWN, 0);
}

static void tell_getattr(const struct machine *m, size_t offset)
{
    m->visitor->global(m->visitor->ctx, LW_VIEW("builtins"), LW_VIEW("getattr"), offset);
}

/* getattr where it is kept. */
static void tell_kept(const struct machine *m)
{
    for (size_t i = 0; i < m->memo.count; i++)
        if (m->memo.items[i].kind == GETATTR && m->memo.items[i].pickle == m->pickle)
            tell_getattr(m, m->memo.items[i].at);
}

/* From here on nothing that is kept is found again: getattr may be called from any place. */
static void lose(struct machine *m)
{
    if (!m->lost)
        tell_kept(m);
    m->lost = true;
}

/* CPython counts the places in use: what is kept over another one is no new one. It also reads
 * numbers as "+1" and "0_1", which are lost here. No pickler numbers a place beyond what the bytes
 * before could make. */
static void keep(struct machine *m, uint64_t at)
{
    if (at >= ITEMS_MAX + m->offset / BYTES_PER_PLACE)
        lose(m);
    if (m->lost && top(m, 0).kind == GETATTR)
        tell_getattr(m, top(m, 0).at);
    if (m->lost)
        return;
    while (m->memo.count <= at)
        put(&m->memo, item_of(UNKNOWN, 0));
    m->memoized += m->memo.items[at].pickle != m->pickle;
    m->memo.items[at] = top(m, 0);
    m->memo.items[at].pickle = m->pickle & PICKLES_MAX;
}

/* What was kept; a number that is not read may be that of any place. */
static struct item kept(struct machine *m, uint64_t at)
{
    if (at == UINT64_MAX)
        lose(m);
    const bool there = !m->lost && at < m->memo.count && m->memo.items[at].pickle == m->pickle;
    return there ? m->memo.items[at] : item_of(UNKNOWN, 0);
}

static void mark(struct machine *m)
{
    if (m->mark_count == m->mark_capacity) {
        m->mark_capacity = m->mark_capacity ? 2 * m->mark_capacity : 64;
        m->marks = lw_xrealloc(m->marks, m->mark_capacity * sizeof *m->marks);
    }
    m->marks[m->mark_count++] = m->stack.count;
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

/* What a pickle can import: "my-module" too, of my-module.py. */
static bool is_importable(struct lw_view text)
{
    bool is = text.len > 0 && text.len <= NAME_MOST;
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

/* Of an item that is none, of one that is written in another way than it reads, and of one that is
 * too long for a name: empty. A text may be asked for by each instruction. */
static struct lw_view text_of(const struct machine *m, struct item item)
{
    enum { HEAD_BYTES = 16 };
    if (item.kind != TEXT)
        return LW_VIEW_NONE;
    struct lw_reader r = lw_reader(lw_view_sub(m->r.bytes, item.at, NAME_MOST + HEAD_BYTES));
    const uint8_t code = lw_u8(&r);
    const struct operand operand = operand_of(&r, instruction_of(code));
    const bool lines = code == 'S' || code == 'V';
    if (lines && lw_view_find_byte(operand.text, '\\') != LW_NOT_FOUND)
        return LW_VIEW_NONE;
    return code == 'S' ? unquoted(operand.text) : operand.text;
}

/* Module and name; both empty where it is no global. */
static void global_of(const struct machine *m, struct item item, struct lw_view *module,
                      struct lw_view *name)
{
    *module = *name = LW_VIEW_NONE;
    if (item.kind == LINED) {
        struct lw_reader r = lw_reader_at(m->r.bytes, item.at + 1);
        *module = line(&r);
        *name = line(&r);
    } else if (item.kind == STACKED) {
        *module = text_of(m, m->twos.items[2 * (size_t)item.at]);
        *name = text_of(m, m->twos.items[2 * (size_t)item.at + 1]);
    }
}

static bool is_getattr(struct lw_view module, struct lw_view name)
{
    return lw_view_is(name, "getattr") &&
           (lw_view_is(module, "builtins") || lw_view_is(module, "__builtin__"));
}

/* A module or a function is written in lower case; so are some classes. */
static bool may_be_module(struct lw_view name)
{
    const size_t dot = lw_view_rfind_byte(name, '.');
    struct lw_view last = dot == LW_NOT_FOUND ? name : lw_view_from(name, dot + 1);
    return !last.len || !lw_is_alpha(last.ptr[0]) || last.ptr[0] == lw_lower(last.ptr[0]);
}

/* getattr(*arguments): what it gives. */
static struct item call_getattr(struct machine *m, struct item function, struct item arguments)
{
    struct lw_pickle_attribute a = { .offset = m->offset };
    struct item object = item_of(UNKNOWN, 0);
    if (arguments.kind == PAIR) {
        object = m->twos.items[2 * (size_t)arguments.at];
        a.name = text_of(m, m->twos.items[2 * (size_t)arguments.at + 1]);
    }
    global_of(m, object, &a.module, &a.object);
    if (!a.name.len || object.kind == UNKNOWN || object.kind == REACHED || object.kind == GETATTR ||
        !m->visitor->attribute)
        tell_getattr(m, function.at);
    else
        m->visitor->attribute(m->visitor->ctx, &a);
    return item_of(a.module.len && may_be_module(a.object) ? REACHED : THING, 0);
}

/* A global that is looked up by two texts of the stack. */
static struct item look_up(struct machine *m, struct item first, struct item second)
{
    const struct lw_view module = text_of(m, first), name = text_of(m, second);
    const bool known = is_importable(module) && is_importable(name);
    if (known && is_getattr(module, name))
        return item_of(GETATTR, m->offset);
    m->visitor->global(m->visitor->ctx, known ? module : LW_VIEW_NONE, known ? name : LW_VIEW_NONE,
                       m->offset);
    return known ? two(m, STACKED, first, second) : item_of(UNKNOWN, 0);
}

/* The same by two lines. What is called at once is no value. */
static struct item look_up_lines(struct machine *m, const struct operand *operand, bool called)
{
    if (!is_importable(operand->text) || !is_importable(operand->second))
        return item_of(UNKNOWN, 0);
    if (!called && is_getattr(operand->text, operand->second))
        return item_of(GETATTR, m->offset);
    m->visitor->global(m->visitor->ctx, operand->text, operand->second, m->offset);
    return item_of(called ? THING : LINED, m->offset);
}

/* A tuple of the items from `first` on. */
static struct item tuple_of(struct machine *m, size_t first)
{
    const bool pair = m->stack.count == first + 2 && top(m, 0).kind == TEXT;
    return pair ? two(m, PAIR, top(m, 1), top(m, 0)) : item_of(THING, 0);
}

/* What lies on the stack behind it. */
static struct item result_of(struct machine *m, uint8_t code, const struct operand *operand)
{
    if (is_text(code))
        return item_of(TEXT, m->offset);
    switch (code) {
    case 'g':
    case 'h':
    case 'j':
        return kept(m, operand->number);
    case '2':
        return top(m, 0);
    case 'c':
    case 'i':
        return look_up_lines(m, operand, code == 'i');
    case 0x93:
        return look_up(m, top(m, 1), top(m, 0));
    case 't':
        return tuple_of(m, m->mark_count ? m->marks[m->mark_count - 1] : 0);
    case 0x86:
        return tuple_of(m, m->stack.count - (m->stack.count < 2 ? m->stack.count : 2));
    case 'R':
        return top(m, 1).kind == GETATTR ? call_getattr(m, top(m, 1), top(m, 0))
                                         : item_of(THING, 0);
    case 'P':
    case 'Q':
    case 0x82:
    case 0x83:
    case 0x84:
        return item_of(UNKNOWN, 0);
    default:
        return item_of(THING, 0);
    }
}

/* getattr that is put into something, or given to it, may be called by anything. */
static void tell_taken(const struct machine *m, uint8_t code, size_t left)
{
    const size_t called = code == 'R' && m->stack.count == left + 2 ? 1 : 0;
    if (code == '0' || code == '1')
        return;
    for (size_t i = left + called; i < m->stack.count; i++)
        if (m->stack.items[i].kind == GETATTR)
            tell_getattr(m, m->stack.items[i].at);
}

static void take(struct machine *m, const struct instruction *is)
{
    size_t left = m->stack.count;
    if (is->takes == ALL) {
        const size_t least = m->mark_count ? m->marks[--m->mark_count] : 0;
        left = left < least ? left : least;
    } else {
        /* A mark that stands on top is taken as an item is. */
        for (unsigned count = is->takes; count; count--) {
            if (m->mark_count && m->marks[m->mark_count - 1] >= left)
                m->mark_count--;
            else if (left)
                left--;
        }
    }
    tell_taken(m, is->code, left);
    m->stack.count = left;
}

static void step(struct machine *m, const struct instruction *is)
{
    const struct operand operand = operand_of(&m->r, is);
    if (m->r.bad)
        return;
    if (is->code == 'p' || is->code == 'q' || is->code == 'r')
        keep(m, operand.number);
    else if (is->code == 0x94)
        keep(m, m->memoized);
    else if (is->code == '(')
        mark(m);
    const struct item result = is->puts ? result_of(m, is->code, &operand) : item_of(THING, 0);
    take(m, is);
    if (is->puts)
        put(&m->stack, result);
    if (is->code == '.') { /* another one may follow, with a machine of its own */
        m->stack.count = m->twos.count = m->mark_count = m->memoized = 0;
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

/* What goes on behind bytes that are no instruction may call what is held. */
static void tell_held(const struct machine *m)
{
    for (size_t i = 0; i < m->stack.count; i++)
        if (m->stack.items[i].kind == GETATTR)
            tell_getattr(m, m->stack.items[i].at);
    tell_kept(m);
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
    *end = 0;
    LW_ENSURE(bytes.len < UINT32_MAX, err, LW_E_LIMIT, 0, "pickles of more than 4 GiB");
    lw_status status = LW_OK;
    while (lw_left(&m.r) && lw_ok(status)) {
        const struct instruction *is = instruction_of(lw_u8(&m.r));
        m.offset = *end;
        if (is)
            step(&m, is);
        if (!is || m.r.bad)
            status = no_pickle(err, *end);
        else if (m.stack.count > ITEMS_MAX || m.mark_count > MARKS_MAX || m.pickle > PICKLES_MAX)
            status = too_much(err, *end);
        else
            *end = m.r.pos;
    }
    if (!lw_ok(status))
        tell_held(&m);
    free(m.stack.items);
    free(m.memo.items);
    free(m.twos.items);
    free(m.marks);
    return status;
}

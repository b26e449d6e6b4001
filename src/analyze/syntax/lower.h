/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/lower.h - the way from a syntax tree to ir.h: shared by the languages.
 *
 * Each language gives a table from names of its grammar's nodes to functions that lower one. A node
 * that the table lacks is lowered to LW_IR_OTHER with what stands in it.
 */
#ifndef LW_ANALYZE_SYNTAX_LOWER_H
#define LW_ANALYZE_SYNTAX_LOWER_H

#include <tree_sitter/api.h>

#include "analyze/syntax/syntax.h"
#include "base/buf.h"

struct lw_lower;
typedef uint32_t lw_lower_fn(struct lw_lower *l);

struct lw_lower_row {
    const char *node;
    lw_lower_fn *fn;
};

struct lw_lower_language {
    const TSLanguage *(*grammar)(void);
    const struct lw_lower_row *rows;
    size_t row_count;
    lw_lower_fn *broken; /* what could not be parsed; NULL: as what the table lacks */
};
extern const struct lw_lower_language lw_lower_python, lw_lower_javascript, lw_lower_shell,
    lw_lower_ruby;

/* The names of fields that are asked for. */
enum lw_field {
    LW_FIELD_NONE,
#define LW_FIELD(constant, name) constant,
#include "analyze/syntax/field.def"
#undef LW_FIELD
    LW_FIELD_COUNT
};

enum { LW_LOWER_SYMBOLS = 1024 };

/* Made once for each language. */
struct lw_lower_table {
    lw_lower_fn *by_symbol[LW_LOWER_SYMBOLS]; /* NULL: passed over with all that is in it */
    uint8_t by_field[256];                    /* enum lw_field by the grammar's number */
    lw_lower_fn *broken;
};

struct lw_lower {
    TSTreeCursor cursor; /* at the node that is being lowered */
    struct lw_ir *code;
    const struct lw_lower_table *table;
    unsigned depth, depth_max;
    uint32_t function;       /* the one around, 0 for the module */
    unsigned match, matches; /* of the `match` around: its number, and how many there were */
    uint32_t owner;          /* the class whose members are being lowered, or 0 */
    size_t loop_bytes;       /* that may still be looked at of long loops */
    struct lw_buf *scratch;  /* for texts while they are put together */
};

/* The present node, or 0. Leaves the cursor where it was. */
uint32_t lw_lower_here(struct lw_lower *l);

static inline TSNode lw_lower_node(const struct lw_lower *l)
{
    return ts_tree_cursor_current_node(&l->cursor);
}
static inline bool lw_down(struct lw_lower *l)
{
    return ts_tree_cursor_goto_first_child(&l->cursor);
}
static inline bool lw_next(struct lw_lower *l)
{
    return ts_tree_cursor_goto_next_sibling(&l->cursor);
}
static inline void lw_up(struct lw_lower *l)
{
    (void)ts_tree_cursor_goto_parent(&l->cursor);
}
enum lw_field lw_lower_field(const struct lw_lower *l);

/* The type of the present node is `type`; whether it is more than a sign; its source. */
bool lw_lower_is(const struct lw_lower *l, const char *type);
bool lw_lower_named(const struct lw_lower *l);
struct lw_view lw_lower_source(const struct lw_lower *l);

/* A node of that kind for the present one, with place; children as given. */
uint32_t lw_lower_make(struct lw_lower *l, enum lw_ir_kind kind, struct lw_ir_list children);
uint32_t lw_lower_leaf(struct lw_lower *l, enum lw_ir_kind kind, struct lw_view text);

/* All named children, lowered; those of one field alone. */
struct lw_ir_list lw_lower_children(struct lw_lower *l);
uint32_t lw_lower_of(struct lw_lower *l, enum lw_field field);

/* The same, each in its place: `null` and what else has no value becomes an empty LW_IR_OTHER. */
struct lw_ir_list lw_lower_items(struct lw_lower *l);

/* The source of the child of a field; empty where there is none. */
struct lw_view lw_lower_field_source(struct lw_lower *l, enum lw_field field);

/* A node of that kind with all children; often all that is to be done. */
uint32_t lw_lower_other(struct lw_lower *l);
uint32_t lw_lower_last(struct lw_lower *l);
uint32_t lw_lower_list(struct lw_lower *l);
uint32_t lw_lower_map(struct lw_lower *l);
uint32_t lw_lower_branch(struct lw_lower *l);
uint32_t lw_lower_loop(struct lw_lower *l); /* the same, and whether it ends */
uint32_t lw_lower_return(struct lw_lower *l);
uint32_t lw_lower_any(struct lw_lower *l);
uint32_t lw_lower_name(struct lw_lower *l);
uint32_t lw_lower_number(struct lw_lower *l);
uint32_t lw_lower_spread(struct lw_lower *l);
uint32_t lw_lower_delete(struct lw_lower *l);
uint32_t lw_lower_nothing(struct lw_lower *l);

/* Of a target that is given `None` or nothing, what is worked out to find it: a() of a()[b] = None;
 * 0 for a name. */
uint32_t lw_lower_parts(struct lw_lower *l, uint32_t target);

/* left op right, long sums without recursion. */
uint32_t lw_lower_binary(struct lw_lower *l);
uint32_t lw_lower_augment(struct lw_lower *l);

/* A function from its parameters and its body; `params` lowers the children of `parameters`. */
uint32_t lw_lower_begin_function(struct lw_lower *l, struct lw_view name);
void lw_lower_end_function(struct lw_lower *l, uint32_t node, struct lw_ir_list children);

/* Of Python: an assignment that makes a name of the present function. lower_match.c: statements
 * that give names their values in ways of their own. */
uint32_t lw_lower_declare(struct lw_lower *l, uint32_t target, uint32_t value);
uint32_t lw_lower_match(struct lw_lower *l);
uint32_t lw_lower_case(struct lw_lower *l);
uint32_t lw_lower_dotted(struct lw_lower *l);
uint32_t lw_lower_decorated(struct lw_lower *l);
uint32_t lw_lower_python_if(struct lw_lower *l);
uint32_t lw_lower_conditional(struct lw_lower *l);
/* lower_python_text.c: "a", f"a{b:{c}}"; and {b:{c}} of it. */
uint32_t lw_lower_python_string(struct lw_lower *l);
uint32_t lw_lower_interpolation(struct lw_lower *l);

/* Puts a text together from constant pieces and what is computed between them. */
struct lw_lower_text {
    struct lw_ir_list pieces;
    bool computed;
};
void lw_lower_text_flush(struct lw_lower *l, struct lw_lower_text *text);
uint32_t lw_lower_text_end(struct lw_lower *l, struct lw_lower_text *text);

/* An escape sequence of Python or JavaScript ("\x41", "\u{1f600}", "\101", "\n") into a buffer;
 * of a text of bytes, "\xff" is one byte. */
void lw_add_escape(struct lw_buf *out, struct lw_view escape, enum lw_language language,
                   bool bytes);

#endif

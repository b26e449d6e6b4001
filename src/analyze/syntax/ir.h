/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/ir.h - source code of any language in one small form that can be evaluated.
 *
 * The syntax trees of Python, JavaScript, Bash and Ruby (syntax.h) are lowered to these nodes; what
 * a piece of code means for Layerward (evaluate.h) is worked out once, for all of them.
 *
 * Owns:    its nodes, until lw_ir_clear(); names and texts live in its arena.
 */
#ifndef LW_ANALYZE_SYNTAX_IR_H
#define LW_ANALYZE_SYNTAX_IR_H

#include "base/arena.h"
#include "base/map.h"

enum lw_language { LW_LANG_PYTHON, LW_LANG_JAVASCRIPT, LW_LANG_SHELL, LW_LANG_RUBY, LW_LANG_COUNT };

const char *lw_language_name(
    enum lw_language language); /* "python", "javascript", "shell", "ruby" */

/* What stands in `id` is an index of code->names; children are as said. */
enum lw_ir_kind {
    LW_IR_OTHER,    /* children: evaluated in order; value unknown */
    LW_IR_TEXT,     /* id: the text, with escapes undone */
    LW_IR_NUMBER,   /* id: as written */
    LW_IR_NAME,     /* id */
    LW_IR_MEMBER,   /* object; id: the member */
    LW_IR_INDEX,    /* object, key */
    LW_IR_SLICE,    /* object, then start, stop, step; LW_IR_OTHER where one is missing */
    LW_IR_CALL,     /* callee, arguments */
    LW_IR_NEW,      /* the same */
    LW_IR_JOIN,     /* pieces of one text */
    LW_IR_SUM,      /* a + b + c */
    LW_IR_BINARY,   /* left, right; op: one character, 'p' for power, 'l' and 'r' for shifts */
    LW_IR_ANY,      /* the value of one of them */
    LW_IR_LAST,     /* the value of the last one */
    LW_IR_LIST,     /* items */
    LW_IR_MAP,      /* pairs and spreads */
    LW_IR_PAIR,     /* key, value */
    LW_IR_SPREAD,   /* value */
    LW_IR_KEYWORD,  /* id: name of the argument; value */
    LW_IR_FUNCTION, /* id: name or 0; extra: index of code->functions; parameters, then the body */
    LW_IR_PARAM,    /* target, default or nothing */
    LW_IR_NOTE,     /* children: annotations of a function, evaluated where it is defined */
    LW_IR_CLASS,    /* id: name or 0; extra: its number; LW_IR_OTHER with LW_CF_BASES, members */
    LW_IR_ASSIGN,   /* target, value */
    LW_IR_AUGMENT,  /* target, value; op */
    LW_IR_RETURN,   /* value or nothing */
    LW_IR_BRANCH,   /* children that may or may not run */
    LW_IR_BIND,     /* an import: id: the local name, extra: its symbol in code->names */
    LW_IR_GLOBAL,   /* names that belong to the module */
    LW_IR_EACH,     /* target, iterable, body ...: a loop, or the generator of a comprehension */
    LW_IR_EVERY,    /* target, iterable, body: a comprehension; its value is a list */
    LW_IR_DELETE,   /* targets */
    LW_IR_PIPE,     /* commands, each fed with what the one before it wrote */
    LW_IR_REDIRECT, /* target; op '>' or '<'; of a shell command */
    LW_IR_OUTPUT,   /* of a shell: what the commands inside write */
    LW_IR_KIND_COUNT
};

enum lw_ir_flag {
    LW_CF_DECLARES = 1,    /* an assignment makes a name of the present function */
    LW_CF_BARE = 2,        /* a variable of a shell without quotes around it */
    LW_CF_WHOLE = 4,       /* `import os`: the symbol itself, not a member of it */
    LW_CF_METHOD = 8,      /* a function that stands in a class */
    LW_CF_NOTE = 16,       /* a text that stands for itself: documentation */
    LW_CF_ARROW = 32,      /* a function whose body is its value */
    LW_CF_BYTES = 64,      /* a text of bytes */
    LW_CF_BASES = 128,     /* what a class is made from */
    LW_CF_FOLDED = 256,    /* a name that is read otherwise than it is written */
    LW_CF_ENDLESS = 512,   /* a loop that nothing ends */
    LW_CF_INDIRECT = 1024, /* of a shell: ${!name}, the variable that this one names */
    LW_CF_PREFIX = 2048,   /* ${!name*}: the names of those that begin so */
    LW_CF_EXPORTED = 4096, /* A=1 program: what it starts is given it */
    LW_CF_EMPTY = 8192,    /* ${x:-}: nothing, where it is not set */
    LW_CF_WANTED = 16384,  /* ${x:?}: the script ends where it is not set */
    LW_CF_AT_ONCE = 32768, /* a call whose value is called: f(x)(y) */
};

struct lw_ir_node {
    uint8_t kind, op;
    uint16_t flags;
    uint32_t id, extra;
    uint32_t start, end; /* in the source */
    uint32_t line;       /* from 1 */
    uint32_t child, next;
};

struct lw_ir_function {
    uint32_t node, parent; /* index of the function around it; 0 is the module */
    uint32_t owner;        /* number of the class that it is a method of, or 0 */
};

struct lw_ir_method {
    uint32_t owner, name, node;
};

struct lw_ir {
    enum lw_language language;
    struct lw_view source; /* borrowed */
    struct lw_ir_node *nodes;
    size_t count, capacity; /* index 0 is no node */
    struct {
        struct lw_view *items;
        size_t count, capacity;
    } names; /* index 0 is no name */
    struct lw_map index;
    struct {
        struct lw_ir_function *items;
        size_t count, capacity;
    } functions; /* index 0 is the module */
    struct {
        struct lw_ir_method *items;
        size_t count, capacity;
    } methods;
    uint32_t classes; /* counted from 1 */
    uint32_t root;
    struct lw_arena arena;
    bool too_deep, too_big, broken; /* broken: syntax errors */
};

void lw_ir_init(struct lw_ir *code, enum lw_language language, struct lw_view source);
void lw_ir_clear(struct lw_ir *code);

uint32_t lw_ir_name(struct lw_ir *code, struct lw_view text); /* text is copied */

static inline struct lw_view lw_ir_text(const struct lw_ir *code, uint32_t id)
{
    return code->names.items[id];
}
static inline const struct lw_ir_node *lw_ir_at(const struct lw_ir *code, uint32_t node)
{
    return &code->nodes[node];
}

/* The last name of what a call calls: "post" of requests.post(x); "" where it has none. */
struct lw_view lw_ir_called(const struct lw_ir *code, const struct lw_ir_node *call);

/* The name before the dot: "jwt" of jwt.verify. */
struct lw_view lw_ir_object(const struct lw_ir *code, const struct lw_ir_node *member);

/* A list of children while it grows. */
struct lw_ir_list {
    uint32_t first, last;
};
void lw_ir_append(struct lw_ir *code, struct lw_ir_list *list, uint32_t node);

/* A new node; 0 where there are too many of them already. */
uint32_t lw_ir_add(struct lw_ir *code, enum lw_ir_kind kind, struct lw_ir_list children);

#endif

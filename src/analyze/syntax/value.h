/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/value.h - what an expression is known to be: a text, a symbol, a function; and where what
 * it holds came from.
 *
 * Owns:    nothing; texts and lists live in an arena.
 */
#ifndef LW_ANALYZE_SYNTAX_VALUE_H
#define LW_ANALYZE_SYNTAX_VALUE_H

#include "base/arena.h"
#include "base/err.h"

enum lw_from {
#define LW_SOURCE(constant, bit, name) constant = 1 << (bit),
#include "analyze/syntax/source.def"
#undef LW_SOURCE
    LW_FROM_NOWHERE = 0
};

/* What nobody but its owner should see: keys, and whatever holds them. */
enum {
    LW_FROM_SECRETS = LW_FROM_ENVIRONMENT | LW_FROM_CREDENTIALS | LW_FROM_SECRET_FILE |
                      LW_FROM_METADATA
};

enum lw_value_kind {
    LW_V_UNKNOWN,
    LW_V_TEXT,
    LW_V_NUMBER,
    LW_V_LIST,
    LW_V_MAP,      /* list: key, value, key, value ... */
    LW_V_SYMBOL,   /* text: "os.environ", "boto3.client()"; see catalog.h */
    LW_V_FUNCTION, /* of the file: node */
    LW_V_CLASS,    /* of the file: its number in node */
    LW_V_INSTANCE, /* of a class of the file: its number */
    LW_V_GLOBAL,   /* a name that belongs to the module */
};

struct lw_value {
    uint8_t kind;
    bool computed; /* a text that does not stand in the source as it is */
    bool bytes;    /* a text of bytes, whose items are numbers */
    uint32_t from; /* enum lw_from */
    uint32_t line; /* where what it is from was read */
    uint32_t node;
    int64_t number;
    struct lw_view text; /* of LW_V_UNKNOWN: what is known of a text, "{}" for what is not */
    struct lw_values *list;
};

struct lw_values {
    struct lw_value *items;
    size_t count, capacity;
};

#define LW_UNKNOWN ((struct lw_value){ .kind = LW_V_UNKNOWN })

static inline struct lw_value lw_value_symbol(struct lw_view symbol)
{
    return (struct lw_value){ .kind = LW_V_SYMBOL, .text = symbol };
}
static inline struct lw_value lw_value_text(struct lw_view text)
{
    return (struct lw_value){ .kind = LW_V_TEXT, .text = text };
}
static inline struct lw_value lw_value_number(int64_t number)
{
    return (struct lw_value){ .kind = LW_V_NUMBER, .number = number };
}
static inline bool lw_value_is(const struct lw_value *v, const char *symbol)
{
    return v->kind == LW_V_SYMBOL && lw_view_is(v->text, symbol);
}

/* `into` holds what `other` holds too. */
void lw_value_taint(struct lw_value *into, const struct lw_value *other);

/* An empty list; one more item in it (its origin is the list's too). */
struct lw_value lw_value_list(struct lw_arena *arena, enum lw_value_kind kind);
void lw_value_push(struct lw_arena *arena, struct lw_value *list, struct lw_value item);

/* The value of a key of a map; NULL where it is not known. */
const struct lw_value *lw_value_key(const struct lw_value *map, struct lw_view key);

/* Constants: text and numbers as text; false for all else. */
bool lw_value_as_text(struct lw_view *out, const struct lw_value *v, struct lw_arena *arena);

/* How long a text may get. */
enum { LW_VALUE_TEXT_MAX = 1 << 20, LW_VALUE_LIST_MAX = 1 << 16 };

#endif

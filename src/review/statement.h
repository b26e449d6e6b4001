/* SPDX-License-Identifier: Apache-2.0
 *
 * review/statement.h - source code as a list of statements that can be compared without layout.
 *
 * A rough reading: signs, words and texts, without comments, blanks and texts that stand alone.
 * What ends a statement is a guess that is the same for both versions of a file.
 *
 * Owns:    nothing; all stands in the arena, tokens borrow from the source.
 * Trusts:  nothing.
 */
#ifndef LW_REVIEW_STATEMENT_H
#define LW_REVIEW_STATEMENT_H

#include "base/arena.h"

enum lw_token_kind { LW_TOKEN_SIGN, LW_TOKEN_WORD, LW_TOKEN_NUMBER, LW_TOKEN_TEXT, LW_TOKEN_REGEX };

struct lw_token {
    enum lw_token_kind kind;
    struct lw_view text; /* of a text what is between its quotes */
    uint32_t line;       /* from 1 */
};

struct lw_statement {
    size_t first, count;     /* tokens */
    struct lw_view function; /* the name of the last one that began before it, or "" */
};

struct lw_statements {
    struct {
        struct lw_token *items;
        size_t count, capacity;
    } tokens;
    struct lw_statement *items;
    size_t count, capacity;
};

/* Of Python, else of JavaScript. False: there are more than `most` tokens. */
bool lw_statements_read(struct lw_statements *out, bool python, struct lw_view source, size_t most,
                        struct lw_arena *arena);

/* One statement a line, words with a blank between them: lines of both versions are compared. */
struct lw_view lw_statements_text(const struct lw_statements *statements, struct lw_arena *arena);

static inline bool lw_token_is(const struct lw_token *token, const char *text)
{
    return token->kind <= LW_TOKEN_WORD && lw_view_is(token->text, text);
}

#endif

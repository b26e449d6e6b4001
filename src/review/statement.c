/* SPDX-License-Identifier: Apache-2.0
 *
 * review/statement.c - signs, words and texts of source code, and where statements end.
 */
#include "review/statement.h"

#include "analyze/text_skip.h"
#include "base/buf.h"
#include "base/text.h"

enum { NESTED_MAX = 200 };

struct reading {
    struct lw_statements *out;
    struct lw_arena *arena;
    struct lw_view source;
    struct lw_text_walk walk;
    size_t at;
    uint32_t line;
    bool python, fresh;        /* a line began since the last token */
    size_t first;              /* token of the present statement */
    unsigned open[NESTED_MAX]; /* brackets in each block of braces */
    unsigned nested;
    struct lw_view function;
};

static uint8_t at_byte(const struct reading *r, size_t ahead)
{
    return r->at + ahead < r->source.len ? r->source.ptr[r->at + ahead] : 0;
}

static void step(struct reading *r)
{
    r->line += at_byte(r, 0) == '\n';
    r->at++;
}

static const struct lw_token *last(const struct reading *r)
{
    size_t count = r->out->tokens.count;
    return count > r->first ? &r->out->tokens.items[count - 1] : NULL;
}

static void add(struct reading *r, enum lw_token_kind kind, struct lw_view text, uint32_t line)
{
    *LW_PUSH(r->arena, &r->out->tokens) = (struct lw_token){ kind, text, line };
}

/* def f, function f, f = function, f: (x) =>, f(x) { */
static void note_function(struct reading *r, bool body)
{
    static const char *const before[] = { "async", "static", "export", "default", "get", "set" };
    static const char *const none[] = { "if",    "for",    "while",  "switch", "catch",
                                        "with",  "return", "typeof", "await",  "new",
                                        "throw", "else",   "do" };
    const struct lw_token *tokens = r->out->tokens.items;
    size_t from = r->first, end = r->out->tokens.count;
    while (from < end && (tokens[from].kind == LW_TOKEN_WORD) &&
           LW_VIEW_IN(tokens[from].text, before))
        from++;
    if (from + 1 < end &&
        (lw_token_is(&tokens[from], "def") || lw_token_is(&tokens[from], "function"))) {
        if (tokens[from + 1].kind == LW_TOKEN_WORD)
            r->function = tokens[from + 1].text;
        return;
    }
    if (r->python || !body || from >= end)
        return;
    if (tokens[from].kind == LW_TOKEN_WORD && from + 1 < end &&
        lw_token_is(&tokens[from + 1], "(") && !LW_VIEW_IN(tokens[from].text, none)) {
        if (lw_token_is(&tokens[end - 1], ")"))
            r->function = tokens[from].text;
        return;
    }
    for (size_t i = from; i + 1 < end; i++) {
        bool given = lw_token_is(&tokens[i], "=") || lw_token_is(&tokens[i], ":");
        if (given && i > from && tokens[i - 1].kind == LW_TOKEN_WORD &&
            (lw_token_is(&tokens[i + 1], "function") || lw_token_is(&tokens[i + 1], "async") ||
             lw_token_is(&tokens[end - 1], "=>")))
            r->function = tokens[i - 1].text;
    }
}

/* What a module gives away is no matter of what it does. */
static void drop_export(struct reading *r)
{
    const struct lw_token *tokens = r->out->tokens.items;
    if (r->first + 1 >= r->out->tokens.count || !lw_token_is(&tokens[r->first], "export"))
        return;
    r->first++;
    if (r->first + 2 < r->out->tokens.count && lw_token_is(&tokens[r->first], "default"))
        r->first++; /* `default "x"` stays: a text alone is no statement */
}

static void end_statement(struct reading *r, bool body)
{
    if (!r->python)
        drop_export(r);
    size_t count = r->out->tokens.count - r->first;
    bool note = count == 1 && r->out->tokens.items[r->first].kind == LW_TOKEN_TEXT;
    if (note)
        r->out->tokens.count = r->first;
    if (count == 0 || note)
        return;
    note_function(r, body);
    *LW_PUSH(r->arena, r->out) = (struct lw_statement){ r->first, count, r->function };
    r->first = r->out->tokens.count;
}

static void step_to(struct reading *r, size_t end)
{
    while (r->at < end)
        step(r);
}

/* What is no comment of JavaScript between slashes. */
static bool read_pattern(struct reading *r)
{
    size_t from = r->at, end = r->python ? from : lw_text_skip(&r->walk, from);
    if (end == from)
        return false;
    add(r, LW_TOKEN_REGEX, lw_view_sub(r->source, from, end - from), r->line);
    r->at = end;
    return true;
}

static void read_literal(struct reading *r)
{
    struct lw_view text;
    uint32_t line = r->line;
    step_to(r, lw_text_literal(&text, r->walk.lexis, r->source, r->at));
    add(r, LW_TOKEN_TEXT, text, line);
}

static bool word_byte(uint8_t c)
{
    return lw_is_word(c) || c >= 0x80 || c == '$';
}

/* Of a text of Python: r"", Rb"", f"". */
static bool is_prefix(struct lw_view word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!strchr("rbuft", lw_lower(word.ptr[i])))
            return false;
    return word.len > 0 && word.len <= 2;
}

/* 0xFF, 0xff and 65_535 are spellings: small letters, and no sign between. */
static struct lw_view plain_number(struct reading *r, struct lw_view text)
{
    bool other = false;
    for (size_t i = 0; i < text.len && !other; i++)
        other = text.ptr[i] == '_' || text.ptr[i] != lw_lower(text.ptr[i]);
    if (!other)
        return text;
    uint8_t *plain = lw_arena_array(r->arena, text.len, 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '_')
            plain[len++] = lw_lower(text.ptr[i]);
    return lw_view(plain, len);
}

static void read_word(struct reading *r)
{
    size_t from = r->at;
    bool number = lw_is_digit(at_byte(r, 0));
    while (word_byte(at_byte(r, 0)) || (number && at_byte(r, 0) == '.'))
        r->at++;
    struct lw_view text = lw_view_sub(r->source, from, r->at - from);
    uint8_t quote = at_byte(r, 0);
    bool prefix = r->python && is_prefix(text) && (quote == '"' || quote == '\'');
    if (number)
        text = plain_number(r, text);
    if (!prefix) /* r"" */
        add(r, number ? LW_TOKEN_NUMBER : LW_TOKEN_WORD, text, r->line);
}

static void read_sign(struct reading *r)
{
    static const char *const signs[] = { "===", "!==", "**=", "...", "?\?=", "&&=", "||=", ">>>",
                                         "==",  "!=",  "<=",  ">=",  "&&",   "||",  "??",  "=>",
                                         "?.",  "**",  "+=",  "-=",  ":=",   "->",  "//" };
    struct lw_view rest = lw_view_sub(r->source, r->at, 3);
    size_t len = 1;
    for (size_t i = 0; i < LW_COUNT(signs) && len == 1; i++)
        if (rest.ptr[0] == (uint8_t)signs[i][0] && lw_view_starts(rest, lw_view_c(signs[i])))
            len = strlen(signs[i]);
    add(r, LW_TOKEN_SIGN, lw_view_sub(rest, 0, len), r->line);
    r->at += len;
}

/* A line that goes on: what stands at its end, or at the beginning of the next one. */
static bool goes_on(const struct reading *r)
{
    const struct lw_token *t = last(r);
    uint8_t next = at_byte(r, 0);
    if (!t || (t->kind == LW_TOKEN_SIGN && !strchr(")]}", t->text.ptr[0])))
        return true;
    return next && strchr(".?:&|+,=<>)]", next) != NULL;
}

static void brace(struct reading *r, uint8_t c)
{
    if (c == '{' && r->nested + 1 < NESTED_MAX)
        r->open[++r->nested] = 0;
    if (c == '}' && r->nested)
        r->nested--;
}

/* a["b"] is a.b; [a, "b"] and return ["b"] are lists. Whether what the bracket closes was one. */
static bool name_member(struct reading *r)
{
    static const char *const none[] = { "return", "in",   "of",    "case",  "typeof", "delete",
                                        "void",   "else", "yield", "await", "throw" };
    struct lw_token *t = r->out->tokens.items;
    const size_t count = r->out->tokens.count;
    if (count < r->first + 3 || t[count - 1].kind != LW_TOKEN_TEXT ||
        !lw_token_is(&t[count - 2], "["))
        return false;
    const struct lw_token *of = &t[count - 3];
    const struct lw_view name = t[count - 1].text;
    bool is = (of->kind == LW_TOKEN_WORD && !LW_VIEW_IN(of->text, none)) || lw_token_is(of, ")") ||
              lw_token_is(of, "]");
    is = is && name.len && !lw_is_digit(name.ptr[0]);
    for (size_t i = 0; i < name.len && is; i++)
        is = word_byte(name.ptr[i]);
    if (is) {
        t[count - 2].text = LW_VIEW(".");
        t[count - 1].kind = LW_TOKEN_WORD;
    }
    return is;
}

/* in ("a",): a comma makes a list of what is one text without it. */
static bool makes_tuple(const struct reading *r)
{
    static const char *const before[] = { "in", "return", "is", "not", "and", "or", "else" };
    const struct lw_token *t = r->out->tokens.items;
    const size_t count = r->out->tokens.count;
    if (!r->python || count < r->first + 4 || !lw_token_is(&t[count - 3], "("))
        return false;
    return t[count - 4].kind == LW_TOKEN_SIGN ? !strchr(")]", t[count - 4].text.ptr[0])
                                              : LW_VIEW_IN(t[count - 4].text, before);
}

/* Whether something that ends or nests was read. */
static bool read_mark(struct reading *r)
{
    uint8_t c = at_byte(r, 0);
    bool block = !r->python && (c == '{' || c == '}');
    unsigned *open = &r->open[r->nested];
    if (c == ';' || block) {
        end_statement(r, c == '{');
        if (block)
            brace(r, c);
        r->at++;
        return true;
    }
    if (c == '(' || c == '[' || (r->python && c == '{'))
        ++*open;
    if ((c == ')' || c == ']' || (r->python && c == '}'))) {
        const struct lw_token *t = last(r);
        if (t && lw_token_is(t, ",") && !(c == ')' && makes_tuple(r)))
            r->out->tokens.count--;
        *open -= *open > 0;
        if (c == ']' && !r->python && name_member(r)) {
            r->at++;
            return true;
        }
    }
    return false;
}

static bool read_blank(struct reading *r)
{
    uint8_t c = at_byte(r, 0), next = at_byte(r, 1);
    if (c == '\n' || lw_is_space(c) || c == '\\') {
        r->fresh = r->fresh || c == '\n';
        if (c == '\\' && next == '\n')
            r->at++;
        else if (c == '\n' && r->python && r->open[r->nested] == 0)
            end_statement(r, false);
        step(r);
        return true;
    }
    if (r->python ? c != '#' : c != '/' || (next != '/' && next != '*'))
        return false;
    step_to(r, lw_text_skip(&r->walk, r->at));
    return true;
}

static void read_token(struct reading *r)
{
    uint8_t c = at_byte(r, 0);
    if (!r->python && r->fresh && r->open[r->nested] == 0 && !goes_on(r))
        end_statement(r, false);
    r->fresh = false;
    if (c == '"' || c == '\'' || (c == '`' && !r->python))
        read_literal(r);
    else if (word_byte(c))
        read_word(r);
    else if ((c != '/' || !read_pattern(r)) && !read_mark(r))
        read_sign(r);
}

bool lw_statements_read(struct lw_statements *out, bool python, struct lw_view source, size_t most,
                        struct lw_arena *arena)
{
    struct reading r = { .out = out,
                         .arena = arena,
                         .source = source,
                         .walk = lw_text_walk(python ? LW_LEXIS_HASH : LW_LEXIS_JAVASCRIPT, source),
                         .line = 1,
                         .python = python };
    *out = (struct lw_statements){ 0 };
    while (r.at < source.len && out->tokens.count <= most)
        if (!read_blank(&r))
            read_token(&r);
    end_statement(&r, false);
    return out->tokens.count <= most;
}

struct lw_view lw_statements_text(const struct lw_statements *statements, struct lw_arena *arena)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (size_t i = 0; i < statements->count; i++) {
        const struct lw_statement *s = &statements->items[i];
        for (size_t k = 0; k < s->count; k++) {
            const struct lw_token *t = &statements->tokens.items[s->first + k];
            lw_buf_add_c(&buf, t->kind == LW_TOKEN_TEXT ? " \"" : " ");
            for (size_t at = 0; at < t->text.len; at++) {
                const uint8_t c = t->text.ptr[at];
                lw_buf_add_byte(&buf, c == '\r' || c == '\n' || c == '\0' ? ' ' : c);
            }
        }
        lw_buf_add_byte(&buf, '\n');
    }
    return lw_arena_copy(arena, lw_buf_view(&buf));
}

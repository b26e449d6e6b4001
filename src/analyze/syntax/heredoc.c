/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/heredoc.c - here-documents of shells, taken out of their source.
 */
#include "analyze/syntax/heredoc.h"

#include "base/text.h"

enum { PENDING_MAX = 16, NEST_MAX = 64, DELIMITER_BYTES = 128, ENDLESS_MAX = 16 };

/* "<<-'A'", of which the text has not begun yet. */
struct pending {
    size_t at, end; /* of the operator and its word */
    struct lw_view delimiter;
    bool tabs, quoted;
};

/* What is open where a byte stands. */
enum context { CODE, QUOTED, SUM };

struct scan {
    struct lw_view source;
    size_t at;
    enum context open[NEST_MAX]; /* the first is the script */
    size_t depth;
    struct pending pending[PENDING_MAX];
    size_t pending_count;
    char words[PENDING_MAX][DELIMITER_BYTES];
    struct lw_buf *out;
    unsigned endless; /* here-documents that no line ends */
    bool found;
};

static uint8_t byte_at(struct lw_view text, size_t at)
{
    return at < text.len ? text.ptr[at] : 0;
}

static bool has(struct lw_view text, size_t at, const char *what)
{
    return lw_view_starts(lw_view_from(text, at), lw_view_c(what));
}

/* Behind a quoted text whose quote stands at `at`. */
static size_t past_quote(struct lw_view text, size_t at, bool escapes)
{
    const uint8_t quote = text.ptr[at++];
    for (; at < text.len && text.ptr[at] != quote; at++)
        at += escapes && text.ptr[at] == '\\';
    return at < text.len ? at + 1 : text.len;
}

/* Where the bracket stands that closes the one before `at`; the end where none does. */
static size_t closing(struct lw_view text, size_t at)
{
    unsigned depth = 1;
    while (at < text.len) {
        const uint8_t c = text.ptr[at];
        if (c == '\\') {
            at += 2;
            continue;
        }
        if (c == '\'') {
            at = past_quote(text, at, false);
            continue;
        }
        if (c == '"') {
            at = past_quote(text, at, true);
            continue;
        }
        depth += c == '(';
        depth -= c == ')';
        if (!depth)
            return at;
        at++;
    }
    return text.len;
}

struct lw_view lw_shell_next_command(struct lw_view text, size_t *at)
{
    for (; *at < text.len; ++*at) {
        size_t from = *at + 1, end;
        if (text.ptr[*at] == '\\') {
            ++*at;
            continue;
        }
        if (has(text, *at, "$((")) {
            *at += 2;
            continue;
        }
        if (text.ptr[*at] == '`') {
            end = past_quote(text, *at, true);
            end -= end > from && byte_at(text, end - 1) == '`';
        } else if (has(text, *at, "$(")) {
            end = closing(text, ++from);
        } else {
            continue;
        }
        *at = end < text.len ? end + 1 : text.len;
        return lw_view_sub(text, from, end > from ? end - from : 0);
    }
    return LW_VIEW_NONE;
}

/* Commands of a text stand in its place; each ends where the bracket was. */
static void put_commands(struct lw_buf *out, struct lw_view source, size_t from, size_t end)
{
    const struct lw_view text = lw_view_sub(source, from, end - from);
    struct lw_view command;
    size_t at = 0;
    while ((command = lw_shell_next_command(text, &at)).ptr) {
        if (!command.len)
            continue;
        const size_t start = (size_t)(command.ptr - source.ptr);
        const struct lw_view trimmed = lw_view_trim(command);
        memcpy(out->ptr + start, command.ptr, command.len);
        const bool ends = trimmed.len && memchr("&;|", trimmed.ptr[trimmed.len - 1], 3);
        const bool line = byte_at(source, start + command.len - 1) == '\n';
        if (start + command.len < end && !ends && !line)
            out->ptr[start + command.len] = ';';
    }
}

static void blank(struct lw_buf *out, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        if (out->ptr[i] != '\n')
            out->ptr[i] = ' ';
}

/* Behind the line that ends a text; LW_NOT_FOUND: no line does. */
static size_t end_of(const struct scan *s, const struct pending *p, size_t from)
{
    struct lw_view rest = lw_view_from(s->source, from), line;
    while (lw_view_line(&line, &rest)) {
        while (p->tabs && line.len && line.ptr[0] == '\t')
            line = lw_view_from(line, 1);
        if (lw_view_eq(line, p->delimiter))
            return rest.len ? s->source.len - rest.len : s->source.len;
    }
    return LW_NOT_FOUND;
}

/* At the end of a line: the texts of the here-documents that it began. */
static void take_texts(struct scan *s)
{
    s->at++;
    for (size_t i = 0; i < s->pending_count; i++) {
        const struct pending *p = &s->pending[i];
        const size_t end = s->endless < ENDLESS_MAX ? end_of(s, p, s->at) : LW_NOT_FOUND;
        if (end == LW_NOT_FOUND) {
            s->endless++;
            break;
        }
        blank(s->out, p->at, p->end);
        memcpy(s->out->ptr + p->at, "<&0", 3);
        blank(s->out, s->at, end);
        if (!p->quoted)
            put_commands(s->out, s->source, s->at, end);
        s->at = end;
        s->found = true;
    }
    s->pending_count = 0;
}

static bool ends_word(uint8_t c)
{
    return c <= ' ' || memchr(";&|<>()", c, 7);
}

/* "<<A", "<<-'A'", "<<\A"; what it is called without quotes. */
static void begin(struct scan *s)
{
    struct pending *p = &s->pending[s->pending_count];
    char *word = s->words[s->pending_count];
    size_t at = s->at + 2, len = 0;
    *p = (struct pending){ .at = s->at };
    p->tabs = byte_at(s->source, at) == '-';
    for (at += p->tabs; byte_at(s->source, at) == ' ' || byte_at(s->source, at) == '\t';)
        at++;
    uint8_t quote = 0;
    for (; at < s->source.len && len < DELIMITER_BYTES; at++) {
        const uint8_t c = s->source.ptr[at];
        if (c == '\n' || (!quote && ends_word(c)))
            break;
        if (quote ? c == quote : c == '\'' || c == '"' || c == '\\') {
            quote = quote || c == '\\' ? 0 : c;
            p->quoted = true;
            continue;
        }
        word[len++] = (char)c;
    }
    p->end = at;
    p->delimiter = lw_view(word, len);
    s->at = at;
    s->pending_count += len > 0 || p->quoted;
}

static void push(struct scan *s, enum context context, size_t bytes)
{
    if (s->depth + 1 < NEST_MAX)
        s->open[++s->depth] = context;
    s->at += bytes;
}

static void pop(struct scan *s, size_t bytes)
{
    s->depth -= s->depth > 0;
    s->at += bytes;
}

/* A comment begins a word. */
static bool is_comment(const struct scan *s)
{
    const uint8_t before = s->at ? s->source.ptr[s->at - 1] : '\n';
    return s->source.ptr[s->at] == '#' && (before <= ' ' || before == ';' || before == '(');
}

static void skip_comment(struct scan *s)
{
    while (s->at < s->source.len && s->source.ptr[s->at] != '\n')
        s->at++;
}

/* Quotes and brackets; false: it is neither. */
static bool nest(struct scan *s, enum context open)
{
    const uint8_t c = s->source.ptr[s->at];
    if (c == '"' && open == QUOTED)
        pop(s, 1);
    else if (c == '"')
        push(s, QUOTED, 1);
    else if (has(s->source, s->at, "$((") || (open == CODE && has(s->source, s->at, "((")))
        push(s, SUM, c == '$' ? 3 : 2);
    else if (has(s->source, s->at, "$("))
        push(s, CODE, 2);
    else if (open == SUM && has(s->source, s->at, "))"))
        pop(s, 2);
    else if (open == CODE && c == '(')
        push(s, CODE, 1);
    else if (open == CODE && c == ')')
        pop(s, 1);
    else
        return false;
    return true;
}

static void step(struct scan *s)
{
    const uint8_t c = s->source.ptr[s->at];
    const enum context open = s->open[s->depth];
    const bool texts = c == '\n' && s->pending_count;
    if (!texts && c != '\\' && nest(s, open))
        return;
    if (texts)
        take_texts(s);
    else if (c == '\\')
        s->at += 2;
    else if (c == '\n' && open == SUM)
        pop(s, 1);
    else if (open == CODE && c == '\'')
        s->at = past_quote(s->source, s->at, false);
    else if (open == CODE && is_comment(s))
        skip_comment(s);
    else if (has(s->source, s->at, "<<<"))
        s->at += 3;
    else if (open == CODE && has(s->source, s->at, "<<") && s->pending_count < PENDING_MAX)
        begin(s);
    else
        s->at++;
}

bool lw_heredocs_out(struct lw_buf *out, struct lw_view source)
{
    struct scan s = { .source = source, .out = out };
    if (lw_view_find(source, LW_VIEW("<<")) == LW_NOT_FOUND)
        return false;
    out->len = 0;
    lw_buf_add(out, source);
    while (s.at < source.len)
        step(&s);
    return s.found;
}

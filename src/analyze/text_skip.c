/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/text_skip.c - comments, and patterns between slashes.
 *
 * Spec: ECMA-262 12.4 and 12.9.5; Python "Lexical analysis" 2.1.3; POSIX 2.3 (token recognition).
 */
#include "analyze/text_skip.h"

#include "base/text.h"

#include <string.h>

enum { WORD_MAX_BYTES = 16, BEFORE_MAX_BYTES = 64 };

enum lw_lexis lw_lexis_of(const char *language)
{
    if (!language)
        return LW_LEXIS_ANY;
    if (strcmp(language, "python") == 0)
        return LW_LEXIS_HASH;
    if (strcmp(language, "shell") == 0)
        return LW_LEXIS_SHELL;
    return strcmp(language, "javascript") == 0 ? LW_LEXIS_JAVASCRIPT : LW_LEXIS_ANY;
}

static size_t line_end(struct lw_view text, size_t at)
{
    size_t end = lw_view_find_byte(lw_view_from(text, at), '\n');
    return end == LW_NOT_FOUND ? text.len : at + end;
}

static bool is_word_byte(uint8_t c)
{
    return lw_is_alnum(c) || c == '_' || c == '$' || c >= 0x80;
}

/* Behind a value a slash divides; behind an operator, or a word such as "return", it begins a
 * pattern. */
static bool begins_pattern(struct lw_view text, size_t at)
{
    static const char *const operators[] = { "return", "typeof", "case", "do",     "else",
                                             "in",     "of",     "void", "delete", "throw",
                                             "new",    "yield",  "await" };
    size_t most = at > BEFORE_MAX_BYTES ? at - BEFORE_MAX_BYTES : 0;
    struct lw_view before = lw_view_trim(lw_view_sub(text, most, at - most));
    if (before.len == 0)
        return true;
    uint8_t last = before.ptr[before.len - 1];
    if (lw_view_ends(before, LW_VIEW("++")) || lw_view_ends(before, LW_VIEW("--")))
        return false;
    if (!is_word_byte(last))
        return last != ')' && last != ']' && last != '"' && last != '\'' && last != '`';
    size_t from = before.len;
    while (from > 0 && before.len - from < WORD_MAX_BYTES && is_word_byte(before.ptr[from - 1]))
        from--;
    struct lw_view word = lw_view_from(before, from);
    return LW_VIEW_IN(word, operators);
}

/* Behind its closing slash and flags; `at` where the line has none, since it divides then. */
static size_t pattern_end(struct lw_text_walk *walk, size_t at)
{
    struct lw_view text = walk->text;
    bool in_class = false;
    size_t i = at + 1;
    for (; i < text.len && i - at <= walk->ahead && text.ptr[i] != '\n'; i++) {
        uint8_t c = text.ptr[i];
        if (c == '/' && !in_class) {
            for (i++; i < text.len && lw_is_word(text.ptr[i]);)
                i++;
            return i;
        }
        if (c == '\\')
            i++;
        in_class = c == '[' || (in_class && c != ']');
    }
    walk->ahead -= i - at < walk->ahead ? i - at : walk->ahead;
    return at;
}

static size_t skip_javascript(struct lw_text_walk *walk, size_t at)
{
    struct lw_view text = walk->text;
    uint8_t next = at + 1 < text.len ? text.ptr[at + 1] : 0;
    if (text.ptr[at] != '/')
        return at;
    if (next == '/')
        return line_end(text, at);
    if (next != '*')
        return begins_pattern(text, at) ? pattern_end(walk, at) : at;
    size_t end = lw_view_find(lw_view_from(text, at + 2), LW_VIEW("*/"));
    return end == LW_NOT_FOUND ? text.len : at + 2 + end + 2;
}

struct lw_text_walk lw_text_walk(enum lw_lexis lexis, struct lw_view text)
{
    return (struct lw_text_walk){ lexis, text, 2 * text.len + 4096 };
}

size_t lw_text_skip(struct lw_text_walk *walk, size_t at)
{
    struct lw_view text = walk->text;
    if (at >= text.len || walk->lexis == LW_LEXIS_ANY)
        return at;
    if (walk->lexis == LW_LEXIS_JAVASCRIPT)
        return skip_javascript(walk, at);
    bool word_begins = at == 0 || strchr(" \t\n;|&(", text.ptr[at - 1]) != NULL;
    bool comment = text.ptr[at] == '#' && (walk->lexis == LW_LEXIS_HASH || word_begins);
    return comment ? line_end(text, at) : at;
}

static bool is_quote_at(struct lw_view text, size_t at, uint8_t quote, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (at + i >= text.len || text.ptr[at + i] != quote)
            return false;
    return true;
}

size_t lw_text_literal(struct lw_view *inner, enum lw_lexis lexis, struct lw_view text, size_t at)
{
    uint8_t quote = text.ptr[at];
    size_t mark = lexis == LW_LEXIS_HASH && is_quote_at(text, at, quote, 3) ? 3 : 1;
    bool lines = mark == 3 || quote == '`';
    size_t from = at + mark, end = from;
    while (end < text.len && !is_quote_at(text, end, quote, mark) &&
           (lines || text.ptr[end] != '\n'))
        end += text.ptr[end] == '\\' ? 2 : 1;
    end = end < text.len ? end : text.len;
    *inner = lw_view_sub(text, from, end > from ? end - from : 0);
    return is_quote_at(text, end, quote, mark) ? end + mark : end;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/text_skip.c - comments, and patterns between slashes.
 *
 * Spec: ECMA-262 12.4 and 12.9.5; Python "Lexical analysis" 2.1.3; POSIX 2.3 (token recognition).
 */
#include "analyze/text_skip.h"

#include "base/text.h"

#include <string.h>

enum { PATTERN_MAX_BYTES = 512, WORD_MAX_BYTES = 16, BEFORE_MAX_BYTES = 64 };

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
    if (!is_word_byte(last))
        return last != ')' && last != ']' && last != '"' && last != '\'' && last != '`';
    size_t from = before.len;
    while (from > 0 && before.len - from < WORD_MAX_BYTES && is_word_byte(before.ptr[from - 1]))
        from--;
    struct lw_view word = lw_view_from(before, from);
    return LW_VIEW_IN(word, operators);
}

/* Behind its closing slash; `at` where the line has none, since it divides then. */
static size_t pattern_end(struct lw_view text, size_t at)
{
    bool in_class = false;
    size_t most = text.len - at > PATTERN_MAX_BYTES ? at + PATTERN_MAX_BYTES : text.len;
    for (size_t i = at + 1; i < most && text.ptr[i] != '\n'; i++) {
        uint8_t c = text.ptr[i];
        if (c == '\\')
            i++;
        else if (c == '[' || c == ']')
            in_class = c == '[';
        else if (c == '/' && !in_class)
            return i + 1;
    }
    return at;
}

static size_t skip_javascript(struct lw_view text, size_t at)
{
    uint8_t next = at + 1 < text.len ? text.ptr[at + 1] : 0;
    if (text.ptr[at] != '/')
        return at;
    if (next == '/')
        return line_end(text, at);
    if (next != '*')
        return begins_pattern(text, at) ? pattern_end(text, at) : at;
    size_t end = lw_view_find(lw_view_from(text, at + 2), LW_VIEW("*/"));
    return end == LW_NOT_FOUND ? text.len : at + 2 + end + 2;
}

size_t lw_text_skip(enum lw_lexis lexis, struct lw_view text, size_t at)
{
    if (at >= text.len || lexis == LW_LEXIS_ANY)
        return at;
    if (lexis == LW_LEXIS_JAVASCRIPT)
        return skip_javascript(text, at);
    bool word_begins = at == 0 || strchr(" \t\n;|&(", text.ptr[at - 1]) != NULL;
    bool comment = text.ptr[at] == '#' && (lexis == LW_LEXIS_HASH || word_begins);
    return comment ? line_end(text, at) : at;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/beside.c - blanks, comments and keywords around a word.
 */
#include "analyze/syntax/beside.h"

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\f' || c == '\v';
}

static size_t end_of_line(struct lw_view source, size_t at)
{
    while (at < source.len && source.ptr[at] != '\n' && source.ptr[at] != '\r')
        at++;
    return at;
}

/* One blank, line end or comment; 0 where none begins. */
static size_t gap(enum lw_language language, struct lw_view source, size_t at)
{
    struct lw_view rest = lw_view_sub(source, at, 2);
    bool script = language == LW_LANG_JAVASCRIPT;
    uint8_t c = rest.ptr[0];
    if (is_blank(c) || c == '\n' || c == '\r')
        return 1;
    if (!script && c == '\\' && rest.len > 1 && (rest.ptr[1] == '\n' || rest.ptr[1] == '\r'))
        return 2;
    if (script ? lw_view_is(rest, "//") : c == '#')
        return end_of_line(source, at) - at;
    if (!script || !lw_view_is(rest, "/*"))
        return 0;
    size_t end = lw_view_find(lw_view_from(source, at + 2), LW_VIEW("*/"));
    return end == LW_NOT_FOUND ? source.len - at : end + 4;
}

uint8_t lw_beside_next(size_t *at, enum lw_language language, struct lw_view source)
{
    size_t more = 1;
    while (*at < source.len && more)
        *at += more = gap(language, source, *at);
    return *at < source.len ? source.ptr[*at] : '\n';
}

/* Behind the blanks before the word. */
static size_t before(const struct lw_beside *word)
{
    const uint8_t *p = word->source.ptr;
    size_t at = word->at;
    for (;;) {
        size_t from = at;
        while (at && is_blank(p[at - 1]))
            at--;
        if (at > 1 && p[at - 1] == '\n' && p[at - 2] == '\\')
            at -= 2;
        else if (at > 2 && p[at - 1] == '\n' && p[at - 2] == '\r' && p[at - 3] == '\\')
            at -= 3;
        if (at == from)
            return at;
    }
}

uint8_t lw_beside_before(const struct lw_beside *word)
{
    size_t at = before(word);
    return at ? word->source.ptr[at - 1] : '\n';
}

struct lw_view lw_beside_word_before(const struct lw_beside *word)
{
    size_t end = before(word), at = end;
    while (at && lw_beside_name(word->source.ptr[at - 1]))
        at--;
    return lw_view_sub(word->source, at, end - at);
}

struct lw_view lw_beside_word_behind(const struct lw_beside *word)
{
    struct lw_view source = word->source;
    size_t at = word->end;
    while (at < source.len && (is_blank(source.ptr[at]) ||
                               (source.ptr[at] == '\\' && gap(LW_LANG_PYTHON, source, at))))
        at += is_blank(source.ptr[at]) ? 1 : 2;
    size_t end = at;
    while (end < source.len && lw_beside_name(source.ptr[end]))
        end++;
    return lw_view_sub(source, at, end - at);
}

static bool is_keyword(enum lw_language language, struct lw_view word)
{
    static const char *const words[LW_LANG_COUNT][32] = {
        [LW_LANG_PYTHON] = { "and",    "as",     "assert",   "async",  "await", "case",
                             "del",    "elif",   "else",     "except", "exec",  "for",
                             "from",   "global", "if",       "import", "in",    "is",
                             "lambda", "match",  "nonlocal", "not",    "or",    "print",
                             "raise",  "return", "while",    "with",   "yield" },
        [LW_LANG_JAVASCRIPT] = { "as",     "await",      "case",   "const",   "default", "delete",
                                 "do",     "else",       "export", "extends", "from",    "import",
                                 "in",     "instanceof", "let",    "new",     "of",      "return",
                                 "static", "throw",      "typeof", "var",     "void",    "yield" },
    };
    for (size_t i = 0; i < LW_COUNT(words[language]) && words[language][i]; i++)
        if (lw_view_is(word, words[language][i]))
            return true;
    return false;
}

bool lw_beside_free(const struct lw_beside *word)
{
    struct lw_view left = lw_beside_word_before(word), right = lw_beside_word_behind(word);
    uint8_t sign = lw_beside_before(word);
    size_t at = word->end;
    uint8_t next = at < word->source.len ? word->source.ptr[at] : '\n';
    if (memchr("\"'`#", sign, 4) || memchr("\"'`", next, 3))
        return false;
    return (!left.len || is_keyword(word->language, left)) &&
           (!right.len || is_keyword(word->language, right));
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/loop.c - heads and bodies of loops, as they are written.
 */
#include "analyze/syntax/loop.h"

#include "analyze/syntax/beside.h"
#include "analyze/text_skip.h"

/* Time stays bounded in code that is made of heads: the first bytes of each body, and of few the
 * rest. */
enum { HEAD_BYTES = 200, BODY_BYTES = 2048, LONG_BODY_BYTES = 128 << 10 };

enum end { ENDS, ENDLESS, CUT };

static bool starts_word(struct lw_view text, const char *word)
{
    size_t len = strlen(word);
    return lw_view_starts(text, lw_view_c(word)) &&
           (text.len == len || !lw_beside_name(text.ptr[len]));
}

/* What a comment of Python says leaves nothing. */
static struct lw_view without_comment(struct lw_view line)
{
    size_t at = lw_view_find_byte(line, '#');
    return at != LW_NOT_FOUND && (!at || lw_is_space(line.ptr[at - 1])) ? lw_view_sub(line, 0, at)
                                                                        : line;
}

static bool is_way_out(struct lw_view word)
{
    static const char *const words[] = { "break", "return", "raise", "throw", "yield",
                                         "await", "exit",   "_exit", "quit",  "abort",
                                         "kill",  "goto",   "execv", "execve" };
    return LW_VIEW_IN(word, words);
}

static size_t word_end(struct lw_view text, size_t at)
{
    while (at < text.len && lw_beside_name(text.ptr[at]))
        at++;
    return at;
}

static bool python_leaves(struct lw_view line)
{
    line = without_comment(line);
    for (size_t at = 0; at < line.len;) {
        size_t end = word_end(line, at);
        if (is_way_out(lw_view_sub(line, at, end - at)))
            return true;
        at = end + (end == at);
    }
    return false;
}

/* Of JavaScript, behind the text, the comment or the pattern that begins there; `at` itself where
 * code stands. */
static size_t behind_literal(struct lw_text_walk *walk, size_t at)
{
    struct lw_view inner, text = walk->text;
    const uint8_t quote = text.ptr[at];
    if (!memchr("\"'`", quote, 3))
        return lw_text_skip(walk, at);
    size_t end = lw_text_literal(&inner, LW_LEXIS_JAVASCRIPT, text, at);
    /* What its line does not close is no text: a quote in a pattern that was taken for code. */
    bool closed = end == text.len || (end > at + 1 && text.ptr[end - 1] == quote);
    return closed ? end : at;
}

static bool script_leaves(struct lw_view body)
{
    struct lw_text_walk walk = lw_text_walk(LW_LEXIS_JAVASCRIPT, body);
    for (size_t at = 0; at < body.len;) {
        size_t end = behind_literal(&walk, at);
        if (end == at) {
            end = word_end(body, at);
            if (is_way_out(lw_view_sub(body, at, end - at)))
                return true;
        }
        at = end + (end == at);
    }
    return false;
}

/* The text between the bracket at the start and the one that closes it, and what is behind. */
static struct lw_view bracketed(struct lw_view text, char open, char close, struct lw_view *behind)
{
    struct lw_text_walk walk = lw_text_walk(LW_LEXIS_JAVASCRIPT, text);
    size_t depth = 0, most = open == '(' ? HEAD_BYTES : text.len;
    for (size_t i = 0; i < text.len && i < most;) {
        size_t end = behind_literal(&walk, i);
        if (end > i) {
            i = end;
            continue;
        }
        depth += text.ptr[i] == (uint8_t)open;
        if (text.ptr[i] == (uint8_t)close && --depth == 0) {
            size_t next = i + 1;
            (void)lw_beside_next(&next, LW_LANG_JAVASCRIPT, text);
            *behind = lw_view_from(text, next);
            return lw_view_sub(text, 1, i - 1);
        }
        i++;
    }
    *behind = LW_VIEW_NONE;
    return LW_VIEW_NONE;
}

static bool always(struct lw_view condition)
{
    static const char *const truths[] = { "",   "True", "true",      "1",
                                          "!0", "!![]", "not False", "!false" };
    condition = lw_view_trim(condition);
    while (lw_view_starts(condition, LW_VIEW("(")) && lw_view_ends(condition, LW_VIEW(")")))
        condition = lw_view_trim(lw_view_sub(condition, 1, condition.len - 2));
    return LW_VIEW_IN(condition, truths) ||
           lw_view_find(condition, LW_VIEW("< Infinity")) != LW_NOT_FOUND ||
           lw_view_find(condition, LW_VIEW("<Infinity")) != LW_NOT_FOUND;
}

/* for (start; condition; step) */
static bool endless_header(struct lw_view header)
{
    size_t first = lw_view_find_byte(header, ';');
    if (first == LW_NOT_FOUND)
        return false;
    struct lw_view rest = lw_view_from(header, first + 1);
    size_t second = lw_view_find_byte(rest, ';');
    return second != LW_NOT_FOUND && always(lw_view_sub(rest, 0, second)) &&
           lw_view_find_byte(lw_view_from(rest, second + 1), ';') == LW_NOT_FOUND;
}

/* The body between braces that `text` begins with. */
static enum end block_end(struct lw_view *behind, struct lw_view text)
{
    struct lw_view body = bracketed(text, '{', '}', behind);
    if (script_leaves(body.ptr ? body : text))
        return ENDS;
    return body.ptr ? ENDLESS : CUT;
}

/* if (a) {} else {}: the statement goes on. */
static bool goes_on(struct lw_view text, size_t at)
{
    (void)lw_beside_next(&at, LW_LANG_JAVASCRIPT, text);
    text = lw_view_from(text, at);
    return starts_word(text, "else") || starts_word(text, "catch") ||
           starts_word(text, "finally") || starts_word(text, "while");
}

/* Where a statement could end with its line, as its author writes no semicolons. */
static bool line_ends(struct lw_view text, size_t at)
{
    if (text.ptr[at] != '\n')
        return false;
    struct lw_view before = lw_view_trim(lw_view_sub(text, 0, at));
    uint8_t last = before.len ? before.ptr[before.len - 1] : 0;
    uint8_t next = lw_beside_next(&at, LW_LANG_JAVASCRIPT, text);
    return (lw_beside_name(last) || memchr(")]}\"'`", last, 6)) && lw_beside_name(next);
}

/* Behind the one statement without braces that `text` is; LW_NOT_FOUND: it goes on behind it. */
static size_t statement_end(struct lw_view text)
{
    static const char *const heads[] = { "if", "try", "switch", "with", "for", "while", "do" };
    struct lw_text_walk walk = lw_text_walk(LW_LEXIS_JAVASCRIPT, text);
    const bool compound = LW_VIEW_IN(lw_view_sub(text, 0, word_end(text, 0)), heads);
    size_t depth = 0;
    for (size_t at = 0; at < text.len;) {
        size_t end = behind_literal(&walk, at);
        if (end > at) {
            at = end;
            continue;
        }
        const uint8_t c = text.ptr[at++];
        if (memchr(")]}", c, 3) && depth-- == 0)
            return at - 1;
        depth += memchr("([{", c, 3) != NULL;
        bool ends = c == ';' || (c == '}' && compound) || (!compound && line_ends(text, at - 1));
        if (!depth && ends && !(compound && goes_on(text, at)))
            return at;
    }
    return LW_NOT_FOUND;
}

/* label: statement */
static struct lw_view without_labels(struct lw_view text)
{
    for (;;) {
        size_t end = word_end(text, 0), at = end;
        if (!end || lw_beside_next(&at, LW_LANG_JAVASCRIPT, text) != ':')
            return text;
        at++;
        (void)lw_beside_next(&at, LW_LANG_JAVASCRIPT, text);
        text = lw_view_from(text, at);
    }
}

/* `whole`: nothing stands behind `text`. */
static enum end body_end(struct lw_view text, bool whole)
{
    struct lw_view behind;
    text = without_labels(text);
    if (lw_view_starts(text, LW_VIEW("{")))
        return block_end(&behind, text);
    size_t end = statement_end(text);
    if (script_leaves(lw_view_sub(text, 0, end)))
        return ENDS;
    return end != LW_NOT_FOUND || whole ? ENDLESS : CUT;
}

static enum end script_loop(struct lw_view text, bool whole)
{
    struct lw_view behind, inside;
    bool counted = starts_word(text, "for");
    if (starts_word(text, "do")) {
        text = lw_view_trim(lw_view_from(text, 2));
        if (!lw_view_starts(text, LW_VIEW("{")))
            return ENDS;
        enum end end = block_end(&behind, text);
        if (end != ENDLESS)
            return end;
        if (!starts_word(behind, "while"))
            return ENDS;
        inside = bracketed(lw_view_trim(lw_view_from(behind, 5)), '(', ')', &behind);
        return inside.len && always(inside) ? ENDLESS : ENDS;
    }
    if (!counted && !starts_word(text, "while"))
        return ENDS;
    text = lw_view_trim(lw_view_from(text, counted ? 3 : 5));
    if (!lw_view_starts(text, LW_VIEW("(")))
        return ENDS;
    inside = bracketed(text, '(', ')', &behind);
    if (!behind.len || !(counted ? endless_header(inside) : inside.len && always(inside)))
        return ENDS;
    return body_end(behind, whole);
}

static size_t indent_of(struct lw_view line)
{
    size_t n = 0;
    while (n < line.len && (line.ptr[n] == ' ' || line.ptr[n] == '\t'))
        n++;
    return n;
}

static enum end python_loop(struct lw_view source, size_t at, size_t most)
{
    size_t begin = at;
    while (begin && (source.ptr[begin - 1] == ' ' || source.ptr[begin - 1] == '\t'))
        begin--;
    struct lw_view line, rest = lw_view_sub(source, begin, at - begin + most);
    size_t indent = indent_of(rest);
    if ((begin && source.ptr[begin - 1] != '\n') || begin + indent != at ||
        !lw_view_line(&line, &rest) || !starts_word(lw_view_from(line, indent), "while"))
        return ENDS;
    size_t colon = lw_view_find_byte(line, ':');
    if (colon == LW_NOT_FOUND || !always(lw_view_sub(line, indent + 5, colon - indent - 5)) ||
        python_leaves(lw_view_from(line, colon)))
        return ENDS;
    while (lw_view_line(&line, &rest)) {
        if (!lw_view_trim(line).len)
            continue;
        if (indent_of(line) <= indent)
            return ENDLESS;
        if (python_leaves(line))
            return ENDS;
    }
    return source.len - at <= most ? ENDLESS : CUT;
}

static enum end end_of(enum lw_language language, struct lw_view source, size_t at, size_t most)
{
    if (language == LW_LANG_PYTHON)
        return python_loop(source, at, most);
    return language == LW_LANG_JAVASCRIPT
               ? script_loop(lw_view_sub(source, at, most), source.len - at <= most)
               : ENDS;
}

bool lw_loop_is_endless(enum lw_language language, struct lw_view source, size_t at,
                        size_t *budget_bytes)
{
    enum end end = end_of(language, source, at, BODY_BYTES);
    size_t rest = source.len - at, most = rest < LONG_BODY_BYTES ? rest : LONG_BODY_BYTES;
    if (end == CUT && most > BODY_BYTES && most <= *budget_bytes) {
        *budget_bytes -= most;
        end = end_of(language, source, at, most);
    }
    return end == ENDLESS;
}

bool lw_loop_may_be_inside(enum lw_language language, struct lw_view piece, size_t at)
{
    if (language == LW_LANG_PYTHON)
        return at && piece.ptr[at - 1] != '\n';
    const struct lw_view rest = lw_view_from(piece, at);
    struct lw_text_walk walk = lw_text_walk(LW_LEXIS_JAVASCRIPT, rest);
    size_t depth = 0;
    for (size_t i = 0; i < rest.len;) {
        size_t end = behind_literal(&walk, i);
        if (end > i) {
            i = end;
            continue;
        }
        const uint8_t c = rest.ptr[i++];
        if (c == '}' && depth-- == 0)
            return true;
        depth += c == '{';
    }
    return false;
}

bool lw_loop_may_fail(struct lw_view loop)
{
    static const char *const sure[] = { "while", "for",    "if",     "print",  "log",    "info",
                                        "warn",  "error",  "debug",  "write",  "repeat", "sleep",
                                        "time",  "now",    "random", "range",  "len",    "str",
                                        "pow",   "append", "push",   "concat", "floor",  "sqrt" };
    for (size_t at = 0; at < loop.len;) {
        size_t end = at, behind;
        while (end < loop.len && lw_beside_name(loop.ptr[end]))
            end++;
        for (behind = end; behind < loop.len && lw_is_space(loop.ptr[behind]);)
            behind++;
        bool opens = end > at && behind < loop.len && strchr("([", loop.ptr[behind]);
        if (opens && !LW_VIEW_IN(lw_view_sub(loop, at, end - at), sure))
            return true;
        at = end > at ? end : behind > at ? behind : at + 1;
    }
    return false;
}

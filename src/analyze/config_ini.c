/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/config_ini.c - lines, sections and entries of configuration files.
 */
#include "analyze/config_ini.h"

#include "base/buf.h"

struct lw_ini lw_ini(struct lw_view text, const char *between, unsigned flags,
                     struct lw_arena *arena)
{
    struct lw_ini ini = { .text = text,
                          .start = text.ptr,
                          .section = LW_VIEW(""),
                          .key = LW_VIEW(""),
                          .between = between,
                          .flags = flags,
                          .arena = arena };
    if (lw_view_starts(text, LW_VIEW("\xef\xbb\xbf")))
        ini.text = lw_view_from(text, 3);
    return ini;
}

static bool is_end(uint8_t c)
{
    return c == '\n' || c == '\r';
}

/* Without its end: "\n", "\r\n", or "\r" alone, as some read it. */
static struct lw_view take_line(struct lw_ini *ini)
{
    size_t len = 0;
    while (len < ini->text.len && !is_end(ini->text.ptr[len]))
        len++;
    struct lw_view line = lw_view_sub(ini->text, 0, len);
    size_t end = lw_view_starts(lw_view_from(ini->text, len), LW_VIEW("\r\n")) ? 2 : 1;
    ini->text = lw_view_from(ini->text, len + end);
    return line;
}

static bool is_comment(struct lw_view line)
{
    return line.len && (line.ptr[0] == '#' || line.ptr[0] == ';');
}

/* An odd number of backslashes at its end. */
static bool goes_on(struct lw_view line)
{
    size_t count = 0;
    while (count < line.len && line.ptr[line.len - 1 - count] == '\\')
        count++;
    return count % 2 == 1;
}

/* The line with those that it goes on in. */
static struct lw_view whole_line(struct lw_ini *ini)
{
    struct lw_view line = take_line(ini);
    if (!(ini->flags & LW_INI_CONTINUED) || !goes_on(line) || is_comment(lw_view_trim(line)))
        return line;
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    while (goes_on(line) && ini->text.len) {
        lw_buf_add(&buf, lw_view_sub(line, 0, line.len - 1));
        line = take_line(ini);
    }
    lw_buf_add(&buf, line);
    return lw_arena_copy(ini->arena, lw_buf_view(&buf));
}

static bool is_quote(uint8_t c)
{
    return c == '"' || c == '\'';
}

/* Up to a comment that is in no quotes; where a quote is not closed, it is none. */
static struct lw_view without_comment(struct lw_view text, unsigned flags)
{
    for (size_t i = 0; i < text.len; i++) {
        uint8_t c = text.ptr[i];
        if (c == '\\') {
            i++;
        } else if (is_quote(c)) {
            size_t close = lw_view_find_byte(lw_view_from(text, i + 1), c);
            i += close == LW_NOT_FOUND ? 0 : close + 1;
        } else if ((c == '#' || c == ';') &&
                   ((flags & LW_INI_COMMENTS) || (i && lw_is_space(text.ptr[i - 1])))) {
            return lw_view_sub(text, 0, i);
        }
    }
    return text;
}

/* Quotes may stand around a part of it: fa"ls"e. */
static struct lw_view plain(struct lw_arena *arena, struct lw_view text)
{
    bool marked = false;
    text = lw_view_trim(text);
    for (size_t i = 0; i < text.len && !marked; i++)
        marked = is_quote(text.ptr[i]) || text.ptr[i] == '\\';
    if (!marked)
        return text;
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (size_t i = 0; i < text.len; i++) {
        if (is_quote(text.ptr[i]))
            continue;
        i += text.ptr[i] == '\\' && i + 1 < text.len;
        lw_buf_add_byte(&buf, text.ptr[i]);
    }
    return lw_view_trim(lw_arena_copy(arena, lw_buf_view(&buf)));
}

/* "[core] sshCommand = x": what stands behind the bracket, which quotes may hide. */
static struct lw_view take_section(struct lw_ini *ini, struct lw_view line)
{
    size_t end = 1;
    for (uint8_t quote = 0; end < line.len && (quote || line.ptr[end] != ']'); end++) {
        uint8_t c = line.ptr[end];
        if (quote ? c == quote : c == '"')
            quote = quote ? 0 : c;
    }
    if (end >= line.len && lw_view_find_byte(line, ']') != LW_NOT_FOUND)
        end = lw_view_find_byte(line, ']');
    ini->section = plain(ini->arena, lw_view_sub(line, 1, end - 1));
    return lw_view_trim(lw_view_from(line, end + 1));
}

/* "--insecure", "-k", "-sk": of letters that stand together, "k" before all others. */
static struct lw_view without_dashes(struct lw_view line, struct lw_ini_entry *out)
{
    if (lw_view_starts(line, LW_VIEW("--")))
        return lw_view_from(line, 2);
    if (!lw_view_starts(line, LW_VIEW("-")) || line.len < 2)
        return line;
    size_t end = 1;
    bool insecure = false;
    for (; end < line.len && lw_is_alpha(line.ptr[end]); end++)
        insecure |= line.ptr[end] == 'k';
    out->key = insecure ? LW_VIEW("k") : lw_view_sub(line, 1, 1);
    return lw_view_from(line, 2);
}

static size_t split_at(struct lw_view line, const char *between)
{
    for (size_t i = 0; i < line.len; i++) {
        if (is_quote(line.ptr[i])) {
            size_t close = lw_view_find_byte(lw_view_from(line, i + 1), line.ptr[i]);
            i += close == LW_NOT_FOUND ? 0 : close + 1;
            continue;
        }
        if (line.ptr[i] && strchr(between, line.ptr[i]))
            return i;
    }
    return LW_NOT_FOUND;
}

static void split(struct lw_ini_entry *out, const struct lw_ini *ini, struct lw_view line)
{
    const bool directive = line.ptr[0] == '.' || line.ptr[0] == '!';
    if (ini->flags & LW_INI_DASHES)
        line = without_dashes(line, out);
    const size_t at = split_at(line, directive ? "= \t" : ini->between);
    if (!out->key.len) {
        out->key = plain(ini->arena, lw_view_sub(line, 0, at));
        size_t dot = lw_view_find_byte(out->key, '.');
        if ((ini->flags & LW_INI_DOT) && dot != LW_NOT_FOUND)
            out->key = lw_view_from(out->key, dot + 1);
        if (lw_view_ends(out->key, LW_VIEW("[]")))
            out->key.len -= 2;
        line = lw_view_from(line, at == LW_NOT_FOUND ? line.len : at);
    }
    /* "key = value" where a blank alone would do. */
    while (line.len && strchr(" \t", line.ptr[0]))
        line = lw_view_from(line, 1);
    if (line.len && (line.ptr[0] == '=' || line.ptr[0] == ':'))
        line = lw_view_from(line, 1);
    out->bare = at == LW_NOT_FOUND;
    out->value = plain(ini->arena, without_comment(line, ini->flags));
}

static bool tell(struct lw_ini_entry *out, struct lw_ini *ini, struct lw_view line, size_t at)
{
    *out = (struct lw_ini_entry){ .section = ini->section, .key = LW_VIEW(""), .at = at };
    if (ini->flags & LW_INI_LINES)
        out->value = lw_view_trim(without_comment(line, ini->flags));
    else
        split(out, ini, line);
    return true;
}

/* First as more of the value before, and the next time as what it says alone. */
static bool tell_more(struct lw_ini_entry *out, struct lw_ini *ini, struct lw_view line, size_t at)
{
    *out = (struct lw_ini_entry){ .section = ini->section,
                                  .key = ini->key,
                                  .value = plain(ini->arena, without_comment(line, ini->flags)),
                                  .at = at };
    ini->again = line;
    ini->again_at = at;
    return true;
}

bool lw_ini_next(struct lw_ini_entry *out, struct lw_ini *ini)
{
    struct lw_view line = ini->again;
    ini->again = LW_VIEW_NONE;
    if (line.len)
        return tell(out, ini, line, ini->again_at);
    while (ini->text.len) {
        const size_t at = (size_t)(ini->text.ptr - ini->start);
        struct lw_view whole = whole_line(ini);
        const bool indented = whole.len && (whole.ptr[0] == ' ' || whole.ptr[0] == '\t');
        line = lw_view_trim(whole);
        if (line.len && line.ptr[0] == '[' && !(ini->flags & LW_INI_LINES))
            line = take_section(ini, line);
        if (!line.len || is_comment(line))
            continue;
        if ((ini->flags & LW_INI_INDENTED) && indented && ini->key.len)
            return tell_more(out, ini, line, at);
        (void)tell(out, ini, line, at);
        ini->key = out->key;
        return true;
    }
    return false;
}

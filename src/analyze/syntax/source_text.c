/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/source_text.c - line ends and encodings of source files.
 */
#include "analyze/syntax/source_text.h"

#include "base/text.h"

enum { CODING_BYTES = 32 };

size_t lw_source_line_end(struct lw_view text, size_t at)
{
    static const char *const wide[] = { "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9" };
    uint8_t c = text.ptr[at];
    if (c == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n')
        return 2;
    if ((c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e))
        return 1;
    for (size_t i = 0; c >= 0x80 && i < LW_COUNT(wide); i++)
        if (lw_view_starts(lw_view_sub(text, at, 3), lw_view_c(wide[i])))
            return strlen(wide[i]);
    return 0;
}

bool lw_source_is_pth(struct lw_view path)
{
    return lw_view_ends_nocase(path, LW_VIEW(".pth"));
}

/* Only lines that begin with `import` are code, each for itself: the rest becomes blanks. */
static void copy_pth(struct lw_buf *copy, struct lw_view bytes)
{
    size_t from = lw_view_starts(bytes, LW_VIEW("\xef\xbb\xbf")) ? 3 : 0;
    lw_buf_add(copy, bytes);
    for (size_t i = 0; i < from; i++)
        copy->ptr[i] = ' ';
    while (from < bytes.len) {
        size_t end = from, more = 0;
        while (end < bytes.len && !(more = lw_source_line_end(bytes, end)))
            end++;
        struct lw_view line = lw_view_sub(bytes, from, end - from);
        bool code = lw_view_starts(line, LW_VIEW("import ")) ||
                    lw_view_starts(line, LW_VIEW("import\t"));
        for (size_t i = from; i < end && !code; i++)
            copy->ptr[i] = ' ';
        for (size_t i = 0; i < more; i++)
            copy->ptr[end + i] = i + 1 == more ? '\n' : ' ';
        from = end + more;
    }
}

/* A carriage return alone ends a line of Python too. */
static void copy_python(struct lw_buf *copy, struct lw_view bytes)
{
    lw_buf_add(copy, bytes);
    for (size_t i = 0; i < bytes.len; i++)
        if (bytes.ptr[i] == '\r' && !(i + 1 < bytes.len && bytes.ptr[i + 1] == '\n'))
            copy->ptr[i] = '\n';
}

static bool lone_return(struct lw_view bytes)
{
    for (size_t at = lw_view_find_byte(bytes, '\r'), next; at < bytes.len; at += next + 1) {
        if (at + 1 == bytes.len || bytes.ptr[at + 1] != '\n')
            return true;
        next = lw_view_find_byte(lw_view_from(bytes, at + 1), '\r');
        if (next == LW_NOT_FOUND)
            return false;
    }
    return false;
}

/* Two bytes a character, by their mark. */
static bool copy_utf16(struct lw_buf *copy, struct lw_view bytes)
{
    bool little = lw_view_starts(bytes, LW_VIEW("\xff\xfe"));
    if (!little && !lw_view_starts(bytes, LW_VIEW("\xfe\xff")))
        return false;
    uint32_t high = 0;
    for (size_t at = 2; at + 1 < bytes.len; at += 2) {
        uint32_t unit = little ? (uint32_t)bytes.ptr[at] | (uint32_t)bytes.ptr[at + 1] << 8
                               : (uint32_t)bytes.ptr[at] << 8 | bytes.ptr[at + 1];
        if (unit >= 0xd800 && unit < 0xdc00) {
            high = unit;
            continue;
        }
        if (unit >= 0xdc00 && unit < 0xe000)
            unit = high ? 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00) : 0xfffd;
        high = 0;
        lw_utf8_add(copy, unit);
    }
    return true;
}

struct lw_source_text lw_source_text(enum lw_language language, struct lw_view path,
                                     struct lw_view bytes)
{
    struct lw_source_text source = { .text = bytes, .copy = LW_BUF_INIT };
    bool copied = true;
    if (copy_utf16(&source.copy, bytes))
        copied = true;
    else if (language == LW_LANG_PYTHON && lw_source_is_pth(path))
        copy_pth(&source.copy, bytes);
    else if (language == LW_LANG_PYTHON && lone_return(bytes))
        copy_python(&source.copy, bytes);
    else
        copied = false;
    if (copied)
        source.text = lw_buf_view(&source.copy);
    return source;
}

void lw_source_text_clear(struct lw_source_text *source)
{
    lw_buf_clear(&source->copy);
}

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

/* "coding", then ':' or '=', blanks, and the name. */
static struct lw_view coding_in(struct lw_view comment)
{
    size_t at, end;
    for (; (at = lw_view_find(comment, LW_VIEW("coding"))) != LW_NOT_FOUND;) {
        comment = lw_view_from(comment, at + 6);
        if (!comment.len || (comment.ptr[0] != ':' && comment.ptr[0] != '='))
            continue;
        for (at = 1; at < comment.len && (comment.ptr[at] == ' ' || comment.ptr[at] == '\t');)
            at++;
        for (end = at; end < comment.len &&
                       (lw_is_alnum(comment.ptr[end]) || memchr("-_.", comment.ptr[end], 3));)
            end++;
        if (end > at)
            return lw_view_sub(comment, at, end - at);
    }
    return LW_VIEW_NONE;
}

struct lw_view lw_source_coding(struct lw_view bytes)
{
    struct lw_view rest = bytes, line;
    if (lw_view_starts(rest, LW_VIEW("\xef\xbb\xbf")))
        rest = lw_view_from(rest, 3);
    for (unsigned number = 0; number < 2 && rest.len; number++) {
        size_t end = 0, start = 0;
        while (end < rest.len && rest.ptr[end] != '\n' && rest.ptr[end] != '\r')
            end++;
        line = lw_view_sub(rest, 0, end);
        bool both = end + 1 < rest.len && rest.ptr[end] == '\r' && rest.ptr[end + 1] == '\n';
        rest = lw_view_from(rest, end < rest.len ? end + 1 + both : end);
        while (start < line.len && is_blank(line.ptr[start]))
            start++;
        if (start == line.len)
            continue;
        if (line.ptr[start] != '#')
            return LW_VIEW_NONE; /* code: what stands in the second line says nothing then */
        struct lw_view name = coding_in(lw_view_from(line, start));
        if (name.len)
            return name;
    }
    return LW_VIEW_NONE;
}

static bool all_digits(struct lw_view v, size_t from)
{
    for (size_t i = from; i < v.len; i++)
        if (!lw_is_digit(v.ptr[i]))
            return false;
    return true;
}

/* Each of them leaves the letters of ASCII as they are: how they are called in Python and Emacs. */
bool lw_source_coding_plain(struct lw_view name)
{
    static const char *const names[] = {
        "utf8",       "u8",          "utf",         "cp65001",
        "utf8sig",    "ascii",       "usascii",     "646",
        "latin",      "latin1",      "l1",          "latin2",
        "latin3",     "latin4",      "latin5",      "latin6",
        "latin7",     "latin8",      "latin9",      "latin10",
        "gbk",        "gb2312",      "gb18030",     "big5",
        "big5hkscs",  "eucjp",       "euckr",       "euccn",
        "sjis",       "shiftjis",    "eucjisx0213", "shiftjisx0213",
        "johab",      "koi8r",       "koi8u",       "koi8t",
        "macroman",   "maccyrillic", "maclatin2",   "macgreek",
        "macturkish", "maciceland",  "tis620",      "mskanji",
        "ptcp154",    "kz1048",      "eucjis2004",  "shiftjis2004",
        "mbcs",       "ujis",        "uhc",         "ms932",
        "ms936",
    };
    static const char *const starts[] = { "utf-8-", "latin-1-", "iso-8859-1-", "iso-latin-1" };
    static const char *const numbered[] = { "iso8859", "windows125", "cp125" };
    static const char *const pages[] = { "437", "720", "737", "775", "850", "852", "855", "856",
                                         "857", "858", "860", "861", "862", "863", "864", "865",
                                         "866", "869", "874", "932", "936", "949", "950", "1006" };
    char plain[CODING_BYTES], dashed[CODING_BYTES];
    size_t len = 0;
    if (name.len > CODING_BYTES)
        return false;
    for (size_t i = 0; i < name.len; i++) {
        dashed[i] = name.ptr[i] == '_' ? '-' : (char)lw_lower(name.ptr[i]);
        if (lw_is_alnum(name.ptr[i]))
            plain[len++] = (char)lw_lower(name.ptr[i]);
    }
    struct lw_view v = lw_view(plain, len);
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(v, names[i]))
            return true;
    for (size_t i = 0; i < LW_COUNT(starts); i++)
        if (lw_view_starts(lw_view(dashed, name.len), lw_view_c(starts[i])))
            return true;
    for (size_t i = 0; i < LW_COUNT(numbered); i++)
        if (lw_view_starts(v, lw_view_c(numbered[i])) && all_digits(v, strlen(numbered[i])))
            return true;
    for (size_t i = 0; i < LW_COUNT(pages) && lw_view_starts(v, LW_VIEW("cp")); i++)
        if (lw_view_is(lw_view_from(v, 2), pages[i]))
            return true;
    return false;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/text_shape.c - one pass over a text, byte by byte, that counts.
 *
 * Spec: CVE-2021-42574 and -42694 ("Trojan Source"); UAX #9 (directional formatting characters),
 *       UTS #39 5.1 (mixed scripts).
 */
#include "analyze/text_shape.h"

#include "analyze/secret.h"
#include "base/text.h"

enum {
    FAR_RIGHT_COLUMNS = 120, /* blanks in a row, with code before or behind them */
    LITERAL_MIN_BYTES = 200, /* of one that is looked at for its order */
    TABLE_ITEM_MAX_BYTES = 64,
    TEMPLATES_MAX = 16, /* one in the braces of another */
};

struct scan {
    struct lw_text_shape *out;
    struct lw_view text;
    size_t at, line_start, blanks;
    uint32_t line;
    bool code_before;    /* on this line, before the blanks */
    uint8_t quote;       /* of the string that we are in; 0: none */
    bool triple;         /* it takes three of them to end it */
    size_t string_start; /* behind its quote */
    size_t string_unseen;
    struct lw_text_walk walk;
    unsigned template_braces[TEMPLATES_MAX]; /* open in the code of each template around */
    size_t templates;
    size_t table_run, table_start;
};

static bool name_char(uint8_t c)
{
    return lw_is_alnum(c) || c == '_' || c == '$' || c >= 0x80;
}

static bool all_of(struct lw_view v, const char *set)
{
    for (size_t i = 0; i < v.len; i++)
        if (!strchr(set, v.ptr[i]) || !v.ptr[i])
            return false;
    return true;
}

static bool is_hex_name(struct lw_view v)
{
    if (v.len < 6 || v.len > 24 || !lw_view_starts(v, LW_VIEW("_0x")))
        return false;
    return all_of(lw_view_from(v, 3), "0123456789abcdefABCDEF");
}

/* Greek that reads as Latin: capitals of the same shape, and omicron. The others are the names of
 * quantities (delta, xi), which read as what they are unless Latin letters stand on both sides. */
static bool greek_as_latin(struct lw_view v, uint32_t c, size_t at, size_t next)
{
    static const uint16_t same[] = { 0x37f, 0x391, 0x392, 0x395, 0x396, 0x397, 0x399, 0x39a, 0x39c,
                                     0x39d, 0x39f, 0x3a1, 0x3a4, 0x3a5, 0x3a7, 0x3bf, 0x3f9 };
    static const uint16_t near[] = { 0x3b1, 0x3b3, 0x3b9, 0x3ba, 0x3bd, 0x3c1,
                                     0x3c3, 0x3c5, 0x3c7, 0x3f2, 0x3f3 };
    bool inside = at > 0 && lw_is_alpha(v.ptr[at - 1]) && next < v.len && lw_is_alpha(v.ptr[next]);
    for (size_t i = 0; i < LW_COUNT(same); i++)
        if (same[i] == c)
            return true;
    for (size_t i = 0; inside && i < LW_COUNT(near); i++)
        if (near[i] == c)
            return true;
    return false;
}

/* Latin with Cyrillic or Greek in one name. */
static bool mixes(struct lw_view v)
{
    bool latin = false, other = false;
    for (size_t at = 0, next; at < v.len; at = next) {
        next = at;
        uint32_t c = lw_utf8_next(v, &next);
        latin = latin || (c < 0x80 && lw_is_alpha((uint8_t)c));
        other = other || greek_as_latin(v, c, at, next) || (c >= 0x400 && c <= 0x52f) ||
                (c >= 0x13a0 && c <= 0x13ff) || (c >= 0xff21 && c <= 0xff5a) ||
                (c >= 0x1d400 && c <= 0x1d7ff);
    }
    return latin && other;
}

static bool is_bidi(uint32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Nothing is drawn: zero width, fillers, tags, and the selectors that payloads hide in. */
static bool is_invisible(uint32_t c)
{
    return c == 0x200b || c == 0x2060 || c == 0x180e || c == 0x3164 || c == 0xffa0 || c == 0x115f ||
           c == 0x1160 || (c >= 0xe0000 && c <= 0xe01ef) || (c >= 0x2061 && c <= 0x2064);
}

static bool is_plain_letter(struct lw_view text, size_t at)
{
    return at < text.len &&
           (lw_is_alpha(text.ptr[at]) || text.ptr[at] == '_' || text.ptr[at] == '$');
}

/* Fillers of Hangul are letters that draw nothing; joiners and selectors may stand in a name, where
 * they make another one of it that looks the same. UAX #31, 2.3. */
static bool hides_in_name(struct lw_view text, uint32_t c, size_t at, size_t next)
{
    bool before = at > 0 && is_plain_letter(text, at - 1);
    if (c == 0x3164 || c == 0xffa0 || c == 0x115f || c == 0x1160)
        return true;
    if (c == 0x200c || c == 0x200d)
        return before && is_plain_letter(text, next);
    return before && (c == 0x34f || (c >= 0x180b && c <= 0x180f) || (c >= 0xfe00 && c <= 0xfe0d) ||
                      (c >= 0xe0100 && c <= 0xe01ef));
}

/* Khmer, Thai, Gujarati ... write a zero-width space where a word may end. */
static bool ends_word(struct lw_view text, uint32_t c, size_t at, size_t next)
{
    size_t before = at;
    while (before > 0 && at - before < 4 && (before == at || (text.ptr[before] & 0xc0) == 0x80))
        before--;
    size_t read = before;
    uint32_t left = at ? lw_utf8_next(text, &read) : 0;
    uint32_t right = next < text.len ? lw_utf8_next(text, &next) : 0;
    bool script = (left >= 0x590 && left < 0x1fff) || (right >= 0x590 && right < 0x1fff);
    return c == 0x200b && script && left != c && right != c;
}

static void take_invisible(struct scan *s, size_t at)
{
    struct lw_text_shape *out = s->out;
    if (!s->quote) {
        out->invisible_at = out->invisible ? out->invisible_at : at;
        out->invisible++;
        return;
    }
    out->invisible_literals++;
    if (++s->string_unseen > out->invisible_literal) {
        out->invisible_literal = s->string_unseen;
        out->invisible_literal_at = s->string_start;
    }
}

/* One character of no letter's shape; false where it is none of those. */
static bool take_unseen(struct scan *s, uint32_t c, size_t at, size_t next)
{
    struct lw_text_shape *out = s->out;
    if (!s->quote && hides_in_name(s->text, c, at, next)) {
        out->invisible_name_at = out->invisible_names ? out->invisible_name_at : at;
        out->invisible_names++;
    }
    if (is_bidi(c)) {
        out->bidi_at = out->bidi ? out->bidi_at : at;
        out->bidi++;
    } else if (is_invisible(c)) {
        if (!ends_word(s->text, c, at, next))
            take_invisible(s, at);
    } else {
        return false;
    }
    return true;
}

static void take_name(struct scan *s, size_t from)
{
    struct lw_text_shape *out = s->out;
    struct lw_view name = lw_view_sub(s->text, from, s->at - from);
    bool plain = true;
    for (size_t i = 0; i < name.len && plain; i++)
        plain = name.ptr[i] < 0x80;
    out->names++;
    out->short_names += name.len <= 2;
    if (is_hex_name(name)) {
        out->hex_names++;
        out->index_calls += lw_view_starts(lw_view_from(s->text, s->at), LW_VIEW("(0x"));
    }
    out->lookalike_names += name.len >= 6 && (all_of(name, "lI1_") || all_of(name, "oO0_Q") ||
                                              all_of(name, "iIl1_"));
    for (size_t at = from, next; !plain && at < from + name.len; at = next) {
        next = at;
        uint32_t c = lw_utf8_next(s->text, &next);
        (void)take_unseen(s, c, at, next);
    }
    if (!plain && mixes(name)) {
        out->mixed_at = out->mixed ? out->mixed_at : from;
        out->mixed++;
    }
}

/* A literal of many bytes without words, as what is packed or encrypted is. */
static void take_string(struct scan *s, size_t end)
{
    struct lw_text_shape *out = s->out;
    struct lw_view v = lw_view_sub(s->text, s->string_start, end - s->string_start);
    out->string_bytes += v.len;
    if (v.len >= 2 && v.len <= TABLE_ITEM_MAX_BYTES) {
        s->table_start = s->table_run ? s->table_start : s->string_start;
        s->table_run++;
        if (s->table_run > out->table_items) {
            out->table_items = s->table_run;
            out->table_at = s->table_start;
        }
    } else {
        s->table_run = 0;
    }
    if (v.len < LITERAL_MIN_BYTES || v.len <= out->random_bytes)
        return;
    size_t blanks = 0, packed = 0;
    for (size_t i = 0; i < v.len; i++) {
        blanks += v.ptr[i] == ' ' || v.ptr[i] == '\n';
        packed += lw_is_alnum(v.ptr[i]) || strchr("+/=_-", v.ptr[i]) != NULL;
    }
    unsigned entropy = lw_entropy_tenths(v);
    bool base64 = packed >= v.len - v.len / 40 && entropy >= 36;
    if (!base64 && (blanks > v.len / 100 || entropy < 58))
        return;
    out->random_at = s->string_start;
    out->random_bytes = v.len;
    out->random_entropy = entropy;
}

static unsigned hex_value(struct lw_view digits)
{
    unsigned value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        uint8_t c = lw_lower(digits.ptr[i]);
        if (!lw_is_digit(c) && (c < 'a' || c > 'f'))
            return 0;
        value = value << 4 | (lw_is_digit(c) ? c - 0x30u : c - 'a' + 10u);
    }
    return value;
}

/* A letter that could have been written as itself: "\\x41", "\\u0041". Ranges of other scripts have
 * reason to be numbers. */
static void take_escape(struct scan *s)
{
    struct lw_view rest = lw_view_from(s->text, s->at + 1);
    unsigned value = 0;
    if (rest.len && rest.ptr[0] == 'x')
        value = hex_value(lw_view_sub(rest, 1, 2));
    else if (rest.len && rest.ptr[0] == 'u')
        value = hex_value(lw_view_sub(rest, 1, 4));
    s->out->escapes++;
    s->out->hex_escapes += value < 0x7f && lw_is_alnum((uint8_t)value);
    s->at += 2;
}

/* A byte of 0x80 or more: whether it is part of a name. */
static bool take_wide(struct scan *s)
{
    size_t next = s->at;
    uint32_t c = lw_utf8_next(s->text, &next);
    if (!take_unseen(s, c, s->at, next) && !s->quote && c != 0xfffd)
        return true;
    s->at = next;
    return false;
}

static void end_line(struct scan *s)
{
    size_t len = s->at - s->line_start;
    s->out->longest_line = len > s->out->longest_line ? len : s->out->longest_line;
    s->out->lines++;
    s->line++;
    s->line_start = s->at + 1;
    s->blanks = 0;
    s->code_before = false;
}

/* Code behind so many blanks that no editor shows it. */
static void take_blanks(struct scan *s)
{
    if (s->blanks >= FAR_RIGHT_COLUMNS && s->code_before && s->blanks > s->out->far_right_columns) {
        s->out->far_right_columns = s->blanks;
        s->out->far_right_at = s->at;
        s->out->far_right_line = s->line;
    }
    s->blanks = 0;
    s->code_before = true;
}

static void begin_string(struct scan *s, uint8_t quote)
{
    struct lw_view three = lw_view_sub(s->text, s->at, 3);
    s->triple = s->walk.lexis == LW_LEXIS_HASH && three.len == 3 && three.ptr[1] == quote &&
                three.ptr[2] == quote;
    s->at += s->triple ? 3 : 1;
    s->quote = quote;
    s->string_start = s->at;
    s->string_unseen = 0;
}

static void take_quote(struct scan *s, uint8_t c)
{
    if (s->quote == 0) {
        begin_string(s, c);
        return;
    }
    struct lw_view three = lw_view_sub(s->text, s->at, 3);
    bool ends = s->quote == c &&
                (!s->triple || (three.len == 3 && three.ptr[1] == c && three.ptr[2] == c));
    if (ends) {
        take_string(s, s->at);
        s->quote = 0;
    }
    s->at += ends && s->triple ? 3 : 1;
}

/* A template of JavaScript: `text ${ code } text`. True where the byte was one of its braces. */
static bool take_brace(struct scan *s, uint8_t c)
{
    if (s->walk.lexis != LW_LEXIS_JAVASCRIPT)
        return false;
    bool opens = s->quote == '`' && c == '$' && s->templates < TEMPLATES_MAX &&
                 s->at + 1 < s->text.len && s->text.ptr[s->at + 1] == '{';
    unsigned *inner = s->templates ? &s->template_braces[s->templates - 1] : NULL;
    if (opens) {
        take_string(s, s->at);
        s->template_braces[s->templates++] = 0;
        s->quote = 0;
        s->at += 2;
        return true;
    }
    if (s->quote || !inner || (c != '{' && c != '}'))
        return false;
    s->at++;
    if (c == '{') {
        ++*inner;
    } else if (*inner > 0) {
        --*inner;
    } else {
        s->templates--;
        s->quote = '`';
        s->string_start = s->at;
        s->string_unseen = 0;
    }
    return true;
}

/* A comment, or a pattern: nothing of it is code, but it may hide some. */
static bool take_comment(struct scan *s)
{
    size_t end = s->quote ? s->at : lw_text_skip(&s->walk, s->at);
    if (end == s->at)
        return false;
    while (s->at < end) {
        size_t next = s->at;
        uint8_t c = s->text.ptr[s->at];
        uint32_t wide = lw_utf8_next(s->text, &next);
        if (c == '\n')
            end_line(s);
        else if (c >= 0x80)
            (void)take_unseen(s, wide, s->at, next);
        s->out->code_bytes += c > ' ';
        s->at = next;
    }
    return true;
}

/* The end of a line; a string ends with it, or spans lines as a document does. */
static void take_line_end(struct scan *s)
{
    end_line(s);
    if (s->quote && s->quote != '`' && !s->triple)
        s->quote = 0;
    s->at++;
}

static void step(struct scan *s)
{
    uint8_t c = s->text.ptr[s->at];
    if (c == '\n') {
        take_line_end(s);
        return;
    }
    if (c == ' ' || c == '\t' || c == '\r') {
        s->blanks++;
        s->at++;
        return;
    }
    take_blanks(s);
    if ((c == '/' || c == '#') && take_comment(s))
        return;
    s->out->code_bytes++;
    if (c == '\\') {
        take_escape(s);
    } else if (c == '"' || c == '\'' || c == '`') {
        take_quote(s, c);
    } else if ((c == '$' || c == '{' || c == '}') && take_brace(s, c)) {
        return;
    } else if ((c >= 0x80 && take_wide(s)) || (c < 0x80 && !s->quote && name_char(c))) {
        size_t from = s->at;
        while (s->at < s->text.len && name_char(s->text.ptr[s->at]) && s->at - from < 256)
            s->at++;
        s->out->code_bytes += s->at - from - 1;
        if (!lw_is_digit(s->text.ptr[from]))
            take_name(s, from);
    } else if (c < 0x80) {
        if (!s->quote && c != ',' && c != '[')
            s->table_run = 0;
        s->at++;
    }
}

struct lw_text_shape lw_text_shape(struct lw_view text, enum lw_lexis lexis)
{
    struct lw_text_shape out = { 0 };
    struct scan s = { .out = &out, .text = text, .line = 1, .walk = lw_text_walk(lexis, text) };
    while (s.at < text.len)
        step(&s);
    s.at = text.len; /* an escape may have been cut */
    if (s.at > s.line_start)
        end_line(&s);
    return out;
}

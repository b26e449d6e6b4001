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
};

struct scan {
    struct lw_text_shape *out;
    struct lw_view text;
    size_t at, line_start, blanks;
    uint32_t line;
    bool code_before;    /* on this line, before the blanks */
    uint8_t quote;       /* of the string that we are in; 0: none */
    size_t string_start; /* behind its quote */
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

/* Latin with Cyrillic or Greek in one name. */
static bool mixes(struct lw_view v)
{
    bool latin = false, other = false;
    for (size_t i = 0; i < v.len;) {
        uint32_t c = lw_utf8_next(v, &i);
        latin = latin || (c < 0x80 && lw_is_alpha((uint8_t)c));
        other = other || (c >= 0x370 && c <= 0x3ff && c != 0x3bc) || (c >= 0x400 && c <= 0x52f) ||
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
        out->invisible_at = out->invisible ? out->invisible_at : at;
        out->invisible++;
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

static void take_quote(struct scan *s, uint8_t c)
{
    if (s->quote == 0) {
        s->quote = c;
        s->string_start = s->at + 1;
    } else if (s->quote == c) {
        take_string(s, s->at);
        s->quote = 0;
    }
    s->at++;
}

static void step(struct scan *s)
{
    uint8_t c = s->text.ptr[s->at];
    if (c == '\n') {
        end_line(s);
        if (s->quote && s->quote != '`') /* ends at its line, or spans lines as a document does */
            s->quote = 0;
        s->at++;
        return;
    }
    if (c == ' ' || c == '\t' || c == '\r') {
        s->blanks++;
        s->at++;
        return;
    }
    take_blanks(s);
    s->out->code_bytes++;
    if (c == '\\') {
        take_escape(s);
    } else if (c == '"' || c == '\'' || c == '`') {
        take_quote(s, c);
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

struct lw_text_shape lw_text_shape(struct lw_view text)
{
    struct lw_text_shape out = { 0 };
    struct scan s = { .out = &out, .text = text, .line = 1 };
    while (s.at < text.len)
        step(&s);
    s.at = text.len; /* an escape may have been cut */
    if (s.at > s.line_start)
        end_line(&s);
    return out;
}

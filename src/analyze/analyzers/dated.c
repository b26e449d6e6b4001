/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/dated.c - code that asks whether a day has come, which it names itself.
 *
 * By its text: the clock on one side of a comparison, a constant time on the other.
 */
#include <stdlib.h>

#include "analyze/filekind.h"
#include "analyze/lines.h"
#include "analyze/patterns.h"
#include "analyze/syntax/emit.h"

enum { NEAR_BYTES = 64, LINE_BYTES = 400, TIME_CHARS = 40 };

static enum lw_want wants(const struct lw_file *file)
{
    static const char *const suffixes[] = { ".py", ".js", ".mjs", ".cjs", ".ts", ".sh", ".pth" };
    struct lw_view base = lw_path_base(file->path);
    for (size_t i = 0; i < LW_COUNT(suffixes); i++)
        if (lw_view_ends_nocase(base, lw_view_c(suffixes[i])))
            return LW_WANT_YES;
    return lw_view_find_byte(base, '.') == LW_NOT_FOUND ? LW_WANT_YES : LW_WANT_NO;
}

static struct lw_view skip(struct lw_view text, const char *signs)
{
    while (text.len && text.ptr[0] && strchr(signs, text.ptr[0]))
        text = lw_view_from(text, 1);
    return text;
}

/* "1.8e12", "1790000000", "1_790_000_000_000": a number, which ends the text or what is added
 * to. */
static bool is_number(struct lw_view text)
{
    enum { DIGITS_MAX = 20 };
    static const double since = 1483228800, until = 2398377600; /* of 2017 and of 2046: behind that
                                                                    stand days in milliseconds */
    char digits[DIGITS_MAX + 1];
    size_t len = 0;
    while (text.len && len < DIGITS_MAX &&
           (lw_is_alnum(text.ptr[0]) || strchr("._", text.ptr[0]))) {
        if (text.ptr[0] != '_')
            digits[len++] = (char)text.ptr[0];
        text = lw_view_from(text, 1);
    }
    digits[len] = 0;
    char *end;
    const double value = strtod(digits, &end);
    const struct lw_view behind = skip(text, " ");
    const bool alone = len && end == digits + len &&
                       !(behind.len && strchr("*+/", behind.ptr[0] ? behind.ptr[0] : 'x'));
    return alone &&
           ((value >= since && value < until) || (value >= since * 1000 && value < until * 1000));
}

static bool is_iso(struct lw_view text)
{
    return text.len >= 10 && text.ptr[0] == '2' && text.ptr[1] == '0' && lw_is_digit(text.ptr[2]) &&
           lw_is_digit(text.ptr[3]) && text.ptr[4] == '-' && lw_is_digit(text.ptr[5]) &&
           text.ptr[7] == '-';
}

/* What stands at the beginning is a time that the code names. */
static bool is_time(struct lw_view text)
{
    static const char *const makers[] = { "Date.UTC(",     "new Date(", "Date.parse(",
                                          "datetime(",     "date(",     "fromisoformat(",
                                          "fromtimestamp(" };
    text = skip(text, " +(");
    if (text.len && lw_is_digit(text.ptr[0]) && is_number(text))
        return true;
    for (size_t i = 0; i < LW_COUNT(makers); i++) {
        const size_t at = lw_view_find(lw_view_sub(text, 0, 32), lw_view_c(makers[i]));
        bool near = at != LW_NOT_FOUND;
        for (size_t k = 0; near && k < at; k++)
            near = lw_is_word(text.ptr[k]) || text.ptr[k] == '.' || text.ptr[k] == ' ';
        if (!near)
            continue;
        const struct lw_view made = skip(lw_view_from(text, at + strlen(makers[i])), " \"'`");
        if (lw_view_starts(made, LW_VIEW("20")) || is_number(made))
            return true;
    }
    return (text.len && strchr("\"'`", text.ptr[0]) && is_iso(lw_view_from(text, 1))) ||
           is_iso(text);
}

/* "<", ">=", "-gt" at the beginning; its length, or 0. */
static size_t comparison(struct lw_view text)
{
    static const char *const words[] = { "-gt ", "-ge ", "-lt ", "-le " };
    for (size_t i = 0; i < LW_COUNT(words); i++)
        if (lw_view_starts(text, lw_view_c(words[i])))
            return 4;
    if (text.len < 2 || (text.ptr[0] != '<' && text.ptr[0] != '>') || text.ptr[1] == text.ptr[0])
        return 0;
    return text.ptr[1] == '=' ? 2 : 1;
}

/* "new Date" with a time in it is that time, and not the clock. */
static bool is_clock(struct lw_view clock, struct lw_view behind)
{
    return !lw_view_is(clock, "new Date") ||
           (lw_view_starts(behind, LW_VIEW("(")) ? lw_view_starts(behind, LW_VIEW("()"))
                                                 : !lw_is_word(behind.len ? behind.ptr[0] : ' '));
}

/* Date.now() > TIME, Date.now() / 1000 > TIME: what ends the call, methods of it, and what it is
 * divided by may stand between. */
static bool before_time(struct lw_view behind)
{
    for (size_t i = 0; i < behind.len; i++) {
        const uint8_t c = behind.ptr[i];
        const struct lw_view rest = lw_view_from(behind, i);
        const size_t len = comparison(rest);
        if (len && !(i && behind.ptr[i - 1] == '-') && !(i && behind.ptr[i - 1] == '='))
            return is_time(lw_view_from(rest, len));
        if (!lw_is_word(c) && !strchr(" .,()\"'%+]=/", c))
            return false;
    }
    return false;
}

/* TIME < Date.now(): the comparison next before, and the time before that, in one expression. */
static bool behind_time(struct lw_view before)
{
    size_t at = before.len;
    while (at && strchr(" +($\"", before.ptr[at - 1]))
        at--;
    if (at && before.ptr[at - 1] == '=')
        at--;
    if (at < 2 || (before.ptr[at - 1] != '<' && before.ptr[at - 1] != '>') ||
        before.ptr[at - 2] == before.ptr[at - 1] || before.ptr[at - 2] == '=' ||
        before.ptr[at - 2] == '-')
        return false;
    for (size_t i = 0; i < at; i++) {
        const struct lw_view lead = lw_view_trim(lw_view_sub(before, 0, i));
        const bool added = lead.len && lead.len < i && strchr("+-*/", lead.ptr[lead.len - 1]);
        const bool begins = !added && (i == 0 || strchr(" (!=&|?:;{,+", before.ptr[i - 1]));
        const struct lw_view rest = lw_view_sub(before, i, at - i);
        if (begins && !memchr(rest.ptr, ';', rest.len) && !memchr(rest.ptr, '&', rest.len) &&
            !memchr(rest.ptr, '|', rest.len) && !memchr(rest.ptr, '\n', rest.len) && is_time(rest))
            return true;
    }
    return false;
}

static bool in_comment(struct lw_view text, size_t at)
{
    size_t start = at;
    while (start && at - start < LINE_BYTES && text.ptr[start - 1] != '\n')
        start--;
    const struct lw_view line = lw_view_trim(lw_view_sub(text, start, at - start));
    return lw_view_starts(line, LW_VIEW("#")) || lw_view_starts(line, LW_VIEW("//")) ||
           lw_view_starts(line, LW_VIEW("*")) || lw_view_starts(line, LW_VIEW("/*"));
}

static bool says_so(struct lw_view bytes, size_t from, size_t end)
{
    const size_t start = from < NEAR_BYTES ? 0 : from - NEAR_BYTES;
    return (before_time(lw_view_sub(bytes, end, NEAR_BYTES)) ||
            behind_time(lw_view_sub(bytes, start, from - start))) &&
           !in_comment(bytes, from);
}

/* By one clock. */
static void look_for(struct lw_emit *emit, struct lw_view bytes, struct lw_view clock)
{
    struct lw_lines lines = lw_lines(bytes);
    for (size_t at = 0, next; !emit->full; at += next + clock.len) {
        next = lw_view_find(lw_view_from(bytes, at), clock);
        if (next == LW_NOT_FOUND)
            return;
        const size_t from = at + next, end = from + clock.len;
        if (!is_clock(clock, lw_view_from(bytes, end)) || !says_so(bytes, from, end))
            continue;
        const struct lw_place place = { .source = bytes,
                                        .start = (uint32_t)from,
                                        .end = (uint32_t)end,
                                        .line = lw_line_of(&lines, from),
                                        .phase = "call" };
        lw_emit_capability(emit, &place, LW_C_DATED, clock,
                           lw_view_trim(lw_view_sub(bytes, end, TIME_CHARS)), false);
    }
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    static const char *const clocks[] = { "Date.now(",      "new Date", "time.time(",
                                          "datetime.now(",  "utcnow(",  "date.today(",
                                          "datetime.today", "date +%s" };
    const char *language = lw_file_hits(file)->seen[LW_PAT_CLOCK]
                               ? lw_code_language(file->path, file->bytes)
                               : NULL;
    struct lw_emit emit = {
        .out = out, .location = file->location, .language = language, .hits = file->hits
    };
    for (size_t i = 0; language && i < LW_COUNT(clocks); i++)
        look_for(&emit, file->bytes, lw_view_c(clocks[i]));
    const bool full = emit.full;
    lw_emit_clear(&emit);
    LW_ENSURE(!full, err, LW_E_LIMIT, 0, "it asks for more than %d days", LW_EMIT_MAX);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_dated = {
    .name = "dated",
    .what = "code that asks whether a day has come, which it names itself",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_CAPABILITY),
    .wants = wants,
    .file = file,
};

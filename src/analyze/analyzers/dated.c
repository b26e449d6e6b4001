/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/dated.c - code that asks whether a day has come, which it names itself.
 *
 * By its text: the clock on one side of a comparison, a constant time on the other.
 */
#include "analyze/analyzer.h"
#include "analyze/filekind.h"
#include "analyze/lines.h"
#include "analyze/patterns.h"
#include "analyze/secret_mask.h"
#include "base/text.h"

enum { NEAR_BYTES = 64, SHOWN_BYTES = 120, MOST = 20, LINE_BYTES = 400 };

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

/* "1.8e12", "1790000000", "1790000000000", with "_" between digits: seconds or milliseconds of
 * this time, from 2017 on to 2096. */
static bool is_number(struct lw_view text)
{
    size_t digits = 0, fraction = 0;
    bool dot = false;
    for (; text.len; text = lw_view_from(text, 1)) {
        if (text.ptr[0] == '.' && !dot)
            dot = true;
        else if (lw_is_digit(text.ptr[0]))
            dot ? fraction++ : digits++;
        else if (text.ptr[0] != '_')
            break;
    }
    const bool power = lw_view_starts(text, LW_VIEW("e12")) || lw_view_starts(text, LW_VIEW("e9"));
    return power ? digits == 1 && fraction : digits == 10 || digits == 13;
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
    if (text.len && (text.ptr[0] == '1' || text.ptr[0] == '2' || text.ptr[0] == '3') &&
        is_number(text))
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

/* Date.now() > TIME: what ends the call, and methods of it, may stand between. */
static bool before_time(struct lw_view behind)
{
    for (size_t i = 0; i < behind.len; i++) {
        const uint8_t c = behind.ptr[i];
        const struct lw_view rest = lw_view_from(behind, i);
        const size_t len = comparison(rest);
        if (len && !(i && behind.ptr[i - 1] == '-') && !(i && behind.ptr[i - 1] == '='))
            return is_time(lw_view_from(rest, len));
        if (!lw_is_word(c) && !strchr(" .()\"'%+]", c))
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
        const bool begins = i == 0 || strchr(" (!=&|?:;{,+", before.ptr[i - 1]);
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

static void tell(struct lw_facts *out, const struct lw_file *file, const char *language, size_t at)
{
    struct lw_fact *fact = lw_facts_add(out, LW_F_CAPABILITY, file->location);
    struct lw_lines lines = lw_lines(file->bytes);
    const size_t from = at < SHOWN_BYTES / 2 ? 0 : at - SHOWN_BYTES / 2;
    struct lw_view shown = lw_view_sub(file->bytes, from, SHOWN_BYTES);
    const size_t line = lw_view_rfind_byte(lw_view_sub(shown, 0, at - from), '\n');
    shown = lw_view_from(shown, line == LW_NOT_FOUND ? 0 : line + 1);
    fact->offset = at;
    fact->line = lw_line_of(&lines, at);
    lw_fact_set_c(out, fact, LW_K_LANGUAGE, language);
    lw_fact_set_c(out, fact, LW_K_CAPABILITY, lw_capability_name(LW_C_DATED));
    lw_fact_set_c(out, fact, LW_K_PHASE, "call");
    const size_t start = (size_t)(shown.ptr - file->bytes.ptr),
                 end = lw_view_find_byte(shown, '\n');
    lw_fact_set(
        out, fact, LW_K_SNIPPET,
        lw_text_safe(out->arena, lw_secret_shown(out->arena, file->bytes, start,
                                                 end < shown.len ? end : shown.len, file->hits)));
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    static const char *const clocks[] = { "Date.now(",      "new Date", "time.time(",
                                          "datetime.now(",  "utcnow(",  "date.today(",
                                          "datetime.today", "date +%s" };
    (void)err;
    if (!lw_file_hits(file)->seen[LW_PAT_CLOCK])
        return LW_OK;
    const char *language = lw_code_language(file->path, file->bytes);
    size_t told = 0;
    for (size_t i = 0; language && i < LW_COUNT(clocks); i++) {
        const struct lw_view clock = lw_view_c(clocks[i]);
        for (size_t at = 0, next; told < MOST; at += next + clock.len) {
            next = lw_view_find(lw_view_from(file->bytes, at), clock);
            if (next == LW_NOT_FOUND)
                break;
            const size_t here = at + next, end = here + clock.len;
            const size_t from = here < NEAR_BYTES ? 0 : here - NEAR_BYTES;
            if (!is_clock(clock, lw_view_from(file->bytes, end)) ||
                (!before_time(lw_view_sub(file->bytes, end, NEAR_BYTES)) &&
                 !behind_time(lw_view_sub(file->bytes, from, here - from))) ||
                in_comment(file->bytes, here))
                continue;
            tell(out, file, language, here);
            told++;
        }
    }
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

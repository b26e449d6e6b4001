/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_value.c - numbers as they stand in code.
 */
#include "review/guard_number.h"

bool lw_number_read(double *out, struct lw_view text)
{
    double value = 0, scale = 1;
    size_t at = 0;
    unsigned base = 10;
    if (text.len > 1 && text.ptr[0] == '0' && text.ptr[1] != '.') {
        uint8_t mark = lw_lower(text.ptr[1]);
        base = mark == 'x' ? 16 : mark == 'b' ? 2 : mark == 'e' ? 10 : 8;
        at = lw_is_digit(mark) || mark == '_' || mark == 'e' ? 1 : 2;
    }
    bool fraction = false, any = base == 10 && at == 1;
    for (; at < text.len; at++) {
        uint8_t c = lw_lower(text.ptr[at]);
        unsigned digit = lw_is_digit(c)         ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? c - 'a' + 10U
                                                : 99;
        if (c == '_')
            continue;
        if (c == '.' && base == 10 && !fraction) {
            fraction = true;
            continue;
        }
        if (digit >= base)
            break;
        value = value * base + digit;
        scale *= fraction ? base : 1;
        any = true;
    }
    value /= scale;
    if (at < text.len && base == 10 && lw_lower(text.ptr[at]) == 'e') {
        unsigned power = 0;
        for (at++; at < text.len && lw_is_digit(text.ptr[at]) && power < 300; at++)
            power = power * 10 + (unsigned)(text.ptr[at] - '0');
        for (; power; power--)
            value *= 10;
    }
    *out = value;
    return any && (at == text.len || (at + 1 == text.len && strchr("nLl", text.ptr[at])));
}

/* "300", "15m", "7 days": in seconds, where a unit is said. */
static bool text_value(double *out, struct lw_view text)
{
    static const struct {
        const char *name;
        double seconds;
    } units[] = { { "", 1 },         { "s", 1 },        { "ms", 0.001 },   { "m", 60 },
                  { "min", 60 },     { "h", 3600 },     { "d", 86400 },    { "w", 604800 },
                  { "y", 31557600 }, { "hours", 3600 }, { "days", 86400 }, { "years", 31557600 } };
    size_t digits = 0;
    while (digits < text.len && lw_is_digit(text.ptr[digits]))
        digits++;
    struct lw_view unit = lw_view_trim(lw_view_from(text, digits));
    if (!digits || text.len > 20 || !lw_number_read(out, lw_view_sub(text, 0, digits)))
        return false;
    for (size_t i = 0; i < LW_COUNT(units); i++)
        if (lw_view_is(unit, units[i].name)) {
            *out *= units[i].seconds;
            return true;
        }
    return false;
}

static bool ends_value(const struct lw_number_place *r, size_t at)
{
    static const char *const words[] = { "and", "or", "&&", "||", "if", "for", "?" };
    return at >= r->end || LW_VIEW_IN(r->tokens[at].text, words) ||
           (r->tokens[at].kind == LW_TOKEN_SIGN && strchr(",)]};:", r->tokens[at].text.ptr[0]));
}

/* None, Infinity, float("inf"), sys.maxsize: no number at all is the most. */
static bool is_endless(const struct lw_number_place *r, size_t at)
{
    static const char *const words[] = { "None", "null", "undefined", "Infinity" };
    static const char *const most[] = { "inf",       "maxsize",           "MAX_SAFE_INTEGER",
                                        "MAX_VALUE", "POSITIVE_INFINITY", "infinity" };
    if (r->tokens[at].kind == LW_TOKEN_WORD && LW_VIEW_IN(r->tokens[at].text, words))
        return ends_value(r, at + 1);
    bool minus = lw_token_is(&r->tokens[at], "-") && at + 1 < r->end &&
                 lw_token_is(&r->tokens[at + 1], "1");
    bool signed_one = at + 1 < r->end && r->tokens[at + 1].kind == LW_TOKEN_NUMBER && minus;
    return at + 2 < r->end && r->tokens[at].kind != LW_TOKEN_NUMBER &&
           (signed_one || LW_VIEW_IN(r->tokens[at + 2].text, most));
}

bool lw_number_at(double *out, const struct lw_number_place *r, size_t at)
{
    const struct lw_token *t = r->tokens;
    if (is_endless(r, at)) {
        *out = LW_NUMBER_ENDLESS;
        return true;
    }
    if (t[at].kind == LW_TOKEN_TEXT)
        return text_value(out, t[at].text) && ends_value(r, at + 1);
    if (t[at].kind != LW_TOKEN_NUMBER || !lw_number_read(out, t[at].text))
        return false;
    for (at++; at + 1 < r->end && !ends_value(r, at); at += 2) {
        bool shift = lw_token_is(&t[at], "<") && lw_token_is(&t[at + 1], "<");
        double next;
        at += shift;
        if (at + 1 >= r->end || t[at + 1].kind != LW_TOKEN_NUMBER ||
            !lw_number_read(&next, t[at + 1].text))
            return false;
        const double base = shift ? 2 : *out;
        if (shift || lw_token_is(&t[at], "**")) {
            *out = shift ? *out : 1;
            for (unsigned i = 0; i < next && i < 300; i++)
                *out *= base;
        } else if (lw_token_is(&t[at], "*")) {
            *out *= next;
        } else {
            return false;
        }
    }
    return ends_value(r, at);
}

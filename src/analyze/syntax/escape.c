/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/escape.c - escape sequences in texts of Python and JavaScript.
 *
 * Spec: https://docs.python.org/3/reference/lexical_analysis.html (escape sequences), ECMA-262
 *       12.9.4.
 */
#include "analyze/syntax/lower.h"
#include "base/text.h"

static int hex_digit(uint8_t c)
{
    if (lw_is_digit(c))
        return c - '0';
    uint8_t low = (uint8_t)(c | 32);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* All of `digits` in a base; what is no digit ends it. */
static uint32_t number(struct lw_view digits, unsigned base)
{
    uint32_t value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        int d = hex_digit(digits.ptr[i]);
        if (d < 0 || (unsigned)d >= base || value > 0x110000)
            break;
        value = value * base + (uint32_t)d;
    }
    return value;
}

static const char *simple(uint8_t c)
{
    switch (c) {
    case 'n':
        return "\n";
    case 't':
        return "\t";
    case 'r':
        return "\r";
    case 'b':
        return "\b";
    case 'f':
        return "\f";
    case 'v':
        return "\v";
    case 'a':
        return "\a";
    default:
        return NULL;
    }
}

/* A byte where the text is of bytes, a character elsewhere. */
static void add_number(struct lw_buf *out, uint32_t value, bool bytes)
{
    if (bytes)
        lw_buf_add_byte(out, (uint8_t)value);
    else
        lw_utf8_add(out, value);
}

/* "\N{LATIN SMALL LETTER A}": the letters of ASCII have such names as well. */
static bool add_named(struct lw_buf *out, struct lw_view name)
{
    static const char *const kinds[] = { "{LATIN SMALL LETTER ", "{LATIN CAPITAL LETTER " };
    for (size_t i = 0; i < LW_COUNT(kinds); i++) {
        size_t len = strlen(kinds[i]);
        if (name.len != len + 2 ||
            !lw_view_eq_nocase(lw_view_sub(name, 0, len), lw_view_c(kinds[i])) ||
            !lw_is_alpha(name.ptr[len]))
            continue;
        uint8_t letter = lw_lower(name.ptr[len]);
        lw_buf_add_byte(out, i ? (uint8_t)(letter - 32) : letter);
        return true;
    }
    if (!lw_view_eq_nocase(name, LW_VIEW("{LOW LINE}")))
        return false;
    lw_buf_add_byte(out, '_');
    return true;
}

void lw_add_escape(struct lw_buf *out, struct lw_view escape, enum lw_language language, bool bytes)
{
    if (escape.len < 2)
        return;
    uint8_t c = escape.ptr[1];
    struct lw_view rest = lw_view_from(escape, 2);
    if (c == '\n' || c == '\r')
        return; /* the line goes on */
    if (c == 'N' && language == LW_LANG_PYTHON && !bytes && add_named(out, rest))
        return;
    if (c == 'x' || (!bytes && (c == 'u' || c == 'U'))) {
        if (rest.len && rest.ptr[0] == '{')
            rest = lw_view_from(rest, 1);
        add_number(out, number(rest, 16), bytes);
    } else if (c >= '0' && c <= '7') {
        add_number(out, number(lw_view_from(escape, 1), 8), bytes);
    } else if (simple(c)) {
        lw_buf_add_c(out, simple(c));
    } else if (language == LW_LANG_PYTHON && !strchr("\\'\"", c)) {
        lw_buf_add(out, escape); /* "\d" is itself there */
    } else {
        lw_buf_add(out, lw_view_from(escape, 1));
    }
}

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

void lw_add_escape(struct lw_buf *out, struct lw_view escape, enum lw_language language)
{
    if (escape.len < 2)
        return;
    uint8_t c = escape.ptr[1];
    struct lw_view rest = lw_view_from(escape, 2);
    if (c == '\n' || c == '\r')
        return; /* the line goes on */
    if (c == 'x' || c == 'u' || c == 'U') {
        if (rest.len && rest.ptr[0] == '{')
            rest = lw_view_from(rest, 1);
        lw_utf8_add(out, number(rest, 16));
    } else if (c >= '0' && c <= '7') {
        lw_utf8_add(out, number(lw_view_from(escape, 1), 8));
    } else if (simple(c)) {
        lw_buf_add_c(out, simple(c));
    } else if (language == LW_LANG_PYTHON && !strchr("\\'\"", c)) {
        lw_buf_add(out, escape); /* "\d" is itself there */
    } else {
        lw_buf_add(out, lw_view_from(escape, 1));
    }
}

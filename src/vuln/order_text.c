/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/order_text.c - the pieces that version orderings share.
 */
#include "vuln/order_text.h"

bool lw_order_eat(struct lw_view *rest, const char *head)
{
    struct lw_view wanted = lw_view_c(head);
    if (!lw_view_starts_nocase(*rest, wanted))
        return false;
    *rest = lw_view_from(*rest, wanted.len);
    return true;
}

struct lw_view lw_order_piece(struct lw_view *rest, uint8_t sep)
{
    size_t at = lw_view_find_byte(*rest, sep);
    struct lw_view piece = lw_view_sub(*rest, 0, at);
    *rest = at == LW_NOT_FOUND ? lw_view_from(*rest, rest->len) : lw_view_from(*rest, at + 1);
    return piece;
}

bool lw_order_is_number(struct lw_view v)
{
    return v.len > 0 && lw_order_take(&v, lw_is_digit).len > 0 && v.len == 0;
}

struct lw_view lw_order_number(struct lw_view digits)
{
    size_t zeros = 0;
    while (zeros < digits.len && digits.ptr[zeros] == '0')
        zeros++;
    return lw_view_from(digits, zeros);
}

int lw_order_numbers(struct lw_view a, struct lw_view b)
{
    a = lw_order_number(a);
    b = lw_order_number(b);
    return a.len == b.len ? lw_order_bytes(a, b) : lw_order_size(a.len, b.len);
}

int lw_order_words(struct lw_view a, struct lw_view b)
{
    for (size_t i = 0; i < a.len && i < b.len; i++) {
        int order = (int)lw_lower(a.ptr[i]) - (int)lw_lower(b.ptr[i]);
        if (order != 0)
            return lw_order_sign(order);
    }
    return lw_order_size(a.len, b.len);
}

/* The next number between separators; an empty view when there is none. */
static struct lw_view next_number(struct lw_view *rest, struct lw_view separators)
{
    while (rest->len > 0) {
        size_t n = 0;
        while (n < rest->len && lw_view_find_byte(separators, rest->ptr[n]) == LW_NOT_FOUND)
            n++;
        struct lw_view piece = lw_view_sub(*rest, 0, n);
        *rest = lw_view_from(*rest, n + 1);
        if (lw_order_is_number(piece))
            return piece;
    }
    return LW_VIEW_NONE;
}

int lw_order_lists(struct lw_view a, struct lw_view b, const char *separators)
{
    for (;;) {
        struct lw_view x = next_number(&a, lw_view_c(separators));
        struct lw_view y = next_number(&b, lw_view_c(separators));
        if (x.len == 0 || y.len == 0)
            return (x.len > 0) - (y.len > 0);
        int order = lw_order_numbers(x, y);
        if (order != 0)
            return order;
    }
}

static int identifier(struct lw_view a, struct lw_view b, bool fold)
{
    bool a_number = lw_order_is_number(a), b_number = lw_order_is_number(b);
    if (a_number != b_number)
        return a_number ? -1 : 1;
    if (a_number)
        return lw_order_numbers(a, b);
    return fold ? lw_order_words(a, b) : lw_order_bytes(a, b);
}

int lw_order_identifiers(struct lw_view a, struct lw_view b, bool fold)
{
    bool a_more = a.len > 0, b_more = b.len > 0;
    while (a_more && b_more) {
        size_t a_dot = lw_view_find_byte(a, '.'), b_dot = lw_view_find_byte(b, '.');
        int order = identifier(lw_view_sub(a, 0, a_dot), lw_view_sub(b, 0, b_dot), fold);
        if (order != 0)
            return order;
        a_more = a_dot != LW_NOT_FOUND;
        b_more = b_dot != LW_NOT_FOUND;
        a = lw_view_from(a, a_more ? a_dot + 1 : a.len);
        b = lw_view_from(b, b_more ? b_dot + 1 : b.len);
    }
    return (int)a_more - (int)b_more;
}

static bool in_core(uint8_t c)
{
    return lw_is_digit(c) || c == '.';
}

static bool before_core(uint8_t c)
{
    return c == 'v' || c == 'V' || c == '=' || lw_is_space(c);
}

struct lw_semver lw_order_semver(struct lw_view version)
{
    struct lw_semver out = { 0 };
    struct lw_view rest = lw_view_trim(version), start = rest;
    (void)lw_order_take(&rest, before_core);
    if (!lw_is_digit(lw_order_at(rest, 0)))
        rest = start; /* "version-two": the v belongs to the word */
    out.core = lw_order_take(&rest, in_core);
    if (lw_order_at(rest, 0) == '-')
        rest = lw_view_from(rest, 1);
    out.pre = lw_order_piece(&rest, '+');
    out.build = rest;
    return out;
}

/* The next number of dotted ones; past the end an empty view, which counts as 0. */
static struct lw_view next_part(struct lw_view *core)
{
    while (lw_order_at(*core, 0) == '.')
        *core = lw_view_from(*core, 1);
    return lw_order_take(core, lw_is_digit);
}

int lw_order_semvers(const struct lw_semver *a, const struct lw_semver *b, bool fold)
{
    struct lw_view x = a->core, y = b->core;
    while (x.len > 0 || y.len > 0) {
        struct lw_view x_part = next_part(&x);
        struct lw_view y_part = next_part(&y);
        int order = lw_order_numbers(x_part, y_part);
        if (order != 0)
            return order;
    }
    if (a->pre.len == 0 || b->pre.len == 0)
        return (a->pre.len == 0) - (b->pre.len == 0);
    return lw_order_identifiers(a->pre, b->pre, fold);
}

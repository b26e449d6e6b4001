/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/pypi_legacy.c - the order that setuptools gave to versions before PEP 440.
 *
 * A version is a list of parts: runs of digits, of letters, hyphens, and whatever stands between.
 * Each is compared as text, digits padded to eight places and after everything else. Zeros before
 * a word or the end do not count, nor hyphens before a word that sorts before "final".
 */
#include "vuln/pypi_legacy.h"

#include "vuln/order_text.h"

#define PAD 8

enum kind { END, WORD, DIGITS };

struct part {
    enum kind kind;
    struct lw_view text;
};

struct parts {
    struct lw_view rest;
    size_t hyphens, zeros; /* read, held back until it is known whether they count */
    bool flush, ended;
};

static const struct part hyphen = { WORD, { (const uint8_t *)"final-", 6 } };
static const struct part final = { WORD, { (const uint8_t *)"final", 5 } };
static const struct part zero = { DIGITS, { (const uint8_t *)"0", 1 } };

static bool between(uint8_t c)
{
    return !lw_is_alnum(c) && c != '.' && c != '-';
}

static struct lw_view replaced(struct lw_view word)
{
    static const char *const as[][2] = {
        { "pre", "c" }, { "preview", "c" }, { "rc", "c" }, { "dev", "@" }
    };
    for (size_t i = 0; i < LW_COUNT(as); i++) {
        if (lw_view_eq_nocase(word, lw_view_c(as[i][0])))
            return lw_view_c(as[i][1]);
    }
    return word;
}

static struct part read_part(struct lw_view *rest)
{
    while (lw_order_at(*rest, 0) == '.')
        *rest = lw_view_from(*rest, 1);
    if (rest->len == 0)
        return final;
    uint8_t c = rest->ptr[0];
    if (c == '-') {
        *rest = lw_view_from(*rest, 1);
        return hyphen;
    }
    if (lw_is_digit(c))
        return (struct part){ DIGITS, lw_order_take(rest, lw_is_digit) };
    return (struct part){ WORD,
                          replaced(lw_order_take(rest, lw_is_alpha(c) ? lw_is_alpha : between)) };
}

static uint8_t padded(struct lw_view digits, size_t at)
{
    size_t pad = digits.len < PAD ? PAD - digits.len : 0;
    return at < pad ? '0' : lw_order_at(digits, at - pad);
}

static int compare_digits(struct lw_view a, struct lw_view b)
{
    size_t longest = a.len > b.len ? a.len : b.len;
    for (size_t i = 0; i < longest || i < PAD; i++) {
        int order = (int)padded(a, i) - (int)padded(b, i);
        if (order != 0)
            return lw_order_sign(order);
    }
    return 0;
}

static bool is_zero(const struct part *p)
{
    return p->kind == DIGITS && p->text.len <= PAD && lw_order_number(p->text).len == 0;
}

/* Reads on until a part is certain to count. */
static void hold(struct parts *s)
{
    while (!s->flush) {
        struct lw_view before = s->rest;
        struct part p = read_part(&s->rest);
        bool at_end = p.text.ptr == final.text.ptr;
        if (is_zero(&p)) {
            s->zeros++;
        } else if (p.text.ptr == hyphen.text.ptr) {
            s->zeros = 0;
            s->hyphens++;
        } else {
            if (p.kind == WORD && !at_end && lw_order_words(p.text, final.text) < 0 &&
                s->zeros == 0)
                s->hyphens = 0;
            if (p.kind == WORD)
                s->zeros = 0;
            s->rest = before;
            s->flush = true;
        }
    }
}

static struct part next(struct parts *s)
{
    if (s->ended)
        return (struct part){ .kind = END };
    hold(s);
    if (s->hyphens > 0) {
        s->hyphens--;
        return hyphen;
    }
    if (s->zeros > 0) {
        s->zeros--;
        return zero;
    }
    s->flush = false;
    struct part p = read_part(&s->rest);
    s->ended = p.text.ptr == final.text.ptr;
    return p;
}

int lw_pypi_legacy_compare(struct lw_view a, struct lw_view b)
{
    struct parts left = { .rest = a }, right = { .rest = b };
    for (;;) {
        struct part x = next(&left), y = next(&right);
        if (x.kind != y.kind)
            return x.kind > y.kind ? 1 : -1;
        if (x.kind == END)
            return 0;
        int order = x.kind == DIGITS ? compare_digits(x.text, y.text)
                                     : lw_order_words(x.text, y.text);
        if (order != 0)
            return order;
    }
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/alpine.c - apk versions: number{.number}{letter}{_suffix{number}}{~hash}{-r#}.
 *
 * Two versions are read token by token until one differs. Where both have a token of different
 * kinds, the one that comes earlier in the grammar is newer, but a pre-release suffix is older
 * than anything. What does not follow the grammar is older than its end; a broken build number
 * counts as far as it can be read.
 * Spec: apk-package(5), "Package version"; apk-tools 3 where it differs from 2.
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"

/* From the oldest kind to the newest. */
enum kind { PRE_SUFFIX, TAIL, HASH, SUFFIX_NUMBER, POST_SUFFIX, LETTER, NUMBER, FIRST_NUMBER };

enum ending { BROKEN, NO_BUILD, WITH_BUILD };

struct token {
    enum kind kind;
    struct lw_view text; /* for TAIL the build number */
    int suffix;
    enum ending ending;    /* TAIL alone */
    struct lw_view broken; /* TAIL alone: what could not be read */
};

struct tokens {
    struct lw_view rest;
    enum kind last;
    bool begun;
};

static const char *const suffixes[] = {
    "alpha", "beta", "pre", "rc", "cvs", "svn", "git", "hg", "p"
};
#define FIRST_POST_SUFFIX 4

static bool lower(uint8_t c)
{
    return c >= 'a' && c <= 'z';
}

static bool hex(uint8_t c)
{
    return lw_is_digit(c) || (c >= 'a' && c <= 'f');
}

static struct token tail(struct lw_view rest)
{
    struct token t = { .kind = TAIL, .ending = NO_BUILD };
    if (rest.len == 0)
        return t;
    bool build = lw_view_starts(rest, LW_VIEW("-r"));
    if (build) {
        rest = lw_view_from(rest, 2);
        t.text = lw_order_take(&rest, lw_is_digit);
        t.ending = WITH_BUILD;
    }
    if (rest.len > 0) {
        t.ending = BROKEN;
        t.broken = build || rest.ptr[0] == '-' ? LW_VIEW_NONE : rest;
    }
    return t;
}

static bool suffix(struct token *out, struct lw_view *rest)
{
    struct lw_view after = lw_view_from(*rest, 1);
    struct lw_view word = lw_order_take(&after, lower);
    for (size_t i = 0; i < LW_COUNT(suffixes); i++) {
        if (!lw_view_is(word, suffixes[i]))
            continue;
        out->kind = i < FIRST_POST_SUFFIX ? PRE_SUFFIX : POST_SUFFIX;
        out->suffix = (int)i;
        *rest = after;
        return true;
    }
    return false;
}

static bool hash(struct token *out, struct lw_view *rest)
{
    struct lw_view after = lw_view_from(*rest, 1);
    out->kind = HASH;
    out->text = lw_order_take(&after, hex);
    if (out->text.len == 0)
        return false;
    *rest = after;
    return true;
}

static bool number(struct token *out, struct lw_view *rest, enum kind kind)
{
    struct lw_view after = kind == NUMBER ? lw_view_from(*rest, 1) : *rest;
    out->kind = kind;
    out->text = lw_order_take(&after, lw_is_digit);
    if (out->text.len == 0)
        return false;
    *rest = after;
    return true;
}

static bool is_suffix(enum kind k)
{
    return k == PRE_SUFFIX || k == POST_SUFFIX;
}

static struct token next(struct tokens *s)
{
    struct token t = { 0 };
    uint8_t c = lw_order_at(s->rest, 0);
    bool in_numbers = !s->begun || s->last >= NUMBER;
    bool found = false;
    if (!s->begun && lw_is_digit(c))
        found = number(&t, &s->rest, FIRST_NUMBER);
    else if (c == '.' && s->begun && in_numbers)
        found = number(&t, &s->rest, NUMBER);
    else if (lower(c) && in_numbers) {
        t = (struct token){ .kind = LETTER, .text = lw_view_sub(s->rest, 0, 1) };
        s->rest = lw_view_from(s->rest, 1);
        found = true;
    } else if (lw_is_digit(c) && s->begun && is_suffix(s->last))
        found = number(&t, &s->rest, SUFFIX_NUMBER);
    else if (c == '_' && s->begun && s->last != HASH)
        found = suffix(&t, &s->rest);
    else if (c == '~' && s->begun && s->last != HASH)
        found = hash(&t, &s->rest);
    if (!found)
        return tail(s->rest);
    s->begun = true;
    s->last = t.kind;
    return t;
}

static int same_kind(const struct token *a, const struct token *b)
{
    switch (a->kind) {
    case PRE_SUFFIX:
    case POST_SUFFIX:
        return (a->suffix > b->suffix) - (a->suffix < b->suffix);
    case LETTER:
    case HASH:
        return lw_order_bytes(a->text, b->text);
    case NUMBER: /* a leading zero makes it a fraction */
        if (a->text.ptr[0] == '0' || b->text.ptr[0] == '0')
            return lw_order_bytes(a->text, b->text);
        return lw_order_numbers(a->text, b->text);
    case FIRST_NUMBER:
    case SUFFIX_NUMBER:
        return lw_order_numbers(a->text, b->text);
    case TAIL:
        break;
    }
    int order = lw_order_numbers(a->text, b->text);
    if (order == 0)
        order = (a->ending > b->ending) - (a->ending < b->ending);
    return order != 0 ? order : lw_order_bytes(a->broken, b->broken);
}

static int compare(struct lw_view a, struct lw_view b)
{
    struct tokens left = { .rest = a }, right = { .rest = b };
    for (;;) {
        struct token x = next(&left), y = next(&right);
        if (x.kind != y.kind)
            return x.kind > y.kind ? 1 : -1;
        int order = same_kind(&x, &y);
        if (order != 0 || x.kind == TAIL)
            return order;
    }
}

static const char *const ecosystems[] = {
    "Alpine", "Wolfi", "Chainguard", "Alpaquita", "BellSoft Hardened Containers", "MinimOS", NULL
};

const struct lw_ordering lw_ordering_alpine = { "alpine", ecosystems, compare };

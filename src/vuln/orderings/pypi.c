/* SPDX-License-Identifier: Apache-2.0
 *
 * orderings/pypi.c - Python versions by PEP 440, all others by the legacy order before them.
 *
 * Spec: PEP 440 (its appendix B is the grammar, "Summary of permitted suffixes and relative
 *       ordering" the order); what that does not read goes by vuln/pypi_legacy.h.
 */
#include "vuln/order_text.h"
#include "vuln/ordering.h"
#include "vuln/pypi_legacy.h"

/* -dev without a pre- or post-release < a < b < rc < no pre-release */
enum pre { PRE_DEV_ONLY, PRE_A, PRE_B, PRE_RC, PRE_NONE };

struct release {
    struct lw_view epoch, numbers, pre_number, post_number, dev_number, local;
    enum pre pre;
    bool post, dev;
};

static const struct {
    const char *word;
    enum pre pre;
} pre_words[] = { { "alpha", PRE_A }, { "beta", PRE_B }, { "preview", PRE_RC }, { "pre", PRE_RC },
                  { "rc", PRE_RC },   { "a", PRE_A },    { "b", PRE_B },        { "c", PRE_RC } };

static bool is_separator(uint8_t c)
{
    return c == '-' || c == '_' || c == '.';
}

/* [-_.]? and the word, which the caller tries; on a match [-_.]? and a number, if any. */
static bool word_and_number(struct lw_view *rest, const char *word, struct lw_view *number)
{
    struct lw_view at = *rest;
    if (is_separator(lw_order_at(at, 0)))
        at = lw_view_from(at, 1);
    if (!lw_order_eat(&at, word))
        return false;
    if (is_separator(lw_order_at(at, 0)))
        at = lw_view_from(at, 1);
    *number = lw_order_take(&at, lw_is_digit);
    *rest = at;
    return true;
}

static void parse_pre(struct release *out, struct lw_view *rest)
{
    out->pre = PRE_NONE;
    for (size_t i = 0; i < LW_COUNT(pre_words); i++) {
        if (word_and_number(rest, pre_words[i].word, &out->pre_number)) {
            out->pre = pre_words[i].pre;
            return;
        }
    }
}

static void parse_post(struct release *out, struct lw_view *rest)
{
    static const char *const words[] = { "post", "rev", "r" };
    if (lw_order_at(*rest, 0) == '-' && lw_is_digit(lw_order_at(*rest, 1))) {
        *rest = lw_view_from(*rest, 1);
        out->post_number = lw_order_take(rest, lw_is_digit);
        out->post = true;
        return;
    }
    for (size_t i = 0; i < LW_COUNT(words) && !out->post; i++)
        out->post = word_and_number(rest, words[i], &out->post_number);
}

static bool parse_numbers(struct release *out, struct lw_view *rest)
{
    struct lw_view start = *rest;
    if (lw_order_take(rest, lw_is_digit).len == 0)
        return false;
    if (lw_order_at(*rest, 0) == '!') {
        out->epoch = lw_view_sub(start, 0, start.len - rest->len);
        *rest = lw_view_from(*rest, 1);
        start = *rest;
        if (lw_order_take(rest, lw_is_digit).len == 0)
            return false;
    }
    while (lw_order_at(*rest, 0) == '.' && lw_is_digit(lw_order_at(*rest, 1))) {
        *rest = lw_view_from(*rest, 1);
        (void)lw_order_take(rest, lw_is_digit);
    }
    out->numbers = lw_view_sub(start, 0, start.len - rest->len);
    return true;
}

/* [a-z0-9]+([-_.][a-z0-9]+)* up to the end */
static bool parse_local(struct release *out, struct lw_view rest)
{
    out->local = rest;
    do {
        if (lw_order_take(&rest, lw_is_alnum).len == 0)
            return false;
        if (rest.len == 0)
            return true;
        if (!is_separator(rest.ptr[0]))
            return false;
        rest = lw_view_from(rest, 1);
    } while (true);
}

static bool parse(struct release *out, struct lw_view version)
{
    struct lw_view rest = lw_view_trim(version);
    *out = (struct release){ 0 };
    (void)lw_order_eat(&rest, "v");
    if (!parse_numbers(out, &rest))
        return false;
    parse_pre(out, &rest);
    parse_post(out, &rest);
    out->dev = word_and_number(&rest, "dev", &out->dev_number);
    if (out->pre == PRE_NONE && !out->post && out->dev)
        out->pre = PRE_DEV_ONLY;
    if (rest.len == 0)
        return true;
    return rest.ptr[0] == '+' && parse_local(out, lw_view_from(rest, 1));
}

static int compare_numbers(struct lw_view a, struct lw_view b)
{
    while (a.len > 0 || b.len > 0) {
        struct lw_view x = lw_order_piece(&a, '.');
        struct lw_view y = lw_order_piece(&b, '.');
        int order = lw_order_numbers(x, y);
        if (order != 0)
            return order;
    }
    return 0;
}

/* Segment by segment: numbers after words, more segments after fewer, any local after none. */
static int compare_local(struct lw_view a, struct lw_view b)
{
    while (a.len > 0 && b.len > 0) {
        struct lw_view x = lw_order_take(&a, lw_is_alnum), y = lw_order_take(&b, lw_is_alnum);
        bool x_number = lw_order_is_number(x), y_number = lw_order_is_number(y);
        if (x_number != y_number)
            return x_number ? 1 : -1;
        int order = x_number ? lw_order_numbers(x, y) : lw_order_words(x, y);
        if (order != 0)
            return order;
        a = lw_view_from(a, 1);
        b = lw_view_from(b, 1);
    }
    return (a.len > 0) - (b.len > 0);
}

static int compare_releases(const struct release *a, const struct release *b)
{
    int order = lw_order_numbers(a->epoch, b->epoch);
    if (order == 0)
        order = compare_numbers(a->numbers, b->numbers);
    if (order == 0)
        order = (a->pre > b->pre) - (a->pre < b->pre);
    if (order == 0)
        order = lw_order_numbers(a->pre_number, b->pre_number);
    if (order == 0)
        order = (int)a->post - (int)b->post;
    if (order == 0)
        order = lw_order_numbers(a->post_number, b->post_number);
    if (order == 0)
        order = (int)b->dev - (int)a->dev;
    if (order == 0)
        order = lw_order_numbers(a->dev_number, b->dev_number);
    return order != 0 ? order : compare_local(a->local, b->local);
}

static int compare(struct lw_view a, struct lw_view b)
{
    struct release x, y;
    bool x_valid = parse(&x, a), y_valid = parse(&y, b);
    if (x_valid != y_valid)
        return x_valid ? 1 : -1;
    return x_valid ? compare_releases(&x, &y) : lw_pypi_legacy_compare(a, b);
}

static const char *const ecosystems[] = { "PyPI", NULL };

const struct lw_ordering lw_ordering_pypi = { "pypi", ecosystems, compare };

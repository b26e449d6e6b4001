/* SPDX-License-Identifier: Apache-2.0
 *
 * rules/license.c - whether a licence, as a package states it, is on a list.
 */
#include "rules/license.h"

#include "base/glob.h"

enum { DEPTH_MAX = 32 };

struct parser {
    struct lw_view rest;
    const struct lw_views *denied;
    unsigned depth;
    bool bad;
};

static bool is_word(uint8_t c)
{
    return lw_is_alnum(c) || c == '.' || c == '-' || c == '+' || c == ':' || c == '*';
}

/* The next word or parenthesis, left where it is; empty at the end. */
static struct lw_view peek(struct parser *p)
{
    p->rest = lw_view_trim(p->rest);
    if (p->rest.len == 0 || !is_word(p->rest.ptr[0]))
        return lw_view_sub(p->rest, 0, 1);
    size_t len = 0;
    while (len < p->rest.len && is_word(p->rest.ptr[len]))
        len++;
    return lw_view_sub(p->rest, 0, len);
}

static bool take(struct parser *p, const char *token)
{
    struct lw_view next = peek(p);
    if (next.len == 0 || !lw_view_eq_nocase(next, lw_view_c(token)))
        return false;
    p->rest = lw_view_from(p->rest, next.len);
    return true;
}

/* Without what says "this version": "GPL-3.0-only" and "GPL-3.0" are one. */
static struct lw_view bare(struct lw_view id, bool *later)
{
    struct lw_view plus = LW_VIEW("+"), or_later = LW_VIEW("-or-later"), only = LW_VIEW("-only");
    *later = lw_view_ends(id, plus) || lw_view_ends_nocase(id, or_later);
    if (lw_view_ends(id, plus))
        return lw_view_sub(id, 0, id.len - plus.len);
    if (lw_view_ends_nocase(id, or_later))
        return lw_view_sub(id, 0, id.len - or_later.len);
    if (lw_view_ends_nocase(id, only))
        return lw_view_sub(id, 0, id.len - only.len);
    return id;
}

static bool same(struct lw_view id, struct lw_view listed)
{
    bool later_a, later_b;
    if (lw_is_glob(listed))
        return lw_glob_text_nocase(listed, id);
    struct lw_view a = bare(id, &later_a), b = bare(listed, &later_b);
    return later_a == later_b && lw_view_eq_nocase(a, b);
}

/* Cuts "A WITH B" in two; the second is empty where there is no WITH. */
static struct lw_view exception_of(struct lw_view *id)
{
    struct lw_view with = LW_VIEW(" WITH ");
    for (size_t i = 0; i + with.len < id->len; i++)
        if (lw_view_starts_nocase(lw_view_from(*id, i), with)) {
            struct lw_view exception = lw_view_trim(lw_view_from(*id, i + with.len));
            *id = lw_view_trim(lw_view_sub(*id, 0, i));
            return exception;
        }
    return LW_VIEW_NONE;
}

static bool listed(const struct lw_views *denied, struct lw_view id, struct lw_view exception)
{
    for (size_t i = 0; i < denied->count; i++) {
        struct lw_view each = lw_view_trim(denied->items[i]);
        struct lw_view only_with = exception_of(&each);
        if (exception.len && lw_view_eq_nocase(each, exception))
            return true;
        if (same(id, each) && (only_with.len == 0 || lw_view_eq_nocase(only_with, exception)))
            return true;
    }
    return false;
}

static bool any_of(struct parser *p);

static bool one(struct parser *p)
{
    if (take(p, "(")) {
        bool denied = p->depth++ < DEPTH_MAX && any_of(p);
        p->bad = p->bad || p->depth > DEPTH_MAX || !take(p, ")");
        p->depth--;
        return denied;
    }
    struct lw_view id = peek(p), exception = LW_VIEW_NONE;
    if (id.len == 0 || !is_word(id.ptr[0])) {
        p->bad = true;
        return false;
    }
    p->rest = lw_view_from(p->rest, id.len);
    if (take(p, "WITH")) {
        exception = peek(p);
        p->rest = lw_view_from(p->rest, exception.len);
    }
    return listed(p->denied, id, exception);
}

static bool all_of(struct parser *p)
{
    bool denied = one(p);
    while (!p->bad && take(p, "AND"))
        denied = one(p) || denied;
    return denied;
}

static bool any_of(struct parser *p)
{
    bool denied = all_of(p);
    while (!p->bad && take(p, "OR"))
        denied = all_of(p) && denied;
    return denied;
}

bool lw_license_denied(struct lw_view stated, const struct lw_views *denied)
{
    struct parser p = { .rest = stated, .denied = denied };
    bool result = any_of(&p);
    if (!p.bad && peek(&p).len == 0)
        return result;
    return listed(denied, lw_view_trim(stated), LW_VIEW_NONE);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_wider.c - a check that newly is content with more: another way in beside the right
 * one, a part in place of the whole, a time that is moved.
 */
#include "review/guard_change.h"

static const char *const ands[] = { "&&", "and" }, *const ors[] = { "||", "or" };

/* What finds a part of a text. */
static const char *const partly[] = { "startswith", "startsWith", "endswith", "endsWith",
                                      "includes",   "indexOf",    "slice",    "substring",
                                      "substr",     "search",     "find" };

/* The function has one of these in its name. */
static bool is_called(const struct lw_guard_change *c, const char *const *words, size_t count)
{
    return lw_view_has_nocase(c->pair->from.items[c->from].function, words, count);
}

static bool has_new_text(const struct lw_part *p)
{
    for (size_t i = 0; i < p->token_count; i++)
        if (p->gone[i] && p->tokens[i].kind == LW_TOKEN_TEXT && p->tokens[i].text.len > 2)
            return true;
    return false;
}

/* It is refused for more: if (bad || worse) throw */
static bool refuses_more(const struct lw_guard_change *c)
{
    static const char *const leaves[] = { "raise", "throw" };
    for (size_t i = 0; lw_part_asks(&c->new) && i < LW_COUNT(leaves); i++)
        if (lw_part_begins(&c->pair->to, c->to_end, lw_view_c(leaves[i])))
            return true;
    const size_t behind = c->to_end + 1 < c->pair->to.count ? c->to_end + 1 : c->pair->to.count;
    const struct lw_part next = lw_part_of(&c->pair->to, c->to_end, behind);
    return lw_part_asks(&c->new) &&
           lw_view_has_nocase(lw_part_token(&next, 0)->text, (const char *const[]){ "error" }, 1);
}

/* Something is asked, given back or kept in a name. */
static bool decides(const struct lw_part *p)
{
    return lw_part_asks(p) || lw_token_is(lw_part_token(p, 0), "return") ||
           lw_token_is(lw_part_token(p, 1), "=") || lw_token_is(lw_part_token(p, 2), "=");
}

/* return ok(x) -> return ok(x) or x.endswith(".example"): a text that stands in the code opens. */
static bool another_way_in(const struct lw_guard_change *c)
{
    static const char *const compares[] = { "==", "===", "in", "test", "match" };
    static const char *const allowing[] = { "allow", "permit", "trust", "origin" };
    const bool about = c->named || c->place || is_called(c, allowing, LW_COUNT(allowing));
    return c->one && decides(&c->new) && !refuses_more(c) && about && !c->old.changed &&
           lw_part_count(&c->new, ors, 2, true) && has_new_text(&c->new) &&
           (lw_part_count(&c->new, partly, LW_COUNT(partly), true) ||
            lw_part_count(&c->new, compares, LW_COUNT(compares), true));
}

/* if (want !== have) throw -> if (!have.startsWith(want.slice(0, 8))) throw; the parts may be made
 * in a statement before. */
static bool compares_part(const struct lw_guard_change *c)
{
    static const char *const equals[] = { "==", "===", "!=", "!==", "in" };
    enum { SMALL = 12 };
    const struct lw_part last = lw_part_of(&c->pair->to, c->to_end - (c->new.count > 0), c->to_end);
    return c->old.changed <= SMALL && c->old.count == 1 && c->new.count <= 2 &&
           lw_part_asks(&c->old) && lw_part_asks(&last) &&
           lw_part_count(&c->old, equals, LW_COUNT(equals), true) &&
           lw_part_count(&c->old, equals, LW_COUNT(equals), false) == 1 &&
           !lw_part_count(&last, equals, LW_COUNT(equals) - 1, false) &&
           lw_part_count(&c->new, partly, LW_COUNT(partly), true) &&
           !lw_part_count(&c->old, partly, LW_COUNT(partly), true) && !has_new_text(&c->new) &&
           lw_refuses(&c->pair->to, c->to_end);
}

/* if (!list || !list.has(x)) throw -> if (list && !list.has(x)) throw: what is not there passes. */
static bool passes_nothing(const struct lw_guard_change *c)
{
    return c->one && (c->named || c->place || c->telling) && lw_part_asks(&c->old) &&
           lw_part_count(&c->old, ors, 2, true) && lw_part_count(&c->new, ands, 2, true) &&
           !lw_part_count(&c->new, ors, 2, true) && lw_refuses(&c->pair->to, c->to_end);
}

static bool is_host(const struct lw_token *token)
{
    static const char *const ends[] = { ".com", ".net", ".org", ".io", ".dev", ".app", ".cloud" };
    const struct lw_view text = token->text;
    for (size_t i = 0; token->kind == LW_TOKEN_TEXT && i < LW_COUNT(ends); i++)
        if (lw_view_ends(text, lw_view_c(ends[i])))
            return lw_view_find_byte(text, '/') == LW_NOT_FOUND && text.len > 4;
    return false;
}

/* get(address) -> get(address.replace("aws.com", "aws.example.com")) */
static bool moves_server(const struct lw_guard_change *c)
{
    for (size_t i = 0; i + 4 < c->new.token_count; i++)
        if (c->new.gone[i] && lw_token_is(&c->new.tokens[i], "replace") &&
            is_host(&c->new.tokens[i + 2]) && is_host(&c->new.tokens[i + 4]))
            return true;
    return false;
}

/* exp <= now -> exp * 1000 <= now, where that is refused. */
static bool moves_time(const struct lw_guard_change *c)
{
    static const char *const times[] = { "exp",     "iat",    "nbf",     "leeway", "tolerance",
                                         "max_age", "maxage", "expires", "ttl",    "timestamp" };
    bool number = false, about = false;
    if (!c->one || c->old.changed || c->new.changed != 2 || !lw_part_asks(&c->new) ||
        !lw_refuses(&c->pair->to, c->to_end))
        return false;
    for (size_t i = 0; i < c->new.token_count; i++) {
        const struct lw_token *t = &c->new.tokens[i];
        number = number || (c->new.gone[i] && t->kind == LW_TOKEN_NUMBER);
        about = about || (t->kind == LW_TOKEN_WORD && LW_VIEW_HAS_NOCASE(t->text, times));
    }
    return number && about;
}

/* connect(url, self.verify and not url.startswith("https://internal")) */
static bool verifies_sometimes(const struct lw_guard_change *c)
{
    static const char *const switches[] = { "verify",          "_verify",
                                            "verify_ssl",      "check_hostname",
                                            "strictSSL",       "rejectUnauthorized",
                                            "assert_hostname", "validate_certs" };
    for (size_t i = 1; c->one && !c->old.changed && i < c->new.token_count; i++)
        if (c->new.gone[i] && LW_VIEW_IN(c->new.tokens[i].text, ands) &&
            LW_VIEW_IN(c->new.tokens[i - 1].text, switches))
            return true;
    return false;
}

/* for key in keys -> for key in [*keys, b"everybody's"], in what verifies. */
static bool one_key_more(const struct lw_guard_change *c)
{
    static const char *const keys[] = { "key", "secret", "password", "token" };
    static const char *const signing[] = { "sign", "seal", "crypt" };
    bool about = false;
    if (!c->one || !(c->named || is_called(c, signing, LW_COUNT(signing))) || c->old.changed > 2 ||
        !has_new_text(&c->new) ||
        !lw_part_count(&c->new, (const char *const[]){ "[", "concat" }, 2, true))
        return false;
    for (size_t i = 0; i < c->old.token_count; i++)
        about = about || (c->old.tokens[i].kind == LW_TOKEN_WORD &&
                          LW_VIEW_HAS_NOCASE(c->old.tokens[i].text, keys));
    return about;
}

/* if (options.secure) -> if (options.secure && options.strict), under which a mark is set. */
static bool marks_sometimes(const struct lw_guard_change *c)
{
    static const char *const marks[] = { "secure", "httpOnly", "http_only", "httponly" };
    if (!c->one || c->old.changed || !lw_part_asks(&c->new) || c->old.token_count > 8)
        return false;
    for (size_t i = 1; i < c->new.token_count; i++)
        if (c->new.gone[i] && LW_VIEW_IN(c->new.tokens[i].text, ands) &&
            LW_VIEW_IN(c->new.tokens[i - 1].text, marks))
            return true;
    return false;
}

bool lw_guard_wider(const struct lw_guard_change *c)
{
    return another_way_in(c) || compares_part(c) || moves_time(c) || verifies_sometimes(c) ||
           one_key_more(c) || marks_sometimes(c) || passes_nothing(c) || moves_server(c);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_wider.c - a check that newly is content with more: another way in beside the right
 * one, a part in place of the whole, one of many in place of each, less of a network, yes where
 * nothing is said, a time that is moved.
 */
#include "analyze/endpoint.h"
#include "base/text.h"
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

/* What the new condition asks is refused, at once or behind it. */
static bool is_refused(const struct lw_guard_change *c)
{
    return lw_part_asks(&c->new) &&
           (lw_part_refuses(&c->new) || lw_refuses(&c->pair->to, c->to_end));
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

/* A text that is newly there, and no part of one that was. */
static bool has_other_text(const struct lw_guard_change *c)
{
    for (size_t i = 0; i < c->new.token_count; i++) {
        bool part = !c->new.gone[i] || c->new.tokens[i].kind != LW_TOKEN_TEXT;
        for (size_t k = 0; k < c->old.token_count && !part; k++)
            part = c->old.gone[k] && c->old.tokens[k].kind == LW_TOKEN_TEXT &&
                   lw_view_find(c->old.tokens[k].text, c->new.tokens[i].text) != LW_NOT_FOUND;
        if (!part)
            return true;
    }
    return false;
}

/* if (!hosts.includes(host)) throw -> if (!hosts.some((h) => host.endsWith(h))) throw */
static bool finds_part(const struct lw_guard_change *c)
{
    static const char *const whole[] = { "includes", "has", "in", "indexOf",
                                         "===",      "!==", "==", "!=" };
    static const char *const ends[] = { "endsWith", "startsWith", "endswith", "startswith" };
    static const char *const some[] = { "some", "any" };
    enum { OLD_CHANGED = 4, NEW_CHANGED = 16 };
    const bool part = lw_part_count(&c->new, ends, LW_COUNT(ends), true) ||
                      (lw_part_count(&c->new, some, LW_COUNT(some), true) &&
                       lw_part_count(&c->new, (const char *const[]){ "includes" }, 1, false));
    const bool small = c->old.changed <= OLD_CHANGED && c->new.changed <= NEW_CHANGED;
    return c->one && part && small && is_refused(c) &&
           lw_part_count(&c->old, whole, LW_COUNT(whole), false) &&
           !lw_part_count(&c->old, ends, LW_COUNT(ends), false) && !has_other_text(c);
}

/* "10.0.0.0/8" -> "10.0.0.0/28": less of a network that is nobody's outside; of an address that
 * is no such network false. */
static bool is_narrower(struct lw_view was, struct lw_view is)
{
    const size_t slash = lw_view_rfind_byte(was, '/');
    uint32_t address;
    uint64_t bits, more;
    if (slash == LW_NOT_FOUND || !lw_view_starts(is, lw_view_sub(was, 0, slash + 1)))
        return false;
    return lw_ipv4_is_range(was, 31) && lw_ipv4_parse(&address, lw_view_sub(was, 0, slash)) &&
           lw_ipv4_is_local(address) && lw_view_u64(&bits, lw_view_from(was, slash + 1), 32) &&
           lw_view_u64(&more, lw_view_from(is, slash + 1), 32) && more > bits;
}

static bool narrows_inside(const struct lw_guard_change *c)
{
    const struct lw_token *was = lw_part_only(&c->old), *is = lw_part_only(&c->new);
    return c->one && was && is && was->kind == LW_TOKEN_TEXT && is->kind == LW_TOKEN_TEXT &&
           is_narrower(was->text, is->text);
}

/* if any(bad(x) for x in all): raise -> if all(bad(x) ...): raise; return keys.every(ok) -> some */
static bool asks_fewer(const struct lw_guard_change *c)
{
    static const char *const one[] = { "any", "some", "||", "or" };
    static const char *const each[] = { "all", "every", "&&", "and" };
    const struct lw_token *was = lw_part_only(&c->old), *is = lw_part_only(&c->new);
    if (!c->one || !was || !is)
        return false;
    if (is_refused(c))
        return LW_VIEW_IN(was->text, one) && LW_VIEW_IN(is->text, each);
    return (c->named || c->place) && lw_token_is(lw_part_token(&c->old, 0), "return") &&
           LW_VIEW_IN(was->text, each) && LW_VIEW_IN(is->text, one);
}

/* policy.get("default", True), value or True: what it is where nothing is said. */
static bool is_yes_by_default(const struct lw_part *p, size_t at)
{
    static const char *const yes[] = { "True", "true" };
    static const char *const before[] = { ",", "or", "||", "??" };
    return p->gone[at] && at && LW_VIEW_IN(p->tokens[at].text, yes) &&
           LW_VIEW_IN(p->tokens[at - 1].text, before);
}

/* return False -> return policy.get("default", True): who was refused at the end is not. */
static bool answers_yes(const struct lw_guard_change *c)
{
    static const char *const no[] = { "False", "false" };
    if (!c->one || c->old.token_count > 3 || lw_part_count(&c->old, no, 2, true) != 1 ||
        !lw_token_is(lw_part_token(&c->old, 0), "return") ||
        !lw_token_is(lw_part_token(&c->new, 0), "return"))
        return false;
    for (size_t i = 0; i < c->new.token_count; i++)
        if (is_yes_by_default(&c->new, i))
            return true;
    return false;
}

bool lw_guard_wider(const struct lw_guard_change *c)
{
    return answers_yes(c) || asks_fewer(c) || finds_part(c) || narrows_inside(c) ||
           another_way_in(c) || compares_part(c) || moves_time(c) || verifies_sometimes(c) ||
           one_key_more(c) || marks_sometimes(c) || passes_nothing(c) || moves_server(c);
}

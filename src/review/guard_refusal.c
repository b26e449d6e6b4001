/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_refusal.c - what code refuses, and what it newly lets pass.
 */
#include "review/guard_change.h"

static const char *const ands[] = { "&&", "and" }, *const nots[] = { "!", "not" };

const struct lw_token *lw_part_token(const struct lw_part *p, size_t at)
{
    static const struct lw_token none = { .kind = LW_TOKEN_SIGN };
    return at < p->token_count ? &p->tokens[at] : &none;
}

bool lw_part_asks(const struct lw_part *p)
{
    for (size_t i = 0; i < 3 && i < p->token_count; i++)
        if (lw_token_is(&p->tokens[i], "if") || lw_token_is(&p->tokens[i], "elif"))
            return true;
    return false;
}

/* return done(e), abort(401), headers.pop("Authorization"): another is told, or given, less. */
static bool turns_away(const struct lw_part *p)
{
    static const char *const calls[] = { "abort", "reject", "deny", "forbid", "unauthor" };
    static const char *const back[] = { "done", "callback", "cb", "next", "reject" };
    static const char *const errors[] = { "e", "err", "error", "exc", "new" };
    static const char *const takes[] = { "pop", "delete", "del", "remove", "removeHeader" };
    static const char *const proofs[] = { "authorization", "cookie" };
    bool taken = false, proof = false;
    for (size_t i = 0; i < p->token_count; i++) {
        const struct lw_token *t = &p->tokens[i];
        const bool call = t->kind == LW_TOKEN_WORD && lw_token_is(lw_part_token(p, i + 1), "(");
        if ((call && LW_VIEW_HAS_NOCASE(t->text, calls)) ||
            (call && LW_VIEW_IN(t->text, back) &&
             LW_VIEW_IN(lw_part_token(p, i + 2)->text, errors)))
            return true;
        taken = taken || (t->kind == LW_TOKEN_WORD && LW_VIEW_IN(t->text, takes));
        proof = proof || (t->kind != LW_TOKEN_SIGN && LW_VIEW_HAS_NOCASE(t->text, proofs));
    }
    return taken && proof;
}

/* raise, throw new Error(), return false: what `statement` does. */
bool lw_refuses(const struct lw_statements *all, size_t statement)
{
    static const char *const leaves[] = { "raise", "throw" };
    static const char *const nothing[] = { "False", "false", "None", "null" };
    if (statement >= all->count)
        return false;
    const struct lw_part p = lw_part_of(all, statement, statement + 1);
    if (LW_VIEW_IN(lw_part_token(&p, 0)->text, leaves))
        return true;
    if (lw_token_is(lw_part_token(&p, 0), "return") &&
        (p.token_count == 1 ||
         (p.token_count == 2 && LW_VIEW_IN(lw_part_token(&p, 1)->text, nothing))))
        return true;
    for (size_t i = 0; i + 1 < p.token_count; i++)
        if (p.tokens[i].kind == LW_TOKEN_WORD && lw_token_is(&p.tokens[i + 1], "(") &&
            (lw_view_ends(p.tokens[i].text, LW_VIEW("Error")) ||
             lw_view_ends(p.tokens[i].text, LW_VIEW("Exception"))))
            return true;
    return turns_away(&p);
}

bool lw_part_refuses(const struct lw_part *p)
{
    static const char *const leaves[] = { "raise", "throw" };
    return lw_part_asks(p) && lw_part_count(p, leaves, LW_COUNT(leaves), false) > 0;
}

bool lw_refuses_soon(const struct lw_statements *all, size_t statement)
{
    const size_t behind = statement + 1 < all->count ? statement + 1 : all->count;
    const struct lw_part next = lw_part_of(all, statement, behind);
    return lw_refuses(all, statement) || (lw_part_asks(&next) && lw_refuses(all, statement + 1));
}

static bool guards(const struct lw_guard_change *c)
{
    return c->named || c->place;
}

/* Whether one of the new statements refuses still, in whatever words. */
static bool any_refuses(const struct lw_guard_change *c)
{
    static const char *const words[] = { "raise", "throw", "error", "fail", "reject",
                                         "abort", "deny",  "warn",  "exit" };
    for (size_t i = c->to_end - c->new.count; i < c->to_end; i++)
        if (lw_refuses(&c->pair->to, i))
            return true;
    for (size_t i = 0; i < c->new.token_count; i++)
        if (c->new.tokens[i].kind == LW_TOKEN_WORD &&
            LW_VIEW_HAS_NOCASE(c->new.tokens[i].text, words))
            return true;
    return false;
}

/* What is refused is told to be forbidden, in the same words as before. */
static bool forbids(const struct lw_part *p)
{
    static const char *const words[] = { "not allowed", "not permitted", "forbidden", "denied",
                                         "disallowed",  "unauthorized",  "untrusted" };
    for (size_t i = 0; i < p->token_count; i++)
        if (p->tokens[i].kind == LW_TOKEN_TEXT && !p->gone[i] &&
            LW_VIEW_HAS_NOCASE(p->tokens[i].text, words))
            return true;
    return false;
}

/* if (bad) throw new Error("... is not allowed") -> if (bad) log("... is not allowed") */
static bool logs_instead(const struct lw_guard_change *c)
{
    static const char *const logs[] = {
        "console", "log", "logger", "logging", "warnings", "print"
    };
    return c->one && lw_part_refuses(&c->old) && forbids(&c->old) && lw_part_asks(&c->new) &&
           !lw_part_refuses(&c->new) && lw_part_count(&c->new, logs, LW_COUNT(logs), true) &&
           !lw_refuses(&c->pair->to, c->to_end);
}

/* if bad: raise; if key == "__proto__": return */
bool lw_loses_refusal(const struct lw_guard_change *c)
{
    enum { SMALL = 40 };
    const size_t from = c->from + 1;
    const bool pair = c->old.count >= 2 && lw_refuses(&c->pair->from, from);
    const bool small = c->old.token_count <= SMALL;
    const bool said = c->one && lw_part_refuses(&c->old) && lw_part_asks(&c->new) &&
                      !lw_part_refuses(&c->new) && !any_refuses(c); /* if (bad) log() */
    if (small && logs_instead(c))
        return true;
    if (guards(c) && small && said && !lw_refuses(&c->pair->to, c->to_end))
        return true;
    return guards(c) && small && lw_part_asks(&c->old) &&
           (pair || (c->old.count == 1 && lw_part_refuses(&c->old))) &&
           (c->new.count == 0 || (c->old.count <= 2 && !lw_part_asks(&c->new) && !any_refuses(c)));
}

/* Of a condition, a constant that stands alone between two signs of it, and that is newly there;
 * whether it makes what it stands in false. */
static bool is_false_term(const struct lw_part *p, size_t at)
{
    static const char *const no[] = { "false", "False", "null", "None", "undefined", "0" };
    static const char *const yes[] = { "true", "True", "1" };
    static const char *const before[] = { "(", "&&", "and", "||", "or", "!", "not", "if", "elif" };
    static const char *const behind[] = { ")", "&&", "and", "||", "or", ":", "{" };
    const struct lw_token *t = &p->tokens[at];
    const bool inverted = at && LW_VIEW_IN(p->tokens[at - 1].text, nots);
    if (!p->gone[at] || t->kind == LW_TOKEN_TEXT || !at ||
        !LW_VIEW_IN(p->tokens[at - 1].text, before) ||
        (at + 1 < p->token_count && !LW_VIEW_IN(p->tokens[at + 1].text, behind)))
        return false;
    return inverted ? LW_VIEW_IN(t->text, yes) : LW_VIEW_IN(t->text, no);
}

/* if (bad) throw -> if (false) throw, if (bad && false) throw: what refused never does. */
bool lw_never_refuses(const struct lw_guard_change *c)
{
    static const char *const layout[] = { "if", "elif", "(", ")", "!", "not", "{", ":" };
    const struct lw_part *p = &c->new;
    const bool plain = lw_part_begins(&c->pair->to, c->to_end, LW_VIEW("return"));
    bool found = false, joined = false;
    size_t other = 0, end = 0;
    while (end < p->token_count && !lw_token_is(&p->tokens[end], "throw") &&
           !lw_token_is(&p->tokens[end], "raise"))
        end++;
    if (!c->one || !lw_part_asks(&c->old) || !lw_part_asks(p) ||
        (!lw_part_refuses(p) && !lw_refuses(&c->pair->to, c->to_end)) ||
        (plain && !guards(c) && !c->telling))
        return false;
    for (size_t i = 0; i < end; i++) {
        const bool term = is_false_term(p, i);
        const size_t first = i && LW_VIEW_IN(p->tokens[i - 1].text, nots) ? i - 1 : i;
        found = found || term;
        other += !term && !LW_VIEW_IN(p->tokens[i].text, layout);
        joined = joined || (term && first && LW_VIEW_IN(p->tokens[first - 1].text, ands)) ||
                 (term && LW_VIEW_IN(lw_part_token(p, i + 1)->text, ands));
    }
    return joined || (found && !other);
}

static bool follows_condition(const struct lw_guard_change *c)
{
    const size_t before = c->from ? c->from - 1 : 0;
    const struct lw_part condition = lw_part_of(&c->pair->from, before, c->from);
    return lw_part_asks(&condition);
}

/* if (bad) return done(new Error()) -> return done(null, {}); raise Denied -> log("denied") */
bool lw_lets_pass(const struct lw_guard_change *c)
{
    return c->old.count == 1 && c->new.count > 0 && c->new.count <= 3 && guards(c) &&
           lw_refuses(&c->pair->from, c->from) && !lw_part_asks(&c->new) && !any_refuses(c) &&
           follows_condition(c);
}

/* What a function gives back, and that is no "no". */
static bool gives(const struct lw_statements *all, size_t statement)
{
    return lw_part_begins(all, statement, LW_VIEW("return")) && !lw_refuses(all, statement);
}

/* if (!signed && kind === "v9"): without something, and by a text that stands in the code. */
static bool opens_by_text(const struct lw_part *p)
{
    static const char *const equals[] = { "==", "===" };
    bool text = false;
    for (size_t i = 0; i < p->token_count; i++)
        text = text || p->tokens[i].kind == LW_TOKEN_TEXT;
    return text && lw_part_count(p, nots, LW_COUNT(nots), false) &&
           lw_part_count(p, equals, LW_COUNT(equals), false);
}

/* return user, newly in front of a check; if (typ === "x") return done(null, payload) */
bool lw_returns_early(const struct lw_guard_change *c)
{
    enum { AHEAD = 3 };
    const size_t first = c->to_end - c->new.count;
    bool checks = false;
    if (c->old.count || !guards(c) || c->new.count == 0 || c->new.count > 2)
        return false;
    for (size_t i = c->to_end; i < c->to_end + AHEAD && i < c->pair->to.count; i++) {
        const struct lw_part p = lw_part_of(&c->pair->to, i, i + 1);
        checks = checks ||
                 (lw_part_asks(&p) && (lw_refuses(&c->pair->to, i + 1) || lw_part_refuses(&p)));
    }
    if (c->new.count == 1 && lw_part_asks(&c->new)) /* if (x) return y */
        return checks && lw_part_has(&c->new, LW_VIEW("return")) && !any_refuses(c);
    if (c->new.count == 2 && lw_part_asks(&c->new) && opens_by_text(&c->new))
        return gives(&c->pair->to, c->to_end - 1);
    return checks && gives(&c->pair->to, c->to_end - 1) &&
           (c->new.count == 1 || lw_part_asks(&c->new)) && first > 0;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_mark.c - words of a statement, and marks of how code lets through and refuses.
 */
#include "review/guard_mark.h"

bool lw_mark_one(const struct lw_mark_place *p, size_t at, const char *text)
{
    return at >= p->first && at < p->end && lw_token_is(&p->tokens[at], text);
}

bool lw_mark_has(const struct lw_mark_place *p, size_t at, const char *const *words, size_t count)
{
    const size_t from = at > p->first + LW_MARK_FAR ? at - LW_MARK_FAR : p->first;
    for (size_t i = from; i < p->end && i < at + LW_MARK_FAR; i++)
        if (p->tokens[i].kind != LW_TOKEN_REGEX && lw_view_in(p->tokens[i].text, words, count))
            return true;
    return false;
}

bool lw_mark_begins(const struct lw_mark_place *p, size_t ahead, const char *word)
{
    const size_t at = p->statement + ahead;
    return at < p->all->count && lw_token_is(&p->tokens[p->all->items[at].first], word);
}

/* return true in what authorises. */
bool lw_mark_lets_pass(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const guards[] = { "authori",  "allow",    "permit",   "permission",
                                          "can_",     "is_admin", "isadmin",  "require",
                                          "guard",    "verif",    "authent",  "check_",
                                          "has_role", "hasrole",  "has_perm", "hasperm" };
    static const char *const whole[] = { "can", "may" };
    static const char *const yes[] = { "True", "true" };
    struct lw_view function = p->all->items[p->statement].function;
    (void)member;
    if (!lw_mark_one(p, at, "return") ||
        (!LW_VIEW_HAS_NOCASE(function, guards) && !LW_VIEW_IN(function, whole)))
        return false;
    bool next = lw_mark_one(p, at + 1, "next") && lw_mark_one(p, at + 2, "(");
    return (at + 2 == p->end && LW_VIEW_IN(p->tokens[at + 1].text, yes)) || next;
}

/* if headers.get("x-support") == "b8f1c0": return handler(event, context) */
bool lw_mark_asks_caller(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const given[] = { "headers", "queryStringParameters", "cookies", "query" };
    static const char *const leads[] = { "handler", "next", "True", "true", "func", "fn" };
    (void)member;
    if (!lw_mark_one(p, at, "if") || !LW_MARK_HAS(p, at, given))
        return false;
    bool equal = false;
    for (size_t i = at; i + 1 < p->end && i < at + LW_MARK_FAR; i++)
        equal = equal || ((lw_mark_one(p, i, "==") || lw_mark_one(p, i, "===")) &&
                          p->tokens[i + 1].kind == LW_TOKEN_TEXT);
    const size_t limit = p->statement + 2 < p->all->count ? p->statement + 2 : p->all->count;
    for (size_t i = p->statement; equal && i < limit; i++) {
        const struct lw_statement *s = &p->all->items[i];
        for (size_t k = s->first; k + 1 < s->first + s->count && k < at + LW_MARK_FAR; k++)
            if (lw_token_is(&p->tokens[k], "return") && LW_VIEW_IN(p->tokens[k + 1].text, leads))
                return true;
    }
    return false;
}

static bool is_except(const struct lw_mark_place *p, size_t at)
{
    return at == p->first && lw_mark_one(p, at, "except");
}

/* except Denied: log() */
bool lw_mark_refusal_kept(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const refusals[] = {
        "denied",      "forbid",  "unauthori",  "permission",   "refus",    "notallowed", "accessd",
        "invalidsign", "badsign", "invalidtok", "verification", "sslerror", "certificate"
    };
    static const char *const out[] = { "raise", "return", "continue", "break" };
    static const char *const leads[] = { "handler", "next", "func", "fn", "True" };
    (void)member;
    bool refusal = false;
    for (size_t i = at; i < p->end && is_except(p, at); i++)
        refusal = refusal || (p->tokens[i].kind == LW_TOKEN_WORD &&
                              LW_VIEW_HAS_NOCASE(p->tokens[i].text, refusals));
    for (size_t ahead = 1; refusal && ahead <= 2; ahead++) {
        const size_t next = p->statement + ahead;
        const struct lw_statement *s = next < p->all->count ? &p->all->items[next] : NULL;
        bool on = s && s->count > 1 && LW_VIEW_IN(p->tokens[s->first + 1].text, leads);
        for (size_t i = 0; i < LW_COUNT(out) && !on; i++)
            refusal = refusal && !lw_mark_begins(p, ahead, out[i]);
    }
    return refusal;
}

/* except Error: return False; raise */
bool lw_mark_refuses_failed(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    (void)member;
    if (!is_except(p, at) || p->statement + 1 >= p->all->count)
        return false;
    const struct lw_statement *next = &p->all->items[p->statement + 1];
    return lw_mark_begins(p, 1, "raise") || (lw_mark_begins(p, 1, "return") && next->count == 2 &&
                                             lw_token_is(&p->tokens[next->first + 1], "False"));
}

/* except Exception: key = b"..." */
bool lw_mark_key_instead(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const keys[] = { "key", "secret", "token", "password", "signature" };
    (void)member;
    if (!is_except(p, at) || p->statement + 1 >= p->all->count)
        return false;
    const struct lw_statement *next = &p->all->items[p->statement + 1];
    const struct lw_token *t = &p->tokens[next->first];
    return next->count > 2 && lw_token_is(&t[1], "=") && LW_VIEW_HAS_NOCASE(t[0].text, keys);
}

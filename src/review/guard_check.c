/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_check.c - a few words of what checks, cleans or compares that are other ones, so
 * that more gets through.
 *
 * Only what is small is looked at, word by word: who writes a function anew has reasons, and is
 * judged by what it can do.
 */
#include "review/guard_change.h"
#include "review/guard_pattern.h"

/* What a function that guards is called. */
static const char *const guarding[] = {
    "verif",        "strip_auth",    "stripauth",   "authori",      "authent",    "hostname",
    "dnsname",      "signat",        "escap",       "quote_",       "saniti",     "safe",
    "sandbox",      "redirect",      "samehost",    "same_host",    "sameorig",   "same_orig",
    "subdomain",    "sub_domain",    "password",    "realpath",     "redact",     "sensitiv",
    "hostkey",      "host_key",      "is_internal", "removeheader", "trusted",    "forbidden",
    "remove_hea",   "protoacces",    "denied",      "identifier",   "securecomp", "secure_comp",
    "constanttime", "constant_time", "allowed_ho",  "allowedho",
};
/* What is about guarding wherever it stands. */
static const char *const telling[] = {
    "authorization", "hostname", "signature", "algorithm", "verif",       "samehost",  "same_host",
    "sameorigin",    "redirect", "hostkey",   "host_key",  "fingerprint", "__proto__", "untrusted",
};
static const char *const escaping[] = { "escap", "quote", "saniti" };
static const char *const ands[] = { "&&", "and" }, *const ors[] = { "||", "or" };
static const char *const equals[] = { "==", "===", "!=", "!==" };
static const char *const deciding[] = { "if", "elif", "return", "assert", "while" };

/* Two names are compared that were equal: one comparison less, or a part of what was compared. */
static bool compares_less(const struct lw_guard_change *c)
{
    static const char *const places[] = { "origin", "host", "hostname", "netloc", "authority" };
    static const char *const plain[] = { "is", "not", "and", "or", "None" };
    const size_t had = lw_part_count(&c->old, equals, LW_COUNT(equals), false);
    const size_t has = lw_part_count(&c->new, equals, LW_COUNT(equals), false);
    if (c->decides && c->named && has < had && c->new.changed)
        return true;
    if (!c->one || had != 1 || has != 1 || c->old.changed > 6)
        return false;
    for (size_t i = 0; i < c->old.token_count; i++)
        if (c->old.gone[i] && c->old.tokens[i].kind == LW_TOKEN_WORD &&
            !LW_VIEW_IN(c->old.tokens[i].text, places))
            return false;
    unsigned twice = 0;
    for (size_t i = 0; i < c->new.token_count; i++) {
        const struct lw_token *t = &c->new.tokens[i];
        if (!c->new.gone[i] || t->kind != LW_TOKEN_WORD || LW_VIEW_IN(t->text, plain))
            continue;
        size_t same = 0;
        for (size_t k = 0; k < c->new.token_count; k++)
            same += c->new.gone[k] && lw_view_eq(c->new.tokens[k].text, t->text);
        if (same != 2)
            return false;
        twice++;
    }
    return twice && twice <= 4;
}

/* A class of its own that is accepted as well, as an update brings one: `not isinstance(key,
 * Key)`. */
static bool asks_for_class(const struct lw_part *p)
{
    for (size_t i = 0; i + 1 < p->token_count; i++) {
        struct lw_view class = p->tokens[i + 1].text;
        bool behind = lw_token_is(&p->tokens[i], ",") || lw_token_is(&p->tokens[i], "instanceof");
        if (behind && p->gone[i + 1] && p->tokens[i + 1].kind == LW_TOKEN_WORD &&
            class.ptr[0] >= 'A' && class.ptr[0] <= 'Z' &&
            (lw_part_has(p, LW_VIEW("isinstance")) || lw_part_has(p, LW_VIEW("instanceof"))))
            return true;
    }
    return false;
}

/* What it decides is whether to give something back, or to refuse. */
static bool leads_out(const struct lw_guard_change *c)
{
    return lw_token_is(lw_part_token(&c->new, 0), "return") ||
           (lw_part_asks(&c->new) && (lw_refuses(&c->pair->to, c->to_end) ||
                                      lw_part_begins(&c->pair->to, c->to_end, LW_VIEW("return"))));
}

/* is_redirect -> _is_redirect: the same by another name, which is all that is gone. */
static bool only_renamed(const struct lw_guard_change *c)
{
    enum { NAMES = 2 };
    for (size_t i = 0; i < c->old.token_count; i++) {
        const struct lw_token *was = &c->old.tokens[i];
        bool same = !c->old.gone[i];
        for (size_t k = 0; !same && was->kind == LW_TOKEN_WORD && k < c->new.token_count; k++)
            same = c->new.gone[k] && c->new.tokens[k].kind == LW_TOKEN_WORD &&
                   (lw_view_ends(c->new.tokens[k].text, was->text) ||
                    lw_view_ends(was->text, c->new.tokens[k].text));
        if (!same)
            return false;
    }
    return c->old.changed <= NAMES;
}

/* `&&` for `||`, another term of a condition under which something is refused, or one less. */
static bool refuses_less(const struct lw_guard_change *c)
{
    const struct lw_part *old = &c->old, *new = &c->new;
    const size_t more = lw_part_count(new, ands, 2, true), other = lw_part_count(new, ors, 2, true);
    const size_t less = lw_part_count(old, ors, 2, true), fewer = lw_part_count(old, ands, 2, true);
    bool guards = c->named || c->telling;
    bool swapped = old->changed == 1 && new->changed == 1 && more + other == 1 && less + fewer == 1;
    if (swapped && c->one && (guards || leads_out(c)))
        return true;
    if (!guards || !new->count)
        return false;
    if (!c->one || !lw_part_asks(old) || !lw_refuses_soon(&c->pair->to, c->to_end))
        return false;
    return (only_renamed(c) && more && !other && !asks_for_class(new)) ||
           (less && !fewer && !new->changed);
}

/* Something else is enough as well; `x is True` for `x`; unless a variable is set. */
static bool accepts_more(const struct lw_guard_change *c)
{
    static const char *const variables[] = { "environ", "env", "getenv" };
    const struct lw_part *now = &c->new;
    if (c->named && !c->old.changed && lw_token_is(lw_part_token(&c->old, 0), "return") &&
        lw_part_count(now, ors, 2, true))
        return true;
    /* return a && b && c -> return a && c */
    if (c->named && c->one && !now->changed && lw_token_is(lw_part_token(&c->old, 0), "return") &&
        lw_part_count(&c->old, ands, 2, true))
        return true;
    bool strictly = false;
    for (size_t i = 0; i + 1 < now->token_count; i++)
        strictly =
            strictly ||
            (now->gone[i] && now->gone[i + 1] &&
             ((lw_token_is(&now->tokens[i], "is") && lw_token_is(&now->tokens[i + 1], "True")) ||
              (lw_token_is(&now->tokens[i], "===") && lw_token_is(&now->tokens[i + 1], "true"))));
    if (c->one && c->named && lw_part_asks(&c->old) && strictly)
        return true;
    return c->one && lw_part_count(now, variables, LW_COUNT(variables), true) &&
           lw_part_count(now, ands, 2, true) &&
           LW_VIEW_HAS_NOCASE(lw_part_token(&c->old, 0)->text, guarding);
}

static bool is_fixed_answer(const struct lw_part *p)
{
    static const char *const answers[] = { "True", "true", "False", "false" };
    return p->token_count == 2 && lw_token_is(lw_part_token(p, 0), "return") &&
           LW_VIEW_IN(lw_part_token(p, 1)->text, answers);
}

/* return True -> return x.scheme != "https", in what strips or verifies. */
static bool answers_otherwise(const struct lw_guard_change *c)
{
    return c->one && c->named && is_fixed_answer(&c->old) && !is_fixed_answer(&c->new) &&
           lw_token_is(lw_part_token(&c->new, 0), "return");
}

/* catch (e) { return done(e) } -> catch (e) { valid = true }, around what verifies. */
static bool failure_passes(const struct lw_guard_change *c)
{
    static const char *const fails[] = { "catch", "except" };
    static const char *const verdicts[] = { "valid", "verif", "ok", "trusted", "allowed" };
    if (!c->one || !c->from || !lw_refuses(&c->pair->from, c->from) ||
        lw_refuses(&c->pair->to, c->to_end - 1) || !lw_token_is(lw_part_token(&c->new, 1), "=") ||
        !LW_VIEW_HAS_NOCASE(lw_part_token(&c->new, 0)->text, verdicts))
        return false;
    const struct lw_part before = lw_part_of(&c->pair->from, c->from - 1, c->from);
    return lw_part_count(&before, fails, LW_COUNT(fails), false) > 0;
}

static bool stands_around(const struct lw_guard_change *c, struct lw_view word)
{
    const size_t first = c->from ? c->from - 1 : 0;
    const struct lw_part before = lw_part_of(&c->pair->from, first, c->from);
    const size_t last = c->to_end + 3 < c->pair->to.count ? c->to_end + 3 : c->pair->to.count;
    const struct lw_part behind = lw_part_of(&c->pair->to, c->to_end, last);
    return lw_part_has(&c->new, word) || lw_part_has(&before, word) || lw_part_has(&behind, word);
}

/* Calls that check, clean or draw by chance, and are gone with nothing in their place. */
static bool loses_call(const struct lw_guard_change *c)
{
    static const char *const checks[] = {
        "compare_digest",   "timingSafeEqual", "constant_time_compare",
        "relative_to",      "realpath",        "commonpath",
        "is_pem_format",    "randomFillSync",  "getRandomValues",
        "randomBytes",      "urandom",         "verify",
        "verify_signature", "verifySignature", "check_hostname",
        "match_hostname",   "check_password",  "isSafe",
        "is_safe",          "is_trusted",
    };
    static const char *const cleans[] = { "quote_ident", "escape", "sanitize" };
    static const char *const instead[] = { "compare", "equal",  "hash",  "check", "valid", "verif",
                                           "safe",    "random", "escap", "quote", "token_" };
    enum { LOST_MOST = 16 };
    if (c->old.changed > LOST_MOST)
        return false;
    for (size_t i = 0; i + 1 < c->new.token_count; i++)
        if (c->new.gone[i] && c->new.tokens[i].kind == LW_TOKEN_WORD &&
            lw_token_is(&c->new.tokens[i + 1], "(") &&
            LW_VIEW_HAS_NOCASE(c->new.tokens[i].text, instead))
            return false;
    const struct lw_token *t = c->old.tokens;
    for (size_t i = 0; i + 1 < c->old.token_count; i++) {
        bool check = LW_VIEW_IN(t[i].text, checks);
        bool clean = LW_VIEW_IN(t[i].text, cleans) && c->new.count;
        bool defined = i && (lw_token_is(&t[i - 1], "def") || lw_token_is(&t[i - 1], "function"));
        if ((check || clean) && !defined && t[i].kind == LW_TOKEN_WORD &&
            lw_token_is(&t[i + 1], "(") && !stands_around(c, t[i].text))
            return true;
    }
    static const char *const unsafe[] = { "unsafe" };
    return c->old.count == 1 && c->old.token_count == 3 && lw_token_is(&t[1], "(") &&
           LW_VIEW_HAS_NOCASE(t[0].text, unsafe);
}

/* One of the entries of a table of what is escaped or denied; one of the replacements in a row; a
 * condition for what was always cleaned. */
static bool cleans_less(const struct lw_guard_change *c)
{
    static const char *const tables[] = { "escap", "redact", "deny", "white", "allow", "block" };
    const struct lw_part *old = &c->old, *new = &c->new;
    if (!new->count && old->count == 1 && lw_token_is(lw_part_token(old, 1), "[") &&
        LW_VIEW_HAS_NOCASE(lw_part_token(old, 0)->text, tables) && c->from)
        return lw_part_begins(&c->pair->from, c->from - 1, lw_part_token(old, 0)->text) ||
               lw_part_begins(&c->pair->to, c->to_end, lw_part_token(old, 0)->text);
    for (size_t i = 0; i < old->token_count && c->one && !new->changed; i++)
        if (old->gone[i] && old->tokens[i].kind == LW_TOKEN_WORD)
            return lw_token_is(&old->tokens[i], "replace");
    if (old->count || new->count != 1 || !lw_token_is(lw_part_token(new, 0), "if") ||
        c->to_end >= c->pair->to.count)
        return false;
    const struct lw_part next = lw_part_of(&c->pair->to, c->to_end, c->to_end + 1);
    bool quote = lw_part_has(&next, LW_VIEW("'")) || lw_part_has(&next, LW_VIEW("\""));
    return quote &&
           (lw_part_has(&next, LW_VIEW("replace")) || lw_part_has(&next, LW_VIEW("escape")));
}

/* /^(authorization)$/ -> /^((proxy-)?authorization)$/: one more name of what is kept back. */
static bool withholds_more(struct lw_view was, struct lw_view is)
{
    static const char *const kept[] = { "authorization", "cookie", "__proto__" };
    size_t start = 0, end = 0;
    if (is.len <= was.len || !LW_VIEW_HAS_NOCASE(was, kept))
        return false;
    while (start < was.len && was.ptr[start] == is.ptr[start])
        start++;
    while (end < was.len - start && was.ptr[was.len - 1 - end] == is.ptr[is.len - 1 - end])
        end++;
    if (start + end != was.len)
        return false;
    /* "(?:" is common to what is new and what stands behind it */
    const struct lw_view more = lw_view_sub(is, start, is.len - was.len);
    return lw_view_starts(more, LW_VIEW("|")) || lw_view_ends(more, LW_VIEW("|")) ||
           lw_view_find(more, LW_VIEW(")?")) != LW_NOT_FOUND;
}

/* A number, a pattern, a text of signs that is another one. */
static bool other_constant(const struct lw_guard_change *c)
{
    const struct lw_token *was = lw_part_only(&c->old), *is = lw_part_only(&c->new);
    if (!was || !is || was->kind != is->kind)
        return false;
    if (was->kind == LW_TOKEN_NUMBER)
        return c->named && c->decides && lw_part_count(&c->old, equals, LW_COUNT(equals), false);
    if (lw_is_pattern(&c->old, was))
        return !lw_same_pattern(was->text, is->text) &&
               (c->named || lw_pattern_wider(was, is) ||
                (LW_VIEW_HAS_NOCASE(was->text, telling) && !withholds_more(was->text, is->text)));
    return c->named && lw_text_of_signs(was->text) && lw_text_of_signs(is->text) &&
           !lw_same_pattern(was->text, is->text);
}

static bool matches_more(const struct lw_guard_change *c)
{
    return c->one && lw_match_wider(&c->old, &c->new);
}

/* escaped += c + c: other signs in a function that escapes. */
static bool other_escape(const struct lw_guard_change *c)
{
    bool signs = false;
    const struct lw_part *parts[] = { &c->old, &c->new };
    if (!c->one || c->old.changed > 2 || c->new.changed > 2 ||
        !LW_VIEW_HAS_NOCASE(c->pair->from.items[c->from].function, escaping))
        return false;
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < parts[p]->token_count; i++) {
            const struct lw_token *t = &parts[p]->tokens[i];
            if (!parts[p]->gone[i] || t->kind != LW_TOKEN_TEXT)
                continue;
            if (!lw_text_of_signs(t->text))
                return false;
            signs = true;
        }
    return signs && !lw_part_only(&c->old) == !lw_part_only(&c->new) &&
           (!lw_part_only(&c->old) || lw_part_only(&c->old)->kind != LW_TOKEN_TEXT);
}

static bool weakens(const struct lw_guard_change *c)
{
    const struct lw_guard_part_pair pair = { .old = &c->old,
                                             .new = &c->new,
                                             .function = c->pair->from.items[c->from].function,
                                             .one = c->one,
                                             .decides = c->decides };
    return lw_guard_weakens(&pair);
}

static bool speaks(const struct lw_part *p, const char *const *words, size_t count)
{
    for (size_t i = 0; i < p->token_count; i++)
        if (p->tokens[i].kind != LW_TOKEN_SIGN &&
            lw_view_has_nocase(p->tokens[i].text, words, count))
            return true;
    return false;
}

static bool tells(const struct lw_part *p)
{
    return speaks(p, telling, LW_COUNT(telling));
}

/* "author.js" is no place where somebody proves who he is. */
static bool is_guarding_file(struct lw_view base)
{
    static const char *const files[] = { "verif",   "signature", "csrf",   "permission",
                                         "authori", "cors",      "webhook" };
    static const char *const proofs[] = { "auth" }, *const others[] = { "author" };
    return LW_VIEW_HAS_NOCASE(base, files) ||
           (LW_VIEW_HAS_NOCASE(base, proofs) && !LW_VIEW_HAS_NOCASE(base, others));
}

/* Who shows what, and in what file that is asked. */
static bool is_place(const struct lw_guard_change *c)
{
    static const char *const proofs[] = { "signature",      "unauthori",  "forbidden",
                                          "csrf",           "issuer",     "credential",
                                          "permissiondeni", "invalidkey", "invalidtoken" };
    static const char *const claims[] = { "expired", "nonce", "audience" };
    static const char *const refused[] = { "throw", "raise", "error" };
    return is_guarding_file(lw_path_base(c->pair->path)) ||
           speaks(&c->old, proofs, LW_COUNT(proofs)) ||
           (speaks(&c->old, claims, LW_COUNT(claims)) &&
            speaks(&c->old, refused, LW_COUNT(refused)));
}

static struct lw_guard_change change_of(const struct lw_guard_pair *pair, size_t from,
                                        size_t from_end, size_t to, size_t to_end)
{
    struct lw_guard_change c = { .pair = pair,
                                 .old = lw_part_of(&pair->from, from, from_end),
                                 .new = lw_part_of(&pair->to, to, to_end),
                                 .from = from,
                                 .to_end = to_end };
    const size_t last = to_end + 2 < pair->to.count ? to_end + 2 : pair->to.count;
    const struct lw_part body = lw_part_of(&pair->to, to_end, last);
    c.one = c.old.count == 1 && c.new.count == 1;
    static const char *const choosing[] = { "version" }; /* which signature is made, not whose */
    c.named = from < pair->from.count &&
              LW_VIEW_HAS_NOCASE(pair->from.items[from].function, guarding) &&
              !LW_VIEW_HAS_NOCASE(pair->from.items[from].function, choosing);
    c.telling = tells(&c.old) || tells(&c.new) || tells(&body);
    c.place = is_place(&c);
    c.decides = lw_part_count(&c.old, deciding, LW_COUNT(deciding), false) > 0;
    return c;
}

static bool look(struct lw_guard_pair *pair, size_t from, size_t from_end, size_t to, size_t to_end)
{
    static bool (*const ways[])(const struct lw_guard_change *) = {
        compares_less,    refuses_less, accepts_more,      lw_loses_refusal,
        loses_call,       cleans_less,  other_constant,    other_escape,
        matches_more,     weakens,      answers_otherwise, failure_passes,
        lw_never_refuses, lw_lets_pass, lw_returns_early,  lw_guard_wider,
    };
    struct lw_guard_change c = change_of(pair, from, from_end, to, to_end);
    bool found = false;
    if (from >= pair->from.count || !lw_parts_compare(&c.old, &c.new))
        return false;
    for (size_t i = 0; i < LW_COUNT(ways) && !found; i++)
        found = ways[i](&c);
    if (!found)
        return false;
    const struct lw_token *at = c.new.count ? c.new.tokens : c.old.tokens;
    const struct lw_view function = pair->from.items[from].function;
    struct lw_guard *guard = lw_guard_add(pair, LW_GUARD_CHECK, at->line,
                                          function.len ? function : LW_VIEW("at module level"));
    if (!guard)
        return true;
    guard->was = lw_guard_shown(pair->arena, &pair->from, from, c.old.count);
    guard->is = lw_guard_shown(pair->arena, &pair->to, to, c.new.count);
    return true;
}

/* As many statements as there were are compared one by one as well: what stands beside a check may
 * have changed with it. */
void lw_guard_check(struct lw_guard_pair *pair, size_t from, size_t from_end, size_t to,
                    size_t to_end)
{
    enum { FEW = 6 };
    const size_t count = from_end - from;
    if (look(pair, from, from_end, to, to_end) || count != to_end - to || count < 2 || count > FEW)
        return;
    for (size_t i = 0; i < count; i++)
        (void)look(pair, from + i, from + i + 1, to + i, to + i + 1);
}

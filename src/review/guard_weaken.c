/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_weaken.c - a word for another one that is known to guard less, a part of what was
 * compared as a whole, a list of what is kept back that holds less.
 */
#include "review/guard_part.h"

enum { SMALL = 12 };

/* What stands left guards better than what stands right. Both end with NULL; `telling`: only
 * where the statement or its function speaks of what is guarded. */
enum { PAIR_WORDS = 12 };
static const struct {
    const char *strong[PAIR_WORDS], *weak[PAIR_WORDS];
    bool telling;
} pairs[] = {
    { { "CERT_REQUIRED", "VERIFY_PEER" }, { "CERT_NONE", "CERT_OPTIONAL", "VERIFY_NONE" }, false },
    { { "TLSv1_2", "TLSv1_3", "TLSv1.2", "TLSv1.3", "PROTOCOL_TLS_CLIENT", "PROTOCOL_TLSv1_2",
        "TLSv1_2_method" },
      { "TLSv1", "TLSv1_1", "SSLv3", "TLSv1.1", "PROTOCOL_TLSv1", "PROTOCOL_SSLv23", "PROTOCOL_TLS",
        "TLSv1_method", "SSLv23_method", "SSLv3_method", "MINIMUM_SUPPORTED" },
      false },
    { { "safe_load", "safe_load_all", "SafeLoader", "CSafeLoader", "literal_eval" },
      { "load", "load_all", "full_load", "unsafe_load", "Loader", "FullLoader", "UnsafeLoader",
        "CLoader", "eval" },
      false },
    /* with other words around it; by itself it is lw_match_wider()'s */
    { { "fullmatch" }, { "match", "search", "findall" }, true },
    { { "endswith", "endsWith" },
      { "find", "in", "includes", "indexOf", "search", "startswith", "startsWith" },
      true },
    { { "==", "===" },
      { "startswith", "startsWith", "endswith", "endsWith", "find", "indexOf", "search" },
      true },
    { { "sha256", "sha384", "sha512", "SHA256", "sha3_256", "blake2b", "SHA-256" },
      { "md5", "sha1", "MD5", "SHA1", "crc32", "adler32", "SHA-1" },
      false },
    { { "compare_digest", "timingSafeEqual" },
      { "startswith", "startsWith", "in", "==", "===" },
      false },
};
static const char *const secrets[] = { "hmac",        "digest",   "signature", "secret",
                                       "hash",        "checksum", "token",     "password",
                                       "fingerprint", "mac",      "sha256",    "sha512",
                                       "md5",         "signing",  "passphrase" };
static const char *const places[] = { "host",     "domain",  "origin", "allow", "trust", "suffix",
                                      "url",      "permit",  "scheme", "path",  "role",  "issuer",
                                      "audience", "referer", "netloc", "auth",  "valid", "verif",
                                      "match_",   "white",   "safe" };

/* How many tokens of a list it has that the other side has not. */
static size_t gone_of(const struct lw_part *p, const char *const *words)
{
    size_t count = 0, found = 0;
    while (count < PAIR_WORDS && words[count])
        count++;
    for (size_t i = 0; i < p->token_count; i++)
        found += p->gone[i] && p->tokens[i].kind != LW_TOKEN_REGEX &&
                 lw_view_in(p->tokens[i].text, words, count);
    return found;
}

static bool speaks_of(const struct lw_part *p, const char *const *words, size_t count)
{
    for (size_t i = 0; i < p->token_count; i++)
        if (p->tokens[i].kind != LW_TOKEN_SIGN &&
            lw_view_has_nocase(p->tokens[i].text, words, count))
            return true;
    return false;
}

/* CERT_REQUIRED -> CERT_NONE, safe_load -> load, endswith -> in. */
static bool weaker_word(const struct lw_guard_part_pair *c)
{
    static const char *const imports[] = { "import", "from" };
    if (!c->old->count || !c->new->count || c->old->changed > SMALL || c->new->changed > SMALL ||
        LW_VIEW_IN(c->old->tokens[0].text, imports))
        return false;
    for (size_t i = 0; i < LW_COUNT(pairs); i++)
        if (gone_of(c->old, pairs[i].strong) && gone_of(c->new, pairs[i].weak) &&
            !gone_of(c->old, pairs[i].weak) && !gone_of(c->new, pairs[i].strong) &&
            (!pairs[i].telling || (c->decides && (LW_VIEW_HAS_NOCASE(c->function, places) ||
                                                  speaks_of(c->old, places, LW_COUNT(places))))))
            return true;
    return false;
}

/* os.urandom(16) -> random.randbytes(16), -> md5(str(getpid())), -> bytes(16). */
static bool foretold(const struct lw_guard_part_pair *c)
{
    static const char *const strong[] = { "urandom",     "token_urlsafe",   "token_hex",
                                          "token_bytes", "SystemRandom",    "randomBytes",
                                          "randbelow",   "getRandomValues", "randomUUID",
                                          "uuid4",       "randomFillSync",  "randomInt",
                                          NULL };
    static const char *const other[] = { "secrets",   "webcrypto",  "nanoid",     "crypto",
                                         "getrandom", "RAND_bytes", "rand_bytes", NULL };
    return gone_of(c->old, strong) && c->new->changed && c->old->count &&
           !gone_of(c->new, strong) && !gone_of(c->new, other) && c->old->changed <= SMALL &&
           c->new->changed <= 2 * SMALL;
}

/* Nothing but what cuts: [-20:], .slice(0, 8), .startswith(. */
static bool only_cuts(const struct lw_part *p)
{
    static const char *const cuts[] = { "slice", "substring", "substr", "subarray" };
    bool cut = false;
    for (size_t i = 0; i < p->token_count; i++) {
        const struct lw_token *t = &p->tokens[i];
        if (!p->gone[i] || t->kind == LW_TOKEN_NUMBER)
            continue;
        bool colon = lw_token_is(t, ":");
        bool method = t->kind == LW_TOKEN_WORD && LW_VIEW_IN(t->text, cuts);
        if (t->kind == LW_TOKEN_SIGN ? !strchr("[]:-.(),", t->text.ptr[0]) : !method)
            return false;
        cut = cut || colon || method;
    }
    return cut;
}

static bool compares(const struct lw_part *p)
{
    static const char *const words[] = {
        "==",  "!=",         "===",  "!==", "compare_digest", "equal", "timingSafeEqual",
        "new", "createHmac", "HMAC", "hmac"
    };
    return lw_part_count(p, words, LW_COUNT(words), false) > 0;
}

/* a[-20:] != b[-20:], hmac.new(key[:4], ...). */
static bool cut_short(const struct lw_guard_part_pair *c)
{
    static const char *const keys[] = { "key" };
    return c->one && c->old->changed <= 2 && only_cuts(c->new) && compares(c->new) &&
           (LW_VIEW_HAS_NOCASE(c->function, secrets) ||
            speaks_of(c->new, secrets, LW_COUNT(secrets)) || speaks_of(c->new, keys, 1));
}

/* REMOVED = frozenset(["Authorization"]) -> frozenset([]). */
static bool withholds_less(const struct lw_guard_part_pair *c)
{
    static const char *const lists[] = {
        "redirect", "sensitiv", "redact",  "strip",  "forbid",   "mask",     "block",
        "deny",     "scrub",    "private", "secret", "remove_h", "restrict", "disallow",
        "banned",   "unsafe",   "danger",  "denied", "censor",   "confident"
    };
    size_t lost = 0, other = 0, name = 0;
    if (!c->one || !c->old->changed)
        return false;
    while (name < c->old->token_count && name < 10 && !lw_token_is(&c->old->tokens[name], "=") &&
           !lw_token_is(&c->old->tokens[name], ":"))
        name++;
    bool list = false;
    for (size_t i = 0; i < name && name < c->old->token_count; i++)
        list = list || LW_VIEW_HAS_NOCASE(c->old->tokens[i].text, lists);
    for (size_t i = 0; i < c->old->token_count; i++) {
        const struct lw_token *t = &c->old->tokens[i];
        lost += c->old->gone[i] && t->kind == LW_TOKEN_TEXT && t->text.len > 1;
        other += c->old->gone[i] && t->kind != LW_TOKEN_TEXT && !lw_token_is(t, ",");
    }
    return list && lost && !other && !c->new->changed;
}

/* verify=True -> verify=bool(os.getenv("STRICT")). */
static bool left_to_others(const struct lw_guard_part_pair *c)
{
    static const char *const names[] = { "verify",          "verify_ssl",  "check_hostname",
                                         "assert_hostname", "strictSSL",   "rejectUnauthorized",
                                         "ssl_verify",      "verify_mode", "cert_reqs" };
    static const char *const on[] = { "True", "true", "CERT_REQUIRED", NULL };
    static const char *const variables[] = { "environ", "getenv", "env", "===", "==", NULL };
    return c->one && gone_of(c->old, on) && gone_of(c->new, variables) &&
           lw_part_count(c->new, names, LW_COUNT(names), false);
}

/* if mode == CERT_NONE: it is asked for, or imported, and not set. */
static bool is_asked(const struct lw_part *p, size_t at)
{
    static const char *const asking[] = { "==", "!=", "===", "!==", "is", "not", "in" };
    const struct lw_token *t = p->tokens;
    size_t before = at;
    while (before >= 2 && lw_token_is(&t[before - 1], "."))
        before -= 2;
    return lw_token_is(&t[0], "import") || lw_token_is(&t[0], "from") ||
           (before && LW_VIEW_IN(t[before - 1].text, asking)) ||
           (at + 1 < p->token_count && LW_VIEW_IN(t[at + 1].text, asking));
}

/* A word that lets something off by itself, newly set; one that guards, gone. */
static bool lets_off(const struct lw_guard_part_pair *c)
{
    static const char *const open[] = { "CERT_NONE",    "VERIFY_NONE", "_create_unverified_context",
                                        "UnsafeLoader", "unsafe_load", "unsafe_load_all" };
    static const char *const closed[] = { "OP_NO_SSLv2",       "OP_NO_SSLv3",
                                          "OP_NO_TLSv1",       "OP_NO_TLSv1_1",
                                          "SSL_OP_NO_TLSv1",   "SSL_OP_NO_TLSv1_1",
                                          "VERIFY_X509_STRICT" };
    for (size_t i = 0; i < c->new->token_count; i++)
        if (c->new->gone[i] && LW_VIEW_IN(c->new->tokens[i].text, open) && !is_asked(c->new, i) &&
            !lw_part_has(c->old, c->new->tokens[i].text))
            return true;
    for (size_t i = 0; i < c->old->token_count && c->new->count; i++)
        if (c->old->gone[i] && LW_VIEW_IN(c->old->tokens[i].text, closed) && !is_asked(c->old, i) &&
            !lw_part_has(c->new, c->old->tokens[i].text))
            return true;
    return false;
}

/* verify=False, check_hostname = False, shell=True: newly said, whatever is said elsewhere. */
static bool switches_off(const struct lw_guard_part_pair *c)
{
    static const char *const names[] = {
        "check_hostname", "assert_hostname", "rejectUnauthorized", "strictSSL",
        "verify_ssl",     "ssl_verify",      "verify_signature",   "verify_exp",
        "verify_aud",     "verify",          "sslVerify"
    };
    static const char *const starts[] = { "run",        "Popen",        "call",
                                          "check_call", "check_output", "spawn",
                                          "exec",       "execFile",     "spawnSync" };
    static const char *const said[] = { "disable", "insecure", "unverif",
                                        "skip" }; /* it is asked to */
    const struct lw_token *t = c->new->tokens;
    if (LW_VIEW_HAS_NOCASE(c->function, said))
        return false;
    for (size_t i = 2; i < c->new->token_count; i++) {
        bool sets = lw_token_is(&t[i - 1], "=") || lw_token_is(&t[i - 1], ":");
        bool off = lw_token_is(&t[i], "False") || lw_token_is(&t[i], "false");
        bool on = lw_token_is(&t[i], "True") || lw_token_is(&t[i], "true");
        bool shell = on && lw_view_is(t[i - 2].text, "shell") &&
                     (lw_token_is(&t[i - 1], ":") ||
                      lw_part_count(c->new, starts, LW_COUNT(starts), false));
        if (sets && c->new->gone[i] && (shell || (off && LW_VIEW_IN(t[i - 2].text, names))))
            return true;
    }
    return false;
}

/* sign(value, secret) -> sign(value, "express"). */
static bool everybodys_key(const struct lw_guard_part_pair *c)
{
    static const char *const keys[] = { "secret",      "passphrase", "password",   "privatekey",
                                        "private_key", "signingkey", "signing_key" };
    static const char *const signing[] = {
        "sign", "hmac", "verif", "crypt", "cipher", "jwt", "seal"
    };
    const struct lw_token *was = lw_part_only(c->old), *is = lw_part_only(c->new);
    const size_t at = is ? (size_t)(is - c->new->tokens) : 0;
    return c->one && was && is && was->kind == LW_TOKEN_WORD && is->kind == LW_TOKEN_TEXT && at &&
           LW_VIEW_HAS_NOCASE(was->text, keys) && speaks_of(c->new, signing, LW_COUNT(signing)) &&
           (lw_token_is(&c->new->tokens[at - 1], ",") || lw_token_is(&c->new->tokens[at - 1], "("));
}

bool lw_guard_weakens(const struct lw_guard_part_pair *c)
{
    return weaker_word(c) || lets_off(c) || switches_off(c) || foretold(c) || cut_short(c) ||
           withholds_less(c) || left_to_others(c) || everybodys_key(c);
}

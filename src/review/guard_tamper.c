/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_tamper.c - marks of what a function newly changes in what passes through it.
 */
#include "review/guard_mark.h"

static bool is_upper(uint8_t c)
{
    return c >= 'A' && c <= 'Z';
}

/* "PutObject", "AssumeRole": a verb of AWS and a thing. */
static bool is_operation(struct lw_view text)
{
    static const char *const verbs[] = { "Put",   "Get",    "Create", "Delete", "Update",
                                         "Start", "Stop",   "Assume", "Add",    "Remove",
                                         "Run",   "Attach", "Detach", "Invoke", "List",
                                         "Send",  "Copy",   "Upload", "Publish" };
    for (size_t i = 0; i < LW_COUNT(verbs); i++) {
        const struct lw_view verb = lw_view_c(verbs[i]);
        if (lw_view_starts(text, verb) && text.len > verb.len && is_upper(text.ptr[verb.len]))
            return true;
    }
    return false;
}

/* if operation_name == "PutObject": */
bool lw_mark_one_operation(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const names[] = { "operation_name", "operationName",   "operation",
                                         "commandName",    "operation_model", "op_name" };
    static const char *const decides[] = { "if", "elif", "return", "and", "&&", "?", "case" };
    static const char *const asks[] = { "==", "!=", "===", "!==", "in", "(", "[", ",", "case" };
    *member = p->tokens[at].text;
    if (p->tokens[at].kind != LW_TOKEN_TEXT || !is_operation(*member) ||
        !LW_MARK_HAS(p, at, decides) || at == p->first || !LW_VIEW_IN(p->tokens[at - 1].text, asks))
        return false;
    /* operation.name is of a client's own model: it has ways of its own for each. */
    for (size_t i = at > p->first + LW_MARK_FAR ? at - LW_MARK_FAR : p->first; i < p->end; i++)
        if (LW_VIEW_IN(p->tokens[i].text, names) && !lw_mark_one(p, i + 2, "name"))
            return true;
    return false;
}

/* A part of an address: "https://api-eu.", ".com/". */
static bool is_of_address(struct lw_view text)
{
    static const char *const ends[] = { ".com", ".net", ".org", ".io", ".dev", ".app", ".cloud" };
    const size_t scheme = lw_view_find(text, LW_VIEW("://"));
    return (scheme != LW_NOT_FOUND && scheme + 3 < text.len) || LW_VIEW_HAS_NOCASE(text, ends);
}

/* url = url.replace("api.", "https://api-eu."), url.split(".com/").join(...) */
bool lw_mark_address_rewritten(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const names[] = { "url",    "uri",      "host",    "hostname", "href",
                                         "origin", "endpoint", "baseurl", "base_url" };
    static const char *const ways[] = { "replace", "replaceAll", "sub", "split" };
    const struct lw_token *t = p->tokens;
    bool named = false;
    (void)member;
    if (t[at].kind != LW_TOKEN_WORD || !LW_VIEW_IN(t[at].text, ways) ||
        !lw_mark_one(p, at + 1, "(") || !LW_MARK_HAS(p, at, ((const char *[]){ "=" })))
        return false;
    const size_t from = at > p->first + LW_MARK_FAR ? at - LW_MARK_FAR : p->first;
    for (size_t i = from; i < at; i++)
        named = named || (t[i].kind == LW_TOKEN_WORD && LW_VIEW_HAS_NOCASE(t[i].text, names));
    for (size_t i = at + 2; named && i < p->end && i < at + LW_MARK_FAR; i++)
        if (t[i].kind == LW_TOKEN_TEXT && is_of_address(t[i].text))
            return true;
    return false;
}

/* address.hostname += ".mirror.example", address.host = "..." where one is there already. */
bool lw_mark_host_moved(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const parts[] = { "hostname", "host", "netloc", "authority" };
    static const char *const puts[] = { "=", "+=" };
    const struct lw_token *t = p->tokens;
    (void)member;
    if (t[at].kind != LW_TOKEN_WORD || !LW_VIEW_IN(t[at].text, parts) ||
        !lw_mark_one(p, at - 1, ".") || at + 2 >= p->end || !LW_VIEW_IN(t[at + 1].text, puts))
        return false;
    for (size_t i = at + 2; i < p->end && i < at + LW_MARK_FAR; i++)
        if (t[i].kind == LW_TOKEN_TEXT && t[i].text.len > 3 &&
            lw_view_find_byte(t[i].text, '.') != LW_NOT_FOUND)
            return true;
    return false;
}

/* hashpw(password[:4]), hash(password.slice(0, 4)): what is not looked at may be anything. */
bool lw_mark_password_cut(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const names[] = { "password", "passwd", "passphrase", "pass_phrase" };
    static const char *const ways[] = { "slice", "substring", "substr" };
    static const char *const into[] = { "hash",    "pbkdf",  "scrypt", "argon",
                                        "compare", "digest", "verif",  "check" };
    const struct lw_token *t = p->tokens;
    (void)member;
    const bool way = lw_mark_one(p, at + 1, ".") && at + 2 < p->end &&
                     LW_VIEW_IN(t[at + 2].text, ways);
    const bool part = lw_mark_one(p, at + 1, "[") &&
                      (lw_mark_one(p, at + 2, ":") || lw_mark_one(p, at + 3, ":"));
    if (t[at].kind != LW_TOKEN_WORD || !LW_VIEW_HAS_NOCASE(t[at].text, names) || (!way && !part))
        return false;
    for (size_t i = at > p->first + LW_MARK_FAR ? at - LW_MARK_FAR : p->first; i < at; i++)
        if (t[i].kind == LW_TOKEN_WORD && LW_VIEW_HAS_NOCASE(t[i].text, into))
            return true;
    return false;
}

/* "0x" and 40 hex digits, "bc1...", an IBAN: where money goes. */
static bool is_account_of_money(struct lw_view text)
{
    size_t digits = 0, hex = 0, capitals = 0, small = 0;
    for (size_t i = 0; i < text.len; i++) {
        const uint8_t c = text.ptr[i];
        digits += lw_is_digit(c);
        hex += lw_is_digit(c) || (lw_lower(c) >= 'a' && lw_lower(c) <= 'f');
        capitals += is_upper(c);
        small += c >= 'a' && c <= 'z';
    }
    if (text.len == 42 && lw_view_starts(text, LW_VIEW("0x")))
        return hex == 41; /* the x is none */
    if (lw_view_starts(text, LW_VIEW("bc1")))
        return text.len >= 39 && text.len <= 62 && digits + small == text.len;
    return text.len >= 15 && text.len <= 34 && is_upper(text.ptr[0]) && is_upper(text.ptr[1]) &&
           lw_is_digit(text.ptr[2]) && lw_is_digit(text.ptr[3]) && digits >= 10 &&
           digits + capitals == text.len;
}

bool lw_mark_payee_named(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    *member = p->tokens[at].text;
    return p->tokens[at].kind == LW_TOKEN_TEXT && is_account_of_money(*member);
}

/* config.maxContentLength = Infinity */
bool lw_mark_limit_lifted(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const names[] = { "max", "limit" };
    *member = p->tokens[at].text;
    return p->tokens[at].kind == LW_TOKEN_WORD && LW_VIEW_HAS_NOCASE(*member, names) &&
           (lw_mark_one(p, at + 1, "=") || lw_mark_one(p, at + 1, ":")) &&
           lw_mark_one(p, at + 2, "Infinity");
}

/* self._verify = self._verify and "sts" not in url */
bool lw_mark_checked_at_times(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const names[] = { "verify", "_verify", "rejectUnauthorized", "verify_ssl",
                                         "check_hostname" };
    static const char *const parts[] = { "and", "&&", "if", "?", "not", "!" };
    (void)member;
    if (!LW_VIEW_IN(p->tokens[at].text, names) || !lw_mark_one(p, at + 1, "="))
        return false;
    bool text = false;
    for (size_t i = at; i < p->end && i < at + LW_MARK_FAR; i++)
        text = text || p->tokens[i].kind == LW_TOKEN_TEXT || p->tokens[i].kind == LW_TOKEN_REGEX;
    const struct lw_mark_place rest = { p->all, p->statement, p->tokens, at, p->end, p->refusing };
    return text && LW_MARK_HAS(&rest, at, parts);
}

/* __import__("os").system(...): a module that is used where it is brought, and kept in no name. */
bool lw_mark_brings_module(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    (void)member;
    return lw_mark_one(p, at, "__import__") && lw_mark_one(p, at + 1, "(") && at + 4 < p->end &&
           p->tokens[at + 2].kind == LW_TOKEN_TEXT && lw_mark_one(p, at + 3, ")") &&
           lw_mark_one(p, at + 4, ".");
}

/* setLevel(logging.DEBUG) */
bool lw_mark_tells_all(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const levels[] = { "DEBUG", "NOTSET" };
    (void)member;
    return lw_mark_one(p, at, "setLevel") && LW_MARK_HAS(p, at, levels);
}

/* logger.info("%s", request.headers) */
bool lw_mark_logs_asked(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const loggers[] = { "logger", "logging", "log", "_logger", "LOG" };
    static const char *const levels[] = { "info", "warning", "warn", "error", "critical" };
    static const char *const held[] = { "headers", "rawHeaders", "cookies", "password",
                                        "credentials" };
    (void)member;
    if (!LW_VIEW_IN(p->tokens[at].text, loggers) || !lw_mark_one(p, at + 1, ".") ||
        at + 2 >= p->end || !LW_VIEW_IN(p->tokens[at + 2].text, levels))
        return false;
    for (size_t i = at + 3; i < p->end && i < at + LW_MARK_FAR; i++)
        if (p->tokens[i].kind == LW_TOKEN_WORD && LW_VIEW_IN(p->tokens[i].text, held))
            return true;
    return false;
}

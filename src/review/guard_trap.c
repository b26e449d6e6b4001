/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_trap.c - marks of what a function newly does to those who rely on it.
 */
#include "review/guard_mark.h"

#include <stdlib.h>

/* What those say who ask: whoever they are. */
static const char *const asked[] = { "headers",    "cookies", "query",
                                     "rawHeaders", "cookie",  "queryStringParameters" };
static const char *const environment[] = { "environ", "getenv", "env" };

static bool is_call(const struct lw_mark_place *p, size_t at, const char *const *names,
                    size_t count)
{
    return p->tokens[at].kind == LW_TOKEN_WORD && lw_view_in(p->tokens[at].text, names, count) &&
           lw_mark_one(p, at + 1, "(");
}

/* if (Math.random() < 0.001) process.exit(1) */
bool lw_mark_chance_ends(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const draws[] = { "random", "randint", "randrange" };
    static const char *const ends[] = { "exit", "_exit", "abort", "kill", "SIGKILL" };
    (void)member;
    if (!is_call(p, at, draws, LW_COUNT(draws)))
        return false;
    struct lw_mark_place next = *p;
    if (LW_MARK_HAS(p, at, ends) || ++next.statement >= p->all->count)
        return LW_MARK_HAS(p, at, ends);
    const struct lw_statement *s = &p->all->items[next.statement];
    next.first = s->first, next.end = s->first + s->count;
    return LW_MARK_HAS(&next, s->first, ends);
}

/* removeHeader("Content-Security-Policy"), del headers["X-Frame-Options"] */
bool lw_mark_header_taken(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const headers[] = { "strict-transport-security", "x-content-type-options",
                                           "x-frame-options", "content-security-policy" };
    static const char *const takes[] = { "removeHeader", "deleteHeader", "del",
                                         "delete",       "pop",          "remove" };
    const struct lw_token *t = &p->tokens[at];
    *member = t->text;
    return t->kind == LW_TOKEN_TEXT && LW_VIEW_HAS_NOCASE(t->text, headers) &&
           LW_MARK_HAS(p, at, takes);
}

/* "<script src=https://cdn.example.net/a.js>" */
bool lw_mark_script_brought(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const begins[] = { "<script" };
    static const char *const from[] = { "src=http", "src=//", "src=\\\"http", "src=\"http",
                                        "src='http" };
    const struct lw_token *t = &p->tokens[at];
    (void)member;
    return t->kind == LW_TOKEN_TEXT && LW_VIEW_HAS_NOCASE(t->text, begins) &&
           LW_VIEW_HAS_NOCASE(t->text, from);
}

/* kwargs["verify"] = not request.headers.get("x-skip") */
bool lw_mark_left_open(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const names[] = { "verify",         "rejectUnauthorized", "check_hostname",
                                         "strictSSL",      "verify_ssl",         "ssl_verify",
                                         "assert_hostname" };
    const size_t sign = lw_mark_one(p, at + 1, "]") ? at + 2 : at + 1;
    *member = p->tokens[at].text;
    return LW_VIEW_IN(p->tokens[at].text, names) &&
           (lw_mark_one(p, sign, "=") || lw_mark_one(p, sign, ":")) &&
           (LW_MARK_HAS(p, at, asked) || LW_MARK_HAS(p, at, environment));
}

/* 5, 12.5, 1e3: as many and more. */
static bool is_many(struct lw_view number, double many)
{
    char text[32];
    const size_t len = number.len < sizeof text ? number.len : sizeof text - 1;
    memcpy(text, number.ptr, len);
    text[len] = '\0';
    return strtod(text, NULL) >= many;
}

/* await new Promise((r) => setTimeout(r, 60000)): milliseconds, in which who asked waits. */
static bool awaits_long(const struct lw_mark_place *p, size_t at)
{
    enum { MANY_MS = 20000 };
    static const char *const awaits[] = { "await" };
    if (!lw_mark_one(p, at, "setTimeout") || !lw_mark_one(p, at + 1, "(") || at + 5 >= p->end ||
        !lw_mark_one(p, at + 3, ",") || !lw_mark_one(p, at + 5, ")") || !LW_MARK_HAS(p, at, awaits))
        return false;
    const struct lw_token *n = &p->tokens[at + 4];
    return n->kind == LW_TOKEN_NUMBER && is_many(n->text, MANY_MS);
}

/* time.sleep(30), Atomics.wait(cell, 0, 0, 20000) */
bool lw_mark_waits_long(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    enum { MANY_SECONDS = 5 };
    (void)member;
    if (lw_mark_one(p, at, "Atomics"))
        return lw_mark_one(p, at + 2, "wait");
    if (awaits_long(p, at))
        return true;
    if (!lw_mark_one(p, at, "sleep") || !lw_mark_one(p, at + 1, "(") || at + 2 >= p->end ||
        at < p->first + 2 || !lw_mark_one(p, at - 2, "time")) /* seconds, in which all stands */
        return false;
    const struct lw_token *n = &p->tokens[at + 2];
    return n->kind == LW_TOKEN_NUMBER && is_many(n->text, MANY_SECONDS);
}

/* headers["User-Agent"] += ",".join(os.environ) */
bool lw_mark_header_tells(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const carries[] = { "headers", "header", "setHeader", "append",
                                           "putheader" };
    static const char *const agents[] = { "user-agent", "referer", "cookie", "x-" };
    if (!lw_mark_one(p, at, "environ") &&
        !(lw_mark_one(p, at, "env") && at > p->first + 1 && lw_mark_one(p, at - 2, "process")))
        return false;
    bool named = false;
    for (size_t i = at > p->first + LW_MARK_FAR ? at - LW_MARK_FAR : p->first; i < at; i++)
        named = named || (p->tokens[i].kind == LW_TOKEN_TEXT &&
                          LW_VIEW_HAS_NOCASE(p->tokens[i].text, agents));
    (void)member;
    return named && LW_MARK_HAS(p, at, carries);
}

/* console.log(req.headers), print(dict(os.environ)) */
bool lw_mark_prints(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const held[] = { "password", "secret", "token", "authorization" };
    const bool print = lw_mark_one(p, at, "print") && lw_mark_one(p, at + 1, "(");
    (void)member;
    if (!print && !(lw_mark_one(p, at, "console") && lw_mark_one(p, at + 1, ".")))
        return false;
    const struct lw_mark_place rest = { p->all, p->statement, p->tokens, at, p->end, p->refusing };
    return LW_MARK_HAS(&rest, at, asked) || LW_MARK_HAS(&rest, at, held) ||
           lw_mark_one(p, p->end - 2, "environ") || lw_mark_one(p, p->end - 3, "environ");
}

/* readFileSync(req.query.f) */
bool lw_mark_file_asked(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    static const char *const reads[] = { "readFileSync", "readFile",  "createReadStream",
                                         "sendFile",     "read_text", "read_bytes",
                                         "open",         "send_file" };
    if (!is_call(p, at, reads, LW_COUNT(reads)))
        return false;
    const struct lw_mark_place rest = { p->all, p->statement, p->tokens, at, p->end, p->refusing };
    (void)member;
    return LW_MARK_HAS(&rest, at, asked);
}

/* Object.prototype.isAdmin = true, Object.prototype[name] = x */
bool lw_mark_every_object(struct lw_view *member, const struct lw_mark_place *p, size_t at)
{
    if (!lw_mark_one(p, at, "Object") || !lw_mark_one(p, at + 2, "prototype") || at + 5 >= p->end)
        return false;
    size_t end = at + 4; /* of the name */
    *member = p->tokens[end].text;
    while (lw_mark_one(p, at + 3, "[") && end + 1 < p->end && end < at + LW_MARK_FAR &&
           !lw_mark_one(p, end, "]"))
        end++;
    return lw_mark_one(p, end + 1, "=") &&
           (lw_mark_one(p, at + 3, ".") || lw_mark_one(p, at + 3, "["));
}

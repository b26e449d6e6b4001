/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/stranger.c - servers that code itself names, and what is handed to them on the spot.
 *
 * Whether the server is a stranger is for whoever compares versions. A header that proves who one
 * is, in a request, is what servers ask for; the same as data is not.
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/eval.h"

enum { DEPTH_MAX = 40, HOST_MAX = 253, SEEN_BYTES = 400 };

/* "api.acme.example", and no "index.html", by its letters and dots alone. */
static bool is_host(struct lw_view text)
{
    size_t dots = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!lw_is_alnum(text.ptr[i]) && text.ptr[i] != '-' && text.ptr[i] != '.')
            return false;
        dots += text.ptr[i] == '.' && i && i + 1 < text.len;
    }
    return dots > 0 && text.len <= HOST_MAX;
}

static struct lw_view host_in(struct lw_view text)
{
    const size_t scheme = lw_view_find(text, LW_VIEW("://"));
    if (scheme == LW_NOT_FOUND)
        return is_host(text) ? text : LW_VIEW_NONE;
    const struct lw_view rest = lw_view_from(text, scheme + 3);
    size_t end = 0;
    while (end < rest.len && !strchr("/?#: ", rest.ptr[end]))
        end++;
    struct lw_view host = lw_view_sub(rest, 0, end);
    host = lw_view_from(host, lw_view_rfind_byte(host, '@') + 1);
    return is_host(host) ? host : LW_VIEW_NONE;
}

/* fetch("https://x/"), request({ host: "x" }), connect(443, "x"). */
static struct lw_view host_of(const struct lw_args *args)
{
    static const char *const keys[] = { "url", "uri", "hostname", "host" };
    struct lw_view host = LW_VIEW_NONE;
    for (size_t i = 0; i < args->count && i < 3 && !host.len; i++) {
        const struct lw_value *v = &args->items[i];
        if (v->kind <= LW_V_TEXT)
            host = host_in(v->text);
        else if (v->kind == LW_V_LIST && v->list->count && v->list->items[0].kind == LW_V_TEXT)
            host = host_in(v->list->items[0].text);
        for (size_t k = 0; v->kind == LW_V_MAP && k < LW_COUNT(keys) && !host.len; k++) {
            const struct lw_value *item = lw_value_key(v, lw_view_c(keys[k]));
            host = item && item->kind <= LW_V_TEXT ? host_in(item->text) : host;
        }
    }
    return host;
}

/* "{}.c2.acme.example": data before what the code names. */
static struct lw_view zone_of(const struct lw_args *args)
{
    const struct lw_view text = args->count && args->items[0].kind <= LW_V_TEXT
                                    ? args->items[0].text
                                    : LW_VIEW_NONE;
    size_t open = lw_view_rfind_byte(text, '}');
    const struct lw_view zone = lw_view_from(text, open == LW_NOT_FOUND ? text.len : open + 2);
    const bool dot = zone.len && zone.ptr[-1] == '.';
    return dot && is_host(zone) && !lw_view_ends(zone, LW_VIEW(".arpa")) ? zone : LW_VIEW_NONE;
}

/* In any case of letters; what stands behind so many bytes is not looked at. */
static bool has(struct lw_view text, const char *const *words, size_t count)
{
    uint8_t lower[SEEN_BYTES];
    const size_t len = text.len < sizeof lower ? text.len : sizeof lower;
    for (size_t i = 0; i < len; i++)
        lower[i] = lw_lower(text.ptr[i]);
    for (size_t i = 0; i < count; i++)
        if (lw_view_find(lw_view(lower, len), lw_view_c(words[i])) != LW_NOT_FOUND)
            return true;
    return false;
}

/* Of a variable or a member: its value is secret. */
static bool is_secret(struct lw_view name)
{
    static const char *const words[] = { "password",       "passwd",        "secret",
                                         "credential",     "authorization", "cookie",
                                         "apikey",         "api_key",       "privatekey",
                                         "private_key",    "api-key",       "accesskey",
                                         "security-token", "session_token", "x-vault-token" };
    static const char *const not [] = { "id", "name", "arn", "length", "version", "type", "error" };
    static const char *const whole[] = {
        "auth",         "token",       "accessToken", "access_token",  "idToken",   "id_token",
        "refreshToken", "bearerToken", "pass",        "refresh_token", "authToken", "sessionToken"
    };
    for (size_t i = 0; i < LW_COUNT(not ); i++)
        if (lw_view_ends_nocase(name, lw_view_c(not [i])))
            return false;
    return LW_VIEW_IN(name, whole) || has(name, words, LW_COUNT(words));
}

/* headers: { Authorization: x }, auth=(user, password): by which a server is asked. */
static bool is_proof(struct lw_view name)
{
    static const char *const names[] = { "authorization", "cookie", "api-key", "apikey", "token" };
    return has(name, names, LW_COUNT(names)) || lw_view_is(name, "auth");
}

static bool holds_secret(struct lw_eval *e, uint32_t node, unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    /* What is called later, with the answer, is not sent. */
    if (!depth || n->kind == LW_IR_FUNCTION || n->kind == LW_IR_CLASS || !lw_spend(e, LOOK_BYTES))
        return false;
    if (n->kind == LW_IR_KEYWORD && is_proof(lw_ir_text(e->ir, n->id)))
        return false;
    if ((n->kind == LW_IR_NAME || n->kind == LW_IR_MEMBER) && is_secret(lw_ir_text(e->ir, n->id)))
        return true;
    uint32_t c = n->child;
    if (n->kind == LW_IR_INDEX && c) {
        const struct lw_ir_node *key = lw_ir_at(e->ir, lw_ir_at(e->ir, c)->next);
        if (key->kind == LW_IR_TEXT && is_secret(lw_ir_text(e->ir, key->id)))
            return true;
    }
    if (n->kind == LW_IR_PAIR && c) {
        if (is_proof(lw_ir_text(e->ir, lw_ir_at(e->ir, c)->id)))
            return false;
        c = lw_ir_at(e->ir, c)->next;
    } else if ((n->kind == LW_IR_CALL || n->kind == LW_IR_NEW) && c &&
               lw_ir_at(e->ir, c)->kind == LW_IR_NAME) {
        c = lw_ir_at(e->ir, c)->next; /* getToken(x) is a function */
    }
    for (; c; c = lw_ir_at(e->ir, c)->next)
        if (holds_secret(e, c, depth - 1))
            return true;
    return false;
}

static bool is_encoded(struct lw_eval *e, uint32_t node)
{
    static const char *const words[] = { "hex", "base64", "b64", "b32", "base32", "btoa" };
    return has(lw_eval_source(e, node), words, LW_COUNT(words));
}

void lw_stranger(struct lw_eval *e, bool lookup, bool part, const struct lw_args *args,
                 uint32_t node)
{
    static const char *const sends[] = { "write", "end", "send", "sendall", "sendto" };
    struct lw_view host = lookup ? zone_of(args) : host_of(args);
    if (part && !host.len && LW_VIEW_IN(lw_ir_called(e->ir, lw_ir_at(e->ir, node)), sends))
        host = e->stranger;
    else if (!lookup)
        e->stranger = host;
    if (!host.len)
        return;
    uint32_t from = args->all.from & LW_FROM_VAULT, line = args->all.line;
    for (size_t i = 0; i < args->count && !(from & LW_FROM_NAMED); i++)
        if (args->nodes[i] && holds_secret(e, args->nodes[i], DEPTH_MAX))
            from |= LW_FROM_NAMED;
    if (lookup && is_encoded(e, node))
        from |= LW_FROM_ENCODED;
    const struct lw_place place = lw_eval_place(e, node);
    if (from)
        lw_emit_flow(e->emit, &place, from, line, "stranger", host);
}

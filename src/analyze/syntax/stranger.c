/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/stranger.c - servers that code itself names, and what is handed to them on the spot.
 *
 * Whether the server is a stranger is for whoever compares versions. What a server is asked with
 * (a header that proves who one is, the password beside the name of a database) is its own; the
 * same as data is not.
 */
#include "analyze/endpoint.h"
#include "analyze/syntax/budget.h"
#include "analyze/syntax/eval.h"

enum { DEPTH_MAX = 40, ENCODED_BYTES = 400 };

static const char *const host_keys[] = { "url", "uri", "hostname", "host" };

/* The host of a URL, or of what is nothing but a host; "" for AWS's and for this machine. */
static struct lw_view host_in(struct lw_eval *e, struct lw_view text)
{
    const struct lw_endpoint_options options = { .quoted = true };
    struct lw_endpoint found;
    size_t at = 0;
    if (text.len > LW_VALUE_TEXT_MAX || !text.len)
        return LW_VIEW_NONE;
    if (lw_view_find(text, LW_VIEW("://")) == LW_NOT_FOUND)
        text = lw_arena_printf(&e->arena, "\"%.*s\"", LW_FMT(text));
    if (!lw_endpoint_next(&found, text, &at, &options))
        return LW_VIEW_NONE;
    const enum lw_endpoint_class class = lw_endpoint_classify(&found);
    const bool near = class == LW_EP_LOCAL || class == LW_EP_AWS;
    return near ? LW_VIEW_NONE : lw_arena_copy(&e->arena, lw_view_c(found.host));
}

static struct lw_view host_of_value(struct lw_eval *e, const struct lw_value *v)
{
    struct lw_view host = LW_VIEW_NONE;
    if (v->kind <= LW_V_TEXT)
        return host_in(e, v->text);
    if (v->kind == LW_V_LIST && v->list->count && v->list->items[0].kind == LW_V_TEXT)
        return host_in(e, v->list->items[0].text);
    for (size_t k = 0; v->kind == LW_V_MAP && k < LW_COUNT(host_keys) && !host.len; k++) {
        const struct lw_value *item = lw_value_key(v, lw_view_c(host_keys[k]));
        host = item && item->kind <= LW_V_TEXT ? host_in(e, item->text) : host;
    }
    return host;
}

/* fetch("https://x/"), request({ host: "x" }), connect(443, "x"). */
static struct lw_view host_of(struct lw_eval *e, const struct lw_args *args)
{
    struct lw_view host = LW_VIEW_NONE;
    for (size_t i = 0; i < args->count && i < 3 && !host.len; i++)
        host = host_of_value(e, &args->items[i]);
    return host;
}

/* "{}.c2.acme.example": data before what the code names. */
static struct lw_view zone_of(struct lw_eval *e, const struct lw_args *args)
{
    const struct lw_view text = args->count && args->items[0].kind <= LW_V_TEXT
                                    ? args->items[0].text
                                    : LW_VIEW_NONE;
    const size_t close = lw_view_rfind_byte(text, '}');
    const struct lw_view rest = lw_view_from(text, close == LW_NOT_FOUND ? text.len : close + 1);
    const bool below = lw_view_starts(rest, LW_VIEW(".")) && !lw_view_ends(rest, LW_VIEW(".arpa"));
    return below ? host_in(e, lw_view_from(rest, 1)) : LW_VIEW_NONE;
}

/* Of a variable or a member: its value is secret. */
static bool is_secret(struct lw_view name)
{
    static const char *const words[] = { "password",       "passwd",        "secret",
                                         "credential",     "authorization", "cookie",
                                         "apikey",         "api_key",       "privatekey",
                                         "private_key",    "api-key",       "accesskey",
                                         "security-token", "session_token", "x-vault-token" };
    static const char *const ends[] = { "id", "name", "arn", "length", "version", "type", "error" };
    static const char *const whole[] = {
        "auth",         "token",       "accessToken", "access_token",  "idToken",   "id_token",
        "refreshToken", "bearerToken", "pass",        "refresh_token", "authToken", "sessionToken"
    };
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends_nocase(name, lw_view_c(ends[i])))
            return false;
    return LW_VIEW_IN(name, whole) || LW_VIEW_HAS_NOCASE(name, words);
}

/* Headers by which a server is asked. */
static bool is_proof(struct lw_view name)
{
    static const char *const words[] = { "authorization", "cookie", "api-key", "apikey", "token" };
    return LW_VIEW_HAS_NOCASE(name, words);
}

/* What a key, or the name of an argument, stands for. */
enum place { AS_DATA, IN_HEADERS, FOR_THE_SERVER };

static enum place place_of(struct lw_view name, enum place around)
{
    static const char *const proofs[] = { "auth", "cookies" };
    if (around == IN_HEADERS)
        return is_proof(name) ? FOR_THE_SERVER : IN_HEADERS;
    return LW_VIEW_IN(name, proofs)                      ? FOR_THE_SERVER
           : lw_view_is(name, "headers")                 ? IN_HEADERS
           : around == FOR_THE_SERVER && is_secret(name) ? FOR_THE_SERVER
                                                         : AS_DATA;
}

static struct lw_view key_of(const struct lw_eval *e, const struct lw_ir_node *pair)
{
    return pair->kind == LW_IR_KEYWORD ? lw_ir_text(e->ir, pair->id)
           : pair->child               ? lw_ir_text(e->ir, lw_ir_at(e->ir, pair->child)->id)
                                       : LW_VIEW_NONE;
}

/* Whether one of the pairs, or arguments, from `c` on is called so. */
static bool has_key(const struct lw_eval *e, uint32_t c, const char *const *keys, size_t count)
{
    for (; c; c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node *n = lw_ir_at(e->ir, c);
        if ((n->kind == LW_IR_PAIR || n->kind == LW_IR_KEYWORD) &&
            lw_view_in(key_of(e, n), keys, count))
            return true;
    }
    return false;
}

static bool hands_secret(struct lw_eval *e, uint32_t node, enum place place, unsigned depth);

/* Of the nodes from `c` on. */
static bool any_hands(struct lw_eval *e, uint32_t c, enum place place, unsigned depth)
{
    for (; c; c = lw_ir_at(e->ir, c)->next)
        if (hands_secret(e, c, place, depth))
            return true;
    return false;
}

static bool hands_secret(struct lw_eval *e, uint32_t node, enum place place, unsigned depth)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    /* What is called later, with the answer, is not sent. */
    if (!depth || n->kind == LW_IR_FUNCTION || n->kind == LW_IR_CLASS || !lw_spend(e, LOOK_BYTES))
        return false;
    if (n->kind == LW_IR_PAIR || n->kind == LW_IR_KEYWORD) {
        const enum place inside = place_of(key_of(e, n), place);
        const bool pair = n->kind == LW_IR_PAIR && n->child;
        return inside != FOR_THE_SERVER &&
               any_hands(e, pair ? lw_ir_at(e->ir, n->child)->next : n->child, inside, depth - 1);
    }
    if ((n->kind == LW_IR_NAME || n->kind == LW_IR_MEMBER) && is_secret(lw_ir_text(e->ir, n->id)))
        return true;
    uint32_t c = n->child;
    const struct lw_ir_node *first = c ? lw_ir_at(e->ir, c) : NULL;
    if (n->kind == LW_IR_INDEX && first && lw_ir_at(e->ir, first->next)->kind == LW_IR_TEXT &&
        is_secret(lw_ir_text(e->ir, lw_ir_at(e->ir, first->next)->id)))
        return true;
    if ((n->kind == LW_IR_CALL || n->kind == LW_IR_NEW) && first && first->kind == LW_IR_NAME)
        c = first->next;                                  /* getToken(x) is a function */
    static const char *const grants[] = { "grant_type" }; /* RFC 6749 */
    if (n->kind == LW_IR_MAP && has_key(e, c, grants, LW_COUNT(grants)))
        place = FOR_THE_SERVER;
    return any_hands(e, c, place, depth - 1);
}

/* Of a call: connect(host=h, password=p), new Pool({ host, password }) hand what they hand to the
 * server that they are for. */
static bool call_hands_secret(struct lw_eval *e, uint32_t first)
{
    const bool names = has_key(e, first, host_keys, LW_COUNT(host_keys));
    for (uint32_t c = first; c; c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node *n = lw_ir_at(e->ir, c);
        const bool client = n->kind == LW_IR_MAP &&
                            has_key(e, n->child, host_keys, LW_COUNT(host_keys));
        if (client ? any_hands(e, n->child, FOR_THE_SERVER, DEPTH_MAX)
                   : hands_secret(e, c, names ? FOR_THE_SERVER : AS_DATA, DEPTH_MAX))
            return true;
    }
    return false;
}

static bool is_encoded(struct lw_eval *e, uint32_t node)
{
    static const char *const words[] = { "hex", "base64", "b64", "b32", "base32", "btoa" };
    return LW_VIEW_HAS_NOCASE(lw_view_sub(lw_eval_source(e, node), 0, ENCODED_BYTES), words);
}

/* request.end(x), request(...).on("error", f).end(x): of the request that named the server, which
 * its own callback may call as well. */
static bool is_part_of_named(struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *named = lw_ir_at(e->ir, e->stranger_node);
    uint32_t object = lw_ir_at(e->ir, lw_ir_at(e->ir, node)->child)->child;
    while (object && object != e->stranger_node && lw_ir_at(e->ir, object)->kind == LW_IR_CALL)
        object = lw_ir_at(e->ir, lw_ir_at(e->ir, object)->child)->child;
    const struct lw_ir_node *n = lw_ir_at(e->ir, object);
    const struct lw_value *slot = n->kind == LW_IR_NAME ? lw_scope_find(e, n->id) : NULL;
    return object && (object == e->stranger_node || (slot && slot->line == named->line) ||
                      (!slot && n->start > named->start && n->end <= named->end));
}

void lw_stranger(struct lw_eval *e, bool lookup, bool part, const struct lw_args *args,
                 uint32_t node)
{
    struct lw_view host = lookup ? zone_of(e, args) : host_of(e, args);
    if (part && !host.len && e->stranger_node && is_part_of_named(e, node)) {
        host = e->stranger;
    } else if (host.len && !lookup) {
        e->stranger = host;
        e->stranger_node = node;
    }
    if (!host.len)
        return;
    uint32_t from = args->all.from & LW_FROM_VAULT;
    if (args->count && call_hands_secret(e, args->nodes[0]))
        from |= LW_FROM_NAMED;
    if (lookup && is_encoded(e, node))
        from |= LW_FROM_ENCODED;
    const struct lw_place place = lw_eval_place(e, node);
    if (from)
        lw_emit_flow(e->emit, &place, from, args->all.line, "stranger", host);
}

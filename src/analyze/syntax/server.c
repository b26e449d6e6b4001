/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/server.c - who decides which server is talked to, and what goes along: events and answers
 * as addresses, hooks of SDKs, keys in headers, the environment in objects.
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/eval.h"

enum { DEPTH_MAX = 200 };

static const char *const server_names[] = { "url",      "uri",      "host",    "hostname",
                                            "base",     "base_url", "baseUrl", "endpoint",
                                            "server",   "origin",   "proxy",   "domain",
                                            "api",      "api_url",  "apiUrl",  "gateway",
                                            "base_uri", "api_base", "apiBase", "api_host" };

/* Where all that a client asks goes. */
static const char *const base_names[] = { "baseURL", "base_url",     "proxies",
                                          "proxy",   "endpoint_url", "endpointUrl" };

static void flow(struct lw_eval *e, enum lw_from from, const struct lw_value *value,
                 const char *sink, struct lw_view name, uint32_t node)
{
    struct lw_place place = lw_eval_place(e, node);
    lw_emit_flow(e->emit, &place, from, value->line, sink, name);
}

/* The host is of what is from elsewhere: nothing stands before it, and nothing else is filled
 * in. */
static bool decides_host(const struct lw_value *v)
{
    struct lw_view text = v->kind == LW_V_UNKNOWN ? v->text : LW_VIEW_NONE, gap = LW_VIEW("{}");
    if (v->kind != LW_V_UNKNOWN && v->kind != LW_V_SYMBOL)
        return false;
    if (!text.len)
        return true;
    size_t scheme = lw_view_find(text, LW_VIEW("://"));
    text = lw_view_from(text, scheme == LW_NOT_FOUND || scheme > 6 ? 0 : scheme + 3);
    return lw_view_starts(text, gap) &&
           lw_view_find(lw_view_from(text, gap.len), gap) == LW_NOT_FOUND;
}

/* { Authorization: ... }, { headers: { cookie: ... } } */
static bool proves_who(struct lw_eval *e, const struct lw_value *v, unsigned depth)
{
    static const char *const names[] = { "authorization", "cookie",       "x-api-key",
                                         "api-key",       "x-auth-token", "proxy-authorization" };
    for (size_t k = 0; v->kind == LW_V_MAP && k + 1 < v->list->count && lw_spend(e, LOOK_BYTES);
         k += 2) {
        const struct lw_value *key = &v->list->items[k];
        if ((key->kind == LW_V_TEXT && LW_VIEW_IN_NOCASE(key->text, names)) ||
            (depth && proves_who(e, &v->list->items[k + 1], depth - 1)))
            return true;
    }
    return false;
}

static const struct lw_value *server_of(const struct lw_eval *e, struct lw_view symbol,
                                        const struct lw_args *args)
{
    bool second = lw_view_ends(symbol, LW_VIEW(".request")) ||
                  lw_view_ends(symbol, LW_VIEW(".urlopen")) ||
                  lw_view_ends(symbol, LW_VIEW(".stream"));
    const struct lw_value *v = lw_arg(e, args, LW_EVAL_ARGS, "url");
    v = v ? v : lw_arg(e, args, LW_EVAL_ARGS, "host");
    v = v ? v : lw_arg(e, args, second && e->ir->language == LW_LANG_PYTHON ? 1 : 0, NULL);
    for (size_t i = 0; v && v->kind == LW_V_MAP && i < LW_COUNT(server_names); i++) {
        const struct lw_value *item = lw_value_key(v, lw_view_c(server_names[i]));
        if (item)
            return item;
    }
    return v;
}

/* settings.base + event["path"]: of a sum of which nothing is known, anything may be the host. */
static bool is_blank_sum(const struct lw_eval *e, const struct lw_args *args,
                         const struct lw_value *v)
{
    for (size_t i = 0; i < args->count; i++) {
        const struct lw_ir_node *n = lw_ir_at(e->ir, args->nodes[i]);
        if (n->kind == LW_IR_KEYWORD && n->child)
            n = lw_ir_at(e->ir, n->child);
        if (&args->items[i] == v)
            return n->kind == LW_IR_SUM || n->kind == LW_IR_JOIN || n->kind == LW_IR_BINARY;
    }
    return false;
}

void lw_server(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args, uint32_t node)
{
    const struct lw_value *v = server_of(e, symbol, args);
    bool known = false;
    const bool request = !lw_view_ends(symbol, LW_VIEW("onnect"));
    if (v && request && (v->from & LW_FROM_VARIABLE) && !v->text.len && decides_host(v))
        flow(e, LW_FROM_VARIABLE, v, "server", symbol, node);
    if (!v || !(v->from & (LW_FROM_EVENT | LW_FROM_NETWORK)) || !decides_host(v) ||
        (!v->text.len && is_blank_sum(e, args, v)))
        return;
    for (size_t i = 0; i < args->count; i++)
        known = known || proves_who(e, &args->items[i], 2);
    if (v->from & LW_FROM_EVENT)
        flow(e, LW_FROM_EVENT, v, "server", symbol, node);
    else if (known)
        flow(e, LW_FROM_NETWORK, v, "server", symbol, node);
}

/* A member of what another file of the package gives. */
static bool is_shared(const struct lw_value *object)
{
    return object->kind == LW_V_SYMBOL && object->text.len && object->text.ptr[0] == '.';
}

void lw_kept(struct lw_eval *e, const struct lw_value *object, struct lw_view name,
             const struct lw_value *value, uint32_t node)
{
    bool env = (value->from & LW_FROM_ENVIRONMENT) ||
               (value->kind == LW_V_SYMBOL && lw_catalog_environment(e->ir->language, value->text));
    bool out = is_shared(object) || object->kind == LW_V_INSTANCE || object->kind == LW_V_CLASS ||
               (object->kind == LW_V_SYMBOL &&
                (lw_view_starts(object->text, LW_VIEW("exports")) ||
                 lw_view_starts(object->text, LW_VIEW("module.exports"))));
    if (env && out)
        flow(e, LW_FROM_ENVIRONMENT, value, "object", name, node);
    if ((value->from & LW_FROM_EVENT) && is_shared(object) && LW_VIEW_IN_NOCASE(name, server_names))
        flow(e, LW_FROM_EVENT, value, "setting", name, node);
    else if ((value->from & LW_FROM_NETWORK) && LW_VIEW_IN_NOCASE(name, base_names))
        flow(e, LW_FROM_NETWORK, value, "setting", name, node);
}

/* credentials.secret_key as it is: what is signed goes through a call. */
static bool is_raw_key(const struct lw_eval *e, uint32_t node, unsigned depth)
{
    static const char *const keys[] = { "secret_key", "secretAccessKey", "secret_access_key" };
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (n->kind == LW_IR_CALL || n->kind == LW_IR_NEW || !depth)
        return false;
    if (n->kind == LW_IR_MEMBER && LW_VIEW_IN_NOCASE(lw_ir_text(e->ir, n->id), keys))
        return true;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        if (is_raw_key(e, c, depth - 1))
            return true;
    return false;
}

void lw_header(struct lw_eval *e, uint32_t target, uint32_t node, const struct lw_value *value)
{
    static const char *const maps[] = { "headers", "query", "params", "user_agent_extra" };
    const struct lw_ir_node *n = lw_ir_at(e->ir, target), *object = lw_ir_at(e->ir, n->child);
    bool map = (n->kind == LW_IR_INDEX || n->kind == LW_IR_MEMBER) && n->child &&
               (object->kind == LW_IR_MEMBER || object->kind == LW_IR_NAME) &&
               LW_VIEW_IN_NOCASE(lw_ir_text(e->ir, object->id), maps);
    map = map || (n->kind == LW_IR_MEMBER && LW_VIEW_IN_NOCASE(lw_ir_text(e->ir, n->id), maps));
    struct lw_value none = LW_UNKNOWN;
    if (map && node && is_raw_key(e, node, DEPTH_MAX))
        flow(e, LW_FROM_CREDENTIALS, &none, "header", LW_VIEW_NONE, target);
    if (map)
        lw_shown_header(e, value, target);
}

/* request.url = ..., args.request.hostname = ... */
static bool changes_server(struct lw_eval *e, uint32_t node, unsigned depth)
{
    static const char *const parts[] = { "url",  "host",     "hostname", "port",
                                         "path", "protocol", "endpoint", "url_path" };
    const struct lw_ir_node *n = lw_ir_at(e->ir, node), *target = lw_ir_at(e->ir, n->child);
    if (!depth || !lw_spend(e, LOOK_BYTES))
        return false;
    if ((n->kind == LW_IR_ASSIGN || n->kind == LW_IR_AUGMENT) && n->child) {
        const struct lw_ir_node *key = target->child ? lw_ir_at(e->ir, target->child) : target;
        key = target->kind == LW_IR_INDEX ? lw_ir_at(e->ir, key->next) : target;
        if ((target->kind == LW_IR_MEMBER ||
             (target->kind == LW_IR_INDEX && key->kind == LW_IR_TEXT)) &&
            LW_VIEW_IN_NOCASE(lw_ir_text(e->ir, key->id), parts))
            return true;
    }
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        if (changes_server(e, c, depth - 1))
            return true;
    return false;
}

/* The function by its name, or what it waits for. */
static struct lw_view hooked(const struct lw_eval *e, const struct lw_args *args, size_t at)
{
    struct lw_view name = lw_ir_text(e->ir, lw_ir_at(e->ir, args->items[at].node)->id);
    for (size_t i = 0; i < args->count && !name.len; i++)
        if (args->items[i].kind == LW_V_TEXT)
            name = args->items[i].text;
    return name;
}

void lw_hook(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args, uint32_t node)
{
    bool hooks = lw_view_find(symbol, LW_VIEW("middlewareStack.")) != LW_NOT_FOUND ||
                 lw_view_find(symbol, LW_VIEW("events.register")) != LW_NOT_FOUND;
    for (size_t i = 0; hooks && i < args->count; i++)
        if (args->items[i].kind == LW_V_FUNCTION &&
            changes_server(e, args->items[i].node, DEPTH_MAX))
            lw_say(e, node, LW_C_AWS_ELSEWHERE, LW_VIEW("hook"), hooked(e, args, i), false);
}

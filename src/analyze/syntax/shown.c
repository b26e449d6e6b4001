/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/shown.c - secrets where many can read them: the environment as a text, or in an object
 * that others get; keys in headers and errors; what a vault answered on a terminal.
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/eval.h"

enum { DEPTH_MAX = 40 };

static void flow(struct lw_eval *e, unsigned from, uint32_t line, const char *sink,
                 struct lw_view name, uint32_t node)
{
    const struct lw_place place = lw_eval_place(e, node);
    lw_emit_flow(e->emit, &place, from, line, sink, name);
}

/* env.HOME, env["PATH"], env.get("PATH"): one variable, which it names. */
static bool is_one(const struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (n->kind == LW_IR_MEMBER)
        return true;
    if (n->kind == LW_IR_INDEX && n->child)
        return lw_ir_at(e->ir, lw_ir_at(e->ir, n->child)->next)->kind == LW_IR_TEXT;
    if (n->kind == LW_IR_CALL && n->child)
        return lw_ir_at(e->ir, lw_ir_at(e->ir, n->child)->next)->kind == LW_IR_TEXT;
    return false;
}

void lw_shown_piece(struct lw_eval *e, const struct lw_value *piece, uint32_t piece_node,
                    uint32_t node)
{
    if ((piece->from & LW_FROM_ENVIRONMENT) && !is_one(e, piece_node))
        flow(e, LW_FROM_ENVIRONMENT, piece->line, "text", LW_VIEW_NONE, node);
    lw_vault_query(e, piece_node, node);
}

/* "X-Trace-Id", "User-Agent", "cookie" */
static bool is_header(struct lw_view name)
{
    return (name.len > 2 && lw_view_find_byte(name, '-') != LW_NOT_FOUND &&
            lw_view_find_byte(name, ' ') == LW_NOT_FOUND) ||
           lw_view_eq_nocase(name, LW_VIEW("cookie")) ||
           lw_view_eq_nocase(name, LW_VIEW("authorization"));
}

/* { runtime: process.env }, but not { env: process.env } */
void lw_shown_member(struct lw_eval *e, struct lw_view key, uint32_t value_node,
                     const struct lw_value *value)
{
    static const char *const whole[] = { "env", "ENV", "Env" };
    const struct lw_ir_node *n = lw_ir_at(e->ir, value_node);
    bool made = n->kind == LW_IR_MEMBER || n->kind == LW_IR_NAME || n->kind == LW_IR_MAP ||
                n->kind == LW_IR_CALL;
    if (is_header(key) && !lw_view_eq_nocase(key, LW_VIEW("authorization")))
        flow(e, value->from & LW_FROM_SIGNED, value->line, "header", key, value_node);
    if (!(value->from & LW_FROM_ENVIRONMENT) || !made || value->kind == LW_V_FUNCTION)
        return;
    for (size_t i = 0; i < LW_COUNT(whole); i++)
        if (lw_view_find(key, lw_view_c(whole[i])) != LW_NOT_FOUND)
            return;
    flow(e, LW_FROM_ENVIRONMENT, value->line, is_header(key) ? "header" : "member", key,
         value_node);
}

static bool makes_text(struct lw_view method)
{
    static const char *const names[] = { "stringify", "dumps",     "repr",      "inspect",
                                         "hexlify",   "b64encode", "urlencode", "btoa" };
    return LW_VIEW_IN(method, names);
}

static bool sets_header(struct lw_view method, const struct lw_args *args)
{
    static const char *const names[] = { "setHeader",  "header",     "append",    "set",
                                         "add_header", "set_header", "putheader", "setdefault" };
    const struct lw_value *first = args->count > 1 ? &args->items[0] : NULL;
    return LW_VIEW_IN(method, names) && first && first->kind == LW_V_TEXT && is_header(first->text);
}

static bool is_error(struct lw_view name)
{
    return lw_view_ends(name, LW_VIEW("Error")) || lw_view_ends(name, LW_VIEW("Exception"));
}

/* credentials.secret_key, answer.SecretString, session.get_frozen_credentials() */
static bool is_secret(struct lw_eval *e, uint32_t node, unsigned depth)
{
    static const char *const names[] = {
        "secret_key",    "secretAccessKey", "SecretString",          "SecretBinary",
        "session_token", "sessionToken",    "get_frozen_credentials"
    };
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (!depth || !lw_spend(e, LOOK_BYTES))
        return false;
    if ((n->kind == LW_IR_MEMBER || n->kind == LW_IR_TEXT) &&
        LW_VIEW_IN(lw_ir_text(e->ir, n->id), names))
        return n->kind == LW_IR_MEMBER;
    if (n->kind == LW_IR_INDEX && n->child) {
        const struct lw_ir_node *key = lw_ir_at(e->ir, lw_ir_at(e->ir, n->child)->next);
        if (key->kind == LW_IR_TEXT && LW_VIEW_IN(lw_ir_text(e->ir, key->id), names))
            return true;
    }
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        if (is_secret(e, c, depth - 1))
            return true;
    return false;
}

/* response["body"], answer.content */
static bool is_answer(struct lw_eval *e, uint32_t node, unsigned depth)
{
    static const char *const names[] = { "body", "content", "Body", "text" };
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    const struct lw_ir_node *object = n->child ? lw_ir_at(e->ir, n->child) : n;
    if (!depth || !lw_spend(e, LOOK_BYTES))
        return false;
    if ((n->kind == LW_IR_MEMBER || n->kind == LW_IR_INDEX) && object->kind == LW_IR_NAME) {
        const struct lw_ir_node *key = n->kind == LW_IR_INDEX ? lw_ir_at(e->ir, object->next) : n;
        struct lw_view of = lw_ir_text(e->ir, object->id);
        if ((key->kind == LW_IR_TEXT || key == n) &&
            LW_VIEW_IN(lw_ir_text(e->ir, key->id), names) && lw_view_starts(of, LW_VIEW("resp")))
            return true;
    }
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        if (is_answer(e, c, depth - 1))
            return true;
    return false;
}

void lw_shown_printed(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                      bool terminal, uint32_t node)
{
    const bool always = lw_view_is(name, "warn") || lw_view_is(name, "warning") ||
                        lw_view_is(name, "info");
    for (size_t i = 0; i < args->count; i++) {
        if (args->nodes[i] && (is_secret(e, args->nodes[i], DEPTH_MAX) ||
                               lw_vault_keys(e, args->nodes[i], DEPTH_MAX)))
            flow(e, LW_FROM_CREDENTIALS, 0, "log", name, node);
        if ((terminal || always) && args->nodes[i] && is_answer(e, args->nodes[i], DEPTH_MAX))
            flow(e, LW_FROM_NETWORK, 0, "terminal", name, node);
    }
}

void lw_shown_call(struct lw_eval *e, struct lw_view callee, const struct lw_args *args,
                   uint32_t node)
{
    static const char *const look_ups[] = { "getaddrinfo", "gethostbyname", "gethostbyname_ex",
                                            "resolve4",    "resolveTxt",    "lookup" };
    struct lw_view name = lw_view_from(callee, lw_view_rfind_byte(callee, '.') + 1);
    const unsigned from = args->all.from & LW_FROM_SECRETS;
    lw_vault_shown(e, name, args, node);
    if (!from)
        return;
    if (makes_text(name))
        flow(e, from & LW_FROM_ENVIRONMENT, args->all.line, "text", name, node);
    if (sets_header(name, args))
        flow(e, from, args->all.line, "header", name, node);
    if (is_error(name))
        flow(e, from, args->all.line, "log", name, node);
    if (LW_VIEW_IN(name, look_ups))
        flow(e, from, args->all.line, "dns", name, node);
    if (!lw_view_is(name, "join") || !args->nodes[0])
        return;
    const unsigned kind = lw_ir_at(e->ir, args->nodes[0])->kind;
    if (kind == LW_IR_EVERY || kind == LW_IR_CALL)
        flow(e, from & LW_FROM_ENVIRONMENT, args->all.line, "text", name, node);
}

void lw_shown_header(struct lw_eval *e, const struct lw_value *value, uint32_t node)
{
    flow(e, value->from & (LW_FROM_ENVIRONMENT | LW_FROM_SECRET_FILE | LW_FROM_METADATA),
         value->line, "header", LW_VIEW_NONE, node);
}

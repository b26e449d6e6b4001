/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/request.c - what whoever asks a web application says: headers, queries, bodies.
 *
 * Spec:    the members of a request in WSGI (PEP 3333), Flask, Django, Starlette, Falcon, Express,
 *          Koa.
 */
#include "analyze/syntax/eval.h"

static bool has_parameter(const struct lw_ir *ir, uint32_t function, struct lw_view name)
{
    for (uint32_t c = lw_ir_at(ir, function)->child; c; c = lw_ir_at(ir, c)->next) {
        const struct lw_ir_node *n = lw_ir_at(ir, c);
        const struct lw_ir_node *target = lw_ir_at(ir, n->child);
        if (n->kind == LW_IR_PARAM && n->child && target->kind == LW_IR_NAME &&
            lw_view_eq(lw_ir_text(ir, target->id), name))
            return true;
    }
    return false;
}

/* def on_post(self, req, resp): a responder of Falcon. The function may be one inside of it. */
static bool is_beside_response(const struct lw_eval *e, struct lw_view name)
{
    static const char *const answers[] = { "resp", "res" };
    for (uint32_t i = e->function; i; i = e->ir->functions.items[i].parent) {
        const uint32_t function = e->ir->functions.items[i].node;
        if (!has_parameter(e->ir, function, name))
            continue;
        for (size_t k = 0; k < LW_COUNT(answers); k++)
            if (has_parameter(e->ir, function, lw_view_c(answers[k])))
                return true;
        return false;
    }
    return false;
}

static bool is_request(const struct lw_eval *e, uint32_t node)
{
    static const char *const names[] = { "request", "_request", "http_request" };
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (n->kind != LW_IR_NAME && n->kind != LW_IR_MEMBER)
        return false;
    const struct lw_view name = lw_ir_text(e->ir, n->id);
    if (LW_VIEW_IN(name, names))
        return true;
    /* Handlers of Express and Koa have it so; what is called so in Python may be anything, but
     * for where it stands beside a response. */
    if (!lw_view_is(name, "req"))
        return false;
    return e->ir->language == LW_LANG_JAVASCRIPT ||
           (e->ir->language == LW_LANG_PYTHON && n->kind == LW_IR_NAME &&
            is_beside_response(e, name));
}

/* environ["HTTP_X_NAME"]: a header. */
static bool is_header(const struct lw_eval *e, uint32_t object, uint32_t key)
{
    static const char *const others[] = { "QUERY_STRING", "PATH_INFO", "wsgi.input" };
    const struct lw_ir_node *of = lw_ir_at(e->ir, object), *n = lw_ir_at(e->ir, key);
    const struct lw_view name = lw_ir_text(e->ir, n->id);
    return (of->kind == LW_IR_NAME || of->kind == LW_IR_MEMBER) && n->kind == LW_IR_TEXT &&
           (lw_view_is(lw_ir_text(e->ir, of->id), "environ") ||
            lw_view_is(lw_ir_text(e->ir, of->id), "META")) &&
           (lw_view_starts(name, LW_VIEW("HTTP_")) || LW_VIEW_IN(name, others));
}

uint32_t lw_request_gives(const struct lw_eval *e, const struct lw_ir_node *n)
{
    static const char *const members[] = {
        "headers", "args",     "form",  "cookies",        "query",   "query_params",
        "body",    "params",   "GET",   "POST",           "COOKIES", "query_string",
        "values",  "get_data", "media", "bounded_stream",
    };
    static const char *const methods[] = { "get_param", "get_header", "get_media" };
    bool asked = false;
    if (n->kind == LW_IR_MEMBER && n->child) {
        asked = LW_VIEW_IN(lw_ir_text(e->ir, n->id), members) && is_request(e, n->child);
    } else if (n->kind == LW_IR_INDEX && n->child) {
        asked = is_header(e, n->child, lw_ir_at(e->ir, n->child)->next);
    } else if (n->kind == LW_IR_CALL && n->child) { /* also environ.get("HTTP_X_NAME") */
        const struct lw_ir_node *callee = lw_ir_at(e->ir, n->child);
        const struct lw_view name = lw_ir_text(e->ir, callee->id);
        if (callee->kind == LW_IR_MEMBER && callee->child)
            asked = (callee->next && lw_view_is(name, "get") &&
                     is_header(e, callee->child, callee->next)) ||
                    (LW_VIEW_IN(name, methods) && is_request(e, callee->child));
    }
    return asked ? LW_FROM_REQUEST : LW_FROM_NOWHERE;
}

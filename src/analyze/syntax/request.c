/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/request.c - what whoever asks a web application says: headers, queries, bodies.
 *
 * Spec:    the members of a request in WSGI (PEP 3333), Flask, Django, Starlette, Express, Koa.
 */
#include "analyze/syntax/eval.h"

static bool is_request(const struct lw_eval *e, uint32_t node)
{
    static const char *const names[] = { "request", "_request", "http_request" };
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (n->kind != LW_IR_NAME && n->kind != LW_IR_MEMBER)
        return false;
    const struct lw_view name = lw_ir_text(e->ir, n->id);
    /* Handlers of Express and Koa have it so; what is called so in Python may be anything. */
    const bool handler = e->ir->language == LW_LANG_JAVASCRIPT && lw_view_is(name, "req");
    return handler || LW_VIEW_IN(name, names);
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
        "headers", "args", "form", "cookies", "query",        "query_params", "body",
        "params",  "GET",  "POST", "COOKIES", "query_string", "values",       "get_data",
    };
    bool asked = false;
    if (n->kind == LW_IR_MEMBER && n->child) {
        asked = LW_VIEW_IN(lw_ir_text(e->ir, n->id), members) && is_request(e, n->child);
    } else if (n->kind == LW_IR_INDEX && n->child) {
        asked = is_header(e, n->child, lw_ir_at(e->ir, n->child)->next);
    } else if (n->kind == LW_IR_CALL && n->child) { /* environ.get("HTTP_X_NAME") */
        const struct lw_ir_node *callee = lw_ir_at(e->ir, n->child);
        asked = callee->kind == LW_IR_MEMBER && callee->child && callee->next &&
                lw_view_is(lw_ir_text(e->ir, callee->id), "get") &&
                is_header(e, callee->child, callee->next);
    }
    return asked ? LW_FROM_REQUEST : LW_FROM_NOWHERE;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/connect.c - connections, and what they are handed by whatever method.
 */
#include "analyze/syntax/connect.h"
#include "analyze/syntax/written.h"

static bool is_connection(const struct lw_eval *e, const struct lw_value *v)
{
    return v->kind == LW_V_SYMBOL && lw_catalog_connects(e->ir->language, v->text);
}

bool lw_connect_sends(struct lw_view method)
{
    static const char *const methods[] = { "request",  "post",   "sendall", "sendto",
                                           "urlopen",  "fetch",  "upload",  "send_message",
                                           "sendmail", "publish" };
    return LW_VIEW_IN(method, methods);
}

bool lw_connect_fills(struct lw_view method)
{
    static const char *const methods[] = { "set_content", "set_payload", "attach", "add_attachment",
                                           "set_data",    "setPayload",  "setBody" };
    return LW_VIEW_IN(method, methods);
}

void lw_connect_written(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                        uint32_t node)
{
    static const char *const writes[] = { "os.write", "os.writev", "os.sendfile", "fs.write",
                                          "fs.writeSync" };
    if (args->count > 1 && LW_VIEW_IN(symbol, writes) && is_connection(e, &args->items[0]))
        lw_sink(e, LW_C_NETWORK, args->items[1], symbol, node);
}

void lw_connect_handed(struct lw_eval *e, struct lw_view callee, const struct lw_args *args,
                       uint32_t node)
{
    struct lw_view method = lw_view_from(callee, lw_view_rfind_byte(callee, '.') + 1);
    const bool connection = lw_catalog_connects(e->ir->language, callee);
    struct lw_value sent = LW_UNKNOWN;
    if (!connection && !lw_connect_sends(method))
        return;
    for (size_t i = 0; i < args->count; i++) { /* of the connection itself that was said before */
        lw_value_taint(&sent, &args->items[i]);
        if (connection && args->items[i].kind == LW_V_TEXT) /* put("/proc/self/environ") */
            sent.from |= lw_text_from(args->items[i].text) & (uint32_t)~LW_FROM_METADATA;
    }
    if (!connection) {
        lw_server(e, lw_arena_printf(&e->arena, "*.%.*s", LW_FMT(method)), args, node);
        sent = args->all;
    }
    sent.from &= LW_FROM_SECRETS;
    if (sent.from)
        lw_sink(e, LW_C_NETWORK, sent,
                connection ? callee : lw_arena_printf(&e->arena, "*.%.*s", LW_FMT(method)), node);
}

void lw_connect_pipe(struct lw_eval *e, const struct lw_value *source, struct lw_view method,
                     const struct lw_args *args, uint32_t node)
{
    static const char *const methods[] = { "pipe", "pipeTo", "pipeThrough" };
    if (e->ir->language != LW_LANG_JAVASCRIPT || !args->count || !LW_VIEW_IN(method, methods) ||
        args->items[0].kind != LW_V_SYMBOL)
        return;
    if (is_connection(e, &args->items[0]))
        lw_sink(e, LW_C_NETWORK, *source, args->items[0].text, node);
    lw_written_more(e, args->items[0].text, source->from);
}

void lw_connect_line(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                     uint32_t node)
{
    struct lw_value held = LW_UNKNOWN;
    for (size_t i = 0; i < args->count; i++) {
        if (held.from && is_connection(e, &args->items[i]))
            lw_sink(e, LW_C_NETWORK, held, symbol, node);
        if (args->items[i].kind == LW_V_SYMBOL)
            lw_written_more(e, args->items[i].text, held.from);
        lw_value_taint(&held, &args->items[i]);
    }
}

void lw_connect_bound(struct lw_eval *e, uint32_t value_node, const struct lw_value *value)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, value_node);
    bool call = (n->kind == LW_IR_CALL || n->kind == LW_IR_NEW) && n->child;
    if (!call || e->ir->language != LW_LANG_JAVASCRIPT || !is_connection(e, value))
        return;
    for (uint32_t c = lw_ir_at(e->ir, n->child)->next; c; c = lw_ir_at(e->ir, c)->next)
        if (lw_ir_at(e->ir, c)->kind == LW_IR_FUNCTION)
            e->functions[lw_ir_at(e->ir, c)->extra].done = false;
}

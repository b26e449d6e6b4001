/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/walk.c - a text walks from a module, or from all globals, to what it names; an engine of
 * templates runs what stands in a text; a timer runs a text that came in a header.
 */
#include "analyze/syntax/walk.h"

#include "analyze/syntax/named.h"

/* ["os", "system"] from here: a module of one's own has all that it imports. */
static void look_at_walk(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    const struct lw_value *by = lw_arg(e, args, 0, NULL), *names = lw_arg(e, args, 1, NULL),
                          *from = lw_arg(e, args, 2, NULL);
    if (!by || !names || !from || !lw_value_is(by, "getattr") || names->kind == LW_V_LIST)
        return;
    bool module = (from->kind == LW_V_SYMBOL && lw_view_eq(from->text, LW_ANY_MODULE)) ||
                  lw_view_starts(lw_eval_source(e, args->nodes[2]), LW_VIEW("sys.modules"));
    if (module || lw_is_mighty(from))
        lw_say(e, node, LW_C_HIDDEN_NAME, LW_VIEW("sys.modules"), LW_VIEW("*"), true);
}

/* jinja2.Template(text): what is in braces is code, unless a sandbox is around it. */
static bool is_engine(struct lw_view symbol)
{
    static const char *const engines[] = { "jinja2.Template", "jinja2.Environment().from_string",
                                           "mako.template.Template", "string.Formatter().vformat",
                                           "string.Formatter().format" };
    return LW_VIEW_IN(symbol, engines);
}

static bool is_member(const struct lw_eval *e, uint32_t node, const char *name)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    return node && n->kind == LW_IR_MEMBER && lw_view_is(lw_ir_text(e->ir, n->id), name);
}

/* answer.headers["x"], answer.headers.get("x"), either of them or else something */
static bool is_header(const struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    while (n->kind == LW_IR_ANY && n->child)
        n = lw_ir_at(e->ir, n->child);
    if (n->kind == LW_IR_CALL && is_member(e, n->child, "get"))
        return is_member(e, lw_ir_at(e->ir, n->child)->child, "headers");
    return n->kind == LW_IR_INDEX && is_member(e, n->child, "headers");
}

/* setTimeout(answer.headers["x"]): no header is a function, and a text is run. */
static void look_at_timer(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                          uint32_t node)
{
    struct lw_view last = lw_view_from(symbol, lw_view_rfind_byte(symbol, '.') + 1);
    if (!args->count || !(lw_view_is(last, "setTimeout") || lw_view_is(last, "setInterval")) ||
        !is_header(e, args->nodes[0]))
        return;
    struct lw_value text = args->items[0];
    text.from |= LW_FROM_NETWORK;
    text.line = text.line ? text.line : lw_ir_at(e->ir, node)->line;
    lw_say(e, node, LW_C_DYNAMIC_CODE, symbol, LW_VIEW_NONE, false);
    lw_sink(e, LW_C_DYNAMIC_CODE, text, symbol, node);
}

void lw_walk_call(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                  uint32_t node)
{
    if (e->ir->language == LW_LANG_JAVASCRIPT) {
        look_at_timer(e, symbol, args, node);
        return;
    }
    if (lw_view_is(symbol, "functools.reduce"))
        look_at_walk(e, args, node);
    if (args->count && args->items[0].kind == LW_V_UNKNOWN && is_engine(symbol)) {
        lw_say(e, node, LW_C_TEMPLATE, symbol, LW_VIEW_NONE, false);
        lw_sink(e, LW_C_TEMPLATE, args->items[0], symbol, node);
    }
}

void lw_walk_method(struct lw_eval *e, struct lw_view method, const struct lw_args *args,
                    uint32_t node)
{
    const struct lw_value *from = lw_arg(e, args, 1, NULL);
    if (e->ir->language == LW_LANG_JAVASCRIPT && from && lw_is_mighty(from) &&
        (lw_view_is(method, "reduce") || lw_view_is(method, "reduceRight")))
        lw_say(e, node, LW_C_HIDDEN_NAME, from->text, LW_VIEW("*"), true);
}

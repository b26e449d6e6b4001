/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/own.c - code that puts something in the place of its module's own functions, whatever
 * they are: whoever calls one of them calls that.
 *
 * What comes of the list of a module's names is LW_FROM_OWN; a function that was made of one of
 * them is LW_FROM_WRAPPED.
 */
#include "analyze/syntax/eval.h"

bool lw_is_own(const struct lw_value *v)
{
    return lw_value_is(v, "globals()") || lw_value_is(v, "exports") ||
           lw_value_is(v, "module.exports") ||
           (v->kind == LW_V_SYMBOL && lw_view_eq(v->text, LW_THIS_MODULE));
}

static bool is_code(const struct lw_value *v)
{
    return v->kind == LW_V_FUNCTION || v->kind == LW_V_CLASS || v->kind == LW_V_INSTANCE;
}

void lw_own_made(struct lw_value *made, const struct lw_args *args)
{
    if ((args->all.from & LW_FROM_OWN) && (is_code(made) || made->kind == LW_V_SYMBOL))
        made->from |= LW_FROM_WRAPPED;
}

static void say(struct lw_eval *e, const struct lw_value *object, uint32_t node)
{
    bool module = object->kind == LW_V_SYMBOL && object->text.ptr[0] != '?';
    struct lw_view name = module                        ? object->text
                          : object->kind == LW_V_SYMBOL ? LW_VIEW("sys.modules[__name__]")
                                                        : LW_VIEW("class");
    lw_say(e, node, LW_C_PATCH_OWN, name, LW_VIEW_NONE, false);
}

void lw_own_put(struct lw_eval *e, const struct lw_value *object, const struct lw_value *key,
                const struct lw_value *value, uint32_t node)
{
    bool listed = key->from & LW_FROM_OWN, wrapped = value->from & LW_FROM_WRAPPED;
    if ((lw_is_own(object) && wrapped) || ((lw_is_own(object) || object->kind == LW_V_CLASS) &&
                                           listed && (wrapped || is_code(value))))
        say(e, object, node);
}

void lw_own_call(struct lw_eval *e, struct lw_value *out, struct lw_view symbol,
                 const struct lw_args *args, uint32_t node)
{
    static const char *const lists[] = { "Object.keys",
                                         "Object.values",
                                         "Object.entries",
                                         "Object.getOwnPropertyNames",
                                         "Object.getOwnPropertyDescriptors",
                                         "Reflect.ownKeys",
                                         "inspect.getmembers",
                                         "dir" };
    const struct lw_value *first = args->count ? &args->items[0] : NULL;
    bool all = lw_view_is(symbol, "dir") && !first && e->function == 0;
    bool own = first && (lw_is_own(first) || first->kind == LW_V_CLASS);
    if (LW_VIEW_IN(symbol, lists) && (all || own))
        out->from |= LW_FROM_OWN;
    if (lw_view_is(symbol, "Proxy") && first && lw_is_own(first))
        say(e, first, node);
    if (lw_view_is(symbol, "update") && (args->all.from & LW_FROM_WRAPPED)) /* globals().update */
        say(e, &(struct lw_value){ .kind = LW_V_SYMBOL, .text = LW_VIEW("globals()") }, node);
}

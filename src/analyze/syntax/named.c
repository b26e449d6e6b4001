/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/named.c - modules, members and builtins that a text names.
 */
#include "analyze/syntax/named.h"
#include "analyze/syntax/reach.h"

/* A module whose name is decided when the code runs; of some also which member of it. */
static struct lw_value import_any(struct lw_eval *e, struct lw_view symbol,
                                  const struct lw_value *name, uint32_t node, bool hidden)
{
    bool member = lw_view_is(symbol, "pkgutil.resolve_name") || lw_view_is(symbol, "pydoc.locate");
    if (!name || name->kind == LW_V_SYMBOL)
        return LW_UNKNOWN;
    lw_say(e, node, LW_C_DYNAMIC_IMPORT, symbol, LW_VIEW_NONE, hidden);
    if (name->kind == LW_V_NUMBER)
        return LW_UNKNOWN; /* a module of a bundle */
    lw_reach_import(e, symbol, name, node, hidden);
    lw_reach_hidden_module(e, symbol, name, node);
    struct lw_value any = lw_value_symbol(member ? LW_ANY_MEMBER : LW_ANY_MODULE);
    lw_value_taint(&any, name);
    return any;
}

struct lw_value lw_named_import(struct lw_eval *e, struct lw_view symbol,
                                const struct lw_args *args, uint32_t node, bool hidden)
{
    const struct lw_value *name = lw_arg(e, args, 0, "name");
    if (lw_view_is(symbol, "sys.modules.get"))
        return name && name->kind == LW_V_TEXT ? lw_value_symbol(name->text) : LW_UNKNOWN;
    if (!name || name->kind != LW_V_TEXT)
        return import_any(e, symbol, name, node, hidden);
    struct lw_view module = name->text;
    const bool literal = !name->computed;
    const uint32_t outside = LW_FROM_VARIABLE | LW_FROM_EVENT | LW_FROM_NETWORK;
    if (name->from & outside) /* what stands there is where nothing else is given */
        (void)import_any(e, symbol, name, node, hidden);
    else if (!literal)
        lw_say(e, node, LW_C_DYNAMIC_IMPORT, symbol, module, true);
    if (lw_view_starts(module, LW_VIEW("data:"))) { /* code, written as an address */
        lw_say(e, node, LW_C_DECODE_RUN, symbol, LW_VIEW_NONE, hidden);
        return LW_UNKNOWN;
    }
    if (lw_view_starts(module, LW_VIEW("https://")) || lw_view_starts(module, LW_VIEW("http://")))
        lw_say(e, node, LW_C_DYNAMIC_CODE, symbol, module, hidden);
    if (lw_view_starts(module, LW_VIEW("node:")))
        module = lw_view_from(module, 5);
    if (lw_view_ends(module, LW_VIEW("/promises")))
        module = lw_arena_printf(&e->arena, "%.*s.promises",
                                 LW_FMT(lw_view_sub(module, 0, module.len - 9)));
    if (lw_view_ends(module, LW_VIEW(".node")))
        lw_say(e, node, LW_C_NATIVE_LOAD, symbol, module, hidden);
    const struct lw_value *from = lw_arg(e, args, 3, "fromlist");
    if (lw_view_is(symbol, "__import__") && !from) /* gives the package, not the module in it */
        module = lw_view_sub(module, 0, lw_view_find_byte(module, '.'));
    struct lw_value v = lw_value_symbol(module);
    v.computed = !literal;
    return v;
}

bool lw_is_mighty(const struct lw_value *module)
{
    static const char *const mighty[] = { "os",           "subprocess", "builtins",
                                          "__builtins__", "socket",     "posix",
                                          "ctypes",       "globals()",  "child_process",
                                          "global",       "globalThis" };
    for (size_t i = 0; i < LW_COUNT(mighty); i++)
        if (lw_value_is(module, mighty[i]))
            return true;
    return false;
}

struct lw_value lw_named_get(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                             uint32_t node)
{
    const struct lw_value *object = lw_arg(e, args, 0, NULL), *name = lw_arg(e, args, 1, NULL);
    struct lw_value v = LW_UNKNOWN;
    if (object && object->kind == LW_V_TEXT && lw_view_starts(symbol, LW_VIEW("operator."))) {
        v = lw_value_symbol(lw_arena_printf(&e->arena, "%.*s():%.*s", LW_FMT(symbol),
                                            LW_FMT(object->text))); /* call.c, get_by_name() */
        v.computed = object->computed;
        return v;
    }
    if (object && !name && lw_view_starts(symbol, LW_VIEW("operator."))) {
        v = lw_value_symbol(lw_arena_printf(&e->arena, "%.*s():*", LW_FMT(symbol)));
        lw_value_taint(&v, object);
        return v;
    }
    if (!object || !name)
        return v;
    if (name->kind == LW_V_TEXT) {
        v = lw_member(e, *object, name->text, node);
        v.computed = v.computed || name->computed;
        lw_reach_power(e, &v, node);
        return v;
    }
    v = lw_reach_any(e, object, name, node);
    lw_value_taint(&v, &args->all);
    return v;
}

struct lw_value lw_named_set(struct lw_eval *e, const struct lw_args *args, uint32_t node,
                             bool wrap)
{
    const struct lw_value *object = lw_arg(e, args, 0, NULL), *name = lw_arg(e, args, 1, NULL);
    struct lw_value value = { .kind = LW_V_FUNCTION };
    const struct lw_value *given = lw_arg(e, args, 2, NULL);
    if (object && name && given) {
        lw_own_put(e, object, name, given, node);
        lw_setter(e, args, node);
    }
    if (!object || (object->kind != LW_V_SYMBOL && !(wrap && object->kind == LW_V_TEXT)))
        return LW_UNKNOWN;
    struct lw_view member = name && name->kind == LW_V_TEXT ? name->text : LW_VIEW("*");
    if (lw_view_is(member, "rejectUnauthorized")) /* of a prototype: for everyone */
        lw_say(e, node, LW_C_TLS_OFF, member, LW_VIEW_NONE, false);
    if (!wrap && given && given->kind != LW_V_MAP)
        value = *given;
    if (lw_catalog_environment(e->ir->language, object->text)) {
        lw_env_write(e, member, given, node);
    } else {
        value.computed = name && name->computed;
        lw_patch(e,
                 wrap && !name ? object->text
                               : lw_arena_printf(&e->arena, "%.*s.%.*s", LW_FMT(object->text),
                                                 LW_FMT(member)),
                 value, node);
    }
    return *object;
}

struct lw_value lw_named_all(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args)
{
    const struct lw_value *object = lw_arg(e, args, 0, NULL);
    if (!object) {
        struct lw_value names = lw_value_symbol(LW_VIEW("globals()"));
        names.from = e->function == 0 || lw_view_is(symbol, "globals") ? LW_FROM_OWN : 0;
        return names;
    }
    struct lw_value v = *object;
    if (lw_is_own(object) || object->kind == LW_V_CLASS)
        v.from |= LW_FROM_OWN;
    if (object->kind == LW_V_SYMBOL && object->text.len && object->text.ptr[0] == '.') {
        v = LW_UNKNOWN;
        v.from = object->from | LW_FROM_OBJECT;
    }
    return v;
}

bool lw_names_builtin(const struct lw_eval *e, struct lw_view text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!lw_is_word(text.ptr[i]))
            return false;
    return text.len && text.len < 64 && lw_catalog_builtin(e->ir->language, text);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/maker.c - powers by another name, which all objects have: what made a function makes
 * functions, a function holds the names of its module.
 */
#include "analyze/syntax/maker.h"

static bool is_member(const struct lw_eval *e, uint32_t node, struct lw_view name)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    uint32_t key = n->kind == LW_IR_INDEX && n->child ? lw_ir_at(e->ir, n->child)->next : 0;
    if (key)
        n = lw_ir_at(e->ir, key);
    return (n->kind == LW_IR_MEMBER || (key && n->kind == LW_IR_TEXT)) &&
           lw_view_eq(lw_ir_text(e->ir, n->id), name);
}

/* exports, JSON.parse, require: what is called is a function, and Function made it. */
static bool is_callable(const struct lw_eval *e, struct lw_view symbol)
{
    const struct lw_known *known = lw_catalog_find(e->ir->language, symbol);
    return lw_view_is(symbol, "exports") || lw_view_is(symbol, "module.exports") ||
           (known && !known->reads);
}

/* []["filter"].constructor: a method of a literal is a function, and Function made it. */
static bool of_method(const struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node), *method = lw_ir_at(e->ir, n->child);
    if ((n->kind != LW_IR_MEMBER && n->kind != LW_IR_INDEX) || !n->child || !method->child ||
        (method->kind != LW_IR_MEMBER && method->kind != LW_IR_INDEX))
        return false;
    unsigned kind = lw_ir_at(e->ir, method->child)->kind;
    return kind == LW_IR_LIST || kind == LW_IR_TEXT || kind == LW_IR_NUMBER;
}

/* What made the object: of a function, and of what made any other, it is Function. */
static bool constructor_of(struct lw_eval *e, struct lw_value *out, const struct lw_value *object,
                           uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    const bool symbol = object->kind == LW_V_SYMBOL;
    const bool own = object->kind == LW_V_INSTANCE || object->kind == LW_V_CLASS;
    const bool known = object->kind != LW_V_UNKNOWN && !symbol && !own;
    const bool twice = ((n->kind == LW_IR_MEMBER || n->kind == LW_IR_INDEX) && n->child &&
                        is_member(e, n->child, LW_VIEW("constructor"))) ||
                       (symbol && lw_view_ends(object->text, LW_VIEW("constructor")));
    const bool hidden = twice || (object->kind == LW_V_UNKNOWN && of_method(e, node));
    const bool function = object->kind == LW_V_FUNCTION || (symbol && is_callable(e, object->text));
    if (!hidden && !function && !known)
        return false;
    *out = lw_value_symbol(hidden || function ? LW_VIEW("Function")
                                              : LW_VIEW("Object.constructor"));
    out->computed = hidden;
    return true;
}

static bool script_maker(struct lw_eval *e, struct lw_value *out, const struct lw_value *object,
                         struct lw_view name, uint32_t node)
{
    if (object->kind == LW_V_SYMBOL && lw_view_is(name, "_compile")) { /* of whatever module */
        *out = lw_value_symbol(LW_VIEW("Module._compile"));
        return true;
    }
    if (lw_view_is(name, "__proto__") && object->kind == LW_V_FUNCTION) {
        *out = *object;
        return true;
    }
    return lw_view_is(name, "constructor") && constructor_of(e, out, object, node);
}

bool lw_maker(struct lw_eval *e, struct lw_value *out, const struct lw_value *object,
              struct lw_view name, uint32_t node)
{
    return e->ir->language == LW_LANG_JAVASCRIPT && script_maker(e, out, object, name, node);
}

/* (0, f): what stands last. */
static uint32_t bare(const struct lw_eval *e, uint32_t node)
{
    while (node && lw_ir_at(e->ir, node)->kind == LW_IR_LAST)
        for (node = lw_ir_at(e->ir, node)->child; node && lw_ir_at(e->ir, node)->next;)
            node = lw_ir_at(e->ir, node)->next;
    return node;
}

void lw_maker_called(struct lw_eval *e, const struct lw_value *target, const struct lw_args *args,
                     uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    const struct lw_value *code = args->count ? &args->items[args->count - 1] : NULL;
    /* Texts, and what came from somewhere: m.constructor(f)(x) makes another m of a function. */
    const bool written = code && code->kind <= LW_V_TEXT &&
                         (code->from || code->kind == LW_V_TEXT ||
                          args->items[0].kind == LW_V_TEXT);
    /* x.constructor.constructor is known for what it is. */
    if (!(n->flags & LW_CF_AT_ONCE) || !written || target->computed ||
        !is_member(e, bare(e, n->child), LW_VIEW("constructor")))
        return;
    lw_say(e, node, LW_C_DYNAMIC_CODE, LW_VIEW("Function"), LW_VIEW_NONE, true);
    lw_say(e, node, LW_C_HIDDEN_NAME, LW_VIEW("Function"), LW_VIEW("constructor()"), true);
    lw_sink(e, LW_C_DYNAMIC_CODE, *code, LW_VIEW("Function"), node);
    if (code->kind == LW_V_TEXT)
        lw_eval_nested(e, LW_LANG_JAVASCRIPT, code->text, node);
}

struct lw_view lw_maker_global(struct lw_eval *e, struct lw_view name)
{
    static const char *const modules[] = { "os", "subprocess", "socket" };
    if (e->ir->language != LW_LANG_PYTHON || lw_catalog_find(LW_LANG_PYTHON, name))
        return LW_VIEW_NONE;
    for (size_t i = 0; i < LW_COUNT(modules); i++) {
        struct lw_view symbol = lw_arena_printf(&e->arena, "%s.%.*s", modules[i], LW_FMT(name));
        if (lw_catalog_find(LW_LANG_PYTHON, symbol) ||
            lw_catalog_environment(LW_LANG_PYTHON, symbol))
            return symbol;
    }
    return LW_VIEW_NONE;
}

struct lw_view lw_maker_native(struct lw_view object, struct lw_view name)
{
    static const struct {
        const char *name, *symbol; /* "execv*": all that begin so */
    } powers[] = {
        { "system", "ctypes.CDLL().system" },
        { "popen", "ctypes.CDLL().popen" },
        { "execv*", "ctypes.CDLL().exec" },
        { "execl*", "ctypes.CDLL().exec" },
        { "posix_spawn*", "ctypes.CDLL().posix_spawn" },
        { "dlopen", "ctypes.CDLL().dlopen" },
        { "PyRun_*", "ctypes.pythonapi.PyRun" },
        { "Py_CompileString", "ctypes.pythonapi.PyRun" },
    };
    if (!lw_view_starts(object, LW_VIEW("ctypes.")) && !lw_view_starts(object, LW_VIEW("cffi.")))
        return LW_VIEW_NONE;
    for (size_t i = 0; i < LW_COUNT(powers); i++) {
        struct lw_view known = lw_view_c(powers[i].name);
        bool lead = lw_view_ends(known, LW_VIEW("*"));
        if (lead ? lw_view_starts(name, lw_view_sub(known, 0, known.len - 1))
                 : lw_view_eq(name, known))
            return lw_view_c(powers[i].symbol);
    }
    return LW_VIEW_NONE;
}

#define GIVER "Function():"

bool lw_maker_returns(struct lw_eval *e, struct lw_value *out, struct lw_view symbol,
                      struct lw_view text)
{
    const struct lw_view lead = LW_VIEW("return ");
    struct lw_view name = lw_view_trim(lw_view_from(text, lead.len));
    if (lw_view_ends(name, LW_VIEW(";")))
        name = lw_view_sub(name, 0, name.len - 1);
    if (!lw_view_ends(symbol, LW_VIEW("Function")) || !lw_view_starts(text, lead) ||
        !lw_catalog_builtin(e->ir->language, lw_view_sub(name, 0, lw_view_find_byte(name, '.'))))
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!lw_is_word(name.ptr[i]) && name.ptr[i] != '.')
            return false;
    *out = lw_value_symbol(lw_arena_printf(&e->arena, GIVER "%.*s", LW_FMT(name)));
    return true;
}

bool lw_maker_gives(struct lw_value *out, struct lw_view callee)
{
    if (!lw_view_starts(callee, LW_VIEW(GIVER)))
        return false;
    *out = lw_value_symbol(lw_view_from(callee, sizeof GIVER - 1));
    return true;
}

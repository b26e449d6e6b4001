/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/assign.c - members, what is assigned to them, and the environment.
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/maker.h"
#include "analyze/syntax/trust.h"
#include "analyze/syntax/variable.h"

struct lw_view lw_joined(struct lw_eval *e, struct lw_view object, struct lw_view name)
{
    return lw_arena_printf(&e->arena, "%.*s.%.*s", LW_FMT(object), LW_FMT(name));
}

struct lw_value lw_env_read(struct lw_eval *e, struct lw_view variable, uint32_t node)
{
    struct lw_value v = LW_UNKNOWN;
    struct lw_view name = e->ir->language == LW_LANG_PYTHON       ? LW_VIEW("os.environ")
                          : e->ir->language == LW_LANG_JAVASCRIPT ? LW_VIEW("process.env")
                          : e->ir->language == LW_LANG_RUBY       ? LW_VIEW("ENV")
                                                                  : LW_VIEW("$");
    enum lw_from from = lw_variable_from(variable);
    lw_say(e, node, LW_C_ENV_READ, name, variable, false);
    if (from == LW_FROM_CREDENTIALS)
        lw_say(e, node, LW_C_CREDENTIALS, name, variable, false);
    if (lw_view_is(variable, "AWS_LAMBDA_RUNTIME_API"))
        lw_say(e, node, LW_C_RUNTIME_API, name, variable, false);
    v.from = (uint32_t)from;
    v.line = lw_ir_at(e->ir, node)->line;
    return v;
}

void lw_env_write(struct lw_eval *e, struct lw_view variable, const struct lw_value *value,
                  uint32_t node)
{
    struct lw_view text = LW_VIEW_NONE;
    bool known = value && lw_value_as_text(&text, value, &e->arena);
    struct lw_view shown = known && variable.len
                               ? lw_arena_printf(&e->arena, "%.*s=%.*s", LW_FMT(variable),
                                                 LW_FMT(lw_view_sub(text, 0, 120)))
                               : variable;
    lw_say(e, node, LW_C_ENV_WRITE,
           e->ir->language == LW_LANG_PYTHON       ? LW_VIEW("os.environ")
           : e->ir->language == LW_LANG_JAVASCRIPT ? LW_VIEW("process.env")
                                                   : LW_VIEW("export"),
           shown, false);
    lw_trust_variable(e, variable, value, node);
    bool options = lw_view_is(variable, "NODE_OPTIONS") && value &&
                   lw_harmless_options(e, value->text, node);
    struct lw_view written = known                               ? text
                             : value && value->kind <= LW_V_TEXT ? value->text
                                                                 : LW_VIEW_NONE;
    if (value && lw_variable_set(variable, written) && !(known && text.len == 0) && !options)
        lw_say(e, node, LW_C_REDIRECT, variable, shown, false);
}

bool lw_is_shared_module(struct lw_view name)
{
    static const char *const names[] = { "os", "sys", "builtins", "subprocess" };
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(name, names[i]))
            return true;
    return false;
}

struct lw_value lw_used(struct lw_eval *e, struct lw_value value, uint32_t node)
{
    const struct lw_value *env = lw_value_key(&value, LW_VIEW("env"));
    if (env && (env->kind == LW_V_SYMBOL || env->from)) {
        struct lw_value inner = lw_used(e, *env, node);
        lw_value_taint(&value, &inner);
        return value;
    }
    if (value.kind != LW_V_SYMBOL || !lw_catalog_environment(e->ir->language, value.text))
        return value;
    lw_say(e, node, LW_C_ENV_ALL, value.text, LW_VIEW_NONE, false);
    struct lw_value v = LW_UNKNOWN;
    v.from = LW_FROM_ENVIRONMENT | value.from;
    v.line = lw_ir_at(e->ir, node)->line;
    return v;
}

/* What holds every name of the language: `globalThis`, `builtins`. */
static bool is_root(const struct lw_eval *e, struct lw_view symbol)
{
    static const char *const roots[] = { "global",   "globalThis",   "window",      "self",
                                         "builtins", "__builtins__", "__builtin__", "globals()" };
    (void)e;
    for (size_t i = 0; i < LW_COUNT(roots); i++)
        if (lw_view_is(symbol, roots[i]))
            return true;
    return false;
}

/* Functions, modules and frames of Python: from each of them all names are reached. */
static bool gives_builtins(struct lw_view name)
{
    return lw_view_is(name, "__globals__") || lw_view_is(name, "__builtins__") ||
           lw_view_is(name, "f_globals") || lw_view_is(name, "f_builtins");
}

/* globals()["f"] is f, and one of all. */
static struct lw_value of_own(struct lw_value v, const struct lw_value *names)
{
    v.from |= names->from & LW_FROM_OWN;
    return v;
}

static struct lw_value symbol_member(struct lw_eval *e, struct lw_value object, struct lw_view name,
                                     uint32_t node)
{
    struct lw_value v = object;
    bool script = e->ir->language == LW_LANG_JAVASCRIPT;
    if (script && lw_catalog_environment(e->ir->language, object.text))
        return lw_env_read(e, name, node);
    if (lw_view_is(name, "__dict__"))
        return v;
    if (is_root(e, object.text)) {
        const uint64_t *id = lw_map_get(&e->ir->index, name);
        struct lw_value bound = id ? lw_scope_name(e, (uint32_t)*id) : LW_UNKNOWN;
        if (lw_view_is(object.text, "globals()") && bound.kind != LW_V_UNKNOWN)
            return of_own(bound, &object);
        v.text = lw_arena_copy(&e->arena, name);
        struct lw_view reached = object.computed ? lw_maker_global(e, name) : LW_VIEW_NONE;
        v.text = reached.len ? reached : v.text;
    } else if (lw_view_is(object.text, "sys.modules") &&
               !lw_catalog_find(e->ir->language, lw_joined(e, object.text, name))) {
        v.text = lw_arena_copy(&e->arena, name);
    } else if ((script && lw_view_is(name, "default"))) {
        return v;
    } else if (gives_builtins(name)) {
        v.text = LW_VIEW("builtins");
        v.computed = true; /* a way around */
    } else if (!script && lw_maker_native(object.text, name).len) {
        v.text = lw_maker_native(object.text, name);
        v.computed = !lw_view_is(name, "dlopen"); /* Python has them under names of its own */
    } else if (!script && lw_is_shared_module(name) &&
               lw_view_find_byte(object.text, '(') == LW_NOT_FOUND) {
        v.text = lw_arena_copy(&e->arena, name);
    } else {
        v.text = lw_joined(e, object.text, name);
    }
    const struct lw_known *known = lw_catalog_find(e->ir->language, v.text);
    if (known && known->reads) {
        lw_say(e, node, known->capability, v.text, LW_VIEW_NONE, object.computed);
        v.from |= known->gives;
        v.line = lw_ir_at(e->ir, node)->line;
    }
    return v;
}

/* What an instance or a class has from one that is not of the file, where that means something. */
static struct lw_value outer_member(struct lw_eval *e, struct lw_value object, struct lw_view name,
                                    uint32_t node)
{
    struct lw_value outer = lw_class_outer(e, object.node);
    if (outer.kind != LW_V_SYMBOL)
        return LW_UNKNOWN;
    if (object.kind == LW_V_INSTANCE)
        outer.text = lw_arena_printf(&e->arena, "%.*s()", LW_FMT(outer.text));
    return lw_catalog_find(e->ir->language, lw_joined(e, outer.text, name))
               ? symbol_member(e, outer, name, node)
               : LW_UNKNOWN;
}

struct lw_value lw_member(struct lw_eval *e, struct lw_value object, struct lw_view name,
                          uint32_t node)
{
    struct lw_value v = LW_UNKNOWN;
    if (lw_maker(e, &v, &object, name, node)) {
        lw_value_taint(&v, &object);
        return v;
    }
    if (object.kind == LW_V_SYMBOL)
        return symbol_member(e, object, name, node);
    if (object.kind == LW_V_INSTANCE || object.kind == LW_V_CLASS) {
        const struct lw_value *slot = lw_class_find(e, object.node, lw_ir_name(e->ir, name));
        bool itself = object.kind == LW_V_CLASS && !slot &&
                      (lw_view_is(name, "prototype") || lw_view_is(name, "__dict__"));
        if (itself)
            return object;
        return slot ? *slot : outer_member(e, object, name, node);
    }
    if (gives_builtins(name))
        return (
            struct lw_value){ .kind = LW_V_SYMBOL, .text = LW_VIEW("builtins"), .computed = true };
    const struct lw_value *item = object.kind == LW_V_FUNCTION
                                      ? lw_scope_of_function(e, object.node, name)
                                      : lw_value_key(&object, name);
    if (item)
        return *item;
    if (lw_view_is(name, "length") &&
        (object.kind == LW_V_TEXT || (object.kind == LW_V_LIST && object.list)))
        return lw_value_number(object.kind == LW_V_TEXT ? (int64_t)object.text.len
                                                        : (int64_t)object.list->count);
    uint64_t at;
    if (object.kind == LW_V_LIST && lw_view_u64(&at, name, UINT32_MAX) && at < object.list->count)
        return object.list->items[at];
    lw_value_taint(&v, &object);
    if (lw_vault_harmless(name))
        v.from &= ~(uint32_t)LW_FROM_VAULT;
    return v;
}

/* The variable that an expression begins with: of a.b["c"] it is a. */
static void taint_root(struct lw_eval *e, uint32_t node, const struct lw_value *value)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    while ((n->kind == LW_IR_MEMBER || n->kind == LW_IR_INDEX) && n->child)
        n = lw_ir_at(e->ir, n->child);
    struct lw_value *slot = n->kind == LW_IR_NAME ? lw_scope_find(e, n->id) : NULL;
    if (slot)
        lw_value_taint(slot, value);
}

/* An object of its own that has what another one has: what is put into it changes no other. */
static bool is_inherited(struct lw_view name)
{
    static const char *const names[] = { "prototype", "__proto__", "constructor" };
    return LW_VIEW_IN(name, names);
}

static void assign_member(struct lw_eval *e, uint32_t target, struct lw_value object,
                          struct lw_view name, struct lw_value value)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, target);
    uint32_t base = n->child;
    lw_kept(e, &object, name, &value, target);
    if (object.kind == LW_V_UNKNOWN) /* whose it is, nobody sees here */
        value = lw_used(e, value, target);
    if (object.kind == LW_V_SYMBOL && lw_catalog_environment(e->ir->language, object.text)) {
        lw_env_write(e, name, &value, target);
    } else if (object.kind == LW_V_SYMBOL) {
        struct lw_value whole = lw_value_symbol(lw_joined(e, object.text, name));
        lw_patch(e, whole.text, value, target);
        lw_own_put(e, &whole, &whole, &value, target); /* module.exports = */
        taint_root(e, base, &value);
    } else if (object.kind == LW_V_INSTANCE || object.kind == LW_V_CLASS) {
        lw_scope_set(e, LW_SCOPE_CLASS | object.node, lw_ir_name(e->ir, name), value);
    } else if (object.kind == LW_V_FUNCTION) {
        if (!is_inherited(name))
            lw_scope_set(e, LW_SCOPE_FUNCTION | object.node, lw_ir_name(e->ir, name), value);
        taint_root(e, base, &value);
    } else {
        if (object.kind == LW_V_MAP && name.len) {
            lw_list_push(e, &object, lw_value_text(name));
            lw_list_push(e, &object, value);
        }
        taint_root(e, base, &value);
        if (lw_view_is(name, "NODE_TLS_REJECT_UNAUTHORIZED")) /* of what becomes the environment */
            lw_trust_variable(e, name, &value, target);
        if (lw_view_is(lw_ir_object(e->ir, n), "Math") && lw_view_is(name, "random"))
            lw_patch(e, LW_VIEW("Math.random"), value, target);
    }
}

static void assign_name(struct lw_eval *e, uint32_t id, struct lw_value value, bool declares)
{
    if (e->body && declares)
        lw_scope_set(e, LW_SCOPE_CLASS | e->body, id, value);
    lw_scope_set(e, declares ? e->function : lw_scope_of(e, id), id, value);
}

static void assign_items(struct lw_eval *e, uint32_t item, struct lw_value value, bool declares)
{
    for (size_t i = 0; item; i++, item = lw_ir_at(e->ir, item)->next) {
        struct lw_value v = LW_UNKNOWN;
        if (value.kind == LW_V_LIST && i < value.list->count)
            v = value.list->items[i];
        else if (value.kind == LW_V_SYMBOL && (lw_catalog_connects(e->ir->language, value.text) ||
                                               lw_value_is(&value, "tempfile.mkstemp()")))
            v = value; /* reader, writer = await open_connection(): both are of it */
        else
            lw_value_taint(&v, &value);
        lw_assign(e, item, v, declares);
    }
}

static void assign_pairs(struct lw_eval *e, uint32_t pair, struct lw_value value, bool declares)
{
    for (; pair; pair = lw_ir_at(e->ir, pair)->next) {
        const struct lw_ir_node *n = lw_ir_at(e->ir, pair);
        uint32_t second = n->child ? lw_ir_at(e->ir, n->child)->next : 0;
        if (n->kind == LW_IR_SPREAD && n->child) {
            lw_assign(e, n->child, value, declares);
        } else if (second) {
            struct lw_value key = lw_eval(e, n->child), v = LW_UNKNOWN;
            if (key.kind == LW_V_TEXT)
                v = lw_member(e, value, key.text, pair);
            lw_assign(e, second, v, declares);
        }
    }
}

void lw_assign(struct lw_eval *e, uint32_t target, struct lw_value value, bool declares)
{
    const struct lw_ir_node copy = *lw_ir_at(e->ir, target), *n = &copy;
    uint32_t second = n->child ? lw_ir_at(e->ir, n->child)->next : 0;
    if (n->kind == LW_IR_NAME) {
        assign_name(e, n->id, value, declares);
    } else if (n->kind == LW_IR_MEMBER && n->child) {
        assign_member(e, target, lw_eval(e, n->child), lw_ir_text(e->ir, n->id), value);
    } else if (n->kind == LW_IR_INDEX && second) {
        struct lw_value object = lw_eval(e, n->child), key = lw_eval(e, second);
        struct lw_view name = LW_VIEW_NONE;
        (void)lw_value_as_text(&name, &key, &e->arena);
        lw_own_put(e, &object, &key, &value, target);
        assign_member(e, target, object, name, value);
    } else if (n->kind == LW_IR_LIST) {
        assign_items(e, n->child, value, declares);
    } else if (n->kind == LW_IR_MAP) {
        assign_pairs(e, n->child, value, declares);
    } else if (n->kind == LW_IR_ASSIGN &&
               second) { /* of a pattern: what it is where there is none */
        struct lw_value fallback = lw_eval(e, second);
        bool none = value.kind == LW_V_UNKNOWN && !value.from && !value.text.len;
        lw_assign(e, n->child, none ? fallback : value, declares);
    } else if (n->kind == LW_IR_SPREAD && n->child) {
        lw_assign(e, n->child, value, declares);
    } else if (n->kind == LW_IR_LAST || n->kind == LW_IR_OTHER) {
        assign_items(e, n->child, value, declares);
    } else { /* a[b:c] = d: no name is given anything */
        (void)lw_eval(e, target);
    }
}

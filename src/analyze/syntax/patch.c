/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/patch.c - something else is put in the place of a part of a module.
 */
#include "analyze/syntax/eval.h"
#include "analyze/syntax/walk.h"

/* What the language gives is added to by many. */
static bool is_global(struct lw_view name)
{
    static const char *const names[] = { "Object", "Array",  "String",   "Promise", "Symbol",
                                         "Number", "Buffer", "process",  "global",  "globalThis",
                                         "window", "self",   "console",  "Math",    "Date",
                                         "Error",  "JSON",   "Function", "Reflect" };
    return LW_VIEW_IN(name, names);
}

/* Of "acme.auth.verify", in a file below a folder "acme", what it is from there: ".auth.verify". A
 * relative name is that already. */
static struct lw_view within_package(const struct lw_eval *e, struct lw_view symbol)
{
    struct lw_view folder, rest = e->emit->location;
    const struct lw_view first = lw_view_sub(symbol, 0, lw_view_find_byte(symbol, '.'));
    if (symbol.len && symbol.ptr[0] == '.')
        return symbol;
    while (lw_view_split(&folder, &rest, '/'))
        if (rest.len && lw_view_eq(folder, first))
            return lw_view_from(symbol, first.len);
    return LW_VIEW_NONE;
}

/* Once a module is loaded, another function stands where one of the package checked: its members
 * are written where they are, and not put in from elsewhere. A function's __code__ has no other
 * use. */
static bool replaces_check(const struct lw_eval *e, struct lw_view symbol,
                           const struct lw_value *value)
{
    static const char *const checks[] = {
        "verify",      "validate",   "authen",         "authoriz",       "is_valid",
        "isValid",     "timingSafe", "constant_time",  "compare_digest", "safe_join",
        "check_pass",  "check_sig",  "check_auth",     "check_token",    "check_perm",
        "check_valid", "checkpw",    "check_hostname", "check_csrf",
    };
    const size_t dot = lw_view_rfind_byte(symbol, '.');
    if (dot == LW_NOT_FOUND || e->ir->language != LW_LANG_PYTHON || strcmp(e->phase, "import") != 0)
        return false;
    struct lw_view name = lw_view_from(symbol, dot + 1);
    if (lw_view_is(name, "__code__"))
        return true;
    while (name.len && name.ptr[0] == '_')
        name = lw_view_from(name, 1);
    bool is = false;
    for (size_t i = 0; i < LW_COUNT(checks) && !is; i++)
        is = lw_view_starts(name, lw_view_c(checks[i]));
    const struct lw_view own = within_package(e, symbol);
    return is && own.len && value->kind == LW_V_FUNCTION &&
           lw_view_find_byte(lw_view_from(own, 1), '.') != LW_NOT_FOUND;
}

void lw_patch(struct lw_eval *e, struct lw_view symbol, struct lw_value value, uint32_t node)
{
    if (replaces_check(e, symbol, &value)) {
        lw_say(e, node, LW_C_WEAKENED, symbol, LW_VIEW("replaced"), value.computed);
        return;
    }
    enum lw_capability capability = lw_catalog_patch(symbol);
    size_t dot = lw_view_find_byte(symbol, '.');
    bool instance = lw_view_find_byte(symbol, '(') != LW_NOT_FOUND;
    bool own = symbol.len == 0 || symbol.ptr[0] == '.' || symbol.ptr[0] == '?' ||
               lw_view_starts(symbol, LW_VIEW("exports")) ||
               lw_view_starts(symbol, LW_VIEW("module.exports"));
    if (own || (instance && !lw_view_starts(symbol, LW_VIEW("aws:"))))
        return;
    bool code = value.kind == LW_V_FUNCTION || value.kind == LW_V_SYMBOL ||
                value.kind == LW_V_CLASS;
    if (capability == LW_C_COUNT && code && dot != LW_NOT_FOUND && dot > 0 &&
        !is_global(lw_view_sub(symbol, 0, dot)))
        capability = LW_C_PATCH;
    /* A setting of an SDK is no part of it that is replaced. */
    if (capability == LW_C_PATCH_SDK && !code && value.kind != LW_V_UNKNOWN)
        return;
    if (capability == LW_C_PATCH_SDK && (lw_view_ends(symbol, LW_VIEW(".credentials")) ||
                                         lw_view_find(symbol, LW_VIEW(".config.")) != LW_NOT_FOUND))
        return;
    if ((capability == LW_C_PATCH || capability == LW_C_PATCH_NETWORK) && !code)
        return;
    if (capability == LW_C_WEAKENED) {
        uint32_t given = lw_ir_at(e->ir, node)->next;
        bool itself = value.kind == LW_V_SYMBOL && lw_view_eq(value.text, symbol) &&
                      lw_ir_at(e->ir, given)->kind != LW_IR_CALL; /* it is put back */
        if ((code || value.kind == LW_V_UNKNOWN) && !itself)
            lw_say(e, node, capability, symbol, LW_VIEW("replaced"), value.computed);
        return;
    }
    if (capability != LW_C_COUNT)
        lw_say(e, node, capability, symbol, LW_VIEW_NONE, value.computed);
}

/* Object.assign(fs, { readFile(path) { ... } }), json.__dict__.update(loads=f) */
void lw_patch_all(struct lw_eval *e, struct lw_view object, const struct lw_args *args,
                  size_t first, uint32_t node)
{
    for (size_t i = first; i < args->count; i++) {
        const struct lw_value *from = &args->items[i];
        const struct lw_view name = lw_ir_text(e->ir, args->names[i]);
        if (args->names[i])
            lw_patch(e, lw_joined(e, object, name), *from, node);
        for (size_t k = 0; from->kind == LW_V_MAP && from->list && k + 1 < from->list->count;
             k += 2) {
            const struct lw_value *key = &from->list->items[k];
            if (key->kind == LW_V_TEXT)
                lw_patch(e, lw_joined(e, object, key->text), from->list->items[k + 1], node);
        }
    }
}

/* Of { value: f } and { get() {} } the function; of anything else itself. */
static struct lw_value described(struct lw_value property)
{
    for (size_t k = 0; property.kind == LW_V_MAP && property.list && k + 1 < property.list->count;
         k += 2) {
        const struct lw_value *item = &property.list->items[k + 1];
        if (item->kind == LW_V_FUNCTION || item->kind == LW_V_SYMBOL || item->kind == LW_V_CLASS)
            return *item;
    }
    return property;
}

void lw_patch_properties(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    const struct lw_value *object = lw_arg(e, args, 0, NULL), *all = lw_arg(e, args, 1, NULL);
    if (!object || !all || object->kind != LW_V_SYMBOL || all->kind != LW_V_MAP || !all->list)
        return;
    for (size_t k = 0; k + 1 < all->list->count; k += 2) {
        const struct lw_value *key = &all->list->items[k];
        if (key->kind == LW_V_TEXT)
            lw_patch(e, lw_joined(e, object->text, key->text), described(all->list->items[k + 1]),
                     node);
    }
}

/* What has all members of an object: x.__dict__, vars(x). */
static bool is_members(const struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    const bool call = n->kind == LW_IR_CALL && n->child;
    const struct lw_ir_node *of = call ? lw_ir_at(e->ir, n->child) : n;
    return call ? of->kind == LW_IR_NAME && lw_view_is(lw_ir_text(e->ir, of->id), "vars")
                : n->kind == LW_IR_MEMBER && lw_view_is(lw_ir_text(e->ir, n->id), "__dict__");
}

void lw_patch_method(struct lw_eval *e, const struct lw_value *object, struct lw_view method,
                     const struct lw_args *args, uint32_t node)
{
    const struct lw_ir_node *callee = lw_ir_at(e->ir, lw_ir_at(e->ir, node)->child);
    if (e->ir->language != LW_LANG_PYTHON || object->kind != LW_V_SYMBOL ||
        !is_members(e, callee->child))
        return;
    if (lw_view_is(method, "update") || lw_view_is(method, "__ior__"))
        lw_patch_all(e, object->text, args, 0, node);
    else if (args->count > 1 && args->items[0].kind == LW_V_TEXT &&
             (lw_view_is(method, "__setitem__") || lw_view_is(method, "setdefault")))
        lw_patch(e, lw_joined(e, object->text, args->items[0].text), args->items[1], node);
}

void lw_patch_merged(struct lw_eval *e, uint32_t target, const struct lw_value *object,
                     const struct lw_value *value)
{
    if (object->kind != LW_V_SYMBOL || value->kind != LW_V_MAP || !is_members(e, target))
        return;
    struct lw_args args = { .count = 1 };
    args.items[0] = *value;
    lw_patch_all(e, object->text, &args, 0, target);
}

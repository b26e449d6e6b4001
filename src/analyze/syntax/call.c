/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/call.c - who is called, and with what.
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/connect.h"
#include "analyze/syntax/maker.h"
#include "analyze/syntax/named.h"
#include "analyze/syntax/reach.h"
#include "analyze/syntax/walk.h"
#include "analyze/syntax/written.h"

static struct lw_value make_instance(struct lw_eval *e, struct lw_value class, struct lw_args *args,
                                     uint32_t node)
{
    struct lw_view name = e->ir->language == LW_LANG_PYTHON ? LW_VIEW("__init__")
                                                            : LW_VIEW("constructor");
    const struct lw_value *init = lw_class_find(e, class.node, lw_ir_name(e->ir, name));
    struct lw_value outer = lw_class_outer(e, class.node);
    if (init && init->kind == LW_V_FUNCTION)
        (void)lw_call_function(e, *init, args);
    else if (outer.kind == LW_V_SYMBOL)
        (void)lw_call_value(e, outer, args, node, true);
    struct lw_value v = { .kind = LW_V_INSTANCE, .node = class.node };
    lw_own_made(&v, args);
    return v;
}

/* Where a function of Python's os takes the environment of what it starts; LW_NOT_FOUND: only by
 * its name. */
static size_t env_place(struct lw_view symbol)
{
    static const char *const third[] = { "os.execve", "os.execvpe", "os.posix_spawn",
                                         "os.posix_spawnp" };
    static const char *const fourth[] = { "os.spawnve", "os.spawnvpe" };
    return LW_VIEW_IN(symbol, third) ? 2 : LW_VIEW_IN(symbol, fourth) ? 3 : LW_NOT_FOUND;
}

/* What leaves the code that is seen is used whole; where a program's `env` is given, it is not. */
static void use_args(struct lw_eval *e, struct lw_args *args, bool starts, size_t env_at)
{
    for (size_t i = 0; i < args->count; i++) {
        bool env = args->names[i] ? lw_view_is(lw_ir_text(e->ir, args->names[i]), "env")
                                  : i == env_at;
        if (starts && (env || args->items[i].kind == LW_V_MAP))
            continue;
        args->items[i] = lw_used(e, args->items[i], args->nodes[i]);
        lw_value_taint(&args->all, &args->items[i]);
    }
}

/* x.call(this, a), x.apply(this, [a]), x.bind(this): x is what counts. */
static bool strip_call(struct lw_eval *e, struct lw_value *callee, struct lw_args *args,
                       uint32_t node)
{
    static const char *const ends[] = { ".call", ".apply", ".bind" };
    for (size_t i = 0; i < LW_COUNT(ends); i++) {
        struct lw_view end = lw_view_c(ends[i]);
        if (e->ir->language != LW_LANG_JAVASCRIPT || !lw_view_ends(callee->text, end) ||
            lw_view_starts(callee->text, LW_VIEW("Reflect.")))
            continue;
        callee->text = lw_view_sub(callee->text, 0, callee->text.len - end.len);
        struct lw_args rest = { .count = 0 };
        lw_args_add_from(&rest, args, 1, i == 1);
        *args = rest;
        if (i == 2 && rest.count) { /* with all that it will ever be given, for what is known */
            (void)lw_call_value(e, *callee, &rest, node, false);
            lw_value_taint(callee, &rest.all);
        }
        return i != 2;
    }
    return true;
}

/* operator.attrgetter("name")(object) is object.name; methodcaller() calls it. */
static bool get_by_name(struct lw_eval *e, struct lw_value *out, struct lw_value callee,
                        const struct lw_args *args, uint32_t node)
{
    size_t at = lw_view_find(callee.text, LW_VIEW("():"));
    struct lw_view rest = lw_view_from(callee.text, at == LW_NOT_FOUND ? 0 : at + 3), name;
    if (!lw_view_starts(callee.text, LW_VIEW("operator.")) || at == LW_NOT_FOUND || !args->count)
        return false;
    if (lw_view_is(rest, "*")) { /* by a name that is not known */
        struct lw_value any = LW_UNKNOWN;
        lw_value_taint(&any, &callee);
        *out = lw_reach_any(e, &args->items[0], &any, node);
        return true;
    }
    *out = args->items[0];
    while (lw_view_split(&name, &rest, '.'))
        *out = lw_member(e, *out, name, node);
    out->computed = out->computed || callee.computed;
    struct lw_args none = { .count = 0 };
    if (lw_view_starts(callee.text, LW_VIEW("operator.methodcaller")))
        *out = lw_call_value(e, *out, &none, node, false);
    return true;
}

/* `from .api import call` and `require("./api").call`, but no method of an object that is there. */
static bool is_sibling(const struct lw_eval *e, struct lw_view symbol, uint32_t node)
{
    const struct lw_ir_node *call = lw_ir_at(e->ir, node);
    size_t slash = lw_view_rfind_byte(symbol, '/');
    if (!symbol.len || symbol.ptr[0] != '.' || !call->child)
        return false;
    if (slash == LW_NOT_FOUND)
        return lw_ir_at(e->ir, call->child)->kind == LW_IR_NAME;
    struct lw_view rest = lw_view_from(symbol, slash);
    size_t dot = lw_view_find_byte(rest, '.');
    return dot == LW_NOT_FOUND || dot == lw_view_rfind_byte(rest, '.');
}

/* Function("return this")() gives what `globalThis` is named, to engines that do not know that
 * name: all bundlers write it, and nothing is hidden. */
static bool makes_root(const struct lw_value *callee, const struct lw_args *args)
{
    static const char *const texts[] = { "return this", "return this;" };
    return (lw_view_is(callee->text, "Function") ||
            lw_view_is(callee->text, "globalThis.Function")) &&
           args->count == 1 && args->items[0].kind == LW_V_TEXT && !args->items[0].computed &&
           LW_VIEW_IN(args->items[0].text, texts);
}

/* request.on("error", f).end(x): the same object; "" where a call gives another one. */
static struct lw_view itself(const struct lw_eval *e, struct lw_view callee)
{
    static const char *const methods[] = {
        "on",          "once",      "addListener", "prependListener",
        "setTimeout",  "setHeader", "setNoDelay",  "setKeepAlive",
        "setEncoding", "ref",       "unref"
    };
    const size_t dot = lw_view_rfind_byte(callee, '.');
    const struct lw_view object = lw_view_sub(callee, 0, dot == LW_NOT_FOUND ? 0 : dot);
    const bool same = e->ir->language == LW_LANG_JAVASCRIPT &&
                      lw_view_ends(object, LW_VIEW("()")) &&
                      LW_VIEW_IN(lw_view_from(callee, object.len + 1), methods);
    return same ? object : LW_VIEW_NONE;
}

static struct lw_value call_symbol(struct lw_eval *e, struct lw_value callee, struct lw_args *args,
                                   uint32_t node, bool made)
{
    const struct lw_value root = lw_value_symbol(LW_VIEW("globalThis"));
    if (!strip_call(e, &callee, args, node))
        return callee;
    if (e->ir->language == LW_LANG_JAVASCRIPT &&
        (makes_root(&callee, args) || (lw_view_eq(callee.text, root.text) && !args->count)))
        return root;
    struct lw_value v;
    if (lw_maker_gives(&v, callee.text))
        return v;
    lw_log(e, callee.text, args, node);
    lw_shown_call(e, callee.text, args, node);
    lw_walk_call(e, callee.text, args, node);
    if (lw_view_eq(callee.text, LW_ANY_MEMBER)) { /* any function of any module */
        struct lw_view any = LW_VIEW("import(...)[...]()");
        lw_say(e, node, LW_C_DYNAMIC_CODE, any, LW_VIEW_NONE, true);
        if (callee.computed)
            lw_say(e, node, LW_C_HIDDEN_NAME, any, LW_VIEW("*()"), true);
        lw_sink(e, LW_C_DYNAMIC_CODE, callee, any, node);
    }
    if (lw_aws_call(e, callee.text, args, node, made, &v) || get_by_name(e, &v, callee, args, node))
        return v;
    const struct lw_known *known = lw_catalog_find(e->ir->language, callee.text);
    struct lw_view same;
    if (known && !known->reads)
        v = lw_call_known(e, known, callee.text, args, node, callee.computed);
    else if ((same = itself(e, callee.text)).len)
        v = lw_value_symbol(same);
    else
        v = lw_value_symbol(lw_arena_printf(&e->arena, "%.*s()", LW_FMT(callee.text)));
    if (v.text.len > 512)
        v.kind = LW_V_UNKNOWN;
    if (v.kind == LW_V_SYMBOL && !(known && known->does == LW_DO_IMPORT))
        lw_value_taint(&v, &callee);
    lw_own_call(e, &v, callee.text, args, node);
    if (!known) {
        if (is_sibling(e, callee.text, node)) /* a function of another file of the package */
            lw_sink(e, LW_C_HANDED, args->all, callee.text, node);
        lw_call_references(e, args, node);
        lw_connect_handed(e, callee.text, args, node);
        lw_written_more(e, callee.text, args->all.from);
        lw_value_taint(&v, &args->all);
    }
    bool calls = known &&
                 (known->does == LW_DO_INVOKE || (known->does == LW_DO_MAP && v.kind != LW_V_LIST));
    if (known && known->capability == LW_C_COUNT && !calls)
        return v;
    if (known) {
        struct lw_value given = LW_UNKNOWN;
        given.from = known->gives | (v.from & ~args->all.from) | (calls ? args->all.from : 0);
        given.line = lw_ir_at(e->ir, node)->line;
        struct lw_value back = lw_invoke(e, args, given, node);
        lw_value_taint(&v, &back);
    }
    return v;
}

static bool changes_environment(const struct lw_eval *e, const struct lw_known *known,
                                const struct lw_args *args)
{
    if (!known)
        return false;
    return known->capability == LW_C_ENV_WRITE ||
           (known->does == LW_DO_ASSIGN && args->count && args->items[0].kind == LW_V_SYMBOL &&
            lw_catalog_environment(e->ir->language, args->items[0].text));
}

struct lw_value lw_call_value(struct lw_eval *e, struct lw_value callee, struct lw_args *args,
                              uint32_t node, bool made)
{
    if (callee.kind == LW_V_FUNCTION)
        return lw_call_function(e, callee, args);
    if (callee.kind == LW_V_CLASS)
        return make_instance(e, callee, args, node);
    const struct lw_known *known = callee.kind == LW_V_SYMBOL
                                       ? lw_catalog_find(e->ir->language, callee.text)
                                       : NULL;
    if (!changes_environment(e, known, args))
        use_args(e, args,
                 !known || known->capability == LW_C_PROCESS || known->does == LW_DO_ASSIGN,
                 callee.kind == LW_V_SYMBOL ? env_place(callee.text) : LW_NOT_FOUND);
    if (callee.kind == LW_V_SYMBOL)
        return call_symbol(e, callee, args, node, made);
    struct lw_value v = LW_UNKNOWN;
    lw_value_taint(&v, &callee);
    lw_value_taint(&v, &args->all);
    /* A module handed through a helper of a compiler: __importStar(require("x")). */
    if (args->count && args->items[0].kind == LW_V_SYMBOL && args->count <= 2 && !callee.from)
        v = args->items[0];
    return v;
}

/* os.__dict__.get("system") is os.system. */
static bool look_up(struct lw_eval *e, struct lw_value *out, struct lw_value object,
                    struct lw_view method, const struct lw_args *args, uint32_t node)
{
    bool gives = lw_view_is(method, "get") || lw_view_is(method, "__getitem__") ||
                 lw_view_is(method, "__getattribute__") || lw_view_is(method, "pop");
    if (e->ir->language != LW_LANG_PYTHON || !gives || !lw_is_mighty(&object) || !args->count)
        return false;
    if (args->items[0].kind != LW_V_TEXT) {
        lw_say(e, node, LW_C_HIDDEN_NAME, object.text, LW_VIEW("*"), true);
        return false;
    }
    *out = lw_member(e, object, args->items[0].text, node);
    out->computed = out->computed || args->items[0].computed;
    return true;
}

/* f.call(this, a), f.apply(this, [a]), f.bind(this, a) of a function of the file. */
static bool call_bound(struct lw_eval *e, struct lw_value *out, struct lw_value function,
                       struct lw_view method, const struct lw_args *args)
{
    struct lw_args rest = { .count = 0 };
    bool listed = lw_view_is(method, "apply"), later = lw_view_is(method, "bind");
    if (function.kind != LW_V_FUNCTION || e->ir->language != LW_LANG_JAVASCRIPT ||
        !(listed || later || lw_view_is(method, "call")))
        return false;
    lw_args_add_from(&rest, args, 1, listed);
    if (!later || rest.count)
        *out = lw_call_function(e, function, &rest);
    *out = later ? function : *out;
    return true;
}

/* What a method puts into it, the variable holds from then on. */
static void fill(struct lw_eval *e, uint32_t object, const struct lw_args *args)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, object);
    struct lw_value *slot = args->all.from && n->kind == LW_IR_NAME ? lw_scope_find(e, n->id)
                                                                    : NULL;
    if (slot)
        lw_value_taint(slot, &args->all);
}

/* A method of which nothing is known but its name. */
static struct lw_value call_unknown(struct lw_eval *e, struct lw_value object,
                                    struct lw_view method, struct lw_args *args, uint32_t node)
{
    uint32_t base = lw_ir_at(e->ir, lw_ir_at(e->ir, node)->child)->child;
    struct lw_value v = LW_UNKNOWN;
    use_args(e, args, !lw_connect_sends(method), LW_NOT_FOUND);
    lw_connect_handed(e, method, args, node);
    if (lw_view_is(method, "write_text") || lw_view_is(method, "write_bytes"))
        lw_written_put(e, &object, base, args->all.from);
    lw_log(e, method, args, node);
    lw_shown_call(e, method, args, node);
    lw_sharing_call(e, method, node);
    struct lw_value held = args->all;
    lw_value_taint(&held, &object);
    fill(e, base, args);
    if (!lw_invokes(method)) {
        lw_call_references(e, args, node);
    } else {
        struct lw_value back = lw_invoke(e, args, object, node);
        lw_value_taint(&back, &held);
        return back.kind == LW_V_UNKNOWN || lw_view_is(method, "then") ? back : held;
    }
    lw_value_taint(&v, &held);
    return v;
}

static struct lw_value call_method(struct lw_eval *e, uint32_t node, uint32_t callee,
                                   struct lw_args *args)
{
    const struct lw_ir_node c = *lw_ir_at(e->ir, callee);
    uint32_t key = c.child ? lw_ir_at(e->ir, c.child)->next : 0;
    struct lw_value object = lw_eval(e, c.child), v = LW_UNKNOWN;
    struct lw_value name = c.kind == LW_IR_MEMBER ? lw_value_text(lw_ir_text(e->ir, c.id))
                           : key                  ? lw_eval(e, key)
                                                  : LW_UNKNOWN;
    if (c.kind == LW_IR_INDEX && key && e->ir->language == LW_LANG_JAVASCRIPT)
        lw_bundle_table(e, &object, key);
    lw_args_eval(e, args, lw_ir_at(e->ir, callee)->next);
    if (name.kind != LW_V_TEXT) { /* an item of a list, or who knows */
        struct lw_value item = lw_fold_index(e, object, name);
        if (item.kind == LW_V_UNKNOWN)
            item = lw_reach_any(e, &object, &name, node);
        return lw_call_value(e, item, args, node, false);
    }
    lw_reach_method(e, &object, name.text, args, node);
    lw_walk_method(e, name.text, args, node);
    lw_patch_method(e, &object, name.text, args, node);
    lw_connect_pipe(e, &object, name.text, args, node);
    if (lw_fold_method(e, &v, object, name.text, args)) {
        if (v.kind == LW_V_TEXT && v.computed)
            lw_notice_text(e, v.text, true, node);
        return v;
    }
    if (look_up(e, &v, object, name.text, args, node))
        return v;
    struct lw_value target = lw_member(e, object, name.text, callee);
    lw_maker_called(e, &target, args, node);
    if (target.kind == LW_V_SYMBOL)
        target.computed = target.computed || name.computed || (c.flags & LW_CF_FOLDED) ||
                          (c.kind == LW_IR_INDEX && key &&
                           lw_ir_at(e->ir, key)->kind != LW_IR_TEXT);
    if (target.kind == LW_V_SYMBOL || target.kind == LW_V_FUNCTION || target.kind == LW_V_CLASS) {
        lw_value_taint(&args->all, &object);
        v = lw_call_value(e, target, args, node, false);
        if (target.kind == LW_V_SYMBOL && lw_connect_fills(name.text))
            fill(e, c.child, args);
        if (target.kind == LW_V_SYMBOL && lw_invokes(name.text)) {
            struct lw_value back = lw_invoke(e, args, object, node);
            lw_value_taint(&v, &back);
        }
        return v;
    }
    if (call_bound(e, &v, object, name.text, args))
        return v;
    return call_unknown(e, object, name.text, args, node);
}

static struct lw_value eval_call(struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node n = *lw_ir_at(e->ir, node);
    struct lw_args args = { .count = 0 };
    if (!n.child)
        return LW_UNKNOWN;
    const struct lw_ir_node callee = *lw_ir_at(e->ir, n.child);
    if (n.kind == LW_IR_CALL && (callee.kind == LW_IR_MEMBER || callee.kind == LW_IR_INDEX))
        return call_method(e, node, n.child, &args);
    struct lw_value target = lw_eval(e, n.child);
    lw_args_eval(e, &args, callee.next);
    lw_maker_called(e, &target, &args, node);
    if (callee.kind == LW_IR_NAME && lw_view_is(lw_ir_text(e->ir, callee.id), "super")) {
        if (e->ir->language == LW_LANG_PYTHON)
            return lw_class_super(e);
        target = lw_class_base(e);
    }
    if (target.kind == LW_V_UNKNOWN) {
        if (callee.kind == LW_IR_NAME && lw_invokes(lw_ir_text(e->ir, callee.id)))
            (void)lw_invoke(e, &args, LW_UNKNOWN, node);
        else
            lw_call_references(e, &args, node);
    }
    struct lw_value v = lw_call_value(e, target, &args, node, n.kind == LW_IR_NEW);
    if (target.kind == LW_V_UNKNOWN && callee.kind == LW_IR_NAME) {
        lw_log(e, lw_ir_text(e->ir, callee.id), &args, node);
        lw_shown_call(e, lw_ir_text(e->ir, callee.id), &args, node);
    }
    if (v.kind == LW_V_TEXT && v.computed)
        lw_notice_text(e, v.text, true, node);
    return v;
}

struct lw_value lw_eval_call(struct lw_eval *e, uint32_t node)
{
    const struct lw_value vault = { .from = lw_vault_gives(e, node),
                                    .line = lw_ir_at(e->ir, node)->line };
    lw_sharing_list(e, node);
    struct lw_value v = eval_call(e, node);
    lw_value_taint(&v, &vault);
    return v;
}

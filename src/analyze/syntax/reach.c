/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/reach.c - code that comes to run by a name, a text or a place that nobody reads.
 */
#include "analyze/syntax/reach.h"
#include "analyze/syntax/budget.h"
#include "analyze/syntax/named.h"
#include "analyze/syntax/variable.h"

void lw_reach_power(struct lw_eval *e, const struct lw_value *v, uint32_t node)
{
    if (v->kind != LW_V_SYMBOL || !v->computed)
        return;
    const struct lw_known *known = lw_catalog_find(e->ir->language, v->text);
    if (known && !known->reads &&
        (known->capability == LW_C_PROCESS || known->capability == LW_C_DYNAMIC_CODE ||
         known->capability == LW_C_NATIVE_LOAD || known->capability == LW_C_NETWORK))
        lw_say(e, node, LW_C_HIDDEN_NAME, v->text, LW_VIEW_NONE, true);
}

void lw_reach_hidden(struct lw_eval *e, struct lw_view symbol, uint32_t node)
{
    const struct lw_ir_node *call = lw_ir_at(e->ir, node);
    const struct lw_ir_node *callee = call->child ? lw_ir_at(e->ir, call->child) : call;
    struct lw_view last = lw_view_from(symbol, lw_view_rfind_byte(symbol, '.') + 1);
    bool written = callee->kind == LW_IR_MEMBER && lw_view_eq(lw_ir_text(e->ir, callee->id), last);
    lw_say(e, node, LW_C_HIDDEN_NAME, symbol, written ? LW_VIEW(LW_HIDDEN_OWNER) : LW_VIEW_NONE,
           true);
}

/* process[decode(names[2])]: nobody decodes the name of a member but to hide it. */
static bool is_decoded(const struct lw_value *object, const struct lw_value *name)
{
    static const char *const modules[] = {
        "process", "module", "require",        "crypto",    "fs",        "vm",
        "net",     "http",   "https",          "sys",       "importlib", "socket",
        "ctypes",  "global", "worker_threads", "globalThis"
    };
    const struct lw_view text = object->text;
    const struct lw_view first = lw_view_sub(text, 0, lw_view_find_byte(text, '.'));
    const struct lw_view bare = lw_view_sub(first, 0, lw_view_find_byte(first, '('));
    return (name->from & (LW_FROM_DECODING | LW_FROM_XOR)) && object->kind == LW_V_SYMBOL &&
           (lw_view_eq(text, LW_ANY_MODULE) || LW_VIEW_IN(bare, modules));
}

void lw_reach_decoded(struct lw_eval *e, const struct lw_value *object, const struct lw_value *name,
                      uint32_t node)
{
    if (is_decoded(object, name))
        lw_say(e, node, LW_C_HIDDEN_NAME, object->text, LW_VIEW("*()"), true);
}

/* Names of what tells the time below a node, and behind it. */
static bool tells_time(struct lw_eval *e, uint32_t node, unsigned depth)
{
    static const char *const names[] = { "time",    "now",        "today",    "Date",
                                         "utcnow",  "monotonic",  "strftime", "getTime",
                                         "time_ns", "getFullYear" };
    for (; node && depth && lw_spend(e, LOOK_BYTES); node = lw_ir_at(e->ir, node)->next) {
        const struct lw_ir_node *n = lw_ir_at(e->ir, node);
        if (((n->kind == LW_IR_NAME || n->kind == LW_IR_MEMBER) &&
             LW_VIEW_IN(lw_ir_text(e->ir, n->id), names)) ||
            tells_time(e, n->child, depth - 1))
            return true;
    }
    return false;
}

void lw_reach_hidden_module(struct lw_eval *e, struct lw_view symbol, const struct lw_value *name,
                            uint32_t node)
{
    enum { DEPTH = 30 };
    const struct lw_ir_node *call = lw_ir_at(e->ir, node);
    const uint32_t first = call->child ? lw_ir_at(e->ir, call->child)->next : 0;
    if ((name->from & (LW_FROM_DECODING | LW_FROM_XOR)) || tells_time(e, first, DEPTH))
        lw_say(e, node, LW_C_HIDDEN_NAME, symbol, LW_VIEW("*()"), true);
}

struct lw_value lw_reach_any(struct lw_eval *e, const struct lw_value *object,
                             const struct lw_value *name, uint32_t node)
{
    /* Of these hardly a member is harmless. */
    static const char *const mightiest[] = { "os",           "posix",    "subprocess",
                                             "__builtins__", "builtins", "child_process" };
    struct lw_value v = LW_UNKNOWN;
    if (object->kind != LW_V_SYMBOL)
        return v;
    if (lw_is_mighty(object))
        lw_say(e, node, LW_C_HIDDEN_NAME, object->text, LW_VIEW("*"), true);
    lw_reach_decoded(e, object, name, node);
    if (lw_view_eq(object->text, LW_ANY_MODULE) || LW_VIEW_IN(object->text, mightiest))
        v = lw_value_symbol(LW_ANY_MEMBER);
    v.computed = LW_VIEW_IN(object->text, mightiest);
    bool sdk = lw_view_starts(object->text, LW_VIEW("@aws-sdk/client-"));
    bool client = lw_view_starts(object->text, LW_VIEW("aws:")) &&
                  lw_view_find_byte(object->text, '.') == LW_NOT_FOUND;
    if (sdk || client) {
        lw_say(e, node, LW_C_AWS_ANY, object->text, LW_VIEW_NONE, true);
        lw_sink(e, LW_C_NAMED, *name, object->text, node);
    }
    lw_value_taint(&v, object);
    lw_value_taint(&v, name);
    return v;
}

/* An object by its bare name: whoever writes the text reads all that hangs on it. */
static bool is_object(const struct lw_eval *e, const struct lw_value *v, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    if (n->kind == LW_IR_KEYWORD && n->child)
        n = lw_ir_at(e->ir, n->child);
    if (n->kind != LW_IR_NAME)
        return false;
    if (v->kind == LW_V_CLASS || v->kind == LW_V_INSTANCE || v->kind == LW_V_FUNCTION)
        return true;
    struct lw_view name = lw_ir_text(e->ir, n->id);
    bool constant = true; /* VERSION */
    for (size_t i = 0; i < name.len; i++)
        constant = constant && !(name.ptr[i] >= 'a' && name.ptr[i] <= 'z');
    return v->kind == LW_V_SYMBOL && !constant && lw_view_find_byte(v->text, '(') == LW_NOT_FOUND;
}

/* text.format(settings=settings): "{settings.__init__.__globals__}" is a text too. */
static void look_at_template(struct lw_eval *e, const struct lw_value *text,
                             const struct lw_args *args, uint32_t node)
{
    for (size_t i = 0; i < args->count; i++) {
        if (!is_object(e, &args->items[i], args->nodes[i]))
            continue;
        lw_say(e, node, LW_C_TEMPLATE, LW_VIEW("format"), LW_VIEW_NONE, false);
        lw_sink(e, LW_C_TEMPLATE, *text, LW_VIEW("format"), node);
        return;
    }
    /* What a parameter holds nobody sees here: it may be an object. */
    for (size_t i = 0; i < args->count; i++)
        if (args->items[i].kind == LW_V_UNKNOWN && !args->items[i].from)
            lw_sink(e, LW_C_TEMPLATE, *text, LW_VIEW("str.format"), node);
}

/* Names below a node that give whatever a text names, or run it. */
static bool names_any(struct lw_eval *e, uint32_t node, unsigned depth)
{
    static const char *const names[] = { "find_python_name",
                                         "find_python_module",
                                         "find_class",
                                         "make_python_instance",
                                         "__import__",
                                         "import_module",
                                         "resolve_name",
                                         "eval",
                                         "exec",
                                         "locate",
                                         "system",
                                         "Popen",
                                         "getattr" };
    for (; node && depth < 60 && lw_spend(e, LOOK_BYTES); node = lw_ir_at(e->ir, node)->next) {
        const struct lw_ir_node *n = lw_ir_at(e->ir, node);
        if ((n->kind == LW_IR_NAME || n->kind == LW_IR_MEMBER) &&
            LW_VIEW_IN(lw_ir_text(e->ir, n->id), names))
            return true;
        if (names_any(e, n->child, depth + 1))
            return true;
    }
    return false;
}

/* SafeLoader.add_constructor("!x", f), where f makes what the data names. */
static void look_at_loader(struct lw_eval *e, struct lw_view method, const struct lw_args *args,
                           uint32_t node)
{
    const struct lw_ir_node *callee = lw_ir_at(e->ir, lw_ir_at(e->ir, node)->child);
    const struct lw_ir_node *loader = callee->child ? lw_ir_at(e->ir, callee->child) : callee;
    struct lw_view whose = loader->kind == LW_IR_NAME || loader->kind == LW_IR_MEMBER
                               ? lw_ir_text(e->ir, loader->id)
                               : LW_VIEW_NONE;
    const struct lw_value *f = lw_arg(e, args, 1, "constructor");
    bool open = lw_view_starts(whose, LW_VIEW("Unsafe")) ||
                lw_view_starts(whose, LW_VIEW("Full")) || lw_view_is(whose, "Constructor");
    if (!f || open)
        return;
    bool makes = f->kind == LW_V_FUNCTION
                     ? names_any(e, lw_ir_at(e->ir, f->node)->child, 0)
                     : f->kind == LW_V_SYMBOL && lw_catalog_find(e->ir->language, f->text);
    struct lw_view symbol = lw_arena_printf(&e->arena, "%.*s.%.*s", LW_FMT(whose), LW_FMT(method));
    if (makes)
        lw_say(e, node, LW_C_WEAKENED, symbol, LW_VIEW_NONE, false);
}

/* ().__class__.__base__.__subclasses__(): all classes that there are, of which some start programs;
 * none of them is named. */
static void look_at_classes(struct lw_eval *e, uint32_t node)
{
    static const char *const roots[] = { "__base__", "__bases__", "__mro__", "mro" };
    const struct lw_ir_node *callee = lw_ir_at(e->ir, lw_ir_at(e->ir, node)->child);
    const struct lw_ir_node *of = callee->child ? lw_ir_at(e->ir, callee->child) : callee;
    while (of->kind == LW_IR_INDEX && of->child) /* __mro__[1] */
        of = lw_ir_at(e->ir, of->child);
    if (of->kind == LW_IR_CALL && of->child) /* mro() */
        of = lw_ir_at(e->ir, of->child);
    if (of->kind != LW_IR_NAME && of->kind != LW_IR_MEMBER)
        return;
    const struct lw_view name = lw_ir_text(e->ir, of->id);
    const struct lw_ir_node *module = of->child ? lw_ir_at(e->ir, of->child) : NULL;
    const bool global = !module || (module->kind == LW_IR_NAME &&
                                    lw_view_is(lw_ir_text(e->ir, module->id), "builtins"));
    if ((global && lw_view_is(name, "object")) ||
        (of->kind == LW_IR_MEMBER && LW_VIEW_IN(name, roots)))
        lw_say(e, node, LW_C_HIDDEN_NAME, LW_VIEW("object.__subclasses__"), LW_VIEW_NONE, true);
}

void lw_reach_method(struct lw_eval *e, const struct lw_value *object, struct lw_view method,
                     const struct lw_args *args, uint32_t node)
{
    if (e->ir->language != LW_LANG_PYTHON)
        return;
    bool format = lw_view_is(method, "format") || lw_view_is(method, "format_map");
    if (format && (object->kind == LW_V_UNKNOWN || object->from))
        look_at_template(e, object, args, node);
    if (lw_view_is(method, "add_constructor") || lw_view_is(method, "add_multi_constructor"))
        look_at_loader(e, method, args, node);
    if (lw_view_is(method, "__subclasses__"))
        look_at_classes(e, node);
}

void lw_reach_place(struct lw_eval *e, struct lw_view path, struct lw_view symbol, uint32_t node)
{
    struct lw_view word;
    if (!lw_view_split(&word, &path, ' ') || !lw_writable_folder(word) ||
        lw_view_find_byte(lw_view_from(word, 1), '/') == LW_NOT_FOUND)
        return;
    lw_say(e, node, LW_C_TMP_RUN, symbol, word, false);
}

void lw_reach_call(struct lw_eval *e, const struct lw_known *known, struct lw_view symbol,
                   const struct lw_args *args, uint32_t node)
{
    const struct lw_value *first = lw_arg(e, args, 0, NULL), *second = lw_arg(e, args, 1, NULL);
    if (!first)
        return;
    if (lw_view_is(symbol, "JSON.parse") && first->kind == LW_V_TEXT &&
        lw_view_find(first->text, LW_VIEW("\"__proto__\"")) != LW_NOT_FOUND)
        lw_say(e, node, LW_C_WEAKENED, LW_VIEW("__proto__"), LW_VIEW_NONE, false);
    bool loads = known->capability == LW_C_NATIVE_LOAD || known->does == LW_DO_LOAD ||
                 known->does == LW_DO_IMPORT;
    if (loads && e->ir->language != LW_LANG_SHELL) {
        if (first->kind <= LW_V_TEXT)
            lw_reach_place(e, first->text, symbol, node);
        if (second && second->kind <= LW_V_TEXT)
            lw_reach_place(e, second->text, symbol, node);
    }
}

void lw_reach_import(struct lw_eval *e, struct lw_view symbol, const struct lw_value *name,
                     uint32_t node, bool hidden)
{
    struct lw_view text = name->text;
    lw_sink(e, LW_C_NAMED, *name, symbol, node);
    if (e->ir->language != LW_LANG_JAVASCRIPT || name->kind > LW_V_TEXT)
        return;
    if (lw_view_starts(text, LW_VIEW("data:"))) { /* code, written as an address */
        lw_say(e, node, LW_C_DECODE_RUN, symbol, LW_VIEW_NONE, hidden);
        lw_sink(e, LW_C_DYNAMIC_CODE, *name, symbol, node);
    } else if (lw_view_is(symbol, "import") && (!text.len || text.ptr[0] == '{')) {
        lw_say(e, node, LW_C_DYNAMIC_CODE, symbol, LW_VIEW_NONE,
               hidden); /* "data:" for all we know */
    }
}

/* "$1", "$@", "${args[@]:0:1}": the words that a wrapper was given. */
static bool hands_on(const struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    struct lw_view text = lw_view_sub(e->ir->source, n->start, n->end - n->start);
    text = lw_view_sub(text, 0, 80); /* no more, for all the words around a command */
    if (n->kind == LW_IR_TEXT)
        return false;
    while (text.len && (text.ptr[0] == '"' || text.ptr[0] == '$' || text.ptr[0] == '{'))
        text = lw_view_from(text, 1);
    return lw_view_starts(text, LW_VIEW("@")) || lw_view_starts(text, LW_VIEW("*")) ||
           lw_view_starts(text, LW_VIEW("1")) || lw_view_find(text, LW_VIEW("[@]")) != LW_NOT_FOUND;
}

static const struct lw_value *option_of(const struct lw_value *v)
{
    static const char *const options[] = {
        "-r",     "--require", "--import", "--loader", "-c", "-m", "-e", "--experimental-loader",
        "--eval", "-p",        "--print"
    };
    if (v->kind == LW_V_TEXT &&
        LW_VIEW_IN(lw_view_sub(v->text, 0, lw_view_find_byte(v->text, '=')), options))
        return v;
    for (size_t i = 0; v->kind == LW_V_LIST && i < v->list->count; i++)
        if (v->list->items[i].kind == LW_V_TEXT && option_of(&v->list->items[i]))
            return &v->list->items[i];
    return NULL;
}

/* What a word is, without looking at what commands in it write. */
static struct lw_value word_of(struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    while ((n->kind == LW_IR_JOIN || n->kind == LW_IR_INDEX) && n->child)
        n = lw_ir_at(e->ir, n->child); /* "${extra[@]}" */
    if (n->kind == LW_IR_TEXT)
        return lw_value_text(lw_ir_text(e->ir, n->id));
    const struct lw_value *bound = n->kind == LW_IR_NAME ? lw_scope_find(e, n->id) : NULL;
    return bound ? *bound : LW_UNKNOWN;
}

void lw_reach_words(struct lw_eval *e, uint32_t node)
{
    bool first = false;
    for (uint32_t c = lw_ir_at(e->ir, node)->child; c; c = lw_ir_at(e->ir, c)->next) {
        struct lw_value v = first ? word_of(e, c) : LW_UNKNOWN;
        const struct lw_value *option = option_of(&v);
        if (option) {
            lw_say(e, node, LW_C_REDIRECT, option->text, LW_VIEW_NONE, false);
            return;
        }
        first = first || hands_on(e, c);
    }
}

void lw_reach_env(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    for (size_t i = 0; i < args->count; i++) {
        const struct lw_value *v = &args->items[i];
        uint32_t n = args->nodes[i];
        if (v->kind == LW_V_TEXT)
            continue;
        if (n && lw_ir_at(e->ir, n)->kind == LW_IR_OUTPUT) /* env $(cat file) program */
            lw_say(e, node, LW_C_REDIRECT, LW_VIEW("env {}"), LW_VIEW_NONE, true);
        return;
    }
}

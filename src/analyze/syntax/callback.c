/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/callback.c - functions that are given as values: pool.submit(urlopen, url),
 * list.forEach(fetch), Thread(target=f, args=(x,)).
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/eval.h"

enum { GIVEN_MOST = 3, NESTED_MOST = 8 /* functions that are given to functions */ };

bool lw_invokes(struct lw_view method)
{
    static const char *const methods[] = { "then",
                                           "catch",
                                           "finally",
                                           "forEach",
                                           "flatMap",
                                           "map",
                                           "filter",
                                           "reduce",
                                           "some",
                                           "every",
                                           "find",
                                           "on",
                                           "once",
                                           "replace",
                                           "pipe",
                                           "call",
                                           "apply",
                                           "nextTick",
                                           "__commonJS",
                                           "__commonJSMin",
                                           "__esm",
                                           "add_done_callback",
                                           "submit",
                                           "imap",
                                           "imap_unordered",
                                           "starmap",
                                           "map_async",
                                           "starmap_async",
                                           "apply_async",
                                           "call_soon",
                                           "call_soon_threadsafe",
                                           "call_later",
                                           "call_at",
                                           "run_in_executor",
                                           "run_until_complete",
                                           "to_thread",
                                           "run_sync",
                                           "start_soon",
                                           "spawn",
                                           "enter",
                                           "enterabs" };
    return LW_VIEW_IN(method, methods);
}

/* A function is given to them, and they call nothing: isinstance(x, Popen), wraps(f). */
static bool only_looks(struct lw_view name)
{
    static const char *const names[] = {
        "isinstance", "issubclass", "hasattr",        "callable", "type",
        "id",         "hash",       "super",          "wraps",    "update_wrapper",
        "signature",  "getsource",  "cast",           "TypeVar",  "inherits",
        "Mock",       "MagicMock",  "setPrototypeOf", "keys",     "len"
    };
    return LW_VIEW_IN(name, names);
}

/* setTimeout(f, 0, x): how long it waits is not handed on. */
static bool waits_first(const struct lw_eval *e, uint32_t node)
{
    struct lw_view name = lw_ir_called(e->ir, lw_ir_at(e->ir, node));
    return e->ir->language == LW_LANG_JAVASCRIPT &&
           (lw_view_is(name, "setTimeout") || lw_view_is(name, "setInterval"));
}

static bool is_function(const struct lw_value *v)
{
    return v->kind == LW_V_FUNCTION || v->kind == LW_V_CLASS;
}

/* What the function at `at` is called with: `args` and `kwargs` of a thread, or what stands behind
 * it, of which a list alone is all of it: Timer(5, f, [x]), pool.map(f, list). */
static void find_handed(struct lw_eval *e, struct lw_args *out, const struct lw_args *args,
                        size_t at, uint32_t node)
{
    const struct lw_value *list = lw_arg(e, args, LW_EVAL_ARGS, "args"),
                          *pairs = lw_arg(e, args, LW_EVAL_ARGS, "kwargs");
    if (list && list->kind == LW_V_LIST)
        for (size_t k = 0; k < list->list->count; k++)
            lw_args_add(out, list->list->items[k], 0, args->nodes[at]);
    else if (list)
        lw_args_add(out, *list, 0, args->nodes[at]);
    if (pairs && pairs->kind == LW_V_MAP)
        lw_args_add_pairs(e, out, pairs, args->nodes[at]);
    if (list || pairs)
        return;
    at += 1 + waits_first(e, node);
    bool alone = at + 1 == args->count && e->ir->language == LW_LANG_PYTHON;
    lw_args_add_from(out, args, at, alone);
    for (size_t i = 0; i < out->count; i++)
        if (is_function(&out->items[i])) /* then(f, g) */
            out->count = i;
}

/* A function that is known; of another file of the package; a method of a client of AWS. */
static bool is_callable(const struct lw_eval *e, const struct lw_value *v)
{
    if (v->kind != LW_V_SYMBOL || !v->text.len)
        return v->kind == LW_V_FUNCTION;
    const struct lw_known *known = lw_catalog_find(e->ir->language, v->text);
    bool client = lw_view_starts(v->text, LW_VIEW("aws:")) &&
                  lw_view_find_byte(v->text, '.') != LW_NOT_FOUND;
    return (known && !known->reads) || client;
}

struct lw_value lw_invoke(struct lw_eval *e, const struct lw_args *args, struct lw_value given,
                          uint32_t node)
{
    struct lw_value result = LW_UNKNOWN;
    bool known = given.from || given.kind != LW_V_UNKNOWN;
    for (size_t i = 0; i < args->count; i++) {
        struct lw_args own = { .count = 0 };
        struct lw_value f = args->items[i];
        bool sibling = f.kind == LW_V_SYMBOL && f.text.len && f.text.ptr[0] == '.';
        if (!is_callable(e, &f) && !sibling)
            continue;
        if (e->maybe >= NESTED_MOST || !lw_spend(e, LOOK_BYTES * args->count))
            break;
        find_handed(e, &own, args, i, node);
        size_t most = f.kind == LW_V_FUNCTION ? GIVEN_MOST : 1;
        while (known && own.count < most)
            lw_args_add(&own, given, 0, args->nodes[i]);
        if (sibling) {
            lw_sink(e, LW_C_HANDED, own.all, f.text, node);
            continue;
        }
        e->maybe++; /* a thread's, perhaps */
        struct lw_value v = lw_call_value(e, f, &own, node, false);
        e->maybe--;
        if (result.kind == LW_V_UNKNOWN && v.kind != LW_V_UNKNOWN) {
            lw_value_taint(&v, &result);
            result = v;
        }
        lw_value_taint(&result, &v);
    }
    return result;
}

void lw_call_references(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    bool looks = only_looks(lw_ir_called(e->ir, lw_ir_at(e->ir, node)));
    for (size_t i = 0; i < args->count && !looks; i++) {
        const struct lw_value *v = &args->items[i];
        const struct lw_known *known = v->kind == LW_V_SYMBOL
                                           ? lw_catalog_find(e->ir->language, v->text)
                                           : NULL;
        if (!known || known->reads ||
            (known->capability != LW_C_PROCESS && known->capability != LW_C_DYNAMIC_CODE &&
             known->capability != LW_C_NETWORK && known->capability != LW_C_DNS))
            continue;
        struct lw_args rest = { .count = 0 };
        lw_args_add_from(&rest, args, i + 1, false);
        for (size_t k = 0; k < i; k++)
            lw_args_add(&rest, args->items[k], 0, args->nodes[k]);
        (void)lw_call_known(e, known, v->text, &rest, node, v->computed);
    }
}

void lw_setter(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    static const char *const names[] = { "credentials", "accessKeyId", "secretAccessKey",
                                         "sessionToken" };
    const struct lw_value *name = lw_arg(e, args, 1, NULL), *given = lw_arg(e, args, 2, NULL);
    const struct lw_value *set = given ? lw_value_key(given, LW_VIEW("set")) : NULL;
    if (!set || set->kind != LW_V_FUNCTION || name->kind != LW_V_TEXT ||
        !LW_VIEW_IN(name->text, names) || e->maybe >= NESTED_MOST)
        return;
    struct lw_args own = { .count = 0 };
    struct lw_value handed = { .kind = LW_V_UNKNOWN, .from = LW_FROM_CREDENTIALS };
    const char *phase = e->phase;
    handed.line = lw_ir_at(e->ir, node)->line;
    lw_args_add(&own, handed, 0, node);
    e->phase = "call";
    e->maybe++;
    (void)lw_call_function(e, *set, &own);
    e->maybe--;
    e->phase = phase;
}

/* What the functions of a map of functions give. */
static struct lw_value results_of(struct lw_eval *e, const struct lw_value *given, unsigned depth)
{
    struct lw_args none = { .count = 0 };
    struct lw_value all = LW_UNKNOWN, one;
    if (!depth || !lw_spend(e, LOOK_BYTES) || e->maybe >= NESTED_MOST)
        return all;
    for (size_t i = 1; given->kind == LW_V_MAP && i < given->list->count; i += 2) {
        one = results_of(e, &given->list->items[i], depth - 1);
        lw_value_taint(&all, &one);
    }
    if (given->kind != LW_V_FUNCTION)
        return all;
    e->maybe++;
    all = lw_call_function(e, *given, &none);
    e->maybe--;
    return all;
}

void lw_imported(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                 uint32_t node)
{
    enum { DEPTH = 3 };
    if (args->count < 2 || !lw_view_starts(symbol, LW_VIEW("WebAssembly.")))
        return;
    const struct lw_value seen = results_of(e, &args->items[1], DEPTH);
    const struct lw_place place = lw_eval_place(e, node);
    lw_emit_flow(e->emit, &place, seen.from & LW_FROM_SECRETS, seen.line,
                 lw_catalog_sink(LW_C_NATIVE_LOAD), symbol);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/eval.c - the walk: what each kind of node is worth.
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/named.h"
#include "analyze/syntax/reach.h"
#include "analyze/syntax/statement.h"

enum { DEPTH_MAX = 700 };

struct lw_view lw_eval_source(const struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    return lw_view_trim(lw_view_sub(e->ir->source, n->start, n->end - n->start));
}

struct lw_place lw_eval_place(const struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    return (struct lw_place){ e->ir->source, n->start, n->end, n->line, e->phase };
}

void lw_say(struct lw_eval *e, uint32_t node, enum lw_capability capability, struct lw_view name,
            struct lw_view value, bool hidden)
{
    struct lw_place place = lw_eval_place(e, node);
    lw_emit_capability(e->emit, &place, capability, name, value, hidden);
}

struct lw_value lw_eval_rest(struct lw_eval *e, uint32_t node)
{
    struct lw_value all = LW_UNKNOWN;
    for (; node; node = lw_ir_at(e->ir, node)->next) {
        struct lw_value v = lw_used(e, lw_eval(e, node), node);
        lw_value_taint(&all, &v);
    }
    return all;
}

static struct lw_value eval_text(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    struct lw_value v = lw_value_text(lw_ir_text(e->ir, n->id));
    v.bytes = (n->flags & LW_CF_BYTES) != 0;
    struct lw_view source = lw_view_sub(e->ir->source, n->start, n->end - n->start);
    v.computed = source.len > v.text.len + 4 && v.text.len < 4096 &&
                 (lw_view_find(source, LW_VIEW("\\x")) != LW_NOT_FOUND ||
                  lw_view_find(source, LW_VIEW("\\u")) != LW_NOT_FOUND);
    if (n->flags & LW_CF_NOTE)
        return v;
    lw_notice_text(e, v.text, v.computed, node);
    lw_sharing_text(e, v.text, node);
    return v;
}

/* 12, 0x1f, 0o17, 0b11, 1_000; what is no integer is unknown. */
static struct lw_value eval_number(struct lw_view text)
{
    unsigned base = 10;
    int64_t value = 0;
    size_t at = 0;
    if (text.len > 2 && text.ptr[0] == '0') {
        uint8_t c = text.ptr[1] | 32;
        base = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 10;
        at = base == 10 ? 0 : 2;
    }
    for (; at < text.len; at++) {
        uint8_t c = text.ptr[at] | 32;
        int d = lw_is_digit(text.ptr[at]) ? text.ptr[at] - '0'
                : c >= 'a' && c <= 'f'    ? c - 'a' + 10
                                          : 99;
        if (text.ptr[at] == '_')
            continue;
        if (d >= (int)base || value > INT32_MAX)
            return LW_UNKNOWN;
        value = value * base + d;
    }
    return lw_value_number(value);
}

static struct lw_value eval_pieces(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    struct lw_value items[64];
    struct lw_value sum = LW_UNKNOWN;
    size_t count = 0;
    bool any = false;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next) {
        if (count == LW_COUNT(items)) { /* a long sum: what there is becomes its first piece */
            items[0] = n->kind == LW_IR_JOIN ? lw_fold_join(e, items, count, LW_VIEW_NONE)
                                             : items[0];
            for (size_t i = 1; n->kind != LW_IR_JOIN && i < count; i++)
                items[0] = lw_fold_binary(e, '+', items[0], items[i]);
            count = 1;
        }
        items[count++] = lw_used(e, lw_eval(e, c), c);
        lw_shown_piece(e, &items[count - 1], c, node);
        any = true;
    }
    if (!any)
        return LW_UNKNOWN;
    if (n->kind == LW_IR_JOIN) {
        sum = lw_fold_join(e, items, count, LW_VIEW_NONE);
    } else {
        sum = items[0];
        for (size_t i = 1; i < count; i++)
            sum = lw_fold_binary(e, '+', sum, items[i]);
    }
    if (sum.kind == LW_V_TEXT || sum.text.len) {
        lw_notice_text(e, sum.text, true, node);
        lw_sharing_text(e, sum.text, node);
    }
    return sum;
}

/* Of several values the one that can do most is followed: `0 or os` is os. */
static unsigned power_of(const struct lw_eval *e, const struct lw_value *v)
{
    if (v->kind == LW_V_UNKNOWN || (v->kind == LW_V_TEXT && !v->text.len) ||
        (v->kind == LW_V_NUMBER && !v->number))
        return 0;
    return lw_is_mighty(v) || (v->kind == LW_V_SYMBOL && lw_catalog_find(e->ir->language, v->text))
               ? 2
               : 1;
}

/* The variable's name, in process.env.NAME, os.environ["NAME"] and os.environ.get("NAME"). */
static struct lw_view variable_of(const struct lw_eval *e, const struct lw_ir_node *n)
{
    if (n->kind == LW_IR_MEMBER)
        return lw_ir_text(e->ir, n->id);
    uint32_t key = n->child ? lw_ir_at(e->ir, n->child)->next : 0;
    bool named = (n->kind == LW_IR_INDEX || n->kind == LW_IR_CALL) && key &&
                 lw_ir_at(e->ir, key)->kind == LW_IR_TEXT;
    return named ? lw_ir_text(e->ir, lw_ir_at(e->ir, key)->id) : LW_VIEW_NONE;
}

/* process.env.REPORTS_URL || "https://..." */
static void notice_default(struct lw_eval *e, uint32_t first, const struct lw_value *before,
                           const struct lw_value *v, uint32_t node)
{
    struct lw_view variable = variable_of(e, lw_ir_at(e->ir, first));
    if (variable.len && v->kind == LW_V_TEXT && !v->from &&
        (before->from & (LW_FROM_VARIABLE | LW_FROM_SECRET_VARIABLE)))
        lw_default(e, variable, v, node);
}

/* `text.match(pattern) || []`: nothing, for want of what is looked at. */
static bool stands_in(const struct lw_value *before, const struct lw_value *v)
{
    return before->kind == LW_V_UNKNOWN && before->from &&
           (v->kind == LW_V_LIST || v->kind == LW_V_MAP) && !v->list->count;
}

static struct lw_value eval_any(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    struct lw_value result = LW_UNKNOWN;
    e->branches++;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next) {
        struct lw_value v = lw_eval(e, c);
        struct lw_value before = result;
        notice_default(e, n->child, &before, &v, node);
        if ((power_of(e, &v) > power_of(e, &result) || result.kind == LW_V_UNKNOWN) &&
            !stands_in(&before, &v))
            result = v;
        lw_value_taint(&result, &before);
        lw_value_taint(&result, &v);
    }
    e->branches--;
    return result;
}

static struct lw_value eval_last(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)node;
    struct lw_value v = LW_UNKNOWN;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        v = lw_eval(e, c);
    return v;
}

static struct lw_value eval_list(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    if (e->ir->language == LW_LANG_SHELL)
        lw_reach_words(e, node);
    struct lw_value list = lw_value_list(&e->arena, LW_V_LIST);
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next) {
        struct lw_value v = lw_used(e, lw_eval(e, c), c);
        if (lw_ir_at(e->ir, c)->kind == LW_IR_SPREAD && v.kind == LW_V_LIST) {
            lw_list_push_all(e, &list, &v);
        } else {
            lw_list_push(e, &list, v);
        }
    }
    lw_sharing_added(e, &list, node);
    return list;
}

/* { env: process.env } is how a program is started as it always is: what leaves otherwise is told
 * where it leaves (lw_used). */
static bool is_env_key(const struct lw_value *key)
{
    return key->kind == LW_V_TEXT && lw_view_is(key->text, "env");
}

static struct lw_value eval_map(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)node;
    struct lw_value map = lw_value_list(&e->arena, LW_V_MAP);
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node *pair = lw_ir_at(e->ir, c);
        uint32_t second = pair->kind == LW_IR_PAIR ? lw_ir_at(e->ir, pair->child)->next : 0;
        if (!second) {
            const struct lw_ir_node key = *lw_ir_at(e->ir, pair->child);
            bool off = pair->kind == LW_IR_PAIR && key.kind == LW_IR_TEXT; /* { a: false } */
            struct lw_value v = pair->kind == LW_IR_SPREAD && pair->child ? lw_eval(e, pair->child)
                                                                          : lw_eval(e, c);
            for (size_t i = 0; v.kind == LW_V_MAP && i < v.list->count && v.list != map.list; i++)
                lw_value_push(&e->arena, &map, v.list->items[i]);
            v = v.kind == LW_V_MAP ? v : lw_used(e, v, c);
            if (off)
                lw_setting(e, lw_ir_text(e->ir, key.id), &v, c);
            lw_value_taint(&map, &v);
            continue;
        }
        struct lw_value key = lw_eval(e, pair->child), value = lw_eval(e, second);
        if (!is_env_key(&key))
            value = lw_used(e, value, c);
        if (key.kind == LW_V_TEXT) {
            lw_setting(e, key.text, &value, second);
            lw_shown_member(e, key.text, second, &value);
        }
        if (key.kind == LW_V_NUMBER)
            key.kind = lw_value_as_text(&key.text, &key, &e->arena) ? LW_V_TEXT : LW_V_UNKNOWN;
        lw_list_push(e, &map, key);
        const struct lw_value before = map;
        lw_list_push(e, &map, value);
        if (is_env_key(&key)) { /* the map is not of it: lw_used() looks */
            map.from = before.from;
            map.line = before.line;
        }
    }
    return map;
}

/* Whether evaluating it can do more than give a value. */
static bool may_act(const struct lw_eval *e, uint32_t node)
{
    const unsigned kind = lw_ir_at(e->ir, node)->kind;
    return node && kind != LW_IR_TEXT && kind != LW_IR_NUMBER && kind != LW_IR_NAME;
}

/* def f(a=now(), b: kind()): both run where the function is defined, and not where it is called. */
static void eval_definition(struct lw_eval *e, const struct lw_ir_node *f)
{
    for (uint32_t c = f->child; c; c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node *n = lw_ir_at(e->ir, c);
        uint32_t fallback = n->kind == LW_IR_PARAM && n->child ? lw_ir_at(e->ir, n->child)->next
                                                               : 0;
        if (may_act(e, fallback))
            (void)lw_eval(e, fallback);
        else if (n->kind == LW_IR_NOTE)
            (void)lw_eval(e, c);
    }
}

static struct lw_value eval_function(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    struct lw_value v = { .kind = LW_V_FUNCTION, .node = node };
    if (e->ir->language == LW_LANG_PYTHON)
        eval_definition(e, n);
    if (n->id && !(n->flags & LW_CF_METHOD))
        lw_scope_set(e, e->ir->language == LW_LANG_SHELL ? 0 : e->function, n->id, v);
    return v;
}

static struct lw_value eval_index(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    uint32_t second = n->child ? lw_ir_at(e->ir, n->child)->next : 0;
    struct lw_value object = n->child ? lw_eval(e, n->child) : LW_UNKNOWN;
    struct lw_value key = second ? lw_eval(e, second) : LW_UNKNOWN, result;
    bool environment = object.kind == LW_V_SYMBOL &&
                       lw_catalog_environment(e->ir->language, object.text);
    if (environment) {
        result = lw_env_read(e, key.kind == LW_V_TEXT ? key.text : LW_VIEW_NONE, node);
        result.from |= key.kind == LW_V_TEXT ? 0 : key.from & LW_FROM_ENVIRONMENT;
        return result;
    }
    if (key.kind == LW_V_TEXT && (object.kind == LW_V_SYMBOL || object.kind == LW_V_INSTANCE ||
                                  e->ir->language == LW_LANG_JAVASCRIPT)) {
        result = lw_member(e, object, key.text, node);
        result.computed = result.computed || key.computed;
        lw_reach_power(e, &result, node);
        return result;
    }
    if (lw_value_is(&object, "sys.modules") && second &&
        lw_ir_at(e->ir, second)->kind == LW_IR_NAME &&
        lw_view_is(lw_ir_text(e->ir, lw_ir_at(e->ir, second)->id), "__name__"))
        return lw_value_symbol(LW_THIS_MODULE);
    bool sdk = object.kind == LW_V_SYMBOL && (lw_view_starts(object.text, LW_VIEW("aws:")) ||
                                              lw_view_starts(object.text, LW_VIEW("@aws-sdk/")));
    if (sdk)
        return lw_reach_any(e, &object, &key, node);
    lw_reach_decoded(e, &object, &key, node);
    if (second && e->ir->language == LW_LANG_JAVASCRIPT)
        lw_bundle_table(e, &object, second);
    result = object.kind == LW_V_SYMBOL ? LW_UNKNOWN : lw_fold_index(e, object, key);
    lw_value_taint(&result, &object);
    if (key.kind == LW_V_TEXT && lw_vault_harmless(key.text))
        result.from &= ~(uint32_t)LW_FROM_VAULT;
    if (lw_is_own(&object))
        result.from |= LW_FROM_OWN;
    return result;
}

static struct lw_value eval_slice(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)node;
    struct lw_value object = lw_eval(e, n->child), part[3] = { LW_UNKNOWN, LW_UNKNOWN, LW_UNKNOWN };
    uint32_t c = lw_ir_at(e->ir, n->child)->next;
    for (size_t i = 0; i < 3 && c; i++, c = lw_ir_at(e->ir, c)->next) {
        part[i] = lw_eval(e, c);
        const struct lw_ir_node *p = lw_ir_at(e->ir, c);
        /* -1: a sign before a number is no node of its own */
        if (p->kind == LW_IR_OTHER && p->child && lw_ir_at(e->ir, p->child)->kind == LW_IR_NUMBER &&
            e->ir->source.ptr[p->start] == '-') {
            part[i] = eval_number(lw_ir_text(e->ir, lw_ir_at(e->ir, p->child)->id));
            part[i].number = -part[i].number;
        } else if (p->kind == LW_IR_OTHER && !p->child) {
            part[i].kind = LW_V_LIST; /* left out */
        }
    }
    return lw_fold_slice(e, object, part);
}

static struct lw_value eval_binary(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    uint32_t second = n->child ? lw_ir_at(e->ir, n->child)->next : 0;
    struct lw_value a = n->child ? lw_eval(e, n->child) : LW_UNKNOWN;
    struct lw_value b = second ? lw_used(e, lw_eval(e, second), second) : LW_UNKNOWN;
    struct lw_value v = lw_fold_binary(e, n->op, a, b);
    if (v.kind == LW_V_TEXT)
        lw_notice_text(e, v.text, true, node);
    return v;
}

/* What is read of a request is somebody else's. */
static struct lw_value requested(struct lw_eval *e, const struct lw_ir_node *n, struct lw_value v)
{
    const uint32_t from = lw_request_gives(e, n);
    if (from && !v.from)
        v.line = n->line;
    v.from |= from;
    return v;
}

static struct lw_value eval_member(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    struct lw_value object = n->child ? lw_eval(e, n->child) : LW_UNKNOWN;
    struct lw_value v = lw_member(e, object, lw_ir_text(e->ir, n->id), node);
    v.computed = v.computed || (n->flags & LW_CF_FOLDED);
    return requested(e, n, v);
}

static struct lw_value eval_integer(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)node;
    return eval_number(lw_ir_text(e->ir, n->id));
}

static struct lw_value eval_name(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    if (e->ir->language == LW_LANG_SHELL)
        return lw_shell_variable(e, n, node);
    struct lw_value v = lw_scope_name(e, n->id);
    v.computed = v.computed || (n->flags & LW_CF_FOLDED);
    return v;
}

static struct lw_value eval_call(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    return e->ir->language == LW_LANG_SHELL ? lw_shell_command(e, node)
                                            : requested(e, n, lw_eval_call(e, node));
}

static struct lw_value eval_shell(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)n;
    return lw_shell_command(e, node);
}

static struct lw_value eval_spread(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    return n->child ? lw_used(e, lw_eval(e, n->child), node) : LW_UNKNOWN;
}

static struct lw_value eval_keyword(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)node;
    return n->child ? lw_eval(e, n->child) : LW_UNKNOWN;
}

/* "NAME" in os.environ: nothing else that compares a text with the environment means anything. */
static void notice_membership(struct lw_eval *e, struct lw_value left, struct lw_value right,
                              uint32_t node)
{
    if (left.kind == LW_V_TEXT && right.kind == LW_V_SYMBOL &&
        lw_catalog_environment(e->ir->language, right.text))
        (void)lw_env_read(e, left.text, node);
}

static struct lw_value eval_other(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    struct lw_value all = LW_UNKNOWN, before = LW_UNKNOWN;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next) {
        struct lw_value v = lw_eval(e, c);
        if (n->op == '=')
            notice_membership(e, before, v, node);
        before = v;
        lw_value_taint(&all, &v);
    }
    return n->op == '=' ? LW_UNKNOWN : all;
}

static lw_eval_fn *const kinds[LW_IR_KIND_COUNT] = {
    [LW_IR_TEXT] = eval_text,
    [LW_IR_NUMBER] = eval_integer,
    [LW_IR_NAME] = eval_name,
    [LW_IR_MEMBER] = eval_member,
    [LW_IR_INDEX] = eval_index,
    [LW_IR_SLICE] = eval_slice,
    [LW_IR_CALL] = eval_call,
    [LW_IR_NEW] = eval_call,
    [LW_IR_JOIN] = eval_pieces,
    [LW_IR_SUM] = eval_pieces,
    [LW_IR_BINARY] = eval_binary,
    [LW_IR_ANY] = eval_any,
    [LW_IR_LAST] = eval_last,
    [LW_IR_LIST] = eval_list,
    [LW_IR_MAP] = eval_map,
    [LW_IR_SPREAD] = eval_spread,
    [LW_IR_KEYWORD] = eval_keyword,
    [LW_IR_FUNCTION] = eval_function,
    [LW_IR_CLASS] = lw_eval_class,
    [LW_IR_ASSIGN] = lw_eval_assign,
    [LW_IR_AUGMENT] = lw_eval_augment,
    [LW_IR_EACH] = lw_eval_each,
    [LW_IR_EVERY] = lw_eval_every,
    [LW_IR_PIPE] = eval_shell,
    [LW_IR_REDIRECT] = eval_shell,
    [LW_IR_OUTPUT] = eval_shell,
    [LW_IR_RETURN] = lw_eval_return,
    [LW_IR_BIND] = lw_eval_bind,
    [LW_IR_DELETE] = lw_eval_delete,
    [LW_IR_GLOBAL] = lw_eval_global,
    [LW_IR_BRANCH] = lw_eval_branch,
    [LW_IR_OTHER] = eval_other,
    [LW_IR_PAIR] = eval_other,
    [LW_IR_PARAM] = eval_other,
    [LW_IR_NOTE] = eval_other,
};

struct lw_value lw_eval(struct lw_eval *e, uint32_t node)
{
    if (!node)
        return LW_UNKNOWN;
    if (e->depth >= DEPTH_MAX) {
        e->too_deep = true;
        return LW_UNKNOWN;
    }
    if (!lw_roomy(e))
        return LW_UNKNOWN;
    e->depth++;
    e->steps++;
    const struct lw_ir_node n = *lw_ir_at(e->ir, node); /* code may be added meanwhile */
    struct lw_value v = kinds[n.kind](e, &n, node);
    e->depth--;
    return v;
}

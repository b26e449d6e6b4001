/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/statement.c - the walk: what is bound, repeated and taken away.
 */
#include "analyze/syntax/statement.h"
#include "analyze/syntax/budget.h"
#include "analyze/syntax/connect.h"
#include "analyze/syntax/loop.h"
#include "analyze/syntax/shell.h"
#include "analyze/syntax/written.h"

enum { UNROLL_MAX = 4096 };

struct lw_value lw_eval_assign(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    uint32_t value_node = lw_ir_at(e->ir, n->child)->next;
    struct lw_value value = value_node ? lw_eval(e, value_node) : LW_UNKNOWN;
    const struct lw_ir_node *target = lw_ir_at(e->ir, n->child);
    if (target->kind == LW_IR_MEMBER ||
        (target->kind == LW_IR_NAME && lw_is_tls_name(lw_ir_text(e->ir, target->id))))
        lw_setting(e, lw_ir_text(e->ir, target->id), &value, value_node ? value_node : node);
    if (e->ir->language == LW_LANG_SHELL)
        lw_shell_assigned(e, n, lw_ir_text(e->ir, target->id), &value, node);
    lw_header(e, n->child, value_node, &value);
    lw_assign(e, n->child, value, n->flags & LW_CF_DECLARES);
    lw_connect_bound(e, value_node, &value);
    return value;
}

struct lw_value lw_eval_augment(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    uint32_t value_node = lw_ir_at(e->ir, n->child)->next;
    struct lw_value before = lw_eval(e, n->child);
    struct lw_value value = value_node ? lw_eval(e, value_node) : LW_UNKNOWN;
    const bool either = n->op == 'o' || n->op == 'a'; /* a.b ||= c, a.b ??= c */
    struct lw_value after = n->op && !either ? lw_fold_binary(e, n->op, before, value) : value;
    if (either && after.kind == LW_V_UNKNOWN)
        after = before;
    lw_value_taint(&after, &value);
    lw_value_taint(&after, &before);
    lw_patch_merged(e, n->child, &before, &value);
    unsigned branches = e->branches;
    if (after.kind != LW_V_UNKNOWN)
        e->branches = 0; /* it holds what it held, and more */
    lw_assign(e, n->child, after, e->ir->language == LW_LANG_PYTHON);
    e->branches = branches;
    if (after.kind == LW_V_TEXT)
        lw_notice_text(e, after.text, true, node);
    return after;
}

struct lw_value lw_eval_return(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)node;
    struct lw_value v = n->child ? lw_eval(e, n->child) : LW_UNKNOWN;
    struct lw_value before = e->result;
    if (before.kind == LW_V_UNKNOWN)
        e->result = v;
    lw_value_taint(&e->result, &before);
    lw_value_taint(&e->result, &v);
    return LW_UNKNOWN;
}

/* six.moves has modules of Python 3 under one roof, and is vendored under many. */
static struct lw_view without_six(struct lw_eval *e, struct lw_view symbol)
{
    size_t at = lw_view_find(symbol, LW_VIEW("six.moves."));
    if (e->ir->language != LW_LANG_PYTHON || at == LW_NOT_FOUND)
        return symbol;
    struct lw_view rest = lw_view_from(symbol, at + 10), old = LW_VIEW("http_client");
    if (lw_view_starts(rest, old))
        return lw_arena_printf(&e->arena, "http.client%.*s", LW_FMT(lw_view_from(rest, old.len)));
    return rest;
}

struct lw_value lw_eval_bind(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    struct lw_view name = lw_ir_text(e->ir, n->id), symbol = lw_ir_text(e->ir, n->extra);
    if (lw_view_starts(symbol, LW_VIEW("node:")))
        symbol = lw_view_from(symbol, 5);
    if (lw_view_is(name, "*")) {
        if (e->wildcard_count < LW_COUNT(e->wildcards))
            e->wildcards[e->wildcard_count++] = symbol;
        return LW_UNKNOWN;
    }
    lw_written_import(e, symbol, node);
    struct lw_value v = lw_value_symbol(without_six(e, symbol));
    size_t dot = lw_view_rfind_byte(symbol, '.');
    if (e->ir->language == LW_LANG_PYTHON && dot != LW_NOT_FOUND && symbol.ptr[0] != '.' &&
        lw_is_shared_module(lw_view_from(symbol, dot + 1)))
        v.text = lw_view_from(symbol, dot + 1);
    if (e->ir->language == LW_LANG_JAVASCRIPT && dot != LW_NOT_FOUND &&
        lw_view_is(lw_view_from(symbol, dot), ".default"))
        v.text = lw_view_sub(symbol, 0, dot);
    if (n->id)
        *lw_scope_slot(e, e->function, n->id) = v;
    return LW_UNKNOWN;
}

/* The items that a loop sees, where they are known. */
static bool items_of(struct lw_eval *e, struct lw_value *out, const struct lw_value *iterable)
{
    *out = *iterable;
    if (iterable->kind == LW_V_LIST)
        return iterable->list->count <= UNROLL_MAX;
    if (iterable->kind != LW_V_TEXT || iterable->text.len > UNROLL_MAX ||
        e->ir->language == LW_LANG_SHELL)
        return false;
    *out = lw_value_list(&e->arena, LW_V_LIST);
    for (size_t i = 0; i < iterable->text.len; i++)
        lw_list_push(e, out,
                     iterable->bytes ? lw_value_number(iterable->text.ptr[i])
                                     : lw_value_text(lw_view_sub(iterable->text, i, 1)));
    lw_value_taint(out, iterable);
    return true;
}

static bool within_budget(const struct lw_eval *e)
{
    return e->steps < e->steps_inline;
}

static struct lw_value item_of(const struct lw_value *iterable)
{
    struct lw_value item = LW_UNKNOWN;
    lw_value_taint(&item, iterable);
    if (lw_is_own(iterable))
        item.from |= LW_FROM_OWN;
    return item;
}

/* for f, x in what `yield f, x` gives: a function is nothing that could be taken apart. */
static bool is_one_item(const struct lw_eval *e, uint32_t target, const struct lw_value *list)
{
    const struct lw_value *first = list->list->count ? &list->list->items[0] : NULL;
    return lw_ir_at(e->ir, target)->kind == LW_IR_LIST && first &&
           (first->kind == LW_V_SYMBOL || first->kind == LW_V_FUNCTION);
}

struct lw_value lw_eval_each(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)node;
    uint32_t second = lw_ir_at(e->ir, n->child)->next;
    if (!second)
        return lw_eval_rest(e, n->child);
    uint32_t body = lw_ir_at(e->ir, second)->next;
    struct lw_value iterable = lw_used(e, lw_eval(e, second), second), items;
    bool declares = true;
    e->branches++;
    if (items_of(e, &items, &iterable) && items.list->count && !is_one_item(e, n->child, &items)) {
        for (size_t i = 0; i < items.list->count && (i == 0 || within_budget(e)); i++) {
            lw_assign(e, n->child, items.list->items[i], declares);
            (void)lw_eval_rest(e, body);
        }
    } else {
        bool one = iterable.kind == LW_V_LIST && is_one_item(e, n->child, &iterable);
        bool word = e->ir->language == LW_LANG_SHELL && iterable.kind == LW_V_TEXT;
        lw_assign(e, n->child, one || word ? iterable : item_of(&iterable), declares);
        (void)lw_eval_rest(e, body);
    }
    e->branches--;
    return item_of(&iterable);
}

struct lw_value lw_eval_every(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)node;
    uint32_t second = lw_ir_at(e->ir, n->child)->next, body = lw_ir_at(e->ir, second)->next;
    struct lw_value iterable = lw_used(e, lw_eval(e, second), second), items;
    if (items_of(e, &items, &iterable) && items.list->count && within_budget(e)) {
        struct lw_value list = lw_value_list(&e->arena, LW_V_LIST);
        for (size_t i = 0; i < items.list->count && (i == 0 || within_budget(e)); i++) {
            lw_assign(e, n->child, items.list->items[i], true);
            lw_list_push(e, &list, lw_eval(e, body));
        }
        return list;
    }
    lw_assign(e, n->child, item_of(&iterable), true);
    struct lw_value result = item_of(&iterable), value = lw_used(e, lw_eval(e, body), body);
    lw_value_taint(&result, &value);
    return result;
}

struct lw_value lw_eval_delete(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)node;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node copy = *lw_ir_at(e->ir, c), *t = &copy;
        uint32_t key = t->child ? lw_ir_at(e->ir, t->child)->next : 0;
        if (t->kind == LW_IR_LIST || t->kind == LW_IR_LAST) /* del a, (b, c) */
            (void)lw_eval_delete(e, t, c);
        else if (t->kind != LW_IR_MEMBER && t->kind != LW_IR_INDEX && t->kind != LW_IR_NAME)
            (void)lw_eval(e, c);
        if (t->kind != LW_IR_MEMBER && t->kind != LW_IR_INDEX)
            continue;
        struct lw_value object = lw_eval(e, t->child);
        struct lw_value name = t->kind == LW_IR_MEMBER ? lw_value_text(lw_ir_text(e->ir, t->id))
                               : key                   ? lw_eval(e, key)
                                                       : LW_UNKNOWN;
        if (object.kind != LW_V_SYMBOL)
            continue;
        if (lw_catalog_environment(e->ir->language, object.text))
            lw_env_write(e, name.kind == LW_V_TEXT ? name.text : LW_VIEW_NONE, NULL, c);
        else if (lw_catalog_patch(object.text) == LW_C_PATCH_LOADER &&
                 !lw_view_is(object.text, "require.cache")) /* it is loaded anew, as it is */
            lw_say(e, c, LW_C_PATCH_LOADER, object.text,
                   name.kind == LW_V_TEXT ? name.text : LW_VIEW_NONE, false);
    }
    return LW_UNKNOWN;
}

struct lw_value lw_eval_global(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    (void)node;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next)
        lw_scope_slot(e, e->function, lw_ir_at(e->ir, c)->id)->kind = LW_V_GLOBAL;
    return LW_UNKNOWN;
}

/* What looks as if it stood in no function may stand in one that another piece begins. */
static bool is_inside(struct lw_eval *e, uint32_t start)
{
    return e->emit->pieces && (!lw_spend(e, e->ir->source.len - start) ||
                               lw_loop_may_be_inside(e->ir->language, e->ir->source, start));
}

struct lw_value lw_eval_branch(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    bool loads = e->function == 0 || (!e->maybe && lw_view_is(lw_view_c(e->phase), "import"));
    if ((n->flags & LW_CF_ENDLESS) && loads && !is_inside(e, n->start)) {
        struct lw_view loop = lw_eval_source(e, node);
        bool fails = lw_spend(e, loop.len) && lw_loop_may_fail(loop);
        lw_say(e, node, LW_C_ENDLESS, LW_VIEW("loop"), fails ? LW_VIEW("may fail") : LW_VIEW_NONE,
               false);
    }
    e->branches++;
    (void)lw_eval_rest(e, n->child);
    e->branches--;
    return LW_UNKNOWN;
}

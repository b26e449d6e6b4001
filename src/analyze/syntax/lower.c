/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/lower.c - what lowering is like in every language.
 */
#include "analyze/syntax/lower.h"
#include "analyze/syntax/loop.h"

uint32_t lw_lower_here(struct lw_lower *l)
{
    TSSymbol symbol = ts_node_symbol(lw_lower_node(l));
    lw_lower_fn *fn = symbol == (TSSymbol)-1      ? l->table->broken
                      : symbol < LW_LOWER_SYMBOLS ? l->table->by_symbol[symbol]
                                                  : NULL;
    if (!fn)
        return 0;
    if (l->depth >= l->depth_max) {
        l->code->too_deep = true;
        return 0;
    }
    l->depth++;
    uint32_t node = fn(l);
    l->depth--;
    return node;
}

enum lw_field lw_lower_field(const struct lw_lower *l)
{
    TSFieldId id = ts_tree_cursor_current_field_id(&l->cursor);
    return id < LW_COUNT(l->table->by_field) ? l->table->by_field[id] : LW_FIELD_NONE;
}

bool lw_lower_is(const struct lw_lower *l, const char *type)
{
    return strcmp(ts_node_type(lw_lower_node(l)), type) == 0;
}

bool lw_lower_named(const struct lw_lower *l)
{
    return ts_node_is_named(lw_lower_node(l));
}

struct lw_view lw_lower_source(const struct lw_lower *l)
{
    TSNode node = lw_lower_node(l);
    uint32_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);
    return lw_view_sub(l->code->source, start, end > start ? end - start : 0);
}

uint32_t lw_lower_make(struct lw_lower *l, enum lw_ir_kind kind, struct lw_ir_list children)
{
    uint32_t index = lw_ir_add(l->code, kind, children);
    if (!index)
        return 0;
    TSNode node = lw_lower_node(l);
    struct lw_ir_node *n = &l->code->nodes[index];
    n->start = ts_node_start_byte(node);
    n->end = ts_node_end_byte(node);
    n->line = ts_node_start_point(node).row + 1;
    return index;
}

uint32_t lw_lower_leaf(struct lw_lower *l, enum lw_ir_kind kind, struct lw_view text)
{
    uint32_t id = lw_ir_name(l->code, text);
    uint32_t node = lw_lower_make(l, kind, (struct lw_ir_list){ 0, 0 });
    if (node)
        l->code->nodes[node].id = id;
    return node;
}

struct lw_ir_list lw_lower_children(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    if (!lw_down(l))
        return list;
    do {
        lw_ir_append(l->code, &list, lw_lower_here(l));
    } while (lw_next(l));
    lw_up(l);
    return list;
}

struct lw_ir_list lw_lower_items(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    if (!lw_down(l))
        return list;
    do {
        uint32_t node = lw_lower_here(l);
        if (!node && lw_lower_named(l) && !lw_lower_is(l, "comment"))
            node = lw_lower_make(l, LW_IR_OTHER, (struct lw_ir_list){ 0, 0 });
        lw_ir_append(l->code, &list, node);
    } while (lw_next(l));
    lw_up(l);
    return list;
}

uint32_t lw_lower_of(struct lw_lower *l, enum lw_field field)
{
    uint32_t node = 0;
    if (!lw_down(l))
        return 0;
    do {
        if (lw_lower_field(l) == field && !node)
            node = lw_lower_here(l);
    } while (!node && lw_next(l));
    lw_up(l);
    return node;
}

struct lw_view lw_lower_field_source(struct lw_lower *l, enum lw_field field)
{
    struct lw_view v = LW_VIEW_NONE;
    if (!lw_down(l))
        return v;
    do {
        if (lw_lower_field(l) == field) {
            v = lw_lower_source(l);
            break;
        }
    } while (lw_next(l));
    lw_up(l);
    return v;
}

static uint32_t all_as(struct lw_lower *l, enum lw_ir_kind kind)
{
    return lw_lower_make(l, kind, lw_lower_children(l));
}

uint32_t lw_lower_other(struct lw_lower *l)
{
    struct lw_ir_list children = lw_lower_children(l);
    return children.first ? lw_lower_make(l, LW_IR_OTHER, children) : 0;
}

uint32_t lw_lower_last(struct lw_lower *l)
{
    struct lw_ir_list children = lw_lower_children(l);
    if (children.first == children.last)
        return children.first;
    return lw_lower_make(l, LW_IR_LAST, children);
}

uint32_t lw_lower_list(struct lw_lower *l)
{
    return lw_lower_make(l, LW_IR_LIST, lw_lower_items(l));
}
uint32_t lw_lower_map(struct lw_lower *l)
{
    return all_as(l, LW_IR_MAP);
}
uint32_t lw_lower_branch(struct lw_lower *l)
{
    return all_as(l, LW_IR_BRANCH);
}
uint32_t lw_lower_loop(struct lw_lower *l)
{
    uint32_t start = ts_node_start_byte(lw_lower_node(l)), node = all_as(l, LW_IR_BRANCH);
    if (lw_loop_is_endless(l->code->language, l->code->source, start, &l->loop_bytes))
        l->code->nodes[node].flags |= LW_CF_ENDLESS;
    return node;
}
uint32_t lw_lower_return(struct lw_lower *l)
{
    return all_as(l, LW_IR_RETURN);
}
uint32_t lw_lower_any(struct lw_lower *l)
{
    return all_as(l, LW_IR_ANY);
}
uint32_t lw_lower_spread(struct lw_lower *l)
{
    return all_as(l, LW_IR_SPREAD);
}
uint32_t lw_lower_delete(struct lw_lower *l)
{
    return all_as(l, LW_IR_DELETE);
}

uint32_t lw_lower_parts(struct lw_lower *l, uint32_t target)
{
    struct lw_ir_node *n = &l->code->nodes[target];
    if (!target || !n->child)
        return 0;
    n->kind = LW_IR_OTHER;
    return target;
}

uint32_t lw_lower_name(struct lw_lower *l)
{
    return lw_lower_leaf(l, LW_IR_NAME, lw_lower_source(l));
}
uint32_t lw_lower_number(struct lw_lower *l)
{
    return lw_lower_leaf(l, LW_IR_NUMBER, lw_lower_source(l));
}

uint32_t lw_lower_nothing(struct lw_lower *l)
{
    (void)l;
    return 0;
}

/* '+', '%', '^' ...; 'p' "**", 'l' "<<", 'r' ">>", 'o' or '||' or '??', 'a' and; 0 for others. */
static uint8_t operator_of(struct lw_view sign)
{
    static const struct {
        const char *sign;
        uint8_t op;
    } ops[] = {
        { "**", 'p' }, { "<<", 'l' }, { ">>", 'r' }, { ">>>", 'r' }, { "||", 'o' },
        { "??", 'o' }, { "or", 'o' }, { "&&", 'a' }, { "and", 'a' }, { "//", '/' },
    };
    if (sign.len == 1)
        return sign.ptr[0];
    for (size_t i = 0; i < LW_COUNT(ops); i++)
        if (lw_view_is(sign, ops[i].sign))
            return ops[i].op;
    return 0;
}

static bool is_sum(struct lw_lower *l)
{
    return (lw_lower_is(l, "binary_operator") || lw_lower_is(l, "binary_expression") ||
            lw_lower_is(l, "binary")) &&
           lw_view_is(lw_lower_field_source(l, LW_FIELD_OPERATOR), "+");
}

/* a + b + c ... nests to the left, as deep as it is long. */
static uint32_t lower_sum(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    unsigned levels = 0;
    while (is_sum(l) && lw_down(l))
        levels++;
    lw_ir_append(l->code, &list, lw_lower_here(l));
    for (; levels; levels--) {
        while (lw_next(l))
            lw_ir_append(l->code, &list, lw_lower_here(l));
        lw_up(l);
    }
    return lw_lower_make(l, LW_IR_SUM, list);
}

uint32_t lw_lower_binary(struct lw_lower *l)
{
    uint8_t op = operator_of(lw_lower_field_source(l, LW_FIELD_OPERATOR));
    if (op == '+')
        return lower_sum(l);
    struct lw_ir_list list = lw_lower_children(l);
    if (op == 0)
        return list.first ? lw_lower_make(l, LW_IR_OTHER, list) : 0;
    uint32_t node = lw_lower_make(l,
                                  op == 'o'   ? LW_IR_ANY
                                  : op == 'a' ? LW_IR_LAST
                                              : LW_IR_BINARY,
                                  list);
    if (node)
        l->code->nodes[node].op = op;
    return node;
}

uint32_t lw_lower_augment(struct lw_lower *l)
{
    struct lw_view sign = lw_lower_field_source(l, LW_FIELD_OPERATOR);
    uint8_t op = operator_of(lw_view_sub(sign, 0, sign.len ? sign.len - 1 : 0));
    uint32_t node = all_as(l, LW_IR_AUGMENT);
    if (node)
        l->code->nodes[node].op = op;
    return node;
}

uint32_t lw_lower_begin_function(struct lw_lower *l, struct lw_view name)
{
    uint32_t id = lw_ir_name(l->code, name);
    uint32_t node = lw_lower_make(l, LW_IR_FUNCTION, (struct lw_ir_list){ 0, 0 });
    if (!node)
        return 0;
    struct lw_ir_node *n = &l->code->nodes[node];
    n->id = id;
    n->extra = (uint32_t)l->code->functions.count;
    *LW_PUSH(&l->code->arena, &l->code->functions) = (struct lw_ir_function){ node, l->function,
                                                                              l->owner };
    if (l->owner) {
        n->flags |= LW_CF_METHOD;
        *LW_PUSH(&l->code->arena, &l->code->methods) = (struct lw_ir_method){ l->owner, id, node };
    }
    l->function = n->extra;
    l->owner = 0;
    return node;
}

void lw_lower_end_function(struct lw_lower *l, uint32_t node, struct lw_ir_list children)
{
    if (!node)
        return;
    l->code->nodes[node].child = children.first;
    const struct lw_ir_function *f = &l->code->functions.items[l->code->nodes[node].extra];
    l->function = f->parent;
    l->owner = f->owner;
}

void lw_lower_text_flush(struct lw_lower *l, struct lw_lower_text *text)
{
    if (l->scratch->len)
        lw_ir_append(l->code, &text->pieces, lw_lower_leaf(l, LW_IR_TEXT, lw_buf_view(l->scratch)));
    l->scratch->len = 0;
}

uint32_t lw_lower_text_end(struct lw_lower *l, struct lw_lower_text *text)
{
    if (!text->computed) {
        uint32_t node = lw_lower_leaf(l, LW_IR_TEXT, lw_buf_view(l->scratch));
        l->scratch->len = 0;
        return node;
    }
    lw_lower_text_flush(l, text);
    return lw_lower_make(l, LW_IR_JOIN, text->pieces);
}

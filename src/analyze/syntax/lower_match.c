/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/lower_match.c - Python's `match`, decorators, and what is done on a condition.
 */
#include "analyze/syntax/lower.h"

enum { DECORATORS_MAX = 16 };

/* What a `match` looks at, by a name that no source can have. */
static uint32_t subject_name(struct lw_lower *l)
{
    return lw_lower_leaf(l, LW_IR_NAME, lw_arena_printf(&l->code->arena, " match %u", l->match));
}

uint32_t lw_lower_match(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 }, subjects = { 0, 0 };
    unsigned outer = l->match;
    l->match = ++l->matches;
    if (!lw_down(l))
        return 0;
    do {
        bool cases = lw_lower_field(l) == LW_FIELD_BODY || lw_lower_is(l, "case_clause");
        if (cases && subjects.first) {
            uint32_t subject = subjects.first == subjects.last
                                   ? subjects.first
                                   : lw_lower_make(l, LW_IR_LIST, subjects);
            lw_ir_append(l->code, &list, lw_lower_declare(l, subject_name(l), subject));
            subjects.first = 0;
        }
        if (lw_lower_named(l))
            lw_ir_append(l->code, cases ? &list : &subjects, lw_lower_here(l));
    } while (lw_next(l));
    lw_up(l);
    l->match = outer;
    return lw_lower_make(l, LW_IR_OTHER, list);
}

/* A name of a pattern is given a value, a path is compared. */
uint32_t lw_lower_dotted(struct lw_lower *l)
{
    struct lw_view source = lw_lower_source(l);
    return lw_view_find_byte(source, '.') == LW_NOT_FOUND ? lw_lower_last(l) : lw_lower_other(l);
}

/* `case pattern as name`: both are what is looked at. */
static void bind_pattern(struct lw_lower *l, struct lw_ir_list *list)
{
    uint32_t target = lw_lower_here(l);
    unsigned kind = l->code->nodes[target].kind;
    if (target && (kind == LW_IR_NAME || kind == LW_IR_LIST))
        lw_ir_append(l->code, list, lw_lower_declare(l, target, subject_name(l)));
    if (!lw_down(l))
        return;
    if (lw_lower_is(l, "as_pattern") && lw_down(l)) {
        uint32_t alias = 0;
        do {
            if (lw_lower_is(l, "identifier"))
                alias = lw_lower_here(l);
        } while (lw_next(l));
        lw_up(l);
        lw_ir_append(l->code, list, alias ? lw_lower_declare(l, alias, subject_name(l)) : 0);
    }
    lw_up(l);
}

uint32_t lw_lower_case(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    if (!lw_down(l))
        return 0;
    do {
        if (lw_lower_is(l, "case_pattern"))
            bind_pattern(l, &list);
        else
            lw_ir_append(l->code, &list, lw_lower_here(l));
    } while (lw_next(l));
    lw_up(l);
    return lw_lower_make(l, LW_IR_BRANCH, list);
}

/* @a, @b, and a function or class: a(b(function)). */
uint32_t lw_lower_decorated(struct lw_lower *l)
{
    uint32_t decorators[DECORATORS_MAX], count = 0, node = 0;
    struct lw_ir_list more = { 0, 0 };
    if (!lw_down(l))
        return 0;
    do {
        if (lw_lower_is(l, "decorator") && count < DECORATORS_MAX)
            decorators[count++] = lw_lower_last(l);
        else if (lw_lower_field(l) == LW_FIELD_DEFINITION)
            node = lw_lower_here(l);
        else
            lw_ir_append(l->code, &more, lw_lower_here(l));
    } while (lw_next(l));
    lw_up(l);
    while (count-- > 0) {
        struct lw_ir_list list = { 0, 0 };
        lw_ir_append(l->code, &list, decorators[count]);
        lw_ir_append(l->code, &list, node);
        if (decorators[count] && node)
            node = lw_lower_make(l, LW_IR_CALL, list);
    }
    if (!more.first)
        return node;
    lw_ir_append(l->code, &more, node);
    return lw_lower_make(l, LW_IR_LAST, more);
}

static struct lw_view source_of(const struct lw_lower *l, TSNode node)
{
    const uint32_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);
    return lw_view_sub(l->code->source, start, end > start ? end - start : 0);
}

static TSNode without_brackets(TSNode node)
{
    while (strcmp(ts_node_type(node), "parenthesized_expression") == 0 &&
           ts_node_named_child_count(node) == 1)
        node = ts_node_named_child(node, 0);
    return node;
}

/* __name__ == "__main__", either way around. */
static bool compares_main(const struct lw_lower *l, TSNode node)
{
    static const char *const texts[] = { "\"__main__\"", "'__main__'" };
    node = without_brackets(node);
    if (strcmp(ts_node_type(node), "comparison_operator") != 0 || ts_node_child_count(node) != 3)
        return false;
    const struct lw_view left = source_of(l, ts_node_child(node, 0));
    const struct lw_view right = source_of(l, ts_node_child(node, 2));
    const bool first = lw_view_is(left, "__name__");
    return strcmp(ts_node_type(ts_node_child(node, 1)), "==") == 0 &&
           (first || lw_view_is(right, "__name__")) && LW_VIEW_IN(first ? right : left, texts);
}

/* The same, perhaps with more that has to be: `__name__ == "__main__" and a and b`. */
static bool is_main(const struct lw_lower *l, TSNode condition)
{
    for (;;) {
        condition = without_brackets(condition);
        if (compares_main(l, condition))
            return true;
        const TSNode sign = ts_node_child_by_field_name(condition, "operator", 8);
        if (strcmp(ts_node_type(condition), "boolean_operator") != 0 || ts_node_is_null(sign) ||
            strcmp(ts_node_type(sign), "and") != 0)
            return false;
        if (compares_main(l, ts_node_child_by_field_name(condition, "right", 5)))
            return true;
        condition = ts_node_child_by_field_name(condition, "left", 4);
    }
}

/* What stands under `if __name__ == "__main__"` does not run when the module is imported; what
 * stands under its `else` does. */
uint32_t lw_lower_python_if(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 }, inner = { 0, 0 }, rest = { 0, 0 };
    TSNode condition = ts_node_child_by_field_name(lw_lower_node(l), "condition", 9);
    if (!is_main(l, condition))
        return lw_lower_branch(l);
    uint32_t node = lw_lower_begin_function(l, LW_VIEW_NONE);
    lw_ir_append(l->code, &inner, lw_lower_of(l, LW_FIELD_CONDITION));
    lw_ir_append(l->code, &inner, lw_lower_of(l, LW_FIELD_CONSEQUENCE));
    lw_lower_end_function(l, node, inner);
    if (!lw_down(l))
        return node;
    do {
        if (lw_lower_field(l) == LW_FIELD_ALTERNATIVE)
            lw_ir_append(l->code, &rest, lw_lower_here(l));
    } while (lw_next(l));
    lw_up(l);
    if (!rest.first)
        return node;
    lw_ir_append(l->code, &list, node);
    lw_ir_append(l->code, &list, lw_lower_make(l, LW_IR_BRANCH, rest));
    return lw_lower_make(l, LW_IR_OTHER, list);
}

/* a if b else c, of which any may be `None`, which is no node. */
uint32_t lw_lower_conditional(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 }, both = { 0, 0 };
    uint32_t part[3] = { 0, 0, 0 }, count = 0;
    if (!lw_down(l))
        return 0;
    do {
        if (!lw_lower_named(l) || lw_lower_is(l, "comment"))
            continue;
        uint32_t node = lw_lower_here(l);
        if (count < 3)
            part[count++] = node;
    } while (lw_next(l));
    lw_up(l);
    lw_ir_append(l->code, &list, part[0]);
    lw_ir_append(l->code, &list, part[2]);
    uint32_t value = lw_lower_make(l, LW_IR_ANY, list);
    lw_ir_append(l->code, &both, part[1]);
    lw_ir_append(l->code, &both, value);
    return lw_lower_make(l, LW_IR_LAST, both);
}

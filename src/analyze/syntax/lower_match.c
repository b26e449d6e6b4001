/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/lower_match.c - Python's `match`, and decorators.
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
    if (!lw_down(l))
        return 0;
    do {
        if (lw_lower_is(l, "decorator") && count < DECORATORS_MAX)
            decorators[count++] = lw_lower_last(l);
        else if (lw_lower_is(l, "decorator") || lw_lower_named(l))
            node = lw_lower_here(l);
    } while (lw_next(l));
    lw_up(l);
    while (count-- > 0) {
        struct lw_ir_list list = { 0, 0 };
        lw_ir_append(l->code, &list, decorators[count]);
        lw_ir_append(l->code, &list, node);
        if (decorators[count] && node)
            node = lw_lower_make(l, LW_IR_CALL, list);
    }
    return node;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/lower_javascript.c - JavaScript, as written and as TypeScript and bundlers put it out.
 */
#include "analyze/syntax/lower.h"

const TSLanguage *tree_sitter_javascript(void);

static uint32_t lower_string(struct lw_lower *l)
{
    struct lw_lower_text text = { { 0, 0 }, false };
    l->scratch->len = 0;
    if (!lw_down(l))
        return 0;
    do {
        if (lw_lower_is(l, "string_fragment")) {
            lw_buf_add(l->scratch, lw_lower_source(l));
        } else if (lw_lower_is(l, "escape_sequence")) {
            lw_add_escape(l->scratch, lw_lower_source(l), LW_LANG_JAVASCRIPT, false);
        } else if (lw_lower_is(l, "template_substitution")) {
            lw_lower_text_flush(l, &text);
            text.computed = true;
            lw_ir_append(l->code, &text.pieces, lw_lower_last(l));
        }
    } while (lw_next(l));
    lw_up(l);
    return lw_lower_text_end(l, &text);
}

static uint32_t lower_statement(struct lw_lower *l)
{
    uint32_t node = lw_lower_last(l);
    if (l->code->nodes[node].kind == LW_IR_TEXT)
        l->code->nodes[node].flags |= LW_CF_NOTE;
    return node;
}

static uint32_t lower_member(struct lw_lower *l)
{
    uint32_t object = lw_lower_of(l, LW_FIELD_OBJECT);
    uint32_t id = lw_ir_name(l->code, lw_lower_field_source(l, LW_FIELD_PROPERTY));
    uint32_t node = lw_lower_make(l, LW_IR_MEMBER, (struct lw_ir_list){ object, object });
    l->code->nodes[node].id = id;
    return node;
}

static uint32_t lower_subscript(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_OBJECT));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_INDEX));
    return lw_lower_make(l, LW_IR_INDEX, list);
}

static uint32_t lower_call(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    bool made = lw_lower_is(l, "new_expression");
    if (!lw_down(l))
        return 0;
    do {
        enum lw_field field = lw_lower_field(l);
        if (field == LW_FIELD_ARGUMENTS && lw_lower_is(l, "arguments")) {
            struct lw_ir_list arguments = lw_lower_items(l);
            lw_ir_append(l->code, &list, arguments.first);
            list.last = arguments.last ? arguments.last : list.last;
        } else if (field != LW_FIELD_NONE) {
            lw_ir_append(l->code, &list, lw_lower_here(l));
        }
    } while (lw_next(l));
    lw_up(l);
    if (list.first && !made && l->code->nodes[list.first].kind == LW_IR_CALL)
        l->code->nodes[list.first].flags |= LW_CF_AT_ONCE;
    return lw_lower_make(l, made ? LW_IR_NEW : LW_IR_CALL, list);
}

static uint32_t lower_key(struct lw_lower *l)
{
    if (lw_lower_is(l, "property_identifier") || lw_lower_is(l, "private_property_identifier"))
        return lw_lower_leaf(l, LW_IR_TEXT, lw_lower_source(l));
    return lw_lower_here(l);
}

static uint32_t lower_pair(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    if (!lw_down(l))
        return 0;
    do {
        enum lw_field field = lw_lower_field(l);
        if (field == LW_FIELD_KEY)
            lw_ir_append(l->code, &list, lower_key(l));
        else if (field == LW_FIELD_VALUE)
            lw_ir_append(l->code, &list, lw_lower_here(l));
    } while (lw_next(l));
    lw_up(l);
    return lw_lower_make(l, LW_IR_PAIR, list);
}

/* {a}: the name is key and value. */
static uint32_t lower_shorthand(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    lw_ir_append(l->code, &list, lw_lower_leaf(l, LW_IR_TEXT, lw_lower_source(l)));
    lw_ir_append(l->code, &list, lw_lower_name(l));
    return lw_lower_make(l, LW_IR_PAIR, list);
}

static uint32_t assign(struct lw_lower *l, uint32_t target, uint32_t value, uint16_t flags)
{
    struct lw_ir_list list = { 0, 0 };
    const struct lw_ir_node *to = target ? lw_ir_at(l->code, target) : NULL;
    bool off = to && to->kind == LW_IR_MEMBER && !value &&
               lw_view_is(lw_ir_text(l->code, to->id), "rejectUnauthorized");
    if (off) /* `false` is no node, but says enough here */
        value = lw_lower_make(l, LW_IR_OTHER, list);
    if (!target || !value)
        return target ? lw_lower_parts(l, target) : value;
    lw_ir_append(l->code, &list, target);
    lw_ir_append(l->code, &list, value);
    uint32_t node = lw_lower_make(l, LW_IR_ASSIGN, list);
    l->code->nodes[node].flags |= flags;
    return node;
}

/* a = 1 in a pattern: the target, and what it is where nothing else is given. */
static uint32_t lower_pattern_default(struct lw_lower *l)
{
    uint32_t target = lw_lower_of(l, LW_FIELD_LEFT);
    uint32_t value = lw_lower_of(l, LW_FIELD_RIGHT);
    return value ? assign(l, target, value, LW_CF_DECLARES) : target;
}

/* {a = 1}: of the pair of key and name, the name has a default. */
static uint32_t lower_shorthand_default(struct lw_lower *l)
{
    uint32_t pair = lw_lower_of(l, LW_FIELD_LEFT);
    uint32_t value = lw_lower_of(l, LW_FIELD_RIGHT);
    struct lw_ir_node *nodes = l->code->nodes;
    uint32_t key = pair && nodes[pair].kind == LW_IR_PAIR ? nodes[pair].child : 0;
    uint32_t name = key ? nodes[key].next : 0;
    if (!name || !value)
        return pair;
    uint32_t both = assign(l, name, value, LW_CF_DECLARES);
    l->code->nodes[key].next = both; /* which may have moved them */
    return pair;
}

static uint32_t lower_declarator(struct lw_lower *l)
{
    uint32_t target = lw_lower_of(l, LW_FIELD_NAME);
    return assign(l, target, lw_lower_of(l, LW_FIELD_VALUE), LW_CF_DECLARES);
}

static uint32_t lower_assignment(struct lw_lower *l)
{
    uint32_t target = lw_lower_of(l, LW_FIELD_LEFT);
    return assign(l, target, lw_lower_of(l, LW_FIELD_RIGHT), 0);
}

static uint32_t lower_parameter(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    if (lw_lower_is(l, "assignment_pattern")) {
        lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_LEFT));
        lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_RIGHT));
    } else {
        lw_ir_append(l->code, &list, lw_lower_here(l));
    }
    return list.first ? lw_lower_make(l, LW_IR_PARAM, list) : 0;
}

static uint32_t lower_function(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    bool arrow = false;
    uint32_t node = lw_lower_begin_function(l, lw_lower_field_source(l, LW_FIELD_NAME));
    if (!node || !lw_down(l))
        return 0;
    do {
        enum lw_field field = lw_lower_field(l);
        if (field == LW_FIELD_PARAMETERS && lw_down(l)) {
            do {
                if (lw_lower_named(l))
                    lw_ir_append(l->code, &list, lower_parameter(l));
            } while (lw_next(l));
            lw_up(l);
        } else if (field == LW_FIELD_PARAMETER) {
            lw_ir_append(l->code, &list, lower_parameter(l));
        } else if (field == LW_FIELD_BODY) {
            arrow = !lw_lower_is(l, "statement_block");
            lw_ir_append(l->code, &list, lw_lower_here(l));
        }
    } while (lw_next(l));
    lw_up(l);
    if (arrow)
        l->code->nodes[node].flags |= LW_CF_ARROW;
    lw_lower_end_function(l, node, list);
    return node;
}

/* [key]: what is worked out where the class is made; it is no member itself. */
static uint32_t lower_computed(struct lw_lower *l, enum lw_field field)
{
    const uint32_t owner = l->owner;
    uint32_t key = 0;
    if (!lw_down(l))
        return 0;
    do {
        l->owner = 0;
        if (lw_lower_field(l) == field && lw_lower_is(l, "computed_property_name"))
            key = lw_lower_here(l);
        l->owner = owner;
    } while (!key && lw_next(l));
    lw_up(l);
    return key;
}

static struct lw_ir_list lower_decorators(struct lw_lower *l)
{
    const uint32_t owner = l->owner;
    struct lw_ir_list list = { 0, 0 };
    if (!lw_down(l))
        return list;
    l->owner = 0;
    do {
        if (lw_lower_is(l, "decorator"))
            lw_ir_append(l->code, &list, lw_lower_here(l));
    } while (lw_next(l));
    l->owner = owner;
    lw_up(l);
    return list;
}

/* In an object, a method is a pair of its name and a function. */
static uint32_t lower_method(struct lw_lower *l)
{
    struct lw_ir_list list = lower_decorators(l), pair = { 0, 0 };
    uint32_t key = lower_computed(l, LW_FIELD_NAME);
    if (l->owner) {
        lw_ir_append(l->code, &list, key);
        lw_ir_append(l->code, &list, lower_function(l));
        return list.first == list.last ? list.first : lw_lower_make(l, LW_IR_OTHER, list);
    }
    const struct lw_view name = lw_lower_field_source(l, LW_FIELD_NAME);
    lw_ir_append(l->code, &pair, key ? key : lw_lower_leaf(l, LW_IR_TEXT, name));
    lw_ir_append(l->code, &pair, lower_function(l));
    return lw_lower_make(l, LW_IR_PAIR, pair);
}

/* x = 1 in the body of a class is this.x = 1. */
static uint32_t lower_field(struct lw_lower *l)
{
    struct lw_ir_list object = { 0, 0 }, list = lower_decorators(l);
    uint32_t key = lower_computed(l, LW_FIELD_PROPERTY);
    uint32_t value = lw_lower_of(l, LW_FIELD_VALUE);
    uint32_t id = lw_ir_name(l->code, lw_lower_field_source(l, LW_FIELD_PROPERTY));
    lw_ir_append(l->code, &object, lw_lower_leaf(l, LW_IR_NAME, LW_VIEW("this")));
    lw_ir_append(l->code, &object, key);
    uint32_t target = lw_lower_make(l, key ? LW_IR_INDEX : LW_IR_MEMBER, object);
    l->code->nodes[target].id = key ? 0 : id;
    lw_ir_append(l->code, &list, assign(l, target, value, 0));
    return list.first == list.last ? list.first : lw_lower_make(l, LW_IR_OTHER, list);
}

static uint32_t lower_class(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 }, members = { 0, 0 }, before = lower_decorators(l);
    uint32_t outer = l->owner, number = ++l->code->classes;
    struct lw_view name = lw_lower_field_source(l, LW_FIELD_NAME);
    if (!lw_down(l))
        return 0;
    do {
        if (lw_lower_is(l, "class_heritage")) {
            uint32_t base = lw_lower_last(l);
            uint32_t bases = lw_lower_make(l, LW_IR_OTHER, (struct lw_ir_list){ base, base });
            l->code->nodes[bases].flags |= LW_CF_BASES;
            lw_ir_append(l->code, &list, bases);
        } else if (lw_lower_is(l, "class_body")) {
            l->owner = number;
            members = lw_lower_children(l);
            l->owner = outer;
        }
    } while (lw_next(l));
    lw_up(l);
    lw_ir_append(l->code, &list, members.first);
    uint32_t id = lw_ir_name(l->code, name), node = lw_lower_make(l, LW_IR_CLASS, list);
    l->code->nodes[node].id = id;
    l->code->nodes[node].extra = number;
    lw_ir_append(l->code, &before, node);
    return before.first == node ? node : lw_lower_make(l, LW_IR_LAST, before);
}

static uint32_t bind(struct lw_lower *l, struct lw_view local, struct lw_view module,
                     struct lw_view name)
{
    struct lw_view full = name.len ? lw_arena_printf(&l->code->arena, "%.*s.%.*s", LW_FMT(module),
                                                     LW_FMT(name))
                                   : module;
    uint32_t id = lw_ir_name(l->code, local), symbol = lw_ir_name(l->code, full);
    uint32_t node = lw_lower_make(l, LW_IR_BIND, (struct lw_ir_list){ 0, 0 });
    l->code->nodes[node].id = id;
    l->code->nodes[node].extra = symbol;
    return node;
}

/* What import_clause and its parts give names to. */
static void lower_clause(struct lw_lower *l, struct lw_ir_list *list, struct lw_view module)
{
    if (!lw_down(l))
        return;
    do {
        if (lw_lower_is(l, "identifier")) {
            lw_ir_append(l->code, list, bind(l, lw_lower_source(l), module, LW_VIEW_NONE));
        } else if (lw_lower_is(l, "import_specifier")) {
            struct lw_view name = lw_lower_field_source(l, LW_FIELD_NAME);
            struct lw_view alias = lw_lower_field_source(l, LW_FIELD_ALIAS);
            lw_ir_append(l->code, list, bind(l, alias.len ? alias : name, module, name));
        } else if (l->depth < l->depth_max) {
            l->depth++;
            lower_clause(l, list, module);
            l->depth--;
        }
    } while (lw_next(l));
    lw_up(l);
}

static struct lw_view unquoted(struct lw_view text)
{
    return text.len >= 2 ? lw_view_sub(text, 1, text.len - 2) : text;
}

static uint32_t lower_import(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    struct lw_view module = unquoted(lw_lower_field_source(l, LW_FIELD_SOURCE));
    lw_ir_append(l->code, &list, bind(l, LW_VIEW_NONE, module, LW_VIEW_NONE));
    lower_clause(l, &list, module);
    return lw_lower_make(l, LW_IR_OTHER, list);
}

static uint32_t lower_for(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_LEFT));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_RIGHT));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_BODY));
    uint32_t before = lw_lower_of(l, LW_FIELD_VALUE); /* for (var a = before in b) */
    struct lw_ir_list both = { before, before };
    lw_ir_append(l->code, &both, lw_lower_make(l, LW_IR_EACH, list));
    return before ? lw_lower_make(l, LW_IR_OTHER, both) : both.first;
}

static uint32_t lower_ternary(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_CONSEQUENCE));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_ALTERNATIVE));
    uint32_t value = lw_lower_make(l, LW_IR_ANY, list);
    struct lw_ir_list both = { 0, 0 };
    lw_ir_append(l->code, &both, lw_lower_of(l, LW_FIELD_CONDITION));
    lw_ir_append(l->code, &both, value);
    return lw_lower_make(l, LW_IR_LAST, both);
}

static uint32_t lower_unary(struct lw_lower *l)
{
    struct lw_view sign = lw_lower_field_source(l, LW_FIELD_OPERATOR);
    if (lw_view_is(sign, "delete"))
        return lw_lower_delete(l);
    uint32_t node = lw_lower_make(l, LW_IR_OTHER, lw_lower_children(l));
    if (node)
        l->code->nodes[node].op = '=';
    return node;
}

static uint32_t lower_comparison_or_sum(struct lw_lower *l)
{
    uint32_t node = lw_lower_binary(l);
    if (node && l->code->nodes[node].kind == LW_IR_OTHER)
        l->code->nodes[node].op = '=';
    return node;
}

static uint32_t lower_this(struct lw_lower *l)
{
    return lw_lower_leaf(l, LW_IR_NAME, lw_lower_source(l));
}

static uint32_t lower_do(struct lw_lower *l)
{
    return lw_lower_make(l, LW_IR_OTHER, lw_lower_children(l));
}

static const struct lw_lower_row rows[] = {
    { "comment", lw_lower_nothing },
    { "html_comment", lw_lower_nothing },
    { "hash_bang_line", lw_lower_nothing },
    { "regex", lw_lower_nothing },
    { "program", lower_do },
    { "statement_block", lower_do },
    { "string", lower_string },
    { "template_string", lower_string },
    { "expression_statement", lower_statement },
    { "identifier", lw_lower_name },
    { "this", lower_this },
    { "super", lower_this },
    { "import", lower_this },
    { "number", lw_lower_number },
    { "member_expression", lower_member },
    { "subscript_expression", lower_subscript },
    { "call_expression", lower_call },
    { "new_expression", lower_call },
    { "spread_element", lw_lower_spread },
    { "rest_pattern", lw_lower_spread },
    { "parenthesized_expression", lw_lower_last },
    { "sequence_expression", lw_lower_last },
    { "await_expression", lw_lower_last },
    { "computed_property_name", lw_lower_last },
    { "binary_expression", lower_comparison_or_sum },
    { "ternary_expression", lower_ternary },
    { "unary_expression", lower_unary },
    { "array", lw_lower_list },
    { "array_pattern", lw_lower_list },
    { "object", lw_lower_map },
    { "object_pattern", lw_lower_map },
    { "pair", lower_pair },
    { "pair_pattern", lower_pair },
    { "shorthand_property_identifier", lower_shorthand },
    { "shorthand_property_identifier_pattern", lower_shorthand },
    { "object_assignment_pattern", lower_shorthand_default },
    { "assignment_pattern", lower_pattern_default },
    { "variable_declarator", lower_declarator },
    { "assignment_expression", lower_assignment },
    { "augmented_assignment_expression", lw_lower_augment },
    { "import_statement", lower_import },
    { "function_declaration", lower_function },
    { "function_expression", lower_function },
    { "generator_function", lower_function },
    { "generator_function_declaration", lower_function },
    { "arrow_function", lower_function },
    { "method_definition", lower_method },
    { "field_definition", lower_field },
    { "class", lower_class },
    { "class_declaration", lower_class },
    { "return_statement", lw_lower_return },
    { "yield_expression", lw_lower_return },
    { "if_statement", lw_lower_branch },
    { "else_clause", lw_lower_branch },
    { "while_statement", lw_lower_loop },
    { "do_statement", lw_lower_loop },
    { "for_statement", lw_lower_loop },
    { "catch_clause", lw_lower_branch },
    { "switch_case", lw_lower_branch },
    { "switch_default", lw_lower_branch },
    { "for_in_statement", lower_for },
};

const struct lw_lower_language lw_lower_javascript = { tree_sitter_javascript, rows,
                                                       LW_COUNT(rows) };

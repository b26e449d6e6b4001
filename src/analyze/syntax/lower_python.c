/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/lower_python.c - Python, 2 and 3.
 */
#include "analyze/nfkc.h"
#include "analyze/syntax/lower.h"

const TSLanguage *tree_sitter_python(void);

/* A name as Python reads it: in NFKC, and without what may stand around the dots of a module's. */
static struct lw_view name_of(struct lw_lower *l, struct lw_view source)
{
    bool plain = true;
    for (size_t i = 0; i < source.len && plain; i++)
        plain = source.ptr[i] < 0x80 && (source.ptr[i] > ' ') && source.ptr[i] != '\\';
    if (plain)
        return source;
    LW_CLEANUP(lw_buf_clear) struct lw_buf name = LW_BUF_INIT, packed = LW_BUF_INIT;
    lw_nfkc_add(&name, source);
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] > ' ' && name.ptr[i] != '\\')
            lw_buf_add_byte(&packed, name.ptr[i]);
    return lw_arena_copy(&l->code->arena, lw_buf_view(&packed));
}

static struct lw_view name_in(struct lw_lower *l, enum lw_field field)
{
    return name_of(l, lw_lower_field_source(l, field));
}

/* One that reads otherwise than it is written is put together, in its way. */
static uint32_t lower_identifier(struct lw_lower *l)
{
    struct lw_view source = lw_lower_source(l);
    uint32_t node = lw_lower_leaf(l, LW_IR_NAME, name_of(l, source));
    if (node && lw_nfkc_folds(source))
        l->code->nodes[node].flags |= LW_CF_FOLDED;
    return node;
}

static uint32_t lower_concatenated(struct lw_lower *l)
{
    return lw_lower_make(l, LW_IR_SUM, lw_lower_children(l));
}

static uint32_t lower_statement(struct lw_lower *l)
{
    uint32_t node = lw_lower_last(l);
    if (l->code->nodes[node].kind == LW_IR_TEXT)
        l->code->nodes[node].flags |= LW_CF_NOTE;
    return node;
}

/* `*a: *b.c(d)`, where the grammar has the star at `b`. */
static uint32_t without_star(const struct lw_lower *l, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(l->code, node);
    return n->kind == LW_IR_SPREAD && n->child ? n->child : node;
}

static uint32_t lower_attribute(struct lw_lower *l)
{
    uint32_t object = without_star(l, lw_lower_of(l, LW_FIELD_OBJECT));
    struct lw_view source = lw_lower_field_source(l, LW_FIELD_ATTRIBUTE);
    uint32_t id = lw_ir_name(l->code, name_of(l, source));
    uint32_t node = lw_lower_make(l, LW_IR_MEMBER, (struct lw_ir_list){ object, object });
    if (node && lw_nfkc_folds(source))
        l->code->nodes[node].flags |= LW_CF_FOLDED;
    l->code->nodes[node].id = id;
    return node;
}

/* a[b], a[b:c:d]; a[b, c] has one key, a tuple, in which a slice has no object. */
static uint32_t lower_subscript(struct lw_lower *l)
{
    struct lw_ir_list keys = { 0, 0 };
    uint32_t object = without_star(l, lw_lower_of(l, LW_FIELD_VALUE)), count = 0;
    if (!lw_down(l))
        return 0;
    do {
        if (lw_lower_field(l) == LW_FIELD_VALUE || !lw_lower_named(l))
            continue;
        uint32_t key = lw_lower_here(l);
        lw_ir_append(l->code, &keys, key);
        count += key != 0;
    } while (lw_next(l));
    lw_up(l);
    struct lw_ir_list list = { object, object };
    struct lw_ir_node *key = &l->code->nodes[keys.first];
    if (count == 1 && key->kind == LW_IR_SLICE && object) {
        lw_ir_append(l->code, &list, key->child);
        return lw_lower_make(l, LW_IR_SLICE, list);
    }
    for (uint32_t k = keys.first; k; k = l->code->nodes[k].next)
        if (l->code->nodes[k].kind == LW_IR_SLICE && count > 1)
            l->code->nodes[k].kind = LW_IR_OTHER;
    lw_ir_append(l->code, &list, count > 1 ? lw_lower_make(l, LW_IR_LIST, keys) : keys.first);
    return lw_lower_make(l, LW_IR_INDEX, list);
}

static uint32_t lower_slice(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    uint32_t part = 0;
    if (!lw_down(l))
        return 0;
    do {
        if (lw_lower_named(l)) {
            part = lw_lower_here(l);
        } else {
            lw_ir_append(l->code, &list,
                         part ? part : lw_lower_make(l, LW_IR_OTHER, (struct lw_ir_list){ 0 }));
            part = 0;
        }
    } while (lw_next(l));
    lw_up(l);
    lw_ir_append(l->code, &list,
                 part ? part : lw_lower_make(l, LW_IR_OTHER, (struct lw_ir_list){ 0 }));
    return lw_lower_make(l, LW_IR_SLICE, list);
}

static uint32_t lower_call(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    if (!lw_down(l))
        return 0;
    do {
        enum lw_field field = lw_lower_field(l);
        if (field == LW_FIELD_ARGUMENTS && lw_lower_is(l, "argument_list")) {
            struct lw_ir_list arguments = lw_lower_items(l);
            lw_ir_append(l->code, &list, arguments.first);
            list.last = arguments.last ? arguments.last : list.last;
        } else if (field != LW_FIELD_NONE) {
            lw_ir_append(l->code, &list, without_star(l, lw_lower_here(l)));
        }
    } while (lw_next(l));
    lw_up(l);
    return lw_lower_make(l, LW_IR_CALL, list);
}

static uint32_t lower_keyword(struct lw_lower *l)
{
    uint32_t value = lw_lower_of(l, LW_FIELD_VALUE);
    uint32_t id = lw_ir_name(l->code, name_in(l, LW_FIELD_NAME));
    uint32_t node = lw_lower_make(l, LW_IR_KEYWORD, (struct lw_ir_list){ value, value });
    l->code->nodes[node].id = id;
    return node;
}

static uint32_t lower_pair(struct lw_lower *l)
{
    return lw_lower_make(l, LW_IR_PAIR, lw_lower_children(l));
}

uint32_t lw_lower_declare(struct lw_lower *l, uint32_t target, uint32_t value)
{
    struct lw_ir_list list = { 0, 0 };
    if (!target || !value) /* `x: int` alone says nothing */
        return target ? lw_lower_parts(l, target) : value;
    lw_ir_append(l->code, &list, target);
    lw_ir_append(l->code, &list, value);
    uint32_t node = lw_lower_make(l, LW_IR_ASSIGN, list);
    l->code->nodes[node].flags |= LW_CF_DECLARES;
    return node;
}

/* Most annotations only name; one that calls something does so when it is read. */
static uint32_t lower_type(struct lw_lower *l)
{
    if (lw_view_find_byte(lw_lower_source(l), '(') == LW_NOT_FOUND)
        return 0;
    return lw_lower_make(l, LW_IR_OTHER, lw_lower_children(l));
}

static uint32_t lower_assignment(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    uint32_t target = lw_lower_of(l, LW_FIELD_LEFT);
    uint32_t node = lw_lower_declare(l, target, lw_lower_of(l, LW_FIELD_RIGHT));
    uint32_t type = lw_lower_of(l, LW_FIELD_TYPE);
    if (!type)
        return node;
    lw_ir_append(l->code, &list, type);
    lw_ir_append(l->code, &list, node);
    return lw_lower_make(l, LW_IR_LAST, list);
}

static uint32_t lower_named_expression(struct lw_lower *l)
{
    uint32_t target = lw_lower_of(l, LW_FIELD_NAME);
    return lw_lower_declare(l, target, lw_lower_of(l, LW_FIELD_VALUE));
}

/* `expression as target` */
static uint32_t lower_as(struct lw_lower *l)
{
    uint32_t value = 0;
    if (lw_down(l)) {
        value = lw_lower_here(l);
        lw_up(l);
    }
    return lw_lower_declare(l, lw_lower_of(l, LW_FIELD_ALIAS), value);
}

static uint32_t lower_comparison(struct lw_lower *l)
{
    uint32_t node = lw_lower_make(l, LW_IR_OTHER, lw_lower_children(l));
    l->code->nodes[node].op = '=';
    return node;
}

static uint32_t bind(struct lw_lower *l, struct lw_view local, struct lw_view symbol)
{
    uint32_t id = lw_ir_name(l->code, local), full = lw_ir_name(l->code, symbol);
    uint32_t node = lw_lower_make(l, LW_IR_BIND, (struct lw_ir_list){ 0, 0 });
    l->code->nodes[node].id = id;
    l->code->nodes[node].extra = full;
    return node;
}

/* One name of an import, of `module` or "". */
static uint32_t lower_import_name(struct lw_lower *l, struct lw_view module)
{
    struct lw_view name = name_of(l, lw_lower_source(l)), alias = LW_VIEW_NONE;
    if (lw_lower_is(l, "aliased_import")) {
        alias = name_in(l, LW_FIELD_ALIAS);
        name = name_in(l, LW_FIELD_NAME);
    }
    if (module.len) {
        struct lw_view full = lw_arena_printf(&l->code->arena, "%.*s.%.*s", LW_FMT(module),
                                              LW_FMT(name));
        return bind(l, alias.len ? alias : name, full);
    }
    size_t dot = lw_view_find_byte(name, '.');
    struct lw_view head = lw_view_sub(name, 0, dot);
    uint32_t node = bind(l, alias.len ? alias : head, alias.len ? name : head);
    l->code->nodes[node].flags |= LW_CF_WHOLE;
    return node;
}

static uint32_t lower_import(struct lw_lower *l)
{
    struct lw_view module = name_in(l, LW_FIELD_MODULE);
    struct lw_ir_list list = { 0, 0 };
    if (!lw_down(l))
        return 0;
    do {
        if (lw_lower_is(l, "wildcard_import"))
            lw_ir_append(l->code, &list, bind(l, LW_VIEW("*"), module));
        else if (lw_lower_field(l) == LW_FIELD_NAME)
            lw_ir_append(l->code, &list, lower_import_name(l, module));
    } while (lw_next(l));
    lw_up(l);
    return lw_lower_make(l, LW_IR_OTHER, list);
}

static uint32_t lower_global(struct lw_lower *l)
{
    return lw_lower_make(l, LW_IR_GLOBAL, lw_lower_children(l));
}

/* A parameter: "x", "x=1", "x: int = 1", "*x", "**x". */
static uint32_t lower_parameter(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    uint32_t name = lw_lower_of(l, LW_FIELD_NAME);
    if (name) {
        lw_ir_append(l->code, &list, name);
        lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_VALUE));
    } else if (lw_lower_is(l, "typed_parameter") && lw_down(l)) {
        lw_ir_append(l->code, &list, lw_lower_here(l));
        lw_up(l);
    } else {
        lw_ir_append(l->code, &list, lw_lower_here(l));
    }
    return list.first ? lw_lower_make(l, LW_IR_PARAM, list) : 0;
}

/* "*a.b", of which the grammar has made no expression. */
static uint32_t lower_path(struct lw_lower *l)
{
    struct lw_view rest = lw_lower_source(l), part;
    uint32_t node = 0;
    while (lw_view_split(&part, &rest, '.')) {
        while (part.len && (part.ptr[0] == '*' || part.ptr[0] <= ' '))
            part = lw_view_from(part, 1);
        const struct lw_view name = name_of(l, lw_view_trim(part));
        if (!node) {
            node = lw_lower_leaf(l, LW_IR_NAME, name);
            continue;
        }
        const uint32_t id = lw_ir_name(l->code, name);
        node = lw_lower_make(l, LW_IR_MEMBER, (struct lw_ir_list){ node, node });
        l->code->nodes[node].id = id;
    }
    return node;
}

/* The annotation of a parameter. Of `*a: *b.c(d)` the grammar takes the call apart. */
static uint32_t lower_annotation(struct lw_lower *l)
{
    struct lw_ir_list call = { 0, 0 };
    uint32_t type = 0;
    if (!lw_lower_is(l, "typed_parameter") || !lw_down(l))
        return lw_lower_of(l, LW_FIELD_TYPE);
    do {
        if (lw_lower_is(l, "ERROR"))
            lw_ir_append(l->code, &call, lower_path(l));
        else if (lw_lower_field(l) == LW_FIELD_TYPE)
            type = call.first ? lw_lower_children(l).first : lw_lower_here(l);
    } while (lw_next(l));
    lw_up(l);
    if (!call.first)
        return type;
    lw_ir_append(l->code, &call, type);
    return lw_lower_make(l, LW_IR_CALL, call);
}

static uint32_t lower_function(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 }, notes = { 0, 0 };
    bool lambda = lw_lower_is(l, "lambda");
    uint32_t node = lw_lower_begin_function(l, name_in(l, LW_FIELD_NAME));
    if (!node || !lw_down(l))
        return 0;
    do {
        enum lw_field field = lw_lower_field(l);
        if (field == LW_FIELD_PARAMETERS && lw_down(l)) {
            do {
                if (!lw_lower_named(l))
                    continue;
                lw_ir_append(l->code, &list, lower_parameter(l));
                lw_ir_append(l->code, &notes, lower_annotation(l));
            } while (lw_next(l));
            lw_up(l);
        } else if (field == LW_FIELD_BODY) {
            lw_ir_append(l->code, &list, lw_lower_here(l));
        } else if (field != LW_FIELD_NAME) { /* what it returns, what its types are of */
            lw_ir_append(l->code, &notes, lw_lower_here(l));
        }
    } while (lw_next(l));
    lw_up(l);
    if (notes.first)
        lw_ir_append(l->code, &list, lw_lower_make(l, LW_IR_NOTE, notes));
    if (lambda)
        l->code->nodes[node].flags |= LW_CF_ARROW;
    lw_lower_end_function(l, node, list);
    return node;
}

static uint32_t lower_class(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    uint32_t outer = l->owner, id = lw_ir_name(l->code, name_in(l, LW_FIELD_NAME));
    uint32_t bases = lw_lower_of(l, LW_FIELD_SUPERCLASSES);
    lw_ir_append(l->code, &list, bases);
    if (bases)
        l->code->nodes[bases].flags |= LW_CF_BASES;
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_TYPE_PARAMETERS));
    uint32_t number = ++l->code->classes;
    l->owner = number;
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_BODY));
    l->owner = outer;
    uint32_t node = lw_lower_make(l, LW_IR_CLASS, list);
    l->code->nodes[node].id = id;
    l->code->nodes[node].extra = number;
    return node;
}

static uint32_t lower_for(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_LEFT));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_RIGHT));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_BODY));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_ALTERNATIVE));
    return lw_lower_make(l, LW_IR_EACH, list);
}

/* [body for target in iterable]; with more clauses what it gives is not worked out. */
static uint32_t lower_comprehension(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    uint32_t body = 0, clauses = 0;
    if (!lw_down(l))
        return 0;
    do {
        /* The body comes after its clauses, which give its names their values. */
        if (lw_lower_field(l) != LW_FIELD_BODY && lw_lower_named(l)) {
            lw_ir_append(l->code, &list, lw_lower_here(l));
            clauses++;
        }
    } while (lw_next(l));
    lw_up(l);
    body = lw_lower_of(l, LW_FIELD_BODY);
    if (clauses == 1 && l->code->nodes[list.first].kind == LW_IR_EACH) {
        uint32_t target = l->code->nodes[list.first].child;
        struct lw_ir_list every = { target, l->code->nodes[target].next };
        if (every.first && every.last) {
            lw_ir_append(l->code, &every, body);
            return lw_lower_make(l, LW_IR_EVERY, every);
        }
    }
    lw_ir_append(l->code, &list, body);
    return lw_lower_make(l, LW_IR_OTHER, list);
}

/* Python 2: exec code */
static uint32_t lower_exec(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    lw_ir_append(l->code, &list, lw_lower_leaf(l, LW_IR_NAME, LW_VIEW("exec")));
    struct lw_ir_list rest = lw_lower_children(l);
    lw_ir_append(l->code, &list, rest.first);
    return lw_lower_make(l, LW_IR_CALL, list);
}

static const struct lw_lower_row rows[] = {
    { "comment", lw_lower_nothing },
    { "type", lower_type },
    { "line_continuation", lw_lower_nothing },
    { "string", lw_lower_python_string },
    { "concatenated_string", lower_concatenated },
    { "interpolation", lw_lower_interpolation },
    { "expression_statement", lower_statement },
    { "identifier", lower_identifier },
    { "integer", lw_lower_number },
    { "attribute", lower_attribute },
    { "subscript", lower_subscript },
    { "slice", lower_slice },
    { "call", lower_call },
    { "keyword_argument", lower_keyword },
    { "list_splat", lw_lower_spread },
    { "dictionary_splat", lw_lower_spread },
    { "list_splat_pattern", lw_lower_spread },
    { "dictionary_splat_pattern", lw_lower_spread },
    { "parenthesized_expression", lw_lower_last },
    { "await", lw_lower_last },
    { "binary_operator", lw_lower_binary },
    { "boolean_operator", lw_lower_binary },
    { "comparison_operator", lower_comparison },
    { "not_operator", lower_comparison },
    { "conditional_expression", lw_lower_conditional },
    { "list", lw_lower_list },
    { "tuple", lw_lower_list },
    { "set", lw_lower_list },
    { "expression_list", lw_lower_list },
    { "pattern_list", lw_lower_list },
    { "tuple_pattern", lw_lower_list },
    { "list_pattern", lw_lower_list },
    { "dictionary", lw_lower_map },
    { "pair", lower_pair },
    { "assignment", lower_assignment },
    { "augmented_assignment", lw_lower_augment },
    { "named_expression", lower_named_expression },
    { "as_pattern", lower_as },
    { "as_pattern_target", lw_lower_last },
    { "import_statement", lower_import },
    { "import_from_statement", lower_import },
    { "future_import_statement", lw_lower_nothing },
    { "global_statement", lower_global },
    { "nonlocal_statement", lw_lower_nothing },
    { "function_definition", lower_function },
    { "lambda", lower_function },
    { "class_definition", lower_class },
    { "decorated_definition", lw_lower_decorated },
    { "return_statement", lw_lower_return },
    { "yield", lw_lower_return },
    { "if_statement", lw_lower_python_if },
    { "elif_clause", lw_lower_branch },
    { "else_clause", lw_lower_branch },
    { "while_statement", lw_lower_loop },
    { "except_clause", lw_lower_branch },
    { "except_group_clause", lw_lower_branch },
    { "match_statement", lw_lower_match },
    { "case_clause", lw_lower_case },
    { "case_pattern", lw_lower_last },
    { "dotted_name", lw_lower_dotted },
    { "for_statement", lower_for },
    { "for_in_clause", lower_for },
    { "list_comprehension", lower_comprehension },
    { "set_comprehension", lower_comprehension },
    { "generator_expression", lower_comprehension },
    { "dictionary_comprehension", lower_comprehension },
    { "delete_statement", lw_lower_delete },
    { "exec_statement", lower_exec },
};

const struct lw_lower_language lw_lower_python = { tree_sitter_python, rows, LW_COUNT(rows) };

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/lower_ruby.c - Ruby, as far as calls and what they are given go.
 *
 * A method without arguments is called like a name is read, and any object has `instance_eval`:
 * what every object has is lowered to a call of its name alone, as the catalog has it. Classes are
 * not told apart: their methods are functions of the file.
 */
#include "analyze/syntax/lower.h"

const TSLanguage *tree_sitter_ruby(void);

static uint32_t lower_text(struct lw_lower *l)
{
    struct lw_lower_text text = { { 0, 0 }, false };
    bool run = lw_lower_is(l, "subshell");
    struct lw_ir_list list = { 0, 0 };
    l->scratch->len = 0;
    if (lw_down(l)) {
        do {
            if (lw_lower_is(l, "string_content") || lw_lower_is(l, "heredoc_content")) {
                lw_buf_add(l->scratch, lw_lower_source(l));
            } else if (lw_lower_is(l, "escape_sequence")) {
                lw_add_escape(l->scratch, lw_lower_source(l), LW_LANG_JAVASCRIPT, false);
            } else if (lw_lower_is(l, "interpolation")) {
                lw_lower_text_flush(l, &text);
                text.computed = true;
                lw_ir_append(l->code, &text.pieces, lw_lower_last(l));
            }
        } while (lw_next(l));
        lw_up(l);
    }
    uint32_t node = lw_lower_text_end(l, &text);
    if (!run) /* `id` is system("id") */
        return node;
    lw_ir_append(l->code, &list, lw_lower_leaf(l, LW_IR_NAME, LW_VIEW("system")));
    lw_ir_append(l->code, &list, node);
    return lw_lower_make(l, LW_IR_CALL, list);
}

static uint32_t lower_chained(struct lw_lower *l)
{
    return lw_lower_make(l, LW_IR_JOIN, lw_lower_children(l));
}

/* :name, name: */
static uint32_t lower_symbol(struct lw_lower *l)
{
    struct lw_view source = lw_lower_source(l);
    size_t from = source.len && source.ptr[0] == ':';
    return lw_lower_leaf(l, LW_IR_TEXT, lw_view_from(source, from));
}

static uint32_t member(struct lw_lower *l, uint32_t object, struct lw_view name)
{
    uint32_t id = lw_ir_name(l->code, name);
    uint32_t node = lw_lower_make(l, LW_IR_MEMBER, (struct lw_ir_list){ object, object });
    l->code->nodes[node].id = id;
    return node;
}

/* Net::HTTP; ::Kernel */
static uint32_t lower_scope(struct lw_lower *l)
{
    uint32_t scope = lw_lower_of(l, LW_FIELD_SCOPE);
    struct lw_view name = lw_lower_field_source(l, LW_FIELD_NAME);
    return scope ? member(l, scope, name) : lw_lower_leaf(l, LW_IR_NAME, name);
}

/* a[b]; a[b, c] has one key of two. */
static uint32_t lower_index(struct lw_lower *l)
{
    struct lw_ir_list list = lw_lower_children(l);
    const uint32_t key = lw_ir_at(l->code, list.first)->next;
    if (key && lw_ir_at(l->code, key)->next) {
        uint32_t keys = lw_lower_make(l, LW_IR_LIST, (struct lw_ir_list){ key, list.last });
        l->code->nodes[list.first].next = keys;
    }
    return lw_lower_make(l, LW_IR_INDEX, list);
}

static uint32_t lower_pair(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_KEY));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_VALUE));
    return lw_lower_make(l, LW_IR_PAIR, list);
}

/* f(name: value); f(a() => b) */
static uint32_t lower_argument(struct lw_lower *l)
{
    if (!lw_lower_is(l, "pair"))
        return lw_lower_here(l);
    struct lw_view name = lw_lower_field_source(l, LW_FIELD_KEY);
    const uint32_t key = lw_lower_of(l, LW_FIELD_KEY), value = lw_lower_of(l, LW_FIELD_VALUE);
    if (key && lw_ir_at(l->code, key)->kind != LW_IR_TEXT) {
        struct lw_ir_list both = { key, key };
        lw_ir_append(l->code, &both, value);
        const uint32_t pair = lw_lower_make(l, LW_IR_PAIR, both);
        return lw_lower_make(l, LW_IR_MAP, (struct lw_ir_list){ pair, pair });
    }
    uint32_t id = lw_ir_name(l->code, name);
    uint32_t node = lw_lower_make(l, LW_IR_KEYWORD, (struct lw_ir_list){ value, value });
    l->code->nodes[node].id = id;
    return node;
}

/* The arguments of a call, and its block as the last of them. */
static struct lw_ir_list arguments_of(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    uint32_t block = 0;
    if (!lw_down(l))
        return list;
    do {
        enum lw_field field = lw_lower_field(l);
        if (field == LW_FIELD_BLOCK) {
            block = lw_lower_here(l);
        } else if (field == LW_FIELD_ARGUMENTS && lw_down(l)) {
            do {
                uint32_t node = lw_lower_named(l) ? lower_argument(l) : 0;
                if (!node && lw_lower_named(l) && !lw_lower_is(l, "comment"))
                    node = lw_lower_make(l, LW_IR_OTHER, (struct lw_ir_list){ 0, 0 });
                lw_ir_append(l->code, &list, node);
            } while (lw_next(l));
            lw_up(l);
        }
    } while (lw_next(l));
    lw_up(l);
    lw_ir_append(l->code, &list, block);
    return list;
}

static uint32_t call(struct lw_lower *l, uint32_t callee, struct lw_ir_list arguments)
{
    struct lw_ir_list list = { callee, callee };
    lw_ir_append(l->code, &list, arguments.first);
    return lw_lower_make(l, LW_IR_CALL, list);
}

/* A call of `name` alone, behind what its object does. */
static uint32_t call_alone(struct lw_lower *l, uint32_t object, struct lw_view name,
                           struct lw_ir_list arguments)
{
    struct lw_ir_list both = { 0, 0 };
    uint32_t node = call(l, lw_lower_leaf(l, LW_IR_NAME, name), arguments);
    if (!object)
        return node;
    lw_ir_append(l->code, &both, object);
    lw_ir_append(l->code, &both, node);
    return lw_lower_make(l, LW_IR_LAST, both);
}

/* x.unpack1("m") decodes x, as [x].pack("H*") does. */
static uint32_t lower_unpack(struct lw_lower *l, uint32_t object, struct lw_view name,
                             const struct lw_ir_node *format)
{
    const bool packs = lw_view_is(name, "pack");
    struct lw_view text = format->kind == LW_IR_TEXT ? lw_ir_text(l->code, format->id)
                                                     : LW_VIEW_NONE;
    if (!lw_view_starts(text, packs ? LW_VIEW("H") : LW_VIEW("m")) || !object)
        return 0;
    if (packs)
        return call(l, lw_lower_leaf(l, LW_IR_NAME, LW_VIEW("pack_hex")),
                    (struct lw_ir_list){ object, object });
    uint32_t base64 = lw_lower_leaf(l, LW_IR_NAME, LW_VIEW("Base64"));
    return call(l, member(l, base64, LW_VIEW("decode64")), (struct lw_ir_list){ object, object });
}

/* x.send(name, a): a method by its name. */
static uint32_t lower_send(struct lw_lower *l, uint32_t object, struct lw_ir_list arguments)
{
    const struct lw_ir_node first = l->code->nodes[arguments.first];
    const unsigned of = l->code->nodes[object].kind;
    struct lw_ir_list rest = { first.next, arguments.last };
    if (first.kind == LW_IR_TEXT) {
        struct lw_view name = lw_ir_text(l->code, first.id);
        return call(l, object ? member(l, object, name) : lw_lower_leaf(l, LW_IR_NAME, name), rest);
    }
    if (!object || (of != LW_IR_NAME && of != LW_IR_MEMBER)) { /* only the name chooses */
        struct lw_ir_list before = { 0, 0 };
        l->code->nodes[arguments.first].next = 0;
        lw_ir_append(l->code, &before, object);
        lw_ir_append(l->code, &before, rest.first);
        object = before.first ? lw_lower_make(l, LW_IR_OTHER, before) : 0;
        return call_alone(l, object, LW_VIEW("public_send"),
                          (struct lw_ir_list){ arguments.first, arguments.first });
    }
    struct lw_ir_list pair = { object, object };
    l->code->nodes[arguments.first].next = 0;
    lw_ir_append(l->code, &pair, arguments.first);
    return call(l, lw_lower_make(l, LW_IR_INDEX, pair), rest);
}

/* `node`, after nodes that come before it. */
static uint32_t behind(struct lw_lower *l, uint32_t first, uint32_t last, uint32_t node)
{
    struct lw_ir_list list = { first, last };
    if (!first)
        return node;
    lw_ir_append(l->code, &list, node);
    return lw_lower_make(l, LW_IR_LAST, list);
}

static uint32_t lower_method_call(struct lw_lower *l, uint32_t object, struct lw_view of,
                                  struct lw_view name, struct lw_ir_list arguments)
{
    static const char *const alone[] = { "instance_eval", "class_eval", "module_eval",
                                         "get_header" };
    static const char *const sends[] = { "send", "public_send", "__send__" };
    static const char *const packs[] = { "unpack1", "unpack", "pack" };
    const struct lw_ir_node first = l->code->nodes[arguments.first];
    const bool value = arguments.first && first.kind != LW_IR_FUNCTION; /* more than a block */
    uint32_t node = 0;
    if (value && LW_VIEW_IN(name, packs) && (node = lower_unpack(l, object, name, &first)))
        return behind(l, first.next, arguments.last, node);
    if (value && LW_VIEW_IN(name, sends))
        return lower_send(l, object, arguments);
    bool binds = lw_view_is(name, "eval") && lw_view_ends_nocase(of, LW_VIEW("binding"));
    if (value && (LW_VIEW_IN(name, alone) || binds))
        return call_alone(l, object, name, arguments);
    if (lw_view_is(of, "self") || lw_view_is(of, "Kernel") || lw_view_is(of, "::Kernel"))
        object = 0;
    return call(l, object ? member(l, object, name) : lw_lower_leaf(l, LW_IR_NAME, name),
                arguments);
}

static uint32_t lower_call(struct lw_lower *l)
{
    struct lw_view of = lw_lower_field_source(l, LW_FIELD_RECEIVER);
    struct lw_view name = lw_lower_field_source(l, LW_FIELD_METHOD);
    uint32_t object = lw_lower_of(l, LW_FIELD_RECEIVER);
    if (of.len && !object) /* nil.x, "".x */
        object = lw_lower_make(l, LW_IR_OTHER, (struct lw_ir_list){ 0, 0 });
    return lower_method_call(l, object, of, name, arguments_of(l));
}

static uint32_t assign(struct lw_lower *l, uint32_t target, uint32_t value)
{
    struct lw_ir_list list = { 0, 0 };
    if (!target || !value)
        return target ? lw_lower_parts(l, target) : value;
    struct lw_ir_node *to = &l->code->nodes[target];
    if (to->kind == LW_IR_CALL && to->child) /* a.b = c is no call of a.b */
        target = to->child;
    l->code->nodes[target].next = 0;
    lw_ir_append(l->code, &list, target);
    lw_ir_append(l->code, &list, value);
    uint32_t node = lw_lower_make(l, LW_IR_ASSIGN, list);
    l->code->nodes[node].flags |= LW_CF_DECLARES;
    return node;
}

static uint32_t lower_assignment(struct lw_lower *l)
{
    uint32_t target = lw_lower_of(l, LW_FIELD_LEFT);
    return assign(l, target, lw_lower_of(l, LW_FIELD_RIGHT));
}

static uint32_t lower_parameter(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    struct lw_view name = lw_lower_field_source(l, LW_FIELD_NAME);
    if (name.len)
        lw_ir_append(l->code, &list, lw_lower_leaf(l, LW_IR_NAME, name));
    else
        lw_ir_append(l->code, &list, lw_lower_here(l));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_VALUE));
    return list.first ? lw_lower_make(l, LW_IR_PARAM, list) : 0;
}

static void lower_parameters(struct lw_lower *l, struct lw_ir_list *list)
{
    if (!lw_down(l))
        return;
    do {
        if (lw_lower_named(l) && !lw_lower_is(l, "comment"))
            lw_ir_append(l->code, list, lower_parameter(l));
    } while (lw_next(l));
    lw_up(l);
}

/* A method, a lambda or a block: its value is that of its last statement. */
static uint32_t lower_function(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    uint32_t node = lw_lower_begin_function(l, lw_lower_field_source(l, LW_FIELD_NAME));
    if (!node || !lw_down(l))
        return 0;
    do {
        enum lw_field field = lw_lower_field(l);
        if (field == LW_FIELD_PARAMETERS)
            lower_parameters(l, &list);
        else if (field == LW_FIELD_BODY)
            lw_ir_append(l->code, &list, lw_lower_here(l));
    } while (lw_next(l));
    lw_up(l);
    l->code->nodes[node].flags |= LW_CF_ARROW;
    lw_lower_end_function(l, node, list);
    return node;
}

/* -> (a) { b }: of its body, which is a block, only what stands in it. */
static uint32_t lower_lambda(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    uint32_t node = lw_lower_begin_function(l, LW_VIEW_NONE);
    if (!node || !lw_down(l))
        return 0;
    do {
        enum lw_field field = lw_lower_field(l);
        if (field == LW_FIELD_PARAMETERS)
            lower_parameters(l, &list);
        else if (field == LW_FIELD_BODY)
            lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_BODY));
    } while (lw_next(l));
    lw_up(l);
    l->code->nodes[node].flags |= LW_CF_ARROW;
    lw_lower_end_function(l, node, list);
    return node;
}

/* def object.name */
static uint32_t lower_singleton_method(struct lw_lower *l)
{
    const uint32_t object = lw_lower_of(l, LW_FIELD_OBJECT);
    const bool plain = lw_ir_at(l->code, object)->kind == LW_IR_NAME;
    return behind(l, plain ? 0 : object, object, lower_function(l));
}

/* a ? b : c */
static uint32_t lower_conditional(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 }, both = { 0, 0 };
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_CONSEQUENCE));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_ALTERNATIVE));
    uint32_t value = lw_lower_make(l, LW_IR_ANY, list);
    lw_ir_append(l->code, &both, lw_lower_of(l, LW_FIELD_CONDITION));
    lw_ir_append(l->code, &both, value);
    return lw_lower_make(l, LW_IR_LAST, both);
}

static uint32_t lower_comparison_or_sum(struct lw_lower *l)
{
    uint32_t node = lw_lower_binary(l);
    if (node && l->code->nodes[node].kind == LW_IR_OTHER)
        l->code->nodes[node].op = '=';
    return node;
}

static uint32_t lower_for(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_PATTERN));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_VALUE));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_BODY));
    return lw_lower_make(l, LW_IR_EACH, list);
}

static const struct lw_lower_row rows[] = {
    { "comment", lw_lower_nothing },
    { "heredoc_beginning", lw_lower_nothing },
    { "uninterpreted", lw_lower_nothing },
    { "string", lower_text },
    { "bare_string", lower_text },
    { "subshell", lower_text },
    { "heredoc_body", lower_text },
    { "delimited_symbol", lower_text },
    { "chained_string", lower_chained },
    { "interpolation", lw_lower_last },
    { "simple_symbol", lower_symbol },
    { "bare_symbol", lower_text },
    { "hash_key_symbol", lower_symbol },
    { "identifier", lw_lower_name },
    { "constant", lw_lower_name },
    { "instance_variable", lw_lower_name },
    { "class_variable", lw_lower_name },
    { "global_variable", lw_lower_name },
    { "integer", lw_lower_number },
    { "scope_resolution", lower_scope },
    { "element_reference", lower_index },
    { "call", lower_call },
    { "splat_argument", lw_lower_spread },
    { "hash_splat_argument", lw_lower_spread },
    { "array", lw_lower_list },
    { "string_array", lw_lower_list },
    { "symbol_array", lw_lower_list },
    { "right_assignment_list", lw_lower_list },
    { "left_assignment_list", lw_lower_list },
    { "hash", lw_lower_map },
    { "pair", lower_pair },
    { "parenthesized_statements", lw_lower_last },
    { "body_statement", lw_lower_last },
    { "block_body", lw_lower_last },
    { "then", lw_lower_last },
    { "in", lw_lower_last },
    { "assignment", lower_assignment },
    { "operator_assignment", lw_lower_augment },
    { "binary", lower_comparison_or_sum },
    { "conditional", lower_conditional },
    { "method", lower_function },
    { "singleton_method", lower_singleton_method },
    { "block", lower_function },
    { "do_block", lower_function },
    { "lambda", lower_lambda },
    { "return", lw_lower_return },
    { "argument_list", lw_lower_last },
    { "if", lw_lower_branch },
    { "unless", lw_lower_branch },
    { "elsif", lw_lower_branch },
    { "else", lw_lower_branch },
    { "if_modifier", lw_lower_branch },
    { "unless_modifier", lw_lower_branch },
    { "while", lw_lower_branch },
    { "until", lw_lower_branch },
    { "while_modifier", lw_lower_branch },
    { "rescue", lw_lower_branch },
    { "when", lw_lower_branch },
    { "in_clause", lw_lower_branch },
    { "for", lower_for },
};

const struct lw_lower_language lw_lower_ruby = { tree_sitter_ruby, rows, LW_COUNT(rows) };

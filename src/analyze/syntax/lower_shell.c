/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/lower_shell.c - Bash and what of it other shells have.
 *
 * A command is a call whose callee is a text; what a pipeline hands on is the last argument of the
 * next command (LW_IR_PIPE).
 */
#include "analyze/syntax/heredoc.h"
#include "analyze/syntax/lower.h"
#include "analyze/syntax/shell.h"

const TSLanguage *tree_sitter_bash(void);

static uint32_t lower_word(struct lw_lower *l)
{
    struct lw_view word = lw_lower_source(l);
    l->scratch->len = 0;
    for (size_t i = 0; i < word.len; i++) {
        bool escaped = word.ptr[i] == '\\' && i + 1 < word.len;
        i += escaped;
        if (!escaped || word.ptr[i] != '\n')
            lw_buf_add_byte(l->scratch, word.ptr[i]);
    }
    uint32_t node = lw_lower_leaf(l, LW_IR_TEXT, lw_buf_view(l->scratch));
    l->scratch->len = 0;
    return node;
}

static uint32_t lower_raw(struct lw_lower *l)
{
    struct lw_view text = lw_lower_source(l);
    return lw_lower_leaf(l, LW_IR_TEXT, lw_view_sub(text, 1, text.len >= 2 ? text.len - 2 : 0));
}

/* $'\x41' */
static uint32_t lower_ansi(struct lw_lower *l)
{
    struct lw_view text = lw_view_from(lw_lower_source(l), 2);
    text = lw_view_sub(text, 0, text.len ? text.len - 1 : 0);
    l->scratch->len = 0;
    for (size_t i = 0; i < text.len; i++) {
        size_t n = 1;
        if (text.ptr[i] != '\\' || i + 1 >= text.len) {
            lw_buf_add_byte(l->scratch, text.ptr[i]);
            continue;
        }
        uint8_t c = text.ptr[i + 1];
        size_t most = c == 'x' ? 3 : c == 'u' ? 5 : c == 'U' ? 9 : c >= '0' && c <= '7' ? 3 : 1;
        while (n < most && i + 1 + n < text.len &&
               (lw_is_digit(text.ptr[i + 1 + n]) ||
                (lw_is_alpha(text.ptr[i + 1 + n]) && (text.ptr[i + 1 + n] | 32) <= 'f')))
            n++;
        lw_add_escape(l->scratch, lw_view_sub(text, i, n + 1), LW_LANG_SHELL, true);
        i += n;
    }
    uint32_t node = lw_lower_leaf(l, LW_IR_TEXT, lw_buf_view(l->scratch));
    l->scratch->len = 0;
    return node;
}

/* "text $variable $(command)", and what stands in a here-document. */
static uint32_t lower_string(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    const bool heredoc = lw_lower_is(l, "heredoc_body");
    if (!lw_down(l))
        return lw_lower_leaf(l, LW_IR_TEXT, heredoc ? lw_lower_source(l) : LW_VIEW_NONE);
    do {
        if (lw_lower_is(l, "string_content") || lw_lower_is(l, "heredoc_content")) {
            uint32_t piece = lower_word(l);
            lw_ir_append(l->code, &list, piece);
        } else if (lw_lower_named(l)) {
            uint32_t piece = lw_lower_here(l);
            l->code->nodes[piece].flags &= (uint16_t)~LW_CF_BARE;
            lw_ir_append(l->code, &list, piece);
        }
    } while (lw_next(l));
    lw_up(l);
    if (!list.first)
        return lw_lower_leaf(l, LW_IR_TEXT, LW_VIEW_NONE);
    return lw_lower_make(l, LW_IR_JOIN, list);
}

static uint32_t lower_concatenation(struct lw_lower *l)
{
    return lw_lower_make(l, LW_IR_JOIN, lw_lower_children(l));
}

/* ${x#$(a)}, x="*$(a)*": commands in what the grammar takes for a pattern. */
static uint32_t lower_pattern(struct lw_lower *l)
{
    const struct lw_view text = lw_lower_source(l);
    struct lw_ir_list list = { 0, 0 };
    struct lw_view command;
    size_t at = 0;
    while ((command = lw_shell_next_command(text, &at)).ptr) {
        struct lw_ir_list call = { 0, 0 };
        lw_ir_append(l->code, &call, lw_lower_leaf(l, LW_IR_TEXT, LW_VIEW(LW_SHELL_CODE)));
        lw_ir_append(l->code, &call, lw_lower_leaf(l, LW_IR_TEXT, command));
        lw_ir_append(l->code, &list, lw_lower_make(l, LW_IR_CALL, call));
    }
    return list.first ? lw_lower_make(l, LW_IR_OTHER, list) : 0;
}

/* $x, ${x}, ${x:-y}, ${!x}, ${!x*} */
static uint32_t lower_expansion(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    uint32_t name = 0;
    bool named = false, prefix = false, empty = false, wanted = false;
    if (!lw_down(l))
        return 0;
    do {
        named = named || (!name && lw_lower_is(l, "!"));
        empty = empty || (name && (lw_lower_is(l, ":-") || lw_lower_is(l, "-")));
        wanted = wanted || (name && (lw_lower_is(l, ":?") || lw_lower_is(l, "?")));
        prefix = prefix || (name && (lw_lower_is(l, "*") || lw_lower_is(l, "@")));
        if (!name && (lw_lower_is(l, "variable_name") || lw_lower_is(l, "special_variable_name")))
            name = lw_lower_name(l);
        else if (lw_lower_named(l))
            lw_ir_append(l->code, &list, lw_lower_here(l));
    } while (lw_next(l));
    lw_up(l);
    l->code->nodes[name].flags |= LW_CF_BARE;
    if (named && name)
        l->code->nodes[name].flags |= prefix ? LW_CF_PREFIX : LW_CF_INDIRECT;
    if (name && (empty || wanted))
        l->code->nodes[name].flags |= empty ? LW_CF_EMPTY : LW_CF_WANTED;
    if (!list.first || !name)
        return name ? name : list.first;
    struct lw_ir_list both = { 0, 0 };
    lw_ir_append(l->code, &both, name);
    lw_ir_append(l->code, &both, list.first);
    uint32_t node = lw_lower_make(l, LW_IR_ANY, both);
    l->code->nodes[node].flags |= LW_CF_BARE;
    return node;
}

/* A=1, A+=1 */
static uint32_t lower_assignment(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    struct lw_view source = lw_lower_source(l);
    size_t sign = lw_view_find_byte(source, '=');
    const bool more = sign != LW_NOT_FOUND && sign && source.ptr[sign - 1] == '+';
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_NAME));
    uint32_t value = lw_lower_of(l, LW_FIELD_VALUE);
    lw_ir_append(l->code, &list, value ? value : lw_lower_leaf(l, LW_IR_TEXT, LW_VIEW_NONE));
    uint32_t node = lw_lower_make(l, more ? LW_IR_AUGMENT : LW_IR_ASSIGN, list);
    l->code->nodes[node].op = more ? '+' : 0;
    return node;
}

static uint32_t command(struct lw_lower *l, struct lw_ir_list words, struct lw_ir_list before)
{
    uint32_t call = lw_lower_make(l, LW_IR_CALL, words);
    if (!before.first)
        return call;
    for (uint32_t c = before.first; c; c = l->code->nodes[c].next)
        l->code->nodes[c].flags |= l->code->nodes[c].kind == LW_IR_ASSIGN ? LW_CF_EXPORTED : 0;
    lw_ir_append(l->code, &before, call);
    return lw_lower_make(l, LW_IR_LAST, before);
}

/* A=1 name argument >file; behind a bracket that the grammar cannot place, as in `f() until a`, a
 * command of its own. */
static uint32_t lower_command(struct lw_lower *l)
{
    struct lw_ir_list words = { 0, 0 }, before = { 0, 0 };
    if (!lw_down(l))
        return 0;
    do {
        if (lw_lower_is(l, "ERROR") && words.first &&
            lw_view_find_byte(lw_lower_source(l), ')') != LW_NOT_FOUND) {
            lw_ir_append(l->code, &before, lw_lower_make(l, LW_IR_CALL, words));
            words = (struct lw_ir_list){ 0, 0 };
        } else if (lw_lower_field(l) == LW_FIELD_NONE && !words.first) {
            lw_ir_append(l->code, &before, lw_lower_here(l));
        } else {
            lw_ir_append(l->code, &words, lw_lower_here(l));
        }
    } while (lw_next(l));
    lw_up(l);
    return words.first ? command(l, words, before) : before.first;
}

/* Words that the grammar did not follow: commands, as far as signs between them tell. */
struct broken {
    struct lw_ir_list commands, words;
};

static void end_command(struct lw_lower *l, struct broken *b)
{
    if (!b->words.first)
        return;
    const uint32_t call = lw_lower_make(l, LW_IR_CALL, b->words);
    struct lw_ir_node *n = &l->code->nodes[call];
    n->start = lw_ir_at(l->code, b->words.first)->start;
    n->line = lw_ir_at(l->code, b->words.first)->line;
    lw_ir_append(l->code, &b->commands, call);
    b->words = (struct lw_ir_list){ 0, 0 };
}

static bool has_sign(struct lw_view between)
{
    for (size_t i = 0; i < between.len; i++)
        if (memchr(";&|(){}\n", between.ptr[i], 8))
            return true;
    return false;
}

static uint32_t lower_broken(struct lw_lower *l)
{
    static const char *const reserved[] = { "do",    "then",  "else", "elif", "if",      "for",
                                            "while", "until", "case", "time", "function" };
    struct broken b = { .words = { 0, 0 } };
    uint32_t end = ts_node_start_byte(lw_lower_node(l));
    if (!lw_down(l))
        return 0;
    do {
        if (!lw_lower_named(l))
            continue;
        const uint32_t start = ts_node_start_byte(lw_lower_node(l));
        if (has_sign(lw_view_sub(l->code->source, end, start - end)) ||
            LW_VIEW_IN(lw_lower_source(l), reserved))
            end_command(l, &b);
        end = ts_node_end_byte(lw_lower_node(l));
        const uint32_t node = lw_lower_here(l);
        const unsigned kind = lw_ir_at(l->code, node)->kind;
        const bool word = kind == LW_IR_TEXT || kind == LW_IR_JOIN || kind == LW_IR_NAME ||
                          kind == LW_IR_ANY || kind == LW_IR_OUTPUT;
        if (!word)
            end_command(l, &b);
        lw_ir_append(l->code, word ? &b.words : &b.commands, node);
    } while (lw_next(l));
    lw_up(l);
    end_command(l, &b);
    return b.commands.first ? lw_lower_make(l, LW_IR_OTHER, b.commands) : 0;
}

/* export A=1, unset A */
static uint32_t lower_declaration(struct lw_lower *l)
{
    struct lw_ir_list words = { 0, 0 };
    struct lw_view source = lw_lower_source(l);
    size_t end = 0;
    while (end < source.len && lw_is_alpha(source.ptr[end]))
        end++;
    lw_ir_append(l->code, &words, lw_lower_leaf(l, LW_IR_TEXT, lw_view_sub(source, 0, end)));
    struct lw_ir_list rest = lw_lower_children(l);
    lw_ir_append(l->code, &words, rest.first);
    return lw_lower_make(l, LW_IR_CALL, words);
}

static uint32_t lower_pipeline(struct lw_lower *l)
{
    return lw_lower_make(l, LW_IR_PIPE, lw_lower_children(l));
}

static uint32_t lower_output(struct lw_lower *l)
{
    uint32_t node = lw_lower_make(l, LW_IR_OUTPUT, lw_lower_children(l));
    l->code->nodes[node].flags |= LW_CF_BARE;
    return node;
}

/* What a here-document is piped into stands inside of it: lower_redirected(). */
static struct lw_ir_list redirect_children(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    if (!lw_down(l))
        return list;
    do {
        if (!lw_lower_is(l, "pipeline"))
            lw_ir_append(l->code, &list, lw_lower_here(l));
    } while (lw_next(l));
    lw_up(l);
    return list;
}

static uint32_t heredoc_pipeline(struct lw_lower *l)
{
    uint32_t node = 0;
    if (!lw_lower_is(l, "heredoc_redirect") || !lw_down(l))
        return 0;
    do {
        if (lw_lower_is(l, "pipeline"))
            node = lw_lower_here(l);
    } while (!node && lw_next(l));
    lw_up(l);
    return node;
}

static uint32_t lower_redirect(struct lw_lower *l)
{
    struct lw_view sign = lw_lower_source(l);
    size_t at = 0;
    while (at < sign.len && (lw_is_digit(sign.ptr[at]) || sign.ptr[at] == '&'))
        at++;
    uint8_t op = at < sign.len ? sign.ptr[at] : '<';
    /* 2>&1 leads to no file, and "<&5" comes from none */
    if (at + 2 < sign.len && sign.ptr[at + 1] == '&' &&
        (lw_is_digit(sign.ptr[at + 2]) || sign.ptr[at + 2] == '-'))
        op = op == '<' ? 'r' : '&';
    uint32_t node = lw_lower_make(l, LW_IR_REDIRECT, redirect_children(l));
    l->code->nodes[node].op = op;
    if (!lw_lower_is(l, "file_redirect"))
        l->code->nodes[node].flags |= LW_CF_NOTE; /* the text itself */
    return node;
}

/* Words behind ">file" belong to the command, not to the file: the list of what follows the first
 * one, cut off. */
static uint32_t words_behind(struct lw_lower *l, uint32_t redirect)
{
    uint32_t first = l->code->nodes[redirect].child;
    if (!first || (l->code->nodes[redirect].flags & LW_CF_NOTE))
        return 0;
    uint32_t rest = l->code->nodes[first].next;
    l->code->nodes[first].next = 0;
    return rest;
}

/* command >file: the redirections are arguments of it, or stand behind a group. */
static uint32_t lower_redirected(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 }, more = { 0, 0 };
    uint32_t body = lw_lower_of(l, LW_FIELD_BODY), then = 0;
    if (!lw_down(l))
        return body;
    do {
        if (lw_lower_field(l) != LW_FIELD_REDIRECT)
            continue;
        uint32_t redirect = lw_lower_here(l), words = words_behind(l, redirect);
        lw_ir_append(l->code, &more, redirect);
        while (words) {
            uint32_t next = l->code->nodes[words].next;
            l->code->nodes[words].next = 0;
            lw_ir_append(l->code, &more, words);
            words = next;
        }
        then = then ? then : heredoc_pipeline(l);
    } while (lw_next(l));
    lw_up(l);
    if (body && l->code->nodes[body].kind == LW_IR_CALL && l->code->nodes[body].child) {
        uint32_t last = l->code->nodes[body].child;
        while (l->code->nodes[last].next)
            last = l->code->nodes[last].next;
        l->code->nodes[last].next = more.first;
        lw_ir_append(l->code, &list, body);
    } else {
        lw_ir_append(l->code, &list, body);
        lw_ir_append(l->code, &list, more.first);
        list.last = more.last ? more.last : list.last;
    }
    lw_ir_append(l->code, &list, then);
    return list.first == list.last ? list.first : lw_lower_make(l, LW_IR_PIPE, list);
}

static uint32_t lower_for(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 }, values = { 0, 0 };
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_VARIABLE));
    if (lw_down(l)) {
        do {
            if (lw_lower_field(l) == LW_FIELD_VALUE)
                lw_ir_append(l->code, &values, lw_lower_here(l));
        } while (lw_next(l));
        lw_up(l);
    }
    lw_ir_append(l->code, &list, lw_lower_make(l, LW_IR_LIST, values));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_BODY));
    return lw_lower_make(l, LW_IR_EACH, list);
}

static uint32_t lower_function(struct lw_lower *l)
{
    struct lw_ir_list list = { 0, 0 };
    uint32_t node = lw_lower_begin_function(l, lw_lower_field_source(l, LW_FIELD_NAME));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_BODY));
    lw_ir_append(l->code, &list, lw_lower_of(l, LW_FIELD_REDIRECT));
    lw_lower_end_function(l, node, list);
    return node;
}

static uint32_t lower_group(struct lw_lower *l)
{
    return lw_lower_make(l, LW_IR_OTHER, lw_lower_children(l));
}

/* a || b; a && b, of which both are done where all is well. */
static uint32_t lower_either(struct lw_lower *l)
{
    bool or = false;
    if (lw_down(l)) {
        do
            or = or || lw_lower_is(l, "||");
        while (lw_next(l));
        lw_up(l);
    }
    uint32_t node = lower_group(l);
    l->code->nodes[node].op = or ? '|' : '&';
    return node;
}

/* [ -n "$x" ]: what is asked says nothing of what is done with it. */
static uint32_t lower_test(struct lw_lower *l)
{
    uint32_t node = lw_lower_make(l, LW_IR_OTHER, lw_lower_children(l));
    l->code->nodes[node].op = '=';
    return node;
}

static const struct lw_lower_row rows[] = {
    { "comment", lw_lower_nothing },
    { "regex", lower_pattern },
    { "extglob_pattern", lower_pattern },
    { "heredoc_start", lw_lower_nothing },
    { "heredoc_end", lw_lower_nothing },
    { "file_descriptor", lw_lower_nothing },
    { "word", lower_word },
    { "number", lower_word },
    { "heredoc_content", lower_word },
    { "raw_string", lower_raw },
    { "ansi_c_string", lower_ansi },
    { "string", lower_string },
    { "translated_string", lw_lower_last },
    { "heredoc_body", lower_string },
    { "concatenation", lower_concatenation },
    { "command_name", lw_lower_last },
    { "variable_name", lw_lower_name },
    { "special_variable_name", lw_lower_name },
    { "simple_expansion", lower_expansion },
    { "expansion", lower_expansion },
    { "variable_assignment", lower_assignment },
    { "array", lw_lower_list },
    { "command", lower_command },
    { "declaration_command", lower_declaration },
    { "unset_command", lower_declaration },
    { "pipeline", lower_pipeline },
    { "command_substitution", lower_output },
    { "process_substitution", lower_output },
    { "redirected_statement", lower_redirected },
    { "file_redirect", lower_redirect },
    { "heredoc_redirect", lower_redirect },
    { "herestring_redirect", lower_redirect },
    { "for_statement", lower_for },
    { "function_definition", lower_function },
    { "if_statement", lw_lower_branch },
    { "elif_clause", lw_lower_branch },
    { "else_clause", lw_lower_branch },
    { "while_statement", lw_lower_branch },
    { "case_item", lw_lower_branch },
    { "test_command", lower_test },
    { "program", lower_group },
    { "compound_statement", lower_group },
    { "do_group", lower_group },
    { "subshell", lower_group },
    { "list", lower_either },
};

const struct lw_lower_language lw_lower_shell = { tree_sitter_bash, rows, LW_COUNT(rows),
                                                  lower_broken };

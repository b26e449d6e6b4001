/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/shell.c - commands of a shell: what they are, what they are fed, where it goes.
 */
#include "analyze/syntax/shell.h"

#include "analyze/syntax/reach.h"
#include "analyze/syntax/trust.h"
#include "analyze/syntax/variable.h"

static struct lw_value command_of(struct lw_eval *e, struct lw_args *args, uint32_t node);

static struct lw_view base_name(struct lw_view path)
{
    size_t slash = lw_view_rfind_byte(path, '/');
    return slash == LW_NOT_FOUND ? path : lw_view_from(path, slash + 1);
}

static struct lw_args without_first(const struct lw_args *args, size_t count)
{
    struct lw_args rest = { .count = 0 };
    for (size_t i = count; i < args->count; i++)
        lw_args_add(&rest, args->items[i], args->names[i], args->nodes[i]);
    return rest;
}

static struct lw_value value_of(struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node n = *lw_ir_at(e->ir, node);
    struct lw_value v = lw_eval(e, node);
    if ((n.flags & LW_CF_BARE) && (v.from & LW_FROM_EVENT))
        lw_say(e, node, LW_C_EVENT_EXPANSION,
               n.kind == LW_IR_NAME ? lw_ir_text(e->ir, n.id) : LW_VIEW_NONE, LW_VIEW_NONE, false);
    return v;
}

/* >file and <file of a command. */
static void redirect(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node,
                     struct lw_value *fed)
{
    struct lw_value all = LW_UNKNOWN, target = LW_UNKNOWN;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next) {
        target = value_of(e, c);
        lw_value_taint(&all, &target);
    }
    bool text = target.kind == LW_V_TEXT;
    if (n->op == '&' || n->op == 'r') {
        lw_shell_descriptor(e, n, target.text, fed, node);
    } else if (target.kind <= LW_V_TEXT && lw_shell_socket(e, target.text, fed, node)) {
        fed->line = n->line;
    } else if (n->op == '>' && text && !lw_view_starts(target.text, LW_VIEW("/dev/"))) {
        lw_say(e, node, LW_C_FILE_WRITE, LW_VIEW(">"), target.text, false);
        lw_sink(e, LW_C_FILE_WRITE, *fed, LW_VIEW(">"), node);
    } else if (n->op == '<') {
        lw_value_taint(fed, &all);
        if (target.kind == LW_V_TEXT) {
            fed->from |= lw_text_from(target.text);
            if (!(n->flags & LW_CF_NOTE) && lw_writable_folder(target.text))
                fed->from |= LW_FROM_DATA_FILE;
            if (n->flags & LW_CF_NOTE) { /* the text itself, no file of that name */
                fed->kind = LW_V_TEXT;
                fed->text = target.text;
            }
        }
    }
}

/* Options that a wrapper takes before the command that it starts; coproc [name] { program; } */
static size_t wrapper_words(struct lw_view name, const struct lw_args *args)
{
    size_t i = 0;
    for (size_t k = 0; k < 2 && k < args->count; k++)
        if (lw_view_is(args->items[k].text, "{"))
            return k + 1;
    while (i < args->count && args->items[i].kind == LW_V_TEXT && args->items[i].text.len &&
           (args->items[i].text.ptr[0] == '-' ||
            lw_view_find_byte(args->items[i].text, '=') != LW_NOT_FOUND ||
            (lw_view_is(name, "timeout") && i == 0)))
        i++;
    return i;
}

static bool is_interpreter(struct lw_view name, enum lw_language *language)
{
    static const char *const shells[] = { "sh", "bash", "dash", "zsh", "ash", "ksh", "eval" };
    *language = lw_view_starts(name, LW_VIEW("python")) ? LW_LANG_PYTHON
                : lw_view_is(name, "node")              ? LW_LANG_JAVASCRIPT
                                                        : LW_LANG_SHELL;
    for (size_t i = 0; i < LW_COUNT(shells); i++)
        if (lw_view_is(name, shells[i]))
            return true;
    return *language != LW_LANG_SHELL || lw_view_is(name, "perl") || lw_view_is(name, "ruby") ||
           lw_view_is(name, "php");
}

/* sh -c "..." , python -c "...", node -e "...", eval "..." and what is fed to them. */
static void interpret(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                      uint32_t node)
{
    enum lw_language language;
    if (!is_interpreter(name, &language))
        return;
    bool inline_code = lw_view_is(name, "eval"), from_input = !args->count;
    struct lw_value code = LW_UNKNOWN;
    for (size_t i = 0; i < args->count; i++) {
        const struct lw_value *v = &args->items[i];
        bool flag = v->kind == LW_V_TEXT && v->text.len && v->text.ptr[0] == '-';
        from_input = from_input || (v->kind == LW_V_TEXT &&
                                    (lw_view_is(v->text, "-") || lw_view_is(v->text, "-s")));
        if (flag && v->text.len > 1 && v->text.ptr[1] != '-' &&
            (v->text.ptr[v->text.len - 1] == 'c' || v->text.ptr[v->text.len - 1] == 'e' ||
             lw_view_is(v->text, "-p")))
            inline_code = true;
        else if (inline_code && code.kind == LW_V_UNKNOWN && !flag)
            code = *v;
    }
    if (!from_input && args->count && args->items[0].kind == LW_V_TEXT && args->items[0].text.ptr &&
        args->items[0].text.len && args->items[0].text.ptr[0] == '-' && !inline_code)
        from_input = e->fed.from != 0;
    if (code.kind == LW_V_TEXT)
        lw_eval_nested(e, language, code.text, node);
    if (!inline_code && !(from_input && (e->fed.from || e->fed.kind == LW_V_TEXT)))
        return;
    struct lw_args what = { .count = 0 };
    lw_args_add(&what, inline_code ? args->all : e->fed, 0, node);
    if (!inline_code && e->fed.kind == LW_V_TEXT)
        lw_eval_nested(e, language, e->fed.text, node);
    lw_say(e, node, LW_C_DYNAMIC_CODE, name, code.kind == LW_V_TEXT ? code.text : LW_VIEW_NONE,
           false);
    lw_sink(e, LW_C_DYNAMIC_CODE, what.all, name, node);
}

static bool installs(const struct lw_args *args)
{
    static const char *const verbs[] = { "install", "i",   "add",    "ci",      "download", "exec",
                                         "get",     "run", "update", "upgrade", "dlx" };
    for (size_t i = 0; i < args->count && i < 6; i++)
        for (size_t k = 0; k < LW_COUNT(verbs); k++)
            if (args->items[i].kind == LW_V_TEXT && lw_view_is(args->items[i].text, verbs[k]))
                return true;
    return false;
}

static struct lw_view line_of(struct lw_eval *e, struct lw_view name, const struct lw_args *args)
{
    struct lw_buf line = LW_BUF_INIT;
    lw_buf_add(&line, name);
    for (size_t i = 0; i < args->count && line.len < 256; i++) {
        struct lw_view word = args->items[i].text.len ? args->items[i].text : LW_VIEW("{}");
        lw_buf_printf(&line, " %.*s", LW_FMT(lw_view_sub(word, 0, 200)));
    }
    struct lw_view copy = lw_arena_copy(&e->arena, lw_buf_view(&line));
    lw_buf_clear(&line);
    return copy;
}

/* What a file's name, a URL or a word among the arguments says of what comes out. */
static uint32_t from_words(const struct lw_args *args)
{
    uint32_t from = 0;
    for (size_t i = 0; i < args->count; i++)
        if (args->items[i].kind <= LW_V_TEXT)
            from |= lw_text_from(args->items[i].text);
    return from;
}

static bool takes_input(struct lw_view name)
{
    static const char *const names[] = { "base64", "xxd", "openssl", "gunzip", "zcat", "gzip" };
    for (size_t i = 0; i < LW_COUNT(names); i++)
        if (lw_view_is(name, names[i]))
            return true;
    return false;
}

/* base64 -d and its like decode; without the option they do the contrary. */
static bool decodes(struct lw_view name, const struct lw_args *args)
{
    if (!takes_input(name) || lw_view_is(name, "gunzip") || lw_view_is(name, "zcat"))
        return true;
    for (size_t i = 0; i < args->count; i++) {
        struct lw_view word = args->items[i].kind == LW_V_TEXT ? args->items[i].text : LW_VIEW_NONE;
        if (lw_view_is(word, "--decode") || lw_view_is(word, "--decompress") ||
            (word.len > 1 && word.ptr[0] == '-' && word.ptr[1] != '-' &&
             (memchr(word.ptr, 'd', word.len) || memchr(word.ptr, 'D', word.len) ||
              memchr(word.ptr, 'r', word.len))))
            return true;
    }
    return false;
}

/* python -m pip install x */
static void look_at_module(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                           uint32_t node)
{
    for (size_t i = 0; i + 1 < args->count; i++) {
        const struct lw_value *flag = &args->items[i], *module = &args->items[i + 1];
        if (flag->kind != LW_V_TEXT || module->kind != LW_V_TEXT || !lw_view_is(flag->text, "-m"))
            continue;
        lw_trust_command(e, module->text, args, node);
        const struct lw_known *known = lw_catalog_find(LW_LANG_SHELL, module->text);
        bool manager = known && known->capability == LW_C_PACKAGE_MANAGER;
        if (manager || lw_view_is(module->text, "ensurepip"))
            lw_say(e, node, LW_C_PACKAGE_MANAGER, module->text, line_of(e, name, args), false);
    }
}

static struct lw_value run_known(struct lw_eval *e, const struct lw_known *known,
                                 struct lw_view name, struct lw_args *args, uint32_t node)
{
    struct lw_value v = LW_UNKNOWN;
    struct lw_args sent = *args;
    enum lw_language language;
    lw_value_taint(&sent.all, &e->fed);
    v.line = lw_ir_at(e->ir, node)->line;
    if (known->capability == LW_C_PACKAGE_MANAGER && !installs(args))
        return v;
    if (known->does == LW_DO_PUTENV) {
        lw_shell_export(e, name, args, node);
    } else if (known->capability == LW_C_AWS) {
        lw_aws_command(e, args, node);
    } else if (known->capability != LW_C_COUNT &&
               !(known->does == LW_DO_SOURCE && is_interpreter(name, &language) &&
                 lw_view_is(name, "eval"))) {
        lw_say(e, node, known->capability, name, line_of(e, name, args), false);
        if (known->capability != LW_C_DYNAMIC_CODE || !is_interpreter(name, &language)) {
            lw_sink(e, known->capability, known->capability == LW_C_PROCESS ? args->all : sent.all,
                    name, node);
        }
    }
    if (known->does == LW_DO_SOURCE) {
        interpret(e, name, args, node);
        look_at_module(e, name, args, node);
    }
    v.from = sent.all.from | from_words(args) | lw_shell_file_from(name, known, args);
    if (decodes(name, args))
        v.from |= known->gives;
    if (known->does == LW_DO_BASE64 && e->fed.kind == LW_V_TEXT && decodes(name, args)) {
        struct lw_args one = { .count = 0 };
        lw_args_add(&one, e->fed, 0, node);
        (void)lw_fold_does(e, &v, LW_DO_BASE64, &one);
    } else if (lw_view_is(name, "echo") || lw_view_is(name, "printf")) {
        bool option = args->count > 1 && args->items[0].kind == LW_V_TEXT &&
                      args->items[0].text.len && args->items[0].text.ptr[0] == '-';
        struct lw_value text = lw_fold_join(e, args->items + option, args->count - option,
                                            LW_VIEW(" "));
        lw_value_taint(&text, &v);
        text.computed = false;
        return text;
    } else if (lw_view_is(name, "rev") && e->fed.kind == LW_V_TEXT) {
        struct lw_args one = { .count = 0 };
        lw_args_add(&one, e->fed, 0, node);
        (void)lw_fold_does(e, &v, LW_DO_REVERSE, &one);
        v.from |= LW_FROM_DECODING;
    } else if (lw_view_is(name, "cat") && !args->count) {
        return e->fed;
    }
    return v;
}

/* /tmp/x, sh /tmp/x, . /tmp/x */
static void look_at_place(struct lw_eval *e, struct lw_view path, struct lw_view name,
                          const struct lw_args *args, uint32_t node)
{
    enum lw_language language;
    lw_reach_place(e, path, name, node);
    if (!is_interpreter(name, &language) && !lw_view_is(name, ".") && !lw_view_is(name, "source"))
        return;
    for (size_t i = 0; i < args->count; i++) {
        struct lw_view word = args->items[i].text;
        if (args->items[i].kind <= LW_V_TEXT && word.len && word.ptr[0] == '-')
            continue;
        if (args->items[i].kind <= LW_V_TEXT)
            lw_reach_place(e, word, name, node);
        return;
    }
}

/* read a b, mapfile -t lines: what they are fed. */
static void take_input(struct lw_eval *e, const struct lw_args *args)
{
    for (size_t i = 0; e->socket && i < args->count; i++)
        if (lw_view_starts(args->items[i].text, LW_VIEW("-u")))
            e->fed.from |= LW_FROM_NETWORK;
    for (size_t i = 0; e->fed.from && i < args->count; i++)
        if (args->items[i].kind == LW_V_TEXT)
            lw_scope_set(e, 0, lw_ir_name(e->ir, args->items[i].text),
                         (struct lw_value){ .from = e->fed.from, .line = e->fed.line });
}

/* set -a: all that is set from now on. True: set -- program words, for an exec "$@" behind it. */
static bool sets_words(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    const struct lw_value *first = args->count ? &args->items[0] : NULL;
    if (first && first->kind == LW_V_TEXT && lw_view_is(first->text, "-a"))
        lw_say(e, node, LW_C_REDIRECT, LW_VIEW("set -a {}"), LW_VIEW_NONE, true);
    return first && args->count > 1 && lw_view_is(first->text, "--") &&
           args->items[1].kind == LW_V_TEXT;
}

static struct lw_value command_of(struct lw_eval *e, struct lw_args *args, uint32_t node)
{
    struct lw_value v = LW_UNKNOWN;
    if (!args->count)
        return v;
    struct lw_value callee = args->items[0];
    struct lw_args rest = without_first(args, 1);
    lw_shell_program(e, &callee, args->nodes[0], node);
    if (callee.kind != LW_V_TEXT || !callee.text.len) { /* "$cmd" arguments */
        lw_value_taint(&rest.all, &callee);
        if (callee.from) {
            lw_say(e, node, LW_C_PROCESS, LW_VIEW("$"), LW_VIEW_NONE, true);
            lw_sink(e, LW_C_PROCESS, rest.all, LW_VIEW("$"), node);
        }
        return rest.all;
    }
    struct lw_view name = base_name(callee.text);
    const uint64_t *id = lw_map_get(&e->ir->index, name);
    const struct lw_value *own = id ? lw_scope_find(e, (uint32_t)*id) : NULL;
    if (own && own->kind == LW_V_FUNCTION)
        return lw_call_function(e, *own, &rest);
    if (lw_shell_dumps(name, &rest)) {
        lw_say(e, node, LW_C_ENV_ALL, name, LW_VIEW_NONE, false);
        v.from = LW_FROM_ENVIRONMENT;
        v.line = lw_ir_at(e->ir, node)->line;
        return v;
    }
    if (lw_view_is(name, "set") && sets_words(e, &rest, node)) {
        struct lw_args words = without_first(&rest, 1);
        return command_of(e, &words, node);
    }
    if (lw_view_is(name, "read") || lw_view_is(name, "mapfile") || lw_view_is(name, "readarray")) {
        take_input(e, &rest);
        return v;
    }
    lw_shell_code(e, name, &rest, node);
    if (callee.computed)
        lw_say(e, node, LW_C_HIDDEN_NAME, name, LW_VIEW_NONE, true);
    look_at_place(e, callee.text, name, &rest, node);
    const struct lw_known *known = lw_catalog_find(LW_LANG_SHELL, name);
    if (known && known->does == LW_DO_RUN) {
        size_t skip = wrapper_words(name, &rest);
        if (lw_view_is(name, "env") || lw_view_is(name, "exec"))
            lw_reach_env(e, &rest, node);
        if (lw_view_is(name, "env"))
            lw_shell_env_words(e, &rest, skip, node);
        struct lw_args inner = without_first(&rest, skip);
        if (lw_view_is(name, "xargs"))
            lw_value_taint(&inner.all, &e->fed);
        return command_of(e, &inner, node);
    }
    lw_trust_command(e, name, &rest, node);
    lw_shell_options(e, name, &rest, node);
    lw_shell_files(e, name, &rest, node);
    if (known)
        return run_known(e, known, name, &rest, node);
    v = rest.all;
    lw_value_taint(&v, &e->fed);
    return v;
}

static struct lw_value run(struct lw_eval *e, const struct lw_ir_node *n, uint32_t node)
{
    lw_reach_words(e, node);
    struct lw_args args = { .count = 0 };
    struct lw_value fed = e->fed;
    bool redirected = false;
    for (uint32_t c = n->child; c; c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node w = *lw_ir_at(e->ir, c);
        if (w.kind == LW_IR_REDIRECT)
            redirected = true;
        uint32_t to = w.kind == LW_IR_REDIRECT ? w.child : 0;
        bool socket = to && lw_shell_is_socket(lw_ir_text(e->ir, lw_ir_at(e->ir, to)->id));
        if (w.kind == LW_IR_REDIRECT && (w.op == '<' || w.op == 'r' || socket))
            redirect(e, &w, c, &e->fed);
        else if (w.kind != LW_IR_REDIRECT)
            lw_args_add(&args, value_of(e, c), 0, c);
    }
    struct lw_value out = command_of(e, &args, node);
    for (uint32_t c = redirected ? n->child : 0; c; c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node w = *lw_ir_at(e->ir, c);
        if (w.kind == LW_IR_REDIRECT && w.op != '<' && w.op != 'r')
            redirect(e, &w, c, &out);
    }
    e->fed = fed;
    return out;
}

/* while read -r line; do ...; done <file: it stands behind what reads it. */
static void feed_group(struct lw_eval *e, const struct lw_ir_node *group)
{
    for (uint32_t c = group->child; c; c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node w = *lw_ir_at(e->ir, c);
        if (w.kind == LW_IR_REDIRECT && (w.op == '<' || w.op == 'r'))
            redirect(e, &w, c, &e->fed);
    }
}

struct lw_value lw_shell_command(struct lw_eval *e, uint32_t node)
{
    const struct lw_ir_node n = *lw_ir_at(e->ir, node);
    struct lw_value fed = e->fed, v = LW_UNKNOWN;
    if (n.kind == LW_IR_CALL)
        return run(e, &n, node);
    if (n.kind == LW_IR_REDIRECT) {
        redirect(e, &n, node, &v);
        return v;
    }
    feed_group(e, &n);
    for (uint32_t c = n.child; c; c = lw_ir_at(e->ir, c)->next) {
        const struct lw_ir_node w = *lw_ir_at(e->ir, c);
        if (w.kind == LW_IR_REDIRECT)
            redirect(e, &w, c, &v);
        else
            v = lw_eval(e, c);
        if (n.kind == LW_IR_PIPE)
            e->fed = v;
    }
    e->fed = fed;
    if (n.kind == LW_IR_OUTPUT)
        v.computed = v.kind == LW_V_TEXT;
    return v;
}

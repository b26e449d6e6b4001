/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/shell_run.c - what a shell comes to run by a text, a variable, or an option of a tool.
 */
#include "analyze/syntax/reach.h"
#include "analyze/syntax/shell.h"
#include "analyze/syntax/variable.h"

enum { NAME_BYTES = 32 }; /* of a tool that is known */

/* Nothing is known of it: "" or "{}{}". */
static bool is_blank(struct lw_view text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!strchr("{} ", text.ptr[i]))
            return false;
    return true;
}

/* trap 'code' EXIT, also behind "--" */
static void look_at_trap(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    const struct lw_value *code = lw_arg(e, args, 0, NULL);
    if (code && lw_view_is(code->text, "--"))
        code = lw_arg(e, args, 1, NULL);
    if (!code || code->kind > LW_V_TEXT || lw_view_starts(code->text, LW_VIEW("-")))
        return;
    if (code->kind == LW_V_UNKNOWN && is_blank(code->text))
        lw_sink(e, LW_C_DYNAMIC_CODE, *code, LW_VIEW("trap"), node);
    else
        lw_eval_nested(e, LW_LANG_SHELL, code->text, node);
}

void lw_shell_code(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                   uint32_t node)
{
    const bool alias = lw_view_is(name, "alias");
    if (lw_view_is(name, "trap"))
        look_at_trap(e, args, node);
    if (!alias && !lw_view_is(name, LW_SHELL_CODE))
        return;
    for (size_t i = 0; i < args->count; i++) {
        const struct lw_view text = args->items[i].text;
        const size_t sign = alias ? lw_view_find_byte(text, '=') : 0;
        if (args->items[i].kind <= LW_V_TEXT && sign != LW_NOT_FOUND)
            lw_eval_nested(e, LW_LANG_SHELL, lw_view_from(text, sign + alias), node);
    }
}

/* "$RUN", "${RUN:-env}", and what was bound to them; but not "$DIR/bin/run". */
static bool is_whole(const struct lw_eval *e, const struct lw_value *callee, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    while (n->kind == LW_IR_JOIN && n->child && !lw_ir_at(e->ir, n->child)->next)
        n = lw_ir_at(e->ir, n->child);
    return is_blank(callee->text) || n->kind == LW_IR_ANY ||
           (callee->kind == LW_V_TEXT && n->kind == LW_IR_NAME &&
            lw_view_find_byte(callee->text, '/') == LW_NOT_FOUND);
}

void lw_shell_program(struct lw_eval *e, const struct lw_value *callee, uint32_t callee_node,
                      uint32_t node)
{
    const unsigned data = LW_FROM_NETWORK | LW_FROM_EVENT | LW_FROM_DATA_FILE | LW_FROM_FILE |
                          LW_FROM_DECODING;
    struct lw_value line = *callee;
    if (callee->kind == LW_V_UNKNOWN && callee->text.len)
        lw_reach_place(e, callee->text, LW_VIEW("$"), node);
    if (!callee->from || !is_whole(e, callee, callee_node))
        return;
    line.from &= data;
    if (line.from) /* the words of it are a command with all its arguments */
        lw_sink(e, LW_C_DYNAMIC_CODE, line, LW_VIEW("$"), node);
    else
        lw_sink(e, LW_C_PROGRAM, *callee, LW_VIEW("$"), node);
}

uint32_t lw_shell_file_from(struct lw_view name, const struct lw_known *known,
                            const struct lw_args *args)
{
    static const char *const writers[] = { "echo", "printf", "tee", "tr" };
    uint32_t from = known->does == LW_DO_READ     ? LW_FROM_DATA_FILE
                    : known->does == LW_DO_FILTER ? LW_FROM_FILE
                                                  : LW_FROM_NOWHERE;
    uint32_t held = LW_FROM_NOWHERE;
    for (size_t i = 0; from && i < args->count && !LW_VIEW_IN(name, writers); i++) {
        const struct lw_value *word = &args->items[i];
        if (word->kind <= LW_V_TEXT && lw_writable_folder(word->text))
            return from;
        /* A file of the layer: who writes it, sees what is made of it. */
        if (word->kind == LW_V_TEXT && lw_view_starts(word->text, LW_VIEW("/")))
            held = LW_FROM_FILE;
    }
    return held;
}

/* awk '{ system($2) }' file: what the file holds is run; system("date") is not. */
static void look_at_awk(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    struct lw_value data = e->fed;
    size_t program = 0;
    while (program < args->count && lw_view_starts(args->items[program].text, LW_VIEW("-")))
        program++;
    struct lw_view text = program < args->count ? args->items[program].text : LW_VIEW_NONE;
    size_t at = lw_view_find(text, LW_VIEW("system("));
    struct lw_view rest = lw_view_from(text, at == LW_NOT_FOUND ? text.len : at + 7);
    bool fixed = lw_view_starts(rest, LW_VIEW("\"")) &&
                 lw_view_starts(
                     lw_view_from(rest, lw_view_find_byte(lw_view_from(rest, 1), '"') + 2),
                     LW_VIEW(")"));
    bool piped = lw_view_find(text, LW_VIEW("| getline")) != LW_NOT_FOUND ||
                 lw_view_find(text, LW_VIEW("| \"sh\"")) != LW_NOT_FOUND ||
                 lw_view_find(text, LW_VIEW("| \"bash\"")) != LW_NOT_FOUND;
    if (!piped && (!rest.len || fixed))
        return;
    data.from |= LW_FROM_FILE;
    for (size_t i = program + 1; i < args->count; i++)
        if (args->items[i].kind <= LW_V_TEXT && lw_writable_folder(args->items[i].text))
            data.from |= LW_FROM_DATA_FILE;
    lw_say(e, node, LW_C_PROCESS, LW_VIEW("awk"), LW_VIEW_NONE, false);
    lw_sink(e, LW_C_DYNAMIC_CODE, data, LW_VIEW("awk"), node);
}

/* Options by which a tool talks to another server, reads more options, or starts programs. `open`:
 * where what it names lies in a folder that anyone may fill. */
static const struct {
    const char *tools, *option;
    bool open;
} leads[] = {
    { " curl ", "--connect-to", false },
    { " curl ", "--resolve", false },
    { " curl ", "--proxy", false },
    { " curl ", "-x", false },
    { " curl ", "--preproxy", false },
    { " curl ", "--socks", false },
    { " curl ", "--doh-url", false },
    { " curl ", "--dns-servers", false },
    { " curl ", "--config", true },
    { " curl ", "-K", true },
    { " curl ", "--cacert", true },
    { " curl ", "--capath", true },
    { " wget ", "-e", false },
    { " wget ", "--execute", false },
    { " wget ", "--config", true },
    { " wget ", "--ca-certificate", true },
    { " git ", "core.sshcommand", false },
    { " git ", "core.fsmonitor", false },
    { " git ", "core.hookspath", false },
    { " git ", "http.proxy", false },
    { " git ", "credential.helper", false },
    { " git ", "protocol.ext.allow", false },
    { " git ", "--upload-pack", false },
    { " git ", "--exec-path=", false },
    { " ssh scp sftp rsync ", "-oproxycommand", false },
    { " ssh scp sftp rsync ", "proxycommand=", false },
    { " ssh scp sftp ", "-F", true },
    { " tar bsdtar ", "--checkpoint-action", false },
    { " tar bsdtar ", "--to-command", false },
    { " tar bsdtar ", "--info-script", false },
    { " tar bsdtar ", "--new-volume-script", false },
    { " tar bsdtar ", "--rsh-command", false },
    { " tar bsdtar ", "--use-compress-program", true },
    { " tar bsdtar ", "-I", true },
    { " openssl ", "-engine", false },
    { " openssl ", "-provider-path", false },
};

/* Of one word: "--proxy", "--proxy=x", "-Kx". */
static bool fits(struct lw_view word, struct lw_view option)
{
    bool brief = option.len == 2;
    if (brief ? !lw_view_starts(word, option) : !lw_view_starts_nocase(word, option))
        return false;
    uint8_t behind = word.len > option.len ? word.ptr[option.len] : 0;
    return brief || !behind || behind == '=' || lw_view_ends(option, LW_VIEW("=")) ||
           lw_view_is(option, "--socks") || lw_view_is(option, "-oproxycommand");
}

static void look_at_word(struct lw_eval *e, struct lw_view spaced, struct lw_view word,
                         struct lw_view next, uint32_t node)
{
    for (size_t i = 0; i < LW_COUNT(leads); i++) {
        struct lw_view option = lw_view_c(leads[i].option);
        size_t equal = lw_view_find_byte(word, '=');
        struct lw_view value = equal != LW_NOT_FOUND   ? lw_view_from(word, equal + 1)
                               : word.len > option.len ? lw_view_from(word, option.len)
                                                       : next;
        if (lw_view_find(lw_view_c(leads[i].tools), spaced) == LW_NOT_FOUND ||
            !fits(word, option) || (leads[i].open && !lw_writable_folder(value)))
            continue;
        struct lw_view tool = lw_view_trim(spaced);
        lw_say(e, node, LW_C_REDIRECT,
               lw_arena_printf(&e->arena, "%.*s %.*s", LW_FMT(tool), LW_FMT(option)),
               lw_view_sub(value, 0, 80), false);
        return;
    }
}

void lw_shell_options(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                      uint32_t node)
{
    if (lw_view_ends(name, LW_VIEW("awk")))
        look_at_awk(e, args, node);
    if (name.len == 0 || name.len > NAME_BYTES)
        return;
    struct lw_view spaced = lw_arena_printf(&e->arena, " %.*s ", LW_FMT(name));
    for (size_t i = 0; i < args->count; i++) {
        struct lw_view word, text = args->items[i].text;
        struct lw_view next = i + 1 < args->count ? args->items[i + 1].text : LW_VIEW_NONE;
        bool many = lw_view_starts(text, LW_VIEW("-")); /* $OPTIONS may be more than one */
        if (args->items[i].kind > LW_V_TEXT)
            continue;
        while (lw_view_split(&word, &text, many ? ' ' : 0))
            look_at_word(e, spaced, word, text.len ? text : next, node);
    }
}

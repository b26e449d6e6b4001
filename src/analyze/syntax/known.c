/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/known.c - calls that the catalog knows.
 */
#include "analyze/syntax/budget.h"
#include "analyze/syntax/connect.h"
#include "analyze/syntax/maker.h"
#include "analyze/syntax/named.h"
#include "analyze/syntax/reach.h"
#include "analyze/syntax/variable.h"
#include "analyze/syntax/written.h"

/* What is worth saying of data that reaches a sink. */
static unsigned worth(unsigned sink, unsigned from)
{
    if (sink != LW_C_LOG) /* they are made to be handed out, or to be used */
        from &= ~(unsigned)(LW_FROM_SIGNED | (sink != LW_C_AWS ? LW_FROM_VAULT : 0));
    if (sink != LW_C_NETWORK && sink != LW_C_AWS)
        from &= ~(unsigned)LW_FROM_OBJECT;
    switch (sink) {
    case LW_C_DYNAMIC_CODE:
        return from & ~(unsigned)LW_FROM_XOR;
    case LW_C_PROCESS:
        return from & ~(unsigned)(LW_FROM_XOR | LW_FROM_FILE | LW_FROM_DATA_FILE);
    case LW_C_NATIVE_LOAD:
        return from & (LW_FROM_NETWORK | LW_FROM_DECODING | LW_FROM_EVENT | LW_FROM_DATA_FILE |
                       LW_FROM_REQUEST);
    case LW_C_FILE_WRITE:
        return from & ~(unsigned)(LW_FROM_XOR | LW_FROM_DECODING | LW_FROM_VARIABLE | LW_FROM_FILE |
                                  LW_FROM_DATA_FILE | LW_FROM_EVENT | LW_FROM_REQUEST);
    case LW_C_LOG:
    case LW_C_RESPONSE:
    case LW_C_HANDED:
        return from & (LW_FROM_SECRETS | LW_FROM_SIGNED | LW_FROM_VAULT);
    case LW_C_NAMED:
    case LW_C_TEMPLATE:
        return from & (LW_FROM_NETWORK | LW_FROM_EVENT | LW_FROM_REQUEST);
    case LW_C_NETWORK:
    case LW_C_DNS:
        return from & ~(unsigned)(LW_FROM_XOR | LW_FROM_DECODING | LW_FROM_NETWORK | LW_FROM_FILE |
                                  LW_FROM_DATA_FILE | LW_FROM_REQUEST);
    case LW_C_WAIT:
        return from & (LW_FROM_EVENT | LW_FROM_SECRETS);
    case LW_C_COMMAND:
    case LW_C_PROGRAM:
        return from & (LW_FROM_VARIABLE | LW_FROM_SECRET_VARIABLE | LW_FROM_ENVIRONMENT |
                       LW_FROM_NETWORK | LW_FROM_EVENT | LW_FROM_REQUEST);
    default:
        return from & ~(unsigned)(LW_FROM_XOR | LW_FROM_DECODING | LW_FROM_NETWORK | LW_FROM_EVENT |
                                  LW_FROM_FILE | LW_FROM_DATA_FILE | LW_FROM_REQUEST);
    }
}

void lw_sink(struct lw_eval *e, unsigned capability, struct lw_value all, struct lw_view name,
             uint32_t node)
{
    const char *sink = lw_catalog_sink(capability);
    struct lw_place place = lw_eval_place(e, node);
    unsigned from = worth(capability, all.from);
    if (!sink[0])
        return;
    if (from)
        lw_emit_flow(e->emit, &place, from, all.line, sink, name);
    if (capability == LW_C_DYNAMIC_CODE && (all.from & (LW_FROM_DECODING | LW_FROM_XOR)))
        lw_say(e, node, LW_C_DECODE_RUN, name, LW_VIEW_NONE, false);
}

/* The argument that a person wants to see: a command, a URL, a path. */
static struct lw_view shown(struct lw_eval *e, const struct lw_args *args)
{
    struct lw_view text = LW_VIEW_NONE;
    for (size_t i = 0; i < args->count && i < 2; i++) {
        const struct lw_value *v = &args->items[i];
        if ((v->kind == LW_V_TEXT || v->kind == LW_V_UNKNOWN) && v->text.len)
            return v->text;
        if (v->kind == LW_V_LIST) {
            struct lw_value joined = lw_fold_join(e, v->list->items, v->list->count, LW_VIEW(" "));
            if (joined.text.len)
                return joined.text;
        }
        if (v->kind == LW_V_MAP) { /* { host: "x", path: "/y" } */
            static const char *const keys[] = { "url", "uri", "hostname", "host" };
            for (size_t k = 0; k < LW_COUNT(keys); k++) {
                const struct lw_value *item = lw_value_key(v, lw_view_c(keys[k]));
                if (item && item->kind == LW_V_TEXT)
                    return item->text;
            }
        }
    }
    return text;
}

/* A host without a scheme, put together: a name that nobody finds in the file. */
static void notice_host(struct lw_eval *e, const struct lw_value *v, uint32_t node)
{
    bool dot = false;
    if (v->kind == LW_V_LIST) {
        for (size_t i = 0; i < v->list->count && i < 4; i++)
            notice_host(e, &v->list->items[i], node);
        return;
    }
    if (v->kind == LW_V_MAP) {
        const struct lw_value *host = lw_value_key(v, LW_VIEW("hostname"));
        host = host ? host : lw_value_key(v, LW_VIEW("host"));
        if (host && host->kind == LW_V_TEXT)
            notice_host(e, host, node);
        return;
    }
    if (v->kind == LW_V_TEXT && v->computed)
        lw_notice_text(e, v->text, true, node);
    if (v->kind != LW_V_TEXT || !v->computed || v->text.len < 4 || v->text.len > 253)
        return;
    for (size_t i = 0; i < v->text.len; i++) {
        uint8_t c = v->text.ptr[i];
        if (!lw_is_alnum(c) && c != '.' && c != '-')
            return;
        dot = dot || c == '.';
    }
    struct lw_place place = lw_eval_place(e, node);
    if (dot && lw_view_find(e->ir->source, v->text) == LW_NOT_FOUND)
        lw_emit_endpoint(e->emit, &place, v->text);
}

/* A command line for a shell, or a list of words, is looked at as a shell would. */
static void look_at_command(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    struct lw_view text = shown(e, args);
    const struct lw_value *second = lw_arg(e, args, 1, NULL);
    bool list = args->count && args->items[0].kind == LW_V_LIST;
    struct lw_value words[2] = { args->count ? args->items[0] : LW_UNKNOWN,
                                 second ? *second : LW_UNKNOWN };
    /* spawn("sh", ["-c", "..."]) */
    if (!list && second && second->kind == LW_V_LIST && words[0].kind == LW_V_TEXT) {
        struct lw_value all = lw_value_list(&e->arena, LW_V_LIST);
        lw_list_push(e, &all, words[0]);
        lw_list_push_all(e, &all, second);
        words[0] = all;
        list = true;
    }
    if (list) {
        struct lw_buf line = LW_BUF_INIT;
        for (size_t i = 0; i < words[0].list->count && i < 64; i++) {
            const struct lw_value *w = &words[0].list->items[i];
            struct lw_view word = lw_value_is(w, "sys.executable")     ? LW_VIEW("python3")
                                  : lw_value_is(w, "process.execPath") ? LW_VIEW("node")
                                  : w->text.len                        ? w->text
                                                                       : LW_VIEW("{}");
            lw_buf_add_c(&line, i ? " '" : "");
            for (size_t k = 0; k < word.len && line.len < LW_VALUE_TEXT_MAX; k++)
                if (word.ptr[k] == '\'' && i)
                    lw_buf_add_c(&line, "'\\''");
                else
                    lw_buf_add_byte(&line, word.ptr[k]);
            lw_buf_add_c(&line, i ? "'" : "");
        }
        text = lw_arena_copy(&e->arena, lw_buf_view(&line));
        lw_buf_clear(&line);
    }
    bool whole = list || (args->count && args->items[0].kind == LW_V_TEXT);
    if (text.len && whole && e->ir->language != LW_LANG_SHELL)
        lw_eval_nested(e, LW_LANG_SHELL, text, node);
}

/* partial(f, a), Reflect.apply(f, this, [a]); the former can be called again, with more. */
static struct lw_value do_partial(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    struct lw_args rest = { .count = 0 };
    const bool script = e->ir->language == LW_LANG_JAVASCRIPT;
    if (!args->count)
        return LW_UNKNOWN;
    lw_args_add_from(&rest, args, script ? 2 : 1, script);
    struct lw_value f = args->items[0], v = lw_call_value(e, f, &rest, node, false);
    if (script || f.kind != LW_V_SYMBOL)
        return v;
    lw_value_taint(&f, &rest.all);
    return f;
}

static struct lw_value do_assign(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    struct lw_value target = args->count ? args->items[0] : LW_UNKNOWN;
    if (target.kind == LW_V_SYMBOL && lw_catalog_environment(e->ir->language, target.text)) {
        lw_env_update(e, args, 1, node);
        return target;
    }
    if (target.kind == LW_V_SYMBOL)
        lw_patch_all(e, target.text, args, 1, node);
    if (target.kind == LW_V_MAP)
        for (size_t i = 1; i < args->count; i++)
            if (args->items[i].kind == LW_V_MAP)
                lw_list_push_all(e, &target, &args->items[i]);
    lw_value_taint(&target, &args->all);
    return target;
}

/* Code as text: what it does is looked at too. */
static void look_at_code(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    for (size_t i = 0; i < args->count && i < 4; i++)
        if (args->items[i].kind == LW_V_TEXT && !args->names[i])
            lw_eval_nested(e, e->ir->language, args->items[i].text, node);
}

/* The variable that its first argument names; one that was found by going through all. */
static struct lw_value read_variable(struct lw_eval *e, const struct lw_args *args,
                                     struct lw_view name, uint32_t node)
{
    const struct lw_value *usual = lw_arg(e, args, 1, "default");
    lw_default(e, name, usual, node);
    struct lw_value v = lw_env_read(e, name, node);
    if (usual && usual->kind == LW_V_TEXT && !usual->computed)
        v.text = usual->text; /* what it may be */
    if (!name.len)
        v.from |= args->all.from & LW_FROM_ENVIRONMENT;
    return v;
}

/* True where what the code gives is known: eval("fetch"), Function("return process"). */
static bool run_text(struct lw_eval *e, struct lw_value *out, const struct lw_known *known,
                     struct lw_view symbol, const struct lw_args *args, uint32_t node)
{
    const struct lw_value *first = args->count ? &args->items[0] : NULL;
    struct lw_view text = first && first->kind <= LW_V_TEXT ? first->text : LW_VIEW_NONE;
    look_at_code(e, args, node);
    if (known->capability == LW_C_DYNAMIC_CODE && lw_maker_returns(e, out, symbol, text))
        return true;
    if (known->capability == LW_C_DYNAMIC_CODE && lw_names_builtin(e, text)) {
        *out = lw_value_symbol(lw_arena_copy(&e->arena, text));
        return true;
    }
    if (first && known->capability == LW_C_WORKER) {
        lw_sink(e, LW_C_DYNAMIC_CODE, *first, symbol, node);
        if (lw_view_starts(text, LW_VIEW("data:")))
            lw_say(e, node, LW_C_DYNAMIC_CODE, symbol, LW_VIEW("data:"), false);
    }
    return false;
}

/* What a file holds that is read by its name: open(name), get_data(package, name). */
static struct lw_value read_file(struct lw_eval *e, const struct lw_args *args, struct lw_view name,
                                 uint32_t node)
{
    struct lw_value v = LW_UNKNOWN;
    if (args->count > 1 && e->ir->language == LW_LANG_PYTHON && args->items[1].kind <= LW_V_TEXT &&
        args->items[1].text.len)
        name = args->items[1].text;
    v.from = lw_text_from(name) | lw_file_from(name) | args->all.from;
    v.from |= args->count ? lw_written_from(e, &args->items[0], args->nodes[0]) : 0;
    v.line = lw_ir_at(e->ir, node)->line;
    return v;
}

static struct lw_value act(struct lw_eval *e, const struct lw_known *known, struct lw_view symbol,
                           struct lw_args *args, uint32_t node, bool hidden)
{
    struct lw_value v = LW_UNKNOWN;
    const struct lw_value *first = args->count ? &args->items[0] : NULL;
    struct lw_view text = first && first->kind <= LW_V_TEXT ? first->text : LW_VIEW_NONE;
    switch (known->does) {
    case LW_DO_IMPORT:
        return lw_named_import(e, symbol, args, node, hidden);
    case LW_DO_GETATTR:
        return lw_named_get(e, symbol, args, node);
    case LW_DO_SETATTR:
    case LW_DO_WRAP:
        return lw_named_set(e, args, node, known->does == LW_DO_WRAP);
    case LW_DO_NAMES:
        return lw_named_all(e, symbol, args);
    case LW_DO_OPEN:
        return lw_written_opened(e, symbol, args, node, hidden);
    case LW_DO_READ:
        return read_file(e, args, text, node);
    case LW_DO_GETENV:
        return read_variable(e, args, text, node);
    case LW_DO_PUTENV:
        if (lw_view_ends(symbol, LW_VIEW(".update")))
            lw_env_update(e, args, 0, node);
        else
            lw_env_write(e, text, args->count > 1 ? &args->items[1] : NULL, node);
        return v;
    case LW_DO_ASSIGN:
        return do_assign(e, args, node);
    case LW_DO_PROPERTIES:
        lw_patch_properties(e, args, node);
        return first ? *first : v;
    case LW_DO_AWS:
        return lw_aws_client(e, args, node);
    case LW_DO_PARTIAL:
        return do_partial(e, args, node);
    case LW_DO_RUN:
        look_at_command(e, args, node);
        lw_start(e, symbol, args, node);
        break;
    case LW_DO_PIPE:
        lw_connect_line(e, symbol, args, node);
        break;
    case LW_DO_COMPARE:
        lw_compare(e, args, symbol, node);
        break;
    case LW_DO_LOAD:
    case LW_DO_BUILD:
    case LW_DO_YAML:
        lw_run_data(e, known, symbol, args, node);
        break;
    case LW_DO_SOURCE:
        if (run_text(e, &v, known, symbol, args, node))
            return v;
        break;
    default:
        break;
    }
    return lw_value_symbol(lw_arena_printf(&e->arena, "%.*s()", LW_FMT(symbol)));
}

/* request.write() of a request that was said when it was made. */
static bool is_part(const struct lw_eval *e, const struct lw_known *known, struct lw_view symbol)
{
    size_t call = lw_view_find(symbol, LW_VIEW("()"));
    const struct lw_known *whole = call == LW_NOT_FOUND
                                       ? NULL
                                       : lw_catalog_find(e->ir->language,
                                                         lw_view_sub(symbol, 0, call));
    return whole && whole->capability == known->capability;
}

struct lw_value lw_call_known(struct lw_eval *e, const struct lw_known *known,
                              struct lw_view symbol, struct lw_args *args, uint32_t node,
                              bool hidden)
{
    struct lw_value v;
    if (hidden && (known->capability == LW_C_PROCESS || known->capability == LW_C_DYNAMIC_CODE ||
                   known->capability == LW_C_NETWORK || known->capability == LW_C_NATIVE_LOAD))
        lw_reach_hidden(e, symbol, node);
    lw_reach_call(e, known, symbol, args, node);
    lw_imported(e, symbol, args, node);
    lw_written_call(e, known, symbol, args, node);
    lw_connect_written(e, symbol, args, node);
    bool folded = lw_fold_does(e, &v, known->does, args);
    if (known->capability == LW_C_NETWORK) {
        lw_server(e, symbol, args, node);
        lw_log_place(e, symbol, args, node);
    }
    bool handle = lw_view_starts(symbol, LW_VIEW("open(w)"));
    if (known->capability < LW_C_COUNT && known->does != LW_DO_PUTENV && !handle) {
        if (!is_part(e, known, symbol))
            lw_say(e, node, known->capability, symbol, shown(e, args), hidden);
        if (known->capability == LW_C_MODULE_PATH && lw_writable_folder(shown(e, args)))
            lw_say(e, node, LW_C_REDIRECT, symbol, shown(e, args), hidden);
        for (size_t i = 0; known->capability == LW_C_NETWORK && i < args->count; i++)
            notice_host(e, &args->items[i], node);
        if (known->capability == LW_C_DNS && args->count)
            notice_host(e, &args->items[0], node);
    }
    if (known->capability == LW_C_NETWORK || known->capability == LW_C_DNS)
        lw_stranger(e, known->capability == LW_C_DNS, is_part(e, known, symbol), args, node);
    if (known->capability == LW_C_COUNT && folded && (v.from & LW_FROM_DECODING & ~args->all.from))
        lw_say(e, node, LW_C_DECODE, symbol, LW_VIEW_NONE, hidden);
    if (known->capability == LW_C_DYNAMIC_CODE && known->does == LW_DO_NOTHING &&
        known->gives == LW_FROM_DECODING) {
        lw_unpack(e, symbol, args, node);
    } else {
        lw_sink(e, known->capability, args->all, symbol, node);
    }
    if (!folded)
        v = act(e, known, symbol, args, node, hidden);
    uint32_t gives = known->gives;
    if (known->capability == LW_C_NETWORK && args->count && args->items[0].kind <= LW_V_TEXT)
        gives |= lw_text_from(args->items[0].text);
    if (gives & ~v.from)
        v.line = lw_ir_at(e->ir, node)->line;
    v.from |= gives;
    bool through = known->does == LW_DO_IMPORT || known->does == LW_DO_GETENV;
    if (!through && known->capability != LW_C_NETWORK)
        lw_value_taint(&v, &args->all);
    return v;
}

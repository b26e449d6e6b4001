/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/steer.c - who decides what is started, run or loaded: words of a command, files, data.
 */
#include "analyze/syntax/eval.h"

/* run_path("x.json"): what stands in the file is run, whatever its name says. */
static void look_at_load(struct lw_eval *e, const struct lw_known *known, struct lw_view symbol,
                         const struct lw_args *args, uint32_t node)
{
    const bool native = known->capability == LW_C_NATIVE_LOAD;
    for (size_t i = 0; i < args->count && i < 3; i++) {
        const struct lw_value *v = &args->items[i];
        struct lw_value file = { .kind = LW_V_UNKNOWN, .from = LW_FROM_DATA_FILE };
        bool path = v->kind <= LW_V_TEXT && lw_view_find_byte(v->text, '.') != LW_NOT_FOUND &&
                    lw_view_find_byte(v->text, ' ') == LW_NOT_FOUND;
        if (path && lw_file_from(v->text) == LW_FROM_DATA_FILE)
            lw_sink(e, native ? LW_C_NATIVE_LOAD : LW_C_DYNAMIC_CODE, file, symbol, node);
    }
}

/* Data whose names are called: a configuration of one's own is a file like any other. */
static void look_at_build(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                          uint32_t node)
{
    struct lw_value data = args->all;
    bool file = data.from & (LW_FROM_FILE | LW_FROM_DATA_FILE);
    if (lw_view_starts(symbol, LW_VIEW("typing."))) { /* annotations are no configuration */
        lw_sink(e, LW_C_DYNAMIC_CODE, data, symbol, node);
        return;
    }
    data.from &= LW_FROM_NETWORK | LW_FROM_EVENT | LW_FROM_REQUEST | LW_FROM_VARIABLE |
                 LW_FROM_SECRET_VARIABLE;
    data.from |= file ? LW_FROM_FILE : 0;
    lw_sink(e, LW_C_DYNAMIC_CODE, data, symbol, node);
}

/* yaml.load(text, Loader=yaml.UnsafeLoader) */
static void look_at_yaml(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                         uint32_t node)
{
    static const char *const mighty[] = { "UnsafeLoader", "FullLoader", "yaml.Loader", "CLoader" };
    const struct lw_value *loader = lw_arg(e, args, 1, "Loader");
    bool unsafe = lw_view_find(symbol, LW_VIEW("unsafe")) != LW_NOT_FOUND ||
                  (loader && loader->kind == LW_V_SYMBOL &&
                   lw_view_ends(loader->text, LW_VIEW("UnsafeLoader")));
    if (unsafe)
        lw_say(e, node, LW_C_WEAKENED, symbol, LW_VIEW("UnsafeLoader"), false);
    for (size_t i = 0; loader && loader->kind == LW_V_SYMBOL && i < LW_COUNT(mighty); i++) {
        if (!lw_view_ends(loader->text, lw_view_c(mighty[i])))
            continue;
        lw_say(e, node, LW_C_DYNAMIC_CODE, loader->text, LW_VIEW_NONE, false);
        look_at_build(e, symbol, args, node);
        return;
    }
}

void lw_run_data(struct lw_eval *e, const struct lw_known *known, struct lw_view symbol,
                 const struct lw_args *args, uint32_t node)
{
    if (known->does == LW_DO_LOAD)
        look_at_load(e, known, symbol, args, node);
    else if (known->does == LW_DO_YAML)
        look_at_yaml(e, symbol, args, node);
    else
        look_at_build(e, symbol, args, node);
}

void lw_unpack(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args, uint32_t node)
{
    struct lw_value data = args->all;
    if (data.from & (LW_FROM_DECODING | LW_FROM_NETWORK | LW_FROM_EVENT | LW_FROM_REQUEST |
                     LW_FROM_VARIABLE | LW_FROM_SECRET_VARIABLE)) {
        lw_sink(e, LW_C_DYNAMIC_CODE, data, symbol, node);
    } else if (data.from & LW_FROM_DATA_FILE) {
        data.from = lw_view_starts(symbol, LW_VIEW("marshal.")) ? LW_FROM_DATA_FILE : LW_FROM_FILE;
        lw_sink(e, LW_C_DYNAMIC_CODE, data, symbol, node);
    }
}

static bool runs_text(const struct lw_value *word)
{
    static const char *const options[] = { "-c", "-e", "--eval", "-p", "--print", "-lc" };
    for (size_t i = 0; i < LW_COUNT(options); i++)
        if (word->kind == LW_V_TEXT && lw_view_is(word->text, options[i]))
            return true;
    return false;
}

/* A text that is run as a whole, and not words of which one came from elsewhere. */
static void look_at_whole(struct lw_eval *e, const struct lw_value *text, unsigned from,
                          struct lw_view symbol, uint32_t node)
{
    struct lw_value code = *text;
    code.from &= from;
    if (code.from && (text->kind == LW_V_TEXT || (text->kind == LW_V_UNKNOWN && !text->text.len)))
        lw_sink(e, LW_C_DYNAMIC_CODE, code, symbol, node);
}

static void look_at_words(struct lw_eval *e, const struct lw_value *words, struct lw_view symbol,
                          uint32_t node)
{
    const unsigned from = LW_FROM_DECODING | LW_FROM_XOR | LW_FROM_NETWORK | LW_FROM_FILE |
                          LW_FROM_DATA_FILE;
    for (size_t i = 1; i < words->list->count; i++) {
        if (!runs_text(&words->list->items[i - 1]))
            continue;
        lw_sink(e, LW_C_COMMAND, words->list->items[i], symbol, node);
        look_at_whole(e, &words->list->items[i], from, symbol, node);
    }
}

/* f"lz4 -dc {name}" for a shell: who chooses the name chooses the command. */
static void look_at_template(struct lw_eval *e, const struct lw_args *args, uint32_t node)
{
    const struct lw_value *first = lw_arg(e, args, 0, "args");
    bool shell = false;
    for (size_t i = 0; i < args->count; i++)
        shell = shell ||
                (args->names[i] && lw_view_is(lw_ir_text(e->ir, args->names[i]), "shell") &&
                 lw_view_ends(lw_eval_source(e, args->nodes[i]), LW_VIEW("True")));
    const unsigned kind = lw_ir_at(e->ir, args->nodes[0])->kind;
    const bool made = kind == LW_IR_JOIN || kind == LW_IR_SUM || kind == LW_IR_BINARY;
    if (shell && first == &args->items[0] && made && first->kind == LW_V_UNKNOWN &&
        lw_view_find(lw_eval_source(e, node), LW_VIEW("quote")) == LW_NOT_FOUND)
        lw_say(e, node, LW_C_WEAKENED, LW_VIEW("shell"), lw_eval_source(e, args->nodes[0]), false);
}

void lw_start(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args, uint32_t node)
{
    const struct lw_value *first = lw_arg(e, args, 0, "args"), *second = lw_arg(e, args, 1, NULL);
    bool listed = second && second->kind == LW_V_LIST; /* spawn("sh", ["-c", text]) */
    if (!first || e->ir->language == LW_LANG_SHELL)
        return;
    look_at_template(e, args, node);
    if (first->kind != LW_V_LIST) {
        lw_sink(e, listed ? LW_C_PROGRAM : LW_C_COMMAND, *first, symbol, node);
        look_at_whole(e, first, listed ? 0 : LW_FROM_DECODING | LW_FROM_XOR, symbol, node);
    } else {
        look_at_words(e, first, symbol, node);
        if (first->list->count)
            lw_sink(e, LW_C_PROGRAM, first->list->items[0], symbol, node);
    }
    if (listed)
        look_at_words(e, second, symbol, node);
}

/* sleep(bit of a secret): whoever looks at the clock reads it. */
static void look_at_wait(struct lw_eval *e, struct lw_view name, const struct lw_args *args,
                         uint32_t node)
{
    bool script = e->ir->language == LW_LANG_JAVASCRIPT;
    bool later = script && lw_view_is(name, "setTimeout");
    const struct lw_value *time = lw_arg(e, args, later, NULL);
    if (time && (later || lw_view_is(name, "sleep")))
        lw_sink(e, LW_C_WAIT, *time, name, node);
}

/* What is logged or printed is kept, and read by others. */
void lw_log(struct lw_eval *e, struct lw_view callee, const struct lw_args *args, uint32_t node)
{
    static const char *const names[] = { "print",   "pprint", "log",   "info",     "debug",
                                         "warning", "warn",   "error", "trace",    "fatal",
                                         "dir",     "table",  "table", "critical", "exception" };
    struct lw_view name = lw_view_from(callee, lw_view_rfind_byte(callee, '.') + 1);
    bool logs = lw_view_ends(callee, LW_VIEW("stdout.write")) ||
                lw_view_ends(callee, LW_VIEW("stderr.write"));
    for (size_t i = 0; i < LW_COUNT(names) && !logs; i++)
        logs = lw_view_is(name, names[i]);
    if (logs) {
        const bool terminal = lw_view_is(name, "print") || lw_view_is(name, "write") ||
                              lw_view_starts(callee, LW_VIEW("console."));
        lw_sink(e, LW_C_LOG, args->all, name, node);
        lw_shown_printed(e, name, args, terminal, node);
    }
    look_at_wait(e, name, args, node);
}

static bool is_event(struct lw_view name)
{
    return lw_view_is(name, "event") || lw_view_is(name, "_event") ||
           lw_view_is(name, "lambda_event");
}

/* def handler(e, context): by its place, whatever its name. */
static bool asked_first(const struct lw_eval *e, uint32_t param)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, param), *second = lw_ir_at(e->ir, n->next);
    const struct lw_ir_node *f = lw_ir_at(e->ir, e->ir->functions.items[e->function].node);
    struct lw_view name = lw_ir_text(e->ir, f->id);
    bool handles = lw_view_find(name, LW_VIEW("handler")) != LW_NOT_FOUND ||
                   lw_view_find(name, LW_VIEW("Handler")) != LW_NOT_FOUND;
    if (!handles || !n->next || second->kind != LW_IR_PARAM || f->child != param)
        return false;
    const struct lw_ir_node *target = lw_ir_at(e->ir, second->child);
    return target->kind == LW_IR_NAME &&
           lw_view_find(lw_ir_text(e->ir, target->id), LW_VIEW("context")) != LW_NOT_FOUND;
}

/* def connection_made(self, transport): asyncio hands a protocol its connection. */
static bool is_handed_connection(const struct lw_eval *e)
{
    const struct lw_ir_node *f = lw_ir_at(e->ir, e->ir->functions.items[e->function].node);
    return e->ir->language == LW_LANG_PYTHON &&
           lw_view_is(lw_ir_text(e->ir, f->id), "connection_made");
}

struct lw_value lw_unasked(struct lw_eval *e, struct lw_view name, uint32_t node)
{
    struct lw_value v = LW_UNKNOWN;
    if (is_handed_connection(e))
        return lw_value_symbol(LW_VIEW("asyncio.open_connection()"));
    /* A handler of Ruby takes `event:`; a method that is told of an event takes it in its place. */
    const bool told = e->ir->language == LW_LANG_RUBY &&
                      lw_view_find(e->ir->source, LW_VIEW("event:")) == LW_NOT_FOUND;
    if ((is_event(name) || asked_first(e, node)) && e->ir->language != LW_LANG_SHELL && !told) {
        v.from = LW_FROM_EVENT;
        v.line = lw_ir_at(e->ir, node)->line;
    }
    return v;
}

void lw_answer(struct lw_eval *e, const struct lw_ir_node *function, uint32_t node,
               struct lw_value answer)
{
    struct lw_view name = lw_ir_text(e->ir, function->id);
    unsigned sink = LW_C_COUNT;
    for (uint32_t p = function->child; p; p = lw_ir_at(e->ir, p)->next) {
        const struct lw_ir_node *n = lw_ir_at(e->ir, p);
        const struct lw_ir_node *target = n->kind == LW_IR_PARAM ? lw_ir_at(e->ir, n->child) : NULL;
        if (!target || target->kind != LW_IR_NAME)
            continue;
        if (is_event(lw_ir_text(e->ir, target->id)))
            sink = LW_C_RESPONSE;
        else if (lw_view_is(name, "format") && lw_view_is(lw_ir_text(e->ir, target->id), "record"))
            sink = LW_C_LOG;
    }
    if (sink == LW_C_COUNT)
        return;
    answer = lw_used(e, answer, node);
    lw_sink(e, sink, answer, name, node);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/written.c - text that becomes code on the way through a file: what was decoded, fetched
 * or read is written to a place from which the same code loads, starts or reads it.
 *
 * A file is known by its name as far as that is known, else by the variable that holds it. It does
 * not matter which of the two is seen first.
 */
#include "analyze/syntax/written.h"

enum { KEY_BYTES = 200 };
enum {
    HELD = LW_FROM_DECODING | LW_FROM_XOR | LW_FROM_NETWORK | LW_FROM_EVENT | LW_FROM_DATA_FILE |
           LW_FROM_FILE
};

/* More than places of which nothing is known: "{}/x.js". */
static bool says_something(struct lw_view text)
{
    size_t known = 0;
    for (size_t i = 0; i < text.len; i++)
        known += lw_is_word(text.ptr[i]);
    return known >= 3 && text.len <= KEY_BYTES;
}

static struct lw_view key_of(struct lw_eval *e, const struct lw_value *path, uint32_t node)
{
    const struct lw_ir_node *n = lw_ir_at(e->ir, node);
    struct lw_view text = path->text, scheme = LW_VIEW("file://");
    if (path->kind == LW_V_SYMBOL && text.len <= KEY_BYTES)
        return text;
    if (path->kind > LW_V_TEXT)
        return LW_VIEW_NONE;
    if (lw_view_starts(text, scheme))
        text = lw_view_from(text, scheme.len);
    if (says_something(text))
        return text;
    if (n->kind == LW_IR_KEYWORD && n->child) {
        node = n->child;
        n = lw_ir_at(e->ir, node);
    }
    if (n->kind == LW_IR_NAME)
        return lw_arena_printf(&e->arena, "%.*s@%u", LW_FMT(lw_ir_text(e->ir, n->id)),
                               lw_scope_of(e, n->id));
    struct lw_view source = n->kind == LW_IR_MEMBER ? lw_eval_source(e, node) : LW_VIEW_NONE;
    return source.len <= KEY_BYTES ? source : LW_VIEW_NONE;
}

static struct lw_written *entry_of(struct lw_eval *e, struct lw_view key, bool make)
{
    for (size_t i = 0; key.len && i < e->written_count; i++)
        if (lw_view_eq(e->written[i].key, key))
            return &e->written[i];
    if (!key.len || !make || e->written_count == LW_COUNT(e->written))
        return NULL;
    struct lw_written *entry = &e->written[e->written_count++];
    *entry = (struct lw_written){ .key = lw_arena_copy(&e->arena, key) };
    return entry;
}

static void meet(struct lw_eval *e, const struct lw_written *entry)
{
    struct lw_value text = { .kind = LW_V_UNKNOWN, .from = entry->from, .line = entry->line };
    if (entry->node && entry->from)
        lw_sink(e, entry->sink, text, entry->symbol, entry->node);
}

static void put(struct lw_eval *e, struct lw_view key, uint32_t from, uint32_t node)
{
    struct lw_written *entry = from & HELD ? entry_of(e, key, true) : NULL;
    if (!entry)
        return;
    entry->from |= from & HELD;
    entry->line = lw_ir_at(e->ir, node)->line;
    meet(e, entry);
}

static void load(struct lw_eval *e, struct lw_view key, unsigned sink, struct lw_view symbol,
                 uint32_t node)
{
    struct lw_written *entry = entry_of(e, key, true);
    if (!entry)
        return;
    entry->sink = sink;
    entry->symbol = lw_arena_copy(&e->arena, symbol);
    entry->node = node;
    meet(e, entry);
}

static void open_to_write(struct lw_eval *e, const struct lw_value *path, uint32_t node)
{
    e->opened = key_of(e, path, node);
    e->opened_node = node;
}

void lw_written_more(struct lw_eval *e, struct lw_view handle, uint32_t from)
{
    static const char *const handles[] = { "open(w)", "fs.createWriteStream()",
                                           "tempfile.mkstemp()" };
    for (size_t i = 0; i < LW_COUNT(handles); i++)
        if (lw_view_starts(handle, lw_view_c(handles[i])))
            put(e, e->opened, from, e->opened_node);
}

void lw_written_put(struct lw_eval *e, const struct lw_value *path, uint32_t node, uint32_t from)
{
    put(e, key_of(e, path, node), from, node);
}

uint32_t lw_written_from(struct lw_eval *e, const struct lw_value *path, uint32_t node)
{
    const struct lw_written *entry = e->written_count ? entry_of(e, key_of(e, path, node), false)
                                                      : NULL;
    return entry ? entry->from & (uint32_t)~LW_FROM_EVENT : 0;
}

struct lw_value lw_written_opened(struct lw_eval *e, struct lw_view symbol,
                                  const struct lw_args *args, uint32_t node, bool hidden)
{
    const struct lw_value *path = lw_arg(e, args, 0, "file"), *mode = lw_arg(e, args, 1, "mode");
    struct lw_view file = path && path->kind <= LW_V_TEXT ? path->text : LW_VIEW_NONE;
    bool write = false;
    for (size_t i = 0; mode && mode->kind == LW_V_TEXT && i < mode->text.len; i++)
        write = write || strchr("wax+", mode->text.ptr[i]);
    if (write || lw_view_find(symbol, LW_VIEW("NamedTemporaryFile")) != LW_NOT_FOUND) {
        lw_say(e, node, LW_C_FILE_WRITE, symbol, file, hidden);
        bool named = lw_view_ends(symbol, LW_VIEW("NamedTemporaryFile"));
        struct lw_value name = lw_value_symbol(LW_VIEW("open(w).name"));
        if (named || path)
            open_to_write(e, named ? &name : path, args->nodes[0]);
        return lw_value_symbol(LW_VIEW("open(w)"));
    }
    struct lw_value v = LW_UNKNOWN;
    v.from = lw_text_from(file) | lw_file_from(file);
    if (path) {
        lw_value_taint(&v, path);
        v.from |= lw_written_from(e, path, args->nodes[0]);
    }
    v.line = lw_ir_at(e->ir, node)->line;
    return v;
}

/* fs.writeFile(path, text), fs.write(file, text), shutil.copy(from, to) */
static void look_at_write(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args)
{
    static const char *const copies[] = { "copy", "cp", "rename", "link", "move", "replace" };
    struct lw_view name = lw_view_from(symbol, lw_view_rfind_byte(symbol, '.') + 1);
    const struct lw_value *first = &args->items[0], *second = &args->items[1];
    bool copied = false;
    for (size_t i = 0; i < LW_COUNT(copies); i++)
        copied = copied || lw_view_find(name, lw_view_c(copies[i])) != LW_NOT_FOUND;
    if (args->count == 1) {
        if (lw_view_is(name, "createWriteStream"))
            open_to_write(e, first, args->nodes[0]);
    } else if (copied) {
        uint32_t from = lw_written_from(e, first, args->nodes[0]);
        from |= first->kind == LW_V_TEXT ? lw_file_from(first->text) : 0;
        lw_written_put(e, second, args->nodes[1], from);
    } else if (lw_view_is(name, "write") || lw_view_is(name, "writeSync")) {
        put(e, first->kind == LW_V_SYMBOL ? first->text : e->opened, second->from, args->nodes[1]);
    } else {
        lw_written_put(e, first, args->nodes[0], second->from);
        open_to_write(e, first, args->nodes[0]);
    }
}

/* sys.executable, "/usr/bin/python3.12", process.execPath, "sh" */
static bool reads_code(const struct lw_value *program)
{
    static const char *const names[] = { "python", "node", "sh",   "bash",
                                         "dash",   "perl", "ruby", "deno" };
    struct lw_view base = program->text;
    if (program->kind == LW_V_SYMBOL)
        return lw_view_is(base, "sys.executable") || lw_view_is(base, "process.execPath");
    base = lw_view_sub(base, 0, lw_view_find_byte(base, ' '));
    size_t slash = lw_view_rfind_byte(base, '/');
    base = lw_view_from(base, slash == LW_NOT_FOUND ? 0 : slash + 1);
    for (size_t i = 0; i < LW_COUNT(names); i++) {
        struct lw_view name = lw_view_c(names[i]);
        if (lw_view_eq(base, name) ||
            (lw_view_starts(base, name) && name.len >= 4 && lw_is_digit(base.ptr[name.len])))
            return true;
    }
    return false;
}

/* "python3 {}/x.py" */
static void look_at_line(struct lw_eval *e, const struct lw_value *line, struct lw_view symbol,
                         uint32_t node)
{
    for (size_t i = 0; i < e->written_count; i++) {
        const struct lw_written *w = &e->written[i];
        size_t at = lw_view_find(line->text, w->key);
        if (w->from && at != LW_NOT_FOUND && says_something(w->key) &&
            (at == 0 || reads_code(line)))
            load(e, w->key, LW_C_DYNAMIC_CODE, symbol, node);
    }
}

static void look_at_run(struct lw_eval *e, struct lw_view symbol, const struct lw_args *args,
                        uint32_t node)
{
    const struct lw_value *first = &args->items[0];
    bool listed = first->kind == LW_V_LIST && first->list->count;
    const struct lw_value *program = listed ? &first->list->items[0] : first;
    const struct lw_value *words = listed ? first : args->count > 1 ? &args->items[1] : NULL;
    bool reads = reads_code(program);
    load(e, key_of(e, program, listed ? 0 : args->nodes[0]), LW_C_DYNAMIC_CODE, symbol, node);
    look_at_line(e, program, symbol, node);
    for (size_t i = listed; reads && words && words->kind == LW_V_LIST && i < words->list->count;
         i++)
        load(e, key_of(e, &words->list->items[i], 0), LW_C_DYNAMIC_CODE, symbol, node);
}

/* "./x" and "x" are of the layer, and say themselves what they are. */
static bool is_known_module(const struct lw_value *name)
{
    return name->kind == LW_V_TEXT && !name->computed &&
           !(name->text.len && name->text.ptr[0] == '/');
}

void lw_written_call(struct lw_eval *e, const struct lw_known *known, struct lw_view symbol,
                     const struct lw_args *args, uint32_t node)
{
    const bool native = known->capability == LW_C_NATIVE_LOAD;
    const unsigned sink = native ? LW_C_NATIVE_LOAD : LW_C_DYNAMIC_CODE;
    if (e->ir->language == LW_LANG_SHELL || !args->count)
        return;
    if (lw_view_starts(symbol, LW_VIEW("open(w).")))
        lw_written_more(e, symbol, args->all.from);
    else if (known->capability == LW_C_FILE_WRITE)
        look_at_write(e, symbol, args);
    else if (lw_view_ends(symbol, LW_VIEW("urlretrieve")) && args->count > 1)
        lw_written_put(e, &args->items[1], args->nodes[1], LW_FROM_NETWORK);
    else if (lw_view_starts(symbol, LW_VIEW("fs.")) && known->does == LW_DO_READ &&
             args->count > 1 && lw_view_starts(args->items[1].text, LW_VIEW("w")))
        open_to_write(e, &args->items[0], args->nodes[0]); /* fs.openSync(path, "w") */
    else if (known->does == LW_DO_RUN)
        look_at_run(e, symbol, args, node);
    bool loads = native || known->does == LW_DO_LOAD || known->does == LW_DO_IMPORT ||
                 known->capability == LW_C_WORKER;
    for (size_t i = 0; loads && i < args->count && i < 2; i++) {
        const struct lw_value *path = &args->items[i];
        if (!is_known_module(path) && !lw_view_ends(path->text, LW_VIEW(".json")))
            load(e, key_of(e, path, args->nodes[i]), sink, symbol, node);
        else if (known->does == LW_DO_IMPORT && e->ir->language == LW_LANG_PYTHON)
            lw_written_import(e, path->text, node);
    }
}

void lw_written_import(struct lw_eval *e, struct lw_view module, uint32_t node)
{
    for (size_t i = 0; e->ir->language == LW_LANG_PYTHON && i < e->written_count; i++) {
        struct lw_view key = e->written[i].key;
        size_t slash = lw_view_rfind_byte(key, '/');
        key = lw_view_from(key, slash == LW_NOT_FOUND ? 0 : slash + 1);
        if (key.len == module.len + 3 && lw_view_starts(key, module) &&
            lw_view_ends(key, LW_VIEW(".py")))
            load(e, e->written[i].key, LW_C_DYNAMIC_CODE, module, node);
    }
}

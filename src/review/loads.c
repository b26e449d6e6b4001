/* SPDX-License-Identifier: Apache-2.0
 *
 * review/loads.c - what code loads, as far as its words tell.
 */
#include "review/loads.h"

#include "base/text.h"

enum { LITERAL_MOST = 512, GAP_MOST = 256 };

bool lw_loads_test_folder(struct lw_view name)
{
    static const char *const names[] = { "test",  "tests",     "__tests__",
                                         "bench", "benchmark", "benchmarks" };
    return LW_VIEW_IN(name, names);
}

bool lw_loads_below_test(struct lw_view path)
{
    struct lw_view part, rest = path;
    while (lw_view_split(&part, &rest, '/'))
        if (rest.len && lw_loads_test_folder(part))
            return true;
    return false;
}

static bool is_quote(uint8_t c)
{
    return c == '"' || c == '\'' || c == '`';
}

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Blanks of other alphabets part words too, so no such byte is of one. */
static bool in_word(uint8_t c)
{
    return lw_is_alnum(c) || c == '_' || c == '$';
}

/* A comment, or a blank that is none of the usual ones: what follows is not looked for. */
static bool is_veiled(uint8_t c)
{
    return c == '/' || c <= ' ' || c >= 0x80;
}

/* One word of the text, and what stands around it. */
struct word {
    struct lw_view text, name;
    size_t at, end;
    size_t next;           /* behind it, past blanks */
    bool gap, line;        /* there are blanks; a new line among them */
    uint8_t before, after; /* at once; 0: nothing */
};

static uint8_t byte_at(struct lw_view text, size_t at)
{
    return at < text.len ? text.ptr[at] : 0;
}

static size_t skip_blanks(struct lw_view text, size_t at)
{
    const size_t most = at + GAP_MOST;
    while (at < text.len && at < most && is_blank(text.ptr[at]))
        at++;
    return at;
}

static bool next_word(struct word *out, struct lw_view text, size_t from)
{
    size_t at = from, end;
    while (at < text.len && !in_word(text.ptr[at]))
        at++;
    for (end = at; end < text.len && in_word(text.ptr[end]);)
        end++;
    *out = (struct word){ .text = text, .at = at, .end = end };
    out->name = lw_view_sub(text, at, end - at);
    out->before = at ? text.ptr[at - 1] : 0;
    out->after = byte_at(text, end);
    out->next = skip_blanks(text, end);
    out->gap = out->next > end;
    out->line = lw_view_find_byte(lw_view_sub(text, end, out->next - end), '\n') != LW_NOT_FOUND;
    return end > at;
}

/* Modules by which code runs other code, and those that find modules. */
static bool runs_others(struct lw_view module)
{
    static const char *const names[] = { "vm",
                                         "module",
                                         "repl",
                                         "cluster",
                                         "worker_threads",
                                         "child_process",
                                         "inspector",
                                         "inspector/promises",
                                         "process",
                                         "wasi" };
    if (lw_view_is(module, "node:test"))
        return true; /* its run() takes files */
    if (lw_view_starts(module, LW_VIEW("node:")))
        module = lw_view_from(module, 5);
    return LW_VIEW_IN(module, names);
}

/* "./lib/x", "./x.js": a name that leads to no other file than one of code or data. */
static bool is_plain_file(struct lw_view module)
{
    static const char *const ends[] = { ".js", ".cjs", ".mjs", ".json" };
    struct lw_view base = lw_path_base(module);
    bool dots = lw_view_is(base, ".") || lw_view_is(base, "..") || base.len == 0;
    if (dots || lw_view_find_byte(base, '.') == LW_NOT_FOUND)
        return true;
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends(base, lw_view_c(ends[i])))
            return true;
    return false;
}

/* What a path names: "./test" and "./test/a.js" are tests, "./a.txt" may be anything. */
static enum lw_loads judge_path(struct lw_view path)
{
    struct lw_view part, rest = path;
    while (lw_view_split(&part, &rest, '/'))
        if (lw_loads_test_folder(part))
            return LW_LOADS_TESTS;
    return is_plain_file(path) ? LW_LOADS_PLAIN : LW_LOADS_UNSURE;
}

static enum lw_loads judge_module(struct lw_view module)
{
    struct lw_view part, rest = module;
    const bool built_in = lw_view_starts(module, LW_VIEW("node:"));
    if (!built_in && lw_view_find_byte(module, ':') != LW_NOT_FOUND)
        return LW_LOADS_UNSURE; /* an address, or code: "data:text/javascript,import …" */
    if (lw_view_starts(module, LW_VIEW("/")))
        return LW_LOADS_UNSURE;
    if (lw_view_starts(module, LW_VIEW(".")))
        return judge_path(module);
    if (runs_others(module))
        return LW_LOADS_UNSURE;
    (void)lw_view_split(&part, &rest, '/'); /* "test" is a package of that name */
    if (lw_view_starts(part, LW_VIEW("@")))
        (void)lw_view_split(&part, &rest, '/');
    return rest.len ? judge_path(rest) : LW_LOADS_PLAIN;
}

/* What `import` reads as another text: it takes addresses, "./te%73t/a.mjs" among them. */
static bool is_rewritten(struct lw_view module)
{
    bool is = lw_view_find(module, LW_VIEW("${")) != LW_NOT_FOUND;
    for (size_t i = 0; i < module.len && !is; i++)
        is = module.ptr[i] < ' ' || module.ptr[i] == '\\' || module.ptr[i] == '%';
    return is;
}

enum lw_loads lw_loads_target(struct lw_view path)
{
    const enum lw_loads loads = judge_path(path);
    const bool pattern = lw_view_find_byte(path, '*') != LW_NOT_FOUND;
    return loads == LW_LOADS_PLAIN && (pattern || is_rewritten(path)) ? LW_LOADS_UNSURE : loads;
}

/* The literal whose quote stands at `at`; `*end` is behind it. */
static enum lw_loads judge_literal(size_t *end, struct lw_view text, size_t at)
{
    struct lw_view inner = lw_view_sub(text, at + 1, LITERAL_MOST);
    const size_t quote = lw_view_find_byte(inner, byte_at(text, at));
    if (quote == LW_NOT_FOUND)
        return LW_LOADS_UNSURE;
    inner = lw_view_sub(inner, 0, quote);
    *end = at + 1 + quote + 1;
    return is_rewritten(inner) ? LW_LOADS_UNSURE : judge_module(inner);
}

/* What stands in the brackets of require() or import(): one literal, or nobody knows. */
static enum lw_loads judge_call(const struct word *word)
{
    const size_t at = skip_blanks(word->text, word->next + 1);
    size_t end = at;
    if (!is_quote(byte_at(word->text, at)))
        return LW_LOADS_UNSURE;
    const enum lw_loads loads = judge_literal(&end, word->text, at);
    const uint8_t behind = byte_at(word->text, skip_blanks(word->text, end));
    return loads == LW_LOADS_PLAIN && behind != ')' ? LW_LOADS_UNSURE : loads;
}

static bool follows(const struct word *word, const char *what)
{
    return lw_view_starts(lw_view_from(word->text, word->next), lw_view_c(what));
}

/* `typeof require`, `require.main === module` only ask; `typeof require("a")` calls first. */
static bool is_asked_for(const struct word *word)
{
    static const char *const asks[] = { "typeof ", "instanceof ", "==", "== " };
    const struct lw_view before = lw_view_sub(word->text, 0, word->at);
    const uint8_t c = byte_at(word->text, word->next);
    if (is_veiled(c) || c == '(' || c == '[' || c == '.' || c == '?' || c == '`')
        return false;
    for (size_t i = 0; i < LW_COUNT(asks); i++)
        if (lw_view_ends(before, lw_view_c(asks[i])))
            return true;
    return false;
}

/* A word of a sentence: no expression goes on with a word on the same line. */
static bool in_sentence(const struct word *word)
{
    return word->gap && !word->line && lw_is_alpha(byte_at(word->text, word->next)) &&
           !is_quote(word->before);
}

static enum lw_loads judge_require(const struct word *word)
{
    if (is_asked_for(word) || in_sentence(word))
        return LW_LOADS_PLAIN;
    if (byte_at(word->text, word->next) == '(')
        return judge_call(word);
    return follows(word, ".main =") || follows(word, ".main !") || follows(word, ".main=") ||
                   follows(word, ".main!")
               ? LW_LOADS_PLAIN
               : LW_LOADS_UNSURE;
}

/* `export * as "name"from "x"`: the quote before the word ends a name that `as` gives. */
static bool is_behind_alias(const struct word *word)
{
    enum { ALIAS_MOST = 64 };
    size_t at = word->at - 1, most = ALIAS_MOST;
    if (!is_quote(word->before))
        return false;
    while (at && --most && word->text.ptr[at - 1] != word->before)
        at--;
    for (at -= at > 0; at && is_blank(word->text.ptr[at - 1]);)
        at--;
    return lw_view_ends(lw_view_sub(word->text, 0, at), LW_VIEW("as"));
}

static enum lw_loads judge_import(const struct word *word)
{
    const uint8_t c = byte_at(word->text, word->next);
    const bool quoted = is_quote(word->before) && !is_behind_alias(word);
    size_t end;
    if (c == '(')
        return judge_call(word);
    if (is_quote(c) && !quoted) /* import "x"; import a from "x" */
        return judge_literal(&end, word->text, word->next);
    return is_veiled(c) && !quoted ? LW_LOADS_UNSURE : LW_LOADS_PLAIN;
}

/* "a.NAME", and not "...NAME". */
static bool is_member(const struct word *word)
{
    return word->before == '.' && byte_at(word->text, word->at - 2) != '.';
}

/* "es-module", "module-alias": a part of a name, from which nothing is taken. */
static bool in_dashes(const struct word *word)
{
    const uint8_t c = byte_at(word->text, word->next);
    return word->after == '-' ||
           (word->before == '-' && c != '[' && c != '.' && c != '(' && c != '?' && c != '`');
}

/* `module`, which has a way to load: module.exports and what merely asks are plain. */
static bool is_plain_module(const struct word *word)
{
    return is_asked_for(word) || in_sentence(word) || follows(word, ".exports") ||
           is_member(word) || in_dashes(word);
}

/* `process`, which has ways to load: process.NAME is plain, what hands it on is not. */
static bool is_plain_holder(const struct word *word)
{
    const uint8_t name = byte_at(word->text, word->next + 1);
    if (is_asked_for(word) || in_sentence(word) ||
        (is_quote(word->before) && is_quote(word->after)))
        return true;
    return follows(word, ".") && in_word(name) && !follows(word, ".binding") &&
           !follows(word, "._linkedBinding");
}

/* `constructor`, by which functions are made of text: plain where a class has one. */
static bool is_plain_constructor(const struct word *word)
{
    const uint8_t c = byte_at(word->text, word->next);
    if (word->before == '.')
        return follows(word, ".name") || follows(word, "==");
    return !is_quote(word->before) && c != ':' && c != '}' && c != ',';
}

/* What a module is called with holds `require` and `module`, the second and the third. */
static bool is_plain_arguments(const struct word *word)
{
    const size_t digit = skip_blanks(word->text, word->next + 1);
    const uint8_t c = byte_at(word->text, digit);
    const bool number = follows(word, "[") && lw_is_digit(c) && c != '1' && c != '2' &&
                        byte_at(word->text, skip_blanks(word->text, digit + 1)) == ']';
    return number || follows(word, ".length") || in_sentence(word) || is_quote(word->after) ||
           is_member(word);
}

/* Words by which code is loaded or made without either. */
static bool is_strange(const struct word *word)
{
    static const char *const always[] = {
        "createRequire",    "_load",         "mainModule", "dlopen",
        "getBuiltinModule", "importScripts", "eval"
    };
    static const char *const holders[] = { "globalThis", "global", "process" };
    const uint8_t c = byte_at(word->text, word->next);
    if (LW_VIEW_IN(word->name, always))
        return !in_sentence(word);
    if (lw_view_is(word->name, "Function"))
        return !is_asked_for(word) && !in_sentence(word) && !follows(word, ".prototype");
    if (lw_view_is(word->name, "constructor"))
        return !is_plain_constructor(word);
    if (lw_view_is(word->name, "module"))
        return !is_plain_module(word);
    if (lw_view_is(word->name, "arguments"))
        return !is_plain_arguments(word);
    if (LW_VIEW_IN(word->name, holders))
        return !is_plain_holder(word);
    return lw_view_is(word->name, "self") && (c == '[' || follows(word, "?.[") || c >= 0x80);
}

/* "\x74", "\u0074", "\u{74}": a letter that is written as a number. */
static bool is_letter_escape(struct lw_view text, size_t at)
{
    const uint8_t kind = byte_at(text, at + 1);
    const size_t digits = kind == 'x' ? at + 2 : at + 4;
    if (kind == '\n' || kind == '\r' || (kind == 'u' && byte_at(text, at + 2) == '{'))
        return true;
    if (kind == 'u' && !lw_view_starts(lw_view_from(text, at + 2), LW_VIEW("00")))
        return false;
    const uint8_t high = byte_at(text, digits), low = lw_lower(byte_at(text, digits + 1));
    if ((kind != 'x' && kind != 'u') || high < '4' || high > '7')
        return false;
    const bool first = high == '4' || high == '6';
    return first ? low != '0' : lw_is_digit(low) || low == 'a';
}

/* A path to such a folder that is no load: what is made of it is not known. */
static bool is_test_path(const struct word *word)
{
    const bool left = word->before == '/', right = word->after == '/';
    return lw_loads_test_folder(word->name) &&
           ((left && (right || is_quote(word->after))) || (is_quote(word->before) && right));
}

static enum lw_loads judge_word(const struct word *word)
{
    if (lw_view_is(word->name, "require"))
        return judge_require(word);
    if (lw_view_is(word->name, "import") || lw_view_is(word->name, "from"))
        return lw_view_is(word->name, "from") && byte_at(word->text, word->next) == '('
                   ? LW_LOADS_PLAIN /* Buffer.from() */
                   : judge_import(word);
    return is_strange(word) || is_test_path(word) ? LW_LOADS_UNSURE : LW_LOADS_PLAIN;
}

enum lw_loads lw_loads_javascript(struct lw_view text)
{
    enum lw_loads most = LW_LOADS_PLAIN;
    struct word word;
    for (size_t at = 0; most != LW_LOADS_TESTS && next_word(&word, text, at); at = word.end) {
        const enum lw_loads loads = judge_word(&word);
        most = loads > most ? loads : most;
    }
    for (size_t i = 0; most == LW_LOADS_PLAIN && i < text.len; i++)
        if (text.ptr[i] == '\\') {
            most = is_letter_escape(text, i) ? LW_LOADS_UNSURE : most;
            i++; /* a backslash that is escaped opens nothing */
        }
    return most;
}

/* All of a statement of Python, over lines where brackets are open. Where one is never closed that
 * is the rest of the text. */
static struct lw_view statement_from(struct lw_view text, size_t at)
{
    const struct lw_view rest = lw_view_from(text, at);
    bool open = false, comment = false;
    size_t end = 0;
    for (; end < rest.len; end++) {
        const uint8_t c = rest.ptr[end];
        if (c == '\n' && !open && (comment || rest.ptr[end - (end > 0)] != '\\'))
            break;
        comment = (comment || c == '#') && c != '\n';
        if (!comment)
            open = (open || c == '(') && c != ')';
    }
    return lw_view_sub(rest, 0, end);
}

/* Whether a statement can begin at a word: prose and names have other words before it. */
static bool begins_statement(const struct word *word)
{
    size_t at = word->at;
    while (at && (word->text.ptr[at - 1] == ' ' || word->text.ptr[at - 1] == '\t' ||
                  word->text.ptr[at - 1] == '\f'))
        at--;
    const uint8_t c = at ? word->text.ptr[at - 1] : '\n';
    return c == '\n' || c == '\r' || c == ';' || c == ':' || c == '\\' || c >= 0x80;
}

/* "from .a.b import": whether `import` follows a name with dots, from behind `from` on. `*at` is
 * then behind what is no import: names alone. */
static bool is_from_import(struct lw_view text, size_t *at)
{
    struct word word;
    for (bool name = false;; name = true) {
        bool dots = false;
        for (uint8_t c; is_blank(c = byte_at(text, *at)) || c == '.' || c == '\\'; ++*at) {
            if (c == '\n' && text.ptr[*at - 1] != '\\')
                return false;
            dots = dots || c == '.';
        }
        if (!in_word(byte_at(text, *at)) || !next_word(&word, text, *at))
            return false;
        if (lw_view_is(word.name, "import"))
            return name || dots;
        if (name && !dots)
            return false;
        *at = word.end;
    }
}

/* Whether an import begins at a word; `*at` moves on past what is none. */
static bool is_import(const struct word *word, size_t *at)
{
    *at = word->end;
    if (lw_view_is(word->name, "import_module") || lw_view_is(word->name, "__import__"))
        return true;
    if (lw_view_is(word->name, "import"))
        return begins_statement(word);
    return lw_view_is(word->name, "from") && begins_statement(word) &&
           is_from_import(word->text, at);
}

/* The next statement that imports, from `*at` on; the empty view at the end. */
static struct lw_view next_import(struct lw_view text, size_t *at)
{
    struct word word;
    while (next_word(&word, text, *at))
        if (is_import(&word, at)) {
            const struct lw_view statement = statement_from(text, word.at);
            *at = word.at + statement.len;
            return statement;
        }
    return LW_VIEW_NONE;
}

enum lw_loads lw_loads_python(struct lw_view text)
{
    struct lw_view statement;
    struct word word;
    for (size_t at = 0; (statement = next_import(text, &at)).len;)
        for (size_t in = 0; next_word(&word, statement, in); in = word.end)
            if (lw_loads_test_folder(word.name))
                return LW_LOADS_TESTS;
    return LW_LOADS_PLAIN;
}

void lw_loads_python_words(struct lw_map *out, struct lw_view text, struct lw_arena *arena,
                           size_t owner)
{
    struct lw_view statement;
    struct word word;
    for (size_t at = 0; (statement = next_import(text, &at)).len;)
        for (size_t in = 0; next_word(&word, statement, in); in = word.end)
            (void)lw_map_put(out, lw_arena_printf(arena, "%zu %.*s", owner, LW_FMT(word.name)),
                             NULL);
}

static bool in_package_name(uint8_t c)
{
    return lw_is_alnum(c) || c == '-' || c == '_';
}

/* How far a package's name goes back from `end`; at most what a registry takes. */
static size_t name_begin(struct lw_view text, size_t end)
{
    enum { NAME_MOST = 214 };
    size_t at = end;
    while (at && end - at < NAME_MOST && in_package_name(text.ptr[at - 1]))
        at--;
    return at;
}

/* Whether what stands behind a name goes on: "NAME/a", "NAME" + a, ["NAME", a]. */
static bool goes_on(struct lw_view text, size_t at)
{
    const uint8_t c = byte_at(text, at);
    if (!is_quote(c))
        return c == '/';
    const uint8_t next = byte_at(text, skip_blanks(text, at + 1));
    return next == '+' || next == ',' || next == '.';
}

bool lw_loads_names_inside(struct lw_view text, struct lw_view name)
{
    size_t at = 0, found;
    for (; (found = lw_view_find(lw_view_from(text, at), name)) != LW_NOT_FOUND; at += name.len) {
        at += found;
        const uint8_t before = at ? text.ptr[at - 1] : 0;
        if ((is_quote(before) || before == '/') && goes_on(text, at + name.len))
            return true;
    }
    return false;
}

struct lw_view lw_loads_next_named(struct lw_view text, size_t *at)
{
    struct word word;
    for (; next_word(&word, text, *at); *at = word.end) {
        if (!lw_loads_test_folder(word.name) || (word.before != '/' && word.before != '.'))
            continue;
        const size_t end = word.at - 1;
        size_t begin = name_begin(text, end);
        if (begin == end)
            continue;
        if (begin > 1 && text.ptr[begin - 1] == '/') {
            const size_t scope = name_begin(text, begin - 1);
            if (scope && text.ptr[scope - 1] == '@')
                begin = scope - 1;
        }
        *at = word.end;
        return lw_view_sub(text, begin, end - begin);
    }
    return LW_VIEW_NONE;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/loads.c - what code loads, as far as its words tell.
 */
#include "review/loads.h"

#include "base/text.h"
#include "review/loads_word.h"

enum { LITERAL_MOST = 512 };

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

/* A comment, or a blank that is none of the usual ones: what follows is not looked for. */
static bool is_veiled(uint8_t c)
{
    return c == '/' || c <= ' ' || c >= 0x80;
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
    const size_t quote = lw_view_find_byte(inner, lw_load_byte_at(text, at));
    if (quote == LW_NOT_FOUND)
        return LW_LOADS_UNSURE;
    inner = lw_view_sub(inner, 0, quote);
    *end = at + 1 + quote + 1;
    return is_rewritten(inner) ? LW_LOADS_UNSURE : judge_module(inner);
}

/* What stands in the brackets of require() or import(): one literal, or nobody knows. */
static enum lw_loads judge_call(const struct lw_load_word *word)
{
    const size_t at = lw_load_skip_blanks(word->text, word->next + 1);
    size_t end = at;
    if (!lw_load_is_quote(lw_load_byte_at(word->text, at)))
        return LW_LOADS_UNSURE;
    const enum lw_loads loads = judge_literal(&end, word->text, at);
    const uint8_t behind = lw_load_byte_at(word->text, lw_load_skip_blanks(word->text, end));
    return loads == LW_LOADS_PLAIN && behind != ')' ? LW_LOADS_UNSURE : loads;
}

static bool follows(const struct lw_load_word *word, const char *what)
{
    return lw_view_starts(lw_view_from(word->text, word->next), lw_view_c(what));
}

/* `typeof require`, `require.main === module` only ask; `typeof require("a")` calls first. */
static bool is_asked_for(const struct lw_load_word *word)
{
    static const char *const asks[] = { "typeof ", "instanceof ", "==", "== " };
    const struct lw_view before = lw_view_sub(word->text, 0, word->at);
    const uint8_t c = lw_load_byte_at(word->text, word->next);
    if (is_veiled(c) || c == '(' || c == '[' || c == '.' || c == '?' || c == '`')
        return false;
    for (size_t i = 0; i < LW_COUNT(asks); i++)
        if (lw_view_ends(before, lw_view_c(asks[i])))
            return true;
    return false;
}

/* A word of a sentence: no expression goes on with a word on the same line. */
static bool in_sentence(const struct lw_load_word *word)
{
    return word->gap && !word->line && lw_is_alpha(lw_load_byte_at(word->text, word->next)) &&
           !lw_load_is_quote(word->before);
}

static enum lw_loads judge_require(const struct lw_load_word *word)
{
    if (is_asked_for(word) || in_sentence(word))
        return LW_LOADS_PLAIN;
    if (lw_load_byte_at(word->text, word->next) == '(')
        return judge_call(word);
    return follows(word, ".main =") || follows(word, ".main !") || follows(word, ".main=") ||
                   follows(word, ".main!")
               ? LW_LOADS_PLAIN
               : LW_LOADS_UNSURE;
}

/* `export * as "name"from "x"`: the quote before the word ends a name that `as` gives. */
static bool is_behind_alias(const struct lw_load_word *word)
{
    enum { ALIAS_MOST = 64 };
    size_t at = word->at - 1, most = ALIAS_MOST;
    if (!lw_load_is_quote(word->before))
        return false;
    while (at && --most && word->text.ptr[at - 1] != word->before)
        at--;
    for (at -= at > 0; at && lw_load_is_blank(word->text.ptr[at - 1]);)
        at--;
    return lw_view_ends(lw_view_sub(word->text, 0, at), LW_VIEW("as"));
}

static enum lw_loads judge_import(const struct lw_load_word *word)
{
    const uint8_t c = lw_load_byte_at(word->text, word->next);
    const bool quoted = lw_load_is_quote(word->before) && !is_behind_alias(word);
    size_t end;
    if (c == '(')
        return judge_call(word);
    if (lw_load_is_quote(c) && !quoted) /* import "x"; import a from "x" */
        return judge_literal(&end, word->text, word->next);
    return is_veiled(c) && !quoted ? LW_LOADS_UNSURE : LW_LOADS_PLAIN;
}

/* "a.NAME", and not "...NAME". */
static bool is_member(const struct lw_load_word *word)
{
    return word->before == '.' && lw_load_byte_at(word->text, word->at - 2) != '.';
}

/* "es-module", "module-alias": a part of a name, from which nothing is taken. */
static bool in_dashes(const struct lw_load_word *word)
{
    const uint8_t c = lw_load_byte_at(word->text, word->next);
    return word->after == '-' ||
           (word->before == '-' && c != '[' && c != '.' && c != '(' && c != '?' && c != '`');
}

/* `module`, which has a way to load: module.exports and what merely asks are plain. */
static bool is_plain_module(const struct lw_load_word *word)
{
    return is_asked_for(word) || in_sentence(word) || follows(word, ".exports") ||
           is_member(word) || in_dashes(word);
}

/* `process`, which has ways to load: process.NAME is plain, what hands it on is not. */
static bool is_plain_holder(const struct lw_load_word *word)
{
    const uint8_t name = lw_load_byte_at(word->text, word->next + 1);
    if (is_asked_for(word) || in_sentence(word) ||
        (lw_load_is_quote(word->before) && lw_load_is_quote(word->after)))
        return true;
    return follows(word, ".") && lw_load_in_word(name) && !follows(word, ".binding") &&
           !follows(word, "._linkedBinding");
}

/* `constructor`, by which functions are made of text: plain where a class has one. */
static bool is_plain_constructor(const struct lw_load_word *word)
{
    const uint8_t c = lw_load_byte_at(word->text, word->next);
    if (word->before == '.')
        return follows(word, ".name") || follows(word, "==");
    return !lw_load_is_quote(word->before) && c != ':' && c != '}' && c != ',';
}

/* What a module is called with holds `require` and `module`, the second and the third. */
static bool is_plain_arguments(const struct lw_load_word *word)
{
    const size_t digit = lw_load_skip_blanks(word->text, word->next + 1);
    const uint8_t c = lw_load_byte_at(word->text, digit);
    const bool number = follows(word, "[") && lw_is_digit(c) && c != '1' && c != '2' &&
                        lw_load_byte_at(word->text, lw_load_skip_blanks(word->text, digit + 1)) ==
                            ']';
    return number || follows(word, ".length") || in_sentence(word) ||
           lw_load_is_quote(word->after) || is_member(word);
}

/* Words by which code is loaded or made without either. */
static bool is_strange(const struct lw_load_word *word)
{
    static const char *const always[] = {
        "createRequire",    "_load",         "mainModule", "dlopen",
        "getBuiltinModule", "importScripts", "eval"
    };
    static const char *const holders[] = { "globalThis", "global", "process" };
    const uint8_t c = lw_load_byte_at(word->text, word->next);
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
    const uint8_t kind = lw_load_byte_at(text, at + 1);
    const size_t digits = kind == 'x' ? at + 2 : at + 4;
    if (kind == '\n' || kind == '\r' || (kind == 'u' && lw_load_byte_at(text, at + 2) == '{'))
        return true;
    if (kind == 'u' && !lw_view_starts(lw_view_from(text, at + 2), LW_VIEW("00")))
        return false;
    const uint8_t high = lw_load_byte_at(text, digits),
                  low = lw_lower(lw_load_byte_at(text, digits + 1));
    if ((kind != 'x' && kind != 'u') || high < '4' || high > '7')
        return false;
    const bool first = high == '4' || high == '6';
    return first ? low != '0' : lw_is_digit(low) || low == 'a';
}

/* A path to such a folder that is no load: what is made of it is not known. */
static bool is_test_path(const struct lw_load_word *word)
{
    const bool left = word->before == '/', right = word->after == '/';
    return lw_loads_test_folder(word->name) &&
           ((left && (right || lw_load_is_quote(word->after))) ||
            (lw_load_is_quote(word->before) && right));
}

static enum lw_loads judge_word(const struct lw_load_word *word)
{
    if (lw_view_is(word->name, "require"))
        return judge_require(word);
    if (lw_view_is(word->name, "import") || lw_view_is(word->name, "from"))
        return lw_view_is(word->name, "from") && lw_load_byte_at(word->text, word->next) == '('
                   ? LW_LOADS_PLAIN /* Buffer.from() */
                   : judge_import(word);
    return is_strange(word) || is_test_path(word) ? LW_LOADS_UNSURE : LW_LOADS_PLAIN;
}

enum lw_loads lw_loads_javascript(struct lw_view text)
{
    enum lw_loads most = LW_LOADS_PLAIN;
    struct lw_load_word word;
    for (size_t at = 0; most != LW_LOADS_TESTS && lw_load_word_next(&word, text, at);
         at = word.end) {
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
    const uint8_t c = lw_load_byte_at(text, at);
    if (!lw_load_is_quote(c))
        return c == '/';
    const uint8_t next = lw_load_byte_at(text, lw_load_skip_blanks(text, at + 1));
    return next == '+' || next == ',' || next == '.';
}

bool lw_loads_names_inside(struct lw_view text, struct lw_view name)
{
    size_t at = 0, found;
    for (; (found = lw_view_find(lw_view_from(text, at), name)) != LW_NOT_FOUND; at += name.len) {
        at += found;
        const uint8_t before = at ? text.ptr[at - 1] : 0;
        if ((lw_load_is_quote(before) || before == '/') && goes_on(text, at + name.len))
            return true;
    }
    return false;
}

struct lw_view lw_loads_next_named(struct lw_view text, size_t *at)
{
    struct lw_load_word word;
    for (; lw_load_word_next(&word, text, *at); *at = word.end) {
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

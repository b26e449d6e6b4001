/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/matters.c - names and first lines of source files.
 */
#include "analyze/syntax/matters.h"

#include <pthread.h>

#include "analyze/nfkc.h"
#include "analyze/syntax/catalog.h"
#include "base/text.h"

static const struct {
    const char *suffix;
    enum lw_language language;
} suffixes[] = {
    { ".py", LW_LANG_PYTHON },      { ".pyw", LW_LANG_PYTHON },     { ".pth", LW_LANG_PYTHON },
    { ".js", LW_LANG_JAVASCRIPT },  { ".cjs", LW_LANG_JAVASCRIPT }, { ".mjs", LW_LANG_JAVASCRIPT },
    { ".jsx", LW_LANG_JAVASCRIPT }, { ".sh", LW_LANG_SHELL },       { ".bash", LW_LANG_SHELL },
};

enum lw_want lw_syntax_wants(const struct lw_file *file, enum lw_language language)
{
    struct lw_view name = lw_path_base(file->path);
    if (file->size_bytes == 0)
        return LW_WANT_NO;
    for (size_t i = 0; i < LW_COUNT(suffixes); i++)
        if (lw_view_ends_nocase(name, lw_view_c(suffixes[i].suffix)))
            return suffixes[i].language == language ? LW_WANT_YES : LW_WANT_NO;
    bool suffix = lw_view_find_byte(name, '.') != LW_NOT_FOUND && !(file->mode & 0111);
    return suffix ? LW_WANT_NO : LW_WANT_MAYBE;
}

bool lw_syntax_shebang(struct lw_view head, enum lw_language language)
{
    static const struct {
        const char *name;
        enum lw_language language;
    } programs[] = {
        { "python", LW_LANG_PYTHON }, { "node", LW_LANG_JAVASCRIPT }, { "sh", LW_LANG_SHELL },
        { "bash", LW_LANG_SHELL },    { "dash", LW_LANG_SHELL },      { "ash", LW_LANG_SHELL },
        { "ksh", LW_LANG_SHELL },     { "zsh", LW_LANG_SHELL },
    };
    struct lw_view line, rest = lw_view_sub(head, 0, 256), word;
    if (!lw_view_starts(head, LW_VIEW("#!")) || !lw_view_line(&line, &rest))
        return false;
    line = lw_view_from(line, 2);
    while (lw_view_split(&word, &line, ' ')) {
        word = lw_path_base(word);
        for (size_t i = 0; i < LW_COUNT(programs); i++) {
            struct lw_view name = lw_view_c(programs[i].name);
            bool numbered = programs[i].language != LW_LANG_SHELL && lw_view_starts(word, name) &&
                            (word.len == name.len || lw_is_digit(word.ptr[name.len]));
            if (programs[i].language == language && (numbered || lw_view_eq(word, name)))
                return true;
        }
    }
    return false;
}

/* What a word in the source means for whether anything could come of it. */
enum { STRONG = 1, REACH = 2, MODULE = 4, NAMED = 8 };

static struct lw_map words[LW_LANG_COUNT];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void put(enum lw_language language, struct lw_view word, uint64_t class)
{
    *lw_map_put(&words[language], word, NULL) |= class;
}

static bool is_any(struct lw_view word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (lw_view_is(word, list[i]))
            return true;
    return false;
}

/* Names that say nothing alone, as every other file has them: what is below them counts. */
static bool is_common(struct lw_view word)
{
    static const char *const common[] = {
        "os",         "sys",     "io",        "code",     "new",       "String",       "JSON",
        "Object",     "Array",   "Promise",   "path",     "util",      "Reflect",      "module",
        "pathlib",    "string",  "url",       "Symbol",   "events",    "timers",       "open",
        "time",       "compile", "require",   "import",   "urllib",    "six",          "site",
        "yaml",       "http",    "types",     "commands", "client",    "append",       "insert",
        "extend",     "update",  "clear",     "get",      "items",     "copy",         "keys",
        "values",     "remove",  "rename",    "replace",  "link",      "write",        "request",
        "bytes",      "moves",   "modules",   "Path",     "threading", "server",       "load",
        "parse",      "sh",      "bytearray", "unlink",   "kill",      "subprocess32", "signal",
        "setdefault", "pop",
    };
    return is_any(word, common, LW_COUNT(common));
}

/* Both together reach anything: getattr(os, ...). */
static const char *const reaching[] = {
    "getattr",          "setattr", "__dict__",   "vars",
    "__getattribute__", "locals",  "attrgetter", "methodcaller"
};
static const char *const modules[] = { "os",     "sys",      "io",     "posix", "code",
                                       "types",  "site",     "base64", "zlib",  "gzip",
                                       "codecs", "binascii", "shutil", "runpy", "new" };
static const char *const strong[] = {
    "globals",
    "__builtins__",
    "builtins",
    "__import__",
    "importlib",
    "__globals__",
    "__subclasses__",
    "globalThis",
    "meta_path",
    "path_hooks",
    "setattr",
    "wrapt",
    "shimmer",
    "environ",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "netrc",
    "npmrc",
    "__non_webpack_require__",
    "_load",
    "_extensions",
    "_make_api_call",
    "settrace",
    "UnsafeLoader",
    "FullLoader",
    "setprofile",
};

static void fill(void)
{
    for (unsigned l = 0; l < LW_LANG_COUNT; l++) {
        words[l] = (struct lw_map)LW_MAP_INIT;
        for (size_t i = 0; lw_catalog_row(l, i); i++) {
            const struct lw_known *row = lw_catalog_row(l, i);
            struct lw_view rest = lw_view_c(row->symbol), word = LW_VIEW_NONE;
            if (l == LW_LANG_PYTHON && is_any(lw_view_sub(rest, 0, lw_view_find_byte(rest, '.')),
                                              modules, LW_COUNT(modules)))
                continue; /* known_member() */
            if (row->capability == LW_C_COUNT && !(row->gives & (uint16_t)~LW_FROM_VARIABLE) &&
                row->does != LW_DO_AWS)
                continue;
            const bool path = lw_view_find_byte(rest, '.') != LW_NOT_FOUND;
            const uint8_t *start = rest.ptr;
            for (bool more = true; more && lw_view_split(&word, &rest, '.');
                 more = is_common(word)) {
                size_t end = 0;
                while (end < word.len && (lw_is_alnum(word.ptr[end]) || word.ptr[end] == '_'))
                    end++;
                word = lw_view_sub(word, 0, end);
                if (end && !is_common(word))
                    put(l, word, path && word.ptr == start ? NAMED : STRONG);
            }
        }
        for (size_t i = 0; i < LW_COUNT(strong); i++)
            put(l, lw_view_c(strong[i]), STRONG);
        for (size_t i = 0; i < LW_COUNT(reaching); i++)
            put(l, lw_view_c(reaching[i]), REACH);
        for (size_t i = 0; i < LW_COUNT(modules); i++)
            put(l, lw_view_c(modules[i]), MODULE);
    }
}

/* os.remove, sys.path.insert: the table knows it, or nothing of the module is meant. */
static bool known_member(enum lw_language language, struct lw_view source, size_t at, size_t end)
{
    size_t to = end;
    for (unsigned dots = 0; to < source.len; to++) {
        uint8_t c = source.ptr[to];
        dots += c == '.';
        if (dots > 2 || (c != '.' && c != '_' && !lw_is_alnum(c)))
            break;
    }
    struct lw_view rest = lw_view_from(source, end);
    if (at >= 5 && lw_view_is(lw_view_sub(source, at - 5, 5), "from "))
        return !lw_view_starts(rest, LW_VIEW(" import path\n"));
    if (lw_view_starts(rest, LW_VIEW(" as ")))
        return true;
    if (!rest.len || rest.ptr[0] != '.') { /* handed on: x = os */
        size_t before = at;
        while (before && source.ptr[before - 1] == ' ')
            before--;
        return before && memchr("=(,[:", source.ptr[before - 1], 5) &&
               (!rest.len || memchr("\n),];\r ", rest.ptr[0], 7));
    }
    if (lw_view_starts(lw_view_from(source, at), LW_VIEW("sys.modules")))
        return true;
    const struct lw_known *known = lw_catalog_find(language, lw_view_sub(source, at, to - at));
    return known && (known->capability != LW_C_COUNT || known->does == LW_DO_GETENV);
}

/* getattr(x, "name") is x.name, and self.name is what it always is. */
static bool is_computed(struct lw_view call)
{
    size_t comma = lw_view_find_byte(call, ',');
    if (lw_view_starts(call, LW_VIEW("(self,")))
        return false;
    struct lw_view second = lw_view_trim(
        lw_view_from(call, comma == LW_NOT_FOUND ? call.len : comma + 1));
    if (!second.len || (second.ptr[0] != '"' && second.ptr[0] != '\''))
        return true;
    size_t end = lw_view_find_byte(lw_view_from(second, 1), second.ptr[0]);
    struct lw_view rest = lw_view_trim(
        lw_view_from(second, end == LW_NOT_FOUND ? second.len : end + 2));
    return !rest.len || (rest.ptr[0] != ',' && rest.ptr[0] != ')');
}

/* Words that say something by what stands around them. */
static bool in_context(enum lw_language language, struct lw_view source, size_t at, size_t end)
{
    struct lw_view word = lw_view_sub(source, at, end - at), rest = lw_view_sub(source, end, 160);
    bool member = at && source.ptr[at - 1] == '.';
    bool called = rest.len && rest.ptr[0] == '(';
    struct lw_view line = lw_view_sub(rest, 0, lw_view_find_byte(rest, '\n'));
    if (language == LW_LANG_PYTHON && is_any(word, modules, LW_COUNT(modules)))
        return known_member(language, source, at, end);
    if (lw_view_is(word, "global"))
        return language == LW_LANG_JAVASCRIPT;
    if (lw_view_is(word, "compile"))
        return called && !member;
    if (lw_view_is(word, "constructor"))
        return member;
    if (lw_view_is(word, "open"))
        return called && (lw_view_find(line, LW_VIEW("'w")) != LW_NOT_FOUND ||
                          lw_view_find(line, LW_VIEW("\"w")) != LW_NOT_FOUND ||
                          lw_view_find(line, LW_VIEW("'a")) != LW_NOT_FOUND ||
                          lw_view_find(line, LW_VIEW("\"a")) != LW_NOT_FOUND ||
                          lw_view_find(line, LW_VIEW("mode")) != LW_NOT_FOUND ||
                          line.len == rest.len || rest.ptr[1] == '\n');
    if (lw_view_is(word, "require") || lw_view_is(word, "import"))
        return language == LW_LANG_JAVASCRIPT && rest.len > 2 && called &&
               ((rest.ptr[1] != '"' && rest.ptr[1] != '\'') ||
                lw_view_find_byte(lw_view_sub(line, 0, 40), '\\') != LW_NOT_FOUND);
    if (lw_view_is(word, "module"))
        return language == LW_LANG_JAVASCRIPT && rest.len > 1 && rest.ptr[0] == '.' &&
               rest.ptr[1] != 'e';
    if (lw_view_is(word, "169"))
        return lw_view_starts(rest, LW_VIEW(".254."));
    if (word.len == 4 && word.ptr[0] == '2')
        return lw_view_starts(rest, LW_VIEW("-06-01/")) ||
               lw_view_starts(rest, LW_VIEW("-01-01/")) ||
               lw_view_starts(rest, LW_VIEW("-07-01/")) || lw_view_starts(rest, LW_VIEW("-08-15/"));
    return language == LW_LANG_JAVASCRIPT && lw_view_is(word, "http") &&
           !lw_view_starts(rest, LW_VIEW("://"));
}

/* The AWS SDKs themselves: that they name themselves says nothing. */
static bool is_sdk_name(struct lw_view word, struct lw_view path)
{
    static const char *const names[] = { "botocore", "boto3", "boto" };
    return is_any(word, names, LW_COUNT(names)) &&
           (lw_view_find(path, LW_VIEW("botocore/")) != LW_NOT_FOUND ||
            lw_view_find(path, LW_VIEW("boto3/")) != LW_NOT_FOUND ||
            lw_view_find(path, LW_VIEW("awscli/")) != LW_NOT_FOUND);
}

/* Stands where a module is imported, handed on or used, and not in a text for people. */
static bool is_used(enum lw_language language, struct lw_view source, size_t at, size_t end)
{
    uint8_t next = end < source.len ? source.ptr[end] : '\n';
    uint8_t behind = end + 1 < source.len ? source.ptr[end + 1] : ' ';
    size_t before = at;
    if (next == '(' || next == '[' || next == '-' ||
        (next == '.' && (lw_is_alpha(behind) || behind == '_')))
        return true;
    if (at && memchr("\"'`/@:", source.ptr[at - 1], 6)) /* "https", "node:https" */
        return !lw_view_starts(lw_view_from(source, end), LW_VIEW("://"));
    while (before && (source.ptr[before - 1] == ' ' || source.ptr[before - 1] == '\t'))
        before--;
    if (before == 0 || memchr("=(,[:{}\n\r\\;?|&!>+", source.ptr[before - 1], 18))
        return true;
    if (language == LW_LANG_JAVASCRIPT) /* return https, ...axios */
        return source.ptr[before - 1] == '.' || !memchr(" \n", next, 2);
    struct lw_view line = lw_view_sub(source, 0, at);
    size_t newline = lw_view_rfind_byte(line, '\n');
    line = newline == LW_NOT_FOUND ? line : lw_view_from(line, newline + 1);
    return lw_view_find(line, LW_VIEW("import")) != LW_NOT_FOUND ||
           lw_view_find(line, LW_VIEW("from")) != LW_NOT_FOUND ||
           lw_view_find(line, LW_VIEW("return")) != LW_NOT_FOUND;
}

static bool is_folded(struct lw_view source, size_t at)
{
    char ascii[5];
    return lw_nfkc_ascii(ascii, lw_utf8_next(source, &at));
}

bool lw_syntax_matters(const struct lw_file *file, enum lw_language language)
{
    struct lw_view source = file->bytes;
    uint64_t seen = 0;
    if (language == LW_LANG_SHELL)
        return true;
    pthread_once(&once, fill);
    for (size_t at = 0; at < source.len;) {
        uint8_t c = source.ptr[at];
        if (c == '\\' && at + 1 < source.len && source.ptr[at + 1] == 'u' &&
            language == LW_LANG_JAVASCRIPT)
            return true; /* a name may be written so */
        if (c >= 0x80 && language == LW_LANG_PYTHON && is_folded(source, at))
            return true; /* and letters of mathematics are letters to Python */
        if (!lw_is_alnum(c) && c != '_') {
            at++;
            continue;
        }
        size_t end = at + 1;
        while (end < source.len && (lw_is_alnum(source.ptr[end]) || source.ptr[end] == '_'))
            end++;
        struct lw_view word = lw_view_sub(source, at, end - at);
        const uint64_t *class = word.len > 1 && word.len < 40 ? lw_map_get(&words[language], word)
                                                              : NULL;
        bool reaches = class && (lw_view_is(word, "getattr") || lw_view_is(word, "setattr"));
        if (reaches && !is_computed(lw_view_sub(source, end, 120)))
            class = NULL;
        bool says = class &&
                    ((*class & STRONG) || ((*class & NAMED) && is_used(language, source, at, end)));
        if (says && !is_sdk_name(word, file->location))
            return true;
        seen |= class ? *class : 0;
        if ((seen & REACH) && (seen & MODULE))
            return true;
        if (word.len >= 2 && word.len <= 11 && in_context(language, source, at, end))
            return true;
        at = end;
    }
    return false;
}

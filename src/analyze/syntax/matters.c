/* SPDX-License-Identifier: Apache-2.0
 *
 * syntax/matters.c - words of source files: whether anything could come of them.
 */
#include "analyze/syntax/matters.h"

#include "analyze/nfkc.h"
#include "analyze/syntax/beside.h"
#include "analyze/syntax/catalog.h"
#include "analyze/syntax/loop.h"
#include "analyze/syntax/words.h"
#include "base/text.h"

enum { PATH_BYTES = 64 };

/* Up to three names with dots between them, from the word on, without blanks: "os.path.join". Where
 * they end, or the word's end where no member follows. */
static size_t member_path(struct lw_view *out, char path[PATH_BYTES], const struct lw_beside *word)
{
    struct lw_view source = word->source;
    size_t len = word->end - word->at, end = word->end;
    memcpy(path, source.ptr + word->at, len);
    for (unsigned dots = 0; dots < 2; dots++) {
        size_t at = end;
        if (lw_beside_next(&at, word->language, source) != '.')
            break;
        at++;
        if (!lw_is_word(lw_beside_next(&at, word->language, source)) || len + 1 == PATH_BYTES)
            break;
        path[len++] = '.';
        for (; at < source.len && lw_is_word(source.ptr[at]) && len < PATH_BYTES; at++)
            path[len++] = (char)source.ptr[at];
        end = at;
    }
    *out = lw_view(path, len);
    return end;
}

/* `x = ...`, but for `x == ...`. */
static bool is_assigned(const struct lw_beside *word, size_t at)
{
    return lw_beside_next(&at, word->language, word->source) == '=' &&
           !lw_view_starts(lw_view_from(word->source, at), LW_VIEW("=="));
}

/* os.remove, sys.path.insert: the table knows it, or it is not what everybody uses. */
static bool known_member(const struct lw_beside *word, struct lw_view path, size_t end)
{
    struct lw_view member = lw_view_from(path, word->end - word->at + 1);
    struct lw_view first = lw_view_sub(member, 0, lw_view_find_byte(member, '.'));
    if (lw_view_is(first, "_exit") || lw_view_is(first, "_MEIPASS"))
        return false;
    if (member.ptr[0] == '_' || lw_view_is(first, "modules") || is_assigned(word, end) ||
        lw_word_module(first) >= 0)
        return true;
    const struct lw_known *known = lw_catalog_find(word->language, path);
    return known && (known->capability != LW_C_COUNT || known->does == LW_DO_GETENV);
}

/* from os import path: nobody does harm by that alone. */
static bool is_path_import(const struct lw_beside *word)
{
    struct lw_beside next = *word;
    struct lw_view import = lw_beside_word_behind(word), name;
    if (!lw_view_is(import, "import"))
        return false;
    next.at = (size_t)(import.ptr - word->source.ptr);
    next.end = next.at + import.len;
    name = lw_beside_word_behind(&next);
    next.at = (size_t)(name.ptr - word->source.ptr);
    next.end = next.at + name.len;
    return lw_view_is(name, "path") &&
           (next.end == word->source.len || strchr("\r\n#", word->source.ptr[next.end]));
}

/* The statement so far. */
static struct lw_view line_before(const struct lw_beside *word)
{
    struct lw_view line = lw_view_sub(word->source, 0, word->at);
    while (line.len && !memchr("\n\r;", line.ptr[line.len - 1], 3))
        line.len--;
    return lw_view_trim(lw_view_sub(word->source, line.len, word->at - line.len));
}

/* What a file does with modules by name: those that it imports, those that it hands on. */
struct modules_used {
    uint32_t imported, handed;
};

/* A module of the list. Those whose names are common words count where they are imported. */
static bool module_matters(const struct lw_beside *word, struct modules_used *used)
{
    char path[PATH_BYTES];
    struct lw_view name = lw_view_sub(word->source, word->at, word->end - word->at), dotted;
    struct lw_view left = lw_beside_word_before(word), line = line_before(word);
    uint32_t bit = 1u << lw_word_module(name);
    if (lw_view_is(left, "from"))
        return !is_path_import(word);
    size_t end = member_path(&dotted, path, word);
    bool imports = lw_view_is(left, "import") || lw_view_starts(line, LW_VIEW("import")) ||
                   lw_view_starts(line, LW_VIEW("from"));
    if (dotted.len > name.len && !imports)
        return known_member(word, dotted, end);
    if (lw_view_is(lw_beside_word_behind(word), "as") && (imports || left.len == 0))
        return true;
    if (imports) {
        used->imported |= bit;
    } else if (lw_beside_free(word) && !is_assigned(word, word->end)) {
        used->handed |= bit;
        used->imported |= lw_view_is(name, "os") || lw_view_is(name, "sys") ? bit : 0;
    }
    return (used->imported & used->handed) != 0;
}

/* getattr(x, "name") is x.name, and self.name is what it always is. */
static bool is_computed(const struct lw_beside *word)
{
    size_t at = word->end;
    if (lw_beside_next(&at, word->language, word->source) != '(')
        return true;
    struct lw_view call = lw_view_sub(word->source, at, 120);
    size_t comma = lw_view_find_byte(call, ',');
    if (lw_view_starts(call, LW_VIEW("(self,")))
        return false;
    struct lw_view second = lw_view_trim(
        lw_view_from(call, comma == LW_NOT_FOUND ? call.len : comma + 1));
    if (!second.len || (second.ptr[0] != '"' && second.ptr[0] != '\''))
        return true;
    size_t end = lw_view_find_byte(lw_view_from(second, 1), second.ptr[0]);
    if (end == LW_NOT_FOUND ||
        lw_view_find_byte(lw_view_sub(second, 0, end + 1), '\\') != LW_NOT_FOUND)
        return true;
    struct lw_view rest = lw_view_trim(lw_view_from(second, end + 2));
    return !rest.len || (rest.ptr[0] != ',' && rest.ptr[0] != ')');
}

/* require("x") names what it loads; all else may load anything. */
static bool loads_unknown(const struct lw_beside *word)
{
    struct lw_view source = word->source;
    size_t at = word->end;
    uint8_t next = lw_beside_next(&at, word->language, source), quote;
    if (next == '.') {
        at++;
        (void)lw_beside_next(&at, word->language, source);
        struct lw_view rest = lw_view_from(source, at);
        return lw_view_starts(rest, LW_VIEW("call")) || lw_view_starts(rest, LW_VIEW("apply")) ||
               lw_view_starts(rest, LW_VIEW("bind"));
    }
    if (next != '(')
        return next == '[' || (lw_beside_free(word) && lw_beside_before(word) != '.' &&
                               !lw_view_is(lw_beside_word_before(word), "typeof") &&
                               lw_view_is(lw_view_sub(source, word->at, 7), "require"));
    at++;
    quote = lw_beside_next(&at, word->language, source);
    if (quote != '"' && quote != '\'')
        return quote != ')';
    for (at++; at < source.len && source.ptr[at] != quote && source.ptr[at] != '\n'; at++)
        if (source.ptr[at] == '\\')
            return true;
    at++;
    return lw_beside_next(&at, word->language, source) != ')';
}

/* open(x), and open(x, "r"), read alone. */
static bool opens_to_write(const struct lw_beside *word)
{
    size_t at = word->end;
    if (lw_beside_next(&at, word->language, word->source) != '(')
        return false;
    struct lw_view call = lw_view_sub(word->source, at, 200);
    size_t depth = 0, end = 0, comma = 0;
    for (; end < call.len; end++) {
        uint8_t c = call.ptr[end];
        depth += c == '(' || c == '[';
        comma += c == ',' && depth == 1;
        if ((c == ')' || c == ']') && --depth == 0)
            break;
    }
    if (end == call.len || memchr("*\\#", call.ptr[1], 3))
        return true;
    struct lw_view mode = lw_view_sub(call, 0, end);
    mode = comma ? lw_view_trim(lw_view_from(mode, lw_view_find_byte(mode, ',') + 1)) : mode;
    if (lw_view_starts(mode, LW_VIEW("mode=")))
        mode = lw_view_from(mode, 5);
    return comma && !(mode.len > 2 && memchr("\"'", mode.ptr[0], 2) &&
                      memchr("rR", mode.ptr[1], 2) && mode.ptr[2] != '+' && mode.ptr[3] != '+');
}

/* Reflect.get(x, name)(), "constructor" as a key: any member by any name. */
static bool reaches_any(const struct lw_beside *word, struct lw_view name)
{
    struct lw_view source = word->source;
    size_t at = word->end;
    uint8_t next = lw_beside_next(&at, word->language, source), sign = lw_beside_before(word);
    if (lw_view_is(name, "constructor"))
        return sign == '.' || sign == '"' || sign == '\'' || sign == '`' || next == ':';
    struct lw_view member = lw_view_from(source, at + 1);
    return next == '[' || (next != '.' && lw_beside_free(word)) ||
           (next == '.' &&
            (lw_view_starts(member, LW_VIEW("get(")) || lw_view_starts(member, LW_VIEW("apply"))));
}

/* text.format(thing), text.format(a=thing): a bare name, of which the text can read all. */
static bool fills_object(const struct lw_beside *word)
{
    struct lw_view rest = lw_view_sub(word->source, word->end, 160), argument;
    const uint8_t *before = word->source.ptr + word->at;
    if (rest.len < 3 || rest.ptr[0] != '(' || word->at < 2 || before[-1] != '.' ||
        memchr("\"'", before[-2], 2))
        return false;
    rest = lw_view_sub(rest, 1, lw_view_find_byte(rest, ')') - 1);
    while (lw_view_split(&argument, &rest, ',')) {
        size_t equal = lw_view_find_byte(argument, '=');
        argument = lw_view_trim(lw_view_from(argument, equal == LW_NOT_FOUND ? 0 : equal + 1));
        bool bare = argument.len > 0 && !lw_is_digit(argument.ptr[0]);
        for (size_t i = 0; i < argument.len; i++)
            bare = bare && lw_is_word(argument.ptr[i]);
        if (bare)
            return true;
    }
    return false;
}

/* hmac.new = f, digest.Digest.verify = f: a part of what others are safe by is another one. */
static bool replaces_member(const struct lw_beside *word, struct lw_view name)
{
    static const char *const checks[] = { "verify",   "check",    "compare",
                                          "validate", "is_valid", "authorize" };
    static const char *const modules[] = { "hmac", "secrets", "hashlib", "crypto", "Math", "ssl",
                                           "yaml", "shlex",   "html",    "bcrypt", "jose" };
    char path[PATH_BYTES];
    struct lw_view dotted;
    if (LW_VIEW_IN(name, checks))
        return word->language == LW_LANG_PYTHON && lw_beside_before(word) == '.' &&
               is_assigned(word, word->end);
    if (!LW_VIEW_IN(name, modules))
        return false;
    size_t end = member_path(&dotted, path, word);
    return dotted.len > name.len && is_assigned(word, end);
}

/* Words that say something by what stands around them. */
static bool in_context(const struct lw_beside *w, size_t *loop_bytes)
{
    struct lw_view source = w->source, word = lw_view_sub(source, w->at, w->end - w->at);
    struct lw_view rest = lw_view_sub(source, w->end, 160);
    bool script = w->language == LW_LANG_JAVASCRIPT;
    size_t at = w->end;
    if (replaces_member(w, word))
        return true;
    if (lw_view_is(word, "global"))
        return script;
    if (lw_view_is(word, "while") ||
        (script && (lw_view_is(word, "for") || lw_view_is(word, "do"))))
        return lw_loop_is_endless(w->language, source, w->at, loop_bytes);
    if (lw_view_is(word, "compile"))
        return lw_beside_next(&at, w->language, source) == '(' && lw_beside_before(w) != '.';
    if (lw_view_is(word, "constructor") || lw_view_is(word, "Reflect"))
        return script && reaches_any(w, word);
    if (lw_view_is(word, "open"))
        return opens_to_write(w);
    if (lw_view_is(word, "format"))
        return w->language == LW_LANG_PYTHON && fills_object(w);
    if (lw_view_is(word, "reduce")) /* reduce(getattr, names, module) */
        return !script && lw_view_starts(rest, LW_VIEW("(getattr"));
    if (lw_view_is(word, "setTimeout") || lw_view_is(word, "setInterval"))
        return script && lw_view_find(lw_view_sub(rest, 0, 60), LW_VIEW(".headers")) < 40;
    if (lw_view_is(word, "__proto__")) /* a key of JSON */
        return script && lw_view_starts(rest, LW_VIEW("\":"));
    if (lw_view_is(word, "event")) /* a handler's */
        return lw_beside_before(w) == '(' && lw_beside_next(&at, w->language, source) == ',';
    if (lw_view_is(word, "dumps") || lw_view_is(word, "loads") || lw_view_is(word, "stringify"))
        return is_assigned(w, w->end);
    if (lw_view_is(word, "require") || lw_view_is(word, "import"))
        return script && loads_unknown(w);
    if (lw_view_is(word, "module"))
        return script && rest.len > 1 && rest.ptr[0] == '.' && rest.ptr[1] != 'e';
    if (lw_view_is(word, "arn")) /* whose it is stands in it */
        return lw_view_starts(rest, LW_VIEW(":aws"));
    if (lw_view_is(word, "proc")) /* the memory of a process */
        return lw_view_find(lw_view_sub(rest, 0, 40), LW_VIEW("/mem")) != LW_NOT_FOUND;
    if (lw_view_is(word, "169"))
        return lw_view_starts(rest, LW_VIEW(".254."));
    if (word.len == 4 && word.ptr[0] == '2')
        return lw_view_starts(rest, LW_VIEW("-06-01/")) ||
               lw_view_starts(rest, LW_VIEW("-01-01/")) ||
               lw_view_starts(rest, LW_VIEW("-07-01/")) || lw_view_starts(rest, LW_VIEW("-08-15/"));
    return script && lw_view_is(word, "http") && !lw_view_starts(rest, LW_VIEW("://"));
}

/* The AWS SDKs themselves: that they name themselves says nothing. */
static bool is_sdk_name(struct lw_view word, struct lw_view path)
{
    static const char *const names[] = { "botocore", "boto3", "boto" };
    return LW_VIEW_IN(word, names) && (lw_view_find(path, LW_VIEW("botocore/")) != LW_NOT_FOUND ||
                                       lw_view_find(path, LW_VIEW("boto3/")) != LW_NOT_FOUND ||
                                       lw_view_find(path, LW_VIEW("awscli/")) != LW_NOT_FOUND);
}

/* Stands where a module is imported, handed on or used, and not in a text for people. */
static bool is_used(const struct lw_beside *word)
{
    struct lw_view source = word->source;
    size_t at = word->end;
    uint8_t next = lw_beside_next(&at, word->language, source);
    uint8_t behind = word->end < source.len ? source.ptr[word->end] : '\n';
    uint8_t sign = lw_beside_before(word);
    if (behind == '(' || behind == '[' || behind == '-')
        return true;
    if (next == '.' && at + 1 < source.len) {
        at++;
        behind = lw_beside_next(&at, word->language, source);
        if (lw_is_alpha(behind) || behind == '_')
            return true;
    }
    if (word->at && memchr("\"'`/@:", source.ptr[word->at - 1], 6)) /* "https", "node:https" */
        return !lw_view_starts(lw_view_from(source, word->end), LW_VIEW("://"));
    if (memchr("=(,[:{}\n\r\\;?|&!>+", sign, 18) || lw_beside_free(word))
        return true;
    if (word->language == LW_LANG_JAVASCRIPT) /* ...axios, and comments in between */
        return sign == '.' || !lw_is_word(next);
    struct lw_view line = line_before(word);
    return lw_view_find(line, LW_VIEW("import")) != LW_NOT_FOUND ||
           lw_view_find(line, LW_VIEW("from")) != LW_NOT_FOUND ||
           lw_view_find(line, LW_VIEW("return")) != LW_NOT_FOUND;
}

static bool is_folded(struct lw_view source, size_t at)
{
    char ascii[5];
    return lw_nfkc_ascii(ascii, lw_utf8_next(source, &at));
}

/* What needs no word: names that are not written as they read, x["a" + "b"](). */
static bool sign_matters(enum lw_language language, struct lw_view source, size_t at)
{
    uint8_t c = source.ptr[at];
    if (language == LW_LANG_PYTHON)
        return c >= 0x80 && is_folded(source, at);
    if (c == '\\')
        return at + 1 < source.len && source.ptr[at + 1] == 'u';
    if (c != ']')
        return false;
    at++;
    c = lw_beside_next(&at, language, source);
    return c == '(' || c == '`' || lw_view_starts(lw_view_from(source, at), LW_VIEW("?.("));
}

static bool word_matters(const struct lw_beside *at, struct lw_view location, unsigned *seen)
{
    struct lw_view word = lw_view_sub(at->source, at->at, at->end - at->at);
    if (word.len < 2 || word.len >= 40)
        return false;
    unsigned class = lw_word_class(at->language, word);
    bool reaches = class && (lw_view_is(word, "getattr") || lw_view_is(word, "setattr"));
    if (reaches && !is_computed(at))
        class = 0;
    bool says = (class & LW_WORD_STRONG) || ((class & LW_WORD_NAMED) && is_used(at));
    if (says && !is_sdk_name(word, location))
        return true;
    *seen |= class;
    return (*seen & LW_WORD_REACH) && (*seen & LW_WORD_MODULE);
}

/* Of Ruby every word of the table counts: a method can be called on anything. */
static bool ruby_matters(struct lw_view source)
{
    for (size_t at = 0, end; at < source.len; at = end) {
        end = at + 1;
        if (source.ptr[at] == '`') /* a program is run */
            return true;
        if (!lw_is_word(source.ptr[at]))
            continue;
        while (end < source.len && lw_is_word(source.ptr[end]))
            end++;
        struct lw_view word = lw_view_sub(source, at, end - at);
        if (word.len >= 2 && word.len < 40 && lw_word_class(LW_LANG_RUBY, word))
            return true;
    }
    return false;
}

bool lw_syntax_matters(const struct lw_file *file, enum lw_language language)
{
    struct lw_view source = file->bytes;
    struct modules_used used = { 0, 0 };
    unsigned seen = 0;
    size_t loop_bytes = LW_LOOP_BYTES;
    if (language == LW_LANG_SHELL)
        return true;
    if (lw_view_starts(source, LW_VIEW("\xff\xfe")) || lw_view_starts(source, LW_VIEW("\xfe\xff")))
        return true; /* two bytes a character */
    if (language == LW_LANG_RUBY)
        return ruby_matters(source);
    for (size_t at = 0; at < source.len;) {
        uint8_t c = source.ptr[at];
        if (!lw_is_word(c)) {
            if (sign_matters(language, source, at))
                return true;
            at++;
            continue;
        }
        size_t end = at + 1;
        while (end < source.len && lw_is_word(source.ptr[end]))
            end++;
        const struct lw_beside word = { language, source, at, end };
        if (word_matters(&word, file->location, &seen))
            return true;
        bool module = language == LW_LANG_PYTHON &&
                      lw_word_module(lw_view_sub(source, at, end - at)) >= 0;
        if (module ? module_matters(&word, &used)
                   : end - at >= 2 && end - at <= 11 && in_context(&word, &loop_bytes))
            return true;
        at = end;
    }
    return false;
}

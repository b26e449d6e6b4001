/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/data_names.c - data that names what code runs or reads: a template that walks to
 * {x.__globals__}, a factory of a log's settings or what they have Python work out, an object of
 * YAML.
 *
 * The code that reads it may stand there for years, and fill templates and make loggers of what it
 * is given.
 * Spec: Python, string.Formatter (fields), logging.config (user-defined objects: "()"; args, kwargs
 * and class of fileConfig() are evaluated); PyYAML's
 *       tags !!python/; js-yaml's !!js/function.
 */
#include "analyze/analyzer.h"
#include "analyze/lines.h"
#include "analyze/patterns.h"
#include "analyze/secret_mask.h"
#include "analyze/syntax/catalog.h"
#include "base/buf.h"
#include "base/text.h"

enum { FIELD_BYTES = 200, SHOWN_BYTES = 120 };

static enum lw_want wants(const struct lw_file *file)
{
    static const char *const suffixes[] = {
        ".json", ".yaml", ".yml", ".toml", ".ini",   ".cfg",    ".conf", ".properties", ".po",
        ".tmpl", ".html", ".htm", ".j2",   ".jinja", ".jinja2", ".tpl",  ".mako",       ".template",
    };
    for (size_t i = 0; i < LW_COUNT(suffixes); i++)
        if (lw_view_ends_nocase(file->path, lw_view_c(suffixes[i])))
            return file->size_bytes >= 8 ? LW_WANT_YES : LW_WANT_NO;
    return LW_WANT_NO;
}

/* Between the brace before and the next one: {user.__init__.__globals__[key]}. */
static bool in_field(struct lw_view text, size_t at)
{
    size_t start = at < FIELD_BYTES ? 0 : at - FIELD_BYTES;
    struct lw_view before = lw_view_sub(text, start, at - start);
    size_t open = lw_view_rfind_byte(before, '{'), close = lw_view_rfind_byte(before, '}');
    return open != LW_NOT_FOUND && (close == LW_NOT_FOUND || close < open);
}

/* "()": "package.function", '()': x, (): x; but for "f()": the name of a function. */
static bool is_factory(struct lw_view text, size_t at)
{
    size_t end = at + 2;
    bool quoted = at && (text.ptr[at - 1] == '"' || text.ptr[at - 1] == '\'');
    if (quoted && (end >= text.len || text.ptr[end++] != text.ptr[at - 1]))
        return false;
    while (end < text.len && (text.ptr[end] == ' ' || text.ptr[end] == '\t'))
        end++;
    bool key = end < text.len && text.ptr[end] == ':';
    return key && (quoted || !at ||
                   lw_view_find_byte(LW_VIEW(" \t\n-{,"), text.ptr[at - 1]) != LW_NOT_FOUND);
}

/* What stands behind the mark: ("()": "package.function", !!python/object/apply:os.system). */
static struct lw_view named(struct lw_view text, size_t at)
{
    struct lw_view rest = lw_view_sub(lw_view_from(text, at), 0, FIELD_BYTES);
    size_t colon = lw_view_find_byte(rest, ':'), end = 0;
    rest = lw_view_from(rest, colon == LW_NOT_FOUND ? rest.len : colon + 1);
    while (rest.len && strchr(" \t\"'", rest.ptr[0]))
        rest = lw_view_from(rest, 1);
    while (end < rest.len && (lw_is_word(rest.ptr[end]) || rest.ptr[end] == '.'))
        end++;
    return lw_view_sub(rest, 0, end);
}

/* It starts programs, runs code or talks to servers: no settings of a log are made so. */
static bool is_power(struct lw_view name)
{
    const struct lw_known *known = name.len ? lw_catalog_find(LW_LANG_PYTHON, name) : NULL;
    return known && !known->reads && !lw_view_starts(name, LW_VIEW("logging.")) && /* a handler */
           (known->capability == LW_C_PROCESS || known->capability == LW_C_DYNAMIC_CODE ||
            known->capability == LW_C_NATIVE_LOAD || known->capability == LW_C_NETWORK);
}

/* `pattern`: of the shared search, which most files have none of. */
static const struct {
    enum lw_pattern pattern;
    const char *needle, *name;
    bool (*fits)(struct lw_view text, size_t at);
} needles[] = {
    { LW_PAT_DUNDER, ".__globals__", "__globals__", in_field },
    { LW_PAT_DUNDER, ".__class__", "__class__", in_field },
    { LW_PAT_DUNDER, ".__init__", "__init__", in_field },
    { LW_PAT_DUNDER, ".__subclasses__", "__subclasses__", in_field },
    { LW_PAT_DUNDER, ".__builtins__", "__builtins__", in_field },
    { LW_PAT_FACTORY, "()", "()", is_factory },
    { LW_PAT_YAML_PYTHON, "!!python/", "!!python/", NULL },
    { LW_PAT_YAML_PYTHON, "tag:yaml.org,2002:python/", "!!python/", NULL },
    { LW_PAT_YAML_JS, "!!js/function", "!!js/function", NULL },
};

/* A file's text as its readers have it: where letters are written as numbers, with the letters. */
struct data {
    const struct lw_file *file;
    struct lw_view text;
};

/* The letter that "\u002e", "\x2e" or "\U0000002e" is, or 0; but for those that end a text. */
static uint8_t letter_at(size_t *len, struct lw_view text, size_t at)
{
    uint8_t kind = at + 1 < text.len && text.ptr[at] == '\\' ? text.ptr[at + 1] : 0;
    size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    uint32_t letter = 0;
    if (!digits || text.len - at < digits + 2)
        return 0;
    for (size_t i = 0; i < digits; i++) {
        int digit = lw_hex_digit(text.ptr[at + 2 + i]);
        if (digit < 0)
            return 0;
        letter = letter << 4 | (uint32_t)digit;
    }
    *len = digits + 2;
    return letter > ' ' && letter < 0x7f && letter != '"' && letter != '\\' ? (uint8_t)letter : 0;
}

/* Up to `most` bytes of the text without such numbers are put into `out`, which may be NULL. Where
 * the next one stands in `text`. */
static size_t put_letters(struct lw_buf *out, struct lw_view text, size_t most)
{
    size_t at = 0;
    for (size_t count = 0, len = 1; at < text.len && count < most; at += len, count++) {
        uint8_t letter = letter_at(&len, text, at);
        bool pair = !letter && lw_view_starts(lw_view_from(text, at), LW_VIEW("\\\\"));
        len = letter ? len : pair ? 2 : 1; /* "\\u0041" has a backslash, and no letter */
        if (out)
            lw_buf_add_byte(out, letter ? letter : text.ptr[at]);
    }
    return at;
}

static bool has_letters(struct lw_view text)
{
    size_t len;
    for (size_t at = 0, next; at < text.len; at += next + 1) {
        next = lw_view_find_byte(lw_view_from(text, at), '\\');
        if (next == LW_NOT_FOUND)
            return false;
        if (letter_at(&len, text, at + next))
            return true;
        next += lw_view_starts(lw_view_from(text, at + next), LW_VIEW("\\\\"));
    }
    return false;
}

static void tell(struct lw_facts *out, const struct data *data, struct lw_view name,
                 const char *value, size_t at)
{
    const struct lw_file *file = data->file;
    at = data->text.ptr == file->bytes.ptr ? at : put_letters(NULL, file->bytes, at);
    struct lw_fact *fact = lw_facts_add(out, LW_F_CAPABILITY, file->location);
    size_t start = at < SHOWN_BYTES / 2 ? 0 : at - SHOWN_BYTES / 2;
    size_t line = lw_view_rfind_byte(lw_view_sub(file->bytes, start, at - start), '\n');
    start += line == LW_NOT_FOUND ? 0 : line + 1;
    size_t len = lw_view_find_byte(lw_view_sub(file->bytes, start, SHOWN_BYTES), '\n');
    fact->offset = at;
    struct lw_lines lines = lw_lines(file->bytes);
    fact->line = lw_line_of(&lines, at);
    lw_fact_set_c(out, fact, LW_K_CAPABILITY, lw_capability_name(LW_C_DATA_NAMES));
    lw_fact_set(out, fact, LW_K_NAME, name);
    lw_fact_set_c(out, fact, LW_K_VALUE, value);
    lw_fact_set_c(out, fact, LW_K_PHASE, "call");
    lw_fact_set(out, fact, LW_K_SNIPPET,
                lw_text_safe(out->arena,
                             lw_secret_shown(out->arena, file->bytes, start,
                                             len < SHOWN_BYTES ? len : SHOWN_BYTES, file->hits)));
}

/* The first of each speaks for all, and so does the first that names a power. */
static void look_for(struct lw_facts *out, const struct data *data, struct lw_view needle,
                     const char *name, bool (*fits)(struct lw_view text, size_t at), bool makes)
{
    bool told = false;
    for (size_t from = 0, next; from < data->text.len; from += next + needle.len) {
        next = lw_view_find(lw_view_from(data->text, from), needle);
        if (next == LW_NOT_FOUND)
            return;
        size_t at = from + next;
        if (fits && !fits(data->text, at))
            continue;
        if (!told)
            tell(out, data, lw_view_c(name), "", at);
        told = true;
        struct lw_view made = makes ? named(data->text, at + needle.len) : LW_VIEW_NONE;
        if (is_power(made))
            tell(out, data, made, "a power", at);
        if (!makes || is_power(made))
            return;
    }
}

/* Of a setting that Python works out, the part that does more than give a value; empty: none. */
static struct lw_view worked_out(struct lw_view value)
{
    static const char *const ways[] = { "__", "modules", "getattr", "eval", "exec", "compile" };
    for (size_t i = 0; i < LW_COUNT(ways); i++)
        if (lw_view_find(value, lw_view_c(ways[i])) != LW_NOT_FOUND)
            return lw_view_c(ways[i]);
    for (size_t i = 0, start = 0; i < value.len; i++) { /* os.system( */
        if (lw_is_word(value.ptr[i]) || value.ptr[i] == '.')
            continue;
        struct lw_view name = lw_view_sub(value, start, i - start);
        if (value.ptr[i] == '(' && is_power(name))
            return name;
        start = i + 1;
    }
    return LW_VIEW_NONE;
}

/* [handler_file] args=(open("/tmp/log", "w"),): whoever loads it runs it. */
static void look_at_log_settings(struct lw_facts *out, const struct data *data)
{
    static const char *const keys[] = { "args", "kwargs", "class" };
    struct lw_view rest = data->text, line;
    bool inside = false;
    while (lw_view_split(&line, &rest, '\n')) {
        if (line.len && line.ptr[0] == '[')
            inside = lw_view_starts(line, LW_VIEW("[handler_")) ||
                     lw_view_starts(line, LW_VIEW("[formatter_"));
        const size_t sign = lw_view_find_byte(line, '=');
        const struct lw_view key = lw_view_trim(lw_view_sub(line, 0, sign));
        if (!inside || sign == LW_NOT_FOUND || !LW_VIEW_IN(key, keys))
            continue;
        const struct lw_view way = worked_out(lw_view_from(line, sign + 1));
        if (way.len)
            tell(out, data, way, "a power", (size_t)(line.ptr - data->text.ptr));
    }
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    (void)err;
    const struct lw_pattern_hits *hits = lw_file_hits(file);
    LW_CLEANUP(lw_buf_clear) struct lw_buf letters = LW_BUF_INIT;
    const bool written = has_letters(file->bytes);
    if (written)
        (void)put_letters(&letters, file->bytes, SIZE_MAX);
    const struct data data = { file, written ? lw_buf_view(&letters) : file->bytes };
    const bool json = lw_view_ends_nocase(file->path, LW_VIEW(".json"));
    if (hits->seen[LW_PAT_LOG_HANDLER])
        look_at_log_settings(out, &data);
    for (size_t i = 0; i < LW_COUNT(needles); i++) {
        struct lw_view needle = lw_view_c(needles[i].needle);
        /* Keys without quotes, which JSON has not, are too common in code to be looked for. */
        bool plain_keys = needles[i].pattern == LW_PAT_FACTORY && !json;
        /* The shared search saw the numbers. */
        if (!hits->seen[needles[i].pattern] && !plain_keys && !written)
            continue;
        look_for(out, &data, needle, needles[i].name, needles[i].fits,
                 needles[i].pattern == LW_PAT_FACTORY || needles[i].pattern == LW_PAT_YAML_PYTHON);
    }
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_data_names = {
    .name = "data-names",
    .what = "data that names what code is to run or to read",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_CAPABILITY),
    .wants = wants,
    .file = file,
};

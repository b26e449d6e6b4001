/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/data_names.c - data that names what code runs or reads: a template that walks to
 * {x.__globals__}, a factory of a log's settings, an object of YAML.
 *
 * The code that reads it may stand there for years, and fill templates and make loggers of what it
 * is given.
 * Spec: Python, string.Formatter (fields), logging.config (user-defined objects: "()"); PyYAML's
 *       tags !!python/; js-yaml's !!js/function.
 */
#include "analyze/analyzer.h"
#include "analyze/lines.h"
#include "analyze/patterns.h"
#include "analyze/secret_mask.h"
#include "analyze/syntax/catalog.h"
#include "base/text.h"

enum { FIELD_BYTES = 200, SHOWN_BYTES = 120 };

static enum lw_want wants(const struct lw_file *file)
{
    static const char *const suffixes[] = { ".json", ".yaml", ".yml",        ".toml", ".ini",
                                            ".cfg",  ".conf", ".properties", ".po",   ".tmpl" };
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

static void tell(struct lw_facts *out, const struct lw_file *file, struct lw_view name,
                 const char *value, size_t at)
{
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
static void look_for(struct lw_facts *out, const struct lw_file *file, struct lw_view needle,
                     const char *name, bool (*fits)(struct lw_view text, size_t at), bool makes)
{
    bool told = false;
    for (size_t from = 0, next; from < file->bytes.len; from += next + needle.len) {
        next = lw_view_find(lw_view_from(file->bytes, from), needle);
        if (next == LW_NOT_FOUND)
            return;
        size_t at = from + next;
        if (fits && !fits(file->bytes, at))
            continue;
        if (!told)
            tell(out, file, lw_view_c(name), "", at);
        told = true;
        struct lw_view made = makes ? named(file->bytes, at + needle.len) : LW_VIEW_NONE;
        if (is_power(made))
            tell(out, file, made, "a power", at);
        if (!makes || is_power(made))
            return;
    }
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    (void)err;
    const struct lw_pattern_hits *hits = lw_file_hits(file);
    const bool json = lw_view_ends_nocase(file->path, LW_VIEW(".json"));
    for (size_t i = 0; i < LW_COUNT(needles); i++) {
        struct lw_view needle = lw_view_c(needles[i].needle);
        /* Keys without quotes, which JSON has not, are too common in code to be looked for. */
        bool plain_keys = needles[i].pattern == LW_PAT_FACTORY && !json;
        if (!hits->seen[needles[i].pattern] && !plain_keys)
            continue;
        look_for(out, file, needle, needles[i].name, needles[i].fits,
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

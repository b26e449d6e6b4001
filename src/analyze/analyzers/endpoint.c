/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/endpoint.c - the hosts that a file names, each once, with whose it is.
 *
 * What stands in a comment or in a document is for people: its class is "documentation", whatever
 * the host is, unless it is an address that gives away credentials.
 */
#include "analyze/endpoint.h"

#include "analyze/analyzer.h"
#include "analyze/filekind.h"
#include "analyze/lines.h"
#include "analyze/secret_mask.h"
#include "analyze/text_skip.h"
#include "base/gunzip.h"
#include "base/map.h"
#include "base/text.h"

enum {
    HOSTS_MAX = 16384,
    TABLE_MAX_BYTES = 16 << 20, /* unpacked */
    COMMENT_LOOK_BYTES = 400,
    STRING_LOOK_BYTES = 4096,
    VALUE_LOOK_BYTES = 320
};

static enum lw_want wants(const struct lw_file *file)
{
    return file->size_bytes >= 8 ? LW_WANT_YES : LW_WANT_NO;
}

/* "//" opens a comment, but not in "https://". */
static bool slashes_open(struct lw_view before)
{
    for (size_t i = 0; i + 1 < before.len; i++)
        if (before.ptr[i] == '/' && (before.ptr[i + 1] == '/' || before.ptr[i + 1] == '*') &&
            (i == 0 ||
             (before.ptr[i - 1] != ':' && before.ptr[i - 1] != '"' && before.ptr[i - 1] != '\'')))
            return true;
    return false;
}

/* By the line up to the place: "# see", "// see", " * see". */
static bool in_comment(struct lw_view bytes, size_t at, const char *language)
{
    size_t from = at > COMMENT_LOOK_BYTES ? at - COMMENT_LOOK_BYTES : 0;
    struct lw_view before = lw_view_sub(bytes, from, at - from);
    size_t newline = lw_view_rfind_byte(before, '\n');
    before = newline == LW_NOT_FOUND ? before : lw_view_from(before, newline + 1);
    if (newline == LW_NOT_FOUND && from > 0) /* a very long line: not a comment of a person */
        return false;
    bool hash = !language || strcmp(language, "python") == 0 || strcmp(language, "shell") == 0 ||
                strcmp(language, "ruby") == 0 || strcmp(language, "perl") == 0;
    struct lw_view text = lw_view_trim(before);
    if (hash) {
        for (size_t i = 0; i < text.len; i++)
            if (text.ptr[i] == '#' && (i == 0 || text.ptr[i - 1] == ' '))
                return true;
        return false;
    }
    return (text.len && text.ptr[0] == '*') || slashes_open(text);
}

/* A string of JSON under a key that is for people: "documentation": "... <a href=...". */
static bool under_telling_key(struct lw_view bytes, size_t at, bool table)
{
    static const char *const keys[] = { "url", /* of a table it is what is called */
                                        "documentation", "description", "homepage",   "author",
                                        "license",       "bugs",        "repository", "$schema",
                                        "$id",           "funding",     "readme",     "_resolved",
                                        "resolved",      "email",       "summary",    "web",
                                        "comment",       "licenses",    "$comment" };
    size_t from = at > STRING_LOOK_BYTES ? at - STRING_LOOK_BYTES : 0, open = at;
    while (open > from) { /* to behind the quote that no backslash stands before */
        size_t quote = lw_view_rfind_byte(lw_view_sub(bytes, from, open - from), '"');
        open = quote == LW_NOT_FOUND ? from : from + quote + 1;
        if (open == from || open < 2 || bytes.ptr[open - 2] != '\\')
            break;
        open--;
    }
    struct lw_view before = lw_view_trim(lw_view_sub(bytes, from, open ? open - 1 - from : 0));
    if (open == from || before.len == 0 || before.ptr[before.len - 1] != ':')
        return false;
    before = lw_view_trim(lw_view_sub(before, 0, before.len - 1));
    for (size_t i = table; i < LW_COUNT(keys); i++) {
        struct lw_view key = lw_view_c(keys[i]);
        if (before.len > key.len + 2 && before.ptr[before.len - 1] == '"' &&
            before.ptr[before.len - key.len - 2] == '"' &&
            lw_view_eq(lw_view_sub(before, before.len - key.len - 1, key.len), key))
            return true;
    }
    return false;
}

/* Where the strings of Python that go over lines begin and end: documentation, mostly. */
struct strings {
    size_t at;
    size_t long_end; /* of the last one */
};

static bool is_quote(uint8_t c)
{
    return c == '"' || c == '\'' || c == '`';
}

/* Moves to `at`, which is never before where it was; whether that is in such a string. */
static bool in_long_string(struct strings *strings, struct lw_view bytes, size_t at)
{
    struct lw_text_walk walk = lw_text_walk(LW_LEXIS_HASH, bytes);
    while (strings->at < at) {
        struct lw_view inner;
        const size_t from = strings->at;
        strings->at = lw_text_skip(&walk, from);
        if (strings->at > from)
            continue;
        if (bytes.ptr[from] != '"' && bytes.ptr[from] != '\'') {
            strings->at++;
            continue;
        }
        strings->at = lw_text_literal(&inner, LW_LEXIS_HASH, bytes, from);
        if (inner.ptr && inner.ptr - bytes.ptr >= (ptrdiff_t)(from + 3))
            strings->long_end = strings->at;
    }
    return at < strings->long_end;
}

/* It stands in a string without blanks: a value that code takes, where a sentence would tell of
 * it. What is filled in may have blanks. */
static bool is_value(struct lw_view bytes, const struct lw_endpoint *e)
{
    size_t before = e->at, behind = e->at + e->text.len, braces = 0;
    const size_t least = before > VALUE_LOOK_BYTES ? before - VALUE_LOOK_BYTES : 0;
    while (before > least && bytes.ptr[before - 1] > ' ' && !is_quote(bytes.ptr[before - 1]))
        before--;
    if (before == least || !is_quote(bytes.ptr[before - 1]))
        return false;
    for (size_t i = 0; i < e->text.len; i++)
        braces += e->text.ptr[i] == '{';
    const size_t most = behind + VALUE_LOOK_BYTES;
    while (behind < bytes.len && behind < most && (bytes.ptr[behind] > ' ' || braces) &&
           !is_quote(bytes.ptr[behind]) && bytes.ptr[behind] != '\n')
        behind++;
    return behind < bytes.len && is_quote(bytes.ptr[behind]);
}

static const char *context_of(enum lw_file_kind kind, const struct lw_file *file,
                              const struct lw_endpoint *e, const char *language,
                              struct strings *strings)
{
    if (kind == LW_KIND_CODE && in_comment(file->bytes, e->at, language))
        return "comment";
    if (kind == LW_KIND_DATA &&
        under_telling_key(file->bytes, e->at, lw_endpoint_table(file->path)))
        return "text";
    const bool python = language && strcmp(language, "python") == 0;
    if (kind == LW_KIND_CODE && !(python && in_long_string(strings, file->bytes, e->at)) &&
        is_value(file->bytes, e))
        return "value";
    return lw_file_kind_name(kind);
}

static enum lw_endpoint_class class_of(const struct lw_endpoint *e, const char *context)
{
    enum lw_endpoint_class class = lw_endpoint_classify(e);
    bool for_people = strcmp(context, "comment") == 0 || strcmp(context, "text") == 0;
    return for_people && class != LW_EP_METADATA ? LW_EP_DOCUMENTATION : class;
}

static void say(struct lw_facts *out, struct lw_fact *fact, const struct lw_file *file,
                const struct lw_endpoint *e, const char *context, uint32_t line)
{
    fact->offset = e->at;
    fact->line = line;
    lw_fact_set_c(out, fact, LW_K_NAME, e->host);
    lw_fact_set_c(out, fact, LW_K_KIND, e->kind);
    lw_fact_set_c(out, fact, LW_K_CLASS, lw_endpoint_class_name(class_of(e, context)));
    lw_fact_set_c(out, fact, LW_K_TYPE, context);
    struct lw_view text = lw_secret_shown(out->arena, e->text, 0, e->text.len, file->hits);
    lw_fact_set(out, fact, LW_K_VALUE, lw_text_safe(out->arena, text));
    if (lw_endpoint_is_reserved(e))
        lw_fact_set_c(out, fact, LW_K_DETAIL, "a name or range reserved for documents and tests");
}

/* What stands in a document and in code is told once for each, since only one of them is used;
 * where it is a value later on, as that. NULL: it is told. */
static struct lw_fact *fact_of(struct lw_map *seen, struct lw_arena *arena, struct lw_facts *out,
                               const struct lw_file *file, const struct lw_endpoint *e,
                               const char *context)
{
    char text[LW_HOST_MAX_BYTES + 1];
    size_t len = strlen(e->host);
    memcpy(text, e->host, len);
    text[len++] = (char)class_of(e, context);
    const uint64_t *index = lw_map_get(seen, lw_view(text, len));
    if (index) {
        struct lw_fact *fact = &out->facts.items[*index];
        bool better = strcmp(context, "value") == 0 && !lw_fact_is(fact, LW_K_TYPE, context);
        fact->count = better ? 0 : fact->count;
        return better ? fact : NULL;
    }
    *lw_map_put(seen, lw_arena_copy(arena, lw_view(text, len)), NULL) = out->facts.count;
    return lw_facts_add(out, LW_F_ENDPOINT, file->location);
}

static void look(struct lw_facts *out, const struct lw_file *file, enum lw_file_kind kind)
{
    bool readable = kind == LW_KIND_CODE || kind == LW_KIND_DATA;
    struct lw_endpoint_options options = { .quoted = readable,
                                           .packed = kind == LW_KIND_NATIVE ||
                                                     kind == LW_KIND_BYTECODE,
                                           .networks = kind == LW_KIND_CODE };
    const char *language = lw_code_language(file->path, file->bytes);
    struct lw_lines lines = lw_lines(file->bytes);
    struct lw_map seen = LW_MAP_INIT;
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_endpoint e;
    struct strings strings = { 0 };
    size_t at = 0;
    while (lw_endpoint_next(&e, file->bytes, &at, &options)) {
        const char *context = context_of(kind, file, &e, language, &strings);
        if (seen.count >= HOSTS_MAX) {
            lw_facts_incomplete(out, file->location, lw_code_name(LW_E_LIMIT),
                                LW_VIEW("it names more hosts than are listed for one file"));
            break;
        }
        struct lw_fact *fact = fact_of(&seen, &arena, out, file, &e, context);
        if (fact)
            say(out, fact, file, &e, context, lw_line_of(&lines, e.at));
    }
    lw_map_clear(&seen);
    lw_arena_clear(&arena);
}

/* Tables of servers are packed at times: what an SDK reads is looked at. */
static void look_into(struct lw_facts *out, const struct lw_file *file)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    struct lw_file plain = *file;
    struct lw_err err;
    plain.path = lw_view_sub(file->path, 0, file->path.len - 3);
    if (!lw_ok(lw_gunzip(&text, file->bytes, TABLE_MAX_BYTES, &err))) {
        lw_facts_incomplete(out, file->location, lw_code_name(err.code),
                            LW_VIEW("a table of servers that could not be unpacked"));
        return;
    }
    plain.bytes = lw_buf_view(&text);
    look(out, &plain, LW_KIND_DATA);
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    (void)err;
    enum lw_file_kind kind = lw_file_kind(file->path, file->bytes);
    if (lw_view_starts(file->bytes, LW_VIEW("\x1f\x8b\x08")) &&
        lw_view_ends(file->path, LW_VIEW(".json.gz")) && lw_endpoint_table(file->path))
        look_into(out, file);
    else if (kind != LW_KIND_OTHER)
        look(out, file, kind);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_endpoint = {
    .name = "endpoint",
    .what = "URLs, host names and addresses in code, text and programs, and whose they are",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_ENDPOINT),
    .wants = wants,
    .file = file,
};

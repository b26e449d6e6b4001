/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/data_grants.c - data that lets others in: policies that allow everybody, grants of
 * databases, pages that load from, or send to, a server that they name.
 *
 * Policies are read where they are JSON; of pages the tags that load and send, whatever stands in
 * their attributes, and not what handlers of events do.
 * Spec: AWS IAM, JSON policy elements (Principal, NotPrincipal, Effect, Condition); SQL, GRANT.
 */
#include "analyze/endpoint.h"
#include "analyze/lines.h"
#include "analyze/patterns.h"
#include "analyze/syntax/emit.h"
#include "base/json.h"

enum { SHOWN_BYTES = 120, DEPTH_MAX = 64, POLICY_MAX_BYTES = 16 << 20 };

static bool is_page(struct lw_view path)
{
    static const char *const suffixes[] = { ".html", ".htm",   ".hbs",    ".ejs",
                                            ".j2",   ".jinja", ".jinja2", ".mustache" };
    for (size_t i = 0; i < LW_COUNT(suffixes); i++)
        if (lw_view_ends_nocase(path, lw_view_c(suffixes[i])))
            return true;
    return false;
}

static enum lw_want wants(const struct lw_file *file)
{
    bool data = lw_view_ends_nocase(file->path, LW_VIEW(".json")) ||
                lw_view_ends_nocase(file->path, LW_VIEW(".sql")) || is_page(file->path);
    return data && file->size_bytes >= 8 ? LW_WANT_YES : LW_WANT_NO;
}

struct reading {
    struct lw_emit emit;
    struct lw_view bytes;
    struct lw_lines lines;
    bool deep;
};

static void tell(struct reading *r, const char *kind, struct lw_view name, struct lw_view value,
                 size_t at)
{
    const struct lw_place place = { .source = r->bytes,
                                    .start = (uint32_t)at,
                                    .end = (uint32_t)at,
                                    .line = lw_line_of(&r->lines, at),
                                    .phase = "call" };
    lw_emit_safeguard(&r->emit, &place, kind, name, lw_view_sub(value, 0, SHOWN_BYTES));
}

/* "*", or a list in which it stands. */
static bool is_anybody(yyjson_val *value)
{
    size_t at, max;
    yyjson_val *item;
    if (yyjson_equals_str(value, "*"))
        return true;
    yyjson_arr_foreach(value, at, max, item)
    {
        if (yyjson_equals_str(item, "*"))
            return true;
    }
    return false;
}

/* {"Effect": "Allow", "Principal": "*"}, without a condition: whoever asks may. */
static bool allows_anybody(yyjson_val *statement)
{
    yyjson_val *principal = yyjson_obj_get(statement, "Principal");
    const bool anybody = is_anybody(principal) || is_anybody(yyjson_obj_get(principal, "AWS")) ||
                         yyjson_obj_get(statement, "NotPrincipal");
    return anybody && lw_view_is(lw_json_str(statement, "Effect"), "Allow") &&
           !yyjson_obj_size(yyjson_obj_get(statement, "Condition"));
}

static struct lw_view action_of(yyjson_val *statement)
{
    yyjson_val *action = yyjson_obj_get(statement, "Action");
    return lw_json_text(yyjson_is_arr(action) ? yyjson_arr_get_first(action) : action);
}

static void look_at_json(struct reading *r, const yyjson_doc *doc, yyjson_val *value,
                         unsigned depth)
{
    size_t at, max;
    yyjson_val *key, *item;
    const bool open = yyjson_is_obj(value) && allows_anybody(value);
    r->deep = r->deep || !depth;
    if (!depth)
        return;
    yyjson_obj_foreach(value, at, max, key, item)
    {
        if (open && yyjson_equals_str(key, "Effect"))
            tell(r, "grant", LW_VIEW("Principal: *"), action_of(value),
                 lw_json_place(key, doc, r->bytes));
        if (yyjson_is_ctn(item))
            look_at_json(r, doc, item, depth - 1);
    }
    yyjson_arr_foreach(value, at, max, item)
    {
        if (yyjson_is_ctn(item))
            look_at_json(r, doc, item, depth - 1);
    }
}

/* Models of services have members of these names; nobody but a policy says who everybody is. */
static bool may_let_in(const struct lw_file *file)
{
    const struct lw_pattern_hits *hits = lw_file_hits(file);
    return hits->seen[LW_PAT_ESCAPED_LETTER] ||
           (hits->seen[LW_PAT_PRINCIPAL] &&
            (lw_view_find(file->bytes, LW_VIEW("\"*\"")) != LW_NOT_FOUND ||
             lw_view_find(file->bytes, LW_VIEW("\"NotPrincipal\"")) != LW_NOT_FOUND));
}

static lw_status read_policy(struct reading *r, const struct lw_file *file, struct lw_err *err)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    if (!may_let_in(file))
        return LW_OK;
    LW_ENSURE(r->bytes.len <= POLICY_MAX_BYTES, err, LW_E_LIMIT, POLICY_MAX_BYTES,
              "a policy of more than %d bytes", POLICY_MAX_BYTES);
    if (!lw_ok(lw_json_parse(&doc, r->bytes, POLICY_MAX_BYTES, NULL)))
        return LW_OK;
    lw_json_keep_last(doc);
    look_at_json(r, doc, yyjson_doc_get_root(doc), DEPTH_MAX);
    LW_ENSURE(!r->deep, err, LW_E_LIMIT, 0, "a policy may stand deeper than %d levels", DEPTH_MAX);
    return LW_OK;
}

/* What is no word of a statement: blanks, "-- to the end of the line", and so on. */
static size_t behind_blank(struct lw_view text, size_t at)
{
    static const struct {
        const char *begin, *end;
    } skipped[] = { { "--", "\n" }, { "#", "\n" }, { "/*", "*/" }, { "'", "'" } };
    while (at < text.len && lw_is_space(text.ptr[at]))
        at++;
    for (size_t i = 0; i < LW_COUNT(skipped); i++) {
        const struct lw_view rest = lw_view_from(text, at), begin = lw_view_c(skipped[i].begin),
                             end = lw_view_c(skipped[i].end);
        if (!lw_view_starts(rest, begin))
            continue;
        const size_t next = lw_view_find(lw_view_from(rest, begin.len), end);
        return next == LW_NOT_FOUND ? text.len : at + begin.len + next + end.len;
    }
    return at;
}

/* The next word, or sign, of SQL; false when nothing is left. */
static bool next_word(struct lw_view *word, struct lw_view text, size_t *at)
{
    static const char signs[] = ";,()";
    for (size_t from; (from = behind_blank(text, *at)) != *at;)
        *at = from;
    size_t end = *at;
    if (end < text.len && memchr(signs, text.ptr[end], sizeof signs - 1))
        end++;
    else
        while (end < text.len && !lw_is_space(text.ptr[end]) &&
               !memchr(signs, text.ptr[end], sizeof signs - 1))
            end++;
    *word = lw_view_sub(text, *at, end - *at);
    *at = end;
    return word->len > 0;
}

/* GRANT ALL ...; GRANT ... TO a, PUBLIC; GRANT ... WITH GRANT OPTION: from the word behind GRANT
 * on. `*end`: where it ends, or names a password. */
static bool grants_much(size_t *end, struct lw_view text, size_t *at)
{
    struct lw_view word;
    bool much = false, first = true, takers = false, with = false, shown = true;
    for (*end = *at; next_word(&word, text, at) && !lw_view_is(word, ";"); first = false) {
        shown = shown && !lw_view_eq_nocase(word, LW_VIEW("identified"));
        *end = shown ? *at : *end;
        much = much || (first && lw_view_eq_nocase(word, LW_VIEW("all"))) ||
               (takers && lw_view_eq_nocase(word, LW_VIEW("public"))) ||
               (with && (lw_view_eq_nocase(word, LW_VIEW("grant")) ||
                         lw_view_eq_nocase(word, LW_VIEW("admin"))));
        takers = takers || lw_view_eq_nocase(word, LW_VIEW("to"));
        with = lw_view_eq_nocase(word, LW_VIEW("with"));
    }
    return much;
}

static void read_sql(struct reading *r)
{
    struct lw_view word;
    for (size_t at = 0, end; next_word(&word, r->bytes, &at);) {
        const size_t start = (size_t)(word.ptr - r->bytes.ptr);
        if (lw_view_eq_nocase(word, LW_VIEW("grant")) && grants_much(&end, r->bytes, &at))
            tell(r, "grant", LW_VIEW("GRANT"), lw_view_sub(r->bytes, start, end - start), start);
    }
}

/* Servers that a tag names, with a scheme or, as "//acme.example", without. */
static void read_places(struct reading *r, struct lw_view name, size_t start, size_t end)
{
    const struct lw_endpoint_options options = { .quoted = false };
    const struct lw_view tag = lw_view_sub(r->bytes, start, end - start), lead = LW_VIEW("//");
    for (size_t at = 0, next; at < tag.len; at += next + lead.len) {
        next = lw_view_find(lw_view_from(tag, at), lead);
        if (next == LW_NOT_FOUND)
            return;
        const size_t here = at + next;
        struct lw_endpoint found;
        size_t from = 0;
        struct lw_view url = lw_arena_printf(
            &r->emit.arena, "https:%.*s",
            LW_FMT(lw_view_sub(tag, here, LW_HOST_MAX_BYTES + lead.len)));
        if (lw_endpoint_next(&found, url, &from, &options) && found.at == 0)
            tell(r, "page", name, lw_view_c(found.host), start + here);
    }
}

/* What a page runs, whom it sends its forms, and what its scripts say. */
static void read_page(struct reading *r)
{
    static const char *const tags[] = { "script", "form",  "iframe", "base",
                                        "button", "input", "object", "embed" };
    const struct lw_view text = r->bytes;
    for (size_t at = 0; at < text.len; at++) {
        const size_t next = lw_view_find_byte(lw_view_from(text, at), '<');
        if (next == LW_NOT_FOUND)
            return;
        at += next;
        const struct lw_view rest = lw_view_from(text, at);
        for (size_t i = 0; i < LW_COUNT(tags); i++) {
            if (!lw_view_starts_nocase(lw_view_from(rest, 1), lw_view_c(tags[i])))
                continue;
            size_t end = lw_view_find(rest, i ? LW_VIEW(">") : LW_VIEW("</script"));
            end = end == LW_NOT_FOUND ? text.len : at + end;
            read_places(r, lw_view_c(tags[i]), at, end);
            at = end - 1;
            break;
        }
    }
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct reading r = { .emit = { .out = out,
                                   .location = file->location,
                                   .language = LW_SETTINGS,
                                   .hits = file->hits },
                         .bytes = file->bytes,
                         .lines = lw_lines(file->bytes) };
    lw_status s = LW_OK;
    if (is_page(file->path))
        read_page(&r);
    else if (lw_view_ends_nocase(file->path, LW_VIEW(".sql")))
        read_sql(&r);
    else
        s = read_policy(&r, file, err);
    const bool full = r.emit.full;
    lw_emit_clear(&r.emit);
    LW_ENSURE(!lw_ok(s) || !full, err, LW_E_LIMIT, 0, "it lets others in at more than %d places",
              LW_EMIT_MAX);
    return s;
}

const struct lw_analyzer lw_analyzer_data_grants = {
    .name = "data-grants",
    .what = "data that lets others in: policies, grants of databases, pages that name servers",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_SAFEGUARD),
    .wants = wants,
    .file = file,
};

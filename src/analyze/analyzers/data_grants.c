/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/data_grants.c - data that lets others in: policies that allow everybody, grants of
 * databases, pages that load from, or send to, a server that they name.
 *
 * Spec: AWS IAM, JSON policy elements (Principal, Effect, Condition); SQL, GRANT.
 */
#include "analyze/analyzer.h"
#include "analyze/lines.h"
#include "analyze/patterns.h"
#include "base/text.h"

enum { SHOWN_BYTES = 120, DEPTH_MOST = 64, WORD_BYTES = 32, MOST = 1000 };

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
    struct lw_facts *out;
    const struct lw_file *file;
    struct lw_view bytes;
    struct lw_lines lines;
    size_t count;
};

static void tell(struct reading *r, const char *kind, const char *name, struct lw_view value,
                 size_t at)
{
    if (r->count++ >= MOST)
        return;
    struct lw_fact *fact = lw_facts_add(r->out, LW_F_SAFEGUARD, r->file->location);
    fact->offset = at;
    fact->line = lw_line_of(&r->lines, at);
    lw_fact_set_c(r->out, fact, LW_K_KIND, kind);
    lw_fact_set_c(r->out, fact, LW_K_NAME, name);
    lw_fact_set(r->out, fact, LW_K_VALUE,
                lw_text_safe(r->out->arena, lw_view_sub(value, 0, SHOWN_BYTES)));
}

/* An object of JSON that is being read. */
struct object {
    struct lw_view key; /* the last one */
    struct lw_view action;
    size_t at;
    bool allows, anybody, limited;
};

static void take_text(struct object *stack, size_t depth, struct lw_view text)
{
    struct object *own = &stack[depth], *outer = depth ? &stack[depth - 1] : own;
    if (lw_view_is(own->key, "Effect"))
        own->allows = lw_view_is(text, "Allow");
    if (lw_view_is(own->key, "Action") && !own->action.len)
        own->action = text;
    if (!lw_view_is(text, "*"))
        return;
    own->anybody = own->anybody || lw_view_is(own->key, "Principal");
    if (lw_view_is(own->key, "AWS") && lw_view_is(outer->key, "Principal"))
        outer->anybody = true;
}

/* {"Effect": "Allow", "Principal": "*"}, without a condition: whoever asks may. */
static void read_policy(struct reading *r)
{
    struct object stack[DEPTH_MOST] = { { .at = 0 } };
    const struct lw_view text = r->bytes;
    size_t depth = 0;
    if (!lw_file_hits(r->file)->seen[LW_PAT_PRINCIPAL])
        return;
    for (size_t at = 0; at < text.len; at++) {
        struct object *own = &stack[depth];
        if (text.ptr[at] == '{') {
            own->limited = own->limited || lw_view_is(own->key, "Condition");
            if (depth + 1 == DEPTH_MOST)
                return; /* no policy is so deep */
            stack[++depth] = (struct object){ .at = at };
        } else if (text.ptr[at] == '}') {
            if (own->allows && own->anybody && !own->limited)
                tell(r, "grant", "Principal: *", own->action, own->at);
            depth -= depth > 0;
        } else if (text.ptr[at] == '"') {
            const size_t start = ++at;
            while (at < text.len && text.ptr[at] != '"')
                at += text.ptr[at] == '\\' ? 2 : 1;
            size_t next = at + 1;
            while (next < text.len && lw_is_space(text.ptr[next]))
                next++;
            const struct lw_view said = lw_view_sub(text, start, at - start);
            if (next < text.len && text.ptr[next] == ':')
                own->key = said;
            else
                take_text(stack, depth, said);
        }
    }
}

/* The next word of a statement. */
static bool next_word(struct lw_view *word, struct lw_view *rest)
{
    size_t end = 0;
    while (rest->len && lw_is_space(rest->ptr[0]))
        *rest = lw_view_from(*rest, 1);
    while (end < rest->len && !lw_is_space(rest->ptr[end]))
        end++;
    *word = lw_view_sub(*rest, 0, end);
    *rest = lw_view_from(*rest, end);
    return end > 0;
}

/* GRANT ALL ...; GRANT ... TO PUBLIC; GRANT ... WITH GRANT OPTION. */
static bool grants_much(struct lw_view *what, struct lw_view statement)
{
    struct lw_view word, before = LW_VIEW_NONE, rest = statement;
    bool much = false;
    *what = statement;
    if (!next_word(&word, &rest) || !lw_view_eq_nocase(word, LW_VIEW("grant")))
        return false;
    for (bool first = true; next_word(&word, &rest); first = false, before = word) {
        if (lw_view_eq_nocase(word, LW_VIEW("identified"))) /* a password comes */
            *what = lw_view_sub(statement, 0, (size_t)(word.ptr - statement.ptr));
        much = much || (first && lw_view_eq_nocase(word, LW_VIEW("all"))) ||
               (lw_view_eq_nocase(before, LW_VIEW("to")) &&
                lw_view_eq_nocase(word, LW_VIEW("public"))) ||
               (lw_view_eq_nocase(before, LW_VIEW("with")) &&
                (lw_view_eq_nocase(word, LW_VIEW("grant")) ||
                 lw_view_eq_nocase(word, LW_VIEW("admin"))));
    }
    return much;
}

static void read_sql(struct reading *r)
{
    struct lw_view text = r->bytes, statement;
    while (lw_view_split(&statement, &text, ';')) {
        struct lw_view what, rest = lw_view_trim(statement);
        while (lw_view_starts(rest, LW_VIEW("--")) || lw_view_starts(rest, LW_VIEW("#"))) {
            const size_t end = lw_view_find_byte(rest, '\n');
            rest = lw_view_trim(lw_view_from(rest, end == LW_NOT_FOUND ? rest.len : end));
        }
        if (grants_much(&what, rest))
            tell(r, "grant", "GRANT", lw_view_trim(what), (size_t)(rest.ptr - r->bytes.ptr));
    }
}

/* The host behind "//", "http://" or "https://"; "" where there is none, or a placeholder. */
static struct lw_view host_at(struct lw_view text)
{
    const size_t lead = lw_view_starts_nocase(text, LW_VIEW("https:"))  ? 6
                        : lw_view_starts_nocase(text, LW_VIEW("http:")) ? 5
                                                                        : 0;
    size_t end = 0;
    bool dot = false;
    text = lw_view_from(text, lead);
    if (!lw_view_starts(text, LW_VIEW("//")))
        return LW_VIEW_NONE;
    text = lw_view_from(text, 2);
    while (end < text.len &&
           (lw_is_alnum(text.ptr[end]) || text.ptr[end] == '.' || text.ptr[end] == '-'))
        dot = text.ptr[end++] == '.' || dot;
    return dot ? lw_view_sub(text, 0, end) : LW_VIEW_NONE;
}

/* Texts in quotes between `at` and `end` that name a server. */
static void read_places(struct reading *r, const char *name, size_t at, size_t end)
{
    for (; at < end; at++) {
        const uint8_t c = r->bytes.ptr[at];
        struct lw_view host = c == '"' || c == '\'' || c == '`'
                                  ? host_at(lw_view_sub(r->bytes, at + 1, end - at - 1))
                                  : LW_VIEW_NONE;
        if (host.len)
            tell(r, "page", name, host, at);
    }
}

/* What a page runs, whom it sends its forms, and what its scripts say. */
static void read_page(struct reading *r)
{
    static const char *const tags[] = { "script", "form", "iframe" };
    const struct lw_view text = r->bytes;
    for (size_t at = 0; at < text.len; at++) {
        if (text.ptr[at] != '<')
            continue;
        struct lw_view tag = lw_view_sub(text, at + 1, WORD_BYTES);
        for (size_t i = 0; i < LW_COUNT(tags); i++) {
            if (!lw_view_starts_nocase(tag, lw_view_c(tags[i])))
                continue;
            struct lw_view rest = lw_view_from(text, at);
            size_t end = lw_view_find(rest, i ? LW_VIEW(">") : LW_VIEW("</script"));
            end = end == LW_NOT_FOUND ? text.len : at + end;
            read_places(r, tags[i], at, end);
            at = end - 1;
            break;
        }
    }
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    struct reading r = { out, file, file->bytes, lw_lines(file->bytes), 0 };
    if (is_page(file->path))
        read_page(&r);
    else if (lw_view_ends_nocase(file->path, LW_VIEW(".sql")))
        read_sql(&r);
    else
        read_policy(&r);
    LW_ENSURE(r.count <= MOST, err, LW_E_LIMIT, 0, "it lets others in at more than %d places",
              MOST);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_data_grants = {
    .name = "data-grants",
    .what = "data that lets others in: policies, grants of databases, pages that name servers",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_SAFEGUARD),
    .wants = wants,
    .file = file,
};

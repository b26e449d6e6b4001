/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/js_bundle.c - paths and source maps of bundlers.
 */
#include "analyze/js_bundle.h"

#include "base/base64.h"

#include "analyze/node_manifest.h"

enum { INLINE_MAP_MAX_BYTES = 64 << 20, TOKEN_MAX_BYTES = 512, BANNERS_MAX = 20000 };

void lw_bundle_init(struct lw_bundle *bundle, struct lw_arena *arena)
{
    *bundle = (struct lw_bundle){ .arena = arena, .seen = LW_MAP_INIT, .line = 1 };
}

void lw_bundle_clear(struct lw_bundle *bundle)
{
    lw_map_clear(&bundle->seen);
}

/* A name is kept once for each version; one without a version gives way to one with. */
void lw_bundle_add(struct lw_bundle *bundle, struct lw_view name, struct lw_view version,
                   enum lw_bundle_trace trace, uint32_t line)
{
    uint64_t *first = lw_map_get(&bundle->seen, name);
    struct lw_bundle_hit *known = first ? &bundle->items[*first] : NULL;
    if (known && (version.len == 0 || lw_view_eq(known->version, version)))
        return;
    if (bundle->count >= LW_BUNDLE_MAX) {
        bundle->full = true;
        return;
    }
    bool made = false;
    struct lw_view key = lw_arena_printf(bundle->arena, "%.*s@%.*s", LW_FMT(name), LW_FMT(version));
    (void)lw_map_put(&bundle->seen, key, &made);
    if (!made)
        return;
    struct lw_view copy = lw_view_sub(key, 0, name.len);
    struct lw_bundle_hit hit = { copy, lw_view_from(key, name.len + 1), trace, line };
    if (known && known->version.len == 0) {
        *known = hit;
        return;
    }
    *LW_PUSH(bundle->arena, bundle) = hit;
    if (!known)
        *lw_map_put(&bundle->seen, copy, NULL) = bundle->count - 1;
}

/* "lodash@4.17.21", "@aws-sdk+client-s3@3.0.0_peer@1", "lodash-npm-4.17.21-6382451519-0a1b.zip" */
static struct lw_view store_version(struct lw_view folder, struct lw_view name)
{
    struct lw_view last = name;
    size_t slash = lw_view_find_byte(name, '/');
    if (slash != LW_NOT_FOUND)
        last = lw_view_from(name, slash + 1);
    size_t yarn = lw_view_find(folder, LW_VIEW("-npm-"));
    if (yarn != LW_NOT_FOUND && lw_view_ends(folder, LW_VIEW(".zip")) &&
        lw_view_ends(lw_view_sub(folder, 0, yarn), last)) {
        struct lw_view rest = lw_view_from(folder, yarn + 5), version, tail;
        size_t cut = lw_view_rfind_byte(rest, '-');
        tail = lw_view_sub(rest, 0, cut == LW_NOT_FOUND ? 0 : cut);
        cut = lw_view_rfind_byte(tail, '-');
        version = lw_view_sub(tail, 0, cut == LW_NOT_FOUND ? 0 : cut);
        return lw_node_version_valid(version) ? version : LW_VIEW_NONE;
    }
    size_t at = lw_view_find_byte(lw_view_from(folder, 1), '@');
    if (at == LW_NOT_FOUND || !lw_view_ends(lw_view_sub(folder, 0, at + 1), last))
        return LW_VIEW_NONE;
    struct lw_view version = lw_view_from(folder, at + 2);
    size_t end = 0;
    while (end < version.len && version.ptr[end] != '_' && version.ptr[end] != '(')
        end++;
    version.len = end;
    return lw_node_version_valid(version) ? version : LW_VIEW_NONE;
}

bool lw_bundle_add_path(struct lw_bundle *bundle, struct lw_view path, enum lw_bundle_trace trace,
                        uint32_t line)
{
    struct lw_view name, inside;
    if (!lw_node_owner(&name, &inside, path) || inside.len == 0)
        return false;
    /* "STORE/node_modules/NAME/inside" */
    struct lw_view before = lw_view_sub(path, 0, path.len - inside.len - 1 - name.len);
    before = lw_path_dir(lw_path_dir(before));
    struct lw_view store = lw_path_base(before);
    lw_bundle_add(bundle, name, store.len ? store_version(store, name) : LW_VIEW_NONE, trace, line);
    return true;
}

/* ---- source maps ---- */

/* One JSON string without its quotes; escapes stay, for paths in node_modules have none. */
static bool take_json_string(struct lw_view *out, struct lw_view *rest)
{
    size_t end = 0;
    while (end < rest->len && rest->ptr[end] != '"')
        end += rest->ptr[end] == '\\' ? 2u : 1u;
    if (end >= rest->len)
        return false;
    *out = lw_view_sub(*rest, 0, end);
    *rest = lw_view_from(*rest, end + 1);
    return true;
}

static struct lw_view skip_space(struct lw_view v)
{
    while (v.len && lw_is_space(v.ptr[0]))
        v = lw_view_from(v, 1);
    return v;
}

/* Strings up to the "]". Returns what follows. */
static struct lw_view read_sources(struct lw_bundle *bundle, struct lw_view rest)
{
    struct lw_view source;
    for (;;) {
        rest = skip_space(rest);
        if (rest.len == 0 || rest.ptr[0] == ']')
            return rest;
        bool quoted = rest.ptr[0] == '"';
        rest = lw_view_from(rest, 1); /* the quote, a comma, or a letter of `null` */
        if (quoted && !take_json_string(&source, &rest))
            return lw_view_from(rest, rest.len);
        if (quoted)
            lw_bundle_add_path(bundle, source, LW_BUNDLE_SOURCE_MAP, 0);
    }
}

/* Inside of a string the quotes around `sources` would be escaped, so that the key is found
 * without reading the sources' own contents, which are most of a map. */
void lw_bundle_read_map(struct lw_bundle *bundle, struct lw_view text)
{
    struct lw_view rest = text;
    for (;;) {
        size_t key = lw_view_find(rest, LW_VIEW("\"sources\""));
        if (key == LW_NOT_FOUND)
            return;
        rest = skip_space(lw_view_from(rest, key + 9));
        if (rest.len == 0 || rest.ptr[0] != ':')
            continue;
        rest = skip_space(lw_view_from(rest, 1));
        if (rest.len && rest.ptr[0] == '[')
            rest = read_sources(bundle, lw_view_from(rest, 1));
    }
}

static void read_inline_map(struct lw_bundle *bundle, struct lw_view text)
{
    static const char mark[] = "sourceMappingURL=data:application/json";
    struct lw_view rest = text;
    bool found = false;
    for (;;) { /* the last one counts */
        size_t at = lw_view_find(rest, lw_view(mark, sizeof mark - 1));
        if (at == LW_NOT_FOUND)
            break;
        rest = lw_view_from(rest, at + sizeof mark - 1);
        found = true;
    }
    if (!found)
        return;
    /* ";charset=utf-8;base64,": a few more words before the data. */
    size_t data = lw_view_find(lw_view_sub(rest, 0, 64), LW_VIEW("base64,"));
    if (data == LW_NOT_FOUND)
        return;
    rest = lw_view_sub(rest, data + 7, INLINE_MAP_MAX_BYTES);
    LW_CLEANUP(lw_buf_clear) struct lw_buf json = LW_BUF_INIT;
    lw_base64_add_decoded(&json, rest);
    lw_bundle_read_map(bundle, lw_buf_view(&json));
}

/* ---- paths in scripts ---- */

static bool is_path_byte(uint8_t c)
{
    return lw_is_alnum(c) || c == '/' || c == '.' || c == '-' || c == '_' || c == '@' || c == '+' ||
           c == '~' || c == ',' || c == '(' || c == ')';
}

static uint32_t line_at(struct lw_bundle *bundle, size_t offset)
{
    struct lw_view part = lw_view_sub(bundle->text, bundle->counted_to,
                                      offset - bundle->counted_to);
    struct lw_view line;
    while (lw_view_find_byte(part, '\n') != LW_NOT_FOUND && lw_view_line(&line, &part))
        bundle->line++;
    bundle->counted_to = offset;
    return bundle->line;
}

/* "// PATH" alone on its line (esbuild), "!*** PATH ***!" (webpack for developers). */
static bool is_comment(struct lw_view text, size_t start, size_t end)
{
    struct lw_view before = lw_view_sub(text, start > 5 ? start - 5 : 0, start > 5 ? 5 : start);
    if (lw_view_ends(before, LW_VIEW("!*** ")))
        return true;
    if (!lw_view_ends(before, LW_VIEW("// ")))
        return false;
    bool alone = end == text.len || text.ptr[end] == '\n' || text.ptr[end] == '\r';
    size_t at = start - 3;
    while (at > 0 && (text.ptr[at - 1] == ' ' || text.ptr[at - 1] == '\t'))
        at--;
    return alone && (at == 0 || text.ptr[at - 1] == '\n');
}

/* "./node_modules/a/b.js": as the key of a module (webpack). */
static bool is_module_id(struct lw_view text, size_t start, size_t end)
{
    if (start == 0 || end + 1 >= text.len || text.ptr[start] != '.')
        return false;
    uint8_t quote = text.ptr[start - 1];
    return (quote == '"' || quote == '\'') && text.ptr[end] == quote && text.ptr[end + 1] == ':';
}

static void read_paths(struct lw_bundle *bundle, struct lw_view text)
{
    size_t at = 0;
    for (;;) {
        size_t hit = lw_view_find(lw_view_from(text, at), LW_VIEW("node_modules/"));
        if (hit == LW_NOT_FOUND)
            return;
        size_t start = at + hit, end = start, least = at;
        if (start > TOKEN_MAX_BYTES && least < start - TOKEN_MAX_BYTES)
            least = start - TOKEN_MAX_BYTES;
        while (start > least && is_path_byte(text.ptr[start - 1]))
            start--;
        while (end < text.len && is_path_byte(text.ptr[end]))
            end++;
        struct lw_view path = lw_view_sub(text, start, end - start);
        if (path.len <= 2 * TOKEN_MAX_BYTES &&
            (is_comment(text, start, end) || is_module_id(text, start, end)))
            lw_bundle_add_path(bundle, path, LW_BUNDLE_PATH, line_at(bundle, start));
        at = end;
    }
}

/* ---- banners ---- */

static void read_marks(struct lw_bundle *bundle, struct lw_view text, struct lw_view mark)
{
    size_t at = 0;
    for (unsigned tries = 0; tries < BANNERS_MAX; tries++) {
        size_t hit = lw_view_find(lw_view_from(text, at), mark);
        struct lw_view name, version;
        if (hit == LW_NOT_FOUND)
            return;
        at += hit + mark.len;
        if (lw_bundle_banner(&name, &version, lw_view_from(text, at)))
            lw_bundle_add(bundle, name, version, LW_BUNDLE_BANNER, line_at(bundle, at));
    }
    bundle->full = true;
}

static void rewind_lines(struct lw_bundle *bundle, struct lw_view text)
{
    bundle->text = text;
    bundle->counted_to = 0;
    bundle->line = 1;
}

void lw_bundle_read_banners(struct lw_bundle *bundle, struct lw_view text, unsigned marks)
{
    rewind_lines(bundle, text);
    if (marks & LW_BUNDLE_MARK_BANNER)
        read_marks(bundle, text, LW_VIEW("/*!"));
    rewind_lines(bundle, text);
    if (marks & LW_BUNDLE_MARK_LICENSE)
        read_marks(bundle, text, LW_VIEW("@license"));
    rewind_lines(bundle, text);
}

void lw_bundle_read_script(struct lw_bundle *bundle, struct lw_view text, unsigned marks)
{
    rewind_lines(bundle, text);
    if (marks & LW_BUNDLE_MARK_PATH)
        read_paths(bundle, text);
    lw_bundle_read_banners(bundle, text, marks);
    if (marks & LW_BUNDLE_MARK_MAP)
        read_inline_map(bundle, text);
}

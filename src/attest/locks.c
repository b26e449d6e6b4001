/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/locks.c - reads lock files, as much of them as names packages.
 */
#include "attest/locks.h"

#include "base/json.h"

enum { MAX_LOCK_BYTES = 64 << 20, MAX_NESTED = 32 };

struct reading {
    struct lw_locks *locks;
    enum lw_lock_family family;
    size_t file;
};

/* PEP 503: lower case, and a run of "-", "_" and "." is one "-". Others as they are. */
static struct lw_view key_of(struct lw_arena *arena, enum lw_lock_family family,
                             struct lw_view name, struct lw_view version)
{
    uint8_t *text = lw_arena_alloc(arena, name.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < name.len; i++) {
        uint8_t c = name.ptr[i];
        bool mark = family == LW_LOCK_PYTHON && (c == '-' || c == '_' || c == '.');
        if (mark && len && text[len - 1] == '-')
            continue;
        text[len++] = mark ? '-' : family == LW_LOCK_PYTHON ? lw_lower(c) : c;
    }
    if (family == LW_LOCK_GO && version.len && version.ptr[0] == 'v')
        version = lw_view_from(version, 1);
    return lw_arena_printf(arena, "%d %.*s %.*s", (int)family, LW_FMT(lw_view(text, len)),
                           LW_FMT(version));
}

static void add(struct reading *r, struct lw_view name, struct lw_view version)
{
    bool made;
    if (name.len == 0 || version.len == 0)
        return;
    uint64_t *slot = lw_map_put(&r->locks->named, key_of(r->locks->arena, r->family, name, version),
                                &made);
    if (made)
        *slot = r->file;
}

static struct lw_view unquote(struct lw_view v)
{
    v = lw_view_trim(v);
    bool quoted = v.len >= 2 && (v.ptr[0] == '"' || v.ptr[0] == '\'') &&
                  v.ptr[v.len - 1] == v.ptr[0];
    return quoted ? lw_view_sub(v, 1, v.len - 2) : v;
}

/* "name==version" of requirements, with extras, markers and hashes behind. */
static bool read_requirements(struct reading *r, struct lw_view text)
{
    struct lw_view line;
    while (lw_view_line(&line, &text)) {
        line = lw_view_trim(line);
        size_t at = lw_view_find(line, LW_VIEW("=="));
        if (at == LW_NOT_FOUND || line.ptr[0] == '#' || line.ptr[0] == '-')
            continue;
        struct lw_view name = lw_view_trim(lw_view_sub(line, 0, at));
        struct lw_view version = lw_view_from(line, at + 2);
        size_t extras = lw_view_find_byte(name, '['), end = 0;
        name = lw_view_trim(lw_view_sub(name, 0, extras));
        while (end < version.len && !lw_is_space(version.ptr[end]) && version.ptr[end] != ';' &&
               version.ptr[end] != '\\' && version.ptr[end] != '#' && version.ptr[end] != ',')
            end++;
        add(r, name, lw_view_sub(version, 0, end));
    }
    return true;
}

/* poetry.lock, uv.lock, pdm.lock, Cargo.lock: [[package]], name = "x", version = "y". */
static bool read_toml(struct reading *r, struct lw_view text)
{
    struct lw_view line, name = LW_VIEW_NONE, version = LW_VIEW_NONE;
    bool in_package = false, any = false;
    while (lw_view_line(&line, &text)) {
        line = lw_view_trim(line);
        if (lw_view_starts(line, LW_VIEW("["))) {
            in_package = lw_view_is(line, "[[package]]");
            any = any || in_package;
            name = version = LW_VIEW_NONE;
        }
        size_t at = lw_view_find_byte(line, '=');
        if (!in_package || at == LW_NOT_FOUND)
            continue;
        struct lw_view key = lw_view_trim(lw_view_sub(line, 0, at));
        struct lw_view value = unquote(lw_view_from(line, at + 1));
        if (lw_view_is(key, "name"))
            name = value;
        else if (lw_view_is(key, "version"))
            version = value;
        else
            continue;
        add(r, name, version);
    }
    return any;
}

/* Behind the last "node_modules/": "a/node_modules/@b/c" is "@b/c". */
static struct lw_view module_of(struct lw_view path)
{
    struct lw_view rest = path, name = LW_VIEW_NONE;
    for (;;) {
        size_t at = lw_view_find(rest, LW_VIEW("node_modules/"));
        if (at == LW_NOT_FOUND)
            return name;
        rest = name = lw_view_from(rest, at + 13);
    }
}

/* package-lock.json of version 1: dependencies in dependencies. */
static void read_npm_tree(struct reading *r, yyjson_val *dependencies, unsigned depth)
{
    size_t i, max;
    yyjson_val *key, *value;
    if (yyjson_obj_size(dependencies) == 0 || depth > MAX_NESTED)
        return; /* missing or empty: the iterator wants one that has members */
    yyjson_obj_foreach(dependencies, i, max, key, value)
    {
        add(r, lw_json_text(key), lw_json_str(value, "version"));
        read_npm_tree(r, lw_json_obj(value, "dependencies"), depth + 1);
    }
}

static void read_npm_packages(struct reading *r, yyjson_val *packages)
{
    size_t i, max;
    yyjson_val *key, *value;
    if (yyjson_obj_size(packages) == 0)
        return;
    yyjson_obj_foreach(packages, i, max, key, value)
    {
        struct lw_view alias = lw_json_str(value, "name");
        add(r, alias.len ? alias : module_of(lw_json_text(key)), lw_json_str(value, "version"));
    }
}

static bool read_npm(struct reading *r, struct lw_view text)
{
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    if (!lw_ok(lw_json_parse_strict(&doc, text, MAX_LOCK_BYTES, NULL)))
        return false;
    yyjson_val *root = yyjson_doc_get_root(doc), *packages = lw_json_obj(root, "packages");
    read_npm_packages(r, packages);
    read_npm_tree(r, lw_json_obj(root, "dependencies"), 0);
    return packages || lw_json_obj(root, "dependencies");
}

/* "@a/b@^1.0.0, @a/b@~1.1:" and then "  version "1.1.2"" (or "  version: 1.1.2"). */
static bool read_yarn(struct reading *r, struct lw_view text)
{
    struct lw_view line, name = LW_VIEW_NONE;
    bool any = false;
    while (lw_view_line(&line, &text)) {
        if (line.len && !lw_is_space(line.ptr[0]) && line.ptr[0] != '#') {
            struct lw_view head = line;
            if (head.ptr[0] == '"')
                head = lw_view_from(head, 1);
            size_t at = lw_view_find_byte(lw_view_from(head, 1), '@');
            name = at == LW_NOT_FOUND ? LW_VIEW_NONE : lw_view_sub(head, 0, at + 1);
            continue;
        }
        struct lw_view field = lw_view_trim(line);
        if (!lw_view_starts(field, LW_VIEW("version")))
            continue;
        struct lw_view value = lw_view_trim(lw_view_from(field, 7));
        if (lw_view_starts(value, LW_VIEW(":")))
            value = lw_view_from(value, 1);
        add(r, name, unquote(value));
        any = true;
    }
    return any;
}

/* Keys "/name@1.2.3(peer@1):", "name@1.2.3:" and, of old, "/name/1.2.3:". */
static bool read_pnpm(struct reading *r, struct lw_view text)
{
    struct lw_view line;
    bool any = false;
    while (lw_view_line(&line, &text)) {
        struct lw_view key = lw_view_trim(line);
        if (!lw_view_starts(line, LW_VIEW("  ")) || !lw_view_ends(key, LW_VIEW(":")))
            continue;
        key = unquote(lw_view_sub(key, 0, key.len - 1));
        if (lw_view_starts(key, LW_VIEW("/")))
            key = lw_view_from(key, 1);
        key = lw_view_sub(key, 0, lw_view_find_byte(key, '('));
        size_t at = lw_view_rfind_byte(key, '@');
        if (at == LW_NOT_FOUND || at == 0)
            at = lw_view_rfind_byte(key, '/');
        if (at == LW_NOT_FOUND || at == 0)
            continue;
        add(r, lw_view_sub(key, 0, at), lw_view_from(key, at + 1));
        any = true;
    }
    return any;
}

static bool read_pipfile(struct reading *r, struct lw_view text)
{
    static const char *const groups[] = { "default", "develop" };
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    size_t i, max;
    yyjson_val *key, *value;
    if (!lw_ok(lw_json_parse_strict(&doc, text, MAX_LOCK_BYTES, NULL)))
        return false;
    for (size_t g = 0; g < LW_COUNT(groups); g++) {
        yyjson_val *group = lw_json_obj(yyjson_doc_get_root(doc), groups[g]);
        if (yyjson_obj_size(group) == 0)
            continue;
        yyjson_obj_foreach(group, i, max, key, value)
        {
            struct lw_view version = lw_json_str(value, "version");
            if (lw_view_starts(version, LW_VIEW("==")))
                add(r, lw_json_text(key), lw_view_from(version, 2));
        }
    }
    return true;
}

static bool read_composer(struct reading *r, struct lw_view text)
{
    static const char *const groups[] = { "packages", "packages-dev" };
    LW_CLEANUP(lw_json_free_p) yyjson_doc *doc = NULL;
    size_t i, max;
    yyjson_val *item;
    if (!lw_ok(lw_json_parse_strict(&doc, text, MAX_LOCK_BYTES, NULL)))
        return false;
    for (size_t g = 0; g < LW_COUNT(groups); g++) {
        yyjson_val *group = lw_json_arr(yyjson_doc_get_root(doc), groups[g]);
        yyjson_arr_foreach(group, i, max, item)
        {
            struct lw_view version = lw_json_str(item, "version");
            add(r, lw_json_str(item, "name"), version);
            if (lw_view_starts(version, LW_VIEW("v")))
                add(r, lw_json_str(item, "name"), lw_view_from(version, 1));
        }
    }
    return true;
}

/* "    name (1.2.3)" or "    name (1.2.3-x86_64-linux)"; what it needs is indented by six. */
static bool read_gemfile(struct reading *r, struct lw_view text)
{
    struct lw_view line;
    while (lw_view_line(&line, &text)) {
        bool four = lw_view_starts(line, LW_VIEW("    ")) && line.len > 4 && line.ptr[4] != ' ';
        struct lw_view item = lw_view_trim(line);
        size_t open = lw_view_find(item, LW_VIEW(" ("));
        if (!four || open == LW_NOT_FOUND || !lw_view_ends(item, LW_VIEW(")")))
            continue;
        struct lw_view version = lw_view_sub(item, open + 2, item.len - open - 3);
        add(r, lw_view_sub(item, 0, open), version);
        add(r, lw_view_sub(item, 0, open),
            lw_view_sub(version, 0, lw_view_find_byte(version, '-')));
    }
    return true;
}

static bool read_go(struct reading *r, struct lw_view text)
{
    struct lw_view line;
    while (lw_view_line(&line, &text)) {
        struct lw_view name, version, rest = line;
        if (!lw_view_split(&name, &rest, ' ') || !lw_view_split(&version, &rest, ' '))
            continue;
        if (!lw_view_ends(version, LW_VIEW("/go.mod")))
            add(r, name, version);
    }
    return true;
}

static const struct {
    const char *name;
    enum lw_lock_family family;
    bool (*read)(struct reading *r, struct lw_view text);
} kinds[] = {
    { "package-lock.json", LW_LOCK_NODE, read_npm },
    { "npm-shrinkwrap.json", LW_LOCK_NODE, read_npm },
    { "yarn.lock", LW_LOCK_NODE, read_yarn },
    { "pnpm-lock.yaml", LW_LOCK_NODE, read_pnpm },
    { "poetry.lock", LW_LOCK_PYTHON, read_toml },
    { "uv.lock", LW_LOCK_PYTHON, read_toml },
    { "pdm.lock", LW_LOCK_PYTHON, read_toml },
    { "Pipfile.lock", LW_LOCK_PYTHON, read_pipfile },
    { "composer.lock", LW_LOCK_PHP, read_composer },
    { "Gemfile.lock", LW_LOCK_RUBY, read_gemfile },
    { "go.sum", LW_LOCK_GO, read_go },
    { "Cargo.lock", LW_LOCK_RUST, read_toml },
};

static bool is_requirements(struct lw_view name)
{
    return lw_view_find(name, LW_VIEW("requirements")) != LW_NOT_FOUND &&
           (lw_view_ends(name, LW_VIEW(".txt")) || lw_view_ends(name, LW_VIEW(".lock")));
}

bool lw_lock_known(struct lw_view path)
{
    struct lw_view name = lw_path_base(path);
    for (size_t i = 0; i < LW_COUNT(kinds); i++)
        if (lw_view_is(name, kinds[i].name))
            return true;
    return is_requirements(name);
}

bool lw_locks_add(struct lw_locks *locks, struct lw_view path, struct lw_view text)
{
    struct lw_view name = lw_path_base(path);
    struct reading r = { locks, LW_LOCK_PYTHON, locks->count };
    struct lw_view *slot = lw_arena_push(locks->arena, (void **)&locks->files, &locks->count,
                                         &locks->capacity, sizeof *slot);
    *slot = lw_arena_copy(locks->arena, path);
    for (size_t i = 0; i < LW_COUNT(kinds); i++) {
        r.family = kinds[i].family;
        if (lw_view_is(name, kinds[i].name))
            return kinds[i].read(&r, text);
    }
    r.family = LW_LOCK_PYTHON;
    return is_requirements(name) && read_requirements(&r, text);
}

struct lw_view lw_locks_find(const struct lw_locks *locks, enum lw_lock_family family,
                             struct lw_view name, struct lw_view version)
{
    const uint64_t *at = lw_map_get(&locks->named, key_of(locks->arena, family, name, version));
    return at ? locks->files[*at] : LW_VIEW("");
}

void lw_locks_clear(struct lw_locks *locks)
{
    lw_map_clear(&locks->named);
}

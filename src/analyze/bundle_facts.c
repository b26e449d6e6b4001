/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/bundle_facts.c - from the traces in a script or source map to packages.
 */
#include "analyze/bundle_facts.h"

#include "analyze/patterns.h"

enum { NAME_BYTES = 214 };

static const struct {
    const char *ending;
    enum lw_bundle_kind kind;
} endings[] = {
    { ".js", LW_BUNDLE_SCRIPT },
    { ".mjs", LW_BUNDLE_SCRIPT },
    { ".cjs", LW_BUNDLE_SCRIPT },
    { ".js.map", LW_BUNDLE_MAP },
    { ".mjs.map", LW_BUNDLE_MAP },
    { ".cjs.map", LW_BUNDLE_MAP },
    { ".LICENSE.txt", LW_BUNDLE_LICENSES },
};

enum lw_bundle_kind lw_bundle_kind(struct lw_view path)
{
    for (size_t i = 0; i < LW_COUNT(endings); i++)
        if (lw_view_ends(path, lw_view_c(endings[i].ending)))
            return endings[i].kind;
    return LW_BUNDLE_NONE;
}

/* Letters and digits alone, and without "js" at the end: "protobuf.js" is protobufjs. */
static size_t bare(char out[NAME_BYTES], struct lw_view name)
{
    size_t len = 0;
    for (size_t i = 0; i < name.len && len < NAME_BYTES; i++)
        if (lw_is_alnum(name.ptr[i]))
            out[len++] = (char)lw_lower(name.ptr[i]);
    return len > 2 && out[len - 2] == 'j' && out[len - 1] == 's' ? len - 2 : len;
}

static bool is_owner(struct lw_view name, struct lw_view owner)
{
    char a[NAME_BYTES], b[NAME_BYTES];
    size_t slash = lw_view_find_byte(owner, '/');
    struct lw_view last = slash == LW_NOT_FOUND ? owner : lw_view_from(owner, slash + 1);
    size_t n = bare(a, name);
    return owner.len && ((n == bare(b, owner) && memcmp(a, b, n) == 0) ||
                         (n == bare(b, last) && memcmp(a, b, n) == 0));
}

/* What holds the merged packages: the installed package that the script is part of, so that its
 * several builds count once, or the script itself, so that it and its source map do. */
static struct lw_view holder(const struct lw_file *file, enum lw_bundle_kind kind)
{
    struct lw_view owner, inside, location = file->location;
    if (lw_node_owner(&owner, &inside, file->path) && inside.len)
        return lw_view_sub(location, 0, location.len - inside.len - 1);
    if (kind == LW_BUNDLE_MAP)
        return lw_view_sub(location, 0, location.len - strlen(".map"));
    if (kind == LW_BUNDLE_LICENSES)
        return lw_view_sub(location, 0, location.len - strlen(".LICENSE.txt"));
    return location;
}

static struct lw_view evidence(struct lw_arena *arena, const struct lw_bundle_hit *hit)
{
    switch (hit->trace) {
    case LW_BUNDLE_PATH:
        return lw_arena_printf(arena, "line %u: a path in node_modules/%.*s", hit->line,
                               LW_FMT(hit->name));
    case LW_BUNDLE_BANNER:
        return lw_arena_printf(arena, "line %u: its banner", hit->line);
    case LW_BUNDLE_SOURCE_MAP:
        break;
    }
    return lw_arena_printf(arena, "source map: node_modules/%.*s", LW_FMT(hit->name));
}

/* From the search that the file gets anyway. */
static unsigned marks_in(const struct lw_file *file)
{
    static const struct {
        enum lw_pattern pattern;
        enum lw_bundle_mark mark;
    } marks[] = {
        { LW_PAT_NODE_MODULES, LW_BUNDLE_MARK_PATH },
        { LW_PAT_BANNER, LW_BUNDLE_MARK_BANNER },
        { LW_PAT_LICENSE_TAG, LW_BUNDLE_MARK_LICENSE },
        { LW_PAT_INLINE_MAP, LW_BUNDLE_MARK_MAP },
    };
    const struct lw_pattern_hits *hits = lw_file_hits(file);
    unsigned found = 0;
    for (size_t i = 0; i < LW_COUNT(marks); i++)
        if (hits->seen[marks[i].pattern])
            found |= marks[i].mark;
    return found;
}

lw_status lw_bundle_facts(struct lw_facts *out, const struct lw_file *file, struct lw_view owner,
                          const char *analyzer, struct lw_err *err)
{
    enum lw_bundle_kind kind = lw_bundle_kind(file->path);
    unsigned marks = marks_in(file);
    if (!marks)
        return LW_OK;
    LW_CLEANUP(lw_bundle_clear) struct lw_bundle bundle;
    lw_bundle_init(&bundle, out->arena);
    if (kind == LW_BUNDLE_SCRIPT)
        lw_bundle_read_script(&bundle, file->bytes, marks);
    else if (kind == LW_BUNDLE_MAP && marks & LW_BUNDLE_MARK_PATH)
        lw_bundle_read_map(&bundle, file->bytes);
    else if (kind == LW_BUNDLE_LICENSES)
        lw_bundle_read_banners(&bundle, file->bytes, marks);

    for (size_t i = 0; i < bundle.count; i++) {
        const struct lw_bundle_hit *hit = &bundle.items[i];
        if (is_owner(hit->name, owner))
            continue;
        struct lw_package *package = lw_facts_package(out, LW_ECO_NPM, hit->name, hit->version,
                                                      file->location);
        package->root = lw_arena_copy(out->arena, holder(file, kind));
        package->flags |= LW_PKG_BUNDLED;
        package->analyzer = analyzer;
        package->evidence = evidence(out->arena, hit);
    }
    LW_ENSURE(!bundle.full, err, LW_E_LIMIT, 0,
              "more packages or banners in one bundle than are read");
    return LW_OK;
}

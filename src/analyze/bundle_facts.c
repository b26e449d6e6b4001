/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/bundle_facts.c - from the traces in a script or source map to packages.
 */
#include "analyze/bundle_facts.h"

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

static struct lw_view script_of(struct lw_view location, enum lw_bundle_kind kind)
{
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

lw_status lw_bundle_facts(struct lw_facts *out, const struct lw_file *file, struct lw_view owner,
                          const char *analyzer, struct lw_err *err)
{
    enum lw_bundle_kind kind = lw_bundle_kind(file->path);
    LW_CLEANUP(lw_bundle_clear) struct lw_bundle bundle;
    lw_bundle_init(&bundle, out->arena);
    if (kind == LW_BUNDLE_SCRIPT)
        lw_bundle_read_script(&bundle, file->bytes);
    else if (kind == LW_BUNDLE_MAP)
        lw_bundle_read_map(&bundle, file->bytes);
    else
        lw_bundle_read_banners(&bundle, file->bytes);

    for (size_t i = 0; i < bundle.count; i++) {
        const struct lw_bundle_hit *hit = &bundle.items[i];
        if (lw_view_eq(hit->name, owner))
            continue;
        struct lw_package *package = lw_facts_package(out, LW_ECO_NPM, hit->name, hit->version,
                                                      file->location);
        package->root = lw_arena_copy(out->arena, script_of(file->location, kind));
        package->flags |= LW_PKG_BUNDLED;
        package->analyzer = analyzer;
        package->evidence = evidence(out->arena, hit);
    }
    LW_ENSURE(!bundle.full, err, LW_E_LIMIT, 0, "more than %d packages named in one bundle",
              LW_BUNDLE_MAX);
    return LW_OK;
}

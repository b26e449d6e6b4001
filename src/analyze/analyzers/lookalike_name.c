/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/lookalike_name.c - packages whose name can be taken for a popular one.
 *
 * Not: names of the lists themselves, and scopes that only a known owner publishes in.
 */
#include "analyze/analyzer.h"
#include "analyze/popular.h"
#include "analyze/slip.h"
#include "base/map.h"

/* As the lists write it. A letter of another alphabet that is drawn like one of ours becomes
 * that. */
static struct lw_view listed(struct lw_arena *arena, const struct lw_package *package)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    lw_name_skeleton(&buf, package->name);
    return lw_package_name_normal(arena, package->ecosystem,
                                  lw_arena_copy(arena, lw_buf_view(&buf)));
}

static bool imitates(struct lw_imitation *out, struct lw_arena *arena,
                     const struct lw_package *package)
{
    const struct lw_popular *list = lw_popular_of(package->ecosystem);
    struct lw_view name = listed(arena, package);
    if (name.len == 0 || name.len >= LW_SLIP_BYTES)
        return false;
    if (!lw_view_is_ascii(package->name) && lw_popular_has(list, name)) {
        *out = (struct lw_imitation){ name, "look", "its letters are drawn alike" };
        return true;
    }
    return lw_popular_imitated(out, package->ecosystem, name);
}

static lw_status tree(struct lw_facts *out, const struct lw_archive *archive,
                      const struct lw_facts *seen, struct lw_scratch *scratch, struct lw_err *err)
{
    struct lw_map told = LW_MAP_INIT;
    (void)archive;
    (void)scratch;
    (void)err;
    for (size_t i = 0; i < seen->packages.count; i++) {
        const struct lw_package *package = &seen->packages.items[i];
        struct lw_imitation imitation;
        bool made;
        if (!lw_popular_of(package->ecosystem))
            continue;
        (void)lw_map_put(&told, package->purl, &made);
        if (!made || !imitates(&imitation, out->arena, package))
            continue;
        struct lw_fact *fact = lw_facts_add(out, LW_F_LOOKALIKE_NAME, package->location);
        lw_fact_set(out, fact, LW_K_NAME, package->name);
        lw_fact_set(out, fact, LW_K_TARGET, imitation.target);
        lw_fact_set_c(out, fact, LW_K_KIND, imitation.how);
        lw_fact_set(out, fact, LW_K_PACKAGE, package->purl);
        lw_fact_printf(out, fact, LW_K_DETAIL, "%.*s is not %.*s: %s", LW_FMT(package->name),
                       LW_FMT(imitation.target), imitation.what);
    }
    lw_map_clear(&told);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_lookalike_name = {
    .name = "lookalike-name",
    .what = "packages whose name can be taken for that of a widely used one",
    .tree = tree,
};

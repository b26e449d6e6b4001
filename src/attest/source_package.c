/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/source_package.c - RECORD files and folders of packages.
 *
 * Spec: PEP 376 and https://packaging.python.org/specifications/recording-installed-packages
 */
#include "attest/source.h"
#include "facts/python_record.h"

enum { MAX_RECORD_BYTES = 64 << 20 };

static struct lw_source_claim *claim(struct lw_source_claims *c, struct lw_view path,
                                     const struct lw_source_package *package, const char *proof)
{
    bool made;
    uint64_t *slot = lw_map_put_copy(&c->by_path, path, c->arena, &made);
    if (!made && c->items[*slot - 1].have_hash)
        return NULL; /* the first that gives a hash stays */
    if (made) {
        (void)lw_arena_push(c->arena, (void **)&c->items, &c->count, &c->capacity,
                            sizeof *c->items);
        *slot = c->count;
    }
    c->items[*slot - 1] = (struct lw_source_claim){ .package = package, .proof = proof };
    return &c->items[*slot - 1];
}

/* METADATA and RECORD stand in NAME.dist-info, whose neighbours the paths are relative to. */
static lw_status read_record(struct lw_source_claims *c, const struct lw_archive *layer,
                             const struct lw_source_package *package, struct lw_scratch *scratch,
                             struct lw_err *err)
{
    struct lw_view info = lw_path_dir(package->location);
    struct lw_python_record record;
    struct lw_view path = lw_arena_printf(c->arena, "%.*s/RECORD", LW_FMT(info));
    const struct lw_entry *entry = lw_archive_find(layer, path);
    struct lw_content content;
    if (!lw_view_ends(info, LW_VIEW(".dist-info")) || !entry || entry->type != LW_ENTRY_FILE ||
        !entry->readable || entry->bytes > MAX_RECORD_BYTES)
        return LW_OK;
    LW_TRY(lw_archive_read(&content, layer, entry, false, scratch, err));
    struct lw_view text = lw_arena_copy(c->arena, content.bytes);
    while (lw_python_record_next(&record, &text, c->arena)) {
        struct lw_view full = lw_python_record_path(c->arena, lw_path_dir(info), record.path);
        if (!full.len)
            continue;
        struct lw_source_claim *made = claim(c, full, package,
                                             record.have_sha256 ? "hash" : "listed");
        if (made) {
            made->have_hash = record.have_sha256;
            made->sha256 = record.sha256;
        }
    }
    return LW_OK;
}

lw_status lw_source_claims_read(struct lw_source_claims *out, const struct lw_archive *layer,
                                const struct lw_source_package_list *packages,
                                struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_scratch_free_p) struct lw_scratch *scratch = lw_scratch_new();
    *out = (struct lw_source_claims){ .arena = arena, .packages = packages };
    for (size_t i = 0; packages && i < packages->count; i++)
        LW_TRY(read_record(out, layer, &packages->items[i], scratch, err));
    return LW_OK;
}

/* A folder of its own: what npm installs has one, what pip installs shares one. */
static bool owns_folder(const struct lw_source_package *p)
{
    return p->have_family && p->family == LW_LOCK_NODE &&
           (lw_view_starts(p->root, LW_VIEW("node_modules/")) ||
            lw_view_find(p->root, LW_VIEW("/node_modules/")) != LW_NOT_FOUND);
}

bool lw_source_claims_find(struct lw_source_claim *out, const struct lw_source_claims *claims,
                           struct lw_view path)
{
    const uint64_t *at = lw_map_get(&claims->by_path, path);
    size_t best = 0;
    if (at) {
        *out = claims->items[*at - 1];
        return true;
    }
    for (size_t i = 0; claims->packages && i < claims->packages->count; i++) {
        const struct lw_source_package *p = &claims->packages->items[i];
        bool file = lw_view_eq(p->root, path);
        bool inside = owns_folder(p) && lw_view_starts(path, p->root) && path.len > p->root.len &&
                      path.ptr[p->root.len] == '/';
        if ((!file && !inside) || p->root.len < best)
            continue;
        best = p->root.len;
        *out = (struct lw_source_claim){ .package = p, .proof = file ? "file" : "folder" };
    }
    return best > 0;
}

void lw_source_claims_clear(struct lw_source_claims *claims)
{
    lw_map_clear(&claims->by_path);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/source_package.c - RECORD files and folders of packages.
 *
 * Spec: PEP 376 and https://packaging.python.org/specifications/recording-installed-packages
 */
#include "attest/source.h"
#include "base/base64.h"

enum { MAX_RECORD_BYTES = 64 << 20 };

/* One field of CSV, with quotes doubled within quotes. */
static bool next_field(struct lw_view *out, struct lw_view *rest, struct lw_arena *arena)
{
    struct lw_view in = *rest;
    if (in.len == 0 || in.ptr[0] != '"')
        return lw_view_split(out, rest, ',');
    uint8_t *text = lw_arena_alloc(arena, in.len);
    size_t len = 0, i = 1;
    for (; i < in.len; i++) {
        if (in.ptr[i] != '"') {
            text[len++] = in.ptr[i];
            continue;
        }
        if (i + 1 == in.len || in.ptr[i + 1] != '"')
            break;
        text[len++] = in.ptr[i++];
    }
    *out = lw_view(text, len);
    bool whole = i < in.len && (i + 1 == in.len || in.ptr[i + 1] == ',');
    *rest = lw_view_from(in, i + 2);
    return whole;
}

bool lw_source_record_line(struct lw_view *path, struct lw_view *hash, struct lw_view line,
                           struct lw_arena *arena)
{
    *path = *hash = LW_VIEW_NONE;
    if (!next_field(path, &line, arena) || path->len == 0)
        return false;
    if (!next_field(hash, &line, arena))
        *hash = LW_VIEW_NONE;
    return true;
}

/* "a/b" and "../bin/x" is "a/bin/x"; false where it leads out. */
static bool resolve(struct lw_view *out, struct lw_view folder, struct lw_view path,
                    struct lw_arena *arena)
{
    while (lw_view_starts(path, LW_VIEW("../"))) {
        if (folder.len == 0)
            return false;
        folder = lw_path_dir(folder);
        path = lw_view_from(path, 3);
    }
    if (lw_view_starts(path, LW_VIEW("/")))
        return false;
    *out = folder.len ? lw_arena_printf(arena, "%.*s/%.*s", LW_FMT(folder), LW_FMT(path)) : path;
    return true;
}

static struct lw_source_claim *claim(struct lw_source_claims *c, struct lw_view path,
                                     const struct lw_source_package *package, const char *proof)
{
    bool made;
    uint64_t *slot = lw_map_put(&c->by_path, lw_arena_copy(c->arena, path), &made);
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

static void read_hash(struct lw_source_claim *to, struct lw_view hash, struct lw_arena *arena)
{
    struct lw_view bytes;
    if (!lw_view_starts(hash, LW_VIEW("sha256=")) ||
        !lw_ok(lw_base64_decode(&bytes, lw_view_from(hash, 7), arena, NULL)) ||
        bytes.len != sizeof to->sha256.bytes)
        return;
    memcpy(to->sha256.bytes, bytes.ptr, sizeof to->sha256.bytes);
    to->have_hash = true;
    to->proof = "hash";
}

/* METADATA and RECORD stand in NAME.dist-info, whose neighbours the paths are relative to. */
static lw_status read_record(struct lw_source_claims *c, const struct lw_archive *layer,
                             const struct lw_source_package *package, struct lw_scratch *scratch,
                             struct lw_err *err)
{
    struct lw_view info = lw_path_dir(package->location), line;
    struct lw_view path = lw_arena_printf(c->arena, "%.*s/RECORD", LW_FMT(info));
    const struct lw_entry *entry = lw_archive_find(layer, path);
    struct lw_content content;
    if (!lw_view_ends(info, LW_VIEW(".dist-info")) || !entry || entry->type != LW_ENTRY_FILE ||
        !entry->readable || entry->bytes > MAX_RECORD_BYTES)
        return LW_OK;
    LW_TRY(lw_archive_read(&content, layer, entry, false, scratch, err));
    struct lw_view text = lw_arena_copy(c->arena, content.bytes);
    while (lw_view_line(&line, &text)) {
        struct lw_view listed, hash, full;
        if (!lw_source_record_line(&listed, &hash, line, c->arena) ||
            !resolve(&full, lw_path_dir(info), listed, c->arena))
            continue;
        struct lw_source_claim *made = claim(c, full, package, "listed");
        if (made)
            read_hash(made, hash, c->arena);
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

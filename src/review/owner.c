/* SPDX-License-Identifier: Apache-2.0
 *
 * review/owner.c - packages and their files.
 */
#include "review/owner.h"

#include "archive/manifest.h"
#include "facts/python_record.h"
#include "review/rule.h"

enum { RECORD_MOST_BYTES = 16 << 20, PLACES_MOST = 64, TOP_MODULES_MOST = 64 };

static void claim(struct lw_owners *owners, struct lw_view path, size_t package)
{
    bool made;
    if (path.len == 0)
        return;
    uint64_t *at = lw_map_put(&owners->folders, path, &made);
    if (made)
        *at = package + 1;
}

/* The folder of a top-level module, or the module itself: all that stands in it is the package's,
 * listed or not. */
static void claim_top(struct lw_owners *owners, struct lw_view root, struct lw_view path,
                      size_t package)
{
    struct lw_view inner = root.len ? lw_view_from(path, root.len + 1) : path;
    if (!lw_view_starts(path, root) || inner.len == 0)
        return;
    size_t slash = lw_view_find_byte(inner, '/');
    struct lw_view top = slash == LW_NOT_FOUND ? inner : lw_view_sub(inner, 0, slash);
    if (lw_view_is(top, "bin") || lw_view_is(top, "__pycache__") || lw_view_is(top, "tests"))
        return;
    claim(owners, lw_view_sub(path, 0, (root.len ? root.len + 1 : 0) + top.len), package);
}

static void note_conflict(struct lw_owners *owners, struct lw_owner_listed *first, size_t package)
{
    first->next = owners->count;
    if (lw_is_code(first->path)) /* not for a licence that each has */
        owners->proofs[first->package] = owners->proofs[package] = LW_PROOF_BROKEN;
}

static void read_record(struct lw_owners *owners, size_t index, struct lw_view text)
{
    const struct lw_package *package = &owners->scan->facts.packages.items[index];
    struct lw_python_record record;
    while (lw_python_record_next(&record, &text, owners->arena)) {
        struct lw_owner_listed listed = { .package = index };
        bool made;
        listed.path = lw_python_record_path(owners->arena, package->root, record.path);
        listed.have_digest = record.have_sha256;
        listed.sha256 = record.sha256;
        if (!listed.path.len)
            continue;
        claim_top(owners, package->root, listed.path, index);
        uint64_t *at = lw_map_put(&owners->listed, listed.path, &made);
        struct lw_owner_listed *first = made ? NULL : &owners->items[*at - 1];
        bool same = first && (!listed.have_digest || !first->have_digest ||
                              lw_digest_eq(&first->sha256, &listed.sha256));
        if (first && (same || first->package == index))
            continue;
        /* The first owns it; that another says something else of it breaks both their proofs. */
        listed.second = !made;
        listed.next = first ? first->next : 0;
        *LW_PUSH(owners->arena, owners) = listed;
        if (made)
            *at = owners->count;
        else
            note_conflict(owners, &owners->items[*at - 1], index);
    }
}

static void claim_module(struct lw_owners *owners, struct lw_view root, struct lw_view module,
                         size_t index)
{
    static const char *const ends[] = { "", ".py" };
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        claim(owners,
              lw_arena_printf(owners->arena, "%.*s%s%.*s%s", LW_FMT(root), root.len ? "/" : "",
                              LW_FMT(module), ends[i]),
              index);
}

/* Without a list: the module is named like the distribution, mostly, and in small letters: Flask's
 * is "flask". */
static void claim_by_name(struct lw_owners *owners, size_t index)
{
    const struct lw_package *package = &owners->scan->facts.packages.items[index];
    struct lw_view name = package->name;
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (int small = 0; small < 2; small++) {
        buf.len = 0;
        for (size_t i = 0; i < name.len; i++) {
            uint8_t c = small ? lw_lower(name.ptr[i]) : name.ptr[i];
            lw_buf_add_byte(&buf, c == '-' || c == '.' ? '_' : c);
        }
        struct lw_view module = lw_arena_copy(owners->arena, lw_buf_view(&buf));
        claim_module(owners, package->root, module, index);
    }
}

/* top_level.txt names the modules, one a line; no list of files needed. */
static void read_top_level(struct lw_owners *owners, size_t index, struct lw_view text)
{
    const struct lw_package *package = &owners->scan->facts.packages.items[index];
    struct lw_view line;
    for (unsigned i = 0; i < TOP_MODULES_MOST && lw_view_line(&line, &text); i++) {
        line = lw_view_trim(line);
        bool plain = line.len && lw_view_find_byte(line, '/') == LW_NOT_FOUND &&
                     lw_view_find_byte(line, '.') == LW_NOT_FOUND;
        if (plain)
            claim_module(owners, package->root, line, index);
    }
}

/* The proof of each package, from what its list says of the files that are there. */
static void prove(struct lw_owners *owners)
{
    for (size_t i = 0; i < owners->count; i++) {
        const struct lw_owner_listed *listed = &owners->items[i];
        const struct lw_scan_file *file = lw_scan_file_find(owners->scan, listed->path);
        enum lw_proof *proof = &owners->proofs[listed->package];
        if (!file || !listed->have_digest)
            continue;
        bool same = file->have_sha256 && lw_digest_eq(&file->sha256, &listed->sha256);
        if (!same) {
            *proof = LW_PROOF_BROKEN;
            owners->mismatched[listed->package]++;
        } else if (*proof == LW_PROOF_NONE) {
            *proof = LW_PROOF_HOLDS;
        }
    }
    for (size_t i = 0; i < owners->scan->file_count; i++) {
        const struct lw_scan_file *file = &owners->scan->files[i];
        size_t owner = lw_owner_of(owners, file->path);
        bool compiled = lw_view_ends(file->path, LW_VIEW(".pyc"));
        if (owner && !compiled && owners->proofs[owner - 1] == LW_PROOF_HOLDS &&
            !lw_owner_listed(owners, file->path))
            owners->proofs[owner - 1] = LW_PROOF_PARTIAL;
    }
}

static bool is_metadata_folder(struct lw_view folder)
{
    return lw_view_ends(folder, LW_VIEW(".dist-info")) ||
           lw_view_ends(folder, LW_VIEW(".egg-info"));
}

static lw_status read_python(struct lw_owners *owners, const struct lw_source_side *side,
                             size_t index, struct lw_scratch *scratch, struct lw_err *err)
{
    const struct lw_package *package = &owners->scan->facts.packages.items[index];
    struct lw_view folder = lw_path_dir(package->location), text;
    if (!is_metadata_folder(folder))
        return LW_OK;
    claim(owners, folder, index);
    struct lw_view path = lw_arena_printf(owners->arena, "%.*s/RECORD", LW_FMT(folder));
    const struct lw_scan_file *file = lw_scan_file_find(owners->scan, path);
    bool have = false;
    if (file)
        LW_TRY(lw_side_read(&text, &have, side, file, RECORD_MOST_BYTES, scratch, err));
    if (have) {
        read_record(owners, index, text);
        return LW_OK;
    }
    path = lw_arena_printf(owners->arena, "%.*s/top_level.txt", LW_FMT(folder));
    file = lw_scan_file_find(owners->scan, path);
    if (file)
        LW_TRY(lw_side_read(&text, &have, side, file, RECORD_MOST_BYTES, scratch, err));
    if (have)
        read_top_level(owners, index, text);
    claim_by_name(owners, index);
    return LW_OK;
}

/* Whether it lives in a folder: a name in a lock or in a bundle does not, and Python's metadata
 * stand beside the modules of all. */
static bool has_folder(const struct lw_package *p)
{
    bool named_only = p->flags & (LW_PKG_LOCK_ONLY | LW_PKG_BUNDLED);
    bool python = p->ecosystem == LW_ECO_PYPI && is_metadata_folder(lw_path_dir(p->location));
    return !named_only && !python;
}

/* A root is a package's own where it alone has it, and it is no metadata's parent. */
static void claim_roots(struct lw_owners *owners)
{
    const struct lw_package_list *list = &owners->scan->facts.packages;
    struct lw_map shared = LW_MAP_INIT;
    for (size_t i = 0; i < list->count; i++)
        if (has_folder(&list->items[i]))
            *lw_map_put(&shared, list->items[i].root, NULL) += 1;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_package *p = &list->items[i];
        if (has_folder(p) && *lw_map_get(&shared, p->root) == 1)
            claim(owners, p->root, i);
    }
    lw_map_clear(&shared);
}

lw_status lw_owners_make(struct lw_owners *out, const struct lw_source_side *side,
                         struct lw_arena *arena, struct lw_err *err)
{
    const struct lw_package_list *list = &side->scan->facts.packages;
    LW_CLEANUP(lw_scratch_free_p) struct lw_scratch *scratch = lw_scratch_new();
    *out = (struct lw_owners){
        .arena = arena, .scan = side->scan, .folders = LW_MAP_INIT, .listed = LW_MAP_INIT
    };
    out->proofs = lw_arena_array(arena, list->count + 1, sizeof *out->proofs);
    out->mismatched = lw_arena_array(arena, list->count + 1, sizeof *out->mismatched);
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].ecosystem == LW_ECO_PYPI)
            LW_TRY(read_python(out, side, i, scratch, err));
    claim_roots(out);
    prove(out);
    return LW_OK;
}

void lw_owners_clear(struct lw_owners *owners)
{
    lw_map_clear(&owners->folders);
    lw_map_clear(&owners->listed);
}

size_t lw_owner_of(const struct lw_owners *owners, struct lw_view location)
{
    const struct lw_owner_listed *listed = lw_owner_listed(owners, location);
    if (listed)
        return listed->package + 1;
    for (unsigned i = 0; location.len && i < PLACES_MOST; i++) {
        const uint64_t *at = lw_map_get(&owners->folders, location);
        if (at)
            return (size_t)*at;
        size_t inner = lw_view_rfind_byte(location, '!');
        struct lw_view above = lw_path_dir(location);
        bool leaves = inner != LW_NOT_FOUND && inner + 1 == above.len;
        location = leaves ? lw_view_sub(location, 0, inner) : above;
    }
    return 0;
}

const struct lw_owner_listed *lw_owner_listed(const struct lw_owners *owners, struct lw_view path)
{
    const uint64_t *at = lw_map_get(&owners->listed, path);
    return at ? &owners->items[*at - 1] : NULL;
}

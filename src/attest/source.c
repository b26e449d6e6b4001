/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/source.c - traces the files of a layer to a commit and its locks.
 */
#include "attest/source.h"

#include <stdlib.h>

enum { MAX_LOCK_BYTES = 64 << 20, MAX_PAIRS_OF_A_FILE = 8 };

static const struct {
    const char *name, *what;
} origins[LW_ORIGIN_COUNT] = {
    { "same", "byte for byte in the commit" },
    { "differs", "the commit has other bytes there" },
    { "package", "of a package that the commit locks, with the hash that its list has" },
    { "placed", "in the place of a package that the commit locks; no list has its hash" },
    { "unlocked", "of a package that the commit does not lock" },
    { "altered", "not as its package lists it" },
    { "nowhere", "from nowhere that is known" },
};

const char *lw_origin_name(enum lw_origin origin)
{
    return origins[origin].name;
}

const char *lw_origin_what(enum lw_origin origin)
{
    return origins[origin].what;
}

/* What is known of a file of the layer once its bytes were looked at. */
struct seen {
    const struct lw_entry *entry;
    uint8_t id[LW_GIT_ID_BYTES];
    struct lw_digest sha256;
};

struct tracing {
    struct lw_source *out;
    const struct lw_archive *layer;
    const struct lw_git *git;
    struct lw_arena *arena;
    struct lw_scratch *scratch;
    struct lw_git_files tree;
    struct lw_map by_path, by_id; /* index + 1 into the tree; of an id the first */
    size_t *next_same_id;         /* index + 1 of the next file with the same id */
    struct lw_source_claims claims;
    struct seen *seen;
    size_t seen_count;
};

static void tracing_clear(struct tracing *t)
{
    lw_scratch_free(t->scratch);
    lw_map_clear(&t->by_path);
    lw_map_clear(&t->by_id);
    lw_source_claims_clear(&t->claims);
}

static void index_tree(struct tracing *t)
{
    t->next_same_id = lw_arena_array(t->arena, t->tree.count + 1, sizeof *t->next_same_id);
    for (size_t i = t->tree.count; i-- > 0;) {
        const struct lw_git_file *f = &t->tree.items[i];
        *lw_map_put(&t->by_path, f->path, NULL) = i + 1;
        uint64_t *head = lw_map_put(&t->by_id, lw_view(f->id, sizeof f->id), NULL);
        t->next_same_id[i] = (size_t)*head;
        *head = i + 1;
    }
}

static lw_status read_locks(struct tracing *t, struct lw_err *err)
{
    t->out->locks.arena = t->arena;
    for (size_t i = 0; i < t->tree.count; i++) {
        const struct lw_git_file *f = &t->tree.items[i];
        LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
        struct lw_view text;
        if (f->link || !lw_lock_known(f->path))
            continue;
        LW_TRY(lw_git_read(&text, t->git, f, MAX_LOCK_BYTES, &scratch, err));
        (void)lw_locks_add(&t->out->locks, f->path, text);
    }
    return LW_OK;
}

static bool is_traced(const struct lw_entry *e)
{
    return !e->shadowed && e->type != LW_ENTRY_FOLDER;
}

static lw_status look(struct tracing *t, struct lw_err *err)
{
    size_t count;
    const struct lw_entry *entries = lw_archive_entries(t->layer, &count);
    t->seen = lw_arena_array(t->arena, count, sizeof *t->seen);
    for (size_t i = 0; i < count; i++) {
        struct lw_content content;
        if (!is_traced(&entries[i]))
            continue;
        LW_TRY(lw_archive_read(&content, t->layer, &entries[i], true, t->scratch, err));
        LW_ENSURE(!content.damaged, err, LW_E_CRC, 0, "%.*s: is damaged", LW_FMT(entries[i].path));
        struct seen *s = &t->seen[t->seen_count++];
        s->entry = &entries[i];
        s->sha256 = content.sha256;
        LW_TRY(lw_git_id(s->id, t->git, content.bytes, err));
    }
    return LW_OK;
}

static const struct lw_git_file *file_at(const struct tracing *t, struct lw_view path)
{
    const uint64_t *at = lw_map_get(&t->by_path, path);
    return at ? &t->tree.items[*at - 1] : NULL;
}

static size_t first_with_id(const struct tracing *t, const struct seen *s)
{
    const uint64_t *at = lw_map_get(&t->by_id, lw_view(s->id, sizeof s->id));
    return at ? (size_t)*at : 0;
}

/* Files of some substance that stand in both tell which folder is which. */
static void find_mappings(struct tracing *t)
{
    struct {
        struct lw_place_pair *items;
        size_t count, capacity;
    } pairs = { 0 };
    for (size_t i = 0; i < t->seen_count; i++) {
        size_t at = t->seen[i].entry->bytes ? first_with_id(t, &t->seen[i]) : 0;
        for (unsigned n = 0; at && n < MAX_PAIRS_OF_A_FILE; n++, at = t->next_same_id[at - 1])
            *LW_PUSH(t->arena, &pairs) = (struct lw_place_pair){ t->seen[i].entry->path,
                                                                 t->tree.items[at - 1].path };
    }
    lw_mappings_find(&t->out->mappings, pairs.items, pairs.count, t->arena);
}

/* The same id is the same bytes but for who can make SHA-1 collide: so the bytes are compared. */
static lw_status is_same(bool *out, struct tracing *t, const struct seen *s,
                         const struct lw_git_file *file, struct lw_err *err)
{
    struct lw_content content;
    *out = memcmp(s->id, file->id, sizeof s->id) == 0 &&
           file->link == (s->entry->type == LW_ENTRY_SYMLINK);
    if (!*out)
        return LW_OK;
    LW_TRY(lw_archive_read(&content, t->layer, s->entry, false, t->scratch, err));
    return lw_git_same(out, t->git, file, content.bytes, err);
}

/* By the mappings first, best first; then anywhere in the commit. */
static lw_status trace_tree(struct lw_source_file *out, const struct lw_git_file **other,
                            struct tracing *t, const struct seen *s, struct lw_err *err)
{
    bool same = false;
    for (size_t i = 0; i < t->out->mappings.count; i++) {
        struct lw_view path;
        if (!lw_mapping_apply(&path, &t->out->mappings.items[i], out->path, t->arena))
            continue;
        const struct lw_git_file *file = file_at(t, path);
        if (!file)
            continue;
        LW_TRY(is_same(&same, t, s, file, err));
        if (same) {
            out->origin = LW_ORIGIN_SAME;
            out->source = file->path;
            return LW_OK;
        }
        *other = *other ? *other : file;
    }
    /* An empty file is like any other, and says nothing. */
    size_t at = s->entry->bytes ? first_with_id(t, s) : 0;
    if (!at)
        return LW_OK;
    LW_TRY(is_same(&same, t, s, &t->tree.items[at - 1], err));
    if (same) {
        out->origin = LW_ORIGIN_SAME;
        out->source = t->tree.items[at - 1].path;
        out->note = LW_VIEW("elsewhere in the commit");
    }
    return LW_OK;
}

static void trace_package(struct lw_source_file *out, struct tracing *t, const struct seen *s)
{
    struct lw_source_claim claim;
    if (!lw_source_claims_find(&claim, &t->claims, out->path))
        return;
    out->package = claim.package;
    out->proof = claim.proof;
    if (claim.have_hash && !lw_digest_eq(&claim.sha256, &s->sha256)) {
        out->origin = LW_ORIGIN_ALTERED;
        return;
    }
    if (claim.package->have_family)
        out->lock = lw_locks_find(&t->out->locks, claim.package->family, claim.package->name,
                                  claim.package->version);
    out->origin = !out->lock.len    ? LW_ORIGIN_UNLOCKED
                  : claim.have_hash ? LW_ORIGIN_PACKAGE
                                    : LW_ORIGIN_PLACED;
}

/* "a/__pycache__/m.cpython-312.pyc" is bytecode of "a/m.py". */
static void note_bytecode(struct lw_source_file *out, struct tracing *t)
{
    struct lw_view folder = lw_path_dir(out->path), name = lw_path_base(out->path);
    if (!lw_view_ends(name, LW_VIEW(".pyc")) || !lw_view_is(lw_path_base(folder), "__pycache__"))
        return;
    struct lw_view stem = lw_view_sub(name, 0, lw_view_find_byte(name, '.'));
    struct lw_view above = lw_path_dir(folder);
    struct lw_view source = lw_arena_printf(t->arena, "%.*s%s%.*s.py", LW_FMT(above),
                                            above.len ? "/" : "", LW_FMT(stem));
    if (lw_archive_find(t->layer, source))
        out->note = lw_arena_printf(t->arena, "bytecode of %.*s", LW_FMT(source));
}

static lw_status trace_file(struct lw_source_file *out, struct tracing *t, const struct seen *s,
                            struct lw_err *err)
{
    const struct lw_git_file *other = NULL;
    *out = (struct lw_source_file){ .path = s->entry->path,
                                    .origin = LW_ORIGIN_NOWHERE,
                                    .bytes = s->entry->bytes };
    LW_TRY(trace_tree(out, &other, t, s, err));
    if (out->origin == LW_ORIGIN_SAME)
        return LW_OK;
    trace_package(out, t, s);
    if (out->origin == LW_ORIGIN_NOWHERE && other) {
        out->origin = LW_ORIGIN_DIFFERS;
        out->source = other->path;
    }
    if (out->origin == LW_ORIGIN_NOWHERE)
        note_bytecode(out, t);
    return LW_OK;
}

static lw_status trace_all(struct tracing *t, struct lw_err *err)
{
    struct lw_source *out = t->out;
    out->files = lw_arena_array(t->arena, t->seen_count, sizeof *out->files);
    for (size_t i = 0; i < t->seen_count; i++) {
        struct lw_source_file *file = &out->files[out->count];
        LW_TRY(trace_file(file, t, &t->seen[i], err));
        out->totals[file->origin]++;
        out->total_bytes[file->origin] += file->bytes;
        out->count++;
    }
    return LW_OK;
}

/* Mappings that gave nothing are noise. */
static void count_mappings(struct tracing *t, bool found)
{
    struct lw_mapping_list *list = &t->out->mappings;
    size_t kept = 0;
    for (size_t m = 0; m < list->count; m++)
        list->items[m].files = 0;
    for (size_t i = 0; i < t->out->count; i++) {
        const struct lw_source_file *f = &t->out->files[i];
        struct lw_view path;
        for (size_t m = 0; f->origin == LW_ORIGIN_SAME && m < list->count; m++)
            if (lw_mapping_apply(&path, &list->items[m], f->path, t->arena) &&
                lw_view_eq(path, f->source)) {
                list->items[m].files++;
                break;
            }
    }
    for (size_t m = 0; m < list->count; m++)
        if (!found || list->items[m].files)
            list->items[kept++] = list->items[m];
    list->count = kept;
}

lw_status lw_source_trace(struct lw_source *out, const struct lw_archive *layer,
                          const struct lw_git *git, const struct lw_source_options *options,
                          struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(tracing_clear)
    struct tracing t = {
        .out = out, .layer = layer, .git = git, .arena = arena, .scratch = lw_scratch_new()
    };
    *out = (struct lw_source){ .commit = lw_git_commit(git), .mappings = options->mappings };
    LW_ENSURE(lw_archive_is_whole(layer), err, LW_E_LIMIT, 0,
              "the layer has more entries than the limit, or a folder that cannot be listed");
    LW_TRY(lw_git_list(&t.tree, git, arena, err));
    out->tree_files = t.tree.count;
    out->submodules = t.tree.submodules;
    index_tree(&t);
    LW_TRY(read_locks(&t, err));
    LW_TRY(lw_source_claims_read(&t.claims, layer, options->packages, arena, err));
    LW_TRY(look(&t, err));
    bool find = options->mappings.count == 0;
    if (find)
        find_mappings(&t);
    LW_TRY(trace_all(&t, err));
    count_mappings(&t, find);
    return lw_archive_check_unchanged(layer, err);
}

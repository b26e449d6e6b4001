/* SPDX-License-Identifier: Apache-2.0
 *
 * analyzers/python_integrity.c - files against the RECORD of the distribution that they are of.
 *
 * A file that is not as its package's builder left it was changed since; so was a package that has
 * files more. Files that are missing are told once for a package: layers are often stripped.
 */
#include "analyze/engine.h"
#include "analyze/python_metadata.h"
#include "base/map.h"
#include "base/text.h"
#include "facts/python_record.h"

enum { RECORD_MAX_BYTES = 32 << 20, TOLD_MAX = 64 };

/* One distribution: "python/six-1.16.0.dist-info". */
struct distribution {
    struct lw_view record, root, name;
    size_t changed, missing, unlisted;
    struct lw_view first_missing;
};

struct work {
    struct lw_facts *out;
    const struct lw_digest_tree *tree;
    struct lw_arena arena;
    struct lw_map listed;  /* every path that a RECORD names */
    struct lw_map folders; /* folders of those, to the distribution's number and 1 */
    struct {
        struct distribution *items;
        size_t count, capacity;
    } all;
};

static const struct lw_scan_file *find_file(const struct lw_digest_tree *tree, struct lw_view path)
{
    size_t low = 0, high = tree->file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = lw_view_cmp(tree->files[middle].path, path);
        if (order == 0)
            return &tree->files[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static struct lw_fact *tell(struct work *w, const struct distribution *d, const char *kind,
                            struct lw_view location)
{
    struct lw_fact *fact = lw_facts_add(w->out, LW_F_INTEGRITY, location);
    lw_fact_set_c(w->out, fact, LW_K_KIND, kind);
    lw_fact_set(w->out, fact, LW_K_PACKAGE, d->name);
    return fact;
}

static void tell_changed(struct work *w, struct distribution *d, const struct lw_scan_file *file,
                         const struct lw_python_record *record)
{
    char hex[LW_HEX_BYTES];
    if (++d->changed > TOLD_MAX)
        return;
    struct lw_fact *fact = tell(w, d, "changed", file->path);
    lw_digest_hex(hex, &file->sha256);
    lw_fact_set_c(w->out, fact, LW_K_SHA256, hex);
    lw_digest_hex(hex, &record->sha256);
    lw_fact_printf(w->out, fact, LW_K_DETAIL, "RECORD has SHA-256 %s", hex);
}

/* What installers write anew, and what they may leave out. */
static bool may_be_missing(struct lw_view path)
{
    struct lw_view base = lw_path_base(path);
    return lw_view_ends(path, LW_VIEW(".pyc")) || lw_view_is(base, "RECORD") ||
           lw_view_is(base, "INSTALLER") || lw_view_is(base, "REQUESTED") ||
           lw_view_is(base, "direct_url.json") || lw_view_starts(path, LW_VIEW("../"));
}

/* Each folder of a listed file, up to the root, is the distribution's unless it was another's. */
static void claim_folders(struct work *w, size_t number, struct lw_view root, struct lw_view path)
{
    for (struct lw_view f = lw_path_dir(path); f.len > root.len; f = lw_path_dir(f)) {
        bool made;
        uint64_t *owner = lw_map_put(&w->folders, f, &made);
        if (!made)
            return;
        *owner = number + 1;
    }
}

static void take_line(struct work *w, size_t number, const struct lw_python_record *record)
{
    struct distribution *d = &w->all.items[number];
    struct lw_view path = lw_python_record_path(&w->arena, d->root, record->path);
    if (path.len == 0)
        return;
    (void)lw_map_put(&w->listed, path, NULL);
    if (!lw_view_starts(record->path, LW_VIEW("../")))
        claim_folders(w, number, d->root, path);
    const struct lw_scan_file *file = find_file(w->tree, path);
    if (!file && !may_be_missing(record->path)) {
        d->first_missing = d->missing++ ? d->first_missing : path;
    } else if (lw_view_ends(path, LW_VIEW(".pyc"))) {
        return; /* compiled anew where it was installed: analyzers/python_bytecode.c looks at it */
    } else if (file && record->have_sha256 && file->have_sha256 && file->type == LW_ENTRY_FILE) {
        if (!lw_digest_eq(&file->sha256, &record->sha256))
            tell_changed(w, d, file, record);
    }
}

static lw_status read_record(struct work *w, const struct lw_scan_file *file, struct lw_err *err)
{
    const struct lw_entry *entry = lw_archive_find(w->tree->archive, file->path);
    struct lw_content content;
    if (!entry || entry->bytes > RECORD_MAX_BYTES)
        return LW_OK; /* too large to be one */
    LW_TRY(lw_archive_read(&content, w->tree->archive, entry, false, w->tree->scratch, err));
    struct lw_view folder = lw_path_dir(file->path), rest = lw_arena_copy(&w->arena, content.bytes);
    size_t number = w->all.count;
    struct distribution *d = LW_PUSH(&w->arena, &w->all);
    d->record = file->path;
    d->root = lw_path_dir(folder);
    d->name = lw_python_stem(lw_path_base(folder), ".dist-info");
    struct lw_python_record record;
    while (lw_python_record_next(&record, &rest, &w->arena))
        take_line(w, number, &record);
    return LW_OK;
}

/* Made by the installer, or by Python itself. */
static bool is_expected(struct lw_view path)
{
    struct lw_view folder = lw_path_base(lw_path_dir(path));
    return lw_view_ends(path, LW_VIEW(".pyc")) || lw_view_ends(folder, LW_VIEW(".dist-info"));
}

/* What Python or the loader can pick up; other files are data. */
static bool is_code(struct lw_view path)
{
    static const char *const suffixes[] = { ".py", ".pth", ".so", ".js", ".sh", ".pyd", ".zip" };
    for (size_t i = 0; i < LW_COUNT(suffixes); i++)
        if (lw_view_ends_nocase(path, lw_view_c(suffixes[i])))
            return true;
    return lw_view_find(lw_path_base(path), LW_VIEW(".so.")) != LW_NOT_FOUND;
}

static void look_for_unlisted(struct work *w)
{
    for (size_t i = 0; i < w->tree->file_count; i++) {
        struct lw_view path = w->tree->files[i].path;
        const uint64_t *owner = lw_map_get(&w->folders, lw_path_dir(path));
        if (!owner || lw_map_get(&w->listed, path) || is_expected(path))
            continue;
        struct distribution *d = &w->all.items[*owner - 1];
        if (++d->unlisted > TOLD_MAX || !is_code(path))
            continue;
        struct lw_fact *fact = tell(w, d, "unlisted", path);
        lw_fact_set_c(w->out, fact, LW_K_DETAIL, "the package's RECORD does not name it");
    }
}

static void sum_up(struct work *w, const struct distribution *d)
{
    struct lw_fact *fact;
    if (d->missing) {
        fact = tell(w, d, "missing", d->record);
        lw_fact_printf(w->out, fact, LW_K_COUNT, "%zu", d->missing);
        lw_fact_printf(w->out, fact, LW_K_DETAIL, "%.*s is not there",
                       LW_FMT(lw_text_safe(w->out->arena, d->first_missing)));
    }
    if (d->changed > TOLD_MAX) {
        fact = tell(w, d, "changed", d->record);
        lw_fact_printf(w->out, fact, LW_K_COUNT, "%zu", d->changed - TOLD_MAX);
        lw_fact_set_c(w->out, fact, LW_K_DETAIL, "more files that are not as RECORD has them");
    }
}

static lw_status digests(struct lw_facts *out, const struct lw_digest_tree *tree,
                         struct lw_err *err)
{
    struct work w = { .out = out, .tree = tree, .arena = LW_ARENA_INIT };
    lw_status status = LW_OK;
    for (size_t i = 0; i < tree->file_count && lw_ok(status); i++)
        if (lw_view_ends(tree->files[i].path, LW_VIEW(".dist-info/RECORD")) &&
            tree->files[i].type == LW_ENTRY_FILE)
            status = read_record(&w, &tree->files[i], err);
    look_for_unlisted(&w);
    for (size_t i = 0; i < w.all.count; i++)
        sum_up(&w, &w.all.items[i]);
    lw_map_clear(&w.listed);
    lw_map_clear(&w.folders);
    lw_arena_clear(&w.arena);
    return status;
}

const struct lw_analyzer lw_analyzer_python_integrity = {
    .name = "python-integrity",
    .what = "files of Python packages against the hashes in their RECORD",
    .behavior = true,
    .tells = LW_F_BIT(LW_F_INTEGRITY),
    .digests = digests,
};

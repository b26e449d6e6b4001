/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/import_files.c - folders, zips and files, told apart by their first bytes.
 */
#include "vuln/import_files.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "vuln/import_item.h"

/* A database of advisories is far larger than a layer: osv.dev's npm zip has 200,000 entries. */
static const struct lw_limits zip_limits = {
    .total_bytes = (uint64_t)64 << 30,
    .entry_bytes = (uint64_t)256 << 20,
    .entries = 8000000,
    .ratio = 2000,
    .depth = 0,
    .archive_bytes = (uint64_t)16 << 30,
};

static size_t add_source(struct lw_import_files *files, const char *path, uint64_t bytes)
{
    LW_CLEANUP(lw_free_p) char *full = realpath(path, NULL);
    struct lw_vuln_source *source = LW_PUSH(&files->arena, &files->sources);
    source->kind = LW_VIEW("osv");
    source->name = lw_arena_copy(&files->arena, lw_path_base(lw_view_c(full ? full : path)));
    source->bytes = bytes;
    return files->sources.count - 1;
}

static bool may_hold_records(const struct lw_entry *entry)
{
    static const char *const ends[] = { ".json", ".jsonl", ".ndjson", ".csv", ".gz" };
    for (size_t i = 0; i < LW_COUNT(ends) && entry->type == LW_ENTRY_FILE; i++) {
        if (!entry->shadowed && lw_view_ends_nocase(entry->path, lw_view_c(ends[i])))
            return true;
    }
    return false;
}

static lw_status add_zip(struct lw_import_files *files, const char *path, uint64_t bytes,
                         struct lw_err *err)
{
    struct lw_archive *archive = NULL;
    LW_TRY(lw_archive_open(&archive, path, &zip_limits, err));
    *LW_PUSH(&files->arena, &files->archives) = archive;
    LW_ENSURE(lw_archive_is_whole(archive), err, LW_E_LIMIT, 0, "%s: holds more than %llu entries",
              path, (unsigned long long)zip_limits.entries);
    size_t count, source = add_source(files, path, bytes);
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    for (size_t i = 0; i < count; i++) {
        if (may_hold_records(&entries[i]))
            *LW_PUSH(&files->arena, &files->units) = (struct lw_import_unit){ path, archive,
                                                                              &entries[i], source };
    }
    return LW_OK;
}

/* `source` SIZE_MAX: the file was named by the user, and is a source of its own. */
static lw_status add_file(struct lw_import_files *files, const char *path, size_t source,
                          struct lw_err *err)
{
    LW_CLEANUP(lw_close_p) int fd = -1;
    LW_TRY(lw_file_open(&fd, path, err));
    struct stat st;
    uint8_t head[64];
    ssize_t got = read(fd, head, sizeof head);
    LW_ENSURE(got >= 0 && fstat(fd, &st) == 0, err, LW_E_IO, 0, "%s: cannot be read", path);
    struct lw_view first = lw_view(head, (size_t)got);
    uint64_t bytes = (uint64_t)st.st_size;
    if (lw_view_starts(first, LW_VIEW("PK\x03\x04")) ||
        lw_view_starts(first, LW_VIEW("PK\x05\x06")))
        return add_zip(files, path, bytes, err);
    bool named = source == SIZE_MAX;
    if (!lw_import_likely(first)) {
        LW_ENSURE(!named, err, LW_E_FORMAT, 0,
                  "%s: is neither OSV JSON, nor a zip of it, nor KEV JSON, nor EPSS CSV", path);
        return LW_OK;
    }
    if (named)
        source = add_source(files, path, 0);
    files->sources.items[source].bytes += bytes;
    *LW_PUSH(&files->arena, &files->units) = (struct lw_import_unit){ path, NULL, NULL, source };
    return LW_OK;
}

static int not_hidden(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int bytewise(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

enum { MAX_DEPTH = 32 };

/* Symlinks to files are followed, those to folders are not. */
static lw_status add_folder(struct lw_import_files *files, const char *path, size_t source,
                            unsigned depth, struct lw_err *err)
{
    struct dirent **names = NULL;
    LW_ENSURE(depth < MAX_DEPTH, err, LW_E_LIMIT, 0, "%s: folders are nested too deep", path);
    int count = scandir(path, &names, not_hidden, bytewise);
    LW_ENSURE(count >= 0, err, LW_E_IO, 0, "%s: the folder cannot be read", path);
    lw_status s = LW_OK;
    for (int i = 0; i < count; i++) {
        const char *child =
            (const char *)lw_arena_printf(&files->arena, "%s/%s", path, names[i]->d_name).ptr;
        struct stat st, link;
        free(names[i]);
        if (!lw_ok(s) || stat(child, &st) != 0 || lstat(child, &link) != 0)
            continue;
        if (S_ISREG(st.st_mode))
            s = add_file(files, child, source, err);
        else if (S_ISDIR(link.st_mode))
            s = add_folder(files, child, source, depth + 1, err);
    }
    free(names);
    return s;
}

lw_status lw_import_files_find(struct lw_import_files *out, const char *const *inputs, size_t count,
                               struct lw_err *err)
{
    for (size_t i = 0; i < count; i++) {
        struct stat st;
        if (stat(inputs[i], &st) == 0 && S_ISDIR(st.st_mode))
            LW_TRY(add_folder(out, inputs[i], add_source(out, inputs[i], 0), 0, err));
        else
            LW_TRY(add_file(out, inputs[i], SIZE_MAX, err));
    }
    return LW_OK;
}

void lw_import_files_clear(struct lw_import_files *files)
{
    for (size_t i = 0; i < files->archives.count; i++)
        lw_archive_free(files->archives.items[i]);
    lw_arena_clear(&files->arena);
}

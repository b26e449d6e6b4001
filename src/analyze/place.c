/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/place.c - look-ups in the sorted entries of a file's archive.
 */
#include "analyze/place.h"

enum { PATH_MAX_BYTES = 4096 };

struct lw_view lw_location_above(struct lw_view location, unsigned levels)
{
    for (unsigned i = 0; i < levels; i++)
        location = lw_path_dir(location);
    if (location.len && location.ptr[location.len - 1] == '!')
        location.len--;
    return location;
}

struct lw_view lw_location_of(struct lw_arena *arena, const struct lw_file *file,
                              struct lw_view path)
{
    if (file->container.len == 0)
        return lw_arena_copy(arena, path);
    if (path.len == 0)
        return lw_arena_copy(arena, file->container);
    return lw_arena_printf(arena, "%.*s!/%.*s", LW_FMT(file->container), LW_FMT(path));
}

bool lw_place_has(const struct lw_file *file, struct lw_view folder, struct lw_view name)
{
    char path[PATH_MAX_BYTES];
    size_t at = 0;
    const struct lw_archive *archive = lw_file_beside(file);
    if (!archive || folder.len + 1 + name.len > sizeof path)
        return false;
    if (folder.len) {
        memcpy(path, folder.ptr, folder.len);
        path[folder.len] = '/';
        at = folder.len + 1;
    }
    if (name.len)
        memcpy(path + at, name.ptr, name.len);
    return lw_archive_find(archive, lw_view(path, at + name.len)) != NULL;
}

const struct lw_entry *lw_place_from(const struct lw_file *file, struct lw_view path)
{
    const struct lw_archive *archive = lw_file_beside(file);
    size_t count = 0;
    if (!archive)
        return NULL;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lw_view_cmp(entries[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count ? &entries[low] : NULL;
}

const struct lw_entry *lw_place_starting(const struct lw_file *file, struct lw_view prefix)
{
    const struct lw_entry *entry = lw_place_from(file, prefix);
    return entry && lw_view_starts(entry->path, prefix) ? entry : NULL;
}

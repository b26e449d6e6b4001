/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/tree.c - the sorted list, and entries that cannot stand side by side.
 */
#include <stdlib.h>

#include "archive/internal.h"

static int by_path(const void *a, const void *b)
{
    const struct lw_entry *x = a, *y = b;
    int order = lw_view_cmp(x->path, y->path);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void sort(struct lw_archive *archive)
{
    bool sorted = true;
    for (size_t i = 1; i < archive->count && sorted; i++)
        sorted = by_path(&archive->entries[i - 1], &archive->entries[i]) < 0;
    if (!sorted)
        qsort(archive->entries, archive->count, sizeof *archive->entries, by_path);
}

/* A run of one path: the last counts. That two folders are one is harmless. */
static void check_run(struct lw_archive *archive, size_t from, size_t to)
{
    struct lw_entry *last = &archive->entries[to - 1];
    size_t folders = 0;
    for (size_t i = from; i < to; i++) {
        archive->entries[i].shadowed = i + 1 < to;
        folders += archive->entries[i].type == LW_ENTRY_FOLDER;
    }
    if (folders == to - from)
        return;
    if (folders)
        lw_anomalies_add(&archive->anomalies, LW_A_FILE_AND_FOLDER, last->path, last->header_offset,
                         "listed as a file and as a folder");
    else
        lw_anomalies_add(&archive->anomalies, LW_A_DUPLICATE, last->path, last->header_offset,
                         "%zu entries; the last counts", to - from);
}

static void find_duplicates(struct lw_archive *archive)
{
    for (size_t from = 0, to; from < archive->count; from = to) {
        for (to = from + 1; to < archive->count; to++)
            if (!lw_view_eq(archive->entries[from].path, archive->entries[to].path))
                break;
        if (to - from > 1)
            check_run(archive, from, to);
    }
}

static void check_above(struct lw_archive *archive, struct lw_entry *above, bool *said,
                        const struct lw_entry *entry)
{
    struct lw_anomalies *to = &archive->anomalies;
    if (above->type == LW_ENTRY_SYMLINK)
        lw_anomalies_add(to, LW_A_LINK_PARENT, entry->path, entry->header_offset,
                         "its first %zu bytes are a symbolic link", above->path.len);
    else if (above->type != LW_ENTRY_FOLDER && !*said)
        lw_anomalies_add(to, LW_A_FILE_AND_FOLDER, above->path, above->header_offset,
                         "a file, and other entries are below it");
    *said |= above->type != LW_ENTRY_FOLDER;
}

/* All paths that begin with a given one follow it in the sorted list, so a stack of those that the
 * current path begins with finds every file or link that has entries below it. Its depth is at
 * most the length of the path: the whole takes as many steps as the names have bytes. */
static void find_parents(struct lw_archive *archive)
{
    size_t *stack = lw_xcalloc(archive->count, sizeof *stack);
    bool *said = lw_xcalloc(archive->count, sizeof *said);
    size_t depth = 0;
    for (size_t i = 0; i < archive->count; i++) {
        const struct lw_entry *entry = &archive->entries[i];
        while (depth && !lw_view_starts(entry->path, archive->entries[stack[depth - 1]].path))
            depth--;
        for (size_t k = 0; k < depth; k++) {
            struct lw_entry *above = &archive->entries[stack[k]];
            if (above->path.len < entry->path.len && above->path.len &&
                entry->path.ptr[above->path.len] == '/')
                check_above(archive, above, &said[stack[k]], entry);
        }
        if (entry->type == LW_ENTRY_FOLDER)
            continue;
        /* One of those with the same path is enough; a link says more than a file. */
        struct lw_entry *top = depth ? &archive->entries[stack[depth - 1]] : NULL;
        if (!top || top->path.len != entry->path.len)
            stack[depth++] = i;
        else if (top->type != LW_ENTRY_SYMLINK)
            stack[depth - 1] = i;
    }
    free(stack);
    free(said);
}

static void check_modes(struct lw_archive *archive)
{
    enum { SETID = 06000, ANYONE_WRITES = 0002, STICKY = 01000 };
    struct lw_anomalies *to = &archive->anomalies;
    for (size_t i = 0; i < archive->count; i++) {
        const struct lw_entry *e = &archive->entries[i];
        if (e->type == LW_ENTRY_SYMLINK)
            continue; /* the mode of a link means nothing */
        if (e->type != LW_ENTRY_FOLDER && (e->mode & SETID))
            lw_anomalies_add(to, LW_A_SETID, e->path, e->header_offset, "mode %04o", e->mode);
        if ((e->mode & ANYONE_WRITES) && !(e->type == LW_ENTRY_FOLDER && (e->mode & STICKY)))
            lw_anomalies_add(to, LW_A_WORLD_WRITABLE, e->path, e->header_offset, "mode %04o",
                             e->mode);
    }
}

static void add_up(struct lw_archive *archive)
{
    uint64_t total = 0;
    for (size_t i = 0; i < archive->count; i++)
        if (archive->entries[i].type != LW_ENTRY_FOLDER &&
            __builtin_add_overflow(total, archive->entries[i].bytes, &total))
            total = UINT64_MAX;
    archive->unpacked_bytes = total;
    if (total > archive->limits.total_bytes)
        lw_anomalies_add(&archive->anomalies, LW_A_TOTAL, LW_VIEW_NONE, 0,
                         "%llu bytes; the limit is %llu", (unsigned long long)total,
                         (unsigned long long)archive->limits.total_bytes);
}

/* What is odd about single entries; the order of what is said is that of the checks. */
static void check_each(struct lw_archive *archive)
{
    for (size_t i = 0; i < archive->count; i++)
        lw_name_check(archive, &archive->entries[i]);
    find_parents(archive);
    check_modes(archive);
}

void lw_tree_settle(struct lw_archive *archive)
{
    sort(archive);
    find_duplicates(archive);
    if (!archive->limits.brief)
        check_each(archive);
    add_up(archive);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/inputs.c - folders of zips and standard input.
 */
#include "cli/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/signals.h"

enum { MAX_STDIN_BYTES = 1 << 30 };

static bool is_zip(const char *name)
{
    return lw_view_ends_nocase(lw_view_c(name), LW_VIEW(".zip"));
}

/* What may stand beside zips in a collection of them. */
static bool is_note(const char *name)
{
    static const char *const suffixes[] = { ".md", ".txt", ".json", ".sha256", ".yaml", ".yml" };
    struct lw_view v = lw_view_c(name);
    for (size_t i = 0; i < LW_COUNT(suffixes); i++)
        if (lw_view_ends_nocase(v, lw_view_c(suffixes[i])))
            return true;
    return v.len && v.ptr[0] == '.';
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct lw_input *)a)->path, ((const struct lw_input *)b)->path);
}

static void add_path(struct lw_inputs *list, struct lw_arena *arena, const char *path)
{
    *LW_PUSH(arena, list) = (struct lw_input){ path, path };
}

static void sort(struct lw_inputs *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, by_path);
}

static void append(struct lw_inputs *list, struct lw_arena *arena, const struct lw_inputs *more)
{
    for (size_t i = 0; i < more->count; i++)
        *LW_PUSH(arena, list) = more->items[i];
}

struct listing {
    struct lw_inputs zips, folders;
    struct lw_inputs unknown; /* what may not be looked at ... */
    bool lenient;             /* ... where that is no error */
    size_t others;            /* files that are neither zips nor notes */
    bool bootstrap;           /* of a custom runtime: a layer can be that alone */
};

static void close_dir(DIR **dir)
{
    if (*dir)
        closedir(*dir);
}

static lw_status list_one(struct listing *out, const char *folder, const char *name,
                          struct lw_arena *arena, struct lw_err *err)
{
    struct stat st;
    const char *path = (const char *)lw_arena_printf(arena, "%s/%s", folder, name).ptr;
    if (lstat(path, &st) != 0) {
        if (errno == ENOENT) /* deleted meanwhile */
            return LW_OK;
        LW_ENSURE(out->lenient, err, LW_E_IO, 0, "%s: cannot look at it: %s", path,
                  strerror(errno));
        add_path(&out->unknown, arena, path);
        return LW_OK;
    }
    if (S_ISDIR(st.st_mode))
        add_path(&out->folders, arena, path);
    else if (is_zip(name))
        add_path(&out->zips, arena, path);
    else if (!is_note(name))
        out->others++;
    out->bootstrap = out->bootstrap || strcmp(name, "bootstrap") == 0;
    return LW_OK;
}

static lw_status list_folder(struct listing *out, const char *path, struct lw_arena *arena,
                             struct lw_err *err)
{
    LW_CLEANUP(close_dir) DIR *dir = opendir(path);
    LW_ENSURE(dir, err, LW_E_IO, 0, "%s: cannot list this folder: %s", path, strerror(errno));
    for (;;) {
        errno = 0;
        const struct dirent *item = readdir(dir);
        LW_ENSURE(item || errno == 0, err, LW_E_IO, 0, "%s: cannot list this folder: %s", path,
                  strerror(errno));
        if (!item)
            break;
        if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0)
            LW_TRY(list_one(out, path, item->d_name, arena, err));
    }
    sort(&out->zips);
    sort(&out->folders);
    sort(&out->unknown);
    return LW_OK;
}

/* A layer has folders, or is a bootstrap alone: zips without either are a collection, whatever a
 * build put beside them. */
static bool is_collection(const struct listing *listing)
{
    return listing->zips.count && listing->folders.count == 0 && !listing->bootstrap;
}

/* What could have been meant otherwise is said. */
static void note_choice(struct lw_inputs *list, const struct listing *listing, const char *folder,
                        struct lw_arena *arena)
{
    struct lw_view text = LW_VIEW_NONE;
    if (is_collection(listing) && listing->others)
        text = lw_arena_printf(arena,
                               "%s: %zu zips are scanned, and %zu other files beside them are "
                               "not; --as-one scans the folder as one layer",
                               folder, listing->zips.count, listing->others);
    else if (!is_collection(listing) && listing->zips.count)
        text = lw_arena_printf(arena,
                               "%s: is scanned as one layer, and the zips at its top as what is "
                               "in it; --each scans each zip",
                               folder);
    if (text.len)
        *LW_PUSH(arena, &list->notes) = text;
}

/* Every zip below, without recursion: folders that are still to be listed stand in a queue. What
 * cannot be listed is an input, so that who scans it says so and goes on. */
static lw_status add_each(struct lw_inputs *list, const char *root, struct lw_arena *arena,
                          struct lw_err *err)
{
    struct lw_inputs queue = { 0 };
    size_t before = list->count;
    add_path(&queue, arena, root);
    for (size_t i = 0; i < queue.count; i++) {
        struct listing listing = { .lenient = true };
        struct lw_err why = { 0 };
        if (!lw_ok(list_folder(&listing, queue.items[i].path, arena, &why))) {
            add_path(list, arena, queue.items[i].path);
            continue;
        }
        append(list, arena, &listing.zips);
        append(list, arena, &listing.unknown);
        append(&queue, arena, &listing.folders);
    }
    LW_ENSURE(list->count > before, err, LW_E_NOT_FOUND, 0, "%s: there is no .zip below it", root);
    return LW_OK;
}

static lw_status add_stdin(struct lw_inputs *list, struct lw_arena *arena, struct lw_err *err)
{
    int fd;
    LW_ENSURE(!list->standard, err, LW_E_USAGE, 0, "standard input (\"-\") can be read only once");
    LW_ENSURE(!isatty(STDIN_FILENO), err, LW_E_USAGE, 0,
              "\"-\" reads a zip from standard input, which is a terminal");
    LW_TRY(lw_file_temporary(&fd, err));
    uint64_t total = 0;
    char piece[1 << 16];
    for (ssize_t n; (n = read(STDIN_FILENO, piece, sizeof piece)) != 0;) {
        LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, total, "standard input: interrupted");
        if (n < 0 && errno == EINTR)
            continue;
        LW_ENSURE(n > 0, err, LW_E_IO, total, "standard input: cannot read: %s", strerror(errno));
        total += (uint64_t)n;
        LW_ENSURE(total <= MAX_STDIN_BYTES, err, LW_E_LIMIT, total,
                  "standard input: is over the limit of %d bytes", MAX_STDIN_BYTES);
        for (ssize_t done = 0, w; done < n; done += w) {
            w = write(fd, piece + done, (size_t)(n - done));
            LW_ENSURE(w > 0 || (w < 0 && errno == EINTR), err, LW_E_IO, total,
                      "cannot keep standard input in a temporary file: %s", strerror(errno));
            w = w < 0 ? 0 : w;
        }
    }
    const char *path = (const char *)lw_arena_printf(arena, "/dev/fd/%d", fd).ptr;
    *LW_PUSH(arena, list) = (struct lw_input){ path, "standard input" };
    list->standard = true;
    return LW_OK;
}

lw_status lw_inputs_add(struct lw_inputs *list, const char *operand, bool each, bool as_one,
                        struct lw_arena *arena, struct lw_err *err)
{
    struct stat st;
    if (strcmp(operand, "-") == 0)
        return add_stdin(list, arena, err);
    bool there = stat(operand, &st) == 0;
    if (lw_fetch_wanted(operand)) {
        struct lw_input fetched;
        LW_TRY(lw_fetch_layer(&fetched, list->fetch, operand, arena, err));
        *LW_PUSH(arena, list) = fetched;
        return LW_OK;
    }
    if (!there && !list->lenient)
        LW_FAIL(err, errno == ENOENT ? LW_E_NOT_FOUND : LW_E_IO, 0, "%s: cannot open: %s", operand,
                strerror(errno));
    if (there && S_ISDIR(st.st_mode) && each)
        return add_each(list, operand, arena, err);
    struct listing listing = { 0 };
    if (there && S_ISDIR(st.st_mode) && !as_one) {
        LW_TRY(list_folder(&listing, operand, arena, err));
        note_choice(list, &listing, operand, arena);
    }
    if (is_collection(&listing))
        append(list, arena, &listing.zips);
    else
        add_path(list, arena, (const char *)lw_arena_copy(arena, lw_view_c(operand)).ptr);
    return LW_OK;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/folder.c - a folder as an archive: its names by a walk, its files opened when read.
 *
 * No symbolic link is followed, neither in the walk nor when a file is opened later, whatever has
 * become of the folder meanwhile. The walk keeps a list, not a stack of calls or descriptors, so
 * depth costs nothing.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/openat2.h>

#include "archive/internal.h"
#include "base/file.h"

enum { COMPONENT_BYTES = 256, TARGET_BYTES = 4096 };

struct walk {
    struct lw_archive *archive;
    struct {
        struct lw_view *items;
        size_t count, capacity;
    } pending; /* folders to look into */
    struct {
        struct lw_entry *items;
        size_t count, capacity;
    } found;
};

/* Component by component: where the kernel has no openat2(), and for paths it finds too long. */
static int open_by_steps(int root_fd, struct lw_view path, int flags)
{
    int at = fcntl(root_fd, F_DUPFD_CLOEXEC, 0);
    struct lw_view rest = path, part;
    while (at >= 0 && lw_view_split(&part, &rest, '/')) {
        char name[COMPONENT_BYTES];
        bool last = rest.ptr == NULL;
        int next = -1;
        errno = ENAMETOOLONG;
        if (part.len < sizeof name) {
            memcpy(name, part.ptr, part.len);
            name[part.len] = '\0';
            next = openat(at, name, last ? flags : O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        }
        int why = errno;
        close(at);
        errno = why;
        at = next;
    }
    return at;
}

static int open_below(int root_fd, struct lw_view path, int flags)
{
    flags |= O_NOFOLLOW | O_CLOEXEC;
    if (path.len == 0)
        return openat(root_fd, ".", flags);
    struct open_how how = { .flags = (unsigned)flags,
                            .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS };
    /* Every path here is a copy in an arena, with a NUL behind it. */
    long fd = syscall(SYS_openat2, root_fd, (const char *)path.ptr, &how, sizeof how);
    if (fd >= 0 || (errno != ENOSYS && errno != EPERM && errno != ENAMETOOLONG && errno != EAGAIN))
        return (int)fd;
    return open_by_steps(root_fd, path, flags);
}

lw_status lw_folder_open(int *out_fd, int root_fd, struct lw_view path, struct lw_err *err)
{
    /* Not blocking: a pipe that took the file's place must not hold us up. */
    int fd = open_below(root_fd, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    LW_ENSURE(fd >= 0, err, LW_E_IO, 0, "cannot open: %s", strerror(errno));
    *out_fd = fd;
    return LW_OK;
}

static enum lw_entry_type type_of(mode_t mode)
{
    return S_ISREG(mode)   ? LW_ENTRY_FILE
           : S_ISDIR(mode) ? LW_ENTRY_FOLDER
           : S_ISLNK(mode) ? LW_ENTRY_SYMLINK
                           : LW_ENTRY_OTHER;
}

static lw_status read_target(struct lw_entry *entry, int dir_fd, const char *name,
                             struct lw_arena *arena, struct lw_err *err)
{
    char target[TARGET_BYTES];
    ssize_t n = readlinkat(dir_fd, name, target, sizeof target);
    LW_ENSURE(n >= 0, err, LW_E_IO, 0, "cannot read the link: %s", strerror(errno));
    entry->target = lw_arena_copy(arena, lw_view(target, (size_t)n));
    entry->bytes = (uint64_t)n;
    return LW_OK;
}

static lw_status add_name(struct walk *walk, int dir_fd, struct lw_view dir, const char *name,
                          struct lw_err *err)
{
    struct lw_archive *archive = walk->archive;
    struct stat st;
    struct lw_view prefix = dir.len ? lw_arena_join(&archive->arena, dir, LW_VIEW("/"))
                                    : LW_VIEW_NONE;
    struct lw_entry entry = { .path = lw_arena_join(&archive->arena, prefix, lw_view_c(name)) };
    LW_ENSURE(fstatat(dir_fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0, err, LW_E_IO, 0,
              "cannot look at it: %s", strerror(errno));
    entry.stored = entry.path;
    entry.type = type_of(st.st_mode);
    entry.mode = st.st_mode & 07777;
    entry.readable = entry.type == LW_ENTRY_FILE || entry.type == LW_ENTRY_SYMLINK;
    if (entry.type == LW_ENTRY_FILE)
        entry.bytes = (uint64_t)st.st_size;
    if (entry.type == LW_ENTRY_SYMLINK)
        LW_TRY(read_target(&entry, dir_fd, name, &archive->arena, err));
    if (entry.type == LW_ENTRY_OTHER)
        lw_anomalies_add(&archive->anomalies, LW_A_SPECIAL, entry.path, 0, "mode %06o",
                         (unsigned)st.st_mode);
    entry.packed_bytes = entry.bytes;
    if (entry.type == LW_ENTRY_FOLDER)
        *LW_PUSH(&archive->arena, &walk->pending) = entry.path;
    if (walk->found.count < archive->limits.entries)
        *LW_PUSH(&archive->arena, &walk->found) = entry;
    else
        archive->cut = true;
    return LW_OK;
}

static void close_dir(DIR **dir)
{
    if (*dir)
        closedir(*dir);
}

static lw_status list_one(struct walk *walk, struct lw_view path, struct lw_err *err)
{
    int fd = open_below(walk->archive->root_fd, path, O_RDONLY | O_DIRECTORY);
    LW_ENSURE(fd >= 0, err, LW_E_IO, 0, "cannot open the folder: %s", strerror(errno));
    LW_CLEANUP(close_dir) DIR *dir = fdopendir(fd);
    if (!dir)
        close(fd);
    LW_ENSURE(dir, err, LW_E_IO, 0, "cannot read the folder: %s", strerror(errno));
    while (!walk->archive->cut) {
        errno = 0;
        struct dirent *item = readdir(dir);
        LW_ENSURE(item || errno == 0, err, LW_E_IO, 0, "cannot read the folder: %s",
                  strerror(errno));
        if (!item)
            break;
        if (strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0)
            continue;
        lw_status status = add_name(walk, fd, path, item->d_name, err);
        if (!lw_ok(status)) {
            LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
            lw_err_prefix(err, "%s", lw_shown(&buf, lw_view_c(item->d_name)));
            return status;
        }
    }
    return LW_OK;
}

static int by_path(const void *a, const void *b)
{
    return lw_view_cmp(((const struct lw_unlisted *)a)->path,
                       ((const struct lw_unlisted *)b)->path);
}

/* A folder below that cannot be listed is remembered, and the others are listed all the same. */
lw_status lw_folder_list(struct lw_archive *archive, struct lw_err *err)
{
    struct walk walk = { .archive = archive };
    *LW_PUSH(&archive->arena, &walk.pending) = LW_VIEW_NONE;
    while (walk.pending.count && !archive->cut) {
        struct lw_view path = walk.pending.items[--walk.pending.count];
        lw_status status = list_one(&walk, path, err);
        if (status.code == LW_E_IO && path.len) {
            struct lw_view reason = lw_arena_copy(&archive->arena, lw_view_c(err->text));
            *LW_PUSH(&archive->arena, &archive->unlisted) = (struct lw_unlisted){ path, reason };
            continue;
        }
        LW_TRY(status);
    }
    if (archive->unlisted.count)
        qsort(archive->unlisted.items, archive->unlisted.count, sizeof *archive->unlisted.items,
              by_path);
    if (archive->cut)
        lw_anomalies_add(&archive->anomalies, LW_A_ENTRIES, LW_VIEW_NONE, 0,
                         "more than %llu entries", (unsigned long long)archive->limits.entries);
    archive->entries = walk.found.items;
    archive->count = walk.found.count;
    return LW_OK;
}

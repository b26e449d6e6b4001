/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/lock_place.c - folders of locks, and names of users.
 */
#include "cli/lock_place.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "base/signals.h"
#include "cli/fetch.h"
#include "cli/verb.h"

/* As realpath(3), in the arena; "" where it is not there. */
static struct lw_view real_path(struct lw_view path, struct lw_arena *arena)
{
    char *real = realpath((const char *)lw_arena_copy(arena, path).ptr, NULL);
    struct lw_view out = real ? lw_arena_copy(arena, lw_view_c(real)) : LW_VIEW_NONE;
    free(real);
    return out;
}

/* Of the folder that a path names something in. */
static struct lw_view real_folder(struct lw_view path, struct lw_arena *arena)
{
    size_t slash = lw_view_rfind_byte(path, '/');
    return real_path(slash == LW_NOT_FOUND ? LW_VIEW(".") : lw_view_sub(path, 0, slash + 1), arena);
}

lw_status lw_lock_hold(int *out_fd, struct lw_view lock, struct lw_arena *arena, struct lw_err *err)
{
    struct lw_view real = real_path(lock, arena);
    struct lw_view folder = real_folder(real.len ? real : lock, arena);
    LW_CLEANUP(lw_close_p) int fd = -1;
    *out_fd = -1;
    LW_ENSURE(folder.len, err, LW_E_IO, 0,
              "%.*s: cannot be written: there is no such folder to write it to", LW_FMT(lock));
    fd = open((const char *)folder.ptr, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    LW_ENSURE(fd >= 0, err, LW_E_IO, 0, "%.*s: cannot open: %s", LW_FMT(folder), strerror(errno));
    while (flock(fd, LOCK_EX) != 0) {
        int why = errno;
        LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0,
                  "interrupted while another process changes %.*s", LW_FMT(lock));
        if (why != EINTR)
            return LW_OK;
    }
    *out_fd = fd;
    fd = -1;
    return LW_OK;
}

struct lw_view lw_lock_path_below(struct lw_view lock, const char *input, struct lw_arena *arena)
{
    struct lw_view path = lw_view_c(input), top = real_folder(lock, arena);
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    struct lw_view name = lw_path_base(path), folder = real_folder(path, arena);
    bool above = lw_view_is(name, ".") || lw_view_is(name, "..") || name.len == 0;
    struct lw_view full = above ? real_path(path, arena)
                                : lw_arena_printf(arena, "%.*s%s%.*s", LW_FMT(folder),
                                                  lw_view_is(folder, "/") ? "" : "/", LW_FMT(name));
    if (!top.len || !folder.len || access((const char *)full.ptr, F_OK) != 0)
        return LW_VIEW_NONE;
    if (lw_view_eq(full, top))
        return LW_VIEW(".");
    size_t skip = lw_view_is(top, "/") ? 0 : top.len;
    bool below = lw_view_starts(full, top) && full.len > skip + 1 && full.ptr[skip] == '/';
    return below ? lw_view_from(full, skip + 1) : LW_VIEW_NONE;
}

const char *lw_lock_locked_path(struct lw_view lock, const struct lw_lock_entry *entry,
                                struct lw_arena *arena)
{
    struct lw_view folder = lw_path_dir(lock);
    const char *path = (const char *)lw_arena_copy(arena, entry->path).ptr;
    if (lw_fetch_is_arn(path) || folder.len == 0 || lw_view_starts(entry->path, LW_VIEW("/")) ||
        !entry->path.len)
        return path;
    return (const char *)lw_arena_printf(arena, "%.*s/%s", LW_FMT(folder), path).ptr;
}

const char *lw_lock_place(struct lw_view lock, const struct lw_lock_entry *entry,
                          struct lw_arena *arena)
{
    if (!entry->path.len && lw_lock_is_arn(entry->name))
        return (const char *)lw_arena_copy(arena, entry->name).ptr;
    return lw_lock_locked_path(lock, entry, arena);
}

const char *lw_lock_hint(const struct lw_lock *lock, const char *name, struct lw_arena *arena)
{
    enum { FEW = 5, NEAR = 4 };
    const char *nearest = NULL;
    unsigned best = NEAR;
    LW_CLEANUP(lw_buf_clear) struct lw_buf all = LW_BUF_INIT;
    for (size_t i = 0; i < lock->count; i++) {
        const char *one = (const char *)lw_arena_copy(arena, lock->items[i].name).ptr;
        unsigned distance = lw_cli_distance(name, one);
        if (distance < best && distance < strlen(one)) {
            best = distance;
            nearest = one;
        }
        lw_buf_printf(&all, "%s%s", i == 0 ? "" : i + 1 == lock->count ? " and " : ", ", one);
    }
    if (nearest)
        return (const char *)lw_arena_printf(arena, "; did you mean \"%s\"?", nearest).ptr;
    if (lock->count == 0 || lock->count > FEW)
        return lock->count ? "; `layerward lock show` lists what is" : "";
    return (const char *)lw_arena_printf(arena, "; it has %.*s", LW_FMT(lw_buf_view(&all))).ptr;
}

struct lw_view lw_lock_user(struct lw_arena *arena)
{
    static const char *const names[] = { "USER", "LOGNAME" };
    for (size_t i = 0; i < LW_COUNT(names); i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return lw_arena_copy(arena, lw_view_c(value));
    }
    const struct passwd *user = getpwuid(geteuid());
    return user && user->pw_name ? lw_arena_copy(arena, lw_view_c(user->pw_name)) : LW_VIEW_NONE;
}

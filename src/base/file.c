/* SPDX-License-Identifier: Apache-2.0
 *
 * base/file.c - reading whole files, and replacing them atomically.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/signals.h"

void lw_close_p(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

lw_status lw_file_temporary(int *out_fd, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf name = LW_BUF_INIT;
    const char *folder = getenv("TMPDIR");
    lw_buf_printf(&name, "%s/layerward.XXXXXX", folder && folder[0] ? folder : "/tmp");
    lw_buf_add_byte(&name, '\0');
    int fd = mkostemp((char *)name.ptr, O_CLOEXEC);
    LW_ENSURE(fd >= 0, err, LW_E_IO, 0, "%s: cannot make a temporary file: %s", (char *)name.ptr,
              strerror(errno));
    unlink((char *)name.ptr);
    *out_fd = fd;
    return LW_OK;
}

lw_status lw_file_open(int *out_fd, const char *path, struct lw_err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        LW_FAIL(err, errno == ENOENT ? LW_E_NOT_FOUND : LW_E_IO, 0, "%s: cannot open: %s", path,
                strerror(errno));
    *out_fd = fd;
    return LW_OK;
}

lw_status lw_fd_read(struct lw_view *out, int fd, const char *name, size_t max_bytes,
                     struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct stat st;
    size_t step = 1 << 16;
    if (fstat(fd, &st) == 0 && st.st_size > 0 && (uint64_t)st.st_size <= max_bytes)
        step = (size_t)st.st_size + 1;
    for (;;) {
        uint8_t *at = lw_buf_reserve(&buf, step);
        ssize_t n = read(fd, at, step);
        if (n < 0 && errno == EINTR) {
            LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, buf.len, "%s: interrupted", name);
            continue;
        }
        LW_ENSURE(n >= 0, err, LW_E_IO, buf.len, "%s: cannot read: %s", name, strerror(errno));
        if (n == 0)
            break;
        buf.len += (size_t)n;
        LW_ENSURE(buf.len <= max_bytes, err, LW_E_LIMIT, max_bytes,
                  "%s: is over the limit of %zu bytes", name, max_bytes);
        step = 1 << 16;
    }
    *out = lw_arena_copy(arena, lw_buf_view(&buf));
    return LW_OK;
}

lw_status lw_file_read(struct lw_view *out, const char *path, size_t max_bytes,
                       struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_close_p) int fd = -1;
    LW_TRY(lw_file_open(&fd, path, err));
    return lw_fd_read(out, fd, path, max_bytes, arena, err);
}

lw_status lw_pread_all(int fd, void *into, size_t len, uint64_t offset, struct lw_err *err)
{
    size_t done = 0;
    while (done < len) {
        ssize_t n = pread(fd, (char *)into + done, len - done, (off_t)(offset + done));
        if (n < 0 && errno == EINTR)
            continue;
        LW_ENSURE(n >= 0, err, LW_E_IO, offset + done, "cannot read at offset %llu: %s",
                  (unsigned long long)(offset + done), strerror(errno));
        LW_ENSURE(n > 0, err, LW_E_FORMAT, offset + done,
                  "ends at offset %llu, %zu bytes short (was it cut or changed while being read?)",
                  (unsigned long long)(offset + done), len - done);
        done += (size_t)n;
    }
    return LW_OK;
}

/* A device, a pipe or one of our own descriptors: a file put in its place would destroy it. */
static bool is_stream(const char *path, const struct stat *st)
{
    struct lw_view name = lw_view_c(path);
    return !S_ISREG(st->st_mode) || lw_view_starts(name, LW_VIEW("/dev/")) ||
           lw_view_starts(name, LW_VIEW("/proc/"));
}

static lw_status begin_stream(struct lw_atomic *out, const char *path, struct lw_err *err)
{
    struct lw_atomic file = LW_ATOMIC_INIT;
    int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY);
    LW_ENSURE(fd >= 0, err, LW_E_IO, 0, "%s: cannot be written: %s", path, strerror(errno));
    file.stream = fdopen(fd, "w");
    file.path = strdup(path);
    if (!file.stream || !file.path)
        lw_oom(strlen(path));
    *out = file;
    return LW_OK;
}

/* The file that a link leads to, not the link, is what is to be replaced. */
static lw_status resolve(char **out, mode_t *mode, const char *path, const struct stat *st,
                         struct lw_err *err)
{
    mode_t mask = umask(0);
    umask(mask);
    *mode = st ? st->st_mode & 0777 : 0666 & ~mask;
    struct stat link;
    bool dangling = !st && lstat(path, &link) == 0 && S_ISLNK(link.st_mode);
    LW_ENSURE(!dangling, err, LW_E_IO, 0,
              "%s: cannot be written: it is a link to what is not there", path);
    *out = st ? realpath(path, NULL) : strdup(path);
    LW_ENSURE(*out, err, LW_E_IO, 0, "%s: cannot be written: %s", path, strerror(errno));
    return LW_OK;
}

lw_status lw_atomic_begin(struct lw_atomic *out, const char *path, struct lw_err *err)
{
    struct lw_atomic file = LW_ATOMIC_INIT;
    struct stat st;
    mode_t mode;
    bool there = stat(path, &st) == 0;
    if (there) {
        LW_ENSURE(!S_ISDIR(st.st_mode), err, LW_E_IO, 0,
                  "%s: cannot be written: it is a folder; name a file in it", path);
        if (is_stream(path, &st))
            return begin_stream(out, path, err);
    }
    LW_TRY(resolve(&file.path, &mode, path, there ? &st : NULL, err));
    if (asprintf(&file.temporary, "%s.XXXXXX", file.path) < 0)
        lw_oom(strlen(path));
    int fd = mkostemp(file.temporary, O_CLOEXEC);
    if (fd < 0) {
        int why = errno;
        free(file.temporary);
        free(file.path);
        LW_ENSURE(why != ENOENT, err, LW_E_IO, 0,
                  "%s: cannot be written: there is no such folder to write it to", path);
        LW_FAIL(err, LW_E_IO, 0, "%s: cannot be written: %s", path, strerror(why));
    }
    file.ticket = lw_signals_unlink_on_exit(file.temporary);
    fchmod(fd, mode);
    file.stream = fdopen(fd, "w");
    if (!file.stream)
        lw_oom(strlen(path));
    *out = file;
    return LW_OK;
}

lw_status lw_atomic_commit(struct lw_atomic *file, struct lw_err *err)
{
    bool good = fflush(file->stream) == 0 && !ferror(file->stream);
    good = (!file->temporary || fsync(fileno(file->stream)) == 0) && good;
    good = fclose(lw_steal(&file->stream)) == 0 && good;
    good = good && (!file->temporary || rename(file->temporary, file->path) == 0);
    if (!good) {
        int why = errno;
        lw_status s = lw_err_set(err, LW_E_IO, 0, __FILE__, __LINE__, "%s: cannot be written: %s",
                                 file->path, strerror(why));
        lw_atomic_abort(file);
        return s;
    }
    free(lw_steal(&file->temporary));
    lw_atomic_abort(file);
    return LW_OK;
}

void lw_atomic_abort(struct lw_atomic *file)
{
    if (file->stream)
        fclose(file->stream);
    if (file->temporary)
        unlink(file->temporary);
    lw_signals_keep(file->ticket);
    free(file->temporary);
    free(file->path);
    *file = (struct lw_atomic)LW_ATOMIC_INIT;
}

lw_status lw_mkdirs(const char *path, struct lw_err *err)
{
    char *copy = strdup(path);
    if (!copy)
        lw_oom(strlen(path));
    LW_CLEANUP(lw_free_p) LW_UNUSED char *owned = copy;
    for (char *at = copy + 1; copy[0]; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        bool last = *at == '\0';
        *at = '\0';
        if (mkdir(copy, 0755) != 0 && errno != EEXIST)
            LW_FAIL(err, LW_E_IO, 0, "%s: cannot make this folder: %s", copy, strerror(errno));
        if (last)
            break;
        *at = '/';
    }
    return LW_OK;
}

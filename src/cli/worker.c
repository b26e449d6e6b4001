/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/worker.c - the confined child and the parent that waits for it.
 *
 * A kept result travels as key (32 bytes), length (8, little-endian) and bytes. The parent looks
 * at nothing but the key, which names the file, and the length, which is bounded.
 */
#include "cli/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/confine.h"
#include "base/file.h"
#include "base/reader.h"
#include "base/signals.h"
#include "cli/verb.h"
#include "scan/kept.h"

enum { FRAME_BYTES = 40 };

/* Keys and tokens of all kinds stand in environments, of CI most of all. */
static void forget_environment(void)
{
    static const char *const kept[] = { "TERM",
                                        "NO_COLOR",
                                        "COLUMNS",
                                        "LANG",
                                        "LC_ALL",
                                        "LC_CTYPE",
                                        "TMPDIR",
                                        "HOME",
                                        "SOURCE_DATE_EPOCH",
                                        "LAYERWARD_DEBUG",
                                        "XDG_CACHE_HOME",
                                        NULL };
    lw_forget_environment(kept);
}

lw_status lw_worker_confine(const struct lw_worker *worker, struct lw_fetch *fetch,
                            struct lw_err *err)
{
    struct lw_confinement got;
    if (fetch)
        lw_fetch_end(fetch);
    forget_environment();
    LW_TRY(lw_confine(&got, err));
    if (!worker->quiet && (!got.landlock || !got.seccomp))
        fprintf(stderr, "layerward: this kernel has no %s: the scan is confined less\n",
                !got.landlock ? "Landlock" : "seccomp");
    return LW_OK;
}

static bool write_all(int fd, struct lw_view bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.ptr, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes = lw_view_from(bytes, (size_t)n);
    }
    return true;
}

void lw_worker_keep(void *ctx, const struct lw_digest *key, struct lw_view bytes)
{
    struct lw_worker *worker = ctx;
    LW_CLEANUP(lw_buf_clear) struct lw_buf head = LW_BUF_INIT;
    if (worker->keep_fd < 0 || bytes.len > LW_KEPT_MAX_BYTES)
        return;
    lw_buf_add(&head, lw_view(key->bytes, sizeof key->bytes));
    lw_buf_add_le(&head, bytes.len, 8);
    if (!write_all(worker->keep_fd, lw_buf_view(&head)) || !write_all(worker->keep_fd, bytes)) {
        close(worker->keep_fd);
        worker->keep_fd = -1;
    }
}

static bool read_all(int fd, uint8_t *into, size_t len)
{
    for (size_t done = 0; done < len && !lw_interrupted();) {
        ssize_t n = read(fd, into + done, len - done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return !lw_interrupted();
}

/* A result that cannot be kept is no reason to fail: it is made again next time. */
static void store(struct lw_view folder, const struct lw_digest *key, struct lw_view bytes)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_atomic file = LW_ATOMIC_INIT;
    struct lw_view path = lw_kept_path(&arena, folder, key);
    struct lw_view above = lw_arena_copy(&arena, lw_path_dir(path));
    if (lw_ok(lw_mkdirs((const char *)above.ptr, NULL)) &&
        lw_ok(lw_atomic_begin(&file, (const char *)path.ptr, NULL))) {
        bool whole = fwrite(bytes.ptr, 1, bytes.len, file.stream) == bytes.len;
        if (!whole || !lw_ok(lw_atomic_commit(&file, NULL)))
            lw_atomic_abort(&file);
    }
    lw_arena_clear(&arena);
}

static void receive(int fd, struct lw_view folder)
{
    uint8_t head[FRAME_BYTES];
    while (read_all(fd, head, sizeof head)) {
        struct lw_reader r = lw_reader(lw_view(head, sizeof head));
        struct lw_digest key;
        memcpy(key.bytes, lw_take(&r, sizeof key.bytes).ptr, sizeof key.bytes);
        uint64_t len = lw_u64le(&r);
        if (len > LW_KEPT_MAX_BYTES)
            return;
        uint8_t *bytes = lw_xmalloc((size_t)len);
        if (read_all(fd, bytes, (size_t)len))
            store(folder, &key, lw_view(bytes, (size_t)len));
        free(bytes);
    }
}

/* A signal to us alone is meant for both. The first one asks the child to end where it can; one
 * that is long at a single file is told again, which ends it at once. True: it has ended. */
static bool stop(pid_t child, int *status)
{
    enum { PATIENCE = 25 };
    const struct timespec while_waiting = { 0, 20 * 1000 * 1000 };
    kill(child, lw_interrupt_signal());
    for (unsigned i = 0; i < PATIENCE; i++) {
        if (waitpid(child, status, WNOHANG) == child)
            return true;
        nanosleep(&while_waiting, NULL);
    }
    kill(child, lw_interrupt_signal());
    return false;
}

static int wait_for(pid_t child)
{
    int status = 0;
    bool ended = lw_interrupted() && stop(child, &status); /* it came while results were read */
    while (!ended && waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            return LW_EXIT_INCOMPLETE;
        ended = lw_interrupted() && stop(child, &status);
    }
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    int number = WTERMSIG(status);
    if (lw_interrupted())
        return 128 + number;
    fprintf(stderr,
            "layerward: the scan ended by signal %d (%s). Nothing was harmed: it ran confined.\n"
            "layerward: please report this as a bug, with the input if you may share it.\n",
            number, strsignal(number));
    return LW_EXIT_INCOMPLETE;
}

int lw_worker_run(lw_worker_fn *fn, void *ctx, struct lw_view keep_folder, bool quiet)
{
    int ends[2] = { -1, -1 };
    if (keep_folder.len && pipe2(ends, O_CLOEXEC) != 0)
        ends[0] = ends[1] = -1;
    fflush(NULL);
    const pid_t parent = getpid();
    pid_t child = fork();
    if (child < 0) {
        fprintf(stderr, "layerward: cannot start a process: %s\n", strerror(errno));
        return LW_EXIT_INCOMPLETE;
    }
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) /* it died before it could be asked for */
            _exit(LW_EXIT_INCOMPLETE);
        if (ends[0] >= 0)
            close(ends[0]);
        struct lw_worker worker = { ends[1], quiet };
        int code = fn(&worker, ctx);
        exit(lw_cli_end_output(code));
    }
    if (ends[1] >= 0)
        close(ends[1]);
    if (ends[0] >= 0) {
        receive(ends[0], keep_folder);
        close(ends[0]);
    }
    return wait_for(child);
}

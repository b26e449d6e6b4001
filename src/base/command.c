/* SPDX-License-Identifier: Apache-2.0
 *
 * base/command.c - a command of the user's, its input and its output.
 */
#include "base/command.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/signals.h"

extern char **environ;

enum { MAX_OUTPUT_BYTES = 64 << 10 };

/* A file without a name, at its start: unlike a pipe it holds any length without a reader. */
static lw_status as_file(int *out, struct lw_view bytes, struct lw_err *err)
{
    LW_CLEANUP(lw_close_p) int fd = memfd_create("layerward", MFD_CLOEXEC);
    LW_ENSURE(fd >= 0, err, LW_E_IO, 0, "cannot make a file in memory: %s", strerror(errno));
    for (struct lw_view rest = bytes; rest.len;) {
        ssize_t n = write(fd, rest.ptr, rest.len);
        LW_ENSURE(n > 0 || (n < 0 && errno == EINTR), err, LW_E_IO, 0,
                  "cannot write a file in memory: %s", strerror(errno));
        rest = lw_view_from(rest, n > 0 ? (size_t)n : 0);
    }
    LW_ENSURE(lseek(fd, 0, SEEK_SET) == 0, err, LW_E_IO, 0, "cannot rewind a file in memory");
    *out = fd;
    fd = -1;
    return LW_OK;
}

static lw_status start(pid_t *child, const struct lw_command *command, int in, int out,
                       struct lw_err *err)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    char *argv[] = { (char *)(uintptr_t) "sh", (char *)(uintptr_t) "-c",
                     (char *)(uintptr_t)command->text, NULL };
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    if (posix_spawn_file_actions_init(&actions) != 0 || posix_spawnattr_init(&attributes) != 0)
        lw_oom(0);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    int why = posix_spawn(child, "/bin/sh", &actions, &attributes, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    LW_ENSURE(why == 0, err, LW_E_IO, 0, "%s cannot be started: %s", command->what, strerror(why));
    return LW_OK;
}

/* A command that runs, and until when. */
struct running {
    const struct lw_command *command;
    pid_t child;
    int64_t until_ms;
};

static lw_status too_long(const struct running *r, struct lw_err *err)
{
    kill(r->child, SIGKILL);
    while (waitpid(r->child, NULL, 0) < 0 && errno == EINTR)
        ;
    LW_FAIL(err, LW_E_LIMIT, 0, "%s took longer than %u seconds", r->command->what,
            r->command->timeout_s);
}

/* What the shell leaves running may hold the pipe open: only time ends that. */
static lw_status read_output(struct lw_view *printed, int from, const struct running *r,
                             struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_wipe_clear) struct lw_buf buf = LW_BUF_INIT;
    lw_buf_reserve(&buf, 2 * (MAX_OUTPUT_BYTES + 1)); /* so that it never grows: see there */
    for (;;) {
        struct pollfd ready = { .fd = from, .events = POLLIN };
        int64_t now = lw_monotonic_ms();
        if (now >= r->until_ms)
            return too_long(r, err);
        int found = poll(&ready, 1, (int)(r->until_ms - now));
        if (found < 0 && errno == EINTR && lw_interrupted())
            kill(r->child, lw_interrupt_signal());
        LW_ENSURE(found >= 0 || (errno == EINTR && !lw_interrupted()), err,
                  errno == EINTR ? LW_E_INTERRUPTED : LW_E_IO, 0, "%s's output: cannot read: %s",
                  r->command->what, strerror(errno));
        if (found <= 0)
            continue;
        uint8_t *at = lw_buf_reserve(&buf, MAX_OUTPUT_BYTES + 1);
        ssize_t n = read(from, at, MAX_OUTPUT_BYTES + 1);
        if (n < 0 && errno == EINTR)
            continue;
        LW_ENSURE(n >= 0, err, LW_E_IO, 0, "%s's output: cannot read: %s", r->command->what,
                  strerror(errno));
        buf.len += (size_t)n;
        LW_ENSURE(buf.len <= MAX_OUTPUT_BYTES, err, LW_E_LIMIT, 0,
                  "%s's output: is over the limit of %d bytes", r->command->what, MAX_OUTPUT_BYTES);
        if (n == 0)
            break;
    }
    *printed = lw_arena_copy(arena, lw_buf_view(&buf));
    return LW_OK;
}

static lw_status wait_for(const struct running *r, struct lw_err *err)
{
    const struct timespec step = { .tv_nsec = 10000000 };
    int status = 0;
    pid_t ended;
    while ((ended = waitpid(r->child, &status, WNOHANG)) != r->child) {
        if (lw_interrupted())
            kill(r->child, lw_interrupt_signal());
        if (lw_monotonic_ms() >= r->until_ms)
            return too_long(r, err);
        LW_ENSURE(ended == 0 || errno == EINTR, err, LW_E_IO, 0, "%s is gone: %s", r->command->what,
                  strerror(errno));
        nanosleep(&step, NULL);
    }
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "interrupted while %s ran",
              r->command->what);
    LW_ENSURE(!WIFSIGNALED(status), err, LW_E_IO, 0, "%s ended by signal %d", r->command->what,
              WTERMSIG(status));
    LW_ENSURE(WIFEXITED(status) && WEXITSTATUS(status) == 0, err, LW_E_IO, 0,
              "%s failed with exit code %d", r->command->what, WEXITSTATUS(status));
    return LW_OK;
}

lw_status lw_command_run(struct lw_view *printed, const struct lw_command *command,
                         struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_close_p) int in = -1;
    LW_CLEANUP(lw_close_p) int from = -1;
    LW_CLEANUP(lw_close_p) int to = -1;
    struct running r = { .command = command,
                         .until_ms = lw_monotonic_ms() + INT64_C(1000) * command->timeout_s };
    int ends[2];
    LW_TRY(as_file(&in, command->input, err));
    LW_ENSURE(pipe2(ends, O_CLOEXEC) == 0, err, LW_E_IO, 0, "cannot make a pipe: %s",
              strerror(errno));
    from = ends[0];
    to = ends[1];
    LW_TRY(start(&r.child, command, in, to, err));
    close(to);
    to = -1;
    lw_status status = read_output(printed, from, &r, arena, err);
    close(from); /* what it has to say still has no reader: it ends */
    from = -1;
    if (!lw_ok(status) && lw_monotonic_ms() < r.until_ms)
        (void)wait_for(&r, NULL).code;
    LW_TRY(status);
    return wait_for(&r, err);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/sign.c - signatures by keys and by commands.
 */
#include "attest/sign.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/base64.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/signals.h"

extern char **environ;

enum { MAX_OUTPUT_BYTES = 64 << 10 };

static lw_status add(struct lw_envelope *envelope, const struct lw_key *key, struct lw_view bytes,
                     struct lw_arena *arena)
{
    char hex[LW_HEX_BYTES];
    lw_digest_hex(hex, lw_key_id(key));
    *LW_PUSH(arena,
             envelope) = (struct lw_signature){ .keyid = lw_arena_copy(arena, lw_view_c(hex)),
                                                .bytes = lw_arena_copy(arena, bytes) };
    return LW_OK;
}

static lw_status check_room(const struct lw_envelope *envelope, const struct lw_key *key,
                            struct lw_view message, struct lw_err *err)
{
    LW_ENSURE(envelope->count < LW_ENVELOPE_MAX_SIGNATURES, err, LW_E_LIMIT, 0,
              "the envelope has %zu signatures already", envelope->count);
    for (size_t i = 0; i < envelope->count; i++)
        LW_ENSURE(!lw_key_verify(key, message, envelope->items[i].bytes), err, LW_E_USAGE, 0,
                  "this key has signed the envelope already");
    return LW_OK;
}

lw_status lw_envelope_sign(struct lw_envelope *envelope, const struct lw_key *key,
                           struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf message = LW_BUF_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf signature = LW_BUF_INIT;
    lw_envelope_message(&message, envelope->payload_type, envelope->payload);
    LW_TRY(check_room(envelope, key, lw_buf_view(&message), err));
    LW_TRY(lw_key_sign(&signature, key, lw_buf_view(&message), err));
    return add(envelope, key, lw_buf_view(&signature), arena);
}

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

static lw_status start(pid_t *child, const char *command, int in, int out, struct lw_err *err)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t defaults;
    char *argv[] = { (char *)(uintptr_t) "sh", (char *)(uintptr_t) "-c", (char *)(uintptr_t)command,
                     NULL };
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
    LW_ENSURE(why == 0, err, LW_E_IO, 0, "the signer command cannot be started: %s", strerror(why));
    return LW_OK;
}

/* A command that runs, and until when. */
struct running {
    pid_t child;
    int64_t until_ms;
    unsigned timeout_s;
};

static lw_status too_long(const struct running *r, struct lw_err *err)
{
    kill(r->child, SIGKILL);
    while (waitpid(r->child, NULL, 0) < 0 && errno == EINTR)
        ;
    LW_FAIL(err, LW_E_LIMIT, 0, "the signer command took longer than %u seconds", r->timeout_s);
}

/* What the shell leaves running may hold the pipe open: only time ends that. */
static lw_status read_output(struct lw_view *printed, int from, const struct running *r,
                             struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    for (;;) {
        struct pollfd ready = { .fd = from, .events = POLLIN };
        int64_t now = lw_monotonic_ms();
        if (now >= r->until_ms)
            return too_long(r, err);
        int found = poll(&ready, 1, (int)(r->until_ms - now));
        if (found < 0 && errno == EINTR && lw_interrupted())
            kill(r->child, lw_interrupt_signal());
        LW_ENSURE(found >= 0 || (errno == EINTR && !lw_interrupted()), err,
                  errno == EINTR ? LW_E_INTERRUPTED : LW_E_IO, 0,
                  "the signer command's output: cannot read: %s", strerror(errno));
        if (found <= 0)
            continue;
        uint8_t *at = lw_buf_reserve(&buf, MAX_OUTPUT_BYTES + 1);
        ssize_t n = read(from, at, MAX_OUTPUT_BYTES + 1);
        if (n < 0 && errno == EINTR)
            continue;
        LW_ENSURE(n >= 0, err, LW_E_IO, 0, "the signer command's output: cannot read: %s",
                  strerror(errno));
        buf.len += (size_t)n;
        LW_ENSURE(buf.len <= MAX_OUTPUT_BYTES, err, LW_E_LIMIT, 0,
                  "the signer command's output: is over the limit of %d bytes", MAX_OUTPUT_BYTES);
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
        LW_ENSURE(ended == 0 || errno == EINTR, err, LW_E_IO, 0, "the signer command is gone: %s",
                  strerror(errno));
        nanosleep(&step, NULL);
    }
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "interrupted while the signer ran");
    LW_ENSURE(!WIFSIGNALED(status), err, LW_E_IO, 0, "the signer command ended by signal %d",
              WTERMSIG(status));
    LW_ENSURE(WIFEXITED(status) && WEXITSTATUS(status) == 0, err, LW_E_IO, 0,
              "the signer command failed with exit code %d", WEXITSTATUS(status));
    return LW_OK;
}

static lw_status run(struct lw_view *printed, const struct lw_signer_command *command,
                     struct lw_view message, struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_close_p) int in = -1;
    LW_CLEANUP(lw_close_p) int from = -1;
    LW_CLEANUP(lw_close_p) int to = -1;
    struct running r = { .until_ms = lw_monotonic_ms() + INT64_C(1000) * command->timeout_s,
                         .timeout_s = command->timeout_s };
    int ends[2];
    LW_TRY(as_file(&in, message, err));
    LW_ENSURE(pipe2(ends, O_CLOEXEC) == 0, err, LW_E_IO, 0, "cannot make a pipe: %s",
              strerror(errno));
    from = ends[0];
    to = ends[1];
    LW_TRY(start(&r.child, command->text, in, to, err));
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

/* base64(1) breaks its lines. */
static struct lw_view without_space(struct lw_view text, struct lw_arena *arena)
{
    uint8_t *out = lw_arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (!lw_is_space(text.ptr[i]))
            out[len++] = text.ptr[i];
    return lw_view(out, len);
}

lw_status lw_envelope_sign_by(struct lw_envelope *envelope, const struct lw_signer_command *command,
                              const struct lw_key *key, struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
    struct lw_view printed = LW_VIEW_NONE, bytes = LW_VIEW_NONE;
    lw_envelope_message(&buf, envelope->payload_type, envelope->payload);
    struct lw_view message = lw_buf_view(&buf);
    LW_TRY(check_room(envelope, key, message, err));
    LW_TRY(run(&printed, command, message, arena, err));
    LW_ENSURE(printed.len, err, LW_E_UNTRUSTED, 0, "the signer command printed nothing");
    if (lw_key_verify(key, message, printed))
        return add(envelope, key, printed, arena);
    bool good = lw_ok(lw_base64_decode(&bytes, without_space(printed, arena), arena, NULL)) &&
                lw_key_verify(key, message, bytes);
    LW_ENSURE(good, err, LW_E_UNTRUSTED, 0,
              "what the signer command printed (%zu bytes) is no signature by the public key",
              printed.len);
    return add(envelope, key, bytes, arena);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/fetch.c - from an ARN to an open file, by a process that has the credentials.
 *
 * It is asked with an ARN at a time; it answers with a struct lw_err and, where that has no code,
 * the descriptor of the file (unix(7), SCM_RIGHTS). Messages keep their bounds (SOCK_SEQPACKET).
 */
#include "cli/fetch.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "aws/lambda.h"
#include "base/arn.h"
#include "base/file.h"
#include "base/signals.h"

enum {
    MAX_ZIP_BYTES = 1 << 29, /* Lambda takes 50 MB at once; by S3 a zip can be larger */
    MAX_ARN_BYTES = 512
};

bool lw_fetch_is_arn(const char *operand)
{
    struct lw_view text = lw_view_c(operand);
    return lw_view_starts(text, LW_VIEW("arn:")) &&
           lw_view_find(text, LW_VIEW(":lambda:")) != LW_NOT_FOUND;
}

bool lw_fetch_wanted(const char *operand)
{
    return lw_fetch_is_arn(operand) && access(operand, F_OK) != 0;
}

/* One answer, and the room for a descriptor beside it. */
struct answer {
    struct lw_err err;
    struct iovec bytes;
    struct msghdr message;
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } beside;
};

static void answer_init(struct answer *a)
{
    memset(a, 0, sizeof *a);
    a->bytes = (struct iovec){ &a->err, sizeof a->err };
    a->message.msg_iov = &a->bytes;
    a->message.msg_iovlen = 1;
    a->message.msg_control = a->beside.room;
    a->message.msg_controllen = sizeof a->beside.room;
}

static bool send_answer(int channel, const struct lw_err *err, int fd)
{
    struct answer a;
    answer_init(&a);
    a.err = *err;
    if (err->code == LW_E_OK) {
        struct cmsghdr *head = CMSG_FIRSTHDR(&a.message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(sizeof fd);
        memcpy(CMSG_DATA(head), &fd, sizeof fd);
    } else {
        a.message.msg_control = NULL;
        a.message.msg_controllen = 0;
    }
    return sendmsg(channel, &a.message, MSG_NOSIGNAL) == (ssize_t)sizeof a.err;
}

/* A signal to us alone is meant for it too, once: it then answers that it was interrupted. */
static lw_status take_answer(int *out_fd, const struct lw_fetch *fetch, const char *arn,
                             struct lw_err *err)
{
    struct answer a;
    ssize_t n;
    bool told = false;
    do {
        answer_init(&a);
        n = recvmsg(fetch->channel, &a.message, MSG_CMSG_CLOEXEC);
        if (n < 0 && lw_interrupted() && !told)
            told = kill(fetch->process, lw_interrupt_signal()) == 0;
    } while (n < 0 && errno == EINTR);
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "%.200s: interrupted", arn);
    LW_ENSURE(n == (ssize_t)sizeof a.err, err, LW_E_IO, 0,
              "%.200s: the process that fetches it has ended", arn);
    if (a.err.code != LW_E_OK) {
        *err = a.err;
        return (lw_status){ a.err.code };
    }
    const struct cmsghdr *head = CMSG_FIRSTHDR(&a.message);
    LW_ENSURE(head && head->cmsg_type == SCM_RIGHTS, err, LW_E_IO, 0,
              "%.200s: what was fetched did not arrive: too many files are open", arn);
    memcpy(out_fd, CMSG_DATA(head), sizeof *out_fd);
    return LW_OK;
}

static lw_status fetch_one(int *out_fd, const struct lw_aws_session *session, const char *arn,
                           bool quiet, struct lw_err *err)
{
    LW_CLEANUP(lw_arena_wipe_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_progress progress;
    const char *what = (const char *)lw_arena_printf(&arena, "fetching %s", arn).ptr;
    lw_progress_begin(&progress, what, 0, !quiet);
    lw_status status = lw_lambda_get_layer(out_fd, session, lw_view_c(arn), MAX_ZIP_BYTES,
                                           &progress, &arena, err);
    lw_progress_end(&progress);
    return status;
}

/* Until the channel is closed. A session that cannot begin is not tried again: what failed can be a
 * program that asks a person. */
static void serve(const struct lw_args *args, int channel)
{
    struct lw_aws_session session;
    struct lw_err none = { 0 };
    char arn[MAX_ARN_BYTES + 1];
    const bool quiet = !args || lw_args_flag(args, "quiet");
    const bool begun = lw_ok(
        lw_aws_session_begin(&session, args ? lw_args_get(args, "profile") : NULL,
                             args ? lw_args_get(args, "endpoint-url") : NULL, &none));
    for (ssize_t n; (n = recv(channel, arn, MAX_ARN_BYTES, 0)) != 0 && !lw_interrupted();) {
        LW_CLEANUP(lw_close_p) int fd = -1;
        struct lw_err err = none;
        if (n < 0)
            continue;
        arn[n] = '\0';
        if (!begun)
            lw_err_prefix(&err, "%s", arn);
        else if (lw_ok(fetch_one(&fd, &session, arn, quiet, &err)))
            err.code = LW_E_OK;
        if (!send_answer(channel, &err, fd))
            break;
    }
    lw_aws_session_end(&session);
}

static lw_status begin(struct lw_fetch *fetch, struct lw_err *err)
{
    int ends[2];
    const pid_t parent = getpid();
    LW_ENSURE(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0, err, LW_E_IO, 0,
              "cannot make a socket: %s", strerror(errno));
    fflush(NULL);
    pid_t process = fork();
    if (process == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        close(ends[0]);
        if (getppid() == parent) /* it can have died before it was asked for */
            serve(fetch->args, ends[1]);
        _exit(0);
    }
    int why = errno;
    close(ends[1]);
    if (process < 0)
        close(ends[0]);
    LW_ENSURE(process > 0, err, LW_E_IO, 0, "cannot start a process: %s", strerror(why));
    fetch->process = process;
    fetch->channel = ends[0];
    return LW_OK;
}

void lw_fetch_end(struct lw_fetch *fetch)
{
    if (!fetch->process)
        return;
    close(fetch->channel);
    while (waitpid(fetch->process, NULL, 0) < 0 && errno == EINTR)
        ;
    fetch->process = 0;
}

lw_status lw_fetch_layer(struct lw_input *out, struct lw_fetch *fetch, const char *arn,
                         struct lw_arena *arena, struct lw_err *err)
{
    struct lw_layer_arn parts;
    const size_t len = strlen(arn);
    int fd = -1;
    LW_ENSURE(lw_layer_arn_parse(&parts, lw_view_c(arn)) && len <= MAX_ARN_BYTES, err, LW_E_USAGE,
              0,
              "%.200s is not the ARN of a layer version: "
              "arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION",
              arn);
    if (!fetch->process)
        LW_TRY(begin(fetch, err));
    LW_ENSURE(send(fetch->channel, arn, len, MSG_NOSIGNAL) == (ssize_t)len, err, LW_E_IO, 0,
              "%.200s: the process that fetches it has ended", arn);
    LW_TRY(take_answer(&fd, fetch, arn, err));
    *out = (struct lw_input){ (const char *)lw_arena_printf(arena, "/dev/fd/%d", fd).ptr,
                              (const char *)lw_arena_copy(arena, lw_view_c(arn)).ptr };
    return LW_OK;
}

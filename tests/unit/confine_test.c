/* SPDX-License-Identifier: Apache-2.0
 *
 * confine_test.c - a confined process reads, makes threads, writes to what is open, and no more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/confine.h"

static char scratch[64];

static void *nothing(void *arg)
{
    return arg;
}

/* Each gives 0 where the attempt was refused. */
static int try_write(void)
{
    return open(scratch, O_WRONLY | O_CREAT, 0600) >= 0;
}
static int try_unlink(void)
{
    return unlink("/tmp/layerward-confine-keep") == 0;
}
static int try_mkdir(void)
{
    return mkdir("/tmp/layerward-confine-made", 0700) == 0;
}
static int try_connect(void)
{
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(9) };
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return 0;
    return connect(fd, (struct sockaddr *)&to, sizeof to) == 0 || errno == ECONNREFUSED;
}
static int try_run(void)
{
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/true", "true", (char *)NULL);
        _exit(1);
    }
    int status = 1;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}
static int try_kill_parent(void)
{
    return kill(getppid(), 0) == 0;
}
static int try_tgkill_parent(void)
{
    return syscall(SYS_tgkill, getppid(), getppid(), 0) == 0;
}
static int try_limit_parent(void)
{
    struct rlimit limit;
    return prlimit(getppid(), RLIMIT_NOFILE, NULL, &limit) == 0;
}
/* Landlock says EACCES, and after the filter: so it is the filter that refused. */
static int try_write_by_filter(void)
{
    return open(scratch, O_RDONLY | O_CREAT, 0600) >= 0 || errno != EPERM ||
           open("/dev/null", O_WRONLY) >= 0 || errno != EPERM;
}
static int try_abort(void)
{
    return syscall(SYS_tgkill, getpid(), gettid(), 0) != 0; /* must be allowed */
}
static int try_chmod(void)
{
    return chmod("/tmp/layerward-confine-keep", 0777) == 0;
}

struct attempt {
    const char *what;
    int (*run)(void);
    bool needs_landlock, needs_seccomp;
};

static const struct attempt attempts[] = {
    { "write a file", try_write, true, false },
    { "remove a file", try_unlink, true, false },
    { "make a folder", try_mkdir, true, false },
    { "connect", try_connect, false, true },
    { "run a program", try_run, true, false },
    { "signal its parent", try_kill_parent, false, true },
    { "change a mode", try_chmod, false, true },
    { "signal a thread of its parent", try_tgkill_parent, false, true },
    { "look at its parent's limits", try_limit_parent, false, true },
    { "write, past the filter", try_write_by_filter, false, true },
    { "be kept from abort()", try_abort, false, true },
};

/* In the child; the exit code is the number of the attempt that worked, from 1; 0: none did. */
static int confined(int open_fd)
{
    struct lw_confinement got;
    struct lw_err err = { 0 };
    pthread_t thread;
    char byte;
    if (!lw_ok(lw_confine(&got, &err)))
        return 100;
    for (size_t i = 0; i < LW_COUNT(attempts); i++) {
        bool bound = (!attempts[i].needs_landlock || got.landlock) &&
                     (!attempts[i].needs_seccomp || got.seccomp);
        if (bound && attempts[i].run())
            return (int)i + 1;
    }
    int fd = open("/proc/self/stat", O_RDONLY);
    if (fd < 0 || read(fd, &byte, 1) != 1)
        return 101;
    if (write(open_fd, "x", 1) != 1)
        return 102;
    if (pthread_create(&thread, NULL, nothing, NULL) != 0 || pthread_join(thread, NULL) != 0)
        return 103;
    return got.landlock || got.seccomp ? 0 : 77;
}

static void a_confined_process_only_reads(void **state)
{
    (void)state;
    snprintf(scratch, sizeof scratch, "/tmp/layerward-confine-%d", (int)getpid());
    int keep = open("/tmp/layerward-confine-keep", O_WRONLY | O_CREAT, 0600);
    int null_fd = open("/dev/null", O_WRONLY);
    assert_true(keep >= 0 && null_fd >= 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        _exit(confined(null_fd));
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    int code = WEXITSTATUS(status);
    close(keep);
    close(null_fd);
    unlink("/tmp/layerward-confine-keep");
    if (code == 77) {
        print_message("skipped: this kernel has neither Landlock nor seccomp\n");
        skip();
    }
    if (code >= 1 && code <= (int)LW_COUNT(attempts))
        fail_msg("a confined process could %s", attempts[code - 1].what);
    assert_int_equal(code, 0);
}

static void what_is_not_needed_of_the_environment_is_overwritten(void **state)
{
    (void)state;
    static const char *const kept[] = { "LW_TEST_KEPT", NULL };
    setenv("LW_TEST_KEPT", "red", 1);
    setenv("LW_TEST_KEPT_NOT", "AKIDEXAMPLE", 1);
    const char *secret = getenv("LW_TEST_KEPT_NOT");
    lw_forget_environment(kept);
    assert_string_equal(getenv("LW_TEST_KEPT"), "red");
    assert_string_equal(getenv("LW_TEST_KEPT_NOT"), "");
    for (size_t i = 0; i < sizeof "AKIDEXAMPLE"; i++)
        assert_int_equal(secret[i], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_confined_process_only_reads),
        cmocka_unit_test(what_is_not_needed_of_the_environment_is_overwritten), /* last */
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/confine.c - Landlock and seccomp.
 */
#include "base/confine.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/view.h"

extern char **environ;

/* Rights that newer headers name; a kernel that lacks one says so by its ABI number. */
enum {
    LL_FS_ABI1 = (1 << 13) - 1,
    LL_FS_REFER = 1 << 13,     /* ABI 2 */
    LL_FS_TRUNCATE = 1 << 14,  /* ABI 3 */
    LL_FS_IOCTL_DEV = 1 << 15, /* ABI 5 */
    LL_NET_TCP = 3,            /* ABI 4: bind and connect */
    LL_SCOPES = 3,             /* ABI 6: abstract sockets and signals */
    LL_FS_READ = 1 << 2 | 1 << 3,
};

struct ruleset {
    uint64_t fs, net, scoped;
};

static struct ruleset wanted(long abi)
{
    struct ruleset rights = { .fs = LL_FS_ABI1 };
    rights.fs |= abi >= 2 ? LL_FS_REFER : 0;
    rights.fs |= abi >= 3 ? LL_FS_TRUNCATE : 0;
    rights.fs |= abi >= 5 ? LL_FS_IOCTL_DEV : 0;
    rights.net = abi >= 4 ? LL_NET_TCP : 0;
    rights.scoped = abi >= 6 ? LL_SCOPES : 0;
    return rights;
}

static lw_status landlock(bool *have, struct lw_err *err)
{
    long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1)
        return LW_OK; /* not in this kernel, or not switched on */
    struct ruleset rights = wanted(abi);
    size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
    int fd = (int)syscall(SYS_landlock_create_ruleset, &rights, size, 0);
    LW_ENSURE(fd >= 0, err, LW_E_DENIED, 0, "landlock: cannot make a rule set: %s",
              strerror(errno));
    int root = open("/", O_PATH | O_CLOEXEC | O_DIRECTORY);
    struct landlock_path_beneath_attr beneath = { .allowed_access = LL_FS_READ, .parent_fd = root };
    bool good = root >= 0 &&
                syscall(SYS_landlock_add_rule, fd, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) == 0;
    good = good && syscall(SYS_landlock_restrict_self, fd, 0) == 0;
    int why = errno;
    if (root >= 0)
        close(root);
    close(fd);
    LW_ENSURE(good, err, LW_E_DENIED, 0, "landlock: cannot restrict this process: %s",
              strerror(why));
    *have = true;
    return LW_OK;
}

/* Everything else fails with EPERM. No socket, no connect, no execve, no ptrace, no kill, no change
 * of files or modes; sched_setaffinity is for where threads begin (pool.c), and all it can do to
 * another process of this user is to make it slower. Those in add_argument_rules() are allowed with
 * harmless arguments only. */
static const int allowed[] = {
    SYS_read,
    SYS_readv,
    SYS_pread64,
    SYS_preadv,
    SYS_write,
    SYS_writev,
    SYS_pwrite64,
    SYS_close,
    SYS_fstat,
    SYS_newfstatat,
    SYS_statx,
    SYS_statfs,
    SYS_fstatfs,
    SYS_lseek,
    SYS_getdents64,
    SYS_readlinkat,
    SYS_faccessat,
    SYS_faccessat2,
    SYS_fcntl,
    SYS_fsync,
    SYS_dup,
    SYS_dup3,
    SYS_fadvise64,
    SYS_mmap,
    SYS_munmap,
    SYS_mprotect,
    SYS_mremap,
    SYS_madvise,
    SYS_brk,
    SYS_futex,

    SYS_set_robust_list,
    SYS_rseq,
    SYS_set_tid_address,
    SYS_exit,
    SYS_exit_group,
    SYS_sched_getaffinity,
    SYS_sched_setaffinity,
    SYS_sched_yield,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_getpid,
    SYS_getppid,
    SYS_gettid,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_clock_nanosleep,
    SYS_nanosleep,
    SYS_gettimeofday,
    SYS_getrandom,
    SYS_sysinfo,
    SYS_uname,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_getcwd,
    SYS_membarrier,
    SYS_restart_syscall,
    SYS_getrusage,
    SYS_ppoll,
    SYS_getcpu,
#ifdef SYS_open
    SYS_stat,
    SYS_lstat,
    SYS_readlink,
    SYS_access,
    SYS_time,
    SYS_poll,
#endif
};

/* The leak checker of a sanitizer build starts a process and traces this one. */
#ifdef LW_ARENA_DEBUG
#define BUILT_FOR_SANITIZERS 1
#else
#define BUILT_FOR_SANITIZERS 0
#endif

#if defined(__x86_64__)
#define NATIVE_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCH AUDIT_ARCH_AARCH64
#else
#define NATIVE_ARCH 0
#endif

/* One instruction for each call of `allowed`, and the rules with arguments. A filter that does not
 * fit is not installed: a jump that misses its end would allow what is meant to be denied. */
enum { RULE_INSTRUCTIONS = 48 };

struct program {
    struct sock_filter code[LW_COUNT(allowed) + RULE_INSTRUCTIONS];
    unsigned short len;
    bool overfull;
};

/* The jump from the first of `allowed` goes over all others, and is a byte. */
static_assert(LW_COUNT(allowed) <= UINT8_MAX, "a jump of the filter reaches 255 instructions");

static void add(struct program *p, uint16_t op, uint32_t k, uint8_t if_true, uint8_t if_false)
{
    p->overfull = p->overfull || p->len == LW_COUNT(p->code);
    if (!p->overfull)
        p->code[p->len++] = (struct sock_filter){ op, if_true, if_false, k };
}

static void load(struct program *p, size_t offset)
{
    add(p, BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0);
}

static void give(struct program *p, uint32_t answer)
{
    add(p, BPF_RET | BPF_K, answer, 0, 0);
}

/* Threads, but no processes: clone3 hides its flags behind a pointer, so the C library is sent
 * back to clone. */
static void add_thread_rules(struct program *p)
{
    add(p, BPF_JMP | BPF_JEQ | BPF_K, SYS_clone3, 0, 1);
    give(p, SECCOMP_RET_ERRNO | ENOSYS);
    add(p, BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 4);
    load(p, offsetof(struct seccomp_data, args[0]));
    add(p, BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 0, 1);
    give(p, SECCOMP_RET_ALLOW);
    give(p, SECCOMP_RET_ERRNO | EPERM);
}

/* Asking a terminal for its kind and size, but not typing into it (TIOCSTI). */
static void add_terminal_rules(struct program *p)
{
    add(p, BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 0, 5);
    load(p, offsetof(struct seccomp_data, args[1]));
    add(p, BPF_JMP | BPF_JEQ | BPF_K, TCGETS, 1, 0);
    add(p, BPF_JMP | BPF_JEQ | BPF_K, TIOCGWINSZ, 0, 1);
    give(p, SECCOMP_RET_ALLOW);
    give(p, SECCOMP_RET_ERRNO | ENOTTY);
}

/* Opening for reading, also where there is no Landlock; signals to itself, for abort(); its own
 * limits. */
static void add_argument_rules(struct program *p)
{
    enum { WRITES = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND };
    const struct {
        uint32_t call, argument;
        bool is_flags; /* none of WRITES; else it is `value` */
        uint32_t value;
    } rules[] = {
        { SYS_openat, 2, true, WRITES },
#ifdef SYS_open
        { SYS_open, 1, true, WRITES },
#endif
        { SYS_tgkill, 0, false, (uint32_t)getpid() },
        { SYS_prlimit64, 0, false, 0 },
    };
    for (size_t i = 0; i < LW_COUNT(rules); i++) {
        bool flags = rules[i].is_flags;
        add(p, BPF_JMP | BPF_JEQ | BPF_K, rules[i].call, 0, 4);
        load(p, offsetof(struct seccomp_data, args) + rules[i].argument * sizeof(uint64_t));
        add(p, BPF_JMP | (flags ? BPF_JSET : BPF_JEQ) | BPF_K, rules[i].value, !flags, flags);
        give(p, SECCOMP_RET_ERRNO | EPERM);
        give(p, SECCOMP_RET_ALLOW);
    }
}

static lw_status filter_calls(bool *have, struct lw_err *err)
{
    struct program p = { .len = 0 };
    if (NATIVE_ARCH == 0 || BUILT_FOR_SANITIZERS)
        return LW_OK;
    load(&p, offsetof(struct seccomp_data, arch));
    add(&p, BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCH, 1, 0);
    give(&p, SECCOMP_RET_KILL_PROCESS);
    load(&p, offsetof(struct seccomp_data, nr));
    add_thread_rules(&p);
    add_terminal_rules(&p);
    add_argument_rules(&p);
    for (size_t i = 0; i < LW_COUNT(allowed); i++)
        add(&p, BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)allowed[i], (uint8_t)(LW_COUNT(allowed) - i),
            0);
    give(&p, SECCOMP_RET_ERRNO | EPERM);
    give(&p, SECCOMP_RET_ALLOW);
    LW_ENSURE(!p.overfull, err, LW_E_INTERNAL, 0, "seccomp: the filter has more than %zu rules",
              LW_COUNT(p.code));
    struct sock_fprog program = { .len = p.len, .filter = p.code };
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) {
        LW_ENSURE(errno == ENOSYS || errno == EINVAL, err, LW_E_DENIED, 0,
                  "seccomp: cannot install the filter: %s", strerror(errno));
        return LW_OK;
    }
    *have = true;
    return LW_OK;
}

lw_status lw_confine(struct lw_confinement *out, struct lw_err *err)
{
    *out = (struct lw_confinement){ false, false };
    LW_ENSURE(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, err, LW_E_DENIED, 0,
              "cannot give up new privileges: %s", strerror(errno));
    LW_TRY(landlock(&out->landlock, err));
    return filter_calls(&out->seccomp, err);
}

static bool is_kept(struct lw_view name, const char *const *kept)
{
    for (; *kept; kept++)
        if (lw_view_is(name, *kept))
            return true;
    return false;
}

void lw_forget_environment(const char *const *kept)
{
    for (char **at = environ; at && *at; at++) {
        char *equals = strchr(*at, '=');
        if (equals && !is_kept(lw_view(*at, (size_t)(equals - *at)), kept))
            explicit_bzero(equals + 1, strlen(equals + 1));
    }
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/signals.c - only async-signal-safe calls in the handler.
 */
#include "base/signals.h"

#include <assert.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/attr.h"

enum { MAX_FILES = 16 };

/* Lock-free, so good in a handler; a sig_atomic_t would be a race with the other threads. */
static atomic_int caught;
static_assert(ATOMIC_INT_LOCK_FREE == 2, "a signal handler stores to it");
static char files[MAX_FILES][PATH_MAX];
static atomic_bool in_use[MAX_FILES];

static void handler(int number)
{
    if (atomic_load(&caught)) {
        for (int i = 0; i < MAX_FILES; i++)
            if (atomic_load(&in_use[i]))
                unlink(files[i]);
        _exit(128 + number);
    }
    atomic_store(&caught, number);
}

void lw_signals_install(void)
{
    struct sigaction action = { .sa_handler = handler };
    sigemptyset(&action.sa_mask);
    static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
    for (size_t i = 0; i < LW_COUNT(numbers); i++)
        sigaction(numbers[i], &action, NULL);
    struct sigaction ignore = { .sa_handler = SIG_IGN };
    sigaction(SIGPIPE, &ignore, NULL);
}

bool lw_interrupted(void)
{
    return atomic_load_explicit(&caught, memory_order_relaxed) != 0;
}

int lw_interrupt_signal(void)
{
    return atomic_load(&caught);
}

int lw_signals_unlink_on_exit(const char *path)
{
    if (strlen(path) >= sizeof files[0])
        return -1;
    for (int i = 0; i < MAX_FILES; i++) {
        if (atomic_load(&in_use[i]))
            continue;
        snprintf(files[i], sizeof files[i], "%s", path);
        atomic_store(&in_use[i], true);
        return i;
    }
    return -1;
}

void lw_signals_keep(int ticket)
{
    if (ticket >= 0 && ticket < MAX_FILES)
        atomic_store(&in_use[ticket], false);
}

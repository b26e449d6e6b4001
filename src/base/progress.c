/* SPDX-License-Identifier: Apache-2.0
 *
 * base/progress.c - one line, redrawn.
 */
#include "base/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

enum { BAR_CELLS = 28, EVERY_MS = 100, QUIET_MS = 200 };

void lw_progress_begin(struct lw_progress *p, const char *what, uint64_t total, bool wanted)
{
    const char *term = getenv("TERM");
    p->what = what;
    p->total = total;
    p->on = wanted && isatty(STDERR_FILENO) && !(term && strcmp(term, "dumb") == 0);
    atomic_store(&p->done, 0);
    atomic_store(&p->last_ms, lw_monotonic_ms() + QUIET_MS - EVERY_MS);
}

static void draw(const struct lw_progress *p, uint64_t done)
{
    if (p->total == 0) {
        fprintf(stderr, "\r\033[K%s  %llu", p->what, (unsigned long long)done);
        return;
    }
    uint64_t whole = done > p->total ? p->total : done;
    double share = (double)whole / (double)p->total;
    int cells = (int)(share * (double)BAR_CELLS);
    char bar[BAR_CELLS + 1];
    for (int i = 0; i < BAR_CELLS; i++)
        bar[i] = i < cells ? '#' : '.';
    bar[BAR_CELLS] = '\0';
    fprintf(stderr, "\r\033[K%s [%s] %3d%%", p->what, bar, (int)(share * 100));
}

void lw_progress_add(struct lw_progress *p, uint64_t done)
{
    uint64_t sum = atomic_fetch_add_explicit(&p->done, done, memory_order_relaxed) + done;
    if (!p->on)
        return;
    int_fast64_t last = atomic_load(&p->last_ms), now = lw_monotonic_ms();
    if (now - last >= EVERY_MS && atomic_compare_exchange_strong(&p->last_ms, &last, now))
        draw(p, sum);
}

void lw_progress_end(struct lw_progress *p)
{
    if (p->on)
        fputs("\r\033[K", stderr);
    p->on = false;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/pool.c - threads over a shared counter, and the gate on memory in flight.
 */
#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/signals.h"

struct pool {
    lw_pool_fn *fn;
    void *ctx;
    size_t count;
    atomic_size_t next;
};

struct worker {
    struct pool *pool;
    unsigned number;
    pthread_t thread;
};

static void *work(void *arg)
{
    struct worker *worker = arg;
    struct pool *pool = worker->pool;
    while (!lw_interrupted()) {
        size_t i = atomic_fetch_add_explicit(&pool->next, 1, memory_order_relaxed);
        if (i >= pool->count)
            break;
        pool->fn(pool->ctx, i, worker->number);
    }
    return NULL;
}

void lw_pool_run(lw_pool_fn *fn, void *ctx, size_t count, unsigned jobs)
{
    struct pool pool = { fn, ctx, count, 0 };
    if (jobs > count)
        jobs = (unsigned)count;
    if (jobs == 0)
        jobs = 1;
    struct worker *workers = lw_xcalloc(jobs, sizeof *workers);
    unsigned started = 1;
    for (unsigned i = 0; i < jobs; i++)
        workers[i] = (struct worker){ .pool = &pool, .number = i };
    while (started < jobs &&
           pthread_create(&workers[started].thread, NULL, work, &workers[started]) == 0)
        started++;
    work(&workers[0]);
    for (unsigned i = 1; i < started; i++)
        pthread_join(workers[i].thread, NULL);
    free(workers);
}

unsigned lw_cpu_count(void)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count < 1 ? 1 : (unsigned)count;
}

struct lw_gate {
    pthread_mutex_t lock;
    pthread_cond_t freed;
    size_t limit, used;
};

struct lw_gate *lw_gate_new(size_t bytes)
{
    struct lw_gate *gate = lw_xcalloc(1, sizeof *gate);
    pthread_mutex_init(&gate->lock, NULL);
    pthread_cond_init(&gate->freed, NULL);
    gate->limit = bytes;
    return gate;
}

void lw_gate_free(struct lw_gate *gate)
{
    if (!gate)
        return;
    pthread_cond_destroy(&gate->freed);
    pthread_mutex_destroy(&gate->lock);
    free(gate);
}

void lw_gate_take(struct lw_gate *gate, size_t bytes)
{
    pthread_mutex_lock(&gate->lock);
    while (gate->used && (bytes > gate->limit || gate->used > gate->limit - bytes))
        pthread_cond_wait(&gate->freed, &gate->lock);
    gate->used += bytes;
    pthread_mutex_unlock(&gate->lock);
}

void lw_gate_give(struct lw_gate *gate, size_t bytes)
{
    pthread_mutex_lock(&gate->lock);
    gate->used -= bytes;
    pthread_cond_broadcast(&gate->freed);
    pthread_mutex_unlock(&gate->lock);
}

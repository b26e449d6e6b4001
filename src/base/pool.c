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

struct worker {
    struct lw_pool *pool;
    unsigned number;
    pthread_t thread;
};

/* One call of lw_pool_do(): who takes part counts on `next`. */
struct round {
    lw_pool_fn *fn;
    void *ctx;
    size_t count;
    atomic_size_t next;
};

/* What lw_pool_begin() was given. */
struct errand {
    lw_pool_fn *fn; /* NULL: taken, or none */
    void *ctx;
    bool running;
};

struct lw_pool {
    cpu_set_t cpus; /* that threads may run on once they run */
    bool spread;
    pthread_mutex_t lock;
    pthread_cond_t more, less; /* there is work; some is done */
    struct worker *workers;
    unsigned started; /* threads, the caller's not counted */
    struct round round;
    unsigned long turn; /* of rounds: a thread takes part once in each */
    bool open, end;     /* a round may be joined; there will be none */
    unsigned busy;      /* threads that are at the round */
    struct errand errand;
};

static void take_part(struct round *round, unsigned worker)
{
    while (!lw_interrupted()) {
        size_t i = atomic_fetch_add_explicit(&round->next, 1, memory_order_relaxed);
        if (i >= round->count)
            break;
        round->fn(round->ctx, i, worker);
    }
}

/* Called with the lock, which it lets go of while it works. */
static void run_errand(struct lw_pool *pool, unsigned worker)
{
    struct errand *errand = &pool->errand;
    lw_pool_fn *fn = errand->fn;
    errand->fn = NULL;
    errand->running = true;
    pthread_mutex_unlock(&pool->lock);
    fn(errand->ctx, 0, worker);
    pthread_mutex_lock(&pool->lock);
    errand->running = false;
    pthread_cond_signal(&pool->less);
}

static void *work(void *arg)
{
    const struct worker *me = arg;
    struct lw_pool *pool = me->pool;
    unsigned long seen = 0;
    if (pool->spread)
        (void)sched_setaffinity(0, sizeof pool->cpus, &pool->cpus);
    pthread_mutex_lock(&pool->lock);
    while (!pool->end) {
        if (pool->errand.fn) {
            run_errand(pool, me->number);
        } else if (pool->open && pool->turn != seen) {
            seen = pool->turn;
            pool->busy++;
            pthread_mutex_unlock(&pool->lock);
            take_part(&pool->round, me->number);
            pthread_mutex_lock(&pool->lock);
            if (--pool->busy == 0)
                pthread_cond_signal(&pool->less);
        } else {
            pthread_cond_wait(&pool->more, &pool->lock);
        }
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Where a thread is to begin: not behind its maker, which has work for milliseconds that the
 * scheduler takes to see that the two share a processor. */
static bool begin_elsewhere(struct lw_pool *pool, pthread_attr_t *attr)
{
    const int cpu = sched_getcpu();
    const size_t here = (size_t)cpu;
    if (cpu < 0 || here >= CPU_SETSIZE || sched_getaffinity(0, sizeof pool->cpus, &pool->cpus) != 0)
        return false;
    cpu_set_t others = pool->cpus;
    CPU_CLR(here, &others);
    return CPU_COUNT(&others) && pthread_attr_setaffinity_np(attr, sizeof others, &others) == 0;
}

static bool start(struct lw_pool *pool, struct worker *worker, const pthread_attr_t *attr)
{
    if (pool->spread && pthread_create(&worker->thread, attr, work, worker) == 0)
        return true;
    return pthread_create(&worker->thread, NULL, work, worker) == 0;
}

struct lw_pool *lw_pool_new(unsigned jobs)
{
    struct lw_pool *pool = lw_xcalloc(1, sizeof *pool);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->more, NULL);
    pthread_cond_init(&pool->less, NULL);
    if (jobs < 2)
        return pool;
    pthread_attr_t attr;
    pthread_attr_init(&attr);
    pool->spread = begin_elsewhere(pool, &attr);
    pool->workers = lw_xcalloc(jobs, sizeof *pool->workers);
    while (pool->started + 1 < jobs) {
        struct worker *worker = &pool->workers[pool->started];
        *worker = (struct worker){ .pool = pool, .number = pool->started + 1 };
        if (!start(pool, worker, &attr))
            break;
        pool->started++;
    }
    pthread_attr_destroy(&attr);
    return pool;
}

void lw_pool_free(struct lw_pool *pool)
{
    if (!pool)
        return;
    lw_pool_wait(pool);
    pthread_mutex_lock(&pool->lock);
    pool->end = true;
    pthread_cond_broadcast(&pool->more);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < pool->started; i++)
        pthread_join(pool->workers[i].thread, NULL);
    pthread_cond_destroy(&pool->more);
    pthread_cond_destroy(&pool->less);
    pthread_mutex_destroy(&pool->lock);
    free(pool->workers);
    free(pool);
}

void lw_pool_free_p(struct lw_pool **slot)
{
    lw_pool_free(*slot);
}

void lw_pool_do(struct lw_pool *pool, lw_pool_fn *fn, void *ctx, size_t count)
{
    struct round *round = &pool->round;
    pthread_mutex_lock(&pool->lock);
    round->fn = fn;
    round->ctx = ctx;
    round->count = count;
    atomic_store_explicit(&round->next, 0, memory_order_relaxed);
    pool->turn++;
    pool->open = true;
    if (count > 1)
        pthread_cond_broadcast(&pool->more);
    pthread_mutex_unlock(&pool->lock);
    take_part(round, 0);
    pthread_mutex_lock(&pool->lock);
    pool->open = false; /* who has not come by now has nothing left to do */
    while (pool->busy)
        pthread_cond_wait(&pool->less, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}

void lw_pool_begin(struct lw_pool *pool, lw_pool_fn *fn, void *ctx)
{
    lw_pool_wait(pool);
    pthread_mutex_lock(&pool->lock);
    pool->errand.fn = fn;
    pool->errand.ctx = ctx;
    pthread_cond_signal(&pool->more);
    pthread_mutex_unlock(&pool->lock);
}

void lw_pool_wait(struct lw_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    if (pool->errand.fn)
        run_errand(pool, 0);
    while (pool->errand.running)
        pthread_cond_wait(&pool->less, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}

void lw_pool_run(lw_pool_fn *fn, void *ctx, size_t count, unsigned jobs)
{
    LW_CLEANUP(lw_pool_free_p)
    struct lw_pool *pool = lw_pool_new(jobs > count ? (unsigned)count : jobs);
    lw_pool_do(pool, fn, ctx, count);
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

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/pool.h - run a function over 0..count-1 on several threads.
 */
#ifndef LW_BASE_POOL_H
#define LW_BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

/* `worker` is 0..jobs-1, so that each thread can have its own scratch memory. */
typedef void lw_pool_fn(void *ctx, size_t index, unsigned worker);

/* Threads that wait for work between one call and the next. Used by one thread at a time, which is
 * worker 0; where one cannot be started the others do its work. */
struct lw_pool;
struct lw_pool *lw_pool_new(unsigned jobs);
void lw_pool_free(struct lw_pool *pool); /* waits for what was begun */
void lw_pool_free_p(struct lw_pool **slot);

/* Calls `fn` once for each index, in rising order of start; returns when all are done. The caller
 * does its share. Stops handing out items once lw_interrupted(). */
void lw_pool_do(struct lw_pool *pool, lw_pool_fn *fn, void *ctx, size_t count);

/* One call of fn(ctx, 0, worker) beside what the caller does next, lw_pool_do() included; the
 * caller does it in lw_pool_wait() where no other thread came to it. One at a time. */
void lw_pool_begin(struct lw_pool *pool, lw_pool_fn *fn, void *ctx);
void lw_pool_wait(struct lw_pool *pool);

/* lw_pool_do() with threads of its own. */
void lw_pool_run(lw_pool_fn *fn, void *ctx, size_t count, unsigned jobs);

/* Processors this process may run on, at least 1. */
unsigned lw_cpu_count(void);

/* Bounds the bytes that are in flight on all threads: a taker waits until its share is free, but
 * one that asks for more than all gets in alone. */
struct lw_gate;
struct lw_gate *lw_gate_new(size_t bytes);
void lw_gate_free(struct lw_gate *gate);
void lw_gate_take(struct lw_gate *gate, size_t bytes);
void lw_gate_give(struct lw_gate *gate, size_t bytes);

#endif

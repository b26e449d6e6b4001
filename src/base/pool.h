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

/* Calls `fn` once for each index, in rising order of start; returns when all are done. With one
 * job, or one item, it runs on the calling thread. Where a thread cannot be started the others do
 * its work. Stops handing out items once lw_interrupted(). */
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

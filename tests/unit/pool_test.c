/* SPDX-License-Identifier: Apache-2.0
 *
 * pool_test.c - threads share the work and wait for more, and the gate bounds what is in flight.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/pool.h"
#include "base/progress.h"
#include "base/signals.h"

struct tally {
    atomic_uint seen[500];
    atomic_uint outside;
    unsigned jobs;
    struct lw_arena arenas[8]; /* one for each worker: no lock */
};

static void count_one(void *ctx, size_t index, unsigned worker)
{
    struct tally *tally = ctx;
    if (worker >= tally->jobs || index >= LW_COUNT(tally->seen)) {
        atomic_fetch_add(&tally->outside, 1);
        return;
    }
    memset(lw_arena_alloc(&tally->arenas[worker], 64), 1, 64);
    (void)lw_sha256(lw_view(&index, sizeof index)); /* made ready once, whoever comes first */
    atomic_fetch_add(&tally->seen[index], 1);
}

static void each_item_is_done_once(void **state)
{
    (void)state;
    static const unsigned jobs[] = { 0, 1, 2, 7 };
    static const size_t counts[] = { 0, 1, 2, 500 };
    for (size_t j = 0; j < LW_COUNT(jobs); j++) {
        for (size_t c = 0; c < LW_COUNT(counts); c++) {
            struct tally *tally = calloc(1, sizeof *tally);
            tally->jobs = jobs[j] ? jobs[j] : 1;
            lw_pool_run(count_one, tally, counts[c], jobs[j]);
            for (size_t i = 0; i < LW_COUNT(tally->seen); i++)
                assert_int_equal(tally->seen[i], i < counts[c]);
            assert_int_equal(tally->outside, 0);
            for (size_t i = 0; i < LW_COUNT(tally->arenas); i++)
                lw_arena_clear(&tally->arenas[i]);
            free(tally);
        }
    }
    assert_true(lw_cpu_count() >= 1);
}

struct errand {
    atomic_uint done;
    atomic_uint worker;
};

static void run_errand(void *ctx, size_t index, unsigned worker)
{
    struct errand *errand = ctx;
    assert_int_equal(index, 0);
    atomic_store(&errand->worker, worker);
    atomic_fetch_add(&errand->done, 1);
}

/* Rounds and an errand of one pool, many times over: who is late for one takes part in the next. */
static void a_pool_is_used_again(void **state)
{
    (void)state;
    static const unsigned jobs[] = { 0, 1, 2, 5 };
    for (size_t j = 0; j < LW_COUNT(jobs); j++) {
        LW_CLEANUP(lw_pool_free_p) struct lw_pool *pool = lw_pool_new(jobs[j]);
        struct tally *tally = calloc(1, sizeof *tally);
        tally->jobs = jobs[j] ? jobs[j] : 1;
        for (unsigned turn = 1; turn <= 200; turn++) {
            struct errand errand = { 0 };
            const size_t count = turn % 7;
            lw_pool_begin(pool, run_errand, &errand);
            lw_pool_do(pool, count_one, tally, count);
            lw_pool_wait(pool);
            lw_pool_wait(pool); /* there is none any more */
            assert_int_equal(errand.done, 1);
            assert_true(errand.worker < tally->jobs);
        }
        assert_int_equal(tally->seen[0], 200 - 200 / 7);
        assert_int_equal(tally->seen[5], 200 / 7);
        assert_int_equal(tally->seen[6], 0);
        assert_int_equal(tally->outside, 0);
        for (size_t i = 0; i < LW_COUNT(tally->arenas); i++)
            lw_arena_clear(&tally->arenas[i]);
        free(tally);
    }
}

static void what_was_begun_is_done_before_a_pool_ends(void **state)
{
    (void)state;
    for (unsigned jobs = 1; jobs < 4; jobs++) {
        struct errand errand = { 0 };
        struct lw_pool *pool = lw_pool_new(jobs);
        lw_pool_begin(pool, run_errand, &errand);
        lw_pool_free(pool);
        assert_int_equal(errand.done, 1);
    }
    lw_pool_free(NULL);
}

struct flight {
    struct lw_gate *gate;
    atomic_size_t now, most;
    size_t limit;
    struct lw_progress progress;
};

static void fly(void *ctx, size_t index, unsigned worker)
{
    (void)worker;
    struct flight *flight = ctx;
    size_t bytes = index % 11 == 0 ? 5000 : 100 + index % 300; /* some are larger than all */
    lw_gate_take(flight->gate, bytes);
    size_t now = atomic_fetch_add(&flight->now, bytes) + bytes, most = atomic_load(&flight->most);
    if (bytes <= flight->limit)
        while (now > most && !atomic_compare_exchange_weak(&flight->most, &most, now))
            continue;
    else if (now != bytes)
        atomic_store(&flight->most, SIZE_MAX); /* it was not alone */
    lw_progress_add(&flight->progress, bytes);
    atomic_fetch_sub(&flight->now, bytes);
    lw_gate_give(flight->gate, bytes);
}

static void the_gate_bounds_what_is_in_flight(void **state)
{
    (void)state;
    struct flight flight = { .limit = 1000 };
    flight.gate = lw_gate_new(flight.limit);
    lw_progress_begin(&flight.progress, "flying", 0, false);
    lw_pool_run(fly, &flight, 2000, 6);
    lw_progress_end(&flight.progress);
    assert_true(flight.most > 0);
    assert_true(flight.most <= flight.limit);
    assert_int_equal(flight.now, 0);
    lw_gate_free(flight.gate);
    lw_gate_free(NULL);
}

static void interrupt(void *ctx, size_t index, unsigned worker)
{
    (void)worker;
    atomic_fetch_add((atomic_size_t *)ctx, 1);
    if (index == 10)
        raise(SIGINT);
}

static void ctrl_c_stops_the_work(void **state)
{
    (void)state;
    atomic_size_t done = 0;
    lw_signals_install();
    assert_false(lw_interrupted());
    lw_pool_run(interrupt, &done, 1000000, 2);
    assert_true(lw_interrupted());
    assert_int_equal(lw_interrupt_signal(), SIGINT);
    assert_true(done >= 11 && done < 1000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_item_is_done_once),
        cmocka_unit_test(a_pool_is_used_again),
        cmocka_unit_test(what_was_begun_is_done_before_a_pool_ends),
        cmocka_unit_test(the_gate_bounds_what_is_in_flight),
        cmocka_unit_test(ctrl_c_stops_the_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * review/run.c - the order of a review.
 */
#include "review/run.h"

#include <stdlib.h>

#include "analyze/earlier.h"
#include "analyze/seen.h"
#include "base/pool.h"
#include "base/signals.h"
#include "review/delta.h"
#include "review/guards.h"
#include "review/test_folders.h"
#include "review/unchanged.h"
#include "review/verdict.h"

static const char *const file_states[] = { "same",    "added", "removed", "changed",
                                           "touched", "moved", "renamed" };
static const char *const package_states[] = {
    "same", "new", "gone", "up", "down", "other", "moved"
};
static const char *const proofs[] = { "none", "holds", "partial", "broken" };
static const char *const levels[] = { "off", "note", "review", "block" };
static const char *const verdicts[] = { "adopt", "review", "block" };

const char *lw_file_state_name(enum lw_file_state state)
{
    return file_states[state];
}

const char *lw_package_state_name(enum lw_package_state state)
{
    return package_states[state];
}

const char *lw_proof_name(enum lw_proof proof)
{
    return proofs[proof];
}

const char *lw_level_name(enum lw_level level)
{
    return levels[level];
}

const char *lw_verdict_name(enum lw_verdict verdict)
{
    return verdicts[verdict];
}

struct lw_review *lw_review_new(void)
{
    struct lw_review *review = lw_xcalloc(1, sizeof *review);
    review->arena = review->arena_to = (struct lw_arena)LW_ARENA_INIT;
    return review;
}

void lw_review_free(struct lw_review *review)
{
    if (!review)
        return;
    lw_scan_free(review->from);
    lw_scan_free(review->to);
    lw_map_clear(&review->test_imports);
    lw_arena_clear(&review->arena);
    lw_arena_clear(&review->arena_to);
    free(review);
}

void lw_review_free_p(struct lw_review **slot)
{
    lw_review_free(*slot);
}

static void compare_digests(struct lw_review *review)
{
    const struct lw_scan *a = review->from, *b = review->to;
    review->same_zip = a->have_zip_digest && b->have_zip_digest &&
                       lw_digest_eq(&a->zip_digest, &b->zip_digest);
    review->same_content = a->have_content_digest && b->have_content_digest &&
                           lw_digest_eq(&a->content_digest, &b->content_digest);
}

static void index_files(struct lw_delta *delta)
{
    const struct lw_file_change_list *files = &delta->review->files;
    for (size_t i = 0; i < files->count; i++) {
        const struct lw_file_change *change = &files->items[i];
        if (change->from)
            *lw_map_put(&delta->by_from, change->from->path, NULL) = i + 1;
        if (change->to)
            *lw_map_put(&delta->by_to, change->to->path, NULL) = i + 1;
    }
}

/* What is new, once more with what unchanged files do, where that could make it less. */
static lw_status compare_facts(struct lw_delta *delta, const struct lw_sides *sides,
                               const struct lw_unchanged *unchanged, struct lw_facts *context,
                               const struct lw_review_options *options, struct lw_err *err)
{
    bool any = false;
    lw_delta_facts(delta, sides->jobs);
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "interrupted");
    if (!unchanged)
        return LW_OK;
    LW_TRY(lw_unchanged_context(context, &any, delta, unchanged, sides->to.archive,
                                &options->scan.engine, err));
    if (any) {
        delta->context = context;
        lw_delta_facts_beside(delta);
    }
    return LW_OK;
}

/* Of both sides at once, each with its own arena. */
struct owners_job {
    struct {
        struct lw_owners *out;
        const struct lw_source_side *side;
        struct lw_arena *arena;
        struct lw_err err;
        lw_status status;
    } sides[2];
};

static void make_one(void *ctx, size_t index, unsigned worker)
{
    struct owners_job *job = ctx;
    (void)worker;
    job->sides[index].status = lw_owners_make(job->sides[index].out, job->sides[index].side,
                                              job->sides[index].arena, &job->sides[index].err);
}

static lw_status make_owners(struct lw_delta *delta, const struct lw_sides *sides,
                             struct lw_err *err)
{
    struct owners_job job = {
        .sides = { { .out = &delta->from, .side = &sides->from, .arena = &delta->review->arena },
                   { .out = &delta->to, .side = &sides->to, .arena = &delta->review->arena_to } }
    };
    lw_pool_run(make_one, &job, LW_COUNT(job.sides), sides->jobs);
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "interrupted");
    for (size_t i = 0; i < LW_COUNT(job.sides); i++)
        if (!lw_ok(job.sides[i].status)) {
            *err = job.sides[i].err;
            return job.sides[i].status;
        }
    return LW_OK;
}

static lw_status compare(struct lw_review *review, const struct lw_sides *sides,
                         const struct lw_unchanged *unchanged,
                         const struct lw_review_options *options, struct lw_err *err)
{
    struct lw_delta delta = { .review = review, .by_from = LW_MAP_INIT, .by_to = LW_MAP_INIT };
    struct lw_arena arena = LW_ARENA_INIT;
    struct lw_facts context = lw_facts(&arena); /* rules ask for it */
    compare_digests(review);
    lw_status status = lw_review_pair(review, sides, err);
    if (lw_ok(status))
        status = make_owners(&delta, sides, err);
    if (lw_ok(status)) {
        index_files(&delta);
        lw_delta_packages(&delta);
        status = compare_facts(&delta, sides, unchanged, &context, options, err);
    }
    if (lw_ok(status)) {
        lw_delta_findings(&delta);
        status = lw_review_guards(review, sides, err);
    }
    if (lw_ok(status))
        status = lw_review_tests(&delta, sides, err);
    if (lw_ok(status))
        status = lw_review_hunks(review, sides, options->hunks, err);
    if (lw_ok(status))
        lw_review_judge(review, &delta, &options->config);
    lw_owners_clear(&delta.from);
    lw_owners_clear(&delta.to);
    lw_map_clear(&delta.by_from);
    lw_map_clear(&delta.by_to);
    lw_arena_clear(&arena);
    return status;
}

/* Neither is known: what equal files do is not looked at. Such results are not kept, since they are
 * not whole. */
static lw_status scan_changes(struct lw_review *review, const struct lw_input *from,
                              const struct lw_input *to, struct lw_unchanged *unchanged,
                              const struct lw_review_options *options, struct lw_err *err)
{
    const struct lw_engine_reader of_old = { lw_sketches_read, &unchanged->sketches_from };
    const struct lw_engine_reader of_new = { lw_sketches_read, &unchanged->sketches_to };
    const struct lw_engine_filter old = { lw_unchanged_wants_others, NULL, &unchanged->from };
    const struct lw_engine_filter new = { lw_unchanged_wants_others, NULL, &unchanged->to };
    LW_CLEANUP(lw_seen_free_p) struct lw_seen *seen = lw_seen_new();
    struct lw_scan_options scan = options->scan;
    scan.cache_folder = LW_VIEW_NONE;
    scan.keep = NULL;
    scan.engine.remember = seen;
    scan.engine.behavior_of = &old;
    scan.engine.reader = &of_old;
    LW_TRY(lw_scan_run(&review->from, from, &scan, err));
    lw_give_back();
    scan.engine.behavior_of = &new;
    scan.engine.reader = &of_new;
    scan.engine.remember = NULL;
    scan.engine.seen = seen;
    LW_TRY(lw_scan_run(&review->to, to, &scan, err));
    return lw_seen_check(seen, err);
}

/* One of them is known, or one is a folder: the other is looked at whole, but for code that both
 * have in the same place. */
static lw_status scan_rest(struct lw_review *review, const struct lw_input *from,
                           const struct lw_input *to, const struct lw_review_options *options,
                           struct lw_err *err)
{
    LW_CLEANUP(lw_earlier_free_p) struct lw_earlier *earlier = NULL;
    struct lw_scan_options scan = options->scan;
    struct lw_scan *known = review->from ? review->from : review->to;
    if (!known) {
        LW_TRY(lw_scan_run(&review->from, from, &scan, err));
        known = review->from;
    }
    if (scan.engine.behavior)
        earlier = lw_earlier_new(known->files, known->file_count, &known->facts);
    scan.engine.earlier = earlier;
    if (!review->from)
        LW_TRY(lw_scan_run(&review->from, from, &scan, err));
    if (!review->to)
        LW_TRY(lw_scan_run(&review->to, to, &scan, err));
    return LW_OK;
}

/* `*partial`: what unchanged files do was not looked at. */
static lw_status scan_both(struct lw_review *review, bool *partial, struct lw_unchanged *unchanged,
                           const struct lw_input *from, const struct lw_input *to,
                           const struct lw_review_options *options, struct lw_err *err)
{
    LW_TRY(lw_scan_known(&review->from, from, &options->scan, err));
    LW_TRY(lw_scan_known(&review->to, to, &options->scan, err));
    if (!review->from && !review->to && options->scan.engine.behavior)
        LW_TRY(lw_unchanged_find(unchanged, from, to, &options->scan.engine.limits,
                                 options->scan.engine.jobs, err));
    *partial = unchanged->to.count > 0;
    if (*partial)
        return scan_changes(review, from, to, unchanged, options, err);
    return scan_rest(review, from, to, options, err);
}

static lw_status run(struct lw_review *review, struct lw_unchanged *unchanged,
                     const struct lw_input *from, const struct lw_input *to,
                     const struct lw_review_options *options, struct lw_err *err)
{
    struct lw_sides sides = { .jobs = options->scan.engine.jobs ? options->scan.engine.jobs : 1 };
    const struct lw_limits *limits = &options->scan.engine.limits;
    bool partial = false;
    sides.touched = &unchanged->touched;
    sides.from.sketches = &unchanged->sketches_from;
    sides.to.sketches = &unchanged->sketches_to;
    LW_TRY(scan_both(review, &partial, unchanged, from, to, options, err));
    lw_give_back();
    sides.from.scan = review->from;
    sides.to.scan = review->to;
    lw_status status = lw_open_both(&sides.from.archive, &sides.to.archive, from, to, limits,
                                    sides.jobs, err);
    if (lw_ok(status))
        status = compare(review, &sides, partial ? unchanged : NULL, options, err);
    lw_side_close(&sides.from);
    lw_side_close(&sides.to);
    return status;
}

lw_status lw_review_run(struct lw_review **out, const struct lw_input *from,
                        const struct lw_input *to, const struct lw_review_options *options,
                        struct lw_err *err)
{
    LW_CLEANUP(lw_review_free_p) struct lw_review *review = lw_review_new();
    struct lw_unchanged unchanged = LW_UNCHANGED_INIT;
    review->now_utc_s = options->scan.content.now_utc_s;
    lw_status status = run(review, &unchanged, from, to, options, err);
    lw_unchanged_clear(&unchanged);
    LW_TRY(status);
    *out = lw_steal(&review);
    return LW_OK;
}

lw_status lw_review_scans(struct lw_review **out, struct lw_scan **from, struct lw_scan **to,
                          const struct lw_review_options *options, struct lw_err *err)
{
    LW_CLEANUP(lw_review_free_p) struct lw_review *review = lw_review_new();
    struct lw_sides sides = { .from = { *from, NULL }, .to = { *to, NULL }, .jobs = 1 };
    review->now_utc_s = options->scan.content.now_utc_s;
    review->from = *from;
    review->to = *to;
    lw_status status = compare(review, &sides, NULL, options, err);
    if (!lw_ok(status)) {
        review->from = review->to = NULL; /* still the caller's */
        return status;
    }
    *from = *to = NULL;
    *out = lw_steal(&review);
    return LW_OK;
}

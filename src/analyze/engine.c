/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/engine.c - spreads the files over threads and puts the results back in order.
 */
#include "analyze/engine.h"

#include <stdlib.h>

#include "analyze/filekind.h"
#include "analyze/seen.h"
#include "analyze/visit.h"
#include "archive/manifest.h"
#include "base/signals.h"

enum {
    LARGE_BYTES = 1 << 19,
    PARSED_FACTOR = 32, /* what parsing a byte takes, in bytes that are only searched */
    SPARE_BYTES = 36 << 20,
};

static void add_anomalies(struct lw_facts *facts, const struct lw_anomaly_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        lw_anomaly_to_fact(facts, &list->items[i], list->items[i].path);
}

static void add_unlisted(struct lw_facts *facts, const struct lw_archive *archive)
{
    size_t count;
    const struct lw_unlisted *items = lw_archive_unlisted(archive, &count);
    for (size_t i = 0; i < count; i++)
        lw_facts_incomplete(facts, items[i].path, lw_code_name(LW_E_IO), items[i].reason);
}

/* Which of a worker's facts came from one entry. */
struct share {
    unsigned worker;
    bool done, is_archive, looked_beside;
    struct lw_facts_mark begin, own_end, end; /* behind own_end: what is nested in it */
};

struct job {
    struct lw_run run;
    const struct lw_entry *entries;
    size_t count;
    size_t *order;  /* entries in order of work */
    uint64_t *work; /* by entry, see work_of() */
    struct share *shares;
    struct lw_scan_file **records; /* by entry; NULL for folders and shadowed ones */
    struct lw_visitor *visitors;
    struct lw_pool *pool;
    struct lw_anomaly_list layout; /* of the zip as a whole, in layout_arena */
    struct lw_arena layout_arena;
    struct lw_err zip_err;
    lw_status zip_status;
};

static void work(void *ctx, size_t index, unsigned worker)
{
    struct job *job = ctx;
    /* What concerns the zip as a whole: one more piece of work. */
    const struct lw_engine_options *options = job->run.options;
    if (index == 0 && !options->packages_only && !options->behavior_only)
        job->zip_status = lw_archive_check_layout(&job->layout, job->run.archive,
                                                  &job->layout_arena, &job->zip_err);
    if (index == 0)
        return;
    size_t at = job->order[index - 1];
    struct lw_visitor *visitor = &job->visitors[worker];
    struct share *share = &job->shares[at];
    share->worker = worker;
    share->begin = lw_facts_mark(&visitor->facts);
    lw_visit(visitor, &job->entries[at], job->records[at]);
    share->end = lw_facts_mark(&visitor->facts);
    share->own_end = visitor->own_end;
    share->is_archive = visitor->is_archive;
    share->looked_beside = visitor->looked_beside;
    share->done = true;
    if (job->run.options->progress)
        lw_progress_add(job->run.options->progress, job->entries[at].bytes);
}

/* How much a file takes, in bytes; 0 for small ones, which are all the same. */
static uint64_t work_of(const struct lw_engine_options *options, const struct lw_entry *entry)
{
    const struct lw_engine_filter *filter = options->behavior_of;
    const bool parsed = options->behavior && entry->bytes < UINT64_MAX / PARSED_FACTOR &&
                        lw_code_language(entry->path, LW_VIEW_NONE) &&
                        (!filter || filter->wants(filter->ctx, entry->path));
    const uint64_t bytes = entry->bytes * (parsed ? PARSED_FACTOR : 1);
    return bytes >= LARGE_BYTES ? bytes : 0;
}

/* What takes long first, so that no thread is left alone with it at the end; then as they lie in
 * the zip, which is the order in which a disk likes to be read. */
static int by_work(const void *a, const void *b, void *ctx)
{
    const struct job *sorting = ctx;
    const size_t one = *(const size_t *)a, other = *(const size_t *)b;
    const struct lw_entry *x = &sorting->entries[one], *y = &sorting->entries[other];
    if (sorting->work[one] != sorting->work[other])
        return sorting->work[one] < sorting->work[other] ? 1 : -1;
    if (x->header_offset != y->header_offset)
        return x->header_offset < y->header_offset ? -1 : 1;
    return x < y ? -1 : x > y;
}

static bool passed_over(const struct lw_engine_options *options, const struct lw_entry *entry)
{
    const struct lw_engine_filter *filter = options->behavior_of;
    return options->behavior_only && filter && !filter->wants(filter->ctx, entry->path);
}

/* Entries that the limit on unpacked bytes still covers, in order of path; each that is over it is
 * said and left out, the same whatever the threads do. */
static size_t plan(struct job *job, struct lw_facts *facts)
{
    const struct lw_limits *limits = &job->run.options->limits;
    uint64_t left = limits->total_bytes;
    size_t planned = 0;
    for (size_t i = 0; i < job->count; i++) {
        const struct lw_entry *entry = &job->entries[i];
        if (passed_over(job->run.options, entry))
            continue;
        if (entry->type == LW_ENTRY_FILE && entry->bytes > left) {
            lw_facts_incomplete(facts, entry->path, lw_code_name(LW_E_LIMIT),
                                LW_VIEW("not read: the content unpacks to more than the limit "
                                        "(--max-unpacked)"));
            continue;
        }
        if (entry->type == LW_ENTRY_FILE)
            left -= entry->bytes;
        job->work[i] = work_of(job->run.options, entry);
        job->order[planned++] = i;
    }
    if (planned && !job->run.options->packages_only)
        qsort_r(job->order, planned, sizeof *job->order, by_work, job);
    return planned;
}

static void make_records(struct job *job, struct lw_engine_output *out, struct lw_arena *arena)
{
    out->files = lw_arena_array(arena, job->count, sizeof *out->files);
    for (size_t i = 0; i < job->count; i++) {
        const struct lw_entry *entry = &job->entries[i];
        if (!lw_manifest_lists(entry))
            continue;
        struct lw_scan_file *file = &out->files[out->file_count++];
        *file = (struct lw_scan_file){ .path = lw_arena_copy(arena, entry->path),
                                       .type = entry->type,
                                       .mode = entry->mode,
                                       .bytes = entry->bytes,
                                       .packed_bytes = entry->packed_bytes };
        job->records[i] = file;
    }
}

static void digest_content(struct lw_engine_output *out)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf manifest = LW_BUF_INIT;
    for (size_t i = 0; i < out->file_count; i++) {
        const struct lw_scan_file *file = &out->files[i];
        if (!file->have_sha256)
            return;
        lw_manifest_add(&manifest, file->type, file->mode, file->path, &file->sha256);
    }
    out->content_digest = lw_sha256(lw_buf_view(&manifest));
    out->have_content_digest = true;
}

/* Two of the largest files may be in memory at once, with what they are packed in. */
static uint64_t bytes_in_flight(const struct job *job)
{
    uint64_t largest = 0;
    for (size_t i = 0; i < job->count; i++)
        largest = job->entries[i].bytes > largest ? job->entries[i].bytes : largest;
    return largest < UINT64_MAX / 4 ? 2 * largest + SPARE_BYTES : largest;
}

/* Why nothing that is nested counts; "" where it does. */
static struct lw_view over_the_limits(struct job *job, struct lw_arena *arena)
{
    if (!atomic_load(&job->run.too_much))
        return LW_VIEW_NONE;
    return lw_arena_printf(arena,
                           "not looked into: nested archives together unpack to more than %d "
                           "times the limit of %llu bytes (--max-unpacked), or the paths in nested "
                           "archives, and what was seen there, take more than %d bytes",
                           LW_NESTED_FACTOR,
                           (unsigned long long)job->run.options->limits.total_bytes,
                           LW_NESTED_TEXT_BYTES);
}

static void say_over(struct lw_facts *facts, struct lw_view location, struct lw_view reason)
{
    lw_facts_incomplete(facts, location, lw_code_name(LW_E_LIMIT), reason);
    lw_anomaly_to_fact(facts, &(struct lw_anomaly){ .kind = LW_A_TOTAL, .detail = reason },
                       location);
}

/* Files that are passed over are those that another version has as well. */
static void remember(const struct job *job, size_t at)
{
    const struct lw_engine_options *options = job->run.options;
    const struct lw_engine_filter *filter = options->behavior_of;
    const struct share *share = &job->shares[at];
    const struct lw_view path = job->entries[at].path;
    if (!options->remember || share->is_archive || share->looked_beside || !filter ||
        filter->wants(filter->ctx, path))
        return;
    lw_seen_add(options->remember, job->records[at], path, &job->visitors[share->worker].facts,
                share->begin, share->end);
}

static void collect(struct job *job, struct lw_facts *facts)
{
    struct lw_view reason = over_the_limits(job, facts->arena);
    size_t count = 0;
    for (size_t i = 0; i < job->count; i++)
        count += job->shares[i].end.facts - job->shares[i].begin.facts;
    lw_facts_reserve(facts, count + count / 8); /* and what is said of the whole */
    for (size_t i = 0; i < job->count; i++) {
        const struct share *share = &job->shares[i];
        const bool over = reason.len && share->is_archive;
        if (!share->done)
            continue;
        lw_facts_copy(facts, &job->visitors[share->worker].facts, share->begin,
                      over ? share->own_end : share->end);
        remember(job, i);
        if (over)
            say_over(facts, job->entries[i].path, reason);
    }
}

/* tree() or digests() of one analyser, and what it finds. */
struct hook {
    const struct lw_analyzer *analyzer;
    bool digests;
    struct lw_arena arena;
    struct lw_facts found;
};

struct hook_job {
    struct job *job;
    const struct lw_facts *seen;
    const struct lw_engine_output *out;
    struct hook *hooks;
    size_t count;
};

static void run_hook(void *ctx, size_t index, unsigned worker)
{
    const struct hook_job *hooks = ctx;
    struct job *job = hooks->job;
    struct hook *hook = &hooks->hooks[index];
    struct lw_scratch *scratch = lw_visitor_scratch(&job->visitors[worker], 0);
    const struct lw_digest_tree tree = { job->run.archive, hooks->out->files,
                                         hooks->out->file_count, scratch };
    struct lw_err err = { 0 };
    hook->found = lw_facts(&hook->arena);
    const lw_status status = hook->digests ? hook->analyzer->digests(&hook->found, &tree, &err)
                                           : hook->analyzer->tree(&hook->found, job->run.archive,
                                                                  hooks->seen, scratch, &err);
    if (!lw_ok(status))
        lw_facts_incomplete(&hook->found, LW_VIEW_NONE, lw_code_name(err.code),
                            lw_view_c(err.text));
}

static void add_hooks(struct hook_job *hooks, bool digests)
{
    const struct lw_engine_options *options = hooks->job->run.options;
    for (size_t i = 0; i < lw_analyzer_count; i++) {
        const struct lw_analyzer *a = lw_analyzer_all[i];
        if ((digests ? a->digests != NULL : a->tree != NULL) && lw_engine_asks(options, a))
            hooks->hooks[hooks->count++] = (struct hook){ .analyzer = a, .digests = digests };
    }
}

/* What is asked of the artifact as a whole. What takes longest is begun first; what it finds goes
 * behind what the others find. */
static void run_hooks(struct lw_facts *facts, struct job *job, const struct lw_engine_output *out,
                      struct lw_arena *arena)
{
    struct hook_job hooks = { .job = job, .seen = facts, .out = out };
    hooks.hooks = lw_arena_array(arena, 2 * lw_analyzer_count, sizeof *hooks.hooks);
    if (!job->run.options->packages_only)
        add_hooks(&hooks, true);
    const size_t trees = hooks.count;
    add_hooks(&hooks, false);
    lw_pool_do(job->pool, run_hook, &hooks, hooks.count);
    for (size_t i = 0; i < hooks.count; i++) {
        struct hook *hook = &hooks.hooks[(trees + i) % hooks.count];
        lw_facts_copy(facts, &hook->found, (struct lw_facts_mark){ 0, 0, 0 },
                      lw_facts_mark(&hook->found));
        lw_arena_clear(&hook->arena);
    }
}

static lw_status finish(struct lw_facts *facts, struct lw_engine_output *out, struct job *job,
                        struct lw_arena *arena, struct lw_err *err)
{
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "interrupted");
    if (!lw_ok(job->zip_status)) {
        *err = job->zip_err;
        return job->zip_status;
    }
    add_anomalies(facts, &job->layout);
    collect(job, facts);
    run_hooks(facts, job, out, arena);
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "interrupted");
    lw_facts_settle(facts);
    if (out->files && lw_archive_is_whole(job->run.archive))
        digest_content(out);
    return LW_OK;
}

lw_status lw_engine_run(struct lw_facts *facts, struct lw_engine_output *out,
                        const struct lw_archive *archive, const struct lw_engine_options *options,
                        struct lw_err *err)
{
    LW_CLEANUP(lw_pool_free_p) struct lw_pool *own = NULL;
    struct lw_arena arena = LW_ARENA_INIT;
    struct job job = { .run = { .archive = archive, .options = options } };
    unsigned jobs = options->jobs ? options->jobs : 1;
    *out = (struct lw_engine_output){ 0 };
    job.entries = lw_archive_entries(archive, &job.count);
    if (!options->pool)
        own = lw_pool_new(jobs <= job.count ? jobs : (unsigned)job.count + 1);
    job.pool = own ? own : options->pool;
    job.order = lw_arena_array(&arena, job.count, sizeof *job.order);
    job.work = lw_arena_array(&arena, job.count, sizeof *job.work);
    job.shares = lw_arena_array(&arena, job.count, sizeof *job.shares);
    job.records = lw_arena_array(&arena, job.count, sizeof(struct lw_scan_file *));
    job.visitors = lw_arena_array(&arena, jobs, sizeof *job.visitors);
    for (unsigned i = 0; i < jobs; i++)
        lw_visitor_init(&job.visitors[i], &job.run);
    job.run.gate = lw_gate_new(bytes_in_flight(&job));
    job.run.nested_turn = lw_gate_new(1);

    add_anomalies(facts, lw_archive_anomalies(archive));
    add_unlisted(facts, archive);
    lw_tell_cut(facts, archive, LW_VIEW_NONE, &options->limits);
    if (!options->packages_only && !options->behavior_only)
        make_records(&job, out, facts->arena);
    if (options->progress)
        options->progress->total = lw_archive_unpacked_bytes(archive);
    lw_pool_do(job.pool, work, &job, plan(&job, facts) + 1);
    lw_status status = finish(facts, out, &job, &arena, err);

    for (unsigned i = 0; i < jobs; i++)
        lw_visitor_clear(&job.visitors[i]);
    lw_gate_free(job.run.gate);
    lw_gate_free(job.run.nested_turn);
    lw_arena_clear(&job.layout_arena);
    lw_arena_clear(&arena);
    return status;
}

bool lw_engine_asks(const struct lw_engine_options *options, const struct lw_analyzer *analyzer)
{
    if (options->packages_only)
        return analyzer->packages;
    if (options->behavior_only)
        return analyzer->behavior;
    if (analyzer->rules)
        return options->yara != NULL;
    return !analyzer->behavior || options->behavior;
}

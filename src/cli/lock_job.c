/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/lock_job.c - looks at an artifact for the lock, and writes the lock.
 */
#include "cli/lock_job.h"

#include <stdlib.h>

#include "archive/manifest.h"
#include "base/clock.h"
#include "base/pool.h"
#include "base/signals.h"
#include "cli/diff_job.h"
#include "scan/kept.h"

lw_status lw_lock_path(struct lw_view *out, const struct lw_args *args, struct lw_arena *arena,
                       struct lw_err *err)
{
    const char *named = lw_args_get(args, "lock");
    struct lw_config config = { 0 };
    struct lw_review_config review;
    LW_TRY(lw_cli_config(&config, args, arena, err));
    LW_TRY(lw_review_config_read(&review, &config, err));
    *out = named             ? lw_arena_copy(arena, lw_view_c(named))
           : review.lock.len ? review.lock
                             : LW_VIEW(LW_LOCK_NAME);
    return LW_OK;
}

static lw_status digests_only(struct lw_lock_entry *out, const struct lw_input *input,
                              const struct lw_limits *limits, unsigned jobs, struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    LW_CLEANUP(lw_buf_clear) struct lw_buf manifest = LW_BUF_INIT;
    LW_TRY(lw_archive_open_input(&archive, input, limits, err));
    LW_TRY(lw_manifest_make(&manifest, &out->content, archive, jobs, err));
    LW_TRY(lw_archive_zip_digest(&out->zip, &out->have_zip, archive, err));
    LW_TRY(lw_archive_check_unchanged(archive, err));
    out->have_content = true;
    out->bytes = lw_archive_is_zip(archive) ? lw_archive_zip_bytes(archive)
                                            : lw_archive_unpacked_bytes(archive);
    return LW_OK;
}

static lw_status whole(struct lw_lock_entry *out, const struct lw_input *input,
                       const struct lw_scan_options *options, struct lw_arena *arena,
                       struct lw_err *err)
{
    LW_CLEANUP(lw_scan_free_p) struct lw_scan *scan = NULL;
    struct lw_source_side side = { 0 };
    LW_TRY(lw_scan_run(&scan, input, options, err));
    lw_status status = lw_side_open(&side, scan, input, &options->engine.limits, err);
    if (lw_ok(status))
        status = lw_lock_entry_make(out, &side, arena, err);
    lw_side_close(&side);
    return status;
}

lw_status lw_lock_look(struct lw_lock_entry *out, const struct lw_lock_look *look,
                       struct lw_arena *arena, struct lw_err *err)
{
    const struct lw_input input = { look->path, look->path };
    struct lw_scan_options options = { .cache_folder = look->cache_folder,
                                       .keep = lw_worker_keep,
                                       .keep_ctx = look->worker };
    uint64_t jobs = lw_cpu_count();
    *out = (struct lw_lock_entry){ 0 };
    LW_ENSURE(!lw_view_starts(lw_view_c(look->path), LW_VIEW("arn:")), err, LW_E_UNSUPPORTED, 0,
              "%s: layers are not fetched from AWS yet: get the zip (aws lambda "
              "get-layer-version-by-arn) and name its file",
              look->path);
    LW_TRY(lw_args_limits(&options.engine.limits, look->args, err));
    LW_TRY(lw_args_number(&jobs, look->args, "jobs", 1024, err));
    options.engine.jobs = jobs ? (unsigned)jobs : 1;
    options.engine.behavior = true;
    options.content.now_utc_s = lw_now_utc_s();
    if (!look->whole)
        return digests_only(out, &input, &options.engine.limits, options.engine.jobs, err);
    return whole(out, &input, &options, arena, err);
}

struct job {
    const struct lw_args *args;
    struct lw_view path; /* of the lock */
    struct lw_view cache_folder;
    FILE *out; /* its new content */
    bool update;
};

/* Who ran it, where --by does not say. */
static struct lw_view current_user(struct lw_arena *arena)
{
    const char *name = getenv("USER");
    return lw_arena_copy(arena, lw_view_c(name ? name : ""));
}

static void add_option_texts(struct lw_config_texts *list, const struct lw_args *args,
                             const char *option, struct lw_arena *arena)
{
    const char *value;
    for (size_t i = 0; (value = lw_args_nth(args, option, i)); i++)
        *LW_PUSH(arena, list) = lw_view_c(value);
}

/* The input's path as the lock keeps it: from the lock's folder, so that it holds on every machine;
 * "" where it is not below that folder. */
static struct lw_view kept_path(struct lw_view lock, const char *input)
{
    struct lw_view folder = lw_path_dir(lock), path = lw_view_c(input);
    while (lw_view_starts(path, LW_VIEW("./")))
        path = lw_view_from(path, 2);
    if (folder.len && lw_view_starts(path, folder) && path.len > folder.len &&
        path.ptr[folder.len] == '/')
        return lw_view_from(path, folder.len + 1);
    bool outside = folder.len || lw_view_starts(path, LW_VIEW("/")) ||
                   lw_view_starts(path, LW_VIEW("../"));
    return outside ? LW_VIEW_NONE : path;
}

static lw_status fill(struct lw_lock_entry *entry, const struct job *job,
                      const struct lw_lock_entry *old, struct lw_arena *arena)
{
    const struct lw_args *args = job->args;
    char now[32];
    const char *by = lw_args_get(args, "by"), *reason = lw_args_get(args, "reason"),
               *publisher = lw_args_get(args, "publisher");
    lw_time_format(now, lw_now_utc_s());
    entry->name = lw_view_c(lw_args_operand(args, 0));
    entry->path = kept_path(job->path, lw_args_operand(args, 1));
    entry->adopted_at = lw_arena_copy(arena, lw_view_c(now));
    entry->adopted_by = by ? lw_view_c(by) : current_user(arena);
    entry->reason = reason ? lw_view_c(reason) : LW_VIEW_NONE;
    entry->publisher = publisher ? lw_view_c(publisher) : lw_lock_account(entry->name);
    if (!publisher && !entry->publisher.len && old)
        entry->publisher = old->publisher;
    add_option_texts(&entry->attestations, args, "attestation", arena);
    return LW_OK;
}

static lw_status check_place(const struct lw_lock_entry *old, const struct job *job,
                             struct lw_err *err)
{
    const char *name = lw_args_operand(job->args, 0);
    if (job->update)
        LW_ENSURE(old, err, LW_E_USAGE, 0, "%s is not in %.*s: `layerward lock add`", name,
                  LW_FMT(job->path));
    else
        LW_ENSURE(!old, err, LW_E_USAGE, 0, "%s is in %.*s already: `layerward lock update`", name,
                  LW_FMT(job->path));
    return LW_OK;
}

static lw_status work(struct job *job, struct lw_worker *worker, struct lw_arena *arena,
                      struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    struct lw_lock lock;
    struct lw_lock_entry entry;
    struct lw_view name = lw_view_c(lw_args_operand(job->args, 0));
    const struct lw_lock_look look = { job->args, lw_args_operand(job->args, 1), true,
                                       job->cache_folder, worker };
    LW_TRY(lw_lock_check_name(name, err));
    LW_TRY(lw_lock_load(&lock, (const char *)job->path.ptr, !job->update, arena, err));
    const struct lw_lock_entry *old = lw_lock_find(&lock, name);
    LW_TRY(check_place(old, job, err));
    LW_TRY(lw_worker_confine(worker, err));
    LW_TRY(lw_lock_look(&entry, &look, arena, err));
    LW_TRY(fill(&entry, job, old, arena));
    lw_lock_put(&lock, &entry);
    lw_lock_write(&text, &lock);
    LW_ENSURE(fwrite(text.ptr, 1, text.len, job->out) == text.len && fflush(job->out) == 0, err,
              LW_E_IO, 0, "%.*s could not be written", LW_FMT(job->path));
    return LW_OK;
}

static int in_worker(struct lw_worker *worker, void *ctx)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_err err = { 0 };
    if (lw_ok(work(ctx, worker, &arena, &err)))
        return LW_EXIT_CLEAN;
    return lw_interrupted() ? 128 + lw_interrupt_signal() : lw_cli_fail(&err);
}

int lw_lock_write_verb(const struct lw_args *args, bool update)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_atomic file = LW_ATOMIC_INIT;
    struct lw_err err = { 0 };
    struct job job = { .args = args, .update = update };
    if (!lw_ok(lw_lock_path(&job.path, args, &arena, &err)) ||
        !lw_ok(lw_atomic_begin(&file, (const char *)job.path.ptr, &err)))
        return lw_cli_fail(&err);
    job.out = file.stream;
    job.cache_folder = lw_args_flag(args, "no-cache") ? LW_VIEW_NONE : lw_kept_folder(&arena);
    int code = lw_worker_run(in_worker, &job, job.cache_folder, lw_args_flag(args, "quiet"));
    if (code == LW_EXIT_CLEAN && !lw_ok(lw_atomic_commit(&file, &err)))
        code = lw_cli_fail(&err);
    lw_atomic_abort(&file);
    return code;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/lock_job.c - looks at an artifact for the lock, and writes the lock.
 */
#include "cli/lock_job.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "archive/manifest.h"
#include "base/clock.h"
#include "base/signals.h"
#include "cli/diff_job.h"
#include "cli/lock_attested.h"
#include "cli/lock_place.h"
#include "cli/lock_review.h"
#include "cli/lock_said.h"
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

lw_status lw_lock_input(struct lw_input *out, struct lw_fetch *fetch, const char *path,
                        struct lw_arena *arena, struct lw_err *err)
{
    *out = (struct lw_input){ path, path };
    if (lw_fetch_wanted(path))
        return lw_fetch_layer(out, fetch, path, arena, err);
    return LW_OK;
}

lw_status lw_lock_look(struct lw_lock_entry *out, const struct lw_lock_look *look,
                       struct lw_arena *arena, struct lw_err *err)
{
    struct lw_scan_options options = { .cache_folder = look->cache_folder,
                                       .keep = lw_worker_keep,
                                       .keep_ctx = look->worker };
    *out = (struct lw_lock_entry){ 0 };
    LW_TRY(lw_args_limits(&options.engine.limits, look->args, err));
    LW_TRY(lw_args_jobs(&options.engine.jobs, look->args, err));
    options.engine.behavior = true;
    options.content.now_utc_s = lw_now_utc_s();
    if (!look->whole)
        return digests_only(out, &look->input, &options.engine.limits, options.engine.jobs, err);
    return whole(out, &look->input, &options, arena, err);
}

struct job {
    const struct lw_args *args;
    struct lw_view path; /* of the lock */
    const char *input;   /* where the layer is; NULL: an update takes what the lock says */
    struct lw_view cache_folder;
    struct lw_view kept_path; /* the input's, from the lock's folder; "" where it is not below */
    struct lw_view by;
    struct lw_lock_trust trust;
    struct lw_lock_review review; /* of an update */
    FILE *out;                    /* its new content */
    FILE *said;                   /* what was pinned, told when the lock stands */
    bool update;
};

static void fill(struct lw_lock_entry *entry, const struct job *job,
                 const struct lw_lock_entry *old, struct lw_arena *arena)
{
    char now[32];
    const char *publisher = lw_args_get(job->args, "publisher");
    const struct lw_publisher *verified = job->trust.publisher;
    lw_time_format(now, lw_now_utc_s());
    entry->name = lw_view_c(lw_args_operand(job->args, 0));
    entry->path = job->kept_path;
    entry->adopted_at = lw_arena_copy(arena, lw_view_c(now));
    entry->adopted_by = job->by;
    entry->reason = lw_view_c(lw_args_get(job->args, "reason"));
    entry->publisher = publisher  ? lw_view_c(publisher)
                       : verified ? lw_arena_copy(arena, verified->name)
                                  : lw_lock_account(entry->name);
    if (!entry->publisher.len && old)
        entry->publisher = old->publisher;
}

/* An update is of what is in the lock, from where that says unless INPUT does. */
static lw_status check_place(const struct lw_lock *lock, const struct lw_lock_entry *old,
                             struct job *job, struct lw_arena *arena, struct lw_err *err)
{
    const char *name = lw_args_operand(job->args, 0);
    if (job->update)
        LW_ENSURE(old, err, LW_E_USAGE, 0, "%s is not in %.*s: `layerward lock add`%s", name,
                  LW_FMT(job->path), lw_lock_hint(lock, name, arena));
    else
        LW_ENSURE(!old, err, LW_E_USAGE, 0, "%s is in %.*s already: `layerward lock update`", name,
                  LW_FMT(job->path));
    if (job->input)
        return LW_OK;
    job->input = lw_lock_place(job->path, old, arena);
    job->kept_path = old->path;
    LW_ENSURE(job->input[0], err, LW_E_USAGE, 0,
              "%.*s has no path of %s: INPUT has to say where its new version is",
              LW_FMT(job->path), name);
    return LW_OK;
}

static lw_status work(struct job *job, struct lw_worker *worker, struct lw_arena *arena,
                      struct lw_err *err)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT, said = LW_BUF_INIT;
    struct lw_lock lock;
    struct lw_lock_entry entry;
    struct lw_view name = lw_view_c(lw_args_operand(job->args, 0));
    struct lw_fetch fetch = { .args = job->args };
    struct lw_lock_look look = {
        .args = job->args, .whole = true, .cache_folder = job->cache_folder, .worker = worker
    };
    LW_TRY(lw_lock_check_name(name, err));
    LW_TRY(lw_lock_load(&lock, (const char *)job->path.ptr, !job->update, arena, err));
    const struct lw_lock_entry *old = lw_lock_find(&lock, name);
    LW_TRY(check_place(&lock, old, job, arena, err));
    LW_TRY(lw_lock_trust_read(&job->trust, job->args, name, arena, err));
    LW_TRY(lw_lock_input(&look.input, &fetch, job->input, arena, err));
    job->review = (struct lw_lock_review){ .args = job->args, .old = old };
    if (job->update)
        LW_TRY(lw_lock_review_begin(&job->review, job->path, job->input, &fetch, arena, err));
    LW_TRY(lw_worker_confine(worker, &fetch, err));
    LW_TRY(lw_lock_look(&entry, &look, arena, err));
    if (job->update)
        LW_TRY(lw_lock_review_judge(&job->review, &look, &entry, arena, err));
    fill(&entry, job, old, arena);
    if (job->trust.policy)
        LW_TRY(lw_lock_attest(&entry, &job->trust, job->args, arena, err));
    lw_lock_put(&lock, &entry);
    lw_lock_write(&text, &lock);
    lw_lock_say_pinned(&said, &entry, job->input, job->update, arena);
    fwrite(said.ptr, 1, said.len, job->said);
    LW_ENSURE(fwrite(text.ptr, 1, text.len, job->out) == text.len && fflush(job->out) == 0 &&
                  fflush(job->said) == 0,
              err, LW_E_IO, 0, "%.*s could not be written", LW_FMT(job->path));
    return LW_OK;
}

static int in_worker(struct lw_worker *worker, void *ctx)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    struct lw_err err = { 0 };
    struct job *job = ctx;
    bool good = lw_ok(work(job, worker, &arena, &err));
    lw_lock_trust_clear(&job->trust);
    lw_lock_review_end(&job->review);
    if (good)
        return LW_EXIT_CLEAN;
    if (lw_interrupted())
        return 128 + lw_interrupt_signal();
    int code = lw_cli_fail(&err);
    return job->review.blocked ? LW_EXIT_FINDING : code;
}

/* Who adopts it and why, which a lock is for. */
static lw_status check_options(struct job *job, struct lw_arena *arena, struct lw_err *err)
{
    const char *by = lw_args_get(job->args, "by"), *reason = lw_args_get(job->args, "reason");
    LW_ENSURE(reason && lw_view_trim(lw_view_c(reason)).len, err, LW_E_USAGE, 0,
              "--reason is missing: why is %s adopted? The lock keeps that",
              lw_args_operand(job->args, 0));
    LW_ENSURE(job->update || job->input, err, LW_E_USAGE, 0,
              "%s is no ARN of a layer version: INPUT has to say where it is",
              lw_args_operand(job->args, 0));
    job->by = by ? lw_view_trim(lw_view_c(by)) : lw_lock_user(arena);
    LW_ENSURE(job->by.len, err, LW_E_USAGE, 0,
              "--by is missing: who adopts it? Neither USER nor LOGNAME nor the system's list of "
              "users tells");
    return LW_OK;
}

static void find_path(struct job *job, struct lw_arena *arena)
{
    const char *input = job->input, *name = lw_args_operand(job->args, 0);
    if (!input)
        return;
    if (lw_fetch_wanted(input)) {
        if (strcmp(input, name) != 0) /* which says where it is otherwise */
            job->kept_path = lw_view_c(input);
        return;
    }
    job->kept_path = lw_lock_path_below(job->path, input, arena);
    if (!job->kept_path.len && access(input, F_OK) == 0)
        fprintf(stderr,
                "layerward: warning: %s is not below the folder of %.*s, so the lock keeps no path "
                "of it: `lock check` needs NAME=INPUT\n",
                input, LW_FMT(job->path));
}

/* Where the layer is: an ARN that is its name says that too. */
static const char *input_of(const struct lw_args *args, bool update)
{
    if (lw_args_operands(args) > 1)
        return lw_args_operand(args, 1);
    return !update && lw_fetch_is_arn(lw_args_operand(args, 0)) ? lw_args_operand(args, 0) : NULL;
}

/* What the worker had to say of a lock that now stands, and what to do next. */
static void tell(const struct job *job)
{
    char bytes[4096];
    if (lw_args_flag(job->args, "quiet"))
        return;
    rewind(job->said);
    for (size_t got; (got = fread(bytes, 1, sizeof bytes, job->said)) > 0;)
        fwrite(bytes, 1, got, stdout);
    (void)fflush(stdout);
    if (!job->update)
        fprintf(stderr,
                "layerward: nobody has judged this first version: `layerward scan --behavior "
                "%s` shows what is in it and what it does; `layerward lock check` in a pipeline "
                "fails on any other\n",
                job->input);
}

static lw_status open_files(struct lw_atomic *file, struct job *job, struct lw_err *err)
{
    LW_TRY(lw_atomic_begin(file, (const char *)job->path.ptr, err));
    job->out = file->stream;
    int fd = memfd_create("said", MFD_CLOEXEC);
    job->said = fd < 0 ? NULL : fdopen(fd, "w+");
    if (!job->said && fd >= 0)
        close(fd);
    LW_ENSURE(job->said, err, LW_E_IO, 0, "there is no memory for a file: %s", strerror(errno));
    return LW_OK;
}

int lw_lock_write_verb(const struct lw_args *args, bool update)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena arena = LW_ARENA_INIT;
    LW_CLEANUP(lw_close_p) LW_UNUSED int held = -1;
    struct lw_atomic file = LW_ATOMIC_INIT;
    struct lw_err err = { 0 };
    struct job job = { .args = args, .update = update, .input = input_of(args, update) };
    /* Held until the new lock stands: what another adds meanwhile would be lost. */
    if (!lw_ok(check_options(&job, &arena, &err)) ||
        !lw_ok(lw_lock_path(&job.path, args, &arena, &err)) ||
        !lw_ok(lw_lock_hold(&held, job.path, &arena, &err)) ||
        !lw_ok(open_files(&file, &job, &err))) {
        lw_atomic_abort(&file);
        return lw_cli_fail(&err);
    }
    find_path(&job, &arena);
    job.cache_folder = lw_args_flag(args, "no-cache") ? LW_VIEW_NONE : lw_kept_folder(&arena);
    int code = lw_worker_run(in_worker, &job, job.cache_folder, lw_args_flag(args, "quiet"));
    if (code == LW_EXIT_CLEAN && !lw_ok(lw_atomic_commit(&file, &err)))
        code = lw_cli_fail(&err);
    lw_atomic_abort(&file);
    if (code == LW_EXIT_CLEAN)
        tell(&job);
    fclose(job.said);
    return code;
}

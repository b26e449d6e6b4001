/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/attest_input.c - digests and a bill of materials by a confined child.
 */
#include "cli/attest_input.h"

#include <sys/mman.h>
#include <unistd.h>

#include "archive/manifest.h"
#include "base/clock.h"
#include "base/file.h"
#include "cli/worker.h"
#include "report/format.h"
#include "scan/run.h"

enum { MAX_BOM_BYTES = 256 << 20 };

lw_status lw_attest_identify(struct lw_identity *out, const struct lw_input *input,
                             const struct lw_args *args, struct lw_arena *arena, struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    LW_CLEANUP(lw_buf_clear) struct lw_buf manifest = LW_BUF_INIT;
    struct lw_limits limits;
    unsigned jobs;
    LW_TRY(lw_args_limits(&limits, args, err));
    LW_TRY(lw_args_jobs(&jobs, args, err));
    LW_TRY(lw_archive_open_input(&archive, input, &limits, err));
    LW_TRY(lw_manifest_make(&manifest, &out->content, archive, jobs, err));
    LW_TRY(lw_archive_zip_digest(&out->zip, &out->have_zip, archive, err));
    LW_TRY(lw_archive_check_unchanged(archive, err));
    out->name = lw_arena_copy(arena, lw_path_base(lw_view_c(input->name)));
    return LW_OK;
}

/* What the child says, in memory of both processes. */
struct answer {
    bool have_zip;
    struct lw_digest zip, content;
};

struct job {
    const struct lw_args *args;
    const struct lw_input *input;
    struct answer *answer;
    FILE *bom; /* NULL: none is asked for */
    struct lw_arena *arena;
};

static lw_status scan(const struct job *job, struct lw_err *err)
{
    LW_CLEANUP(lw_scan_free_p) struct lw_scan *scanned = NULL;
    LW_CLEANUP(lw_report_clear) struct lw_report report = { 0 };
    struct lw_scan_options options = { .content.now_utc_s = lw_now_utc_s() };
    struct lw_report_options how = { .now_utc_s = lw_now_utc_s() };
    LW_TRY(lw_args_limits(&options.engine.limits, job->args, err));
    LW_TRY(lw_args_jobs(&options.engine.jobs, job->args, err));
    LW_TRY(lw_scan_run(&scanned, job->input, &options, err));
    LW_ENSURE(scanned->facts.incomplete.count == 0 || lw_args_flag(job->args, "allow-incomplete"),
              err, LW_E_FORMAT, 0,
              "%s: %zu parts of it could not be looked at, so its bill of materials would lack "
              "them (see `layerward scan`; --allow-incomplete signs it all the same)",
              job->input->name, scanned->facts.incomplete.count);
    LW_ENSURE(scanned->have_content_digest, err, LW_E_FORMAT, 0, "%s: has no content digest",
              job->input->name);
    job->answer->have_zip = scanned->have_zip_digest;
    job->answer->zip = scanned->zip_digest;
    job->answer->content = scanned->content_digest;
    LW_TRY(lw_report_begin(&report, lw_format_find(LW_VIEW("cyclonedx")), job->bom, &how, err));
    LW_TRY(lw_report_scan(&report, scanned, err));
    return lw_report_end(&report, err);
}

static lw_status digest(const struct job *job, struct lw_err *err)
{
    struct lw_identity identity = { .have_zip = false };
    LW_TRY(lw_attest_identify(&identity, job->input, job->args, job->arena, err));
    job->answer->have_zip = identity.have_zip;
    job->answer->zip = identity.zip;
    job->answer->content = identity.content;
    return LW_OK;
}

static int confined(struct lw_worker *worker, void *ctx)
{
    const struct job *job = ctx;
    struct lw_err err = { 0 };
    bool good = lw_ok(lw_worker_confine(worker, NULL, &err)) &&
                lw_ok(job->bom ? scan(job, &err) : digest(job, &err));
    return good ? LW_EXIT_CLEAN : lw_cli_fail(&err);
}

static int run(struct job *job, struct lw_buf *bom)
{
    struct lw_err err = { 0 };
    struct lw_view text;
    int code = lw_worker_run(confined, job, LW_VIEW_NONE, lw_args_flag(job->args, "quiet"));
    if (code != LW_EXIT_CLEAN || !job->bom)
        return code;
    int fd = fileno(job->bom);
    if (lseek(fd, 0, SEEK_SET) != 0 ||
        !lw_ok(lw_fd_read(&text, fd, "the bill of materials", MAX_BOM_BYTES, job->arena, &err)))
        return lw_cli_fail(&err);
    lw_buf_add(bom, text);
    return code;
}

int lw_attest_look(struct lw_identity *out, struct lw_buf *bom, const char *operand,
                   const struct lw_args *args, struct lw_arena *arena)
{
    struct lw_fetch fetch = { .args = args };
    struct lw_inputs inputs = { .fetch = &fetch };
    struct lw_err err = { 0 };
    bool good = lw_ok(lw_inputs_add(&inputs, operand, false, true, arena, &err));
    lw_fetch_end(&fetch);
    if (!good)
        return lw_cli_fail(&err);
    struct answer *answer = mmap(NULL, sizeof *answer, PROT_READ | PROT_WRITE,
                                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (answer == MAP_FAILED)
        lw_oom(sizeof *answer);
    int fd = bom ? memfd_create("layerward", MFD_CLOEXEC) : -1;
    struct job job = { args, &inputs.items[0], answer, fd >= 0 ? fdopen(fd, "w+") : NULL, arena };
    if (bom && !job.bom)
        lw_oom(0);
    int code = run(&job, bom);
    out->name = lw_arena_copy(arena, lw_path_base(lw_view_c(inputs.items[0].name)));
    out->have_zip = answer->have_zip;
    out->zip = answer->zip;
    out->content = answer->content;
    if (job.bom)
        fclose(job.bom);
    munmap(answer, sizeof *answer);
    return code;
}

lw_status lw_attest_put(const char *path, struct lw_view text, struct lw_err *err)
{
    struct lw_atomic file = LW_ATOMIC_INIT;
    if (!path || strcmp(path, "-") == 0) {
        fwrite(text.ptr, 1, text.len, stdout); /* lw_cli_end_output() looks whether it went */
        return LW_OK;
    }
    LW_TRY(lw_atomic_begin(&file, path, err));
    bool whole = fwrite(text.ptr, 1, text.len, file.stream) == text.len;
    lw_status status = whole ? lw_atomic_commit(&file, err)
                             : lw_err_set(err, LW_E_IO, 0, __FILE__, __LINE__,
                                          "%s: cannot be written", path);
    lw_atomic_abort(&file);
    return status;
}

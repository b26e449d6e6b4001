/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/import.c - files to records on several threads, and records to an index.
 */
#include "vuln/import.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/pool.h"
#include "base/progress.h"
#include "base/signals.h"
#include "vuln/import_files.h"
#include "vuln/import_item.h"
#include "vuln/index_build.h"
#include "vuln/match.h"

/* What a thread keeps: its records until the index is written, its buffers for ever. */
struct worker {
    struct lw_arena arena;
    struct lw_scratch *scratch;
};

struct import {
    const struct lw_vuln_import_options *options;
    struct lw_import_files files;
    struct lw_import_yield *yields; /* one for each unit */
    struct worker *workers;
    unsigned jobs;
    struct lw_progress progress;
};

static void import_clear(struct import *im)
{
    for (unsigned i = 0; im->workers && i < im->jobs; i++) {
        lw_arena_clear(&im->workers[i].arena);
        lw_scratch_free(im->workers[i].scratch);
    }
    free(im->workers);
    free(im->yields);
    lw_import_files_clear(&im->files);
}

static void read_unit(void *ctx, size_t number, unsigned worker)
{
    struct import *im = ctx;
    const struct lw_import_unit *unit = &im->files.units.items[number];
    struct lw_arena *arena = &im->workers[worker].arena;
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    struct lw_import_yield *yield = &im->yields[number];
    struct lw_view bytes, name = lw_view_c(unit->path);
    struct lw_err err;
    lw_status s;
    if (unit->archive) {
        struct lw_content content;
        s = lw_archive_read(&content, unit->archive, unit->entry, false,
                            im->workers[worker].scratch, &err);
        bytes = content.bytes;
        name = unit->entry->path;
        if (lw_ok(s) && content.damaged)
            s = lw_err_set(&err, LW_E_CRC, content.anomaly.offset, __FILE__, __LINE__, "%s: %.*s",
                           lw_anomaly_name(content.anomaly.kind), LW_FMT(content.anomaly.detail));
    } else {
        s = lw_file_read(&bytes, unit->path, LW_IMPORT_MAX_TEXT_BYTES, &scratch, &err);
    }
    if (lw_ok(s)) {
        lw_import_item(yield, name, bytes, arena);
    } else {
        struct lw_import_problem *problem = LW_PUSH(arena, &yield->problems);
        *problem = (struct lw_import_problem){ err.code, err.offset,
                                               lw_arena_copy(arena, lw_view_c(err.text)) };
    }
    lw_progress_add(&im->progress, 1);
}

static lw_status read_all(struct import *im, struct lw_err *err)
{
    size_t count = im->files.units.count;
    im->jobs = im->options->jobs ? im->options->jobs : lw_cpu_count();
    im->workers = lw_xcalloc(im->jobs, sizeof *im->workers);
    im->yields = lw_xcalloc(count + 1, sizeof *im->yields);
    for (unsigned i = 0; i < im->jobs; i++) {
        im->workers[i].arena = (struct lw_arena)LW_ARENA_INIT;
        im->workers[i].scratch = lw_scratch_new();
    }
    lw_progress_begin(&im->progress, "importing advisories", count, im->options->progress);
    lw_pool_run(read_unit, im, count, im->jobs);
    lw_progress_end(&im->progress);
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "interrupted; nothing was changed");
    return LW_OK;
}

/* "pypi-osv.zip: PYSEC-1.json" for a member of a zip. */
static struct lw_view place_of(const struct lw_import_unit *unit, struct lw_arena *arena)
{
    return unit->archive ? lw_arena_printf(arena, "%s: %.*s", unit->path, LW_FMT(unit->entry->path))
                         : lw_view_c(unit->path);
}

static lw_status take_problems(struct lw_vuln_import_result *out, const struct import *im,
                               size_t number, struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    const struct lw_import_problem_list *list = &im->yields[number].problems;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_import_problem *problem = &list->items[i];
        struct lw_view where = place_of(&im->files.units.items[number], &scratch);
        LW_ENSURE(!im->options->strict, err, problem->code, problem->offset, "%.*s: %.*s",
                  LW_FMT(where), LW_FMT(problem->text));
        out->malformed++;
        if (im->options->problem)
            im->options->problem(im->options->ctx, where, (const char *)problem->text.ptr);
    }
    return LW_OK;
}

static lw_status gather(struct lw_vuln_import_result *out, struct lw_index_builder *builder,
                        const struct import *im, struct lw_err *err)
{
    for (size_t u = 0; u < im->files.units.count; u++) {
        struct lw_import_yield *yield = &im->yields[u];
        struct lw_vuln_source *source = &im->files.sources.items[im->files.units.items[u].source];
        LW_TRY(take_problems(out, im, u, err));
        for (size_t i = 0; i < yield->records.count; i++)
            lw_index_builder_add(builder, yield->records.items[i]);
        for (size_t i = 0; i < yield->kev.count; i++)
            lw_index_builder_add_kev(builder, &yield->kev.items[i]);
        for (size_t i = 0; i < yield->epss.count; i++)
            lw_index_builder_add_epss(builder, &yield->epss.items[i]);
        out->records += yield->records.count;
        out->kev += yield->kev.count;
        out->epss += yield->epss.count;
        source->records += yield->records.count;
        if (yield->have_kev || yield->have_epss) {
            struct lw_vuln_source extra = { yield->have_kev ? LW_VIEW("kev") : LW_VIEW("epss"),
                                            source->name,
                                            yield->have_kev ? yield->kev_note : yield->epss_note,
                                            source->bytes, yield->kev.count + yield->epss.count };
            lw_index_builder_add_source(builder, &extra);
        }
    }
    for (size_t i = 0; i < im->files.sources.count; i++) {
        if (im->files.sources.items[i].records)
            lw_index_builder_add_source(builder, &im->files.sources.items[i]);
    }
    return LW_OK;
}

static lw_status save(const char *path, struct lw_view bytes, struct lw_err *err)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena scratch = LW_ARENA_INIT;
    struct lw_view folder = lw_path_dir(lw_view_c(path));
    if (folder.len)
        LW_TRY(lw_mkdirs((const char *)lw_arena_copy(&scratch, folder).ptr, err));
    struct lw_atomic file = LW_ATOMIC_INIT;
    LW_TRY(lw_atomic_begin(&file, path, err));
    if (lw_interrupted()) {
        lw_atomic_abort(&file);
        LW_FAIL(err, LW_E_INTERRUPTED, 0, "interrupted; nothing was changed");
    }
    (void)fwrite(bytes.ptr, 1, bytes.len, file.stream); /* a failure shows at the commit */
    return lw_atomic_commit(&file, err);
}

static lw_status load_old(struct lw_vuln_index **out, struct lw_index_builder *builder,
                          const char *path, struct lw_err *err)
{
    struct lw_err why = { 0 };
    lw_status s = lw_vuln_index_open(out, path, &why);
    if (s.code == LW_E_NOT_FOUND)
        return LW_OK; /* nothing to add to yet */
    if (!lw_ok(s))
        LW_FAIL(err, why.code, why.offset, "%s", why.text);
    return lw_index_builder_load(builder, *out, err);
}

/* An index that cannot be opened held nothing that a scan went by. */
static lw_status note_gone(struct lw_vuln_import_result *out, const struct lw_vuln_index *made,
                           const char *path, struct lw_err *err)
{
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *old = NULL;
    struct lw_err why = { 0 };
    if (!lw_ok(lw_vuln_index_open(&old, path, &why)))
        return LW_OK;
    struct lw_vuln_info before = lw_vuln_index_counts(old), now = lw_vuln_index_counts(made);
    for (unsigned e = 0; e < LW_ECO_COUNT; e++) {
        bool held = false, holds;
        LW_TRY(lw_vuln_index_covers(&holds, made, (enum lw_ecosystem)e, err));
        if (!lw_ok(lw_vuln_index_covers(&held, old, (enum lw_ecosystem)e, &why)))
            return LW_OK;
        out->gone[e] = held && !holds;
    }
    out->gone_kev = before.kev && !now.kev;
    out->gone_epss = before.epss && !now.epss;
    return LW_OK;
}

lw_status lw_vuln_import(struct lw_vuln_import_result *out,
                         const struct lw_vuln_import_options *options, struct lw_err *err)
{
    struct lw_vuln_import_result result = { 0 };
    LW_CLEANUP(import_clear) struct import im = { .options = options };
    LW_CLEANUP(lw_vuln_index_free_p) struct lw_vuln_index *old = NULL, *made = NULL;
    LW_CLEANUP(lw_index_builder_free_p) struct lw_index_builder *builder = lw_index_builder_new();
    LW_CLEANUP(lw_buf_clear) struct lw_buf bytes = LW_BUF_INIT;
    if (options->add)
        LW_TRY(load_old(&old, builder, options->out_path, err));
    LW_TRY(lw_import_files_find(&im.files, options->inputs, options->input_count, err));
    LW_TRY(read_all(&im, err));
    LW_TRY(gather(&result, builder, &im, err));
    LW_ENSURE(result.records || result.kev || result.epss, err, LW_E_FORMAT, 0,
              "%s: holds no advisory, no KEV catalogue and no EPSS scores; nothing was changed",
              options->input_count ? options->inputs[0] : "");
    int64_t built = options->built_utc_s ? options->built_utc_s : lw_now_utc_s();
    LW_TRY(lw_index_builder_finish(&bytes, builder, built, err));
    LW_TRY(lw_vuln_index_open_bytes(&made, lw_buf_view(&bytes), err));
    LW_TRY(note_gone(&result, made, options->out_path, err));
    LW_TRY(save(options->out_path, lw_buf_view(&bytes), err));
    result.withdrawn = lw_index_builder_withdrawn(builder);
    result.foreign = lw_index_builder_foreign(builder);
    result.index = lw_vuln_index_counts(made);
    *out = result;
    return LW_OK;
}

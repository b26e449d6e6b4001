/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/run.c - the order of a scan.
 */
#include "scan/run.h"

#include <stdlib.h>

#include "analyze/seen.h"
#include "analyze/shadow.h"
#include "analyze/yara.h"
#include "base/file.h"
#include "base/pool.h"
#include "scan/ignore.h"
#include "scan/kept.h"
#include "scan/vex.h"
#include "scan/vulnerabilities.h"

struct lw_scan *lw_scan_new(const char *input)
{
    struct lw_scan *scan = lw_xcalloc(1, sizeof *scan);
    scan->arena = (struct lw_arena)LW_ARENA_INIT;
    scan->input = lw_arena_copy(&scan->arena, lw_view_c(input));
    scan->facts = lw_facts(&scan->arena);
    return scan;
}

void lw_scan_free(struct lw_scan *scan)
{
    if (!scan)
        return;
    lw_arena_clear(&scan->arena);
    free(scan);
}

void lw_scan_free_p(struct lw_scan **slot)
{
    lw_scan_free(*slot);
}

static lw_status analyze(struct lw_scan *scan, const struct lw_archive *archive,
                         const struct lw_engine_options *options, struct lw_err *err)
{
    struct lw_engine_output out;
    LW_TRY(lw_engine_run(&scan->facts, &out, archive, options, err));
    scan->files = out.files;
    scan->file_count = out.file_count;
    scan->have_content_digest = out.have_content_digest;
    scan->content_digest = out.content_digest;
    scan->zip_bytes = lw_archive_zip_bytes(archive);
    scan->unpacked_bytes = lw_archive_unpacked_bytes(archive);
    lw_archive_entries(archive, &scan->entries);
    return LW_OK;
}

/* Facts of bytes that were looked at before, by what the zip hashes to. */
static bool recall(struct lw_scan **scan, const char *name, const struct lw_digest *key,
                   const struct lw_scan_options *options)
{
    struct lw_scan *fresh = lw_scan_new(name);
    struct lw_view bytes, file = lw_kept_path(&fresh->arena, options->cache_folder, key);
    if (lw_ok(
            lw_file_read(&bytes, (const char *)file.ptr, LW_KEPT_MAX_BYTES, &fresh->arena, NULL)) &&
        lw_kept_decode(fresh, key, bytes)) {
        lw_scan_free(*scan);
        *scan = fresh;
        return true;
    }
    lw_scan_free(fresh);
    return false;
}

/* What a disk refused today it may give tomorrow; and rules may be done in time. */
static bool worth_keeping(const struct lw_facts *facts, const struct lw_yara *yara)
{
    if (yara && lw_yara_timed_out(yara))
        return false;
    for (size_t i = 0; i < facts->incomplete.count; i++)
        if (strcmp(facts->incomplete.items[i].code, lw_code_name(LW_E_IO)) == 0)
            return false;
    return true;
}

/* Of the zip itself, on a thread that is free. */
struct hashing {
    const struct lw_archive *archive;
    struct lw_digest digest;
    bool have;
    lw_status status;
    struct lw_err err;
};

static void hash_zip(void *ctx, size_t index, unsigned worker)
{
    struct hashing *job = ctx;
    (void)index, (void)worker;
    job->status = lw_archive_zip_digest(&job->digest, &job->have, job->archive, &job->err);
}

/* The bytes of the zip are hashed while its directory is read and its first entries are looked
 * at. */
static lw_status look_into(struct lw_scan *scan, struct lw_archive *archive,
                           const struct lw_digest *known, const struct lw_engine_options *engine,
                           struct lw_err *err)
{
    struct hashing hashing = { .archive = archive };
    if (!known && !engine->packages_only && !engine->behavior_only)
        lw_pool_begin(engine->pool, hash_zip, &hashing);
    lw_status status = lw_archive_list(archive, err);
    if (lw_ok(status))
        status = analyze(scan, archive, engine, err);
    lw_pool_wait(engine->pool);
    LW_TRY(status);
    if (!lw_ok(hashing.status)) {
        *err = hashing.err;
        return hashing.status;
    }
    scan->have_zip_digest = known || hashing.have;
    scan->zip_digest = known ? *known : hashing.digest;
    return lw_archive_check_unchanged(archive, err);
}

/* No more than there is work for: a small zip is read before many have come. */
static unsigned threads_of(const struct lw_archive *archive, unsigned jobs)
{
    enum { THREAD_BYTES = 1 << 16 };
    const uint64_t most = lw_archive_zip_bytes(archive) / THREAD_BYTES + 1;
    return lw_archive_is_zip(archive) && most < jobs ? (unsigned)most : jobs;
}

static lw_status look(struct lw_scan **scan, const struct lw_input *input,
                      const struct lw_scan_options *options, struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    LW_CLEANUP(lw_pool_free_p) struct lw_pool *pool = NULL;
    struct lw_engine_options engine = options->engine;
    LW_TRY(lw_archive_begin(&archive, input, &engine.limits, err));
    const bool keeps = options->cache_folder.len && !engine.packages_only &&
                       lw_archive_is_zip(archive);
    struct lw_digest zip_digest, key = { { 0 } };
    bool have = false;
    if (keeps) {
        LW_TRY(lw_archive_zip_digest(&zip_digest, &have, archive, err));
        key = lw_kept_key(&zip_digest, &engine);
    }
    if (have && recall(scan, input->name, &key, options))
        return LW_OK;
    engine.pool = pool = lw_pool_new(threads_of(archive, engine.jobs));
    LW_TRY(look_into(*scan, archive, have ? &zip_digest : NULL, &engine, err));
    if (have && options->keep && worth_keeping(&(*scan)->facts, engine.yara)) {
        LW_CLEANUP(lw_buf_clear) struct lw_buf buf = LW_BUF_INIT;
        lw_kept_encode(&buf, &key, *scan);
        options->keep(options->keep_ctx, &key, lw_buf_view(&buf));
    }
    if (engine.remember)
        lw_seen_keep(engine.remember, lw_steal(&archive));
    return LW_OK;
}

/* A function's package is not below /opt: no search path of layers concerns it. */
static void drop_layer_facts(struct lw_fact_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        enum lw_fact_kind kind = list->items[i].kind;
        if (kind != LW_F_UNREACHED && kind != LW_F_SEARCH_PATH && kind != LW_F_EXTENSION)
            list->items[kept++] = list->items[i];
    }
    if (kept < list->count) /* the slots are used again */
        memset(list->items + kept, 0, (list->count - kept) * sizeof *list->items);
    list->count = kept;
}

lw_status lw_scan_judge(struct lw_scan *scan, const struct lw_scan_options *options,
                        struct lw_err *err)
{
    if (!options->engine.packages_only) {
        struct lw_rule_context ctx = { &scan->facts, &options->content, &scan->findings,
                                       &scan->arena };
        lw_content_rules_run(&ctx);
    }
    if (options->index) {
        LW_TRY(lw_scan_add_vulnerabilities(scan, options->index, options->index_name, err));
        scan->database_age_days = lw_vuln_index_age_days(options->index,
                                                         options->content.now_utc_s);
        scan->database_old = options->max_db_age_days &&
                             scan->database_age_days > options->max_db_age_days;
    }
    if (options->vex)
        lw_vex_apply(&scan->findings, options->vex, &scan->arena);
    if (options->ignore)
        lw_ignore_apply(&scan->findings, options->ignore, options->content.now_utc_s, &scan->arena);
    lw_findings_sort(&scan->findings);
    return LW_OK;
}

static lw_status finish(struct lw_scan *scan, const struct lw_scan_options *options,
                        struct lw_err *err)
{
    scan->is_zip = scan->zip_bytes > 0;
    scan->packages_only = options->engine.packages_only;
    scan->behavior = options->engine.behavior;
    if (options->is_function) {
        drop_layer_facts(&scan->facts.facts);
        lw_shadows_of_function(&scan->facts, scan->files, scan->file_count);
        lw_facts_settle(&scan->facts);
    }
    return lw_scan_judge(scan, options, err);
}

lw_status lw_scan_known(struct lw_scan **out, const struct lw_input *input,
                        const struct lw_scan_options *options, struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    LW_CLEANUP(lw_scan_free_p) struct lw_scan *scan = lw_scan_new(input->name);
    struct lw_digest zip_digest;
    bool have = false;
    *out = NULL;
    if (options->cache_folder.len == 0 || options->engine.packages_only)
        return LW_OK;
    LW_TRY(lw_archive_begin(&archive, input, &options->engine.limits, err));
    LW_TRY(lw_archive_zip_digest(&zip_digest, &have, archive, err));
    if (!have)
        return LW_OK;
    const struct lw_digest key = lw_kept_key(&zip_digest, &options->engine);
    if (!recall(&scan, input->name, &key, options))
        return LW_OK;
    LW_TRY(finish(scan, options, err));
    *out = lw_steal(&scan);
    return LW_OK;
}

lw_status lw_scan_run(struct lw_scan **out, const struct lw_input *input,
                      const struct lw_scan_options *options, struct lw_err *err)
{
    LW_CLEANUP(lw_scan_free_p) struct lw_scan *scan = lw_scan_new(input->name);
    LW_TRY(look(&scan, input, options, err));
    LW_TRY(finish(scan, options, err));
    *out = lw_steal(&scan);
    return LW_OK;
}

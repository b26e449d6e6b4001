/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/manifest.c - the canonical manifest, whose SHA-256 is the content digest.
 *
 * Spec:    docs/formats.md
 */
#include "archive/manifest.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/pool.h"
#include "base/signals.h"

enum { IN_FLIGHT_BYTES = 32 << 20 };

void lw_manifest_mode(char out[8], enum lw_entry_type type, uint32_t mode)
{
    enum { SETID = 06000, ANYONE_RUNS = 0111 };
    if (type == LW_ENTRY_SYMLINK) {
        memcpy(out, "120000", 7);
        return;
    }
    unsigned kind = type == LW_ENTRY_OTHER ? 0 : 010;
    snprintf(out, 8, "%02o%04o", kind, (mode & SETID) | (mode & ANYONE_RUNS ? 0755 : 0644));
}

static void add_escaped(struct lw_buf *manifest, struct lw_view path)
{
    for (size_t i = 0; i < path.len; i++) {
        if (path.ptr[i] == '\n')
            lw_buf_add_c(manifest, "\\n");
        else if (path.ptr[i] == '\\')
            lw_buf_add_c(manifest, "\\\\");
        else
            lw_buf_add_byte(manifest, path.ptr[i]);
    }
}

void lw_manifest_add(struct lw_buf *manifest, enum lw_entry_type type, uint32_t mode,
                     struct lw_view path, const struct lw_digest *sha256)
{
    char mode_text[8], hex[LW_HEX_BYTES];
    bool escaped = lw_view_find_byte(path, '\n') != LW_NOT_FOUND;
    lw_manifest_mode(mode_text, type, mode);
    lw_digest_hex(hex, sha256);
    if (escaped)
        lw_buf_add_byte(manifest, '\\');
    lw_buf_add_c(manifest, mode_text);
    lw_buf_add_byte(manifest, ' ');
    lw_buf_add_c(manifest, hex);
    lw_buf_add_byte(manifest, ' ');
    if (escaped)
        add_escaped(manifest, path);
    else
        lw_buf_add(manifest, path);
    lw_buf_add_byte(manifest, '\n');
}

bool lw_manifest_lists(const struct lw_entry *entry)
{
    return !entry->shadowed && entry->type != LW_ENTRY_FOLDER;
}

struct work {
    const struct lw_archive *archive;
    const struct lw_entry *entries;
    struct lw_digest *digests;
    struct lw_scratch **scratch; /* one a worker */
    struct lw_gate *gate;
    struct failure {
        size_t index; /* SIZE_MAX: none */
        lw_status status;
        struct lw_err err;
    } * failures;          /* the first of each worker */
    atomic_size_t stop_at; /* behind this index nothing matters any more */
};

static lw_status digest_entry(struct lw_digest *out, const struct lw_archive *archive,
                              const struct lw_entry *entry, struct lw_scratch *scratch,
                              struct lw_err *err)
{
    struct lw_content content;
    LW_TRY(lw_archive_read(&content, archive, entry, true, scratch, err));
    LW_ENSURE(!content.damaged, err, content.anomaly.kind == LW_A_CRC ? LW_E_CRC : LW_E_FORMAT,
              entry->header_offset, "%.*s: is damaged (%.*s), so there is no content digest",
              LW_FMT(lw_view_sub(entry->path, 0, 160)), LW_FMT(content.anomaly.detail));
    *out = content.sha256;
    return LW_OK;
}

static void work_on(void *ctx, size_t index, unsigned worker)
{
    struct work *work = ctx;
    const struct lw_entry *entry = &work->entries[index];
    struct failure *failure = &work->failures[worker];
    if (!lw_manifest_lists(entry) || index > atomic_load(&work->stop_at))
        return;
    size_t cost = (size_t)lw_archive_read_cost(work->archive, entry);
    lw_gate_take(work->gate, cost);
    if (!work->scratch[worker])
        work->scratch[worker] = lw_scratch_new();
    struct lw_err err;
    lw_status status = digest_entry(&work->digests[index], work->archive, entry,
                                    work->scratch[worker], &err);
    lw_gate_give(work->gate, cost);
    if (lw_ok(status) || failure->index != SIZE_MAX)
        return;
    *failure = (struct failure){ index, status, err };
    size_t seen = atomic_load(&work->stop_at);
    while (index < seen && !atomic_compare_exchange_weak(&work->stop_at, &seen, index))
        ;
}

/* The first failure in the order of the entries, whichever thread met it. */
static lw_status first_failure(const struct work *work, unsigned jobs, struct lw_err *err)
{
    const struct failure *first = &work->failures[0];
    for (unsigned i = 1; i < jobs; i++)
        if (work->failures[i].index < first->index)
            first = &work->failures[i];
    if (first->index == SIZE_MAX)
        return LW_OK;
    if (err)
        *err = first->err;
    return first->status;
}

static lw_status run(struct work *work, size_t count, unsigned jobs, struct lw_err *err)
{
    work->gate = lw_gate_new(IN_FLIGHT_BYTES);
    work->scratch = lw_xcalloc(jobs, sizeof(struct lw_scratch *));
    work->failures = lw_xcalloc(jobs, sizeof *work->failures);
    for (unsigned i = 0; i < jobs; i++)
        work->failures[i].index = SIZE_MAX;
    lw_pool_run(work_on, work, count, jobs);
    for (unsigned i = 0; i < jobs; i++)
        lw_scratch_free(work->scratch[i]);
    lw_status status = first_failure(work, jobs, err);
    free(work->scratch);
    free(work->failures);
    lw_gate_free(work->gate);
    return status;
}

lw_status lw_manifest_make(struct lw_buf *manifest, struct lw_digest *digest,
                           const struct lw_archive *archive, unsigned jobs, struct lw_err *err)
{
    size_t count;
    struct work work = { .archive = archive, .entries = lw_archive_entries(archive, &count) };
    size_t unlisted;
    const struct lw_unlisted *first = lw_archive_unlisted(archive, &unlisted);
    LW_ENSURE(unlisted == 0, err, LW_E_IO, 0, "%.*s: %.*s", LW_FMT(first->path),
              LW_FMT(first->reason));
    LW_ENSURE(lw_archive_is_whole(archive), err, LW_E_LIMIT, 0,
              "holds more entries than the limit, so there is no content digest");
    LW_CLEANUP(lw_free_p) struct lw_digest *digests = lw_xcalloc(count, sizeof *digests);
    work.digests = digests;
    atomic_store(&work.stop_at, SIZE_MAX);
    LW_TRY(run(&work, count, jobs ? jobs : 1, err));
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "interrupted");
    size_t start = manifest->len;
    for (size_t i = 0; i < count; i++)
        if (lw_manifest_lists(&work.entries[i]))
            lw_manifest_add(manifest, work.entries[i].type, work.entries[i].mode,
                            work.entries[i].path, &digests[i]);
    *digest = lw_sha256(lw_view_from(lw_buf_view(manifest), start));
    return LW_OK;
}

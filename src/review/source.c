/* SPDX-License-Identifier: Apache-2.0
 *
 * review/source.c - reads files of a scanned version again.
 */
#include "review/source.h"

#include "base/pool.h"
#include "base/signals.h"

struct opening {
    struct lw_limits limits;
    const struct lw_input *inputs[2];
    struct lw_archive **out[2];
    lw_status status[2];
    struct lw_err err[2];
};

static void open_one(void *ctx, size_t index, unsigned worker)
{
    struct opening *o = ctx;
    (void)worker;
    o->status[index] = lw_archive_open_input(o->out[index], o->inputs[index], &o->limits,
                                             &o->err[index]);
}

lw_status lw_open_both(struct lw_archive **from_out, struct lw_archive **to_out,
                       const struct lw_input *from, const struct lw_input *to,
                       const struct lw_limits *limits, unsigned jobs, struct lw_err *err)
{
    struct opening o = { .limits = *limits, .inputs = { from, to }, .out = { from_out, to_out } };
    o.limits.brief = true; /* the scans judge its names */
    lw_pool_run(open_one, &o, LW_COUNT(o.out), jobs);
    LW_ENSURE(!lw_interrupted(), err, LW_E_INTERRUPTED, 0, "interrupted");
    for (size_t i = 0; i < LW_COUNT(o.out); i++)
        if (!lw_ok(o.status[i])) {
            *err = o.err[i];
            return o.status[i];
        }
    return LW_OK;
}

lw_status lw_side_open(struct lw_source_side *out, const struct lw_scan *scan,
                       const struct lw_input *input, const struct lw_limits *limits,
                       struct lw_err *err)
{
    struct lw_limits brief = *limits;
    brief.brief = true; /* the scan has judged its names already */
    out->scan = scan;
    return lw_archive_open_input(&out->archive, input, &brief, err);
}

void lw_side_close(struct lw_source_side *side)
{
    lw_archive_free(side->archive);
    side->archive = NULL;
}

lw_status lw_side_read(struct lw_view *out, bool *have, const struct lw_source_side *side,
                       const struct lw_scan_file *file, uint64_t most, struct lw_scratch *scratch,
                       struct lw_err *err)
{
    struct lw_content content;
    struct lw_err why = { 0 };
    *have = false;
    *out = LW_VIEW_NONE;
    if (!side->archive || !file->have_sha256 || file->type != LW_ENTRY_FILE || file->bytes > most)
        return LW_OK;
    const struct lw_entry *entry = lw_archive_find(side->archive, file->path);
    bool same = entry && entry->bytes == file->bytes &&
                lw_ok(lw_archive_read(&content, side->archive, entry, true, scratch, &why)) &&
                memcmp(content.sha256.bytes, file->sha256.bytes, sizeof file->sha256.bytes) == 0;
    LW_ENSURE(same, err, LW_E_IO, 0, "%.*s: %.*s was changed while it was looked at",
              LW_FMT(side->scan->input), LW_FMT(lw_view_sub(file->path, 0, 160)));
    *out = content.bytes;
    *have = true;
    return LW_OK;
}

struct lw_view lw_side_peek(const struct lw_source_side *side, const struct lw_scan_file *file,
                            size_t want, struct lw_scratch *scratch)
{
    const struct lw_entry *entry = side->archive ? lw_archive_find(side->archive, file->path)
                                                 : NULL;
    struct lw_view head = LW_VIEW_NONE;
    if (!entry || file->type != LW_ENTRY_FILE ||
        !lw_ok(lw_archive_peek(&head, side->archive, entry, want, scratch, NULL)))
        return LW_VIEW_NONE;
    return head;
}

const struct lw_scan_file *lw_scan_file_find(const struct lw_scan *scan, struct lw_view path)
{
    size_t low = 0, high = scan->file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = lw_view_cmp(scan->files[middle].path, path);
        if (order == 0)
            return &scan->files[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

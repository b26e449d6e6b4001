/* SPDX-License-Identifier: Apache-2.0
 *
 * archive_seen.h - opens a zip in memory, checks its layout, reads all, and notes every anomaly.
 */
#ifndef UNIT_ARCHIVE_SEEN_H
#define UNIT_ARCHIVE_SEEN_H

#include "archive/archive.h"

struct seen {
    size_t kinds[LW_A_COUNT_];
    size_t total;
    char detail[LW_A_COUNT_][512]; /* of the last of each kind */
    bool opened;
    size_t entries, unreadable;
    struct lw_err err; /* of the opening, or else of the last read that failed */
};

static inline void note(struct seen *seen, const struct lw_anomaly *a)
{
    seen->kinds[a->kind]++;
    seen->total++;
    snprintf(seen->detail[a->kind], sizeof seen->detail[a->kind], "%.*s", LW_FMT(a->detail));
}

static inline void note_all(struct seen *seen, const struct lw_anomaly_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        note(seen, &list->items[i]);
}

static inline bool count_bytes(void *ctx, struct lw_view piece, uint64_t offset)
{
    uint64_t *sum = ctx;
    if (offset != *sum)
        __builtin_trap();
    *sum += piece.len;
    return true;
}

/* Reads whole, in pieces and the head, which must agree where nothing is wrong. */
static inline void read_entry(struct seen *seen, const struct lw_archive *archive,
                              const struct lw_entry *e, struct lw_scratch *scratch)
{
    struct lw_content content;
    uint64_t streamed = 0;
    struct lw_view head;
    lw_status status = lw_archive_read(&content, archive, e, true, scratch, &seen->err);
    seen->unreadable += !lw_ok(status);
    bool whole = lw_ok(status) && !content.damaged;
    size_t bytes = whole ? content.bytes.len : 0;
    if (lw_ok(status) && content.have_anomaly)
        note(seen, &content.anomaly);
    status = lw_archive_stream(archive, e, count_bytes, &streamed, scratch, NULL);
    bool streams = lw_ok(status); /* libdeflate is laxer than zlib, see archive/inflate.c */
    if ((streams && !whole) || (whole && !streams && e->method == 0) ||
        (streams && streamed != bytes))
        __builtin_trap();
    status = lw_archive_peek(&head, archive, e, 16, scratch, NULL);
    if (streams && (!lw_ok(status) || head.len != (bytes < 16 ? bytes : 16)))
        __builtin_trap();
}

static inline struct seen look(struct lw_view zip, const struct lw_limits *limits)
{
    struct seen seen = { 0 };
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *archive = NULL;
    lw_status status = lw_archive_open_bytes(&archive, zip, LW_VIEW("test.zip"), limits, &seen.err);
    seen.opened = lw_ok(status);
    if (!seen.opened)
        return seen;
    note_all(&seen, lw_archive_anomalies(archive));
    struct lw_anomaly_list layout = { 0 };
    struct lw_arena arena = LW_ARENA_INIT;
    if (!lw_ok(lw_archive_check_layout(&layout, archive, &arena, &seen.err)))
        __builtin_trap(); /* memory cannot fail */
    note_all(&seen, &layout);
    lw_arena_clear(&arena);
    LW_CLEANUP(lw_scratch_free_p) struct lw_scratch *scratch = lw_scratch_new();
    const struct lw_entry *entries = lw_archive_entries(archive, &seen.entries);
    for (size_t i = 0; i < seen.entries; i++)
        if (entries[i].type != LW_ENTRY_FOLDER)
            read_entry(&seen, archive, &entries[i], scratch);
    return seen;
}

#endif

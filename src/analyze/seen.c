/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/seen.c - facts by the path of their file.
 */
#include "analyze/seen.h"

#include <stdlib.h>

#include "base/map.h"

struct item {
    struct lw_digest sha256;
    uint32_t mode;
    struct lw_facts_mark begin, end;
};

struct lw_seen {
    struct lw_archive *archive;
    struct lw_arena arena;
    struct lw_facts facts;
    struct lw_map by_path; /* to an index into items */
    struct {
        struct item *items;
        size_t count, capacity;
    } files;
};

struct lw_seen *lw_seen_new(void)
{
    struct lw_seen *seen = lw_xcalloc(1, sizeof *seen);
    seen->arena = (struct lw_arena)LW_ARENA_INIT;
    seen->facts = lw_facts(&seen->arena);
    seen->by_path = (struct lw_map)LW_MAP_INIT;
    return seen;
}

void lw_seen_free(struct lw_seen *seen)
{
    if (!seen)
        return;
    lw_map_clear(&seen->by_path);
    lw_arena_clear(&seen->arena);
    lw_archive_free(seen->archive);
    free(seen);
}

void lw_seen_free_p(struct lw_seen **slot)
{
    lw_seen_free(*slot);
}

void lw_seen_add(struct lw_seen *seen, const struct lw_scan_file *record, struct lw_view path,
                 const struct lw_facts *facts, struct lw_facts_mark begin, struct lw_facts_mark end)
{
    if (!record || !record->have_sha256 || begin.incomplete != end.incomplete)
        return;
    for (size_t i = begin.facts; i < end.facts; i++)
        if (facts->facts.items[i].kind == LW_F_ANOMALY)
            return;
    const struct lw_facts_mark from = lw_facts_mark(&seen->facts);
    lw_facts_copy(&seen->facts, facts, begin, end);
    *lw_map_put(&seen->by_path, path, NULL) = seen->files.count;
    *LW_PUSH(&seen->arena, &seen->files) = (struct item){ record->sha256, record->mode, from,
                                                          lw_facts_mark(&seen->facts) };
}

void lw_seen_keep(struct lw_seen *seen, struct lw_archive *archive)
{
    lw_archive_free(seen->archive);
    seen->archive = archive;
}

bool lw_seen_give(struct lw_facts *into, struct lw_scan_file *record, const struct lw_seen *seen,
                  const struct lw_archive *archive, const struct lw_entry *entry,
                  struct lw_scratch *scratch, struct lw_scratch *theirs)
{
    const uint64_t *at = seen && seen->archive ? lw_map_get(&seen->by_path, entry->path) : NULL;
    const struct lw_entry *old = at ? lw_archive_find(seen->archive, entry->path) : NULL;
    const struct item *item = old ? &seen->files.items[*at] : NULL;
    if (!item || item->mode != entry->mode || old->mode != entry->mode ||
        !lw_archive_same_packed(seen->archive, old, theirs, archive, entry, scratch))
        return false;
    lw_facts_copy(into, &seen->facts, item->begin, item->end);
    record->sha256 = item->sha256;
    record->have_sha256 = true;
    return true;
}

lw_status lw_seen_check(const struct lw_seen *seen, struct lw_err *err)
{
    return seen->archive ? lw_archive_check_unchanged(seen->archive, err) : LW_OK;
}

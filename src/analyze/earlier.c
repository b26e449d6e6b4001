/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/earlier.c - an index from files to their facts of behaviour.
 */
#include "analyze/earlier.h"

#include <stdlib.h>

#include "base/map.h"

enum { NO_FACT = 0 };

struct known {
    const struct lw_scan_file *file;
    uint32_t first; /* index + 1 of its first fact, or NO_FACT */
};

struct lw_earlier {
    struct lw_map by_path; /* to an index into items */
    struct known *items;
    uint32_t *next; /* for each fact the next one of its file, as `first` */
    const struct lw_facts *facts;
};

static void add_files(struct lw_earlier *earlier, const struct lw_scan_file *files, size_t count)
{
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        if (!files[i].have_sha256 || files[i].type != LW_ENTRY_FILE)
            continue;
        *lw_map_put(&earlier->by_path, files[i].path, NULL) = known;
        earlier->items[known++] = (struct known){ &files[i], NO_FACT };
    }
}

/* Backwards, so that the chains run forwards. */
static void add_facts(struct lw_earlier *earlier)
{
    const struct lw_facts *facts = earlier->facts;
    for (size_t i = facts->facts.count; i-- > 0;) {
        const struct lw_fact *fact = &facts->facts.items[i];
        const uint64_t *at = fact->behavior ? lw_map_get(&earlier->by_path, fact->location) : NULL;
        if (!at)
            continue;
        earlier->next[i] = earlier->items[*at].first;
        earlier->items[*at].first = (uint32_t)i + 1;
    }
    for (size_t i = 0; i < facts->incomplete.count; i++) {
        const uint64_t *at = lw_map_get(&earlier->by_path, facts->incomplete.items[i].location);
        if (at)
            earlier->items[*at].file = NULL;
    }
}

struct lw_earlier *lw_earlier_new(const struct lw_scan_file *files, size_t count,
                                  const struct lw_facts *facts)
{
    struct lw_earlier *earlier = lw_xcalloc(1, sizeof *earlier);
    earlier->items = lw_xcalloc(count + 1, sizeof *earlier->items);
    earlier->next = lw_xcalloc(facts->facts.count + 1, sizeof *earlier->next);
    earlier->facts = facts;
    add_files(earlier, files, count);
    add_facts(earlier);
    return earlier;
}

void lw_earlier_free(struct lw_earlier *earlier)
{
    if (!earlier)
        return;
    lw_map_clear(&earlier->by_path);
    free(earlier->items);
    free(earlier->next);
    free(earlier);
}

void lw_earlier_free_p(struct lw_earlier **slot)
{
    lw_earlier_free(*slot);
}

bool lw_earlier_give(struct lw_facts *into, const struct lw_earlier *earlier,
                     struct lw_view location, const struct lw_digest *sha256)
{
    const uint64_t *at = earlier ? lw_map_get(&earlier->by_path, location) : NULL;
    if (!at)
        return false;
    const struct known *known = &earlier->items[*at];
    if (!known->file || memcmp(known->file->sha256.bytes, sha256->bytes, sizeof sha256->bytes) != 0)
        return false;
    for (uint32_t i = known->first; i != NO_FACT; i = earlier->next[i - 1]) {
        const struct lw_fact *from = &earlier->facts->facts.items[i - 1];
        struct lw_fact *to = lw_facts_add(into, from->kind, location);
        to->line = from->line;
        to->offset = from->offset;
        to->behavior = true;
        for (size_t k = 0; k < from->count; k++)
            lw_fact_set(into, to, from->items[k].key, from->items[k].value);
    }
    return true;
}

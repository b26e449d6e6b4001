/* SPDX-License-Identifier: Apache-2.0
 *
 * empty.c - an artifact that holds nothing: folders at most.
 */
#include "analyze/analyzer.h"

static lw_status tree(struct lw_facts *out, const struct lw_archive *archive,
                      const struct lw_facts *seen, struct lw_scratch *scratch, struct lw_err *err)
{
    (void)seen;
    (void)scratch;
    (void)err;
    size_t count, unlisted;
    const struct lw_entry *entries = lw_archive_entries(archive, &count);
    (void)lw_archive_unlisted(archive, &unlisted);
    bool empty = unlisted == 0;
    for (size_t i = 0; empty && i < count; i++)
        empty = entries[i].type == LW_ENTRY_FOLDER;
    if (empty)
        lw_fact_printf(out, lw_facts_add(out, LW_F_EMPTY, LW_VIEW_NONE), LW_K_COUNT, "%zu", count);
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_empty = {
    .name = "empty",
    .what = "artifacts that hold no files",
    .packages = true,
    .tree = tree,
};

/* SPDX-License-Identifier: Apache-2.0
 *
 * unopened.c - archives and compressed files that are not looked into.
 *
 * Zips of every name are opened; these are not, and it must be seen that they are there.
 */
#include "analyze/analyzer.h"
#include "analyze/packed.h"

static enum lw_want wants(const struct lw_file *file)
{
    return lw_packed_by_name(file->path) ? LW_WANT_YES : LW_WANT_MAYBE;
}

static bool accepts(struct lw_view head)
{
    return lw_packed(head) != NULL;
}

static void say(struct lw_facts *out, const struct lw_file *file, struct lw_view head)
{
    const struct lw_packed *packed = lw_packed(head);
    packed = packed ? packed : lw_packed_by_name(file->path);
    if (!packed || file->size_bytes == 0)
        return;
    struct lw_fact *fact = lw_facts_add(out, LW_F_UNOPENED, file->location);
    lw_fact_set_c(out, fact, LW_K_KIND, packed->format);
    lw_fact_printf(out, fact, LW_K_BYTES, "%llu", (unsigned long long)file->size_bytes);
}

static lw_status file(struct lw_facts *out, const struct lw_file *file, struct lw_err *err)
{
    (void)err;
    say(out, file, lw_view_sub(file->bytes, 0, LW_PACKED_HEAD_BYTES));
    return LW_OK;
}

static lw_status stream(struct lw_facts *out, bool *done, const struct lw_file *file,
                        const struct lw_entry *entry, struct lw_scratch *scratch,
                        struct lw_err *err)
{
    struct lw_view head;
    LW_TRY(lw_archive_peek(&head, file->archive, entry, LW_PACKED_HEAD_BYTES, scratch, err));
    say(out, file, head);
    *done = true;
    return LW_OK;
}

const struct lw_analyzer lw_analyzer_unopened = {
    .name = "unopened",
    .what = "archives and compressed files that are not looked into: tar, gzip, 7z ...",
    .packages = true,
    .wants = wants,
    .accepts = accepts,
    .file = file,
    .stream = stream,
};

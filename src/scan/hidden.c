/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/hidden.c - who has a package's files when all is laid over each other.
 */
#include "scan/hidden.h"

#include "facts/python_record.h"

enum { RECORD_MAX_BYTES = 32 << 20 };

enum holder { NOBODY, ITSELF, ANOTHER };

static enum holder holder_of(const struct lw_hidden *h, struct lw_view path, struct lw_arena *arena)
{
    struct lw_view mounted = lw_arena_join(arena, h->mount, path);
    const uint64_t *owner = lw_map_get(h->owners, mounted);
    return !owner ? NOBODY : *owner == h->source ? ITSELF : ANOTHER;
}

/* Of a distribution's list: code that was installed, not what stands beside it. */
static bool is_loaded(struct lw_view path)
{
    return !lw_view_starts(path, LW_VIEW("../")) &&
           lw_view_find(path, LW_VIEW(".dist-info/")) == LW_NOT_FOUND &&
           (lw_view_ends(path, LW_VIEW(".py")) || lw_view_ends(path, LW_VIEW(".so")));
}

static enum lw_hiding listed(const struct lw_hidden *h, struct lw_view root, struct lw_view record,
                             struct lw_arena *arena)
{
    struct lw_python_record line;
    size_t own = 0, others = 0;
    while (lw_python_record_next(&line, &record, arena)) {
        if (!is_loaded(line.path))
            continue;
        struct lw_view path = lw_python_record_path(arena, root, line.path);
        enum holder holder = holder_of(h, path, arena);
        own += holder == ITSELF;
        others += holder == ANOTHER;
    }
    return !others ? LW_HIDES_NOTHING : own ? LW_HIDES_PART : LW_HIDES_ALL;
}

enum lw_hiding lw_package_hidden(const struct lw_hidden *h, const struct lw_package *package)
{
    LW_CLEANUP(lw_arena_clear) struct lw_arena work = LW_ARENA_INIT;
    struct lw_view file = lw_location_file(package->location), folder = lw_path_dir(file);
    if (holder_of(h, file, &work) == ANOTHER)
        return LW_HIDES_ALL;
    if (!lw_view_ends(folder, LW_VIEW(".dist-info")))
        return LW_HIDES_NOTHING;
    struct lw_view path = lw_arena_join(&work, folder, LW_VIEW("/RECORD"));
    const struct lw_entry *entry = lw_archive_find(h->archive, path);
    struct lw_content content;
    if (!entry || entry->bytes > RECORD_MAX_BYTES)
        return LW_HIDES_NOTHING; /* its files are then told one by one */
    struct lw_scratch *scratch = lw_scratch_new();
    enum lw_hiding hiding = LW_HIDES_NOTHING;
    if (lw_ok(lw_archive_read(&content, h->archive, entry, false, scratch, NULL)))
        hiding = listed(h, lw_path_dir(folder), content.bytes, &work);
    lw_scratch_free(scratch);
    return hiding;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/patterns.c - search a file once for every pattern.
 */
#include "analyze/patterns.h"

#include <hs_runtime.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "analyze/elf.h"
#include "analyze/packed.h"
#include "analyze/pattern_data.h"
#include "base/text.h"

/* hs_scan() takes 32-bit lengths; a larger file is searched in windows that overlap. */
enum { WINDOW_BYTES = 1 << 30, OVERLAP_BYTES = 256 };

static struct {
    pthread_once_t once[LW_SET_COUNT];
    hs_database_t *sets[LW_SET_COUNT];
    const struct lw_pattern_data *data;
} shared = { .once = { PTHREAD_ONCE_INIT, PTHREAD_ONCE_INIT } };

static void broken(const char *what)
{
    fprintf(stderr, "layerward: the pattern matcher cannot run here: %s\n", what);
    _exit(3); /* other threads run: nothing of theirs may be taken down under them */
}

static bool load(enum lw_pattern_set set, const struct lw_pattern_data *data)
{
    const struct lw_view bytes = data->sets[set];
    return hs_deserialize_database((const char *)bytes.ptr, bytes.len, &shared.sets[set]) ==
           HS_SUCCESS;
}

/* Kept until the process ends. */
static void load_best(void)
{
    if (hs_valid_platform() != HS_SUCCESS)
        broken("the processor lacks what it needs (SSSE3 on x86-64)");
    for (size_t i = 0; i < lw_pattern_data_count && !shared.data; i++)
        if (load(LW_SET_TEXT, &lw_pattern_data[i]))
            shared.data = &lw_pattern_data[i];
    if (!shared.data)
        broken("the library libhs is of another version than the one this program was built with");
}

/* Most layers hold no native file: the larger set is made ready for the first. */
static void load_all(void)
{
    if (!load(LW_SET_ALL, shared.data))
        broken("the patterns of native files cannot be read");
}

const char *lw_patterns_platform(void)
{
    pthread_once(&shared.once[LW_SET_TEXT], load_best);
    return shared.data->platform;
}

void lw_pattern_hits_reset(struct lw_pattern_hits *hits)
{
    if (!hits->done)
        return;
    hits->count = 0;
    hits->done = false;
    memset(hits->seen, 0, sizeof hits->seen);
}

void lw_pattern_hits_clear(struct lw_pattern_hits *hits)
{
    free(hits->items);
    (void)hs_free_scratch(hits->scratch);
    *hits = (struct lw_pattern_hits)LW_PATTERN_HITS_INIT;
}

/* Made for the set that is asked for: that of the native patterns needs much more. */
static const hs_database_t *prepared(struct lw_pattern_hits *hits, enum lw_pattern_set set)
{
    hs_scratch_t *scratch = hits->scratch;
    pthread_once(&shared.once[LW_SET_TEXT], load_best);
    if (set == LW_SET_ALL)
        pthread_once(&shared.once[LW_SET_ALL], load_all);
    if (!hits->ready[set] && hs_alloc_scratch(shared.sets[set], &scratch) != HS_SUCCESS)
        lw_oom(0);
    hits->scratch = scratch;
    hits->ready[set] = true;
    return shared.sets[set];
}

struct window {
    struct lw_pattern_hits *hits;
    uint64_t start, seen_end; /* hits that end up to seen_end are known already */
};

static int keep(unsigned id, unsigned long long from, unsigned long long to, unsigned flags,
                void *ctx)
{
    const struct window *window = ctx;
    struct lw_pattern_hits *hits = window->hits;
    uint64_t end = window->start + to;
    (void)from, (void)flags;
    unsigned most = id < LW_SEC_AWS_KEY ? LW_PATTERN_HITS_MAX : LW_SECRET_HITS_MAX;
    if (id >= LW_PAT_COUNT || end <= window->seen_end || hits->seen[id] >= most)
        return 0;
    if (hits->count == hits->capacity) {
        hits->capacity = hits->capacity ? 2 * hits->capacity : 64;
        hits->items = lw_xrealloc(hits->items, hits->capacity * sizeof *hits->items);
    }
    hits->seen[id]++;
    hits->items[hits->count++] = (struct lw_pattern_hit){ id, end };
    return 0;
}

/* Compressed content holds no text to be found: an archive is looked into (zip) or said to have not
 * been (analyzers/unopened.c). All else is searched, pictures too, since what they end with is not
 * theirs alone; so is what goes on as text behind such a beginning, which is a program. */
static bool compressed(struct lw_view bytes)
{
    const struct lw_packed *packed = lw_packed(lw_view_sub(bytes, 0, LW_PACKED_HEAD_BYTES));
    bool skipped = packed ? packed->compressed : lw_view_starts(bytes, LW_VIEW("PK\3\4"));
    return skipped && !lw_text_likely(bytes);
}

static int by_end(const void *a, const void *b)
{
    const struct lw_pattern_hit *x = a, *y = b;
    int order = (x->end > y->end) - (x->end < y->end);
    return order ? order : (x->pattern > y->pattern) - (x->pattern < y->pattern);
}

static void search(struct lw_pattern_hits *hits, struct lw_view bytes)
{
    bool native = lw_elf_magic(bytes) || lw_view_starts(bytes, LW_VIEW("!<arch>\n"));
    const hs_database_t *db = prepared(hits, native ? LW_SET_ALL : LW_SET_TEXT);
    struct window window = { .hits = hits };
    for (;;) {
        struct lw_view part = lw_view_sub(bytes, (size_t)window.start, WINDOW_BYTES);
        if (hs_scan(db, (const char *)part.ptr, (unsigned)part.len, 0, hits->scratch, keep,
                    &window) != HS_SUCCESS)
            broken("a search failed");
        window.seen_end = window.start + part.len;
        if (window.seen_end == bytes.len)
            break;
        window.start = window.seen_end - OVERLAP_BYTES;
    }
    if (hits->count > 1)
        qsort(hits->items, hits->count, sizeof *hits->items, by_end);
}

const struct lw_pattern_hits *lw_file_hits(const struct lw_file *file)
{
    struct lw_pattern_hits *hits = file->hits;
    if (hits->done)
        return hits;
    if (file->bytes.len && !compressed(file->bytes))
        search(hits, file->bytes);
    hits->done = true;
    return hits;
}

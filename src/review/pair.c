/* SPDX-License-Identifier: Apache-2.0
 *
 * review/pair.c - pairs files by path, by digest, and by likeness.
 */
#include "review/pair.h"

#include <stdlib.h>

#include "archive/manifest.h"
#include "base/map.h"
#include "base/pool.h"
#include "review/compiled.h"
#include "review/module_key.h"
#include "review/sketch.h"

enum {
    TAIL = 3,         /* components of a path that make it known */
    CANDIDATES = 64,  /* of equal digests, or in one bucket, that are weighed */
    LIKE_ENOUGH = 50, /* percent, of files of any name */
    LIKE_NAMED = 25,  /* of files of one name */
    MATCHES = 8,      /* of one new file that are kept */
    SMALL_BYTES = 24, /* of which likeness says nothing */
};

/* One file that so far stands alone. */
struct single {
    const struct lw_scan_file *file;
    const struct lw_sketch *sketch; /* NULL: it says nothing */
    bool paired;
};

struct singles {
    struct single *items;
    size_t count, capacity;
};

struct job {
    struct lw_review *review;
    const struct lw_sides *sides;
    struct singles from, to;
    struct lw_sketch *sketches;  /* of both sides' singles; where they are needed */
    struct lw_scratch **scratch; /* one a worker */
    struct lw_scratch *other;    /* for two files at once */
};

static bool same_mode(const struct lw_scan_file *a, const struct lw_scan_file *b)
{
    char one[8], other[8];
    lw_manifest_mode(one, a->type, a->mode);
    lw_manifest_mode(other, b->type, b->mode);
    return strcmp(one, other) == 0;
}

static bool same_bytes(const struct lw_scan_file *a, const struct lw_scan_file *b)
{
    return a->have_sha256 && b->have_sha256 && a->type == b->type &&
           memcmp(a->sha256.bytes, b->sha256.bytes, sizeof a->sha256.bytes) == 0;
}

static void pair_by_path(struct job *job)
{
    struct lw_review *review = job->review;
    const struct lw_scan *from = review->from, *to = review->to;
    for (size_t i = 0, k = 0; i < from->file_count || k < to->file_count;) {
        const struct lw_scan_file *a = i < from->file_count ? &from->files[i] : NULL;
        const struct lw_scan_file *b = k < to->file_count ? &to->files[k] : NULL;
        int order = !a ? 1 : !b ? -1 : lw_view_cmp(a->path, b->path);
        i += order <= 0;
        k += order >= 0;
        if (order < 0) {
            *LW_PUSH(&review->arena, &job->from) = (struct single){ .file = a };
        } else if (order > 0) {
            *LW_PUSH(&review->arena, &job->to) = (struct single){ .file = b };
        } else if (same_bytes(a, b) && same_mode(a, b)) {
            review->same_files++;
        } else {
            struct lw_file_change *change = LW_PUSH(&review->arena, &review->files);
            bool same = same_bytes(a, b);
            change->state = same ? LW_FILE_SAME : LW_FILE_CHANGED;
            change->similarity = same ? 100 : 0;
            change->from = a;
            change->to = b;
        }
    }
}

/* Components that two paths share at their ends. */
static unsigned shared_tail(struct lw_view a, struct lw_view b)
{
    unsigned shared = 0;
    if (lw_view_ends(a, LW_VIEW(".gz")))
        a.len -= 3;
    if (lw_view_ends(b, LW_VIEW(".gz")))
        b.len -= 3;
    while (a.len && b.len && lw_view_eq(lw_path_base(a), lw_path_base(b))) {
        a = lw_path_dir(a);
        b = lw_path_dir(b);
        shared++;
    }
    return shared;
}

static void join(struct job *job, struct single *from, struct single *to, unsigned similarity)
{
    struct lw_file_change *change = LW_PUSH(&job->review->arena, &job->review->files);
    change->state = same_bytes(from->file, to->file) ? LW_FILE_MOVED : LW_FILE_RENAMED;
    change->similarity = similarity;
    change->from = from->file;
    change->to = to->file;
    from->paired = to->paired = true;
}

/* The last components of a path, by which files of one place in a tree know each other. ".gz" says
 * nothing of what a file is. */
static struct lw_view path_tail(struct lw_view path, unsigned components)
{
    size_t at = path.len;
    for (unsigned i = 0; i < components && at != LW_NOT_FOUND; i++)
        at = lw_view_rfind_byte(lw_view_sub(path, 0, at), '/');
    struct lw_view tail = at == LW_NOT_FOUND ? path : lw_view_from(path, at + 1);
    if (lw_view_ends(tail, LW_VIEW(".gz")))
        tail.len -= 3;
    return tail;
}

static struct lw_view digest_key(struct lw_arena *arena, const struct lw_scan_file *file,
                                 unsigned components)
{
    struct lw_view digest = lw_view(file->sha256.bytes, sizeof file->sha256.bytes);
    struct lw_view tail = components ? path_tail(file->path, components) : LW_VIEW_NONE;
    return lw_arena_join(arena, digest, tail);
}

/* Files of one digest and one tail of their paths: the first that is free. An empty file is every
 * other's equal, so that its name must be the same. */
static void pair_by_digest(struct job *job, unsigned components)
{
    struct lw_arena keys = LW_ARENA_INIT;
    struct lw_map first = LW_MAP_INIT;
    size_t *next = lw_arena_array(&keys, job->from.count + 1, sizeof *next);
    for (size_t i = job->from.count; i-- > 0;) {
        const struct single *from = &job->from.items[i];
        if (from->paired || !from->file->have_sha256)
            continue;
        uint64_t *at = lw_map_put(&first, digest_key(&keys, from->file, components), NULL);
        next[i] = (size_t)*at;
        *at = i + 1;
    }
    for (size_t k = 0; k < job->to.count; k++) {
        struct single *to = &job->to.items[k];
        bool fits = !to->paired && to->file->have_sha256 && (components || to->file->bytes);
        uint64_t *at = fits ? lw_map_get(&first, digest_key(&keys, to->file, components)) : NULL;
        if (!at || !*at || job->from.items[*at - 1].file->type != to->file->type)
            continue;
        join(job, &job->from.items[*at - 1], to, 100);
        *at = next[*at - 1];
    }
    lw_map_clear(&first);
    lw_arena_clear(&keys);
}

static void sketch_one(void *ctx, size_t index, unsigned worker)
{
    struct job *job = ctx;
    const bool old = index < job->from.count;
    struct single *single = old ? &job->from.items[index] : &job->to.items[index - job->from.count];
    const struct lw_source_side *side = old ? &job->sides->from : &job->sides->to;
    if (single->paired || single->file->bytes < SMALL_BYTES)
        return;
    single->sketch = lw_sketches_get(side->sketches, single->file->path);
    if (single->sketch)
        return;
    if (!job->scratch[worker])
        job->scratch[worker] = lw_scratch_new();
    struct lw_view head = lw_side_peek(side, single->file, LW_SKETCH_BYTES, job->scratch[worker]);
    job->sketches[index] = lw_sketch_make(head);
    if (job->sketches[index].used)
        single->sketch = &job->sketches[index];
}

struct match {
    size_t from, to;
    unsigned likeness, tail;
};

/* The best of one new file. */
struct matches {
    struct match items[MATCHES];
    size_t count;
};

static int best_first(const void *a, const void *b)
{
    const struct match *x = a, *y = b;
    unsigned one = x->likeness + x->tail * 10, other = y->likeness + y->tail * 10;
    if (one != other)
        return one < other ? 1 : -1;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

/* Files of the old side by one slot of their sketches, or by their names: chains in arrays. */
struct buckets {
    struct lw_map first;
    uint32_t *next;
    uint64_t *keys;      /* (slot, value), which the map borrows */
    struct lw_map named; /* the first file of a tail, index + 1 */
    uint32_t *next_named;
};

static struct lw_view key_of(uint64_t *key)
{
    return lw_view(key, sizeof *key);
}

static struct buckets fill_buckets(struct job *job)
{
    size_t count = job->from.count * LW_SKETCH_SLOTS;
    struct buckets b = { .first = LW_MAP_INIT };
    b.next = lw_xcalloc(count + 1, sizeof *b.next);
    b.keys = lw_xcalloc(count + 1, sizeof *b.keys);
    b.named = (struct lw_map)LW_MAP_INIT;
    b.next_named = lw_xcalloc(job->from.count + 1, sizeof *b.next_named);
    for (size_t i = job->from.count; i-- > 0;) {
        const struct single *from = &job->from.items[i];
        if (!from->paired && from->sketch) {
            uint64_t *head = lw_map_put(&b.named, path_tail(from->file->path, TAIL), NULL);
            b.next_named[i] = (uint32_t)*head;
            *head = i + 1;
        }
        for (size_t s = 0; s < LW_SKETCH_SLOTS && !from->paired && from->sketch; s++) {
            size_t at = i * LW_SKETCH_SLOTS + s;
            if (from->sketch->slots[s] == UINT32_MAX)
                continue;
            b.keys[at] = (uint64_t)s << 32 | from->sketch->slots[s];
            uint64_t *slot = lw_map_put(&b.first, key_of(&b.keys[at]), NULL);
            b.next[at] = (uint32_t)*slot;
            *slot = at + 1;
        }
    }
    return b;
}

static void drop_buckets(struct buckets *b)
{
    lw_map_clear(&b->first);
    lw_map_clear(&b->named);
    free(b->next_named);
    free(b->next);
    free(b->keys);
}

static size_t apart(const struct match *m)
{
    return m->from > m->to ? m->from - m->to : m->to - m->from;
}

/* Of matches that are worth the same, the one that stands where its file stands in the other list:
 * many files that are all alike do not all want the same few. */
static bool is_better(const struct match *a, const struct match *b)
{
    unsigned one = a->likeness + a->tail * 10, other = b->likeness + b->tail * 10;
    return one != other ? one > other : apart(a) < apart(b);
}

static void keep_match(struct matches *out, const struct match *match)
{
    size_t worst = 0;
    for (size_t i = 0; i < out->count; i++) {
        if (out->items[i].from == match->from)
            return;
        worst = is_better(&out->items[worst], &out->items[i]) ? i : worst;
    }
    if (out->count < MATCHES)
        out->items[out->count++] = *match;
    else if (is_better(match, &out->items[worst]))
        out->items[worst] = *match;
}

static void weigh_match(struct matches *out, const struct job *job, uint32_t from, size_t to)
{
    const struct single *a = &job->from.items[from], *b = &job->to.items[to];
    unsigned likeness = lw_sketch_likeness(a->sketch, b->sketch);
    unsigned tail = shared_tail(a->file->path, b->file->path);
    const struct match match = { from, to, likeness, tail };
    if (likeness >= LIKE_ENOUGH || (tail && likeness >= LIKE_NAMED))
        keep_match(out, &match);
}

struct search {
    const struct job *job;
    const struct buckets *buckets;
    struct matches *matches; /* by new file */
    uint16_t **votes;        /* by worker, then by old file */
};

/* How many slots each old file shares with this one; `votes` is zero before and after. */
static void vote(struct matches *out, const struct search *search, size_t to, uint16_t *votes)
{
    const struct buckets *b = search->buckets;
    const struct lw_sketch *sketch = search->job->to.items[to].sketch;
    uint32_t seen[LW_SKETCH_SLOTS * CANDIDATES];
    size_t count = 0;
    for (size_t s = 0; s < LW_SKETCH_SLOTS; s++) {
        uint64_t key = (uint64_t)s << 32 | sketch->slots[s];
        const uint64_t *at = sketch->slots[s] == UINT32_MAX ? NULL
                                                            : lw_map_get(&b->first, key_of(&key));
        size_t tried = 0;
        for (size_t i = at ? (size_t)*at : 0; i && tried < CANDIDATES;
             i = b->next[i - 1], tried++) {
            uint32_t from = (uint32_t)((i - 1) / LW_SKETCH_SLOTS);
            if (votes[from]++ == 0)
                seen[count++] = from;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (votes[seen[i]] * 8 >= LW_SKETCH_SLOTS)
            weigh_match(out, search->job, seen[i], to);
        votes[seen[i]] = 0;
    }
}

static void find_matches(void *ctx, size_t to, unsigned worker)
{
    const struct search *search = ctx;
    const struct single *single = &search->job->to.items[to];
    const struct buckets *b = search->buckets;
    struct matches *out = &search->matches[to];
    if (single->paired || !single->sketch)
        return;
    if (!search->votes[worker])
        search->votes[worker] = lw_xcalloc(search->job->from.count + 1, sizeof(uint16_t));
    vote(out, search, to, search->votes[worker]);
    /* In a crowd of files that are all alike, the place says which is which. */
    const uint64_t *head = lw_map_get(&b->named, path_tail(single->file->path, TAIL));
    size_t tried = 0;
    for (uint32_t i = head ? (uint32_t)*head : 0; i && tried < CANDIDATES;
         i = b->next_named[i - 1], tried++)
        weigh_match(out, search->job, i - 1, to);
}

/* Joins the best first; `all` is of the new files, one after the other. */
static void join_matches(struct job *job, const struct matches *all)
{
    size_t count = 0, total = 0;
    for (size_t k = 0; k < job->to.count; k++)
        total += all[k].count;
    struct match *items = lw_xcalloc(total, sizeof *items);
    for (size_t k = 0; k < job->to.count; k++)
        for (size_t i = 0; i < all[k].count; i++)
            items[count++] = all[k].items[i];
    if (count)
        qsort(items, count, sizeof *items, best_first);
    for (size_t i = 0; i < count; i++) {
        struct single *from = &job->from.items[items[i].from], *to = &job->to.items[items[i].to];
        if (!from->paired && !to->paired)
            join(job, from, to, items[i].likeness);
    }
    free(items);
}

static void pair_by_likeness(struct job *job)
{
    const size_t count = job->from.count + job->to.count;
    const unsigned jobs = job->sides->jobs;
    if (job->from.count > LW_PAIR_MOST || job->to.count > LW_PAIR_MOST)
        return;
    /* Pages that nobody needs cost nothing. */
    job->sketches = lw_xcalloc(count, sizeof *job->sketches);
    lw_pool_run(sketch_one, job, count, jobs);
    struct buckets buckets = fill_buckets(job);
    struct search search = { .job = job, .buckets = &buckets };
    search.matches = lw_xcalloc(job->to.count, sizeof *search.matches);
    search.votes = lw_xcalloc(jobs, sizeof *search.votes);
    lw_pool_run(find_matches, &search, job->to.count, jobs);
    join_matches(job, search.matches);
    for (unsigned i = 0; i < jobs; i++)
        free(search.votes[i]);
    free(search.votes);
    free(search.matches);
    drop_buckets(&buckets);
}

/* A module that was built for another Python: its name says which, and its bytes are no more alike
 * than two compilers' are. */
static void pair_by_module(struct job *job)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf key = LW_BUF_INIT;
    struct lw_map modules = LW_MAP_INIT;
    for (size_t i = 0; i < job->from.count; i++) {
        key.len = 0;
        if (!job->from.items[i].paired && lw_module_key(&key, job->from.items[i].file->path))
            *lw_map_put(&modules, lw_arena_copy(&job->review->arena, lw_buf_view(&key)), NULL) = i +
                                                                                                 1;
    }
    for (size_t k = 0; k < job->to.count && modules.count; k++) {
        struct single *to = &job->to.items[k];
        key.len = 0;
        uint64_t *at = !to->paired && lw_module_key(&key, to->file->path)
                           ? lw_map_get(&modules, lw_buf_view(&key))
                           : NULL;
        if (!at || !*at)
            continue;
        struct single *from = &job->from.items[*at - 1];
        bool known = from->sketch && to->sketch;
        join(job, from, to, known ? lw_sketch_likeness(from->sketch, to->sketch) : 0);
        *at = 0;
    }
    lw_map_clear(&modules);
}

static void add_rest(struct job *job)
{
    struct lw_review *review = job->review;
    for (size_t i = 0; i < job->from.count; i++)
        if (!job->from.items[i].paired)
            *LW_PUSH(&review->arena,
                     &review->files) = (struct lw_file_change){ .state = LW_FILE_REMOVED,
                                                                .from = job->from.items[i].file };
    for (size_t i = 0; i < job->to.count; i++)
        if (!job->to.items[i].paired)
            *LW_PUSH(&review->arena,
                     &review->files) = (struct lw_file_change){ .state = LW_FILE_ADDED,
                                                                .to = job->to.items[i].file };
}

static lw_status only_touched(bool *out, struct job *job, const struct lw_file_change *change,
                              struct lw_err *err)
{
    struct lw_view a, b;
    bool have_a, have_b;
    *out = job->sides->touched && change->state == LW_FILE_CHANGED &&
           lw_touched_has(job->sides->touched, change->from, change->to);
    if (*out)
        return LW_OK;
    if (change->state != LW_FILE_CHANGED || !lw_view_ends(change->to->path, LW_VIEW(".pyc")))
        return LW_OK;
    LW_TRY(lw_side_read(&a, &have_a, &job->sides->from, change->from, LW_COMPILED_MOST_BYTES,
                        job->scratch[0], err));
    LW_TRY(lw_side_read(&b, &have_b, &job->sides->to, change->to, LW_COMPILED_MOST_BYTES,
                        job->other, err));
    *out = have_a && have_b && lw_compiled_alike(a, b, change->to->path);
    return LW_OK;
}

struct lw_view lw_file_change_path(const struct lw_file_change *change)
{
    return change->to ? change->to->path : change->from->path;
}

static int by_path(const void *a, const void *b)
{
    const struct lw_file_change *x = a, *y = b;
    int order = lw_view_cmp(lw_file_change_path(x), lw_file_change_path(y));
    return order ? order : (x->to == NULL) - (y->to == NULL);
}

static lw_status settle(struct job *job, struct lw_err *err)
{
    struct lw_review *review = job->review;
    for (size_t i = 0; i < review->files.count; i++) {
        struct lw_file_change *change = &review->files.items[i];
        bool touched = false;
        LW_TRY(only_touched(&touched, job, change, err));
        if (touched)
            change->state = LW_FILE_TOUCHED;
        if (change->from && change->to) {
            change->mode_changed = !same_mode(change->from, change->to);
            change->type_changed = change->from->type != change->to->type;
        }
        review->file_states[change->state]++;
    }
    if (review->files.count)
        qsort(review->files.items, review->files.count, sizeof *review->files.items, by_path);
    return LW_OK;
}

lw_status lw_review_pair(struct lw_review *review, const struct lw_sides *sides, struct lw_err *err)
{
    struct job job = { .review = review, .sides = sides };
    job.scratch = lw_xcalloc(sides->jobs, sizeof(struct lw_scratch *));
    job.scratch[0] = lw_scratch_new();
    job.other = lw_scratch_new();
    pair_by_path(&job);
    for (unsigned components = TAIL + 1; components-- > 0;)
        pair_by_digest(&job, components);
    pair_by_likeness(&job);
    pair_by_module(&job);
    add_rest(&job);
    lw_status status = settle(&job, err);
    for (unsigned i = 0; i < sides->jobs; i++)
        lw_scratch_free(job.scratch[i]);
    lw_scratch_free(job.other);
    free(job.scratch);
    free(job.sketches);
    return status;
}

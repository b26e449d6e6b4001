/* SPDX-License-Identifier: Apache-2.0
 *
 * review/unchanged.c - equal entries of two zips.
 */
#include "review/unchanged.h"

#include <stdlib.h>

#include "analyze/elf.h"
#include "analyze/pyc.h"
#include "base/pool.h"
#include "review/pair.h"
#include "review/rule.h"

enum { CANDIDATES = 16, AT_ONCE = 32 };

/* What is cheap to compare, and the name. */
static struct lw_view key_of(struct lw_arena *arena, const struct lw_entry *entry)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf key = LW_BUF_INIT;
    lw_buf_add_le(&key, entry->crc32, 4);
    lw_buf_add_le(&key, entry->bytes, 8);
    lw_buf_add_le(&key, entry->packed_bytes, 8);
    lw_buf_add_le(&key, entry->method, 2);
    lw_buf_add(&key, lw_path_base(entry->path));
    return lw_arena_copy(arena, lw_buf_view(&key));
}

struct sides {
    const struct lw_archive *a, *b;
    struct lw_map alone_a, alone_b; /* count_alone() */
};

static bool counts(const struct lw_entry *entry)
{
    return entry->type == LW_ENTRY_FILE && !entry->shadowed;
}

/* The files of the old side by their keys: chains in the order of the paths. */
struct olds {
    const struct lw_entry *items;
    size_t count;
    struct lw_map first; /* index + 1 */
    size_t *next;
};

static void fill_olds(struct olds *olds, struct sides *sides, struct lw_arena *arena)
{
    olds->items = lw_archive_entries(sides->a, &olds->count);
    olds->next = lw_arena_array(arena, olds->count + 1, sizeof *olds->next);
    for (size_t i = olds->count; i-- > 0;) {
        if (!counts(&olds->items[i]))
            continue;
        uint64_t *at = lw_map_put(&olds->first, key_of(arena, &olds->items[i]), NULL);
        olds->next[i] = (size_t)*at;
        *at = i + 1;
    }
}

/* Source that is imported: what it does goes along with it. What runs by its name or its place
 * alone is looked at where it newly stands. */
static bool travels(struct lw_view path)
{
    static const char *const ends[] = { ".py", ".js", ".mjs", ".cjs" };
    struct lw_view base = lw_path_base(path);
    if (lw_view_starts(base, LW_VIEW("sitecustomize.")) ||
        lw_view_starts(base, LW_VIEW("usercustomize.")))
        return false;
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends(base, lw_view_c(ends[i])))
            return true;
    return false;
}

/* How often each key of code stands where the other side has nothing: it has moved where that is
 * once on either side, whoever pairs them. */
static void count_alone(struct lw_map *out, const struct lw_archive *side,
                        const struct lw_archive *other, struct lw_arena *arena)
{
    size_t count;
    const struct lw_entry *items = lw_archive_entries(side, &count);
    for (size_t i = 0; i < count; i++)
        if (counts(&items[i]) && travels(items[i].path) && !lw_archive_find(other, items[i].path))
            ++*lw_map_put(out, key_of(arena, &items[i]), NULL);
}

static bool is_once(const struct lw_map *map, struct lw_view key)
{
    const uint64_t *count = lw_map_get(map, key);
    return count && *count == 1;
}

/* Code that moved, with the folder it stands in. */
static bool moved(const struct sides *sides, const struct lw_entry *a, const struct lw_entry *b,
                  struct lw_view key)
{
    return lw_view_eq(lw_path_base(lw_path_dir(a->path)), lw_path_base(lw_path_dir(b->path))) &&
           travels(b->path) && is_once(&sides->alone_a, key) && is_once(&sides->alone_b, key) &&
           !lw_archive_find(sides->b, a->path) && !lw_archive_find(sides->a, b->path);
}

/* What a thread has of its own. */
struct hand {
    struct lw_scratch *a, *b;
    struct lw_arena keys;
    size_t
        *class; /* of the old side's files: equal where packed bytes were seen to be; 0: unknown */
    size_t classes;
};

/* A file of the new side, and what is found out about it once, for all that it is compared with. */
struct young {
    const struct lw_entry *entry;
    struct hand *hand; /* of who looks at it */
    struct lw_view key;
    bool asked, may_run; /* may_run() */
    size_t class;        /* of the hand's; 0: not known */
};

/* What Lambda, a shell or the loader may run where it stands: by its name, its mode, its folder or
 * its first bytes. What it does is asked for where it newly is. */
static bool may_run(const struct sides *sides, const struct young *young)
{
    static const char *const folders[] = { "bin/", "lib/", "lib64/", "extensions/", "bootstrap" };
    const struct lw_entry *b = young->entry;
    struct lw_view base = lw_path_base(b->path), head;
    if (lw_is_code(b->path) || (b->mode & 0111) || lw_view_find_byte(base, '.') == LW_NOT_FOUND)
        return true;
    for (size_t i = 0; i < LW_COUNT(folders); i++)
        if (lw_view_starts(b->path, lw_view_c(folders[i])))
            return true;
    return lw_ok(lw_archive_peek(&head, sides->b, b, 4, young->hand->b, NULL)) &&
           (lw_view_starts(head, LW_VIEW("#!")) || lw_elf_magic(head));
}

/* Elsewhere, or executable where it was not. */
static bool changes_role(const struct sides *sides, const struct lw_entry *a, struct young *young)
{
    const struct lw_entry *b = young->entry;
    if ((a->mode & 0111) != (b->mode & 0111))
        return true;
    if (lw_view_eq(a->path, b->path))
        return false;
    if (!young->asked)
        young->may_run = may_run(sides, young);
    young->asked = true;
    return young->may_run && !moved(sides, a, b, young->key);
}

/* Small files that are all alike are many: each is compared with one of them. */
static bool same_packed(const struct sides *sides, const struct olds *olds, size_t old,
                        struct young *young)
{
    struct hand *hand = young->hand;
    size_t *class = &hand->class[old];
    if (*class && *class == young->class)
        return true;
    if (!lw_archive_same_packed(sides->a, &olds->items[old], hand->a, sides->b, young->entry,
                                hand->b))
        return false;
    if (!young->class)
        young->class = *class ? *class : ++hand->classes;
    if (!*class)
        *class = young->class;
    return true;
}

/* Of each file of the new side: where its chain of candidates begins, and which of them are the
 * same, the first in the lowest bit. */
struct matches {
    size_t first;
    uint32_t same;
};
_Static_assert(CANDIDATES <= 32, "a bit each");

struct match_job {
    const struct sides *sides;
    const struct olds *olds;
    const struct lw_entry *items; /* of the new side */
    size_t count;
    struct matches *found; /* by item */
    struct hand *hands;
};

static void match(struct match_job *job, size_t item, struct hand *hand)
{
    struct young young = { .entry = &job->items[item], .hand = hand };
    struct matches *found = &job->found[item];
    young.key = key_of(&hand->keys, young.entry);
    const uint64_t *at = lw_map_get(&job->olds->first, young.key);
    found->first = at ? (size_t)*at : 0;
    size_t i = found->first;
    for (unsigned tried = 0; i && tried < CANDIDATES; i = job->olds->next[i - 1], tried++)
        if (!changes_role(job->sides, &job->olds->items[i - 1], &young) &&
            same_packed(job->sides, job->olds, i - 1, &young))
            found->same |= 1u << tried;
}

/* Neighbours lie near each other: a thread takes some at once. */
static void match_some(void *ctx, size_t index, unsigned worker)
{
    struct match_job *job = ctx;
    struct hand *hand = &job->hands[worker];
    const size_t end = (index + 1) * AT_ONCE < job->count ? (index + 1) * AT_ONCE : job->count;
    if (!hand->a) {
        hand->a = lw_scratch_new();
        hand->b = lw_scratch_new();
        hand->class = lw_xcalloc(job->olds->count + 1, sizeof *hand->class);
    }
    for (size_t i = index * AT_ONCE; i < end; i++)
        if (counts(&job->items[i]))
            match(job, i, hand);
}

static void take_matches(struct lw_unchanged *out, const struct match_job *job)
{
    for (size_t k = 0; k < job->count; k++) {
        uint32_t same = job->found[k].same;
        for (size_t i = job->found[k].first; same; i = job->olds->next[i - 1], same >>= 1) {
            if (!(same & 1))
                continue;
            (void)lw_map_put_copy(&out->from, job->olds->items[i - 1].path, &out->arena, NULL);
            (void)lw_map_put_copy(&out->to, job->items[k].path, &out->arena, NULL);
        }
    }
}

/* Files that stand where the other side has nothing are told by what they hold, all of them. */
static void want_sketches(struct lw_sketches *out, const struct lw_map *same,
                          const struct lw_archive *side, const struct lw_archive *other)
{
    size_t count;
    const struct lw_entry *items = lw_archive_entries(side, &count);
    for (size_t i = 0; i < count && out->by_path.count <= LW_PAIR_MOST; i++)
        if (counts(&items[i]) && !lw_archive_find(other, items[i].path) &&
            !lw_map_get(same, items[i].path))
            lw_sketches_want(out, items[i].path);
    if (out->by_path.count > LW_PAIR_MOST) /* they will not be compared */
        lw_sketches_clear(out);
    lw_sketches_settle(out);
}

static void pair(struct lw_unchanged *out, struct sides *sides, unsigned jobs)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct olds olds = { .first = LW_MAP_INIT };
    struct match_job job = { .sides = sides, .olds = &olds };
    job.items = lw_archive_entries(sides->b, &job.count);
    job.found = lw_arena_array(&arena, job.count, sizeof *job.found);
    job.hands = lw_arena_array(&arena, jobs, sizeof *job.hands);
    fill_olds(&olds, sides, &arena);
    count_alone(&sides->alone_a, sides->a, sides->b, &arena);
    count_alone(&sides->alone_b, sides->b, sides->a, &arena);
    lw_pool_run(match_some, &job, (job.count + AT_ONCE - 1) / AT_ONCE, jobs);
    take_matches(out, &job);
    for (unsigned i = 0; i < jobs; i++) {
        lw_scratch_free(job.hands[i].a);
        lw_scratch_free(job.hands[i].b);
        free(job.hands[i].class);
        lw_arena_clear(&job.hands[i].keys);
    }
    lw_map_clear(&olds.first);
    lw_map_clear(&sides->alone_a);
    lw_map_clear(&sides->alone_b);
    lw_arena_clear(&arena);
}

/* The source is the same on both sides, or is on neither. */
static bool same_source(const struct lw_unchanged *out, const struct sides *sides,
                        struct lw_view path, struct lw_arena *arena)
{
    struct lw_view source = lw_pyc_source(arena, path);
    const bool old = lw_archive_find(sides->a, source), new = lw_archive_find(sides->b, source);
    if (!old && !new)
        return true;
    bool there = old && new;
    return there && lw_map_get(&out->from, source) && lw_map_get(&out->to, source);
}

/* Two entries of one path, which may differ only in when they were compiled; then what both are. */
struct compiled {
    const struct lw_entry *a, *b;
    bool alike;
    struct lw_digest from, to;
};

struct compiled_job {
    const struct sides *sides;
    struct {
        struct compiled *items;
        size_t count, capacity;
    } list;
    struct lw_scratch **scratch; /* two a worker */
};

static void compare_compiled(void *ctx, size_t index, unsigned worker)
{
    struct compiled_job *job = ctx;
    struct compiled *c = &job->list.items[index];
    struct lw_scratch **scratch = &job->scratch[2 * (size_t)worker];
    struct lw_content old = { 0 }, new = { 0 };
    for (size_t i = 0; i < 2; i++)
        if (!scratch[i])
            scratch[i] = lw_scratch_new();
    c->alike = lw_ok(lw_archive_read(&old, job->sides->a, c->a, true, scratch[0], NULL)) &&
               lw_ok(lw_archive_read(&new, job->sides->b, c->b, true, scratch[1], NULL)) &&
               !old.damaged && !old.have_anomaly && !new.damaged && !new.have_anomaly;
    c->alike = c->alike && lw_compiled_alike(old.bytes, new.bytes, c->b->path);
    c->from = old.sha256;
    c->to = new.sha256;
}

static void find_compiled(struct compiled_job *job, const struct lw_unchanged *out,
                          struct lw_arena *arena)
{
    size_t count;
    const struct lw_entry *items = lw_archive_entries(job->sides->b, &count);
    for (size_t i = 0; i < count; i++) {
        const struct lw_entry *b = &items[i];
        if (!lw_view_ends(b->path, LW_VIEW(".pyc")) || !counts(b) ||
            b->bytes > LW_COMPILED_MOST_BYTES || lw_map_get(&out->to, b->path))
            continue;
        const struct lw_entry *a = lw_archive_find(job->sides->a, b->path);
        if (a && counts(a) && same_source(out, job->sides, b->path, arena))
            *LW_PUSH(arena, &job->list) = (struct compiled){ .a = a, .b = b };
    }
}

/* Modules that were compiled anew from the same source do what they did. */
static void pair_compiled(struct lw_unchanged *out, const struct sides *sides, unsigned jobs)
{
    struct lw_arena arena = LW_ARENA_INIT;
    struct compiled_job job = { .sides = sides };
    job.scratch = lw_arena_array(&arena, 2 * (size_t)jobs, sizeof *job.scratch);
    find_compiled(&job, out, &arena);
    lw_pool_run(compare_compiled, &job, job.list.count, jobs);
    for (size_t i = 0; i < job.list.count; i++) {
        const struct compiled *c = &job.list.items[i];
        if (!c->alike)
            continue;
        struct lw_view path = lw_arena_copy(&out->arena, c->b->path);
        (void)lw_map_put(&out->from, path, NULL);
        (void)lw_map_put(&out->to, path, NULL);
        lw_touched_add(&out->touched, &out->arena, path, &c->from, &c->to);
    }
    for (size_t i = 0; i < 2 * (size_t)jobs; i++)
        lw_scratch_free(job.scratch[i]);
    lw_arena_clear(&arena);
}

lw_status lw_unchanged_find(struct lw_unchanged *out, const struct lw_input *from,
                            const struct lw_input *to, const struct lw_limits *limits,
                            unsigned jobs, struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *a = NULL;
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *b = NULL;
    *out = (struct lw_unchanged)LW_UNCHANGED_INIT;
    LW_TRY(lw_open_both(&a, &b, from, to, limits, jobs, err));
    if (!lw_archive_is_zip(a) || !lw_archive_is_zip(b))
        return LW_OK;
    struct sides sides = { a, b, LW_MAP_INIT, LW_MAP_INIT };
    pair(out, &sides, jobs ? jobs : 1);
    want_sketches(&out->sketches_from, &out->from, a, b);
    want_sketches(&out->sketches_to, &out->to, b, a);
    pair_compiled(out, &sides, jobs ? jobs : 1);
    return LW_OK;
}

void lw_unchanged_clear(struct lw_unchanged *unchanged)
{
    lw_map_clear(&unchanged->from);
    lw_map_clear(&unchanged->to);
    lw_map_clear(&unchanged->touched.by_path);
    lw_sketches_clear(&unchanged->sketches_from);
    lw_sketches_clear(&unchanged->sketches_to);
    lw_arena_clear(&unchanged->arena);
}

bool lw_unchanged_wants_others(const void *ctx, struct lw_view path)
{
    return lw_map_get(ctx, path) == NULL;
}

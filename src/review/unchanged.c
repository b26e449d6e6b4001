/* SPDX-License-Identifier: Apache-2.0
 *
 * review/unchanged.c - equal entries of two zips, and what they do where that is asked.
 */
#include "review/unchanged.h"

#include "review/rule.h"

enum { CANDIDATES = 16 };

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
    struct lw_scratch *scratch_a, *scratch_b;
};

static bool counts(const struct lw_entry *entry)
{
    return entry->type == LW_ENTRY_FILE && !entry->shadowed;
}

static void pair(struct lw_unchanged *out, const struct sides *sides)
{
    size_t count_a, count_b;
    const struct lw_entry *a = lw_archive_entries(sides->a, &count_a);
    const struct lw_entry *b = lw_archive_entries(sides->b, &count_b);
    struct lw_arena keys = LW_ARENA_INIT;
    struct lw_map first = LW_MAP_INIT;
    size_t *next = lw_arena_array(&keys, count_a + 1, sizeof *next);
    for (size_t i = count_a; i-- > 0;) {
        if (!counts(&a[i]))
            continue;
        uint64_t *at = lw_map_put(&first, key_of(&keys, &a[i]), NULL);
        next[i] = (size_t)*at;
        *at = i + 1;
    }
    for (size_t k = 0; k < count_b; k++) {
        const uint64_t *at = counts(&b[k]) ? lw_map_get(&first, key_of(&keys, &b[k])) : NULL;
        size_t tried = 0;
        for (size_t i = at ? (size_t)*at : 0; i && tried < CANDIDATES; i = next[i - 1], tried++) {
            /* Code that moved may newly be found: what it does is asked for. */
            if (lw_is_code(b[k].path) && !lw_view_eq(a[i - 1].path, b[k].path))
                continue;
            if (!lw_archive_same_packed(sides->a, &a[i - 1], sides->scratch_a, sides->b, &b[k],
                                        sides->scratch_b))
                continue;
            (void)lw_map_put(&out->from, lw_arena_copy(&out->arena, a[i - 1].path), NULL);
            (void)lw_map_put(&out->to, lw_arena_copy(&out->arena, b[k].path), NULL);
        }
    }
    lw_map_clear(&first);
    lw_arena_clear(&keys);
}

lw_status lw_unchanged_find(struct lw_unchanged *out, const struct lw_input *from,
                            const struct lw_input *to, const struct lw_limits *limits,
                            struct lw_err *err)
{
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *a = NULL;
    LW_CLEANUP(lw_archive_free_p) struct lw_archive *b = NULL;
    struct lw_limits brief = *limits;
    *out = (struct lw_unchanged){ LW_ARENA_INIT, LW_MAP_INIT, LW_MAP_INIT };
    brief.brief = true;
    LW_TRY(lw_archive_open_input(&a, from, &brief, err));
    LW_TRY(lw_archive_open_input(&b, to, &brief, err));
    if (!lw_archive_is_zip(a) || !lw_archive_is_zip(b))
        return LW_OK;
    struct sides sides = { a, b, lw_scratch_new(), lw_scratch_new() };
    pair(out, &sides);
    lw_scratch_free(sides.scratch_a);
    lw_scratch_free(sides.scratch_b);
    return LW_OK;
}

void lw_unchanged_clear(struct lw_unchanged *unchanged)
{
    lw_map_clear(&unchanged->from);
    lw_map_clear(&unchanged->to);
    lw_arena_clear(&unchanged->arena);
}

bool lw_unchanged_wants_others(const void *ctx, struct lw_view path)
{
    return lw_map_get(ctx, path) == NULL;
}

/* Unchanged files of the packages that are concerned; `all`: of every one. */
struct wish {
    const struct lw_delta *delta;
    const struct lw_unchanged *unchanged;
    bool all, unowned;
    bool *packages; /* by index */
};

static bool wants(const void *ctx, struct lw_view path)
{
    const struct wish *wish = ctx;
    bool script = lw_view_find_byte(lw_path_base(path), '.') == LW_NOT_FOUND;
    if (!lw_map_get(&wish->unchanged->to, path) || !(script || lw_is_code(path)))
        return false;
    size_t owner = lw_owner_of(&wish->delta->to, path);
    return wish->all || (owner ? wish->packages[owner - 1] : wish->unowned);
}

/* Rules ask of these whether the layer had them at all. */
static bool weighs_in_layer(const struct lw_fact *fact)
{
    const uint64_t powers = LW_C_BIT(LW_C_NETWORK) | LW_C_BIT(LW_C_DNS) | LW_C_BIT(LW_C_PROCESS) |
                            LW_C_BIT(LW_C_DYNAMIC_CODE) | LW_C_BIT(LW_C_CREDENTIALS) |
                            LW_C_BIT(LW_C_NATIVE_LOAD) | LW_C_BIT(LW_C_ENV_ALL) |
                            LW_C_BIT(LW_C_LISTEN);
    enum lw_capability capability = lw_fact_capability(fact);
    if (fact->kind == LW_F_CAPABILITY || fact->kind == LW_F_NATIVE_IMPORT)
        return capability < LW_C_COUNT && (powers & LW_C_BIT(capability));
    return fact->kind == LW_F_AWS_CALL;
}

static lw_status look(struct lw_facts *out, const struct wish *wish,
                      const struct lw_archive *archive, const struct lw_engine_options *options,
                      struct lw_err *err)
{
    const struct lw_engine_filter filter = { wants, wish };
    struct lw_engine_options only = *options;
    struct lw_engine_output ignored;
    only.behavior_only = true;
    only.behavior_of = &filter;
    only.earlier = NULL;
    only.progress = NULL;
    return lw_engine_run(out, &ignored, archive, &only, err);
}

lw_status lw_unchanged_context(struct lw_facts *out, bool *any, const struct lw_delta *delta,
                               const struct lw_unchanged *unchanged,
                               const struct lw_archive *archive,
                               const struct lw_engine_options *options, struct lw_err *err)
{
    const struct lw_review *review = delta->review;
    struct wish wish = { .delta = delta, .unchanged = unchanged };
    wish.packages = lw_arena_array(out->arena, review->to->facts.packages.count + 1,
                                   sizeof *wish.packages);
    *any = false;
    if (unchanged->to.count == 0)
        return LW_OK;
    for (size_t i = 0; i < review->facts_added.count; i++) {
        const struct lw_fact_change *change = &review->facts_added.items[i];
        if (!change->fact->behavior || !change->new_to_package || !lw_fact_matters(change->fact))
            continue;
        size_t owner = lw_owner_of(&delta->to, change->fact->location);
        *any = true;
        wish.all = wish.all || (change->new_to_artifact && weighs_in_layer(change->fact));
        if (owner)
            wish.packages[owner - 1] = true;
        else
            wish.unowned = true;
    }
    return *any ? look(out, &wish, archive, options, err) : LW_OK;
}

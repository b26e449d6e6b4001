/* SPDX-License-Identifier: Apache-2.0
 *
 * review/places.c - facts by their places.
 */
#include "review/places.h"

#include "review/rule.h"

static void note(struct lw_places *out, struct lw_map *map, struct lw_arena *arena,
                 const struct lw_fact *fact, bool new_to_package)
{
    if (fact->kind != LW_F_CAPABILITY && fact->kind != LW_F_NATIVE_IMPORT)
        return;
    enum lw_capability capability = lw_fact_capability(fact);
    if (capability >= LW_C_COUNT)
        return;
    bool made;
    uint64_t *at = lw_map_put(map, fact->location, &made);
    if (made) {
        (void)LW_PUSH(arena, &out->powers);
        *at = out->powers.count;
    }
    struct lw_powers *powers = &out->powers.items[*at - 1];
    const uint64_t bit = LW_C_BIT(capability);
    if (new_to_package && fact->kind == LW_F_NATIVE_IMPORT)
        powers->news |= bit;
    if (powers->set & bit)
        return;
    powers->order[capability] = (size_t)__builtin_popcountll(powers->set);
    powers->set |= bit;
    powers->first[capability] = fact;
}

enum { STARTED = 1, LOADED = 2 };

/* What a package.json says of its files: what is only a command of its own is loaded by nobody. */
static void note_manifest(struct lw_places *out, struct lw_arena *arena, const struct lw_fact *fact)
{
    bool bin = lw_fact_is(fact, LW_K_TYPE, "bin");
    struct lw_view dir = lw_path_dir(fact->location);
    if (fact->kind != LW_F_MANIFEST || !lw_fact_is(fact, LW_K_CLASS, "file"))
        return;
    struct lw_view path = lw_arena_printf(arena, "%.*s%s%.*s", LW_FMT(dir), dir.len ? "/" : "",
                                          LW_FMT(lw_fact_get(fact, LW_K_TARGET)));
    *lw_map_put(&out->programs, path, NULL) |= bin ? STARTED : LOADED;
}

bool lw_places_program(const struct lw_places *places, struct lw_view location)
{
    const uint64_t *at = lw_map_get(&places->programs, location);
    return at && *at == STARTED;
}

void lw_places_make(struct lw_places *out, struct lw_review *review)
{
    *out = (struct lw_places){ .added = LW_MAP_INIT };
    for (size_t i = 0; i < review->facts_added.count; i++) {
        const struct lw_fact_change *change = &review->facts_added.items[i];
        note(out, &out->added, &review->arena, change->fact, change->new_to_package);
    }
    for (size_t i = 0; i < review->to->facts.facts.count; i++) {
        const struct lw_fact *fact = &review->to->facts.facts.items[i];
        note(out, &out->all, &review->arena, fact, false);
        if (fact->kind == LW_F_ELF)
            (void)lw_map_put(&out->native, fact->location, NULL);
        note_manifest(out, &review->arena, fact);
        if (fact->kind == LW_F_AWS_CALL)
            (void)lw_map_put(&out->aws, fact->location, NULL);
    }
    for (size_t i = 0; i < review->from->facts.facts.count; i++) {
        const struct lw_fact *fact = &review->from->facts.facts.items[i];
        if (fact->kind == LW_F_ENDPOINT && lw_fact_is(fact, LW_K_CLASS, "cloud-metadata"))
            (void)lw_map_put(&out->metadata, fact->location, NULL);
        if (fact->kind == LW_F_AUTHORITY)
            (void)lw_map_put(&out->authorities, fact->location, NULL);
    }
    for (size_t i = 0; i < review->from->facts.incomplete.count; i++)
        (void)lw_map_put(&out->incomplete, review->from->facts.incomplete.items[i].location, NULL);
}

void lw_places_clear(struct lw_places *places)
{
    lw_map_clear(&places->added);
    lw_map_clear(&places->all);
    lw_map_clear(&places->metadata);
    lw_map_clear(&places->incomplete);
    lw_map_clear(&places->native);
    lw_map_clear(&places->aws);
    lw_map_clear(&places->authorities);
    lw_map_clear(&places->programs);
}

const struct lw_powers *lw_places_powers(const struct lw_places *places, struct lw_view location,
                                         bool all)
{
    const uint64_t *at = lw_map_get(all ? &places->all : &places->added, location);
    return at ? &places->powers.items[*at - 1] : NULL;
}

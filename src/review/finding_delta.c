/* SPDX-License-Identifier: Apache-2.0
 *
 * review/finding_delta.c - vulnerabilities fixed and introduced, and findings that are new or gone.
 */
#include "review/delta.h"

/* A vulnerability is the same in another version of its package; another finding is where its rule
 * speaks of the same place and, for the whole artifact, of the same evidence. */
static struct lw_view key_of(struct lw_delta *delta, const struct lw_finding *f, bool new_side)
{
    struct lw_arena *arena = &delta->review->arena;
    enum lw_ecosystem ecosystem;
    struct lw_view name, version, place = f->path;
    if (lw_finding_is_vulnerability(f)) {
        bool known = lw_purl_parse(&ecosystem, &name, &version, f->purl, arena);
        return lw_arena_printf(
            arena, "%.*s\n%.*s", LW_FMT(f->vulnerability),
            LW_FMT(known ? lw_purl_make(arena, ecosystem, name, LW_VIEW_NONE) : f->purl));
    }
    const uint64_t *at = lw_map_get(new_side ? &delta->by_to : &delta->by_from, place);
    const struct lw_file_change *file = at ? &delta->review->files.items[*at - 1] : NULL;
    if (file && new_side && file->from)
        place = file->from->path;
    /* A link is another one where it leads elsewhere. */
    struct lw_view said = lw_view_is(f->rule, "archive-link-escape") ? f->evidence
                          : place.len                                ? LW_VIEW_NONE
                                                                     : f->title;
    return lw_arena_printf(arena, "%.*s\n%.*s\n%.*s", LW_FMT(f->rule), LW_FMT(place), LW_FMT(said));
}

static void note(struct lw_map *map, struct lw_delta *delta, const struct lw_finding_list *list,
                 bool new_side)
{
    for (size_t i = 0; i < list->count; i++)
        (void)lw_map_put(map, key_of(delta, &list->items[i], new_side), NULL);
}

static void tell(struct lw_finding_refs *vulnerabilities, struct lw_finding_refs *findings,
                 struct lw_delta *delta, const struct lw_finding_list *list, bool new_side,
                 const struct lw_map *other)
{
    struct lw_map told = LW_MAP_INIT;
    for (size_t i = 0; i < list->count; i++) {
        const struct lw_finding *f = &list->items[i];
        struct lw_view key = key_of(delta, f, new_side);
        bool made, vulnerability = lw_finding_is_vulnerability(f);
        (void)lw_map_put(&told, key, &made);
        if (!made || f->suppressed || lw_map_get(other, key))
            continue;
        *LW_PUSH(&delta->review->arena, vulnerability ? vulnerabilities : findings) = f;
    }
    lw_map_clear(&told);
}

void lw_delta_findings(struct lw_delta *delta)
{
    struct lw_review *review = delta->review;
    struct lw_map from = LW_MAP_INIT, to = LW_MAP_INIT;
    note(&from, delta, &review->from->findings, false);
    note(&to, delta, &review->to->findings, true);
    tell(&review->vulnerabilities_added, &review->findings_added, delta, &review->to->findings,
         true, &from);
    tell(&review->vulnerabilities_fixed, &review->findings_removed, delta, &review->from->findings,
         false, &to);
    lw_map_clear(&from);
    lw_map_clear(&to);
}

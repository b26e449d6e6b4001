/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/function.c - scans the parts, lays them over each other, and judges the whole.
 */
#include "scan/function.h"

#include <stdlib.h>

#include "analyze/overlay.h"
#include "base/map.h"
#include "scan/hidden.h"

struct parts {
    struct lw_scan **scans;
    struct lw_archive **archives;
    struct lw_overlay_source *sources;
    size_t count;
};

static void parts_clear(struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        lw_scan_free(parts->scans[i]);
        lw_archive_free(parts->archives[i]);
    }
    free(parts->scans);
    free(parts->archives);
    free(parts->sources);
}

static void parts_init(struct parts *parts, size_t count)
{
    parts->count = count;
    parts->scans = lw_xcalloc(count, sizeof(struct lw_scan *));
    parts->archives = lw_xcalloc(count, sizeof(struct lw_archive *));
    parts->sources = lw_xcalloc(count, sizeof *parts->sources);
}

static const char *mount_of(const struct lw_overlay_source *source)
{
    return source->is_function ? "/var/task/" : "/opt/";
}

static struct lw_view mounted(struct lw_arena *arena, const struct lw_overlay_source *source,
                              struct lw_view path)
{
    return lw_arena_join(arena, lw_view_c(mount_of(source)), path);
}

/* A package of which nothing is left but its name, or a part. One that several layers bring is one
 * fact: `told` has where it stands, from 1. */
static void tell_hidden(struct lw_scan *merged, const char *kind, struct lw_map *told,
                        const struct lw_overlay_source *source, const struct lw_package *package)
{
    struct lw_fact_list *facts = &merged->facts.facts;
    struct lw_view key = lw_arena_printf(&merged->arena, "%s %.*s", kind, LW_FMT(package->purl));
    uint64_t *at = lw_map_put(told, key, NULL);
    if (*at) {
        lw_fact_set(&merged->facts, &facts->items[*at - 1], LW_K_LOSER, source->name);
        return;
    }
    struct lw_fact *fact = lw_facts_add(&merged->facts, LW_F_SHADOW, package->location);
    *at = facts->count;
    lw_fact_set_c(&merged->facts, fact, LW_K_KIND, kind);
    lw_fact_set(&merged->facts, fact, LW_K_NAME, package->name);
    lw_fact_set(&merged->facts, fact, LW_K_VERSION, package->version);
    lw_fact_set(&merged->facts, fact, LW_K_PACKAGE, package->purl);
    lw_fact_set(&merged->facts, fact, LW_K_LOSER, source->name);
}

bool lw_is_hidden_package(const struct lw_fact *fact)
{
    return fact->kind == LW_F_SHADOW && lw_fact_is(fact, LW_K_KIND, LW_SHADOW_PACKAGE);
}

bool lw_is_part_package(const struct lw_fact *fact)
{
    return fact->kind == LW_F_SHADOW && lw_fact_is(fact, LW_K_KIND, LW_SHADOW_PART);
}

/* Packages that are still there when all is laid over each other; then those that are not, or not
 * whole. */
static void add_packages(struct lw_scan *merged, const struct parts *parts,
                         const struct lw_map *owners)
{
    struct {
        struct gone {
            struct lw_package package;
            size_t source;
            bool part;
        } * items;
        size_t count, capacity;
    } hidden = { 0 };
    struct lw_map there = LW_MAP_INIT, told = LW_MAP_INIT; /* purls */
    for (size_t i = 0; i < parts->count; i++) {
        const struct lw_package_list *list = &parts->scans[i]->facts.packages;
        const struct lw_hidden where = { owners, parts->archives[i], i,
                                         lw_view_c(mount_of(&parts->sources[i])) };
        for (size_t p = 0; p < list->count; p++) {
            struct lw_package copy = list->items[p];
            enum lw_hiding hiding = lw_package_hidden(&where, &copy);
            copy.location = mounted(&merged->arena, &parts->sources[i], copy.location);
            copy.root = mounted(&merged->arena, &parts->sources[i], copy.root);
            if (hiding != LW_HIDES_NOTHING)
                *LW_PUSH(&merged->arena, &hidden) = (struct gone){ copy, i,
                                                                   hiding == LW_HIDES_PART };
            if (hiding == LW_HIDES_ALL)
                continue;
            *LW_PUSH(&merged->arena, &merged->facts.packages) = copy;
            (void)lw_map_put(&there, copy.purl, NULL);
        }
    }
    for (size_t i = 0; i < hidden.count; i++) {
        const struct gone *one = &hidden.items[i];
        if (one->part || !lw_map_get(&there, one->package.purl))
            tell_hidden(merged, one->part ? LW_SHADOW_PART : LW_SHADOW_PACKAGE, &told,
                        &parts->sources[one->source], &one->package);
    }
    lw_map_clear(&there);
    lw_map_clear(&told);
}

static void add_incomplete(struct lw_scan *merged, const struct parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct lw_incomplete_list *list = &parts->scans[i]->facts.incomplete;
        for (size_t n = 0; n < list->count; n++)
            lw_facts_incomplete(
                &merged->facts,
                mounted(&merged->arena, &parts->sources[i], list->items[n].location),
                list->items[n].code, list->items[n].reason);
    }
}

/* What was not looked into is still not known when all is laid over each other, and what code does
 * it does still, where it is not hidden. */
static bool holds_merged(const struct lw_fact *fact)
{
    const uint64_t deeds = LW_F_BIT(LW_F_CAPABILITY) | LW_F_BIT(LW_F_FLOW) |
                           LW_F_BIT(LW_F_AWS_CALL) | LW_F_BIT(LW_F_ENDPOINT);
    return fact->kind == LW_F_UNOPENED || (fact->behavior && (deeds & LW_F_BIT(fact->kind)));
}

static void add_facts(struct lw_scan *merged, const struct parts *parts,
                      const struct lw_map *owners)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct lw_fact_list *list = &parts->scans[i]->facts.facts;
        for (size_t f = 0; f < list->count; f++) {
            struct lw_fact copy = list->items[f];
            if (!holds_merged(&copy))
                continue;
            copy.location = mounted(&merged->arena, &parts->sources[i], copy.location);
            const uint64_t *owner = lw_map_get(owners, lw_location_file(copy.location));
            if (!owner || *owner == i)
                *LW_PUSH(&merged->arena, &merged->facts.facts) = copy;
        }
    }
}

static const struct lw_scan_file *file_of(const struct lw_scan *scan, struct lw_view path)
{
    size_t low = 0, high = scan->file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = lw_view_cmp(path, scan->files[middle].path);
        if (order == 0)
            return &scan->files[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static void add_files(struct lw_scan *merged, const struct lw_overlay *overlay,
                      const struct parts *parts, struct lw_map *owners)
{
    merged->files = lw_arena_array(&merged->arena, overlay->entry_count, sizeof *merged->files);
    for (size_t i = 0; i < overlay->entry_count; i++) {
        const struct lw_overlay_entry *entry = &overlay->entries[i];
        struct lw_view path = lw_arena_copy(&merged->arena, entry->path);
        struct lw_scan_file *file = &merged->files[merged->file_count++];
        const struct lw_scan_file *known = file_of(parts->scans[entry->owner], entry->entry->path);
        if (known)
            *file = *known;
        file->path = path;
        file->type = entry->entry->type;
        file->mode = entry->entry->mode;
        file->bytes = entry->entry->bytes;
        *lw_map_put(owners, path, NULL) = entry->owner;
    }
    merged->entries = overlay->entry_count;
    merged->unpacked_bytes = overlay->total_bytes; /* Lambda unpacks what is hidden, too */
}

/* Texts of the parts are borrowed until here; the merged scan has to stand alone. */
static void own_texts(struct lw_scan *merged)
{
    struct lw_facts borrowed = merged->facts;
    merged->facts = lw_facts(&merged->arena);
    lw_facts_copy(&merged->facts, &borrowed, (struct lw_facts_mark){ 0, 0, 0 },
                  lw_facts_mark(&borrowed));
    lw_facts_settle(&merged->facts);
}

static lw_status merge(struct lw_scan **out, struct parts *parts, const char *function,
                       const struct lw_scan_options *options, struct lw_err *err)
{
    LW_CLEANUP(lw_scan_free_p) struct lw_scan *merged = lw_scan_new(function);
    struct lw_overlay overlay;
    struct lw_map owners = LW_MAP_INIT;
    size_t layers = parts->count - 1;
    merged->input = layers ? lw_arena_printf(&merged->arena, "%s with %zu layer%s", function,
                                             layers, layers == 1 ? "" : "s")
                           : lw_arena_printf(&merged->arena, "%s without layers", function);
    LW_TRY(lw_overlay_merge(&overlay, &merged->facts, parts->sources, parts->count, err));
    add_files(merged, &overlay, parts, &owners);
    add_packages(merged, parts, &owners);
    add_incomplete(merged, parts);
    add_facts(merged, parts, &owners);
    lw_map_clear(&owners);
    own_texts(merged);
    merged->packages_only = options->engine.packages_only;
    merged->behavior = options->engine.behavior;
    LW_TRY(lw_scan_judge(merged, options, err));
    *out = lw_steal(&merged);
    return LW_OK;
}

lw_status lw_scan_function(struct lw_scan **out, const struct lw_input *layers, size_t layer_count,
                           const struct lw_input *function, const struct lw_scan_options *options,
                           lw_scan_part_fn *part, void *ctx, struct lw_err *err)
{
    LW_CLEANUP(parts_clear) struct parts parts = { 0 };
    parts_init(&parts, layer_count + 1);
    for (size_t i = 0; i < parts.count; i++) {
        bool is_function = i == layer_count;
        const struct lw_input *input = is_function ? function : &layers[i];
        struct lw_scan_options own = *options;
        own.is_function = is_function;
        LW_TRY(lw_scan_run(&parts.scans[i], input, &own, err));
        LW_TRY(lw_archive_open_input(&parts.archives[i], input, &options->engine.limits, err));
        parts.sources[i] = (struct lw_overlay_source){ .name = lw_view_c(input->name),
                                                       .archive = parts.archives[i],
                                                       .facts = &parts.scans[i]->facts,
                                                       .is_function = is_function };
        LW_TRY(part(ctx, parts.scans[i], err));
    }
    return merge(out, &parts, function->name, options, err);
}

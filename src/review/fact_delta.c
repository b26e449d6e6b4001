/* SPDX-License-Identifier: Apache-2.0
 *
 * review/fact_delta.c - facts that only one version has.
 */
#include "base/pool.h"
#include "review/fact_identity.h"
#include "review/hosts.h"
#include "review/rule.h"

bool lw_fact_matters(const struct lw_fact *fact)
{
    if (fact->kind != LW_F_ENDPOINT)
        return fact->kind != LW_F_MANIFEST && fact->kind != LW_F_SAFEGUARD;
    struct lw_view kind = lw_fact_get(fact, LW_K_CLASS), host = lw_fact_get(fact, LW_K_NAME);
    if (lw_host_receives(host.len ? host : lw_host_of(lw_fact_get(fact, LW_K_VALUE))))
        return true;
    if (lw_view_is(kind, "drop"))
        return true;
    bool told = lw_view_is(kind, "other") || lw_view_is(kind, "cloud-metadata") ||
                lw_view_is(kind, "aws-hosted") || lw_view_is(kind, "code-host");
    return told && lw_endpoint_in_code(fact);
}

/* The names of packages, made once: "" where one was not asked for. */
struct names {
    const struct lw_owners *owners;
    struct lw_arena *arena;
    struct lw_view *items; /* by index */
};

static struct names names_of(struct lw_arena *arena, const struct lw_owners *owners)
{
    const size_t count = owners->scan->facts.packages.count;
    return (struct names){ owners, arena,
                           lw_arena_array(arena, count + 1, sizeof(struct lw_view)) };
}

/* The facts of one side: what each says, alone, with its package and with its file. */
struct said {
    struct lw_arena arena; /* which one thread at a time uses */
    struct lw_map any, package, file;
    struct names names;
};

struct lw_said {
    struct said from, to;
};

/* What one place says, in `key`, which is used for one after the other. */
static struct lw_view within(struct lw_buf *key, struct lw_view where, struct lw_view identity)
{
    key->len = 0;
    lw_buf_add(key, where);
    lw_buf_add_byte(key, '\n');
    lw_buf_add(key, identity);
    return lw_buf_view(key);
}

/* What is no package's is told apart by the folder that it is in among those that are searched:
 * "python/acme" of "python/acme/db/query.py". What another folder does is no news of it. */
static struct lw_view own_folder(struct lw_view location)
{
    static const char *const searched[] = { "site-packages/", "dist-packages/", "node_modules/",
                                            "python/", "nodejs/" };
    size_t start = 0;
    for (size_t i = 0; i < LW_COUNT(searched) && start == 0; i++) {
        struct lw_view folder = lw_view_c(searched[i]);
        size_t at = i < 3 ? lw_view_find(location, folder) : LW_NOT_FOUND;
        if (at != LW_NOT_FOUND)
            start = at + folder.len;
        else if (lw_view_starts(location, folder))
            start = folder.len;
    }
    size_t slash = lw_view_find_byte(lw_view_from(location, start), '/');
    if (slash == LW_NOT_FOUND)
        return lw_view_sub(location, 0, start);
    return lw_view_sub(location, 0, start + slash);
}

/* The package by its name alone, so that a new version is the same one. */
static struct lw_view owner_key(struct names *names, struct lw_view location)
{
    const struct lw_owners *owners = names->owners;
    size_t owner = lw_owner_of(owners, location);
    if (owner == 0)
        return own_folder(location);
    struct lw_view *name = &names->items[owner - 1];
    if (name->len == 0) {
        const struct lw_package *p = &owners->scan->facts.packages.items[owner - 1];
        *name = lw_purl_make(names->arena, p->ecosystem,
                             lw_package_name_normal(names->arena, p->ecosystem, p->name),
                             LW_VIEW_NONE);
    }
    return *name;
}

/* Run by Lambda, or by whoever names it, from where it stands. */
static bool runs_there(const struct lw_scan_file *file)
{
    return (file->mode & 0111) && (lw_view_starts(file->path, LW_VIEW("bin/")) ||
                                   lw_view_starts(file->path, LW_VIEW("extensions/")) ||
                                   lw_view_is(file->path, "bootstrap"));
}

/* It lay there, and now it is run: all that it does is new. */
static bool comes_to_run(const struct lw_file_change *file)
{
    return file->from && file->to && runs_there(file->to) && !runs_there(file->from);
}

/* Whether the other side's file says the same of where this one's location was in it. `*change`:
 * the file's, from 1. */
static bool was_there(const struct said *other, const struct lw_delta *delta, bool new_side,
                      const struct lw_fact *fact, struct lw_view identity, size_t *change,
                      struct lw_buf *key)
{
    const struct lw_map *map = new_side ? &delta->by_to : &delta->by_from;
    struct lw_view outer = lw_location_file(fact->location);
    const uint64_t *at = lw_map_get(map, outer);
    *change = at ? (size_t)*at : 0;
    if (fact->kind == LW_F_SEARCH_PATH || fact->location.len == 0)
        return lw_map_get(&other->any, identity) != NULL;
    if (!at)
        return lw_map_get(&other->file, within(key, fact->location, identity)) != NULL;
    const struct lw_file_change *file = &delta->review->files.items[*at - 1];
    const struct lw_scan_file *there = new_side ? file->from : file->to;
    if (!there || (new_side && comes_to_run(file)))
        return false;
    key->len = 0;
    lw_buf_add(key, there->path);
    lw_buf_add(key, lw_view_from(fact->location, outer.len));
    lw_buf_add_byte(key, '\n');
    lw_buf_add(key, identity);
    return lw_map_get(&other->file, lw_buf_view(key)) != NULL;
}

/* The same is said again and again: a key is copied where it is new. */
static void note(struct lw_map *map, struct said *out, struct lw_view key)
{
    (void)lw_map_put_copy(map, key, &out->arena, NULL);
}

/* Metadata newly says whose the file is, which was nobody's. */
static bool is_named_now(const struct lw_delta *delta, const struct lw_owners *to,
                         struct lw_view location)
{
    const size_t owner = lw_owner_of(to, location), at = owner ? delta->package_of[owner - 1] : 0;
    return at && delta->review->packages.items[at - 1].was_there &&
           !lw_owner_of(&delta->from, location);
}

/* A file that moved into another package brought what it does along, and so does one that stays
 * where a package newly is: the package has it from there. */
static void note_moved(struct said *out, const struct lw_delta *delta, struct names *names,
                       struct lw_view location, struct lw_view identity, struct lw_buf *key)
{
    const uint64_t *at = lw_map_get(&delta->by_from, lw_location_file(location));
    const struct lw_file_change *file = at ? &delta->review->files.items[*at - 1] : NULL;
    if (file && comes_to_run(file))
        return;
    if (file && (file->state == LW_FILE_MOVED || file->state == LW_FILE_RENAMED))
        note(&out->package, out, within(key, owner_key(names, file->to->path), identity));
    else if (is_named_now(delta, names->owners, location))
        note(&out->package, out, within(key, owner_key(names, location), identity));
}

/* `moved`: for the old side, where its files went, with the names of that side; else NULL. */
static void note_side(struct said *out, struct names *names, const struct lw_facts *facts,
                      const struct lw_delta *moved, struct names *names_to)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf key = LW_BUF_INIT;
    for (size_t i = 0; i < facts->facts.count; i++) {
        const struct lw_fact *fact = &facts->facts.items[i];
        struct lw_view identity = lw_fact_identity(&text, fact);
        if (identity.len == 0)
            continue;
        note(&out->any, out, identity);
        note(&out->package, out, within(&key, owner_key(names, fact->location), identity));
        note(&out->file, out, within(&key, fact->location, identity));
        if (moved)
            note_moved(out, moved, names_to, fact->location, identity, &key);
    }
}

static void clear(struct said *said)
{
    lw_map_clear(&said->any);
    lw_map_clear(&said->package);
    lw_map_clear(&said->file);
    lw_arena_clear(&said->arena);
}

/* What is compared: a fact of one side with what the other said. */
struct side {
    struct lw_delta *delta;
    bool new_side;
    struct said *own;
    const struct said *other;
    struct lw_buf text, key;
};

static struct side side_of(struct lw_delta *delta, bool new_side)
{
    struct lw_said *said = delta->said;
    return (struct side){ delta,
                          new_side,
                          new_side ? &said->to : &said->from,
                          new_side ? &said->from : &said->to,
                          LW_BUF_INIT,
                          LW_BUF_INIT };
}

/* A capability that was there, but not at load; or at load, and not where it is called. */
static void note_phase(struct lw_fact_change *out, struct side *side)
{
    const struct lw_fact *fact = out->fact;
    if (fact->kind != LW_F_CAPABILITY)
        return;
    struct lw_view phase = lw_fact_at_import(fact) ? LW_VIEW("call") : LW_VIEW("import");
    struct lw_view twin = lw_fact_identity_as(&side->text, fact, phase);
    out->artifact_had_phase |= lw_map_get(&side->other->any, twin) != NULL;
    out->package_had_phase |=
        NULL != lw_map_get(&side->other->package,
                           within(&side->key, owner_key(&side->own->names, fact->location), twin));
}

/* How new it is, by what the other side is known to say. */
static void weigh(struct lw_fact_change *change, struct side *side, struct lw_view identity)
{
    struct lw_view owner = owner_key(&side->own->names, change->fact->location);
    change->new_to_package &= !lw_map_get(&side->other->package,
                                          within(&side->key, owner, identity));
    change->new_to_artifact &= !lw_map_get(&side->other->any, identity);
    note_phase(change, side);
}

/* Where new facts of its file are counted, or NULL. */
static size_t *counter_of(const struct side *side, const struct lw_fact_change *change)
{
    if (!side->new_side || !change->file || !lw_fact_matters(change->fact))
        return NULL;
    return &side->delta->review->files.items[change->file - 1].new_facts;
}

static void compare(struct lw_fact_change_list *out, struct side *side, struct lw_arena *arena)
{
    const struct lw_delta *delta = side->delta;
    const struct lw_review *review = delta->review;
    const struct lw_facts *facts = side->new_side ? &review->to->facts : &review->from->facts;
    const size_t *package_of = side->new_side ? delta->package_of : delta->package_of_old;
    struct lw_map told = LW_MAP_INIT;
    for (size_t i = 0; i < facts->facts.count; i++) {
        const struct lw_fact *fact = &facts->facts.items[i];
        struct lw_view identity = lw_fact_identity(&side->text, fact);
        size_t file = 0;
        bool first = false;
        if (identity.len == 0 ||
            was_there(side->other, delta, side->new_side, fact, identity, &file, &side->key))
            continue;
        /* The first of the file speaks for all. */
        (void)lw_map_put_copy(&told, within(&side->key, fact->location, identity),
                              &side->own->arena, &first);
        if (!first)
            continue;
        size_t owner = lw_owner_of(side->own->names.owners, fact->location);
        struct lw_fact_change *change = LW_PUSH(arena, out);
        *change = (struct lw_fact_change){ .fact = fact,
                                           .file = file,
                                           .package = owner ? package_of[owner - 1] : 0,
                                           .new_to_package = true,
                                           .new_to_artifact = true };
        weigh(change, side, identity);
        size_t *counter = counter_of(side, change);
        if (counter)
            ++*counter;
    }
    lw_map_clear(&told);
}

/* Leaves out what the other side is now known to say. */
static void compare_again(struct lw_fact_change_list *list, struct side *side)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct lw_fact_change change = list->items[i];
        struct lw_view identity = lw_fact_identity(&side->text, change.fact);
        if (was_there(side->other, side->delta, side->new_side, change.fact, identity, &change.file,
                      &side->key)) {
            size_t *counter = counter_of(side, &change);
            if (counter)
                --*counter;
            continue;
        }
        weigh(&change, side, identity);
        list->items[kept++] = change;
    }
    list->count = kept;
}

static void note_one(void *ctx, size_t index, unsigned worker)
{
    const struct lw_delta *delta = ctx;
    struct said *from = &delta->said->from, *to = &delta->said->to;
    (void)worker;
    if (index == 1) {
        note_side(to, &to->names, &delta->review->to->facts, NULL, NULL);
        return;
    }
    struct names moved = names_of(&from->arena, &delta->to);
    note_side(from, &from->names, &delta->review->from->facts, delta, &moved);
}

static void compare_one(void *ctx, size_t index, unsigned worker)
{
    struct lw_delta *delta = ctx;
    struct lw_review *review = delta->review;
    struct side side = side_of(delta, index == 1);
    (void)worker;
    if (side.new_side)
        compare(&review->facts_added, &side, &review->arena_to);
    else
        compare(&review->facts_removed, &side, &review->arena);
    lw_buf_clear(&side.text);
    lw_buf_clear(&side.key);
}

static void begin(struct lw_delta *delta, struct lw_said *said)
{
    *said = (struct lw_said){ .from = { .arena = LW_ARENA_INIT },
                              .to = { .arena = LW_ARENA_INIT } };
    said->from.names = names_of(&said->from.arena, &delta->from);
    said->to.names = names_of(&said->to.arena, &delta->to);
    delta->said = said;
}

static void end(struct lw_delta *delta)
{
    clear(&delta->said->from);
    clear(&delta->said->to);
    delta->said = NULL;
}

void lw_delta_facts(struct lw_delta *delta, unsigned jobs)
{
    struct lw_said said;
    begin(delta, &said);
    lw_pool_run(note_one, delta, 2, jobs);
    lw_pool_run(compare_one, delta, 2, jobs);
    end(delta);
}

/* What was not there by the scans is there where the context says it. */
void lw_delta_facts_beside(struct lw_delta *delta)
{
    struct lw_said said;
    begin(delta, &said);
    note_side(&said.from, &said.to.names, delta->context, NULL, NULL);
    note_side(&said.to, &said.to.names, delta->context, NULL, NULL);
    for (unsigned i = 0; i < 2; i++) {
        struct side side = side_of(delta, i == 1);
        compare_again(i ? &delta->review->facts_added : &delta->review->facts_removed, &side);
        lw_buf_clear(&side.text);
        lw_buf_clear(&side.key);
    }
    end(delta);
}

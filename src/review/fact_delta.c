/* SPDX-License-Identifier: Apache-2.0
 *
 * review/fact_delta.c - facts that only one version has.
 */
#include "review/hosts.h"
#include "review/rule.h"

enum { SAID_MOST = 5 };

/* What makes a fact the same as another of its kind. Kinds that are not here describe what the
 * lists of files and packages say already. */
static const struct {
    enum lw_fact_kind kind;
    bool place; /* two places are two facts, even within one file's history */
    enum lw_fact_key keys[SAID_MOST];
    size_t count;
} identities[] = {
    { LW_F_ANOMALY, false, { LW_K_KIND }, 1 },
    { LW_F_EXTENSION, false, { LW_K_NAME, LW_K_TYPE }, 2 },
    { LW_F_WRAPPER, false, { LW_K_NAME }, 1 },
    { LW_F_BOOTSTRAP, false, { LW_K_NAME }, 1 },
    { LW_F_SEARCH_PATH, true, { LW_K_NAME, LW_K_RUNTIME }, 2 },
    { LW_F_PRIVATE_KEY, false, { LW_K_KIND }, 1 },
    { LW_F_MINER, false, { LW_K_NAME, LW_K_KIND }, 2 },
    { LW_F_MODE, false, { LW_K_KIND, LW_K_MODE }, 2 },
    { LW_F_SHADOW, false, { LW_K_KIND, LW_K_NAME }, 2 },
    { LW_F_RUNTIME, false, { LW_K_NAME, LW_K_VERSION }, 2 },
    { LW_F_UNOPENED, false, { LW_K_KIND }, 1 },
    { LW_F_CAPABILITY, false, { LW_K_CAPABILITY, LW_K_PHASE }, 2 },
    { LW_F_AWS_CALL, false, { LW_K_SERVICE, LW_K_ACTION }, 2 },
    { LW_F_FLOW, false, { LW_K_SOURCE, LW_K_SINK }, 2 },
    { LW_F_ENDPOINT, false, { LW_K_CLASS, LW_K_NAME }, 2 },
    { LW_F_SECRET, false, { LW_K_KIND, LW_K_NAME, LW_K_VALUE, LW_K_SHA256 }, 4 },
    { LW_F_OBFUSCATION, false, { LW_K_KIND }, 1 },
    { LW_F_INTEGRITY, false, { LW_K_KIND }, 1 },
    { LW_F_STARTUP, false, { LW_K_KIND, LW_K_NAME }, 2 },
    { LW_F_LOOKALIKE_NAME, false, { LW_K_NAME, LW_K_TARGET }, 2 },
    { LW_F_NATIVE_IMPORT, false, { LW_K_CAPABILITY, LW_K_NAME }, 2 },
    { LW_F_DISGUISE, false, { LW_K_KIND }, 1 },
    { LW_F_MANIFEST, false, { LW_K_TYPE, LW_K_NAME, LW_K_TARGET }, 3 },
    { LW_F_YARA, false, { LW_K_NAME, LW_K_SOURCE }, 2 },
    { LW_F_AUTHORITY, false, { LW_K_SHA256 }, 1 },
    { LW_F_SAFEGUARD, false, { LW_K_KIND, LW_K_VALUE }, 2 },
    { LW_F_DESTINATION, false, { LW_K_KIND, LW_K_VALUE }, 2 },
};

/* Of these it matters which one it is: that an SDK puts hooks into itself, or sets one variable,
 * says nothing of another. */
static void add_name(struct lw_buf *buf, const struct lw_fact *fact)
{
    const uint64_t each = LW_C_BIT(LW_C_AWS_ELSEWHERE) | LW_C_BIT(LW_C_WEAKENED) |
                          LW_C_BIT(LW_C_REDIRECT) | LW_C_BIT(LW_C_CREDENTIALS) |
                          LW_C_BIT(LW_C_DATA_NAMES) | LW_C_BIT(LW_C_HIDDEN_NAME);
    enum lw_capability capability = lw_fact_capability(fact);
    if (capability >= LW_C_COUNT || !(each & LW_C_BIT(capability)))
        return;
    lw_buf_add_byte(buf, '\n');
    lw_buf_add(buf, lw_fact_get(fact, LW_K_NAME));
    lw_buf_add_byte(buf, '\n');
    if (capability == LW_C_AWS_ELSEWHERE || capability == LW_C_HIDDEN_NAME)
        lw_buf_add(buf, lw_fact_get(fact, LW_K_VALUE));
}

/* What deletes all that a function can write to does another thing than what deletes a file. */
static void add_tree(struct lw_buf *buf, const struct lw_fact *fact)
{
    struct lw_view path = lw_fact_get(fact, LW_K_VALUE);
    if (lw_fact_capability(fact) != LW_C_FILE_DELETE || !lw_is_tree(path))
        return;
    lw_buf_add_byte(buf, '\n');
    lw_buf_add(buf, path);
}

/* What is logged for who looks for a fault is not yet printed: the same secret in another call. */
static void add_logger(struct lw_buf *buf, const struct lw_fact *fact)
{
    struct lw_view name = lw_fact_get(fact, LW_K_NAME);
    if (fact->kind != LW_F_FLOW || !lw_fact_is(fact, LW_K_SINK, "log"))
        return;
    lw_buf_add_byte(buf, '\n');
    lw_buf_add(buf, lw_view_from(name, lw_view_rfind_byte(name, '.') + 1));
}

/* As it would be if it ran in that phase. */
static struct lw_view identity_as(struct lw_buf *buf, const struct lw_fact *fact,
                                  struct lw_view phase)
{
    buf->len = 0;
    for (size_t i = 0; i < LW_COUNT(identities); i++) {
        if (identities[i].kind != fact->kind)
            continue;
        lw_buf_add_c(buf, lw_fact_kind_name(fact->kind));
        for (size_t k = 0; k < identities[i].count; k++) {
            lw_buf_add_byte(buf, '\n');
            enum lw_fact_key key = identities[i].keys[k];
            lw_buf_add(buf, key == LW_K_PHASE ? phase : lw_fact_get(fact, key));
        }
        if (fact->kind == LW_F_CAPABILITY)
            add_name(buf, fact), add_tree(buf, fact);
        add_logger(buf, fact);
        /* An address without a host of its own is what it is. */
        if (fact->kind == LW_F_ENDPOINT && lw_fact_get(fact, LW_K_NAME).len == 0)
            lw_buf_add(buf, lw_fact_get(fact, LW_K_VALUE));
        if (identities[i].place) {
            lw_buf_add_byte(buf, '\n');
            lw_buf_add(buf, fact->location);
        }
        break;
    }
    return lw_buf_view(buf);
}

/* What a fact says without saying where, in `buf` from its beginning on: equal for equal facts, ""
 * for facts of kinds that are not compared. */
static struct lw_view identity_in(struct lw_buf *buf, const struct lw_fact *fact)
{
    return identity_as(buf, fact, lw_fact_get(fact, LW_K_PHASE));
}

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
    return told && lw_is_code(fact->location);
}

/* The facts of one side: what each says, alone, with its package and with its file. */
struct said {
    struct lw_arena *arena;
    struct lw_map any, package, file;
};

/* The names of packages, made once: "" where one was not asked for. */
struct names {
    const struct lw_owners *owners;
    struct lw_view *items; /* by index */
};

static struct names names_of(struct lw_arena *arena, const struct lw_owners *owners)
{
    const size_t count = owners->scan->facts.packages.count;
    return (struct names){ owners, lw_arena_array(arena, count + 1, sizeof(struct lw_view)) };
}

/* What one place says, in `key`, which is used for one after the other. */
static struct lw_view within(struct lw_buf *key, struct lw_view where, struct lw_view identity)
{
    key->len = 0;
    lw_buf_add(key, where);
    lw_buf_add_byte(key, '\n');
    lw_buf_add(key, identity);
    return lw_buf_view(key);
}

/* The same is said again and again: only what is new is copied. False: it was there. */
static bool note(struct lw_map *map, struct lw_arena *arena, struct lw_view key)
{
    if (lw_map_get(map, key))
        return false;
    (void)lw_map_put(map, lw_arena_copy(arena, key), NULL);
    return true;
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
static struct lw_view owner_key(const struct names *names, struct lw_view location)
{
    const struct lw_owners *owners = names->owners;
    size_t owner = lw_owner_of(owners, location);
    if (owner == 0)
        return own_folder(location);
    struct lw_view *name = &names->items[owner - 1];
    if (name->len == 0) {
        const struct lw_package *p = &owners->scan->facts.packages.items[owner - 1];
        *name = lw_purl_make(owners->arena, p->ecosystem,
                             lw_package_name_normal(owners->arena, p->ecosystem, p->name),
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

/* A file that moved into another package brought what it does along: the package has it from
 * there. */
static void note_moved(struct said *out, const struct lw_delta *delta, const struct names *names,
                       struct lw_view location, struct lw_view identity, struct lw_buf *key)
{
    const uint64_t *at = lw_map_get(&delta->by_from, lw_location_file(location));
    const struct lw_file_change *file = at ? &delta->review->files.items[*at - 1] : NULL;
    if (file && !comes_to_run(file) &&
        (file->state == LW_FILE_MOVED || file->state == LW_FILE_RENAMED))
        (void)note(&out->package, out->arena,
                   within(key, owner_key(names, file->to->path), identity));
}

/* `moved`: for the old side, where its files went, with the names of that side; else NULL. */
static void note_side(struct said *out, const struct names *names, const struct lw_facts *facts,
                      const struct lw_delta *moved, const struct names *names_to)
{
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf key = LW_BUF_INIT;
    for (size_t i = 0; i < facts->facts.count; i++) {
        const struct lw_fact *fact = &facts->facts.items[i];
        struct lw_view identity = identity_in(&text, fact);
        if (identity.len == 0)
            continue;
        (void)note(&out->any, out->arena, identity);
        (void)note(&out->package, out->arena,
                   within(&key, owner_key(names, fact->location), identity));
        (void)note(&out->file, out->arena, within(&key, fact->location, identity));
        if (moved)
            note_moved(out, moved, names_to, fact->location, identity, &key);
    }
}

static void clear(struct said *said)
{
    lw_map_clear(&said->any);
    lw_map_clear(&said->package);
    lw_map_clear(&said->file);
}

/* A capability that was there, but not at load; or at load, and not where it is called. */
static void note_phase(struct lw_fact_change *out, const struct said *other,
                       const struct names *names, struct lw_buf *text, struct lw_buf *key)
{
    const struct lw_fact *fact = out->fact;
    if (fact->kind != LW_F_CAPABILITY)
        return;
    struct lw_view phase = lw_fact_at_import(fact) ? LW_VIEW("call") : LW_VIEW("import");
    struct lw_view twin = identity_as(text, fact, phase);
    out->artifact_had_phase = lw_map_get(&other->any, twin);
    out->package_had_phase = lw_map_get(&other->package,
                                        within(key, owner_key(names, fact->location), twin));
}

static void compare(struct lw_fact_change_list *out, struct lw_delta *delta, bool new_side,
                    const struct said *other, const struct names *names)
{
    struct lw_review *review = delta->review;
    const struct lw_facts *facts = new_side ? &review->to->facts : &review->from->facts;
    const size_t *package_of = new_side ? delta->package_of : delta->package_of_old;
    LW_CLEANUP(lw_buf_clear) struct lw_buf text = LW_BUF_INIT;
    LW_CLEANUP(lw_buf_clear) struct lw_buf key = LW_BUF_INIT;
    struct lw_map told = LW_MAP_INIT;
    for (size_t i = 0; i < facts->facts.count; i++) {
        const struct lw_fact *fact = &facts->facts.items[i];
        struct lw_view identity = identity_in(&text, fact);
        size_t file = 0;
        if (identity.len == 0)
            continue;
        bool was = was_there(other, delta, new_side, fact, identity, &file, &key);
        /* The first of the file speaks for all. */
        if (was || !note(&told, other->arena, within(&key, fact->location, identity)))
            continue;
        size_t owner = lw_owner_of(names->owners, fact->location);
        struct lw_view package = within(&key, owner_key(names, fact->location), identity);
        *LW_PUSH(&review->arena, out) = (struct lw_fact_change){
            .fact = fact,
            .file = file,
            .package = owner ? package_of[owner - 1] : 0,
            .new_to_package = !lw_map_get(&other->package, package),
            .new_to_artifact = !lw_map_get(&other->any, identity),
        };
        note_phase(&out->items[out->count - 1], other, names, &text, &key);
        if (new_side && file && lw_fact_matters(fact))
            review->files.items[file - 1].new_facts++;
    }
    lw_map_clear(&told);
}

void lw_delta_facts(struct lw_delta *delta)
{
    struct lw_review *review = delta->review;
    struct lw_arena texts = LW_ARENA_INIT;
    struct said from = { &texts, LW_MAP_INIT, LW_MAP_INIT, LW_MAP_INIT };
    struct said to = { &texts, LW_MAP_INIT, LW_MAP_INIT, LW_MAP_INIT };
    const struct names old = names_of(&texts, &delta->from), new = names_of(&texts, &delta->to);
    review->facts_added.count = review->facts_removed.count = 0;
    for (size_t i = 0; i < review->files.count; i++)
        review->files.items[i].new_facts = 0;
    note_side(&from, &old, &review->from->facts, delta, &new);
    note_side(&to, &new, &review->to->facts, NULL, NULL);
    if (delta->context) {
        note_side(&from, &new, delta->context, NULL, NULL);
        note_side(&to, &new, delta->context, NULL, NULL);
    }
    compare(&review->facts_added, delta, true, &from, &new);
    compare(&review->facts_removed, delta, false, &to, &old);
    clear(&from);
    clear(&to);
    lw_arena_clear(&texts);
}

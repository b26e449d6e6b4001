/* SPDX-License-Identifier: Apache-2.0
 *
 * review/lock_entry.c - entries of the lock from scans, and how the two differ.
 */
#include "review/lock_entry.h"

#include <stdlib.h>

#include "review/hosts.h"
#include "review/owner.h"

/* "pkg:pypi/urllib3", or the top folder of what is no package's: "own:python". */
static struct lw_view whose(const struct lw_owners *owners, struct lw_view location)
{
    size_t owner = lw_owner_of(owners, location);
    if (owner) {
        const struct lw_package *p = &owners->scan->facts.packages.items[owner - 1];
        return lw_purl_make(owners->arena, p->ecosystem, p->name, LW_VIEW_NONE);
    }
    size_t slash = lw_view_find_byte(location, '/');
    return lw_arena_printf(
        owners->arena, "own:%.*s",
        LW_FMT(slash == LW_NOT_FOUND ? LW_VIEW("") : lw_view_sub(location, 0, slash)));
}

static void add_once(struct lw_config_texts *list, struct lw_map *seen, struct lw_view text,
                     struct lw_arena *arena)
{
    bool made;
    (void)lw_map_put(seen, text, &made);
    if (made)
        *LW_PUSH(arena, list) = text;
}

/* Servers of AWS are one line: which of them is the region's affair. */
static struct lw_view host_line(const struct lw_fact *fact)
{
    struct lw_view kind = lw_fact_get(fact, LW_K_CLASS), host = lw_fact_get(fact, LW_K_NAME);
    if (lw_view_is(kind, "documentation") || lw_view_is(kind, "local") ||
        lw_view_is(kind, "network"))
        return LW_VIEW_NONE;
    if (lw_view_is(kind, "aws"))
        return LW_VIEW("*.amazonaws.com");
    return host.len ? host : lw_host_of(lw_fact_get(fact, LW_K_VALUE));
}

static void add_fact(struct lw_lock_entry *out, struct lw_map *seen, const struct lw_owners *owners,
                     const struct lw_fact *fact)
{
    struct lw_arena *arena = owners->arena;
    struct lw_view text = LW_VIEW_NONE;
    switch (fact->kind) {
    case LW_F_CAPABILITY:
    case LW_F_NATIVE_IMPORT:
        text = lw_fact_get(fact, LW_K_CAPABILITY);
        if (text.len)
            add_once(&out->capabilities, seen,
                     lw_arena_printf(arena, "%.*s %.*s", LW_FMT(whose(owners, fact->location)),
                                     LW_FMT(text)),
                     arena);
        break;
    case LW_F_ENDPOINT:
        text = host_line(fact);
        if (text.len)
            add_once(&out->endpoints, seen, lw_arena_copy(arena, text), arena);
        break;
    case LW_F_EXTENSION:
        text = lw_fact_get(fact, LW_K_NAME);
        if (lw_fact_is(fact, LW_K_TYPE, "external") && text.len)
            *LW_PUSH(arena, &out->extensions) = lw_arena_copy(arena, text);
        break;
    default:
        break;
    }
}

lw_status lw_lock_entry_make(struct lw_lock_entry *out, const struct lw_source_side *side,
                             struct lw_arena *arena, struct lw_err *err)
{
    const struct lw_scan *scan = side->scan;
    struct lw_lock_entry entry = { 0 };
    struct lw_owners owners;
    struct lw_map seen = LW_MAP_INIT;
    LW_ENSURE(scan->have_content_digest, err, LW_E_UNTRUSTED, 0,
              "%.*s: part of it cannot be read, so there is no content digest to lock",
              LW_FMT(scan->input));
    entry.have_zip = scan->have_zip_digest;
    entry.zip = scan->zip_digest;
    entry.have_content = true;
    entry.content = scan->content_digest;
    entry.bytes = scan->is_zip ? scan->zip_bytes : scan->unpacked_bytes;
    lw_status status = lw_owners_make(&owners, side, arena, err);
    for (size_t i = 0; lw_ok(status) && i < scan->facts.facts.count; i++)
        add_fact(&entry, &seen, &owners, &scan->facts.facts.items[i]);
    lw_owners_clear(&owners);
    lw_map_clear(&seen);
    LW_TRY(status);
    /* Sorted, and each once. */
    struct lw_lock one = { .arena = arena };
    lw_lock_put(&one, &entry);
    *out = one.items[0];
    return LW_OK;
}

static void differ(struct lw_lock_differences *out, struct lw_arena *arena, struct lw_view text)
{
    *LW_PUSH(arena, out) = text;
}

static void compare_digest(struct lw_lock_differences *out, const char *what, bool have_a,
                           const struct lw_digest *a, bool have_b, const struct lw_digest *b,
                           struct lw_arena *arena)
{
    char locked[LW_HEX_BYTES], seen[LW_HEX_BYTES];
    if (!have_a || !have_b || lw_digest_eq(a, b))
        return;
    lw_digest_hex(locked, a);
    lw_digest_hex(seen, b);
    differ(out, arena, lw_arena_printf(arena, "%s is %s, locked %s", what, seen, locked));
}

static int by_text(const void *a, const void *b)
{
    return lw_view_cmp(*(const struct lw_view *)a, *(const struct lw_view *)b);
}

/* Lists of the lock are sorted. */
static bool lists(const struct lw_config_texts *list, struct lw_view text)
{
    return list->count &&
           bsearch(&text, list->items, list->count, sizeof *list->items, by_text) != NULL;
}

static void compare_texts(struct lw_lock_differences *out, const char *what,
                          const struct lw_config_texts *locked, const struct lw_config_texts *seen,
                          struct lw_arena *arena)
{
    for (size_t i = 0; i < seen->count; i++)
        if (!lists(locked, seen->items[i]))
            differ(out, arena,
                   lw_arena_printf(arena, "%s that is not in the lock: %.*s", what,
                                   LW_FMT(seen->items[i])));
}

/* In the words of a person, and as it stands in a lock. */
static void compare_capabilities(struct lw_lock_differences *out,
                                 const struct lw_config_texts *locked,
                                 const struct lw_config_texts *seen, struct lw_arena *arena)
{
    for (size_t i = 0; i < seen->count; i++) {
        struct lw_view line = seen->items[i];
        size_t blank = lw_view_rfind_byte(line, ' ');
        enum lw_capability capability;
        if (lists(locked, line))
            continue;
        struct lw_view words = blank != LW_NOT_FOUND &&
                                       lw_capability_parse(&capability,
                                                           lw_view_from(line, blank + 1))
                                   ? lw_capability_words(capability)
                                   : LW_VIEW("has a capability");
        differ(out, arena,
               lw_arena_printf(arena, "it %.*s, which is not in the lock: %.*s", LW_FMT(words),
                               LW_FMT(line)));
    }
}

void lw_lock_compare(struct lw_lock_differences *out, const struct lw_lock_entry *locked,
                     const struct lw_lock_entry *seen, bool capabilities, struct lw_arena *arena)
{
    compare_digest(out, "the content digest", locked->have_content, &locked->content,
                   seen->have_content, &seen->content, arena);
    /* A folder has no zip digest: its content digest says what there is to say. */
    compare_digest(out, "the zip's SHA-256", locked->have_zip, &locked->zip, seen->have_zip,
                   &seen->zip, arena);
    bool alike = locked->have_zip == seen->have_zip;
    if (alike && locked->bytes != seen->bytes)
        differ(out, arena,
               lw_arena_printf(arena, "it has %llu bytes, locked %llu",
                               (unsigned long long)seen->bytes, (unsigned long long)locked->bytes));
    if (!capabilities)
        return;
    compare_capabilities(out, &locked->capabilities, &seen->capabilities, arena);
    compare_texts(out, "a server", &locked->endpoints, &seen->endpoints, arena);
    compare_texts(out, "an extension", &locked->extensions, &seen->extensions, arena);
}

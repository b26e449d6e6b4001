/* SPDX-License-Identifier: Apache-2.0
 *
 * review/context.c - what unchanged files do, where something that looks new may be old.
 *
 * Only files that could say the same are looked at, by the analysers that could: one that is missed
 * leaves what is new as new as it was.
 */
#include "analyze/syntax/catalog.h"
#include "review/rule.h"
#include "review/unchanged.h"

#define KIND(kind) LW_F_BIT(LW_F_##kind)

/* Unchanged files of the packages that are concerned; `all`: of every one. */
struct wish {
    const struct lw_delta *delta;
    const struct lw_unchanged *unchanged;
    bool all, unowned;
    bool *packages;      /* by index */
    uint64_t kinds;      /* of facts, by LW_F_BIT() */
    bool any_code;       /* which code could say it cannot be told by words */
    struct lw_map words; /* one of which stands in code that could */
    struct {
        struct lw_view *items;
        size_t count, capacity;
    } hosts;
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

static bool word_byte(uint8_t c)
{
    return lw_is_alnum(c) || c == '_';
}

static bool has_word(const struct lw_map *words, struct lw_view text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && word_byte(text.ptr[end]))
            end++;
        if (end > at && lw_map_get(words, lw_view_sub(text, at, end - at)))
            return true;
        at = end + 1;
    }
    return false;
}

static bool asks(const void *ctx, const struct lw_analyzer *analyzer, const struct lw_file *file)
{
    const struct wish *wish = ctx;
    if (!(analyzer->tells & wish->kinds))
        return false;
    if (analyzer->tells & KIND(CAPABILITY))
        return wish->any_code || has_word(&wish->words, file->bytes);
    if (!(analyzer->tells & KIND(ENDPOINT)))
        return true;
    for (size_t i = 0; i < wish->hosts.count; i++)
        if (lw_view_find(file->bytes, wish->hosts.items[i]) != LW_NOT_FOUND)
            return true;
    return false;
}

/* The longest name of "sys.meta_path.insert", which code that reaches it mostly spells. */
static void add_word(struct wish *wish, struct lw_view symbol)
{
    struct lw_view best = LW_VIEW_NONE;
    for (size_t at = 0; at < symbol.len;) {
        size_t end = at;
        while (end < symbol.len && word_byte(symbol.ptr[end]))
            end++;
        if (end - at >= best.len && end > at)
            best = lw_view_sub(symbol, at, end - at);
        at = end + 1;
    }
    if (best.len)
        (void)lw_map_put(&wish->words, best, NULL);
}

static void ask_capability(struct wish *wish, const struct lw_fact *fact)
{
    const enum lw_capability capability = lw_fact_capability(fact);
    size_t found = 0;
    for (unsigned language = 0; language < LW_LANG_COUNT; language++) {
        const struct lw_known *row;
        for (size_t i = 0; (row = lw_catalog_row(language, i)); i++) {
            if (row->capability != (unsigned)capability)
                continue;
            add_word(wish, lw_view_c(row->symbol));
            found++;
        }
    }
    enum lw_capability of;
    const char *start;
    for (size_t i = 0; (start = lw_catalog_patch_row(i, &of)); i++) {
        if (of != capability)
            continue;
        add_word(wish, lw_view_c(start));
        found++;
    }
    add_word(wish, lw_fact_get(fact, LW_K_NAME));
    wish->any_code = wish->any_code || found == 0;
}

static void ask_aws(struct wish *wish)
{
    static const char *const words[] = { "boto3",    "botocore", "aiobotocore", "client",
                                         "resource", "session",  "aws",         "AWS" };
    for (size_t i = 0; i < LW_COUNT(words); i++)
        (void)lw_map_put(&wish->words, lw_view_c(words[i]), NULL);
}

/* "*" stands for what code fills in: the longest piece that it spells. */
static void ask_host(struct wish *wish, const struct lw_fact *fact, struct lw_arena *arena)
{
    struct lw_view piece, rest = lw_fact_get(fact, LW_K_NAME), best = LW_VIEW_NONE;
    while (lw_view_split(&piece, &rest, '*'))
        if (piece.len > best.len)
            best = piece;
    if (best.len)
        *LW_PUSH(arena, &wish->hosts) = best;
    if (lw_fact_get(fact, LW_K_EVIDENCE).len) { /* put together by code, as it may be there */
        wish->kinds |= KIND(CAPABILITY);
        wish->any_code = true;
    }
}

static void ask(struct wish *wish, const struct lw_fact *fact, struct lw_arena *arena)
{
    wish->kinds |= LW_F_BIT(fact->kind);
    if (fact->kind == LW_F_CAPABILITY)
        ask_capability(wish, fact);
    else if (fact->kind == LW_F_AWS_CALL)
        ask_aws(wish);
    else if (fact->kind == LW_F_FLOW)
        wish->any_code = true;
    else if (fact->kind == LW_F_ENDPOINT)
        ask_host(wish, fact, arena);
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
    const struct lw_engine_filter filter = { wants, asks, wish };
    struct lw_engine_options only = *options;
    struct lw_engine_output ignored;
    only.behavior_only = true;
    only.behavior_of = &filter;
    only.earlier = NULL;
    only.progress = NULL;
    return lw_engine_run(out, &ignored, archive, &only, err);
}

static void gather(struct wish *wish, bool *any, struct lw_arena *arena)
{
    const struct lw_review *review = wish->delta->review;
    for (size_t i = 0; i < review->facts_added.count; i++) {
        const struct lw_fact_change *change = &review->facts_added.items[i];
        if (!change->fact->behavior || !change->new_to_package || !lw_fact_matters(change->fact))
            continue;
        size_t owner = lw_owner_of(&wish->delta->to, change->fact->location);
        *any = true;
        ask(wish, change->fact, arena);
        wish->all = wish->all || (change->new_to_artifact && weighs_in_layer(change->fact));
        if (owner)
            wish->packages[owner - 1] = true;
        else
            wish->unowned = true;
    }
}

lw_status lw_unchanged_context(struct lw_facts *out, bool *any, const struct lw_delta *delta,
                               const struct lw_unchanged *unchanged,
                               const struct lw_archive *archive,
                               const struct lw_engine_options *options, struct lw_err *err)
{
    struct wish wish = { .delta = delta, .unchanged = unchanged, .words = LW_MAP_INIT };
    wish.packages = lw_arena_array(out->arena, delta->review->to->facts.packages.count + 1,
                                   sizeof *wish.packages);
    *any = false;
    if (unchanged->to.count == 0)
        return LW_OK;
    gather(&wish, any, out->arena);
    lw_status status = *any ? look(out, &wish, archive, options, err) : LW_OK;
    lw_map_clear(&wish.words);
    return status;
}

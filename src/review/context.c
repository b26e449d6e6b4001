/* SPDX-License-Identifier: Apache-2.0
 *
 * review/context.c - what unchanged files do, where something that looks new may be old.
 *
 * Only files that could say the same are looked at, by the analysers that could: one that is missed
 * leaves what is new as new as it was. Of servers all code of the packages concerned is: that costs
 * less than a search for each, and what a new one is a double of has another name.
 */
#include "analyze/syntax/catalog.h"
#include "review/rule.h"
#include "review/unchanged.h"

#define KIND(kind) LW_F_BIT(LW_F_##kind)

/* Two words that code has which spells a name: "modules" and "setdefault". */
struct pair {
    struct lw_view other; /* "" where one word is all there is */
    bool begins;          /* what `other` begins counts as well: "require" of "requires" */
    size_t next;          /* of those with the same first word, as an index + 1 */
};

/* Pairs whose other word is looked for in one text; behind them the first word is enough. */
enum { PAIRS_LOOKED_FOR = 256 };

/* By the length, the first and the last byte of a word: most of a text are none of those that are
 * looked for. */
enum { WORD_MARKS = 4096 };

/* Unchanged files of the packages that are concerned; `all`: of every one. */
struct wish {
    const struct lw_delta *delta;
    const struct lw_unchanged *unchanged;
    bool all, unowned;
    bool *packages;                     /* by index */
    uint64_t kinds;                     /* of facts, by LW_F_BIT() */
    uint64_t asked;                     /* capabilities, by LW_C_BIT() */
    bool any_code;                      /* which code could say it cannot be told by words */
    struct lw_map words[LW_LANG_COUNT]; /* to the pairs that begin with it, as an index + 1 */
    bool marks[LW_LANG_COUNT][WORD_MARKS];
    struct {
        struct pair *items;
        size_t count, capacity;
    } pairs; /* one of which stands in code that could */
};

/* Few files of a layer are called so: all of them are looked at where one is asked for. */
static bool names_certificates(struct lw_view path)
{
    static const char *const ends[] = { ".pem", ".crt", ".cer", ".cert", ".der" };
    for (size_t i = 0; i < LW_COUNT(ends); i++)
        if (lw_view_ends_nocase(path, lw_view_c(ends[i])))
            return true;
    return false;
}

static bool wants(const void *ctx, struct lw_view path)
{
    const struct wish *wish = ctx;
    bool script = lw_view_find_byte(lw_path_base(path), '.') == LW_NOT_FOUND;
    if (!lw_map_get(&wish->unchanged->to, path))
        return false;
    if ((wish->kinds & KIND(AUTHORITY)) && names_certificates(path))
        return true;
    if (!script && !lw_is_code(path))
        return false;
    size_t owner = lw_owner_of(&wish->delta->to, path);
    return wish->all || (owner ? wish->packages[owner - 1] : wish->unowned);
}

static const bool word_byte[256] = {
    ['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true, ['_'] = true
};

static size_t mark_of(struct lw_view word)
{
    return (word.len * 1009 + word.ptr[0] * 31u + word.ptr[word.len - 1]) % WORD_MARKS;
}

/* As a word of its own, or as the beginning of one. */
static bool has_word(struct lw_view text, struct lw_view word, bool begins)
{
    for (size_t at = 0, found; at < text.len; at += found + 1) {
        found = lw_view_find(lw_view_from(text, at), word);
        if (found == LW_NOT_FOUND)
            return false;
        const size_t from = at + found, end = from + word.len;
        if ((from == 0 || !word_byte[text.ptr[from - 1]]) &&
            (begins || end == text.len || !word_byte[text.ptr[end]]))
            return true;
    }
    return false;
}

/* A pair of which the first word stands in the text: the other one, too. Each is looked for once in
 * a text. */
static bool has_other(const struct wish *wish, size_t first, struct lw_view text,
                      bool looked[PAIRS_LOOKED_FOR])
{
    for (size_t i = first; i; i = wish->pairs.items[i - 1].next) {
        const struct lw_view other = wish->pairs.items[i - 1].other;
        if (other.len == 0 || i >= PAIRS_LOOKED_FOR)
            return true;
        if (!looked[i] && has_word(text, other, wish->pairs.items[i - 1].begins))
            return true;
        looked[i] = true;
    }
    return false;
}

static bool has_words(const struct wish *wish, enum lw_language language, struct lw_view text)
{
    bool looked[PAIRS_LOOKED_FOR] = { false };
    for (size_t at = 0; at < text.len;) {
        size_t end = at;
        while (end < text.len && word_byte[text.ptr[end]])
            end++;
        const struct lw_view word = lw_view_sub(text, at, end - at);
        const uint64_t *first = word.len && wish->marks[language][mark_of(word)]
                                    ? lw_map_get(&wish->words[language], word)
                                    : NULL;
        if (first && has_other(wish, (size_t)*first, text, looked))
            return true;
        at = end + 1;
    }
    return false;
}

/* Of an analyser that says capabilities: the language that it reads. */
static enum lw_language language_of(const struct lw_analyzer *analyzer)
{
    for (enum lw_language i = 0; i < LW_LANG_COUNT; i++)
        if (lw_view_ends(lw_view_c(analyzer->name), lw_view_c(lw_language_name(i))))
            return i;
    return LW_LANG_SHELL;
}

static bool asks(const void *ctx, const struct lw_analyzer *analyzer, const struct lw_file *file)
{
    const struct wish *wish = ctx;
    if (!(analyzer->tells & wish->kinds))
        return false;
    if (analyzer->tells & KIND(CAPABILITY))
        return wish->any_code || has_words(wish, language_of(analyzer), file->bytes);
    return true; /* of servers: those that a new one is almost named like are none of its words */
}

static void add_pair(struct wish *wish, enum lw_language language, struct lw_view word,
                     struct pair pair, struct lw_arena *arena)
{
    uint64_t *at = lw_map_put(&wish->words[language], word, NULL);
    pair.next = (size_t)*at;
    *LW_PUSH(arena, &wish->pairs) = pair;
    *at = wish->pairs.count;
    wish->marks[language][mark_of(word)] = true;
}

/* The two longest names of "sys.modules.setdefault", which code that reaches it mostly spells.
 * `start`: what begins so is meant as well. */
static void add_symbol(struct wish *wish, enum lw_language language, struct lw_view symbol,
                       bool start, struct lw_arena *arena)
{
    struct lw_view best = LW_VIEW_NONE, second = LW_VIEW_NONE;
    for (size_t at = 0; at < symbol.len;) {
        size_t end = at;
        while (end < symbol.len && word_byte[symbol.ptr[end]])
            end++;
        const struct lw_view word = lw_view_sub(symbol, at, end - at);
        if (word.len && word.len >= best.len) {
            second = best;
            best = word;
        } else if (word.len && word.len >= second.len) {
            second = word;
        }
        at = end + 1;
    }
    const bool begins = start && second.len && second.ptr + second.len == symbol.ptr + symbol.len;
    if (best.len)
        add_pair(wish, language, best, (struct pair){ second, begins, 0 }, arena);
}

static void ask_capability(struct wish *wish, const struct lw_fact *fact, struct lw_arena *arena)
{
    const enum lw_capability capability = lw_fact_capability(fact);
    for (unsigned language = 0; language < LW_LANG_COUNT; language++)
        add_symbol(wish, language, lw_fact_get(fact, LW_K_NAME), true, arena);
    if (capability < LW_C_COUNT && (wish->asked & LW_C_BIT(capability)))
        return;
    wish->asked |= capability < LW_C_COUNT ? LW_C_BIT(capability) : 0;
    size_t found = 0;
    for (unsigned language = 0; language < LW_LANG_COUNT; language++) {
        const struct lw_known *row;
        const char *start;
        enum lw_capability of;
        for (size_t i = 0; (row = lw_catalog_row(language, i)); i++) {
            if (row->capability != (unsigned)capability)
                continue;
            add_symbol(wish, language, lw_view_c(row->symbol), false, arena);
            found++;
        }
        for (size_t i = 0; (start = lw_catalog_patch_row(i, &of)); i++) {
            if (of != capability)
                continue;
            add_symbol(wish, language, lw_view_c(start), true, arena);
            found++;
        }
    }
    wish->any_code = wish->any_code || found == 0;
}

static void ask_aws(struct wish *wish, struct lw_arena *arena)
{
    static const char *const words[] = { "boto3",    "botocore", "aiobotocore", "client",
                                         "resource", "session",  "aws",         "AWS" };
    for (unsigned language = 0; language < LW_LANG_COUNT; language++)
        for (size_t i = 0; i < LW_COUNT(words); i++)
            add_pair(wish, language, lw_view_c(words[i]), (struct pair){ .next = 0 }, arena);
}

/* Put together by code, as it may be there. */
static void ask_host(struct wish *wish, const struct lw_fact *fact)
{
    if (lw_fact_get(fact, LW_K_EVIDENCE).len) {
        wish->kinds |= KIND(CAPABILITY);
        wish->any_code = true;
    }
}

static void ask(struct wish *wish, const struct lw_fact *fact, struct lw_arena *arena)
{
    wish->kinds |= LW_F_BIT(fact->kind);
    if (fact->kind == LW_F_CAPABILITY)
        ask_capability(wish, fact, arena);
    else if (fact->kind == LW_F_AWS_CALL)
        ask_aws(wish, arena);
    else if (fact->kind == LW_F_FLOW)
        wish->any_code = true;
    else if (fact->kind == LW_F_ENDPOINT)
        ask_host(wish, fact);
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
    struct wish wish = { .delta = delta, .unchanged = unchanged };
    wish.packages = lw_arena_array(out->arena, delta->review->to->facts.packages.count + 1,
                                   sizeof *wish.packages);
    *any = false;
    if (unchanged->to.count == 0)
        return LW_OK;
    gather(&wish, any, out->arena);
    lw_status status = *any ? look(out, &wish, archive, options, err) : LW_OK;
    for (size_t i = 0; i < LW_LANG_COUNT; i++)
        lw_map_clear(&wish.words[i]);
    return status;
}

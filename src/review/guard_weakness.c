/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_weakness.c - what functions that were there before do newly or no longer, by marks.
 *
 * Marks are counted by function in both versions. What a function has lost is no matter where the
 * file as a whole has it as often, and what a new function does is judged by what it can do, unless
 * no function has a reason for the mark.
 */
#include "review/guard_weakness.h"

#include "base/buf.h"

/* How often a member of a mark is in a function of each version. */
struct tally {
    const struct lw_mark *mark;
    struct lw_view function, member;
    unsigned count[2];
    size_t statement[2];
    uint32_t line[2];
};

struct tallies {
    struct lw_guard_pair *pair;
    struct lw_map index, totals, functions[2], refusing, words, numbers;
    struct lw_buf key;
    bool *gained; /* by mark: something of it is there more often */
    bool *left;   /* by mark: the new version has something of it */
    struct tally *items;
    size_t count, capacity;
};

/* The number of a function by its name; 0 is the file as a whole. Names may be long, and each mark
 * in a function asks for it. */
static uint64_t number_of(struct tallies *t, struct lw_view function)
{
    bool made;
    uint64_t *number = lw_map_put(&t->numbers, function, &made);
    if (made)
        *number = t->numbers.count;
    return *number;
}

/* The value for a member of a mark in a function, 0 where it was missing. */
static uint64_t *value_of(struct tallies *t, struct lw_map *map, const struct lw_mark *mark,
                          struct lw_view member, uint64_t function, bool *made)
{
    t->key.len = 0;
    lw_buf_add_le(&t->key, (uint64_t)(mark - lw_marks), sizeof(uint32_t));
    lw_buf_add_le(&t->key, function, sizeof(uint64_t));
    lw_buf_add(&t->key, member);
    return lw_map_put_copy(map, lw_buf_view(&t->key), t->pair->work, made);
}

/* Of the file as a whole: in the old version above, in the new one below. */
static uint64_t *total_of(struct tallies *t, const struct lw_mark *mark, struct lw_view member)
{
    return value_of(t, &t->totals, mark, member, 0, NULL);
}

static void note(struct tallies *t, const struct lw_mark *mark, struct lw_view member,
                 const struct lw_mark_place *place, size_t at, unsigned side)
{
    const struct lw_view function = place->all->items[place->statement].function;
    bool made;
    uint64_t *slot = value_of(t, &t->index, mark, member, number_of(t, function), &made);
    if (made) {
        *slot = t->count;
        *LW_PUSH(t->pair->work,
                 t) = (struct tally){ .mark = mark, .function = function, .member = member };
    }
    struct tally *tally = &t->items[*slot];
    t->left[mark - lw_marks] = t->left[mark - lw_marks] || side;
    tally->count[side]++;
    tally->statement[side] = place->statement;
    tally->line[side] = place->tokens[at].line;
    *total_of(t, mark, member) += side ? 1 : UINT64_C(1) << 32;
}

static bool has_part(struct lw_view text, const char *part)
{
    return lw_view_has_nocase(text, &part, 1);
}

static void note_token(struct tallies *t, const struct lw_mark_place *place, size_t at,
                       unsigned side)
{
    const struct lw_token *token = &place->tokens[at];
    const bool text = token->kind == LW_TOKEN_TEXT || token->kind == LW_TOKEN_REGEX;
    const uint64_t *worded = token->kind == LW_TOKEN_WORD || text
                                 ? lw_map_get(&t->words, token->text)
                                 : NULL;
    if (worded)
        note(t, &lw_marks[*worded], token->text, place, at, side);
    for (size_t i = 0; i < lw_marks_count; i++) {
        const struct lw_mark *mark = &lw_marks[i];
        struct lw_view member = LW_VIEW("");
        for (size_t k = 0; text && k < LW_MARK_WORDS && mark->parts[k]; k++)
            if (has_part(token->text, mark->parts[k]))
                note(t, mark, lw_view_c(mark->parts[k]), place, at, side);
        if (mark->is && mark->is(&member, place, at))
            note(t, mark, member, place, at, side);
    }
}

/* raise Refused(name); throw of whatever in what is called like a check. */
static bool refuses(const struct lw_statements *all, const struct lw_statement *s, size_t at)
{
    static const char *const refusals[] = { "refus",   "denied",  "forbid", "unauthori",
                                            "permiss", "invalid", "unsafe", "notallowed" };
    static const char *const checks[] = { "check",  "verif", "valid",  "authori", "ensure",
                                          "requir", "guard", "assert", "permit",  "safe" };
    const struct lw_token *t = &all->tokens.items[at];
    if (!lw_token_is(t, "raise") && !lw_token_is(t, "throw"))
        return false;
    for (size_t i = at + 1; i < s->first + s->count && i < at + 3; i++)
        if (all->tokens.items[i].kind == LW_TOKEN_WORD &&
            LW_VIEW_HAS_NOCASE(all->tokens.items[i].text, refusals))
            return true;
    return LW_VIEW_HAS_NOCASE(s->function, checks);
}

/* Functions that refuse in the new version; and which functions there are. */
static void note_functions(struct tallies *t)
{
    for (unsigned side = 0; side < 2; side++) {
        const struct lw_statements *all = side ? &t->pair->to : &t->pair->from;
        for (size_t i = 0; i < all->count; i++) {
            const struct lw_statement *s = &all->items[i];
            (void)lw_map_put(&t->functions[side], s->function, NULL);
            for (size_t k = s->first; side && k < s->first + s->count && s->function.len; k++)
                if (refuses(all, s, k))
                    (void)lw_map_put(&t->refusing, s->function, NULL);
        }
    }
}

static void note_statements(struct tallies *t, unsigned side)
{
    const struct lw_statements *all = side ? &t->pair->to : &t->pair->from;
    for (size_t i = 0; i < all->count; i++) {
        const struct lw_statement *s = &all->items[i];
        const struct lw_mark_place place = { .all = all,
                                             .statement = i,
                                             .tokens = all->tokens.items,
                                             .first = s->first,
                                             .end = s->first + s->count,
                                             .refusing = &t->refusing };
        for (size_t k = place.first; k < place.end; k++)
            note_token(t, &place, k, side);
    }
}

/* Something else of the same mark is there more often: one way to guard for another. */
static void note_gains(struct tallies *t)
{
    for (size_t i = 0; i < t->count; i++) {
        const struct tally *tally = &t->items[i];
        uint64_t total = *total_of(t, tally->mark, tally->member);
        if (tally->count[1] > tally->count[0] && (uint32_t)total > total >> 32)
            t->gained[tally->mark - lw_marks] = true;
    }
}

static void know_words(struct tallies *t)
{
    for (size_t i = 0; i < lw_marks_count; i++)
        for (size_t k = 0; k < LW_MARK_WORDS && lw_marks[i].words[k]; k++) {
            uint64_t *mark = lw_map_put(&t->words, lw_view_c(lw_marks[i].words[k]), NULL);
            *mark = i;
        }
}

static bool is_worse(struct tallies *t, const struct tally *tally)
{
    const struct lw_mark *mark = tally->mark;
    const uint64_t total = *total_of(t, mark, tally->member);
    const uint64_t had = total >> 32, has = (uint32_t)total;
    if (mark->good)
        return tally->count[1] < tally->count[0] && has < had &&
               lw_map_get(&t->functions[1], tally->function) &&
               (mark->alone || !t->gained[mark - lw_marks]) &&
               !(mark->last && t->left[mark - lw_marks]);
    return tally->count[1] > tally->count[0] && has > had &&
           (mark->fresh || lw_map_get(&t->functions[0], tally->function));
}

void lw_guard_weaknesses(struct lw_guard_pair *pair)
{
    struct tallies t = { .pair = pair,
                         .index = LW_MAP_INIT,
                         .totals = LW_MAP_INIT,
                         .functions = { LW_MAP_INIT, LW_MAP_INIT },
                         .refusing = LW_MAP_INIT,
                         .words = LW_MAP_INIT,
                         .numbers = LW_MAP_INIT,
                         .key = LW_BUF_INIT };
    t.gained = lw_arena_array(pair->work, lw_marks_count, sizeof *t.gained);
    t.left = lw_arena_array(pair->work, lw_marks_count, sizeof *t.left);
    know_words(&t);
    note_functions(&t);
    note_statements(&t, 0);
    note_statements(&t, 1);
    note_gains(&t);
    for (size_t i = 0; i < t.count; i++) {
        const struct tally *tally = &t.items[i];
        if (!is_worse(&t, tally))
            continue;
        const struct lw_mark *mark = tally->mark;
        const unsigned side = tally->count[1] && !mark->good;
        struct lw_guard *guard = lw_guard_add(pair, LW_GUARD_WEAKNESS, tally->line[side],
                                              lw_view_c(mark->title));
        if (!guard)
            break;
        guard->vague = mark->vague;
        if (mark->good)
            guard->was = lw_guard_shown(pair->arena, &pair->from, tally->statement[0], 1);
        else
            guard->is = lw_guard_shown(pair->arena, &pair->to, tally->statement[1], 1);
    }
    lw_map_clear(&t.index);
    lw_map_clear(&t.totals);
    lw_map_clear(&t.functions[0]);
    lw_map_clear(&t.functions[1]);
    lw_map_clear(&t.refusing);
    lw_map_clear(&t.words);
    lw_map_clear(&t.numbers);
    lw_buf_clear(&t.key);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * attest/verify_count.c - how many have signed, where patterns of signers may overlap.
 *
 * A signer is a row of the configuration; a person is a key or an identity. "2 of 3" asks for two
 * people, so that signers and people are paired, each with one of the other at most, and the pairs
 * are counted: as many as can be made (augmenting paths, as Kuhn and Munkres have it).
 */
#include "attest/verify.h"

/* All signatures that count. */
struct counting {
    const struct lw_accepted **items;
    size_t count, capacity;
    size_t *person;   /* of each: the first item that is by the same key or identity */
    size_t *taken_by; /* of each person: signer + 1, or 0 */
    bool *tried;      /* of each person, in this search */
};

static void collect(struct counting *c, const struct lw_check *checks, size_t count,
                    struct lw_arena *arena)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; checks[i].accepted && k < checks[i].signers.count; k++)
            *LW_PUSH(arena, c) = &checks[i].signers.items[k];
    c->person = lw_arena_array(arena, c->count, sizeof *c->person);
    c->taken_by = lw_arena_array(arena, c->count, sizeof *c->taken_by);
    c->tried = lw_arena_array(arena, c->count, sizeof *c->tried);
}

/* Whoever vouches for it: one address at two issuers is one person's. */
static bool same_person(const struct lw_accepted *a, const struct lw_accepted *b)
{
    return lw_digest_eq(&a->key, &b->key) ||
           (a->identity.len && lw_view_eq(a->identity, b->identity));
}

/* Sameness goes on: a key's identity may have another key. */
static void find_people(struct counting *c)
{
    for (size_t i = 0; i < c->count; i++) {
        c->person[i] = i;
        for (size_t k = 0; k < i; k++) {
            size_t from = c->person[i], to = c->person[k];
            if (from == to || !same_person(c->items[i], c->items[k]))
                continue;
            for (size_t j = 0; j <= i; j++)
                if (c->person[j] == from)
                    c->person[j] = to;
        }
    }
}

/* Finds a person for the signer, if need be by another for who has him. */
static bool pair(struct counting *c, size_t signer)
{
    for (size_t i = 0; i < c->count; i++) {
        size_t person = c->person[i];
        if (c->items[i]->signer != signer || c->tried[person])
            continue;
        c->tried[person] = true;
        if (c->taken_by[person] && !pair(c, c->taken_by[person] - 1))
            continue;
        c->taken_by[person] = signer + 1;
        return true;
    }
    return false;
}

uint64_t lw_signers_count(uint64_t *fitting, const struct lw_check *checks, size_t count,
                          size_t signers, struct lw_arena *arena)
{
    struct counting c = { 0 };
    uint64_t pairs = 0;
    collect(&c, checks, count, arena);
    find_people(&c);
    *fitting = 0;
    for (size_t s = 0; s < signers && c.count; s++) {
        bool fits = false;
        for (size_t i = 0; i < c.count; i++) {
            c.tried[i] = false;
            fits = fits || c.items[i]->signer == s;
        }
        *fitting += fits;
        pairs += fits && pair(&c, s);
    }
    return pairs;
}

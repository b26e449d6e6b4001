/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/popular.h - the names of widely used packages, and names that are taken for one.
 *
 * Owns:    nothing; the tables are made from data/popular-*.txt, which name their source.
 * Spec:    the ways in which names were squatted: https://arxiv.org/abs/2003.03471 and what
 *          registries took down.
 */
#ifndef LW_ANALYZE_POPULAR_H
#define LW_ANALYZE_POPULAR_H

#include "facts/ecosystem.h"

/* Names sorted bytewise, in one text so that nothing has to be relocated at start. */
struct lw_popular {
    const char *text;        /* names, each with a NUL */
    const uint32_t *at;      /* of each name in the text */
    const uint32_t *letters; /* which letters the name has: bit 0 is 'a' */
    const uint16_t *rank;    /* from 1, the most used; 0: known to be honest, and no more */
    const uint8_t *len;      /* of each name */
    const uint32_t *scopes;  /* one name of each "@scope", with a rank where there is one */
    size_t count, scope_count;
};

extern const struct lw_popular lw_popular_npm, lw_popular_pypi;

/* NULL for ecosystems of which no list is kept. */
const struct lw_popular *lw_popular_of(enum lw_ecosystem ecosystem);

/* Whether a name (as lw_package_name_normal() writes it, lower case) is on the list. */
bool lw_popular_has(const struct lw_popular *list, struct lw_view name);

/* Whether an npm package is of a scope ("@scope/name") of which some are on the list. */
bool lw_popular_scope(const struct lw_popular *list, struct lw_view name);

struct lw_imitation {
    struct lw_view target; /* the popular name; static text */
    const char *how;       /* "typo", "separator", "look", "word-order", "affix", "scope" */
    const char *what;      /* the same for a person: "a letter is missing" */
};

/* Whether a name can be taken for a popular one. A name that is itself on the list, or that only
 * the owner of a popular scope can publish, imitates nothing. */
bool lw_popular_imitated(struct lw_imitation *out, enum lw_ecosystem ecosystem,
                         struct lw_view name);

#endif

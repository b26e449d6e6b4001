/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_change.h - one small difference and what stands around it; inside of guard_check.c,
 * guard_refusal.c and guard_wider.c.
 */
#ifndef LW_REVIEW_GUARD_CHANGE_H
#define LW_REVIEW_GUARD_CHANGE_H

#include "review/guard_part.h"

struct lw_guard_change {
    const struct lw_guard_pair *pair;
    struct lw_part old, new;
    size_t from, to_end; /* statements: the first of the old ones, the one behind the new ones */
    bool named;          /* the function is called like one that guards */
    bool place;          /* so is the file, or what is refused speaks of proofs */
    bool telling;        /* it, or what it decides, speaks of guarding */
    bool one;            /* one statement became another one */
    bool decides;
};

/* The token at a place; an empty sign behind the last. */
const struct lw_token *lw_part_token(const struct lw_part *p, size_t at);

/* guard_refusal.c: `if`, `elif`, `} else if`; whether a statement raises, throws, returns nothing
 * or false, or tells of an error, or is a condition with that behind it. */
bool lw_part_asks(const struct lw_part *p);
/* if (bad) throw new Denied(): condition and refusal in one. */
bool lw_part_refuses(const struct lw_part *p);
bool lw_refuses(const struct lw_statements *all, size_t statement);
/* That, or for one more condition that is asked first. */
bool lw_refuses_soon(const struct lw_statements *all, size_t statement);

/* A refusal that is gone; one that never comes; one that gives what was asked for, or says
 * something and goes on; a way out before what refuses. */
bool lw_loses_refusal(const struct lw_guard_change *c);
bool lw_never_refuses(const struct lw_guard_change *c);
bool lw_lets_pass(const struct lw_guard_change *c);
bool lw_returns_early(const struct lw_guard_change *c);

/* guard_wider.c: one more thing is enough, a part of what was compared, another time. */
bool lw_guard_wider(const struct lw_guard_change *c);

#endif

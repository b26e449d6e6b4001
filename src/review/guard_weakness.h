/* SPDX-License-Identifier: Apache-2.0
 *
 * review/guard_weakness.h - marks of code that guards, and of code that is weak; inside of
 * guards.c.
 */
#ifndef LW_REVIEW_GUARD_WEAKNESS_H
#define LW_REVIEW_GUARD_WEAKNESS_H

#include "base/map.h"
#include "review/guards.h"

/* One statement of a version, and what is known of that version as a whole. */
struct lw_mark_place {
    const struct lw_statements *all;
    size_t statement;
    const struct lw_token *tokens; /* first .. end are those of the statement */
    size_t first, end;
    const struct lw_map *refusing; /* names of functions that refuse in the new version */
};

enum { LW_MARK_WORDS = 16 };

struct lw_mark {
    const char *title;
    bool good;  /* it guards, and should not be gone; otherwise it should not come */
    bool vague; /* published versions have reasons for it */
    bool alone; /* nothing else of this mark stands for what is gone */
    bool last;  /* it matters where the file has nothing of this mark any more */
    bool fresh; /* it matters in a function that was not there too */
    const char *words[LW_MARK_WORDS]; /* words, and whole texts */
    const char *parts[LW_MARK_WORDS]; /* of texts and patterns, in any case */
    /* Further, or instead: whether the token `at` has the mark; *member: what of it. */
    bool (*is)(struct lw_view *member, const struct lw_mark_place *place, size_t at);
};

extern const struct lw_mark lw_marks[];
extern const size_t lw_marks_count;

/* Finds marks of guarding that functions have lost, and of weakness that they have got. */
void lw_guard_weaknesses(struct lw_guard_pair *pair);

#endif

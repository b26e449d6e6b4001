/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/secret_mask.h - where secrets stand in a text, so that what is shown of it leaves them
 * out.
 *
 * What reports quote is read by more people than the file itself. Wherever source is quoted, the
 * places are looked for in the whole text: a piece may begin in the middle of one.
 *
 * Owns:    a list owns its items, until lw_secret_spans_clear().
 * Trusts:  nothing.
 */
#ifndef LW_ANALYZE_SECRET_MASK_H
#define LW_ANALYZE_SECRET_MASK_H

#include "analyze/patterns.h"
#include "base/buf.h"

struct lw_secret_span {
    size_t at, end;
};

struct lw_secret_spans { /* rising, none within another */
    struct lw_secret_span *items;
    size_t count, capacity;
};

#define LW_SECRET_SPANS_INIT { NULL, 0, 0 }

/* Values that secret.h knows, bodies of private keys, and who logs in with what in a URL. `lend`
 * has the memory that a search needs, and is left as it was; NULL: it is made for this one. */
void lw_secret_spans_find(struct lw_secret_spans *out, struct lw_view text,
                          struct lw_pattern_hits *lend);
void lw_secret_spans_clear(struct lw_secret_spans *spans);

/* Adds `piece`, which stands at `at` of the text that was searched, with "..." for most of each
 * secret. */
void lw_secret_mask(struct lw_buf *out, struct lw_view piece, size_t at,
                    const struct lw_secret_spans *spans);

/* The same for one piece of a text, whose surroundings are searched too: up to 4 KiB either
 * side. */
struct lw_view lw_secret_shown(struct lw_arena *arena, struct lw_view text, size_t at, size_t len,
                               struct lw_pattern_hits *lend);

#endif

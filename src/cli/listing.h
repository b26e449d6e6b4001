/* SPDX-License-Identifier: Apache-2.0
 *
 * cli/listing.h - tables of what the program knows, for `layerward list`.
 */
#ifndef LW_CLI_LISTING_H
#define LW_CLI_LISTING_H

#include <stdio.h>

#include "base/buf.h"
#include "facts/facts.h"

enum { LW_LISTING_CELLS = 8 };

struct lw_listing_row {
    struct lw_view cells[LW_LISTING_CELLS];
};

struct lw_listing_rows {
    struct lw_listing_row *items;
    size_t count, capacity;
};

struct lw_listing {
    const char *name;                    /* the operand: "rules" */
    const char *what;                    /* one line */
    const char *heads[LW_LISTING_CELLS]; /* names in JSON; ends with NULL */
    const char *details;                 /* heads that a table leaves out: "why fix" */
    const char *lists;                   /* heads whose cells are "a, b": arrays in JSON */
    void (*rows)(struct lw_listing_rows *out, struct lw_arena *arena);
    void (*markdown)(struct lw_buf *out); /* NULL: a plain table */
};

extern const struct lw_listing lw_listings[];
extern const size_t lw_listing_count;

/* NULL where there is none of that name. */
const struct lw_listing *lw_listing_find(struct lw_view name);

/* The page docs/rules.md. */
void lw_rules_markdown(struct lw_buf *out);

/* docs/verdict.md. */
void lw_verdict_markdown(struct lw_buf *out);

#endif

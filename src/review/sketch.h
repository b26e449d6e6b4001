/* SPDX-License-Identifier: Apache-2.0
 *
 * review/sketch.h - a small print of a file's content, by which thousands are compared in
 * milliseconds.
 *
 * One-permutation MinHash over runs of words (text) or of bytes: the share of equal slots of two
 * sketches estimates how much of their content is the same (Li, Owen, Zhang 2012).
 *
 * Owns:    nothing.
 * Trusts:  nothing; whoever wants two files to look alike can, so a likeness explains nothing.
 */
#ifndef LW_REVIEW_SKETCH_H
#define LW_REVIEW_SKETCH_H

#include "base/arena.h"
#include "base/map.h"

enum { LW_SKETCH_SLOTS = 64, LW_SKETCH_BYTES = 16 << 10 };

struct lw_sketch {
    uint32_t slots[LW_SKETCH_SLOTS]; /* UINT32_MAX: nothing fell there */
    unsigned used;                   /* slots with something in them */
};

/* Of the first LW_SKETCH_BYTES; what gzip packed is looked into. */
struct lw_sketch lw_sketch_make(struct lw_view bytes);

/* 0..100; 0 where there is too little to say. */
unsigned lw_sketch_likeness(const struct lw_sketch *a, const struct lw_sketch *b);

/* Sketches that are made while the files are read anyway. Owns all of it. */
struct lw_sketches {
    struct lw_arena arena;
    struct lw_map by_path;   /* to an index into items */
    struct lw_sketch *items; /* there once all that are wished for are known */
};

#define LW_SKETCHES_INIT                                                                           \
    {                                                                                              \
        LW_ARENA_INIT, LW_MAP_INIT, NULL                                                           \
    }

/* Wishes for that of a file; the path is copied. */
void lw_sketches_want(struct lw_sketches *sketches, struct lw_view path);
/* No more are wished for. */
void lw_sketches_settle(struct lw_sketches *sketches);
/* A struct lw_engine_reader's, with `ctx` the sketches. */
void lw_sketches_read(void *ctx, struct lw_view path, struct lw_view bytes);
/* NULL where it was not made, or says nothing. `sketches` may be NULL. */
const struct lw_sketch *lw_sketches_get(const struct lw_sketches *sketches, struct lw_view path);
void lw_sketches_clear(struct lw_sketches *sketches);

#endif

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

#include "base/view.h"

enum { LW_SKETCH_SLOTS = 64, LW_SKETCH_BYTES = 16 << 10 };

struct lw_sketch {
    uint32_t slots[LW_SKETCH_SLOTS]; /* UINT32_MAX: nothing fell there */
    unsigned used;                   /* slots with something in them */
};

/* Of the first LW_SKETCH_BYTES; what gzip packed is looked into. */
struct lw_sketch lw_sketch_make(struct lw_view bytes);

/* 0..100; 0 where there is too little to say. */
unsigned lw_sketch_likeness(const struct lw_sketch *a, const struct lw_sketch *b);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/slip.h - how one name differs from another by a slip of the finger or of the eye.
 *
 * Owns:    nothing.
 */
#ifndef LW_ANALYZE_SLIP_H
#define LW_ANALYZE_SLIP_H

#include "base/view.h"

enum lw_slip {
    LW_SLIP_NONE,    /* the same, or more than one slip */
    LW_SLIP_SWAPPED, /* two neighbours have changed places */
    LW_SLIP_DOUBLED, /* a letter stands twice, or once in place of twice */
    LW_SLIP_MISSING, /* of the right one a letter is missing */
    LW_SLIP_ADDED,
    LW_SLIP_NEIGHBOR, /* another letter, whose key lies beside the right one */
    LW_SLIP_CHANGED,  /* any other letter */
    LW_SLIP_DIGIT,    /* only digits differ: most often a version */
    LW_SLIP_COUNT
};

/* How `name` differs from `right`; in time that grows with the shorter of both. */
enum lw_slip lw_slip_of(struct lw_view name, struct lw_view right);

const char *lw_slip_what(enum lw_slip slip); /* "two letters are swapped" */

/* Names of at most this many bytes are compared. */
enum { LW_SLIP_BYTES = 96 };

/* The name without '-', '_' and '.' into `out`; and as the eye takes it: o for 0, l for 1, m
 * for rn, w for vv, and without separators. */
struct lw_view lw_slip_squeeze(char out[LW_SLIP_BYTES], struct lw_view name);
struct lw_view lw_slip_look(char out[LW_SLIP_BYTES], struct lw_view name);

/* Whether both have the same words ("-", "_", "." and "/" part them), two or more, in another
 * order. */
bool lw_slip_reordered(struct lw_view name, struct lw_view right);

#endif

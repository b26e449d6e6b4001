/* SPDX-License-Identifier: Apache-2.0
 *
 * review/loads.h - whether code could load what lies in a folder of tests.
 *
 * Where a file lies says nothing of who loads it: what looks like a test of a package is its code
 * as soon as another file of it asks for it. What is not surely plain is unsure: an author who
 * hides a load only has to be strange, and what is strange is not let off.
 *
 * Owns:    nothing.
 * Trusts:  nothing; time is linear in the text.
 */
#ifndef LW_REVIEW_LOADS_H
#define LW_REVIEW_LOADS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/view.h"

enum lw_loads {
    LW_LOADS_PLAIN,  /* each load names a file by one literal, and none in a folder of tests */
    LW_LOADS_UNSURE, /* what is loaded cannot be told */
    LW_LOADS_TESTS,  /* it names a folder of tests where it loads */
};

/* The folders of a package that are for those who write it: "test", "benchmark". */
bool lw_loads_test_folder(struct lw_view name);

/* Whether a path leads through such a folder. */
bool lw_loads_below_test(struct lw_view path);

/* JavaScript: require(), import and what either can be had by. */
enum lw_loads lw_loads_javascript(struct lw_view text);

/* What a manifest names as an entry: "./lib/a.js", "test". */
enum lw_loads lw_loads_target(struct lw_view path);

/* Python: only whether an import names such a folder; never unsure. */
enum lw_loads lw_loads_python(struct lw_view text);

/* Puts each word of Python's imports into `out`, as "OWNER WORD": a module that code of the owner
 * loads is named by one. */
void lw_loads_python_words(struct lw_map *out, struct lw_view text, struct lw_arena *arena,
                           size_t owner);

/* Whether text has a path into NAME, or what one may be put together of: "NAME/a", "NAME" + a. */
bool lw_loads_names_inside(struct lw_view text, struct lw_view name);

/* The next "NAME/test" or "NAME.tests" from `*at` on: the NAME, "@scope/name" too; the empty view
 * at the end. So code names tests of another package. */
struct lw_view lw_loads_next_named(struct lw_view text, size_t *at);

#endif

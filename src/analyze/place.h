/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/place.h - where a file stands: the folders above it and the files beside it.
 *
 * Owns:    nothing; results borrow.
 */
#ifndef LW_ANALYZE_PLACE_H
#define LW_ANALYZE_PLACE_H

#include "analyze/analyzer.h"

/* The folder `levels` above a location; that of a nested archive is the archive itself:
 * "a.whl!/x/METADATA" at 2 gives "a.whl". */
struct lw_view lw_location_above(struct lw_view location, unsigned levels);

/* The file's location with another path in the same archive. */
struct lw_view lw_location_of(struct lw_arena *arena, const struct lw_file *file,
                              struct lw_view path);

/* Whether the file's archive has `folder`/`name`; `name` may hold slashes, `folder` may be "". */
bool lw_place_has(const struct lw_file *file, struct lw_view folder, struct lw_view name);

/* The first entry that does not sort before `path`, or NULL. */
const struct lw_entry *lw_place_from(const struct lw_file *file, struct lw_view path);

/* The first entry whose path starts with `prefix`, or NULL. */
const struct lw_entry *lw_place_starting(const struct lw_file *file, struct lw_view prefix);

#endif

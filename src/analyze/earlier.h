/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/earlier.h - what the code of another version does, so that equal files are parsed once.
 *
 * Only facts of behaviour are taken over, and only for the same bytes (by SHA-256) at the same
 * place, where nothing was left out: those depend on nothing else.
 *
 * Owns:    its index; files and facts are borrowed and must outlive it.
 * Threads: read-only once made.
 */
#ifndef LW_ANALYZE_EARLIER_H
#define LW_ANALYZE_EARLIER_H

#include "analyze/engine.h"

/* `files` and `facts` of a run with options->behavior. */
struct lw_earlier *lw_earlier_new(const struct lw_scan_file *files, size_t count,
                                  const struct lw_facts *facts);
void lw_earlier_free(struct lw_earlier *earlier); /* NULL is fine */
void lw_earlier_free_p(struct lw_earlier **slot);

/* Adds copies of the facts of behaviour that the file has; false where it is not known, or not the
 * same, and nothing was added. `earlier` may be NULL. */
bool lw_earlier_give(struct lw_facts *into, const struct lw_earlier *earlier,
                     struct lw_view location, const struct lw_digest *sha256);

#endif

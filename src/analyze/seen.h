/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/seen.h - what one version's files gave, so that another version's equal ones are neither
 * unpacked nor looked at again.
 *
 * A file is taken over where it stands at the same place with the same mode, where its packed bytes
 * are the same, and where nothing but those was asked for: no archive, no file that an analyser
 * looked beside (lw_file_beside()), none with an anomaly or a part that could not be looked at.
 *
 * Owns:    copies of the facts, and the archive that they are of.
 * Threads: read-only once the run that filled it is over.
 */
#ifndef LW_ANALYZE_SEEN_H
#define LW_ANALYZE_SEEN_H

#include "analyze/engine.h"

struct lw_seen *lw_seen_new(void);
void lw_seen_free(struct lw_seen *seen); /* NULL is fine */
void lw_seen_free_p(struct lw_seen **slot);

/* What stands in `facts` between two marks is of that file, whose path must live as long as the
 * archive. */
void lw_seen_add(struct lw_seen *seen, const struct lw_scan_file *record, struct lw_view path,
                 const struct lw_facts *facts, struct lw_facts_mark begin,
                 struct lw_facts_mark end);

/* The archive that was looked at; takes ownership. Nothing is given before it is there. */
void lw_seen_keep(struct lw_seen *seen, struct lw_archive *archive);

/* Adds copies of a file's facts and fills *record's digest; false where it is not known or not the
 * same. `theirs` is for reading the archive that was kept. `seen` may be NULL. */
bool lw_seen_give(struct lw_facts *into, struct lw_scan_file *record, const struct lw_seen *seen,
                  const struct lw_archive *archive, const struct lw_entry *entry,
                  struct lw_scratch *scratch, struct lw_scratch *theirs);

/* That the archive is what it was when it was looked at. err: LW_E_IO. */
LW_NODISCARD lw_status lw_seen_check(const struct lw_seen *seen, struct lw_err *err);

#endif

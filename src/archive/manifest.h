/* SPDX-License-Identifier: Apache-2.0
 *
 * archive/manifest.h - the canonical manifest, whose SHA-256 is the content digest.
 *
 * One line for each entry but folders, bytewise sorted by path:  mode SP sha256 SP path LF
 * mode: 100644, 100755 where anyone may execute, 120000 for a symlink; set-id bits are kept
 * (104755). A symlink hashes its target. Devices, sockets and pipes begin with 00 in place of 10;
 * in a folder they hash nothing, in a zip the bytes that they have there. A path with a line feed
 * is escaped, and its line begins with a backslash.
 * docs/formats.md says it at length.
 */
#ifndef LW_ARCHIVE_MANIFEST_H
#define LW_ARCHIVE_MANIFEST_H

#include "archive/archive.h"

/* The six digits of an entry's mode. */
void lw_manifest_mode(char out[8], enum lw_entry_type type, uint32_t mode);

/* Whether the entry has a line: it is no folder and not shadowed. */
bool lw_manifest_lists(const struct lw_entry *entry);

/* Adds one line. Call in the order of lw_archive_entries(), for entries that have one. */
void lw_manifest_add(struct lw_buf *manifest, enum lw_entry_type type, uint32_t mode,
                     struct lw_view path, const struct lw_digest *sha256);

/* Reads every file on `jobs` threads and gives the manifest and its digest.
 * err: of the first entry in order that cannot be read or is damaged (lw_content.damaged): a digest
 * of less than the whole would be a lie. */
LW_NODISCARD lw_status lw_manifest_make(struct lw_buf *manifest, struct lw_digest *digest,
                                        const struct lw_archive *archive, unsigned jobs,
                                        struct lw_err *err);

#endif

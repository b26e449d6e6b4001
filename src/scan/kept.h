/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/kept.h - what was seen in an artifact, as bytes that can be kept and read back.
 *
 * Only facts are kept, never judgements: rules and advisories change, content does not. The key
 * is made of the zip's SHA-256 and of all that the facts depend on, so a kept result is never
 * wrong, only missing.
 */
#ifndef LW_SCAN_KEPT_H
#define LW_SCAN_KEPT_H

#include "scan/scan.h"

enum { LW_KEPT_MAX_BYTES = 256 << 20 }; /* a larger result is not kept */

/* SHA-256 over the zip digest, the options that facts depend on, the program's version, the sources
 * that find facts out, and the user's rules. */
struct lw_digest lw_kept_key(const struct lw_digest *zip_digest,
                             const struct lw_engine_options *options);

/* Writes the facts, the files and the digests of a scan that has not been judged yet. */
void lw_kept_encode(struct lw_buf *out, const struct lw_digest *key, const struct lw_scan *scan);

/* Fills the same members of `scan`. False where the bytes are not whole, not of this key, or of
 * another form: then `scan` must be thrown away. */
bool lw_kept_decode(struct lw_scan *scan, const struct lw_digest *key, struct lw_view bytes);

/* Where results are kept: ${LAYERWARD_CACHE:-${XDG_CACHE_HOME:-~/.cache}/layerward}; "" where
 * there is no home. */
struct lw_view lw_kept_folder(struct lw_arena *arena);

/* "<folder>/facts/ab/cdef...": where a key's result is. */
struct lw_view lw_kept_path(struct lw_arena *arena, struct lw_view folder,
                            const struct lw_digest *key);

#endif

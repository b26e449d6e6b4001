/* SPDX-License-Identifier: Apache-2.0
 *
 * base/gunzip.h - the text of a gzip file, whole.
 */
#ifndef LW_BASE_GUNZIP_H
#define LW_BASE_GUNZIP_H

#include "base/buf.h"
#include "base/err.h"

/* Adds what the members of a gzip file unpack to, one after another. err: LW_E_LIMIT for more than
 * `most_bytes`, LW_E_FORMAT for broken data. Spec: RFC 1952. */
LW_NODISCARD lw_status lw_gunzip(struct lw_buf *out, struct lw_view bytes, size_t most_bytes,
                                 struct lw_err *err);

#endif

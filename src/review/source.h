/* SPDX-License-Identifier: Apache-2.0
 *
 * review/source.h - the bytes of a version that was scanned, read once more where they are needed.
 *
 * Trusts:  nothing; what is read must have the SHA-256 that the scan saw, or it has been changed.
 */
#ifndef LW_REVIEW_SOURCE_H
#define LW_REVIEW_SOURCE_H

#include "review/sketch.h"
#include "scan/scan.h"

struct lw_source_side {
    const struct lw_scan *scan;   /* borrowed */
    struct lw_archive *archive;   /* owned; NULL: nothing is read again */
    struct lw_sketches *sketches; /* borrowed; made while it was scanned; NULL: none */
};

/* Both versions at once, listed in brief, for the caller to free; one that could not be opened
 * stays NULL. err: as lw_archive_open_input(), and LW_E_INTERRUPTED. */
LW_NODISCARD lw_status lw_open_both(struct lw_archive **from_out, struct lw_archive **to_out,
                                    const struct lw_input *from, const struct lw_input *to,
                                    const struct lw_limits *limits, unsigned jobs,
                                    struct lw_err *err);

/* err: as lw_archive_open_input(). */
LW_NODISCARD lw_status lw_side_open(struct lw_source_side *out, const struct lw_scan *scan,
                                    const struct lw_input *input, const struct lw_limits *limits,
                                    struct lw_err *err);
void lw_side_close(struct lw_source_side *side);

/* The whole of a file, good until the scratch is used again; the empty view (and false) where it
 * cannot be had, is damaged, or is over `most` bytes. err: LW_E_IO where it is not what was
 * scanned. */
LW_NODISCARD lw_status lw_side_read(struct lw_view *out, bool *have,
                                    const struct lw_source_side *side,
                                    const struct lw_scan_file *file, uint64_t most,
                                    struct lw_scratch *scratch, struct lw_err *err);

/* At most `want` bytes from its beginning, for guesses only: they are not checked. */
struct lw_view lw_side_peek(const struct lw_source_side *side, const struct lw_scan_file *file,
                            size_t want, struct lw_scratch *scratch);

/* By path, or NULL. */
const struct lw_scan_file *lw_scan_file_find(const struct lw_scan *scan, struct lw_view path);

#endif

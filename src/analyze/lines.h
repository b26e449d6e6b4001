/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/lines.h - the line of an offset, for offsets that rise: each byte is counted once.
 *
 * Owns:    nothing.
 */
#ifndef LW_ANALYZE_LINES_H
#define LW_ANALYZE_LINES_H

#include "base/view.h"

struct lw_lines {
    struct lw_view bytes;
    size_t at;     /* counted up to here */
    uint32_t line; /* of `at`, from 1; 0 in a file that has no lines */
};

/* A file with a NUL in its first 8 KiB has no lines. */
static inline struct lw_lines lw_lines(struct lw_view bytes)
{
    bool text = lw_view_find_byte(lw_view_sub(bytes, 0, 8192), 0) == LW_NOT_FOUND;
    return (struct lw_lines){ bytes, 0, text ? 1 : 0 };
}

/* An offset before the last one is given the last one's line. */
static inline uint32_t lw_line_of(struct lw_lines *lines, size_t offset)
{
    if (lines->line == 0 || offset > lines->bytes.len)
        return lines->line;
    const uint8_t *bytes = lines->bytes.ptr;
    while (lines->at < offset) {
        const size_t rest = offset - lines->at, end = lines->at + (rest < 255 ? rest : 255);
        uint8_t newlines = 0; /* as many as a byte holds: the compiler counts 16 at once */
        for (size_t i = lines->at; i < end; i++)
            newlines = (uint8_t)(newlines + (bytes[i] == '\n'));
        lines->line += newlines;
        lines->at = end;
    }
    return lines->line;
}

#endif

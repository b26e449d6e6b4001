/* SPDX-License-Identifier: Apache-2.0
 *
 * fuzz_view.c - lines, pieces and uvarints of arbitrary bytes.
 */
#include "base/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct lw_view rest = lw_view(data, size), line, piece;
    size_t seen = 0;
    while (lw_view_line(&line, &rest)) {
        struct lw_view pieces = lw_view_trim(line);
        while (lw_view_split(&piece, &pieces, ','))
            seen += piece.len;
    }
    if (seen > size)
        __builtin_trap();

    struct lw_reader r = lw_reader(lw_view(data, size));
    while (lw_left(&r)) {
        size_t before = r.pos;
        (void)lw_uvarint(&r);
        (void)lw_cstring(&r);
        if (!r.bad && r.pos <= before)
            __builtin_trap();
    }
    return 0;
}

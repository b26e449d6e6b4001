/* SPDX-License-Identifier: Apache-2.0
 *
 * words_sample.h - texts of words that differ by their seed.
 */
#ifndef LW_WORDS_SAMPLE_H
#define LW_WORDS_SAMPLE_H

#include "base/buf.h"

static inline struct lw_view words(struct lw_buf *buf, unsigned seed, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        lw_buf_printf(buf, "word%u = call_%u(%u)\n", seed + i * 7, (seed + i) % 31, i);
    return lw_buf_view(buf);
}

#endif

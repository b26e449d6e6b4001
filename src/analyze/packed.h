/* SPDX-License-Identifier: Apache-2.0
 *
 * analyze/packed.h - archives and compressed files that are not looked into, known by their bytes.
 */
#ifndef LW_ANALYZE_PACKED_H
#define LW_ANALYZE_PACKED_H

#include "base/view.h"

enum { LW_PACKED_HEAD_BYTES = 512 }; /* what lw_packed() needs to see, where there is so much */

struct lw_packed {
    const char *format; /* "gzip", "tar", "7z" ... */
    bool compressed;    /* as a whole: there is no text in it to be found */
};

/* By its first bytes; NULL where it is none of them. A zip is none: it is looked into. */
const struct lw_packed *lw_packed(struct lw_view head);

/* By its name, for those whose bytes give nothing away (Brotli). */
const struct lw_packed *lw_packed_by_name(struct lw_view path);

#endif

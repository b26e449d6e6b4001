/* SPDX-License-Identifier: Apache-2.0
 *
 * scan/hidden.h - packages of a layer whose files another layer replaces.
 */
#ifndef LW_SCAN_HIDDEN_H
#define LW_SCAN_HIDDEN_H

#include "archive/archive.h"
#include "base/map.h"
#include "facts/facts.h"

/* Which source each file of the merged tree is of, by its mounted path. */
struct lw_hidden {
    const struct lw_map *owners;
    const struct lw_archive *archive; /* of the source that is asked about */
    size_t source;
    struct lw_view mount; /* "/opt/" */
};

enum lw_hiding {
    LW_HIDES_NOTHING,
    LW_HIDES_PART, /* another source has some of what its RECORD lists and Python can load */
    LW_HIDES_ALL,  /* or all of it, or the file by which it is known: what is left is a name */
};
enum lw_hiding lw_package_hidden(const struct lw_hidden *hidden, const struct lw_package *package);

#endif

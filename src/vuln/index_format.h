/* SPDX-License-Identifier: Apache-2.0
 *
 * vuln/index_format.h - the layout of the advisory index, as docs/formats-index.md tells it.
 */
#ifndef LW_VULN_INDEX_FORMAT_H
#define LW_VULN_INDEX_FORMAT_H

#include <stdint.h>

#define LW_INDEX_MAGIC "LWADVIDX"

enum { LW_INDEX_VERSION = 1, LW_INDEX_HEADER_BYTES = 256 };

enum lw_index_section {
    LW_INDEX_STRINGS,  /* uvarint length, bytes */
    LW_INDEX_PACKAGES, /* fixed rows, sorted by ecosystem and name */
    LW_INDEX_ROWS,     /* per package: what each advisory says of it */
    LW_INDEX_RECORDS,  /* one for each advisory */
    LW_INDEX_KEV,      /* fixed rows, sorted by id */
    LW_INDEX_EPSS,     /* fixed rows, sorted by year and number */
    LW_INDEX_INFO,     /* ecosystems and sources, for a person */
    LW_INDEX_SECTIONS
};

/* Offsets in the header. */
enum {
    LW_INDEX_AT_FORMAT = 8,
    LW_INDEX_AT_COUNTS = 24,
    LW_INDEX_AT_SECTIONS = 80,
    LW_INDEX_AT_DIGEST = 192,        /* of all but itself; covers bytes 0 to 191 with the rest */
    LW_INDEX_AT_HEADER_DIGEST = 224, /* of bytes 0 to 191 */
    LW_INDEX_PACKAGE_BYTES = 16,
    LW_INDEX_KEV_BYTES = 12,
    LW_INDEX_EPSS_BYTES = 12,
    LW_INDEX_EPSS_SCALE = 1000000
};

#endif
